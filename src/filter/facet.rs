//! What a filter asks of one field by itself: what a facet shows as chosen, and what choosing there changes.

use super::expression::{Expression, ExpressionKind, Filter};
use super::field::Field;
use super::span::CharSpan;
use super::values::Value;
use serde::{Deserialize, Serialize};

/// Whether events with a value are asked for by the clauses about its field alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chosen {
    /// They are, beside those with other chosen values.
    Included,
    /// They are not to be shown.
    Excluded,
}

impl Chosen {
    /// How the values of a clause about their field alone are chosen.
    fn by(clause: &Expression) -> Chosen {
        if clause.is_negated() { Chosen::Excluded } else { Chosen::Included }
    }
}

impl Filter {
    /// Whether a clause is about this field alone.
    pub fn asks_alone(&self, field: Field) -> bool {
        self.clauses.iter().any(|clause| clause.is_about(field))
    }

    /// All that is asked of other fields too: under that a facet counts the values of its own.
    #[must_use]
    pub fn without_field(&self, field: Field) -> Filter {
        let others = self.clauses.iter().filter(|clause| !clause.is_about(field));
        Filter { clauses: others.cloned().collect() }
    }

    /// What is asked of this value, as events have it, by the clauses about its field alone.
    pub fn chosen(&self, field: Field, value: &str) -> Option<Chosen> {
        let exact = exact_value(field, value)?;
        let mut clauses = self.clauses.iter().filter(|clause| clause.is_about(field));
        clauses.find(|clause| clause.values().any(|known| stands_for(known, &exact, value))).map(Chosen::by)
    }

    /// The values that are chosen one by one, in the order of the line: what a facet shows even where no event has it.
    pub fn chosen_values(&self, field: Field) -> Vec<(&Value, Chosen)> {
        let about = self.clauses.iter().filter(|clause| clause.is_about(field));
        let values = about.flat_map(|clause| clause.values().map(|value| (value, Chosen::by(clause))));
        values.filter(|(value, _)| value.written.text().is_some()).collect()
    }

    /// Chooses a value, as events have it, beside those of its field that are chosen already; what is chosen so is
    /// taken back. Nothing changes where the field never has such a value.
    #[must_use]
    pub fn choose(&self, field: Field, value: &str, how: Chosen) -> Filter {
        let Some(wanted) = exact_value(field, value) else { return self.clone() };
        let before = self.chosen(field, value);
        let mut clauses: Vec<Expression> =
            self.clauses.iter().filter_map(|clause| clause.without_value(field, &wanted, value)).collect();
        if before != Some(how) {
            let included = |clause: &&mut Expression| clause.is_about(field) && !clause.is_negated();
            match (how, clauses.iter_mut().rev().find(included)) {
                (Chosen::Included, Some(clause)) => {
                    let values = clause.values().cloned().chain([wanted]).collect();
                    *clause = Expression::term(field, values, CharSpan::default());
                }
                (Chosen::Included, None) => clauses.push(term(field, wanted)),
                (Chosen::Excluded, _) => clauses.push(term(field, wanted).negated()),
            }
        }
        Filter { clauses }
    }
}

impl Expression {
    /// Whether it asks for values of this field, or for others than those, and for nothing else.
    fn is_about(&self, field: Field) -> bool {
        let is_term = |expression: &Expression| matches!(&expression.kind, ExpressionKind::Term(term) if term.field == field);
        match &self.kind {
            ExpressionKind::Not(inner) => is_term(inner),
            ExpressionKind::Or(members) => members.iter().all(is_term),
            _ => is_term(self),
        }
    }

    /// The values of its terms, from left to right.
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.terms().into_iter().flat_map(|term| &term.values)
    }

    /// A clause about a field without one of its values; nothing where it has no other.
    fn without_value(&self, field: Field, exact: &Value, value: &str) -> Option<Expression> {
        if !self.is_about(field) || !self.values().any(|known| stands_for(known, exact, value)) {
            return Some(self.clone());
        }
        let rest: Vec<Value> =
            self.values().filter(|known| !stands_for(known, exact, value)).cloned().collect();
        if rest.is_empty() {
            return None;
        }
        let left = Expression::term(field, rest, CharSpan::default());
        Some(if self.is_negated() { left.negated() } else { left })
    }
}

/// Whether a value that is asked for is this one, as events have it, written in whatever way: in another case, as a
/// network, or as `transfer` for both directions. What is asked for by a star is no value that was chosen.
fn stands_for(asked: &Value, exact: &Value, value: &str) -> bool {
    let is_one = asked.written.text().is_some_and(|text| !text.is_empty());
    asked == exact || is_one && asked.passes(value)
}

fn exact_value(field: Field, value: &str) -> Option<Value> {
    Expression::exactly(field, value)?.terms().first()?.values.first().cloned()
}

fn term(field: Field, value: Value) -> Expression {
    Expression::term(field, vec![value], CharSpan::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextField;
    use crate::model::Zone;
    use Chosen::{Excluded, Included};

    const USER: Field = Field::Text(TextField::User);

    fn filter(line: &str) -> Filter {
        Filter::parse(line, &Zone::default()).expect("a right line")
    }

    #[test]
    fn a_value_is_chosen_beside_others_and_taken_back() {
        for (line, value, how, expected) in [
            ("", "alice", Included, "user:alice"),
            ("user:alice", "alice", Included, ""),
            ("user:alice x", "bob", Included, "user:(alice OR bob) x"),
            ("user:(alice OR bob) x", "alice", Included, "user:bob x"),
            ("user:alice OR user:bob", "carol", Included, "user:(alice OR bob OR carol)"),
            ("user:alice", "alice", Excluded, "-user:alice"),
            ("-user:alice", "alice", Excluded, ""),
            ("-user:alice", "alice", Included, "user:alice"),
            ("-user:(alice OR bob)", "bob", Excluded, "-user:alice"),
            ("user:ALICE x", "alice", Included, "x"),
            ("user:(ALICE OR bob)", "alice", Included, "user:bob"),
            ("user:al*", "bob", Included, "user:(al* OR bob)"),
            ("user:al*", "alan", Excluded, "user:al* -user:alan"),
            ("(user:alice OR host:a)", "alice", Included, "(user:alice OR host:a) user:alice"),
            ("", "", Included, "user:\"\""),
        ] {
            let changed = filter(line).choose(USER, value, how);
            assert_eq!(changed.to_string(), expected, "{line} {value} {how:?}");
            let before = filter(line).chosen(USER, value).filter(|before| *before == how);
            assert_eq!(changed.choose(USER, value, how).chosen(USER, value), before, "{line}");
        }
    }

    #[test]
    fn a_facet_counts_under_all_that_is_asked_of_other_fields() {
        let line = filter("user:alice host:a -user:bob (user:x OR host:b) (user:1 OR user:2)");
        assert!(line.asks_alone(USER) && !line.asks_alone(Field::Size));
        assert_eq!(line.without_field(Field::Size), line);
        assert_eq!(line.without_field(USER).to_string(), "host:a (user:x OR host:b)");
        let chosen = [("alice", Included), ("bob", Excluded), ("1", Included), ("2", Included)];
        let told = line
            .chosen_values(USER)
            .into_iter()
            .map(|(value, how)| (value.written.text().unwrap_or_default(), how));
        assert_eq!(told.collect::<Vec<_>>(), chosen);
        let family = filter("family:transfer -client_ip:203.0.113.0/24");
        assert_eq!(family.chosen(Field::Family, "transfer-in"), Some(Included));
        assert_eq!(family.chosen(Field::Text(TextField::ClientIp), "203.0.113.9"), Some(Excluded));
        assert_eq!(family.chosen(Field::Family, "print"), None);
    }
}
