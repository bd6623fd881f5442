//! What a filter line says: clauses that must all hold, each a tree of terms and words.

use super::field::Field;
use super::pattern::Pattern;
use super::span::CharSpan;
use super::values::{Test, Value};

/// A filter: clauses that must all hold. Without any, everything passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The clauses in the order of the line, none of them an [`ExpressionKind::And`].
    pub(super) clauses: Vec<Expression>,
}

impl Filter {
    /// The clauses, in the order of the line: what a chip shows each, and a cache keeps each.
    pub fn clauses(&self) -> &[Expression] {
        &self.clauses
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether it means something else in another zone: it asks for times that say none.
    pub fn depends_on_zone(&self) -> bool {
        self.clauses.iter().any(Expression::depends_on_zone)
    }

    /// Whether it asks for what a person has added to the case.
    pub fn depends_on_case(&self) -> bool {
        self.clauses.iter().any(Expression::depends_on_case)
    }

    /// Whether it asks for what findings count: that is known once everything has been read.
    pub fn depends_on_findings(&self) -> bool {
        self.clauses.iter().any(Expression::depends_on_findings)
    }

    /// Whether it asks for what findings of this kind count, and not just for what any do.
    pub fn asks_for_finding(&self, kind: &str) -> bool {
        self.clauses.iter().any(|clause| clause.asks_for_finding(kind))
    }
}

impl From<Expression> for Filter {
    fn from(expression: Expression) -> Filter {
        match expression.kind {
            ExpressionKind::And(clauses) => Filter { clauses },
            _ => Filter { clauses: vec![expression] },
        }
    }
}

/// A part of a filter that holds for an event or does not. Two are equal if they say the same, wherever they
/// stand.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where it stands in the line that it was read from; of one that was made, nowhere.
    pub span: CharSpan,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Expression {}

/// What an expression says. What stands within one another without need is taken apart: no `And` is in an `And`,
/// no `Or` in an `Or`, no `Not` in a `Not`, and `And` and `Or` have two members or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    /// All of them hold.
    And(Vec<Expression>),
    /// One of them holds.
    Or(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
    /// A field has one of these values.
    Term(Term),
    /// A text stands somewhere in the fields that words look in.
    Word(Pattern),
}

/// A field and the values that it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field.
    pub field: Field,
    /// One or more values, of which one must be the event's.
    pub values: Vec<Value>,
}

impl Expression {
    pub(super) fn new(kind: ExpressionKind, span: CharSpan) -> Expression {
        Expression { kind, span }
    }

    pub(super) fn term(field: Field, values: Vec<Value>, span: CharSpan) -> Expression {
        Expression::new(ExpressionKind::Term(Term { field, values }), span)
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Expression) -> Expression {
        let span = self.span.to(other.span);
        let members = |expression: Expression| match expression.kind {
            ExpressionKind::And(members) => members,
            _ => vec![expression],
        };
        let mut all = members(self);
        all.extend(members(other));
        Expression::new(ExpressionKind::And(all), span)
    }

    /// One of both holds.
    #[must_use]
    pub fn or(self, other: Expression) -> Expression {
        let span = self.span.to(other.span);
        let members = |expression: Expression| match expression.kind {
            ExpressionKind::Or(members) => members,
            _ => vec![expression],
        };
        let mut all = members(self);
        all.extend(members(other));
        Expression::new(ExpressionKind::Or(all), span)
    }

    /// It does not hold.
    #[must_use]
    pub fn negated(self) -> Expression {
        match self.kind {
            ExpressionKind::Not(inner) => *inner,
            _ => {
                let span = self.span;
                Expression::new(ExpressionKind::Not(Box::new(self)), span)
            }
        }
    }

    /// Whether it is the negation of something.
    pub fn is_negated(&self) -> bool {
        matches!(self.kind, ExpressionKind::Not(_))
    }

    /// Every term in it, from left to right.
    pub fn terms(&self) -> Vec<&Term> {
        match &self.kind {
            ExpressionKind::And(members) | ExpressionKind::Or(members) => {
                members.iter().flat_map(Expression::terms).collect()
            }
            ExpressionKind::Not(inner) => inner.terms(),
            ExpressionKind::Term(term) => vec![term],
            ExpressionKind::Word(_) => Vec::new(),
        }
    }

    /// Each word in it and each value of a term, as an expression of its own, from left to right.
    pub fn leaves(&self) -> Vec<Expression> {
        match &self.kind {
            ExpressionKind::And(members) | ExpressionKind::Or(members) => {
                members.iter().flat_map(Expression::leaves).collect()
            }
            ExpressionKind::Not(inner) => inner.leaves(),
            ExpressionKind::Term(Term { field, values }) => {
                values.iter().map(|value| Expression::term(*field, vec![value.clone()], value.span)).collect()
            }
            ExpressionKind::Word(_) => vec![self.clone()],
        }
    }

    /// Whether it asks for what a person has added to the case.
    pub fn depends_on_case(&self) -> bool {
        self.terms().into_iter().any(|term| term.field.is_of_case())
    }

    /// Whether it asks for what findings count.
    pub fn depends_on_findings(&self) -> bool {
        self.terms().into_iter().any(|term| term.field == Field::Found)
    }

    fn asks_for_finding(&self, kind: &str) -> bool {
        let is_asked = |value: &Value| matches!(&value.test, Test::Text(matcher) if matcher.matches(kind));
        self.terms().into_iter().any(|term| term.field == Field::Found && term.values.iter().any(is_asked))
    }

    /// Whether it means something else in another zone.
    pub fn depends_on_zone(&self) -> bool {
        let is_zoneless = |value: &Value| matches!(value.test, Test::Time(time) if time.depends_on_zone);
        self.terms().into_iter().any(|term| term.values.iter().any(is_zoneless))
    }
}
