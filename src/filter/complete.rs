//! What a person is writing in a filter line: the name of a field, or a value of one, and where. The line may be
//! unfinished, and wrong elsewhere.

use super::edit::literal_value;
use super::field::Field;
use super::lexer::{Lexeme, Token, lex};
use super::span::CharSpan;

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where it stands; empty where nothing is written yet.
    pub span: CharSpan,
    /// The field whose value it is; without one it is a word, or the name of a field.
    pub field: Option<Field>,
    /// What is written of it so far, without quotes.
    pub written: String,
}

impl Fragment {
    /// What is being written at a place of a line, in characters from 0.
    pub fn at(line: &str, cursor: usize) -> Fragment {
        let characters: Vec<char> = line.chars().collect();
        let cursor = cursor.min(characters.len());
        // What stands behind the cursor does not count: nobody has come to it yet.
        let lexemes = lex(&characters[..cursor]).lexemes;
        let here = CharSpan { start: cursor, end: cursor };
        let last = lexemes.last().filter(|last| last.span.end == cursor);
        let Some(run) = last.and_then(Lexeme::run) else {
            return Fragment { span: here, field: group_field(&lexemes), written: String::new() };
        };
        let end = end_of_run(&characters, cursor);
        let (_, run) = run.without_dashes();
        let text = |start: usize| characters[start..cursor].iter().filter(|it| **it != '"').collect();
        let (start, field) = match run.field() {
            Some((name, value)) if Field::from_name(&name).is_some() => {
                (value.span.start, Field::from_name(&name))
            }
            _ => (run.span.start, group_field(&lexemes[..lexemes.len() - 1])),
        };
        Fragment { span: CharSpan { start, end }, field, written: text(start) }
    }

    /// The line with a field chosen in place of what is written, and where the cursor goes: behind its colon.
    pub fn with_field(&self, line: &str, field: Field) -> (String, usize) {
        self.replaced(line, &format!("{}:", field.name()), "")
    }

    /// The line with a value of a field chosen, as events have it, and where the cursor goes: to what comes next.
    /// Nothing where the field never has such a value.
    pub fn with_value(&self, line: &str, field: Field, value: &str) -> Option<(String, usize)> {
        let value = literal_value(field, value)?;
        let text = if self.field.is_some() { value } else { format!("{}:{value}", field.name()) };
        Some(self.replaced(line, &text, " "))
    }

    fn replaced(&self, line: &str, text: &str, gap: &str) -> (String, usize) {
        let [before, _, after] = self.span.split(line);
        let gap = if after.starts_with([' ', ')']) { "" } else { gap };
        let cursor = self.span.start + text.chars().count() + 1.min(gap.len());
        (format!("{before}{text}{gap}{after}"), cursor)
    }
}

/// Where the run ends that the cursor stands in or behind.
fn end_of_run(line: &[char], cursor: usize) -> usize {
    let run = |lexeme: &Lexeme| {
        let is_here = lexeme.span.start < cursor && cursor <= lexeme.span.end;
        (is_here && matches!(lexeme.token, Token::Run(_))).then_some(lexeme.span.end)
    };
    lex(line).lexemes.iter().find_map(run).unwrap_or(cursor)
}

/// The field of the group of values that is open at the end: `user:(alice OR`.
fn group_field(lexemes: &[Lexeme]) -> Option<Field> {
    let mut open = Vec::new();
    for (index, lexeme) in lexemes.iter().enumerate() {
        match lexeme.token {
            Token::Open => open.push(index),
            Token::Close => drop(open.pop()),
            Token::Run(_) => {}
        }
    }
    let parenthesis = *open.last()?;
    let before = lexemes[..parenthesis].last()?;
    let is_beside = before.span.end == lexemes[parenthesis].span.start;
    let (name, value) = before.run().filter(|_| is_beside)?.without_dashes().1.field()?;
    Field::from_name(&name).filter(|_| value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextField;

    const USER: Field = Field::Text(TextField::User);
    const FILE: Field = Field::Text(TextField::File);

    /// What is written at the bar.
    fn at(line: &str) -> (Option<Field>, String, String) {
        let cursor = line.chars().position(|c| c == '|').expect("a bar");
        let line = line.replace('|', "");
        let Fragment { span, field, written } = Fragment::at(&line, cursor);
        (field, written, span.split(&line)[1].to_owned())
    }

    #[test]
    fn it_is_known_what_is_being_written() {
        for (line, field, written, replaced) in [
            ("|", None, "", ""),
            ("us|", None, "us", "us"),
            ("a -us|", None, "us", "us"),
            ("user:|", Some(USER), "", ""),
            ("user:al|", Some(USER), "al", "al"),
            ("user:al|ice b", Some(USER), "al", "alice"),
            ("x -user:al|", Some(USER), "al", "al"),
            ("(a OR user:al|", Some(USER), "al", "al"),
            ("file:\"my rep|", Some(FILE), "my rep", "\"my rep"),
            ("user:(|", Some(USER), "", ""),
            ("user:(alice OR b|", Some(USER), "b", "b"),
            ("-user:(alice OR |)", Some(USER), "", ""),
            ("user:(a) |", None, "", ""),
            ("user:alice |", None, "", ""),
            ("colour:r|", None, "colour:r", "colour:r"),
            ("https://x|", None, "https://x", "https://x"),
            ("田中|太郎", None, "田中", "田中太郎"),
        ] {
            assert_eq!(at(line), (field, written.to_owned(), replaced.to_owned()), "{line}");
        }
    }

    #[test]
    fn what_is_chosen_stands_in_place_of_what_was_written() {
        let value = |line: &str, field, value: &str| {
            let cursor = line.chars().position(|c| c == '|').expect("a bar");
            let line = line.replace('|', "");
            let (line, cursor) =
                Fragment::at(&line, cursor).with_value(&line, field, value).expect("a value");
            let (before, after) =
                line.split_at(line.char_indices().nth(cursor).map_or(line.len(), |(at, _)| at));
            format!("{before}|{after}")
        };
        assert_eq!(value("user:al|", USER, "alice"), "user:alice |");
        assert_eq!(value("al|", USER, "alice"), "user:alice |");
        assert_eq!(value("-user:al| b", USER, "alice"), "-user:alice| b");
        assert_eq!(value("user:(a OR b|)", USER, "bob"), "user:(a OR bob|)");
        assert_eq!(value("file:\"my rep|", FILE, "my report.pdf"), "file:\"my report.pdf\" |");
        let line = "a us";
        assert_eq!(Fragment::at(line, 4).with_field(line, USER), ("a user:".to_owned(), 7));
    }
}
