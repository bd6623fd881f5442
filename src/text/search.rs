//! What is searched for in original texts, and why something cannot be, in words.

use super::{plural, visible};
use crate::filter::{RegexMistake, RegexProblem, TextSearch};
use crate::query::filter_report::SearchReport;
use crate::say;
use crate::source::limits::MAX_SEARCH_CHARS;
use crate::state::Language;
use crate::text::units::grouped;

/// What is searched for, as a person wrote it.
pub fn search_named(search: &TextSearch) -> String {
    match search {
        TextSearch::Words(words) => {
            let named = words.iter().map(|word| format!("“{}”", visible(&word.parts().join("*"))));
            named.collect::<Vec<_>>().join(" ")
        }
        TextSearch::Regex(expression) => format!("/{}/", visible(expression)),
    }
}

/// Why something cannot be searched for.
pub fn regex_mistake_explained(language: Language, mistake: &RegexMistake) -> String {
    let said = match &mistake.problem {
        RegexProblem::Empty => return say!(language, "regex-empty"),
        RegexProblem::TooLong => {
            return say!(language, "regex-too-long", limit = grouped(MAX_SEARCH_CHARS as u128));
        }
        RegexProblem::TooLarge => return say!(language, "regex-too-large"),
        RegexProblem::LookAround => say!(language, "regex-look-around"),
        RegexProblem::Backreference => say!(language, "regex-backreference"),
        RegexProblem::UnclosedGroup => say!(language, "regex-unclosed-group"),
        RegexProblem::UnopenedGroup => say!(language, "regex-unopened-group"),
        RegexProblem::UnclosedClass => say!(language, "regex-unclosed-class"),
        RegexProblem::ReversedRange => say!(language, "regex-reversed-range"),
        RegexProblem::NothingToRepeat => say!(language, "regex-nothing-to-repeat"),
        RegexProblem::BadCount => say!(language, "regex-bad-count"),
        RegexProblem::UnknownEscape => say!(language, "regex-unknown-escape"),
        RegexProblem::UnknownProperty => say!(language, "regex-unknown-property"),
        RegexProblem::Other(words) => say!(language, "regex-other", words = visible(words)),
    };
    say!(language, "regex-place", place = mistake.span.start + 1, reason = said)
}

/// What is to be known of a search that a filter names: that it is not known, or did not go through everything. Nothing
/// where it did.
pub fn search_report_explained(language: Language, report: &SearchReport) -> Option<String> {
    let number = report.number.to_string();
    if !report.is_known {
        return Some(say!(language, "search-unknown", search = number));
    }
    let named = report.paths.iter().map(|path| visible(path).into_owned()).collect::<Vec<_>>().join(", ");
    let left = report.unsearched - report.paths.len() as u64;
    let named = match left {
        0 => named,
        left => say!(language, "search-and-more", named = named, count = grouped(left.into())),
    };
    (report.unsearched > 0).then(|| {
        let (plural, count) = (plural(report.unsearched.into()), grouped(report.unsearched.into()));
        say!(language, "search-partial", search = number, number = plural, count = count, paths = named)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Pattern, TextMatcher};

    #[test]
    fn a_search_is_named_by_what_was_written() {
        let words =
            vec![Pattern::literal("a b"), Pattern::of_parts(vec!["x".to_owned(), "y\u{202e}".to_owned()])];
        assert_eq!(search_named(&TextSearch::Words(words)), "“a b” “x*y⟨U+202E⟩”");
        assert_eq!(search_named(&TextSearch::Regex(r"a\d".to_owned())), r"/a\d/");
    }

    #[test]
    fn a_mistake_says_where_it_is_and_why() {
        let said = |expression: &str| {
            let mistake = TextMatcher::new(&TextSearch::Regex(expression.to_owned())).err();
            regex_mistake_explained(Language::English, &mistake.expect("it is wrong"))
        };
        assert_eq!(said("ab(c"), "At character 3: this group is not closed.");
        assert_eq!(said(""), "There is nothing to search for.");
        assert!(said("a(?=b)").starts_with("At character 2: "));
    }

    #[test]
    fn a_search_that_did_not_go_through_everything_says_through_what_not() {
        let report = |is_known, unsearched, paths: &[&str]| SearchReport {
            number: 2,
            is_known,
            unsearched,
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        };
        let said = |report| search_report_explained(Language::English, &report).unwrap_or_default();
        assert_eq!(said(report(true, 0, &[])), "");
        assert!(said(report(false, 0, &[])).starts_with("Search 2 is not known"));
        assert!(said(report(true, 1, &["a.gz"])).ends_with("one file: a.gz"));
        assert!(said(report(true, 7, &["a", "b"])).ends_with("7 files: a, b and 5 more"));
    }
}
