//! What is searched for, as a person writes it.

use super::mistake::{NeedleMistake, NeedleProblem};
use super::words::Words;
use crate::expression::{Expression, ExpressionSize, ExpressionStates, Mode};
use crate::source::enum_table;
use crate::source::limits::{EXPRESSION_CACHE_BYTES, MAX_EXPRESSION_BYTES, MAX_NEEDLE_CHARS};
use serde::{Deserialize, Serialize};

enum_table! {
    /// How what is searched for is meant.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub enum NeedleKind =>
    /// What stands for it in the page.
    pub fn id() -> &'static str {
        /// Words that must all be there.
        #[default]
        Words => "words",
        /// A regular expression.
        Expression => "expression",
    }
}

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needle {
    /// As it was written.
    pub text: String,
    /// How it is meant.
    pub kind: NeedleKind,
}

/// A needle that is made ready.
pub(super) enum Test {
    Words(Words),
    Expression(Box<(Expression, ExpressionStates)>),
}

/// What the one expression may take that is searched for.
const SIZE: ExpressionSize =
    ExpressionSize { most_bytes: MAX_EXPRESSION_BYTES, cache_bytes: EXPRESSION_CACHE_BYTES };

impl Needle {
    /// What is wrong with it, if anything is.
    pub fn mistake(&self) -> Option<NeedleMistake> {
        self.test().err()
    }

    /// Makes it ready.
    pub(super) fn test(&self) -> Result<Test, NeedleMistake> {
        let text = self.text.trim();
        let whole = |problem| NeedleMistake::of_whole(&self.text, problem);
        if text.is_empty() {
            return Err(whole(NeedleProblem::Empty));
        }
        if text.chars().count() > MAX_NEEDLE_CHARS {
            return Err(whole(NeedleProblem::TooLong));
        }
        match self.kind {
            NeedleKind::Words => Ok(Test::Words(Words::new(text))),
            // Blanks at its ends may be meant.
            NeedleKind::Expression => {
                let expression = Expression::new(&self.text, Mode::default(), SIZE)?;
                let states = expression.states();
                Ok(Test::Expression(Box::new((expression, states))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_must_have_something_in_it_and_not_too_much() {
        let problem = |text: String, kind| Needle { text, kind }.mistake().map(|mistake| mistake.problem);
        for kind in NeedleKind::ALL {
            assert_eq!(problem(" \t".to_owned(), kind), Some(NeedleProblem::Empty));
            assert_eq!(problem("日".repeat(MAX_NEEDLE_CHARS), kind), None);
            assert_eq!(problem("x".repeat(MAX_NEEDLE_CHARS + 1), kind), Some(NeedleProblem::TooLong));
        }
    }
}
