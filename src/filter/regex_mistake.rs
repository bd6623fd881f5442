//! What can be wrong with a regular expression, and where. The words are in `text`.

use super::span::CharSpan;
use crate::source::limits::{MAX_REGEX_BYTES, MAX_REGEX_DEPTH};
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, ErrorKind, Span};
use regex_syntax::{Error, ParserBuilder};
use serde::{Deserialize, Serialize};

/// Why a regular expression cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegexMistake {
    /// Where, in characters of the expression.
    pub span: CharSpan,
    /// What is wrong.
    pub problem: RegexProblem,
}

/// What is wrong with a regular expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegexProblem {
    /// There is nothing in it.
    Empty,
    /// It has more characters than are searched for.
    TooLong,
    /// It takes more memory than it may, or more groups within one another.
    TooLarge,
    /// It asks what stands before or behind.
    LookAround,
    /// It asks for what a group has matched once more.
    Backreference,
    /// A group without its end.
    UnclosedGroup,
    /// The end of a group that was not begun.
    UnopenedGroup,
    /// A class of characters without its end.
    UnclosedClass,
    /// A range of characters that ends before it begins.
    ReversedRange,
    /// A repetition of nothing.
    NothingToRepeat,
    /// A count of repetitions that cannot be read.
    BadCount,
    /// A backslash before something that needs none and means nothing with one, or at the end.
    UnknownEscape,
    /// A property of Unicode that does not exist.
    UnknownProperty,
    /// Something else, as the `regex` crate says it in English.
    Other(String),
}

/// Makes a regular expression ready. It is asked without case, as everything else, unless it says `(?-i)`; `^` and `$`
/// stand for the ends of lines.
pub(super) fn compiled(expression: &str) -> Result<Regex, RegexMistake> {
    // The parser tells where a mistake is, which the compiler only draws.
    let mut parser = ParserBuilder::new();
    parser.nest_limit(MAX_REGEX_DEPTH).case_insensitive(true).multi_line(true);
    parser.build().parse(expression).map_err(|error| mistake_of(expression, error))?;
    RegexBuilder::new(expression)
        .case_insensitive(true)
        .multi_line(true)
        .nest_limit(MAX_REGEX_DEPTH)
        .size_limit(MAX_REGEX_BYTES)
        .dfa_size_limit(MAX_REGEX_BYTES)
        .build()
        .map_err(|error| RegexMistake {
            span: CharSpan { start: 0, end: expression.chars().count() },
            problem: match error {
                regex::Error::CompiledTooBig(_) => RegexProblem::TooLarge,
                other => RegexProblem::Other(other.to_string()),
            },
        })
}

fn mistake_of(expression: &str, error: Error) -> RegexMistake {
    let (span, problem) = match &error {
        Error::Parse(error) => (*error.span(), problem_of(error.kind())),
        Error::Translate(error) => {
            use regex_syntax::hir::ErrorKind;
            let problem = match error.kind() {
                ErrorKind::UnicodePropertyNotFound | ErrorKind::UnicodePropertyValueNotFound => {
                    RegexProblem::UnknownProperty
                }
                other => RegexProblem::Other(other.to_string()),
            };
            (*error.span(), problem)
        }
        other => (Span::splat(ast::Position::new(0, 1, 1)), RegexProblem::Other(other.to_string())),
    };
    let characters = |bytes: usize| expression.get(..bytes).map_or(0, |before| before.chars().count());
    let (start, end) = (characters(span.start.offset), characters(span.end.offset));
    // What is missing at the end has no place of its own: the last character stands for it.
    let last = expression.chars().count().saturating_sub(1);
    let start = start.min(last);
    RegexMistake { span: CharSpan { start, end: end.max(start + 1) }, problem }
}

fn problem_of(kind: &ErrorKind) -> RegexProblem {
    match kind {
        ErrorKind::UnsupportedLookAround => RegexProblem::LookAround,
        ErrorKind::UnsupportedBackreference => RegexProblem::Backreference,
        ErrorKind::GroupUnclosed | ErrorKind::GroupNameUnexpectedEof | ErrorKind::FlagUnexpectedEof => {
            RegexProblem::UnclosedGroup
        }
        ErrorKind::GroupUnopened => RegexProblem::UnopenedGroup,
        ErrorKind::ClassUnclosed => RegexProblem::UnclosedClass,
        ErrorKind::ClassRangeInvalid => RegexProblem::ReversedRange,
        ErrorKind::RepetitionMissing => RegexProblem::NothingToRepeat,
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => RegexProblem::BadCount,
        ErrorKind::EscapeUnrecognized | ErrorKind::EscapeUnexpectedEof => RegexProblem::UnknownEscape,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => RegexProblem::TooLarge,
        other => RegexProblem::Other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_its_place_and_its_reason() {
        for (expression, start, end, problem) in [
            ("a(b", 1, 2, RegexProblem::UnclosedGroup),
            ("日本)", 2, 3, RegexProblem::UnopenedGroup),
            ("x[a-", 1, 2, RegexProblem::UnclosedClass),
            ("[z-a]", 1, 4, RegexProblem::ReversedRange),
            ("*a", 0, 1, RegexProblem::NothingToRepeat),
            ("a{3,1}", 1, 6, RegexProblem::BadCount),
            ("a\\", 1, 2, RegexProblem::UnknownEscape),
            ("a\\q", 1, 3, RegexProblem::UnknownEscape),
            ("(?=a)", 0, 3, RegexProblem::LookAround),
            ("(?<!a)b", 0, 4, RegexProblem::LookAround),
            ("(a)\\1", 3, 5, RegexProblem::Backreference),
            ("\\p{Klingon}", 0, 11, RegexProblem::UnknownProperty),
            ("((a{100}){100}){100}", 0, 20, RegexProblem::TooLarge),
        ] {
            let mistake = compiled(expression).expect_err(expression);
            assert_eq!(mistake, RegexMistake { span: CharSpan { start, end }, problem }, "{expression}");
        }
        let deep = format!("{}a{}", "(".repeat(1000), ")".repeat(1000));
        assert_eq!(compiled(&deep).expect_err("too deep").problem, RegexProblem::TooLarge);
    }

    #[test]
    fn an_expression_is_asked_without_case_and_line_by_line() {
        let matches = |expression: &str, text: &str| compiled(expression).expect("right").is_match(text);
        assert!(matches("^SECRET$", "a\nsecret\nb"));
        assert!(!matches("(?-i)SECRET", "secret"));
        assert!(matches(r"\p{Han}+\d", "山田7"));
        assert!(!matches("a.b", "a\nb"));
    }
}
