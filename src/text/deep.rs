//! Searches in the original text, in words: what was searched for, and what is wrong with what cannot be.

use crate::expression::ExpressionProblem;
use crate::filter::{Expression, ExpressionKind, Field};
use crate::say;
use crate::search::{Needle, NeedleKind, NeedleProblem};
use crate::source::limits::{MAX_EXPRESSION_DEPTH, MAX_NEEDLE_CHARS};
use crate::state::{DeepSearches, Language};
use crate::text::visible;

/// What was searched for, as a search is called.
pub fn needle_name(language: Language, needle: &Needle) -> String {
    let text = visible(needle.text.trim()).into_owned();
    match needle.kind {
        NeedleKind::Words => say!(language, "deep-named-words", text = text),
        NeedleKind::Expression => say!(language, "deep-named-expression", text = text),
    }
}

/// What a clause is called that asks for searches: it says what was searched for. Nothing for other clauses, and where
/// there is no such search.
pub fn deep_clause_name(language: Language, searches: &DeepSearches, clause: &Expression) -> Option<String> {
    let (is_negated, inner) = match &clause.kind {
        ExpressionKind::Not(inner) => (true, &**inner),
        _ => (false, clause),
    };
    let named = |number: u32| Some(needle_name(language, &searches.get(number)?.needle));
    let numbers = searches_of(clause);
    match (&inner.kind, numbers.as_slice()) {
        (_, []) => None,
        (ExpressionKind::Term(term), [number]) if term.values.len() == 1 => {
            let sign = if is_negated { "−" } else { "" };
            Some(format!("{sign}{}", named(*number)?))
        }
        (_, numbers) => {
            let known = numbers.iter().filter_map(|number| Some(format!("{number}: {}", named(*number)?)));
            let known: Vec<String> = known.collect();
            (!known.is_empty()).then(|| format!("{} ({})", visible(&clause.to_string()), known.join(" · ")))
        }
    }
}

/// The numbers of the searches that an expression asks for, in its order.
pub fn searches_of(expression: &Expression) -> Vec<u32> {
    let terms = expression.terms().into_iter().filter(|term| term.field == Field::Deep);
    let values = terms.flat_map(|term| &term.values);
    values.filter_map(|value| value.written.text()?.parse().ok()).collect()
}

/// What is wrong with what is searched for.
pub fn needle_mistake_explained(language: Language, problem: NeedleProblem) -> String {
    match problem {
        NeedleProblem::Empty => say!(language, "deep-empty"),
        NeedleProblem::TooLong => say!(language, "deep-too-long", limit = MAX_NEEDLE_CHARS),
        NeedleProblem::Expression(problem) => expression_problem_explained(language, problem),
    }
}

/// What is wrong with an expression.
pub fn expression_problem_explained(language: Language, problem: ExpressionProblem) -> String {
    match problem {
        ExpressionProblem::OpenClass => say!(language, "deep-open-class"),
        ExpressionProblem::BadRange => say!(language, "deep-bad-range"),
        ExpressionProblem::BadEscape => say!(language, "deep-bad-escape"),
        ExpressionProblem::BadFlag => say!(language, "deep-bad-flag"),
        ExpressionProblem::BadGroupName => say!(language, "deep-bad-group-name"),
        ExpressionProblem::OpenGroup => say!(language, "deep-open-group"),
        ExpressionProblem::UnopenedGroup => say!(language, "deep-unopened-group"),
        ExpressionProblem::BadCount => say!(language, "deep-bad-count"),
        ExpressionProblem::NothingToRepeat => say!(language, "deep-nothing-to-repeat"),
        ExpressionProblem::UnknownClass => say!(language, "deep-unknown-class"),
        ExpressionProblem::Backreference => say!(language, "deep-backreference"),
        ExpressionProblem::LookAround => say!(language, "deep-look-around"),
        ExpressionProblem::TooDeep => say!(language, "deep-too-deep", limit = MAX_EXPRESSION_DEPTH),
        ExpressionProblem::TooLarge => say!(language, "deep-too-large"),
        ExpressionProblem::Other => say!(language, "deep-bad-expression"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::model::Zone;
    use crate::state::{Action, AppState, apply};

    #[test]
    fn a_clause_says_what_was_searched_for() {
        let mut state = AppState::default();
        for (text, kind) in [("a \u{202e}b", NeedleKind::Words), ("a+", NeedleKind::Expression)] {
            apply(&mut state, Action::AddSearch(Needle { text: text.to_owned(), kind }));
        }
        let named = |line: &str| {
            let filter = Filter::parse(line, &Zone::default()).expect("a right line");
            deep_clause_name(Language::English, &state.searches, &filter.clauses()[0])
        };
        for (line, expected) in [
            ("deep:1", Some("Original text: a ⟨U+202E⟩b")),
            ("-deep:2", Some("−Original text: /a+/")),
            ("deep:2 OR user:x", Some("deep:2 OR user:x (2: Original text: /a+/)")),
            ("deep:3", None),
            ("deep:x", None),
            ("user:x", None),
        ] {
            assert_eq!(named(line).as_deref(), expected, "{line}");
        }
    }
}
