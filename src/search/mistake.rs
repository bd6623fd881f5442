//! What can be wrong with what is searched for, and where. The words are in `text`.

use crate::filter::CharSpan;
use regex_syntax::ast;
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

impl NeedleMistake {
    /// One that is about all of a text.
    pub(super) fn of_whole(text: &str, problem: NeedleProblem) -> NeedleMistake {
        NeedleMistake { span: CharSpan { start: 0, end: text.chars().count() }, problem }
    }

    /// What the reader of expressions says of a text.
    pub(super) fn of_expression(text: &str, error: &ast::Error) -> NeedleMistake {
        let span = error.span();
        NeedleMistake::at(text, (span.start.offset, span.end.offset), problem_of(error.kind()))
    }

    /// One that stands between these bytes of a text.
    pub(super) fn at(text: &str, (start, end): (usize, usize), problem: NeedleProblem) -> NeedleMistake {
        let chars = |bytes: usize| text.get(..bytes).unwrap_or(text).chars().count();
        let (start, end) = (chars(start), chars(end));
        // A place between two characters cannot be seen: the one before it is shown, else the one behind.
        let span = match (start == end, start) {
            (false, _) => CharSpan { start, end },
            (true, 0) => CharSpan { start, end: 1.min(text.chars().count()) },
            (true, _) => CharSpan { start: start - 1, end },
        };
        NeedleMistake { span, problem }
    }
}

fn problem_of(kind: &ast::ErrorKind) -> NeedleProblem {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::ClassUnclosed => NeedleProblem::OpenClass,
        Kind::ClassRangeInvalid | Kind::ClassRangeLiteral => NeedleProblem::BadRange,
        Kind::ClassEscapeInvalid
        | Kind::EscapeHexEmpty
        | Kind::EscapeHexInvalid
        | Kind::EscapeHexInvalidDigit
        | Kind::EscapeUnexpectedEof
        | Kind::EscapeUnrecognized
        | Kind::SpecialWordBoundaryUnclosed
        | Kind::SpecialWordBoundaryUnrecognized
        | Kind::SpecialWordOrRepetitionUnexpectedEof => NeedleProblem::BadEscape,
        Kind::FlagDanglingNegation
        | Kind::FlagDuplicate { .. }
        | Kind::FlagRepeatedNegation { .. }
        | Kind::FlagUnexpectedEof
        | Kind::FlagUnrecognized => NeedleProblem::BadFlag,
        Kind::GroupNameDuplicate { .. }
        | Kind::GroupNameEmpty
        | Kind::GroupNameInvalid
        | Kind::GroupNameUnexpectedEof => NeedleProblem::BadGroupName,
        Kind::GroupUnclosed => NeedleProblem::OpenGroup,
        Kind::GroupUnopened => NeedleProblem::UnopenedGroup,
        Kind::DecimalEmpty
        | Kind::DecimalInvalid
        | Kind::RepetitionCountInvalid
        | Kind::RepetitionCountDecimalEmpty
        | Kind::RepetitionCountUnclosed => NeedleProblem::BadCount,
        Kind::RepetitionMissing => NeedleProblem::NothingToRepeat,
        Kind::UnicodeClassInvalid => NeedleProblem::UnknownClass,
        Kind::UnsupportedBackreference => NeedleProblem::Backreference,
        Kind::UnsupportedLookAround => NeedleProblem::LookAround,
        Kind::NestLimitExceeded(_) => NeedleProblem::TooDeep,
        Kind::CaptureLimitExceeded => NeedleProblem::TooLarge,
        _ => NeedleProblem::Other,
    }
}
