//! Changes of a filter, as chips and "filter for this value" make them.

use super::expression::{Expression, ExpressionKind, Filter};
use super::field::Field;
use super::mistake::Problem;
use super::pattern::Pattern;
use super::span::CharSpan;
use super::values::Value;
use crate::model::{TextField, Zone};

impl Filter {
    /// Asks for something more. It is asked once, and takes the place of its opposite.
    #[must_use]
    pub fn and(self, more: Expression) -> Filter {
        // What is added may hold a clause and its opposite itself: the last one counts, so that adding the same
        // once more changes nothing.
        let added = Filter::from(more).clauses.into_iter().fold(Filter::default(), Filter::and_clause);
        added.clauses.into_iter().fold(self, Filter::and_clause)
    }

    fn and_clause(mut self, clause: Expression) -> Filter {
        let opposite = clause.clone().negated();
        self.clauses.retain(|known| *known != opposite);
        if !self.clauses.contains(&clause) {
            self.clauses.push(clause);
        }
        self
    }

    /// Asks that something does not hold.
    #[must_use]
    pub fn exclude(self, expression: Expression) -> Filter {
        self.and(expression.negated())
    }

    /// Takes a clause away, counted from 0.
    #[must_use]
    pub fn remove(mut self, index: usize) -> Filter {
        if index < self.clauses.len() {
            self.clauses.remove(index);
        }
        self
    }

    /// Joins a clause with another one, both counted from 0: one of both must hold.
    #[must_use]
    pub fn join(mut self, index: usize, with: usize) -> Filter {
        if index == with || index.max(with) >= self.clauses.len() {
            return self;
        }
        let moved = self.clauses.remove(index);
        let with = if index < with { with - 1 } else { with };
        let joined = match (&self.clauses[with].kind, &moved.kind) {
            (ExpressionKind::Term(a), ExpressionKind::Term(b)) if a.field == b.field => {
                let more = b.values.iter().filter(|value| !a.values.contains(value));
                let values = a.values.iter().chain(more).cloned().collect();
                Expression::term(a.field, values, CharSpan::default())
            }
            _ => self.clauses[with].clone().or(moved),
        };
        self.clauses[with] = joined;
        self
    }

    /// Turns a clause round, counted from 0.
    #[must_use]
    pub fn toggle(mut self, index: usize) -> Filter {
        if index < self.clauses.len() {
            let clause = self.clauses.remove(index);
            // The opposite of what is negated may be several clauses.
            self.clauses.splice(index..index, Filter::from(clause.negated()).clauses);
        }
        self
    }
}

/// A value, as events have it, as it is written behind the name of its field; nothing where the field never has such
/// a value.
pub(super) fn literal_value(field: Field, value: &str) -> Option<String> {
    let term = Expression::exactly(field, value)?.to_string();
    term.split_once(':').map(|(_, value)| value.to_owned())
}

impl Expression {
    /// A field that has one of these values, as they are written in the language: `>10MB` for a size. Times without
    /// a zone are so many minutes east of UTC.
    ///
    /// # Errors
    /// What is wrong with the first value that the field cannot have. There must be a value.
    pub fn any_of(field: Field, values: Vec<Pattern>, zone: &Zone) -> Result<Expression, Problem> {
        let read = |written| Value::read(field, written, zone, CharSpan::default());
        let values = values.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        match values.is_empty() {
            true => Err(Problem::MissingValue(field)),
            false => Ok(Expression::term(field, values, CharSpan::default())),
        }
    }

    /// A text that stands somewhere in the fields that words look in.
    ///
    /// # Errors
    /// That it is empty.
    pub fn word(text: Pattern) -> Result<Expression, Problem> {
        match text.text() {
            Some("") => Err(Problem::EmptyWord),
            _ => Ok(Expression::new(ExpressionKind::Word(text), CharSpan::default())),
        }
    }

    /// The term that finds the events with this value, as events have it, and no others: whatever it holds, it
    /// stands for itself. An empty one finds those that lack the field. Nothing where the field never has such
    /// a value.
    ///
    /// The language has no word for a client address with a `/` (F5 takes it for a network), which is no
    /// address: there a star stands for each.
    pub fn exactly(field: Field, value: &str) -> Option<Expression> {
        let written = match field {
            Field::Text(TextField::ClientIp) => {
                Pattern::of_parts(value.split('/').map(str::to_owned).collect())
            }
            _ => Pattern::literal(value),
        };
        // The times of events say their zone.
        Expression::any_of(field, vec![written], &Zone::default()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(line: &str) -> Filter {
        Filter::parse(line, &Zone::default()).expect("a right line")
    }

    fn user(name: &str) -> Expression {
        Expression::exactly(Field::Text(TextField::User), name).expect("any name can be asked for")
    }

    #[test]
    fn a_term_is_added_once_and_replaces_its_opposite() {
        assert_eq!(filter("").and(user("alice")).to_string(), "user:alice");
        assert_eq!(filter("user:alice").and(user("alice")).to_string(), "user:alice");
        assert_eq!(filter("user:alice \"a b\"").exclude(user("alice")).to_string(), "\"a b\" -user:alice");
        assert_eq!(filter("-user:alice").and(user("alice")).to_string(), "user:alice");
        assert_eq!(filter("a OR b").and(user("alice")).to_string(), "(a OR b) user:alice");
        let contrary = Expression::new(ExpressionKind::And(filter("b -b c").clauses), CharSpan::default());
        assert_eq!(filter("a").and(contrary.clone()).to_string(), "a -b c");
        assert_eq!(filter("a -b c").and(contrary).to_string(), "a -b c");
    }

    #[test]
    fn a_value_stands_for_itself_whatever_it_holds() {
        let written = |field, value: &str| Expression::exactly(field, value).map(|term| term.to_string());
        let file = Field::Text(TextField::File);
        for (value, expected) in [
            ("plan.pdf", "file:plan.pdf"),
            ("", "file:\"\""),
            ("*", "file:\"*\""),
            ("a\"b", "file:\"a\\\"b\""),
            (r"C:\a b\", r#"file:"C:\a b\\""#),
            ("-OR", "file:-OR"),
            ("OR", "file:OR"),
            ("//share", "file:\"//share\""),
            ("a\nb\u{0}", "file:\"a\nb\u{0}\""),
        ] {
            assert_eq!(written(file, value).as_deref(), Some(expected));
        }
        assert_eq!(written(Field::Family, "transfer-in").as_deref(), Some("family:transfer-in"));
        assert_eq!(written(Field::Family, "none of them"), None);
        assert_eq!(written(Field::Size, "1116").as_deref(), Some("size:1116"));
        let time = "2026-11-19T08:00:00.000Z";
        assert_eq!(written(Field::Time, time), Some(format!("time:{time}")));
        assert_eq!(written(Field::Text(TextField::ClientIp), "a/b").as_deref(), Some("client_ip:a*b"));
    }

    #[test]
    fn clauses_are_removed_and_negated_by_their_index() {
        let line = "a (b OR c) -(d e)";
        assert_eq!(filter(line).remove(1).to_string(), "a -(d e)");
        assert_eq!(filter(line).remove(3).to_string(), line);
        assert_eq!(filter(line).toggle(1).to_string(), "a -(b OR c) -(d e)");
        assert_eq!(filter(line).toggle(2).to_string(), "a (b OR c) d e");
        assert_eq!(filter("a OR b").toggle(0).to_string(), "-(a OR b)");
        assert_eq!(filter("a OR b").remove(0).to_string(), "");
    }

    #[test]
    fn a_clause_is_joined_with_another_one() {
        let join = |line, index, with| filter(line).join(index, with).to_string();
        assert_eq!(join("user:a host:b c", 0, 1), "(host:b OR user:a) c");
        assert_eq!(join("user:a host:b c", 2, 0), "(user:a OR c) host:b");
        assert_eq!(join("user:a user:(b OR a) c", 1, 0), "user:(a OR b) c");
        assert_eq!(join("-user:a user:b", 0, 1), "user:b OR -user:a");
        for (index, with) in [(0, 0), (0, 9), (9, 0)] {
            assert_eq!(join("a b", index, with), "a b");
        }
    }
}
