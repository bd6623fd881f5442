//! A filter line cut into parentheses and runs of characters, with what can be wrong with it whatever it means.

use super::field::Field;
use super::mistake::{Mistake, Operator, Problem};
use super::pattern::Pattern;
use super::print::quoted;
use super::span::CharSpan;

/// A character of a run, quotes and escapes resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The character.
    pub character: char,
    /// Its index in the line, in characters.
    pub at: usize,
    /// Whether it stands in quotes.
    pub is_quoted: bool,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    /// What it is.
    pub token: Token,
    /// Where it stands.
    pub span: CharSpan,
}

impl Lexeme {
    /// The run that it is, if it is one.
    pub(super) fn run(&self) -> Option<Run<'_>> {
        match &self.token {
            Token::Run(glyphs) => Some(Run { glyphs, span: self.span }),
            Token::Open | Token::Close => None,
        }
    }

    /// The operator that it is, if it is one that stands alone.
    pub(super) fn operator(&self) -> Option<Operator> {
        self.run().and_then(Run::operator)
    }
}

/// What a piece of a line is.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// All from one blank or parenthesis to the next: a word, a term, an operator.
    Run(Vec<Glyph>),
}

/// A line, cut.
pub(super) struct LexedLine {
    /// Its pieces.
    pub lexemes: Vec<Lexeme>,
    /// The first mistake that stands in it whatever it means: an open quote or parenthesis, or something beside
    /// a parenthesis.
    pub mistake: Option<Mistake>,
}

/// Cuts a line.
pub(super) fn lex(line: &[char]) -> LexedLine {
    let mut lexer = Lexer { line, at: 0, open_quote: None };
    let mut lexemes = Vec::new();
    while let Some(character) = lexer.peek() {
        let start = lexer.at;
        let token = match character {
            _ if character.is_whitespace() => {
                lexer.at += 1;
                continue;
            }
            '(' | ')' => {
                lexer.at += 1;
                if character == '(' { Token::Open } else { Token::Close }
            }
            _ => Token::Run(lexer.run()),
        };
        lexemes.push(Lexeme { token, span: CharSpan { start, end: lexer.at } });
    }
    let mistakes = [lexer.open_quote(), beside_parenthesis(line, &lexemes), unclosed(&lexemes)];
    let mistake = mistakes.into_iter().flatten().min_by_key(|mistake| mistake.span.start);
    LexedLine { lexemes, mistake }
}

struct Lexer<'a> {
    line: &'a [char],
    at: usize,
    /// Where a quote begins that has no end.
    open_quote: Option<usize>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.line.get(self.at).copied()
    }

    /// All up to the next blank or parenthesis outside quotes.
    fn run(&mut self) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        let mut quote = None;
        while let Some(character) = self.peek() {
            let at = self.at;
            let is_quoted = quote.is_some();
            if !is_quoted && (character.is_whitespace() || matches!(character, '(' | ')')) {
                break;
            }
            self.at += 1;
            match character {
                '"' => quote = if is_quoted { None } else { Some(at) },
                '\\' if is_quoted && matches!(self.peek(), Some('"' | '\\')) => {
                    glyphs.push(Glyph { character: self.line[self.at], at, is_quoted });
                    self.at += 1;
                }
                _ => glyphs.push(Glyph { character, at, is_quoted }),
            }
        }
        self.open_quote = self.open_quote.or(quote);
        glyphs
    }

    fn open_quote(&self) -> Option<Mistake> {
        let start = self.open_quote?;
        let rest: String = self.line[start + 1..].iter().collect();
        let span = CharSpan { start, end: self.line.len() };
        Some(Mistake::new(span, Problem::OpenQuote, quoted(&rest)))
    }
}

/// Something that stands directly before `(` or after `)`, and may not.
fn beside_parenthesis(line: &[char], lexemes: &[Lexeme]) -> Option<Mistake> {
    let is_beside = |before: &Lexeme, lexeme: &Lexeme| match (&before.token, &lexeme.token) {
        _ if before.span.end < lexeme.span.start => false,
        (Token::Open, _) | (_, Token::Close) => false,
        (Token::Close, _) => true,
        (Token::Run(_), _) => !before.run().is_some_and(may_stand_before_parenthesis),
    };
    let pair = lexemes.windows(2).find(|pair| is_beside(&pair[0], &pair[1]))?;
    let instead = apart_or_quoted(line, &pair[0], pair[1].span.start);
    Some(Mistake::new(pair[1].span, Problem::BesideParenthesis, instead))
}

/// What can be written where a parenthesis stands beside something: with a blank between, where two things were
/// meant, `NOT (a)`, or in quotes, where one was, `file:"report(1).pdf"`.
fn apart_or_quoted(line: &[char], before: &Lexeme, index: usize) -> String {
    let is_blank = |character: &char| character.is_whitespace();
    let (left, right) = line.split_at(index);
    let left = &left[left.iter().rposition(is_blank).map_or(0, |blank| blank + 1)..];
    let right = &right[..right.iter().position(is_blank).unwrap_or(right.len())];
    let [left, right]: [String; 2] = [left, right].map(|characters| characters.iter().collect());
    if before.run().is_none_or(|run| run.operator().is_some()) {
        return format!("{left} {right}");
    }
    let text = format!("{left}{right}").replace('"', "");
    let mut text = text.trim_start_matches(['(', '-']);
    // What closes a parenthesis before it is no part of it.
    for _ in text.matches('(').count()..text.matches(')').count() {
        text = text.strip_suffix(')').unwrap_or(text);
    }
    match text.split_once(':') {
        Some((name, value)) if Field::from_name(name).is_some() => format!("{name}:{}", quoted(value)),
        _ => quoted(text),
    }
}

/// A run that a parenthesis may follow: dashes, or a field that has its values in it.
fn may_stand_before_parenthesis(run: Run<'_>) -> bool {
    let (_, rest) = run.without_dashes();
    rest.is_empty() || rest.field().is_some_and(|(_, value)| value.is_empty())
}

/// The first parenthesis that is not closed.
fn unclosed(lexemes: &[Lexeme]) -> Option<Mistake> {
    let mut open = Vec::new();
    for lexeme in lexemes {
        match lexeme.token {
            Token::Open => open.push(lexeme.span),
            Token::Close => drop(open.pop()),
            Token::Run(_) => {}
        }
    }
    Some(Mistake::new(*open.first()?, Problem::UnclosedParenthesis, quoted("(")))
}

/// A run, or what is left of it behind its dashes.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    glyphs: &'a [Glyph],
    /// Where it stands.
    pub span: CharSpan,
}

impl<'a> Run<'a> {
    /// Whether nothing is in it, not even quotes.
    pub(super) fn is_empty(self) -> bool {
        self.span.start == self.span.end
    }

    /// The character at an index of the line, unless it stands in quotes or behind some.
    fn bare(self, index: usize) -> Option<char> {
        let glyph =
            self.glyphs.get(index).filter(|glyph| !glyph.is_quoted && glyph.at == self.span.start + index);
        glyph.map(|glyph| glyph.character)
    }

    /// What stands behind so many of its characters, none of them in quotes.
    fn behind(self, count: usize) -> Run<'a> {
        let span = CharSpan { start: self.span.start + count, ..self.span };
        Run { glyphs: &self.glyphs[count..], span }
    }

    /// How many dashes it begins with, and the rest.
    pub(super) fn without_dashes(self) -> (usize, Run<'a>) {
        let dashes = (0..).take_while(|index| self.bare(*index) == Some('-')).count();
        (dashes, self.behind(dashes))
    }

    /// The operator that it is, without quotes and anything else.
    pub(super) fn operator(self) -> Option<Operator> {
        // Quotes take room in the line and none in the run.
        let is_bare = self.glyphs.len() == self.span.end - self.span.start;
        let characters = || self.glyphs.iter().map(|glyph| glyph.character);
        let operators = [Operator::Or, Operator::And, Operator::Not].into_iter();
        operators.filter(|_| is_bare).find(|operator| characters().eq(operator.text().chars()))
    }

    /// The name of the field that it begins with, and what stands behind the colon: letters before its first
    /// colon, which no `//` follows (F3).
    pub(super) fn field(self) -> Option<(String, Run<'a>)> {
        let name: String = (0..).map_while(|index| self.bare(index)).take_while(|it| *it != ':').collect();
        let colon = name.chars().count();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        let is_address = [1, 2].into_iter().all(|behind| self.bare(colon + behind) == Some('/'));
        (is_name && !is_address && self.bare(colon) == Some(':')).then(|| (name, self.behind(colon + 1)))
    }

    /// Its text, cut at the stars outside its quotes.
    pub(super) fn pattern(self) -> Pattern {
        let parts = self.glyphs.split(|glyph| glyph.character == '*' && !glyph.is_quoted);
        Pattern::of_parts(parts.map(|part| part.iter().map(|glyph| glyph.character).collect()).collect())
    }
}
