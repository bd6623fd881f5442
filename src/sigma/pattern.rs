//! What a text must look like: a value of a rule with its wildcards, made ready. Texts are compared without case unless
//! the rule says `cased`: in lower case, letter by letter, so that a text within another has the same form as alone.

use memchr::memmem::Finder;
use std::borrow::Cow;

/// The dashes that `windash` takes for each other (Sigma modifiers, "windash").
const DASHES: [char; 5] = ['-', '/', '\u{2013}', '\u{2014}', '\u{2015}'];

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// These letters.
    Text(String),
    /// Any one letter (`?`).
    One,
    /// Any dash.
    Dash,
    /// Anything (`*`).
    Run,
}

/// A value as parts, for modifiers to work on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    /// A text that is nothing but itself.
    pub(super) fn literal(text: &str) -> Parts {
        let mut parts = Parts::default();
        text.chars().for_each(|letter| parts.push_letter(letter));
        parts
    }

    /// A value as a rule has it: `*` and `?` are wildcards, a backslash before one of them or before another backslash
    /// takes its meaning away, and any other is itself (Sigma rules, "Escaping").
    pub(super) fn of_value(value: &str) -> Parts {
        let mut parts = Parts::default();
        let mut letters = value.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => {
                    let escaped = letters.next_if(|next| matches!(next, '*' | '?' | '\\'));
                    parts.push_letter(escaped.unwrap_or('\\'));
                }
                '*' => parts.0.push(Part::Run),
                '?' => parts.0.push(Part::One),
                _ => parts.push_letter(letter),
            }
        }
        parts
    }

    fn push_letter(&mut self, letter: char) {
        match self.0.last_mut() {
            Some(Part::Text(text)) => text.push(letter),
            _ => self.0.push(Part::Text(letter.to_string())),
        }
    }

    /// With anything before it.
    pub(super) fn with_any_start(mut self) -> Parts {
        self.0.insert(0, Part::Run);
        self
    }

    /// With anything behind it.
    pub(super) fn with_any_end(mut self) -> Parts {
        self.0.push(Part::Run);
        self
    }

    /// With others behind it.
    pub(super) fn followed_by(mut self, other: Parts) -> Parts {
        self.0.extend(other.0);
        self
    }

    /// With any dash for each dash.
    pub(super) fn with_any_dashes(self) -> Parts {
        let mut parts = Parts::default();
        for part in self.0 {
            let Part::Text(text) = part else {
                parts.0.push(part);
                continue;
            };
            for letter in text.chars() {
                match DASHES.contains(&letter) {
                    true => parts.0.push(Part::Dash),
                    false => parts.push_letter(letter),
                }
            }
        }
        parts
    }

    /// The text that it is, if it is nothing but itself.
    pub(super) fn as_literal(&self) -> Option<&str> {
        match &self.0[..] {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Makes it ready.
    pub(super) fn pattern(self, is_cased: bool) -> Pattern {
        let mut parts = self.0;
        parts.dedup_by(|next, before| *next == Part::Run && *before == Part::Run);
        if !is_cased {
            for part in &mut parts {
                if let Part::Text(text) = part {
                    *text = folded(text).into_owned();
                }
            }
        }
        let shape = match &parts[..] {
            [] => Shape::Equal(String::new()),
            [Part::Run] => Shape::Any,
            [Part::Text(text)] => Shape::Equal(text.clone()),
            [Part::Text(text), Part::Run] => Shape::Start(text.clone()),
            [Part::Run, Part::Text(text)] => Shape::End(text.clone()),
            [Part::Run, Part::Text(text), Part::Run] => {
                Shape::Within(Box::new(Finder::new(text).into_owned()))
            }
            _ => Shape::Parts(parts),
        };
        Pattern { shape, is_cased }
    }
}

/// A value that is made ready.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    shape: Shape,
    is_cased: bool,
}

#[derive(Clone, Debug)]
enum Shape {
    Any,
    Equal(String),
    Start(String),
    End(String),
    Within(Box<Finder<'static>>),
    Parts(Vec<Part>),
}

impl Pattern {
    /// Whether case counts, so that a text is to be given as it is; else it is to be given [`folded`].
    pub(super) fn is_cased(&self) -> bool {
        self.is_cased
    }

    /// The one text that it lets through, folded or not.
    pub(super) fn only(&self) -> Option<&str> {
        if let Shape::Equal(text) = &self.shape { Some(text) } else { None }
    }

    /// Whether a text looks like that.
    pub(super) fn matches(&self, text: &str) -> bool {
        match &self.shape {
            Shape::Any => true,
            Shape::Equal(whole) => text == whole,
            Shape::Start(start) => text.starts_with(start),
            Shape::End(end) => text.ends_with(end),
            Shape::Within(finder) => finder.find(text.as_bytes()).is_some(),
            Shape::Parts(parts) => matches_parts(parts, text),
        }
    }
}

/// A text in the form in which texts are compared: each letter in lower case, and one sigma.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => text.to_ascii_lowercase().into(),
            false => text.into(),
        };
    }
    let lower = |letter: char| if letter == 'ς' { 'σ' } else { letter }.to_lowercase();
    text.chars().flat_map(lower).collect::<String>().into()
}

/// Whether a text consists of these parts. What stands between two runs is looked for where it comes first: if the rest
/// fits at all, it fits behind that.
fn matches_parts(parts: &[Part], text: &str) -> bool {
    let mut pieces = parts.split(|part| *part == Part::Run);
    let (first, mut rest) = (pieces.next().unwrap_or_default(), text);
    let Some(len) = prefix(first, rest) else { return false };
    rest = &rest[len..];
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some(behind) = find(piece, rest) else { return false };
        rest = &rest[behind..];
    }
    is_suffix(last, rest)
}

/// How many bytes of a text the parts take that it begins with.
fn prefix(piece: &[Part], text: &str) -> Option<usize> {
    let mut rest = text;
    for part in piece {
        rest = match part {
            Part::Text(letters) => rest.strip_prefix(letters.as_str())?,
            Part::One => rest.strip_prefix(|_: char| true)?,
            Part::Dash => rest.strip_prefix(DASHES)?,
            Part::Run => rest,
        };
    }
    Some(text.len() - rest.len())
}

/// Whether a text ends with these parts.
fn is_suffix(piece: &[Part], text: &str) -> bool {
    let stripped = piece.iter().rev().try_fold(text, |rest, part| match part {
        Part::Text(letters) => rest.strip_suffix(letters.as_str()),
        Part::One => rest.strip_suffix(|_: char| true),
        Part::Dash => rest.strip_suffix(DASHES),
        Part::Run => Some(rest),
    });
    stripped.is_some()
}

/// Where the first place ends that has these parts.
fn find(piece: &[Part], text: &str) -> Option<usize> {
    if let [Part::Text(letters)] = piece {
        return text.find(letters.as_str()).map(|at| at + letters.len());
    }
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    places.find_map(|at| Some(at + prefix(piece, &text[at..])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(value: &str, text: &str) -> bool {
        Parts::of_value(value).pattern(false).matches(&folded(text))
    }

    #[test]
    fn wildcards_and_backslashes_mean_what_the_specification_says() {
        for (value, text, expected) in [
            ("abc", "ABC", true),
            ("abc", "abcd", false),
            ("a*c", "abbbc", true),
            ("a*c", "a\nc", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("a?c", "a日c", true),
            ("*", "", true),
            ("?", "", false),
            ("*b?d*", "xxabcdyy", true),
            ("*b?d*", "bd", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
            ("*ab*ab", "abab", true),
            ("*ab*ab", "xab", false),
            // A plain backslash, single or double.
            (r"C:\Windows", r"c:\windows", true),
            (r"C:\\Windows", r"C:\Windows", true),
            // An escaped wildcard.
            (r"a\*b", "a*b", true),
            (r"a\*b", "aXb", false),
            (r"a\?", "a?", true),
            // A backslash, then a wildcard.
            (r"a\\*b", r"a\Xb", true),
            (r"a\\*b", "aXb", false),
            // A backslash and a star as they are.
            (r"a\\\*b", r"a\*b", true),
            (r"a\\\*b", r"a\Xb", false),
            // Three or four are two.
            (r"\\\x", r"\\x", true),
            (r"\\\\x", r"\\x", true),
            (r"\\\\x", r"\x", false),
            ("ÄÖ*", "äöü", true),
            ("*οδος", "ΕΟΔΟΣ", true),
            ("οδο*", "ΟΔΟΣΑ", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(value, text), expected, "{value} {text}");
        }
    }

    #[test]
    fn case_counts_where_it_is_asked_for() {
        assert!(Parts::of_value("Ab*").pattern(true).matches("Abc"));
        assert!(!Parts::of_value("Ab*").pattern(true).matches("abc"));
    }

    #[test]
    fn any_dash_stands_for_each_dash() {
        let pattern = Parts::of_value("a -f/x").with_any_dashes().with_any_start().with_any_end();
        let pattern = pattern.pattern(false);
        for text in ["a -f/x", "xa /F-X.", "a \u{2013}f\u{2014}x", "a \u{2015}f/x"] {
            assert!(pattern.matches(&folded(text)), "{text}");
        }
        assert!(!pattern.matches("a f/x"));
    }

    /// Held against all ways to take the text apart.
    #[test]
    fn parts_match_as_trying_all_ways_does() {
        fn slow(parts: &[Part], text: &[char]) -> bool {
            match parts.split_first() {
                None => text.is_empty(),
                Some((Part::Run, rest)) => (0..=text.len()).any(|at| slow(rest, &text[at..])),
                Some((Part::One, rest)) => !text.is_empty() && slow(rest, &text[1..]),
                Some((Part::Dash, rest)) => {
                    text.first().is_some_and(|it| DASHES.contains(it)) && slow(rest, &text[1..])
                }
                Some((Part::Text(letters), rest)) => {
                    let letters: Vec<char> = letters.chars().collect();
                    text.starts_with(&letters) && slow(rest, &text[letters.len()..])
                }
            }
        }
        let mut state = 5u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        let mut matched = 0;
        for _ in 0..30_000 {
            let value: String = (0..below(7)).map(|_| ["a", "b", "*", "?", "-", "*"][below(6)]).collect();
            let text: String = (0..below(9)).map(|_| ["a", "b", "-", "/"][below(4)]).collect();
            let mut parts = Parts::of_value(&value);
            if below(2) == 0 {
                parts = parts.with_any_dashes();
            }
            let expected = slow(&parts.0, &text.chars().collect::<Vec<_>>());
            matched += u32::from(expected);
            assert_eq!(parts.clone().pattern(false).matches(&text), expected, "{parts:?} {text}");
        }
        assert!(matched > 1_000 && matched < 29_000, "{matched}");
    }
}
