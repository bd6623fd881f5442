//! What can be wrong with what is searched for, and where. The words are in `text`.

use crate::expression::{ExpressionMistake, ExpressionProblem};
use crate::filter::CharSpan;
use serde::{Deserialize, Serialize};

/// A mistake in what is searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedleMistake {
    /// Where it stands, in characters.
    pub span: CharSpan,
    /// What is wrong.
    pub problem: NeedleProblem,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NeedleProblem {
    /// There is nothing in it.
    Empty,
    /// It is longer than anybody means.
    TooLong,
    /// It is no expression that can be searched for.
    Expression(ExpressionProblem),
}

impl NeedleMistake {
    /// One that is about all of a text.
    pub(super) fn of_whole(text: &str, problem: NeedleProblem) -> NeedleMistake {
        NeedleMistake { span: CharSpan { start: 0, end: text.chars().count() }, problem }
    }
}

impl From<ExpressionMistake> for NeedleMistake {
    fn from(mistake: ExpressionMistake) -> NeedleMistake {
        let span = CharSpan { start: mistake.chars.start, end: mistake.chars.end };
        NeedleMistake { span, problem: NeedleProblem::Expression(mistake.problem) }
    }
}
