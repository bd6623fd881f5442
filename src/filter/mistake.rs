//! What can be wrong with a filter line, where, and what to write instead. The words are in `text`.

use super::field::Field;
use super::span::CharSpan;
use serde::{Deserialize, Serialize};

/// A mistake in a filter line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// Where: its first character is the place of the contract (F9).
    pub span: CharSpan,
    /// What is wrong.
    pub problem: Problem,
    /// What can be written instead, in the filter language; for values of which there are few, all of them.
    pub instead: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// There is no field of this name, and none is like it.
    UnknownField(String),
    /// There is no field of this name, but one that is like it.
    MisspelledField(String),
    /// An operator without the term that it needs.
    MissingTerm(Operator),
    /// A field of what a person has added to a case, where there is none.
    FieldOfCase(Field),
    /// A field without a value.
    MissingValue(Field),
    /// A word of nothing: `""`.
    EmptyWord,
    /// Parentheses with nothing in them.
    EmptyParentheses,
    /// A quote without its end.
    OpenQuote,
    /// A parenthesis that is not closed.
    UnclosedParenthesis,
    /// A parenthesis that closes none.
    UnopenedParenthesis,
    /// Something directly beside a parenthesis.
    BesideParenthesis,
    /// More parentheses within one another than are read.
    TooDeep,
    /// Something else than `OR` between the values of a group.
    OnlyOrBetweenValues,
    /// No size.
    BadSize,
    /// No time.
    BadTime,
    /// A range that ends before it begins.
    ReversedRange,
    /// An address with a `/` that is no network.
    BadNetwork,
    /// A value that the field never has.
    UnknownValue(Field),
}

/// What joins terms or turns them round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `OR`.
    Or,
    /// `AND`.
    And,
    /// `NOT`.
    Not,
    /// `-`.
    Minus,
}

impl Operator {
    /// As it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Operator::Or => "OR",
            Operator::And => "AND",
            Operator::Not => "NOT",
            Operator::Minus => "-",
        }
    }
}

impl Mistake {
    pub(super) fn new(span: CharSpan, problem: Problem, instead: impl Into<String>) -> Mistake {
        Mistake { span, problem, instead: instead.into() }
    }
}
