//! A filter as it is written: one normal form, without `AND`, with `-` for `NOT`, and with quotes and escapes only
//! where something would mean something else without them.

use super::expression::{Expression, ExpressionKind, Filter, Term};
use super::mistake::Operator;
use super::pattern::Pattern;
use std::fmt::{self, Display, Formatter, Write};

/// Where a text stands, which decides what must be in quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself, where it may look like a term, a negation or an operator.
    Word,
    /// Directly behind a field's colon.
    Value,
    /// In a group of values.
    ValueOfGroup,
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.clauses.as_slice() {
            // `OR` binds weakest: alone it needs no parentheses.
            [only] => write!(f, "{only}"),
            clauses => separated(f, clauses, " ", write_member),
        }
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::And(members) => separated(f, members, " ", write_member),
            ExpressionKind::Or(members) => separated(f, members, " OR ", |f, member| write!(f, "{member}")),
            ExpressionKind::Not(inner) => match inner.kind {
                ExpressionKind::And(_) | ExpressionKind::Or(_) => write!(f, "-({inner})"),
                _ => write!(f, "-{inner}"),
            },
            ExpressionKind::Term(term) => write!(f, "{term}"),
            ExpressionKind::Word(pattern) => write_pattern(f, pattern, Place::Word),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.field.name())?;
        match self.values.as_slice() {
            [value] => write_pattern(f, &value.written, Place::Value),
            values => {
                f.write_char('(')?;
                separated(f, values, " OR ", |f, it| write_pattern(f, &it.written, Place::ValueOfGroup))?;
                f.write_char(')')
            }
        }
    }
}

/// A member of what must all hold.
fn write_member(f: &mut Formatter<'_>, member: &Expression) -> fmt::Result {
    match member.kind {
        ExpressionKind::Or(_) => write!(f, "({member})"),
        _ => write!(f, "{member}"),
    }
}

fn separated<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    separator: &str,
    write: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            f.write_str(separator)?;
        }
        write(f, item)?;
    }
    Ok(())
}

fn write_pattern(f: &mut Formatter<'_>, pattern: &Pattern, place: Place) -> fmt::Result {
    let parts = pattern.parts();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_char('*')?;
        }
        let is_first = number == 0;
        let is_all = parts.len() == 1;
        if needs_quotes(part)
            || is_first && needs_quotes_at(place, part)
            || is_all && needs_quotes_alone(place, part)
        {
            f.write_str(&quoted(part))?;
        } else {
            f.write_str(part)?;
        }
    }
    Ok(())
}

/// Whether something in a text would part it or mean something else, wherever it stands.
fn needs_quotes(text: &str) -> bool {
    text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '*'))
}

/// Whether the beginning of a text would mean something else: a negation, a field, or that there is no field.
fn needs_quotes_at(place: Place, text: &str) -> bool {
    match place {
        Place::Word => {
            let field = text.split_once(':').filter(|(name, rest)| {
                !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
                    && !rest.starts_with("//")
            });
            text.starts_with('-') || field.is_some()
        }
        Place::Value => text.starts_with("//"),
        Place::ValueOfGroup => false,
    }
}

/// Whether a text would mean something else where it stands alone.
fn needs_quotes_alone(place: Place, text: &str) -> bool {
    let is_operator = || [Operator::Or, Operator::And, Operator::Not].iter().any(|it| it.text() == text);
    text.is_empty() || place != Place::Value && is_operator()
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        // A backslash is itself but before a quote or another one.
        if character == '"' || character == '\\' && matches!(rest.peek(), None | Some('"' | '\\')) {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
    out
}
