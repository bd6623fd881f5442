//! What is wrong with a filter, and what to write instead, in words.

use crate::filter::{Field, Mistake, Operator, Problem};
use crate::say;
use crate::source::limits::MAX_FILTER_DEPTH;
use crate::state::Language;
use crate::text::visible;

/// A mistake in a language.
pub fn mistake_explained(language: Language, mistake: &Mistake) -> String {
    let instead = visible(&mistake.instead);
    match &mistake.problem {
        Problem::UnknownField(field) => {
            say!(language, "filter-unknown-field", field = visible(field), instead = instead)
        }
        Problem::MisspelledField(field) => {
            say!(language, "filter-misspelled-field", field = visible(field), instead = instead)
        }
        Problem::MissingTerm(operator @ (Operator::Or | Operator::And)) => {
            say!(language, "filter-missing-joined", operator = operator.text(), instead = instead)
        }
        Problem::MissingTerm(operator @ (Operator::Not | Operator::Minus)) => {
            say!(language, "filter-missing-term", operator = operator.text(), instead = instead)
        }
        Problem::FieldOfCase(field) => say!(language, "filter-field-of-case", field = field.name()),
        Problem::MissingValue(field) => {
            say!(language, "filter-missing-value", field = field.name(), instead = instead)
        }
        Problem::EmptyWord => say!(language, "filter-empty-word", instead = instead),
        Problem::EmptyParentheses => say!(language, "filter-empty-parentheses", instead = instead),
        Problem::OpenQuote => say!(language, "filter-open-quote", instead = instead),
        Problem::UnclosedParenthesis => say!(language, "filter-unclosed-parenthesis", instead = instead),
        Problem::UnopenedParenthesis => say!(language, "filter-unopened-parenthesis", instead = instead),
        Problem::BesideParenthesis => say!(language, "filter-beside-parenthesis", instead = instead),
        Problem::TooDeep => say!(language, "filter-too-deep", limit = MAX_FILTER_DEPTH, instead = instead),
        Problem::OnlyOrBetweenValues => say!(language, "filter-only-or", instead = instead),
        Problem::BadSize => say!(language, "filter-bad-size", instead = instead),
        Problem::BadTime => say!(language, "filter-bad-time", instead = instead),
        Problem::ReversedRange => say!(language, "filter-reversed-range", instead = instead),
        Problem::BadNetwork => say!(language, "filter-bad-network", instead = instead),
        Problem::UnknownValue(field) => {
            say!(language, "filter-unknown-value", field = field.name(), instead = instead)
        }
    }
}

/// Why the values of what is named so cannot be counted.
pub fn uncounted_explained(language: Language, name: &str) -> String {
    match Field::from_name(name) {
        Some(field) => say!(language, "counts-uncounted-field", field = field.name()),
        None => say!(language, "counts-unknown-field", field = visible(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::model::Zone;

    #[test]
    fn a_mistake_says_what_to_write_instead() {
        let said = |language, line: &str| match Filter::parse(line, &Zone::default()) {
            Ok(filter) => panic!("{line} was read as {filter}"),
            Err(mistake) => mistake_explained(language, &mistake),
        };
        assert_eq!(said(Language::English, "usr:alice"), "There is no field named usr. Write user:alice?",);
        assert_eq!(
            said(Language::English, "size:"),
            "size needs a value directly behind its colon. Write size:* for any value, and size:\"\" for none.",
        );
        assert!(said(Language::Japanese, "f\u{202e}(x)").contains("\"f⟨U+202E⟩(x)\""));
    }
}
