//! A filter line read into what it says, or the first mistake in it from the left.

use super::expression::{Expression, ExpressionKind, Filter};
use super::field::Field;
use super::lexer::{LexedLine, Lexeme, Run, Token, lex};
use super::mistake::{Mistake, Operator, Problem};
use super::pattern::Pattern;
use super::print::quoted;
use super::span::CharSpan;
use super::values::Value;
use crate::model::Zone;
use crate::source::limits::MAX_FILTER_DEPTH;

impl Filter {
    /// Reads a filter line; a blank one lets everything pass. Times without a zone are so many minutes east of
    /// UTC.
    ///
    /// # Errors
    /// The first [`Mistake`] of the line, by where it stands.
    pub fn parse(line: &str, zone: &Zone) -> Result<Filter, Mistake> {
        Filter::parse_where(line, zone, true)
    }

    /// The same where there is no case: to ask for what a person has added to one is a mistake (F8).
    ///
    /// # Errors
    /// The first [`Mistake`] of the line, by where it stands.
    pub fn parse_without_case(line: &str, zone: &Zone) -> Result<Filter, Mistake> {
        Filter::parse_where(line, zone, false)
    }

    fn parse_where(line: &str, zone: &Zone, has_case: bool) -> Result<Filter, Mistake> {
        let line: Vec<char> = line.chars().collect();
        let LexedLine { lexemes, mistake } = lex(&line);
        let mut parser = Parser { line: &line, lexemes: &lexemes, next: 0, depth: 0, zone, has_case };
        match (parser.filter(), mistake) {
            (Ok(filter), None) => Ok(filter),
            (Ok(_), Some(mistake)) => Err(mistake),
            (Err(grammatical), Some(lexical)) if lexical.span.start <= grammatical.span.start => Err(lexical),
            (Err(grammatical), _) => Err(grammatical),
        }
    }
}

struct Parser<'a> {
    line: &'a [char],
    lexemes: &'a [Lexeme],
    next: usize,
    /// Parentheses that are open, groups of values left out.
    depth: usize,
    zone: &'a Zone,
    has_case: bool,
}

/// What stands before where a term or a value must come.
#[derive(Clone, Copy)]
enum Context {
    /// Nothing: it is the beginning of the line.
    Start,
    /// The parenthesis that was opened here.
    Open(CharSpan),
    /// An operator.
    Operator(Operator, CharSpan),
}

impl Context {
    /// The mistake where nothing comes that it is for; `here` is what comes.
    fn lacks(self, here: Option<CharSpan>) -> Mistake {
        match self {
            Context::Operator(operator, span) => missing_term(operator, span),
            Context::Open(span) => {
                let span = span.to(here.unwrap_or(span));
                Mistake::new(span, Problem::EmptyParentheses, quoted("()"))
            }
            Context::Start => {
                Mistake::new(here.unwrap_or_default(), Problem::UnopenedParenthesis, quoted(")"))
            }
        }
    }

    /// The mistake where an operator comes that joins two.
    fn lacks_before(self, operator: Operator, span: CharSpan) -> Mistake {
        match self {
            Context::Operator(..) => self.lacks(None),
            Context::Start | Context::Open(_) => missing_term(operator, span),
        }
    }
}

fn missing_term(operator: Operator, span: CharSpan) -> Mistake {
    Mistake::new(span, Problem::MissingTerm(operator), quoted(operator.text()))
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.next)
    }

    /// Takes the next piece, if it is this operator.
    fn take(&mut self, operator: Operator) -> Option<CharSpan> {
        let span = self.peek().filter(|lexeme| lexeme.operator() == Some(operator))?.span;
        self.next += 1;
        Some(span)
    }

    fn filter(&mut self) -> Result<Filter, Mistake> {
        if self.lexemes.is_empty() {
            return Ok(Filter::default());
        }
        let whole = self.any(Context::Start)?;
        match self.peek() {
            Some(close) => Err(Context::Start.lacks(Some(close.span))),
            None => Ok(whole.into()),
        }
    }

    /// What `OR` joins, up to the end or a parenthesis that closes.
    fn any(&mut self, before: Context) -> Result<Expression, Mistake> {
        let mut whole = self.all(before)?;
        while let Some(span) = self.take(Operator::Or) {
            whole = whole.or(self.all(Context::Operator(Operator::Or, span))?);
        }
        Ok(whole)
    }

    /// Terms that stand beside each other, or that `AND` joins.
    fn all(&mut self, before: Context) -> Result<Expression, Mistake> {
        let mut whole = self.term(before)?;
        loop {
            let before = match self.take(Operator::And) {
                Some(span) => Context::Operator(Operator::And, span),
                None => match self.peek() {
                    None => return Ok(whole),
                    Some(lexeme) if matches!(lexeme.token, Token::Close) => return Ok(whole),
                    Some(lexeme) if lexeme.operator() == Some(Operator::Or) => return Ok(whole),
                    Some(_) => Context::Start,
                },
            };
            whole = whole.and(self.term(before)?);
        }
    }

    /// A term with what turns it round.
    fn term(&mut self, mut before: Context) -> Result<Expression, Mistake> {
        let mut is_negated = false;
        let start = self.peek().map(|lexeme| lexeme.span);
        loop {
            let lexeme = self.peek().ok_or_else(|| before.lacks(None))?;
            let Some(run) = lexeme.run() else {
                if matches!(lexeme.token, Token::Close) {
                    return Err(before.lacks(Some(lexeme.span)));
                }
                return self.parentheses(lexeme.span).map(|inner| turned(inner, is_negated, start));
            };
            let (dashes, run) = run.without_dashes();
            if dashes > 0 {
                is_negated ^= dashes % 2 == 1;
                let last = CharSpan { start: run.span.start - 1, end: run.span.start };
                before = Context::Operator(Operator::Minus, last);
            }
            // Directly behind a dash an operator does not stand alone: it is a word.
            match run.operator().filter(|_| dashes == 0) {
                None if run.is_empty() => {
                    self.next += 1;
                    // A dash stands directly before what it turns round.
                    let is_next = |next: &&Lexeme| next.span.start == run.span.end;
                    self.peek().filter(is_next).ok_or_else(|| before.lacks(None))?;
                }
                None => {
                    self.next += 1;
                    return self.operand(run).map(|inner| turned(inner, is_negated, start));
                }
                Some(Operator::Not) => {
                    self.next += 1;
                    is_negated = !is_negated;
                    before = Context::Operator(Operator::Not, run.span);
                }
                Some(operator) => return Err(before.lacks_before(operator, run.span)),
            }
        }
    }

    /// A filter in parentheses, the first of which comes next.
    fn parentheses(&mut self, open: CharSpan) -> Result<Expression, Mistake> {
        if self.depth == MAX_FILTER_DEPTH {
            return Err(Mistake::new(open, Problem::TooDeep, quoted("(")));
        }
        self.next += 1;
        self.depth += 1;
        let inner = self.any(Context::Open(open))?;
        self.depth -= 1;
        // Without the closing one it is a mistake of the line, whatever it means.
        let end = self.peek().map_or(open, |close| close.span);
        self.next += 1;
        Ok(Expression { span: open.to(end), ..inner })
    }

    /// A run without its dashes: a field with its value or values, or a word.
    fn operand(&mut self, run: Run<'_>) -> Result<Expression, Mistake> {
        let span = run.span;
        let Some((name, value)) = run.field() else {
            return match run.pattern() {
                word if word.text() == Some("") => Err(Mistake::new(span, Problem::EmptyWord, "user:\"\"")),
                word => Ok(Expression::new(ExpressionKind::Word(word), span)),
            };
        };
        let name_span = CharSpan { end: value.span.start - 1, ..span };
        let Some(field) = Field::from_name(&name) else {
            return Err(self.unknown_field(name_span, &name, value));
        };
        if field.is_of_case() && !self.has_case {
            return Err(Mistake::new(name_span, Problem::FieldOfCase(field), String::new()));
        }
        if !value.is_empty() {
            return Ok(Expression::term(field, vec![self.value(field, value)?], span));
        }
        match self.group_at(span.end) {
            Some(open) => {
                self.next += 1;
                self.values(field, span, open)
            }
            None => Err(Mistake::new(name_span, Problem::MissingValue(field), any_value(field))),
        }
    }

    /// The parenthesis of a group of values that opens at this index of the line, if it comes next.
    fn group_at(&self, index: usize) -> Option<CharSpan> {
        let open =
            self.peek().filter(|next| matches!(next.token, Token::Open) && next.span.start == index)?;
        Some(open.span)
    }

    /// The mistake of a field that there is not: one that is like it, or the text as a word. The values in
    /// parentheses that follow belong to it.
    fn unknown_field(&mut self, name_span: CharSpan, name: &str, value: Run<'_>) -> Mistake {
        let group = self.group_at(value.span.end).filter(|_| value.is_empty());
        let word = Expression::new(ExpressionKind::Word(value.pattern()), value.span).to_string();
        let nearest = Field::nearest(name).filter(|field| self.has_case || !field.is_of_case());
        let Some(field) = nearest else {
            let value = group.map_or_else(|| word.trim_matches('"').to_owned(), |_| self.text_of_group());
            let instead = quoted(&format!("{name}:{value}"));
            return Mistake::new(name_span, Problem::UnknownField(name.to_owned()), instead);
        };
        let instead = match group {
            Some(open) => {
                self.next += 1;
                self.values(field, name_span, open)
                    .map_or_else(|_| any_value(field), |meant| meant.to_string())
            }
            None if value.is_empty() => any_value(field),
            None => format!("{}:{word}", field.name()),
        };
        Mistake::new(name_span, Problem::MisspelledField(name.to_owned()), instead)
    }

    /// What is written from the parenthesis that comes next to the one that closes it.
    fn text_of_group(&self) -> String {
        let mut depth = 0;
        let mut rest = self.lexemes[self.next..].iter();
        let close = rest.find(|lexeme| {
            depth += match lexeme.token {
                Token::Open => 1,
                Token::Close => -1,
                Token::Run(_) => 0,
            };
            depth == 0
        });
        let start = self.peek().map_or(self.line.len(), |open| open.span.start);
        self.line[start..close.map_or(self.line.len(), |close| close.span.end)].iter().collect()
    }

    /// The values of a group behind the parenthesis that was opened.
    fn values(&mut self, field: Field, start: CharSpan, open: CharSpan) -> Result<Expression, Mistake> {
        let only_or = |span| Mistake::new(span, Problem::OnlyOrBetweenValues, example_of_group(field));
        let mut values = Vec::new();
        let mut before = Context::Open(open);
        loop {
            let lexeme = self.peek().ok_or_else(|| before.lacks(None))?;
            match (lexeme.run(), lexeme.operator()) {
                (None, _) if matches!(lexeme.token, Token::Close) => {
                    return Err(before.lacks(Some(lexeme.span)));
                }
                (_, Some(operator @ (Operator::Or | Operator::And))) => {
                    return Err(before.lacks_before(operator, lexeme.span));
                }
                (Some(run), None) => values.push(self.value(field, run)?),
                (None, _) | (_, Some(_)) => return Err(only_or(lexeme.span)),
            }
            self.next += 1;
            match self.peek() {
                // Without the closing one it is a mistake of the line, whatever it means.
                None => return Ok(Expression::term(field, values, start)),
                Some(Lexeme { token: Token::Close, span, .. }) => {
                    self.next += 1;
                    return Ok(Expression::term(field, values, start.to(*span)));
                }
                Some(lexeme) => match self.take(Operator::Or) {
                    Some(span) => before = Context::Operator(Operator::Or, span),
                    None => return Err(only_or(lexeme.span)),
                },
            }
        }
    }

    fn value(&self, field: Field, run: Run<'_>) -> Result<Value, Mistake> {
        let written = run.pattern();
        Value::read(field, written.clone(), self.zone, run.span).map_err(|problem| {
            let instead = instead_of_value(field, &problem, &written);
            Mistake::new(run.span, problem, instead)
        })
    }
}

/// A term with the dashes and `NOT` before it, the first of which stands at `start`.
fn turned(inner: Expression, is_negated: bool, start: Option<CharSpan>) -> Expression {
    let span = start.map_or(inner.span, |start| start.to(inner.span));
    let term = if is_negated { inner.negated() } else { inner };
    Expression { span, ..term }
}

/// What asks for events that have a field, whatever it holds.
fn any_value(field: Field) -> String {
    format!("{}:*", field.name())
}

fn example_of_group(field: Field) -> String {
    format!("{}:(a OR b)", field.name())
}

/// What can be written in place of a value that a field cannot have.
fn instead_of_value(field: Field, problem: &Problem, written: &Pattern) -> String {
    match (problem, written.text().and_then(|text| text.split_once(".."))) {
        (Problem::ReversedRange, Some((start, end))) => format!("{}:{end}..{start}", field.name()),
        (Problem::UnknownValue(field), _) => field.known_values().unwrap_or_default().join(", "),
        (Problem::BadNetwork, _) => format!("{}:203.0.113.0/24", field.name()),
        (Problem::BadSize, _) => format!("{}:>10MB", field.name()),
        _ => format!("{}:2026-11-19..2026-11-20", field.name()),
    }
}

#[cfg(test)]
mod tests;
