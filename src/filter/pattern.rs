//! Texts with stars, and how they are compared: in Unicode's composed form (NFC), then in lower case (F2).

use crate::source::composed::composed;
use memchr::memmem::Finder;
use std::borrow::Cow;

/// A text as it was written, cut where a star stands for any run of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// One or more; only the first and the last may be empty.
    parts: Vec<String>,
}

impl Pattern {
    /// The text itself: a star in it is a star.
    pub fn literal(text: impl Into<String>) -> Pattern {
        Pattern { parts: vec![text.into()] }
    }

    /// A text that is cut at its stars; stars beside each other are one.
    pub fn of_parts(parts: Vec<String>) -> Pattern {
        let last = parts.len().saturating_sub(1);
        let is_kept = |(index, part): &(usize, String)| !part.is_empty() || *index == 0 || *index == last;
        let parts: Vec<String> =
            parts.into_iter().enumerate().filter(is_kept).map(|(_, part)| part).collect();
        if parts.is_empty() { Pattern::literal("") } else { Pattern { parts } }
    }

    /// The texts between the stars.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The text, where no star is in it.
    pub fn text(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [text] => Some(text),
            _ => None,
        }
    }

    /// Whether it is nothing but a star.
    pub fn is_star(&self) -> bool {
        self.parts.len() == 2 && self.parts.iter().all(String::is_empty)
    }
}

/// A pattern made ready to be compared with many texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// What stands between the stars, [`folded`].
    parts: Vec<String>,
    /// Ways to find those that are neither the first nor the last.
    middle: Vec<Finder<'static>>,
    /// Whether a text of ASCII alone can match.
    is_ascii: bool,
}

impl PartialEq for Matcher {
    fn eq(&self, other: &Matcher) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Matcher {}

impl Matcher {
    /// Matches texts that are all of the pattern.
    pub fn whole(pattern: &Pattern) -> Matcher {
        let parts: Vec<String> = pattern.parts.iter().map(|part| folded(part).into_owned()).collect();
        let middle = parts.get(1..parts.len() - 1).unwrap_or_default();
        Matcher {
            middle: middle.iter().map(|part| Finder::new(part).into_owned()).collect(),
            is_ascii: parts.iter().all(|part| part.is_ascii()),
            parts,
        }
    }

    /// Matches texts that have the pattern somewhere in them.
    pub fn anywhere(pattern: &Pattern) -> Matcher {
        let mut parts = pattern.parts.clone();
        parts.insert(0, String::new());
        parts.push(String::new());
        Matcher::whole(&Pattern::of_parts(parts))
    }

    /// Whether a text matches.
    pub fn matches(&self, text: &str) -> bool {
        // Nearly all texts of logs are short and ASCII: a million of them are not to be a million allocations.
        let mut buffer = [0; SHORT_BYTES];
        match buffer.get_mut(..text.len()) {
            Some(_) if text.is_ascii() && !self.is_ascii => false,
            Some(lower) if text.is_ascii() => {
                lower.copy_from_slice(text.as_bytes());
                lower.make_ascii_lowercase();
                self.matches_folded(lower)
            }
            _ => self.matches_folded(folded(text).as_bytes()),
        }
    }

    /// Whether a text begins with the first part, ends with the last one, and has the others in order between.
    fn matches_folded(&self, text: &[u8]) -> bool {
        let [first, .., last] = self.parts.as_slice() else {
            return self.parts.iter().all(|whole| whole.as_bytes() == text);
        };
        let between = text.strip_prefix(first.as_bytes()).and_then(|rest| rest.strip_suffix(last.as_bytes()));
        let Some(mut rest) = between else { return false };
        self.middle.iter().all(|part| match part.find(rest) {
            Some(at) => {
                rest = &rest[at + part.needle().len()..];
                true
            }
            None => false,
        })
    }
}

/// Texts of so many bytes are put into lower case on the stack. Longer ones are few.
const SHORT_BYTES: usize = 256;

/// A text as it is compared: composed (NFC), then in lower case. The two small sigmas are one: which of them a
/// capital becomes depends on what follows it, and a part of a text would not be found in the whole.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => text.to_ascii_lowercase().into(),
            false => text.into(),
        };
    }
    let lower = composed(text).to_lowercase();
    if lower.contains('ς') { lower.replace('ς', "σ").into() } else { lower.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::of_parts(text.split('*').map(str::to_owned).collect())
    }

    #[test]
    fn patterns_match_without_case_and_with_stars() {
        for (written, text, expected) in [
            ("alice", "Alice", true),
            ("ALICE", "alice", true),
            ("alice", "alice@example.com", false),
            ("alice*", "alice@example.com", true),
            ("*.example.com", "www.example.com", true),
            ("*.example.com", "example.com", false),
            ("a*b*c", "a-B-c", true),
            ("a**c", "ac", true),
            ("a*a", "a", false),
            ("a*bb*b", "abb", false),
            ("a*b*b", "aBB", true),
            ("*aab*", "aaab", true),
            ("", "", true),
            ("*", "", true),
            ("k", "\u{212a}", true),
            ("É", "e\u{301}", true),
            ("e\u{301}*", "éa", true),
            ("straße", "STRASSE", false),
            ("ΟΔΟΣ", "οδος", true),
            ("*東*", "とうきょう東京", true),
            ("é", "e", false),
        ] {
            assert_eq!(Matcher::whole(&pattern(written)).matches(text), expected, "{written} {text}");
        }
    }

    #[test]
    fn a_word_is_found_anywhere() {
        for (written, text, expected) in [
            ("report", "Quarterly REPORT.pdf", true),
            ("rep*pdf", "a report.pdf b", true),
            ("pdf*rep", "a report.pdf b", false),
            ("*", "", true),
            ("é", "CAFE\u{301}S", true),
        ] {
            assert_eq!(Matcher::anywhere(&pattern(written)).matches(text), expected, "{written} {text}");
        }
    }

    #[test]
    fn stars_beside_each_other_are_one() {
        assert_eq!(pattern("a**b"), pattern("a*b"));
        assert!(pattern("***").is_star());
        assert!(!pattern("").is_star());
        assert_eq!(pattern("a*").text(), None);
        assert_eq!(Pattern::literal("a*").text(), Some("a*"));
    }
}
