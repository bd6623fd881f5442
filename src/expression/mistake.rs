//! What can be wrong with an expression, and where. The words are in `text`.

use regex_syntax::ast;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A mistake in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionMistake {
    /// Where it stands, in characters.
    pub chars: Range<usize>,
    /// What is wrong.
    pub problem: ExpressionProblem,
}

/// What is wrong with an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpressionProblem {
    /// Brackets without their end.
    OpenClass,
    /// A range of characters that is none.
    BadRange,
    /// A backslash before something that it does nothing to, or numbers of a character that there is not.
    BadEscape,
    /// Flags that there are not.
    BadFlag,
    /// A name of a group that is none.
    BadGroupName,
    /// A parenthesis that is not closed.
    OpenGroup,
    /// A parenthesis that closes none.
    UnopenedGroup,
    /// A number of repetitions that is none.
    BadCount,
    /// A sign of repetition with nothing before it.
    NothingToRepeat,
    /// A class of Unicode that is not known here.
    UnknownClass,
    /// It asks for what was matched before (`\1`), which takes time without a bound.
    Backreference,
    /// It asks for what stands around the match (`(?=…)`), which takes time without a bound.
    LookAround,
    /// Parentheses too deep within one another.
    TooDeep,
    /// It would take too much memory.
    TooLarge,
    /// Something else.
    Other,
}

impl ExpressionMistake {
    /// One that is about all of a text.
    pub(super) fn of_whole(text: &str, problem: ExpressionProblem) -> ExpressionMistake {
        ExpressionMistake { chars: 0..text.chars().count(), problem }
    }

    /// What the reader of expressions says of a text.
    pub(super) fn of_expression(text: &str, error: &ast::Error) -> ExpressionMistake {
        let span = error.span();
        ExpressionMistake::at(text, (span.start.offset, span.end.offset), problem_of(error.kind()))
    }

    /// One that stands between these bytes of a text.
    pub(super) fn at(
        text: &str,
        (start, end): (usize, usize),
        problem: ExpressionProblem,
    ) -> ExpressionMistake {
        let chars = |bytes: usize| text.get(..bytes).unwrap_or(text).chars().count();
        let (start, end) = (chars(start), chars(end));
        // A place between two characters cannot be seen: the one before it is shown, else the one behind.
        let chars = match (start == end, start) {
            (false, _) => start..end,
            (true, 0) => start..1.min(text.chars().count()),
            (true, _) => start - 1..end,
        };
        ExpressionMistake { chars, problem }
    }
}

fn problem_of(kind: &ast::ErrorKind) -> ExpressionProblem {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::ClassUnclosed => ExpressionProblem::OpenClass,
        Kind::ClassRangeInvalid | Kind::ClassRangeLiteral => ExpressionProblem::BadRange,
        Kind::ClassEscapeInvalid
        | Kind::EscapeHexEmpty
        | Kind::EscapeHexInvalid
        | Kind::EscapeHexInvalidDigit
        | Kind::EscapeUnexpectedEof
        | Kind::EscapeUnrecognized
        | Kind::SpecialWordBoundaryUnclosed
        | Kind::SpecialWordBoundaryUnrecognized
        | Kind::SpecialWordOrRepetitionUnexpectedEof => ExpressionProblem::BadEscape,
        Kind::FlagDanglingNegation
        | Kind::FlagDuplicate { .. }
        | Kind::FlagRepeatedNegation { .. }
        | Kind::FlagUnexpectedEof
        | Kind::FlagUnrecognized => ExpressionProblem::BadFlag,
        Kind::GroupNameDuplicate { .. }
        | Kind::GroupNameEmpty
        | Kind::GroupNameInvalid
        | Kind::GroupNameUnexpectedEof => ExpressionProblem::BadGroupName,
        Kind::GroupUnclosed => ExpressionProblem::OpenGroup,
        Kind::GroupUnopened => ExpressionProblem::UnopenedGroup,
        Kind::DecimalEmpty
        | Kind::DecimalInvalid
        | Kind::RepetitionCountInvalid
        | Kind::RepetitionCountDecimalEmpty
        | Kind::RepetitionCountUnclosed => ExpressionProblem::BadCount,
        Kind::RepetitionMissing => ExpressionProblem::NothingToRepeat,
        Kind::UnicodeClassInvalid => ExpressionProblem::UnknownClass,
        Kind::UnsupportedBackreference => ExpressionProblem::Backreference,
        Kind::UnsupportedLookAround => ExpressionProblem::LookAround,
        Kind::NestLimitExceeded(_) => ExpressionProblem::TooDeep,
        Kind::CaptureLimitExceeded => ExpressionProblem::TooLarge,
        _ => ExpressionProblem::Other,
    }
}
