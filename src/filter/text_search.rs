//! What is searched for in original texts, and whether a text has it: words, which are compared as those of the filter
//! (F2), or a regular expression.

use super::anchor::Anchor;
use super::pattern::{Matcher, Pattern};
use super::regex_mistake::{RegexMistake, RegexProblem, compiled};
use super::span::CharSpan;
use crate::source::limits::MAX_SEARCH_CHARS;
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextSearch {
    /// Each of these stands somewhere in the text.
    Words(Vec<Pattern>),
    /// The text matches a regular expression.
    Regex(String),
}

impl TextSearch {
    /// A text as it was typed, blanks and quotes with it.
    pub fn typed(text: &str) -> TextSearch {
        TextSearch::Words(vec![Pattern::literal(text)])
    }
}

/// What is searched for, made ready to be compared with many texts.
pub struct TextMatcher {
    test: Test,
    /// Without it each text may have what is searched for.
    anchor: Option<Anchor>,
    has_quotes: bool,
}

enum Test {
    Words(Vec<Matcher>),
    Regex(Box<Regex>),
}

impl TextMatcher {
    /// Makes a search ready.
    ///
    /// # Errors
    /// Why it cannot be searched for, and where that stands.
    pub fn new(search: &TextSearch) -> Result<TextMatcher, RegexMistake> {
        let written: Vec<&str> = match search {
            TextSearch::Words(words) => words.iter().flat_map(Pattern::parts).map(String::as_str).collect(),
            TextSearch::Regex(expression) => vec![expression],
        };
        let chars: usize = written.iter().map(|text| text.chars().count()).sum();
        let refused = |start, problem| Err(RegexMistake { span: CharSpan { start, end: chars }, problem });
        if written.iter().all(|text| text.is_empty()) {
            return refused(0, RegexProblem::Empty);
        }
        if chars > MAX_SEARCH_CHARS {
            return refused(MAX_SEARCH_CHARS, RegexProblem::TooLong);
        }
        let has_quotes = written.iter().any(|text| text.contains('"'));
        Ok(match search {
            TextSearch::Words(words) => TextMatcher {
                test: Test::Words(words.iter().map(Matcher::anywhere).collect()),
                anchor: Anchor::of(words),
                has_quotes,
            },
            TextSearch::Regex(expression) => TextMatcher {
                test: Test::Regex(Box::new(compiled(&composed(expression))?)),
                anchor: None,
                has_quotes,
            },
        })
    }

    /// Whether it matters that quotes are doubled in the cells of a table.
    pub fn has_quotes(&self) -> bool {
        self.has_quotes
    }

    /// The places of a block of records at which there may be something.
    pub fn candidates<'t>(&'t self, block: &'t [u8]) -> Candidates<'t> {
        let anchor = self.anchor.as_ref().filter(|anchor| anchor.tells_of(block));
        Candidates { block, anchor, known: Vec::new() }
    }

    /// Whether one of the readings of a text has what is searched for; of several words each may be in another one.
    pub fn matches<'t>(&self, readings: impl IntoIterator<Item = Cow<'t, str>>) -> bool {
        match &self.test {
            Test::Regex(regex) => readings.into_iter().any(|reading| regex.is_match(&composed(&reading))),
            Test::Words(words) => {
                let mut missing: Vec<&Matcher> = words.iter().collect();
                readings.into_iter().any(|reading| {
                    missing.retain(|word| !word.matches(&reading));
                    missing.is_empty()
                })
            }
        }
    }
}

/// A text in Unicode's composed form.
fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => text.into(),
        false => text.nfc().collect::<String>().into(),
    }
}

/// The places of a block at which there may be something. Most blocks have none, and are gone through once.
pub struct Candidates<'t> {
    block: &'t [u8],
    anchor: Option<&'t Anchor>,
    /// What was found behind the place that was asked about last.
    known: Vec<usize>,
}

impl Candidates<'_> {
    /// The first place at or behind `from` where there may be something. Asked for places that come one after the other,
    /// each part of the block is looked at once.
    pub fn at_or_behind(&mut self, from: usize) -> Option<usize> {
        match self.anchor {
            Some(anchor) => anchor.find(self.block, from, &mut self.known),
            None => Some(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(search: &TextSearch, text: &str) -> bool {
        let matcher = TextMatcher::new(search).expect("right");
        let is_candidate = matcher.candidates(text.as_bytes()).at_or_behind(0).is_some();
        let is_match = matcher.matches([Cow::Borrowed(text)]);
        assert!(is_candidate || !is_match, "{search:?} in {text}");
        is_match
    }

    #[test]
    fn words_are_compared_as_those_of_the_filter() {
        for (word, text, expected) in [
            ("secret", "the SECRET plan", true),
            ("K\u{fc}che", "ku\u{308}che", true),
            ("kelvin", "\u{212a}elvin", true),
            ("\u{e9}", "E\u{301}", true),
            ("e", "\u{e9}", false),
            ("日本", "in 日本", true),
            ("兀", "\u{fa0c}", true),
            ("σ", "ΟΔΟΣ", true),
            ("a b", "A B", true),
            ("a b", "a  b", false),
            ("각", "\u{1100}\u{1161}\u{11a8}", true),
            ("i", "\u{130}", true),
        ] {
            assert_eq!(is_found(&TextSearch::typed(word), text), expected, "{word} in {text}");
        }
    }

    #[test]
    fn each_word_may_be_in_another_reading_and_stars_stand_for_anything() {
        let words = TextSearch::Words(vec![Pattern::literal("a/b"), Pattern::literal(r"a\/b")]);
        let matcher = TextMatcher::new(&words).expect("right");
        assert!(matcher.matches([Cow::Borrowed(r"a\/b"), Cow::Borrowed("a/b")]));
        assert!(!matcher.matches([Cow::Borrowed("a/b")]));
        let stars = TextSearch::Words(vec![Pattern::of_parts(vec!["get".to_owned(), "plan".to_owned()])]);
        assert!(is_found(&stars, "GetObject plan.pdf"));
        assert!(!is_found(&stars, "plan GetObject"));
    }

    #[test]
    fn what_is_empty_or_too_long_is_refused() {
        let problem = |search| TextMatcher::new(&search).err().map(|mistake| mistake.problem);
        assert_eq!(problem(TextSearch::typed("")), Some(RegexProblem::Empty));
        assert_eq!(problem(TextSearch::Words(Vec::new())), Some(RegexProblem::Empty));
        assert_eq!(problem(TextSearch::Regex(String::new())), Some(RegexProblem::Empty));
        let long = "a".repeat(MAX_SEARCH_CHARS);
        assert_eq!(problem(TextSearch::typed(&long)), None);
        assert_eq!(problem(TextSearch::typed(&(long + "a"))), Some(RegexProblem::TooLong));
    }
}
