//! A filter as it is written: one normal form, without `AND`, with `-` for `NOT`, and with quotes and escapes only
//! where something would mean something else without them. The alternate form, `{:#}`, is for fields that hold one
//! line: a star stands for a line break in a value, so that it still finds the value.

use super::expression::{Expression, ExpressionKind, Filter, Term};
use super::mistake::Operator;
use super::pattern::Pattern;
use std::fmt::{self, Display, Formatter, Write};

/// Where a text stands, which decides what must be in quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QuoteContext {
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
            [only] => only.fmt(f),
            clauses => separated(f, clauses, " ", write_member),
        }
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::And(members) => separated(f, members, " ", write_member),
            ExpressionKind::Or(members) => separated(f, members, " OR ", |f, member| member.fmt(f)),
            ExpressionKind::Not(inner) => {
                f.write_char('-')?;
                match inner.kind {
                    ExpressionKind::And(_) | ExpressionKind::Or(_) => in_parentheses(f, inner),
                    _ => inner.fmt(f),
                }
            }
            ExpressionKind::Term(term) => term.fmt(f),
            ExpressionKind::Word(pattern) => write_pattern(f, pattern, QuoteContext::Word),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.field.name())?;
        match self.values.as_slice() {
            [value] => write_pattern(f, &value.written, QuoteContext::Value),
            values => {
                f.write_char('(')?;
                separated(f, values, " OR ", |f, it| {
                    write_pattern(f, &it.written, QuoteContext::ValueOfGroup)
                })?;
                f.write_char(')')
            }
        }
    }
}

/// A member of what must all hold.
fn write_member(f: &mut Formatter<'_>, member: &Expression) -> fmt::Result {
    match member.kind {
        ExpressionKind::Or(_) => in_parentheses(f, member),
        _ => member.fmt(f),
    }
}

fn in_parentheses(f: &mut Formatter<'_>, expression: &Expression) -> fmt::Result {
    f.write_char('(')?;
    expression.fmt(f)?;
    f.write_char(')')
}

fn separated<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    separator: &str,
    write: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write(f, item)?;
    }
    Ok(())
}

fn write_pattern(f: &mut Formatter<'_>, pattern: &Pattern, context: QuoteContext) -> fmt::Result {
    let broken = pattern.parts().iter().flat_map(|part| part.split(['\n', '\r']));
    let on_one_line = f.alternate().then(|| Pattern::of_parts(broken.map(str::to_owned).collect()));
    let parts = on_one_line.as_ref().unwrap_or(pattern).parts();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_char('*')?;
        }
        let is_at_start = number == 0 && needs_quotes_at(context, part);
        let is_alone = parts.len() == 1 && needs_quotes_alone(context, part);
        match needs_quotes(part) || is_at_start || is_alone {
            true => f.write_str(&quoted(part))?,
            false => f.write_str(part)?,
        }
    }
    Ok(())
}

/// Whether something in a text would part it or mean something else, wherever it stands.
fn needs_quotes(text: &str) -> bool {
    text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '*'))
}

/// Whether the beginning of a text would mean something else: a negation, a field, or that there is no field.
fn needs_quotes_at(context: QuoteContext, text: &str) -> bool {
    match context {
        QuoteContext::Word => {
            let field = text.split_once(':').filter(|(name, rest)| {
                !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
                    && !rest.starts_with("//")
            });
            text.starts_with('-') || field.is_some()
        }
        QuoteContext::Value => text.starts_with("//"),
        QuoteContext::ValueOfGroup => false,
    }
}

/// Whether a text would mean something else where it stands alone.
fn needs_quotes_alone(context: QuoteContext, text: &str) -> bool {
    let is_operator = || [Operator::Or, Operator::And, Operator::Not].iter().any(|it| it.text() == text);
    text.is_empty() || context != QuoteContext::Value && is_operator()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Field;
    use crate::model::TextField;
    use crate::model::Zone;

    #[test]
    fn a_value_of_several_lines_is_written_on_one_for_fields_that_hold_no_more() {
        let value = "a\\\r\nb (c";
        let term =
            Expression::exactly(Field::Text(TextField::File), value).expect("any name can be asked for");
        let filter =
            Filter::from(term.or(Expression::word(Pattern::literal("x y")).expect("a word")).negated());
        assert_eq!(filter.to_string(), "-(file:\"a\\\r\nb (c\" OR \"x y\")");
        let line = format!("{filter:#}");
        assert_eq!(line, "-(file:a\\*\"b (c\" OR \"x y\")");
        let read = Filter::parse(&line, &Zone::default()).expect("it is right");
        assert!(read.clauses()[0].terms()[0].values[0].passes(value));
    }
}
