//! Where in a block of bytes a word may stand, found much faster than all of the block could be compared: by the longest
//! piece of it that is written in few ways. Whatever a record may be, it does not have the word where it does not have
//! the anchor.
//!
//! A text is compared composed and in lower case, and with its escapes resolved, however deep they lie (`\\u0041`). So each
//! character of the piece may be any that becomes it, or an escape; and an escape may itself be escaped.

use super::ascii_finder::AsciiFinder;
use super::pattern::{Pattern, folded};
use crate::source::limits::MAX_ANCHOR_CHARS;
use memchr::memmem;
use regex::bytes::Regex;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What stands in every text that has a word: one of several things.
pub(super) struct Anchor {
    finders: Vec<Finder>,
    /// Whether it is told by bytes of ASCII: then it is also in what is no UTF-8.
    is_ascii: bool,
}

/// Finds one of the things.
enum Finder {
    /// What is written in many ways.
    Regex(Regex),
    /// What is written in no other way but for its case.
    Ascii(AsciiFinder),
    /// An escape, of which the expression tells whether it is one of those that matter.
    Escape(memmem::Finder<'static>, Regex),
}

impl Finder {
    fn find(&self, block: &[u8], from: usize) -> Option<usize> {
        match self {
            Finder::Regex(regex) => regex.find_at(block, from).map(|found| found.start()),
            Finder::Ascii(finder) => finder.find(block, from),
            Finder::Escape(begin, regex) => {
                let mut places = begin.find_iter(block.get(from..)?).map(|at| from + at);
                let escape = |at: usize| &block[at..block.len().min(at + ESCAPE_BYTES)];
                places.find(|at| regex.is_match(escape(*at)))
            }
        }
    }
}

/// How long an escape of a character by its number is.
const ESCAPE_BYTES: usize = 6;

/// A piece of a word.
enum Piece {
    /// Characters of ASCII.
    Ascii(String),
    /// Characters that have no other form but what is listed for each.
    Stable(Vec<char>),
    /// A part of a character, by itself: what is around it may come in another order.
    Part(char),
}

/// The characters that are no ASCII among which some have other forms; a test looks at all others.
const WITH_FORMS: [RangeInclusive<char>; 6] = [
    '\u{80}'..='\u{33ff}',
    '\u{a000}'..='\u{d7ff}',
    '\u{f900}'..='\u{11fff}',
    '\u{16000}'..='\u{16fff}',
    '\u{1d000}'..='\u{1efff}',
    '\u{2f800}'..='\u{2fa1f}',
];

impl Anchor {
    /// The best anchor of words that must all be there. Nothing where they have none.
    pub(super) fn of(words: &[Pattern]) -> Option<Anchor> {
        let folded = words.iter().flat_map(Pattern::parts).map(|part| folded(part).into_owned());
        let piece = folded.flat_map(|part| pieces(&part)).max_by_key(Piece::weight)?;
        let (finders, is_ascii) = match &piece {
            Piece::Ascii(text) => (ascii_finders(text), true),
            Piece::Stable(text) => (regex_of(&other_forms(text), NOT_ASCII), false),
            Piece::Part(part) => (regex_of(&other_forms(&[*part]), NOT_ASCII), false),
        };
        Some(Anchor { finders: finders?, is_ascii })
    }

    /// Whether it is in all of these bytes that have the word. Where they are of an older encoding, only what is ASCII can
    /// be found in them.
    pub(super) fn tells_of(&self, block: &[u8]) -> bool {
        // A block may be cut within a character at its end.
        self.is_ascii || std::str::from_utf8(block).map_or_else(|error| error.error_len().is_none(), |_| true)
    }

    /// The first place at or behind `from`, given those of each finder that are known: asked for places that come one after
    /// the other, each finder goes through a block once.
    pub(super) fn find(&self, block: &[u8], from: usize, known: &mut Vec<usize>) -> Option<usize> {
        known.resize(self.finders.len(), 0);
        for (finder, next) in self.finders.iter().zip(known.iter_mut()) {
            // At the start nothing is known, and a place that was found at the start is found again.
            if *next < from || from == 0 {
                *next = finder.find(block, from).unwrap_or(usize::MAX);
            }
        }
        known.iter().copied().min().filter(|next| *next < block.len())
    }
}

/// Finds what is written in one of these forms, or with one of these escapes.
fn regex_of(forms: &str, escapes: &str) -> Option<Vec<Finder>> {
    Some(vec![Finder::Regex(Regex::new(&format!("{forms}|{escapes}|{OF_ESCAPES}")).ok()?)])
}

/// Finds a text of ASCII: where there is enough of it that is written in one way, faster.
fn ascii_finders(text: &str) -> Option<Vec<Finder>> {
    let has_forms = |c: char| characters_becoming(c).any(|c| !c.is_ascii()) || matches!(c, '/' | '"' | '\\');
    let plain =
        text.split(has_forms).max_by_key(|plain| plain.len()).filter(|plain| plain.len() >= PLAIN_CHARS);
    let Some(plain) = plain else { return regex_of(&ascii_forms(text), &escapes_of_ascii(text)) };
    let escape = Regex::new(&format!("^(?:{}|{OF_ESCAPES})", escapes_of_ascii(plain))).ok()?;
    let begin = memmem::Finder::new(r"\u").into_owned();
    Some(vec![Finder::Ascii(AsciiFinder::new(plain)), Finder::Escape(begin, escape)])
}

/// So many characters rule out enough by themselves.
const PLAIN_CHARS: usize = 4;

impl Piece {
    /// How much it rules out: a character that is no ASCII is rarer than one that is.
    fn weight(&self) -> usize {
        match self {
            Piece::Ascii(text) => text.len(),
            Piece::Stable(text) => 3 * text.len(),
            Piece::Part(_) => 1,
        }
    }
}

/// The pieces of a folded text. An escape stands for a control character too, in ways of its own, so these part pieces.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    for run in text.split(|c: char| !c.is_ascii() || c.is_ascii_control()).filter(|run| !run.is_empty()) {
        found.push(Piece::Ascii(run.chars().take(MAX_ANCHOR_CHARS).collect()));
    }
    let characters: Vec<char> = text.chars().collect();
    for run in characters.split(|c| !is_stable(*c)).filter(|run| !run.is_empty()) {
        found.push(Piece::Stable(run.iter().copied().take(MAX_ANCHOR_CHARS).collect()));
    }
    found.extend(text.nfd().filter(|c| !c.is_ascii()).map(Piece::Part));
    found
}

/// Whether a character is no composition, so that it is never made of others that stand beside each other.
fn is_stable(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) == 0 && std::iter::once(c).nfd().eq([c])
}

/// The ways in which ASCII is written that becomes this text, escapes left out.
fn ascii_forms(text: &str) -> String {
    let mut forms = String::new();
    for c in text.chars() {
        match c {
            // These may have backslashes before them, or be doubled.
            '/' => forms.push_str(r"\\*/"),
            '"' => forms.push_str("[\\\\\"]*\""),
            '\\' => forms.push_str(r"\\+"),
            c => {
                forms.push('[');
                characters_becoming(c).for_each(|c| {
                    let _ = write!(forms, "\\x{{{:x}}}", u32::from(c));
                });
                forms.push(']');
            }
        }
    }
    forms
}

/// The characters that become a character of ASCII when they are composed and put into lower case. A test looks at all
/// that there are.
fn characters_becoming(c: char) -> impl Iterator<Item = char> {
    let other = match c {
        'k' => Some('\u{212a}'),
        'i' => Some('\u{130}'),
        ';' => Some('\u{37e}'),
        '`' => Some('\u{1fef}'),
        _ => None,
    };
    let upper = c.to_ascii_uppercase();
    [Some(c), Some(upper).filter(|upper| *upper != c), other].into_iter().flatten()
}

/// The escapes of all characters of which one may become a character of this text.
fn escapes_of_ascii(text: &str) -> String {
    let codes: BTreeSet<u32> = text.chars().flat_map(characters_becoming).map(u32::from).collect();
    let codes: Vec<String> = codes.into_iter().map(|code| format!("{code:04x}")).collect();
    format!(r"\\u(?i-u:{})", codes.join("|"))
}

/// Each character of ASCII that is a part of an escape, escaped.
const OF_ESCAPES: &str = r"\\u00(?i-u:5c|75|3[0-9]|4[1-6]|6[1-6])";

/// The escapes of all characters that are no ASCII.
const NOT_ASCII: &str = r"\\u(?i-u:00[89a-f]|0[1-9a-f]|[1-9a-f])";

/// The ways in which these characters are written, escapes left out. A character that becomes several may be two of them
/// at once, and stands for all.
fn other_forms(text: &[char]) -> String {
    let mut forms: Vec<BTreeSet<char>> = text.iter().map(|c| BTreeSet::from([*c])).collect();
    let mut several = BTreeSet::new();
    for c in WITH_FORMS.into_iter().flatten() {
        let mut buffer = [0; 4];
        let became = folded(c.encode_utf8(&mut buffer));
        // A mark may be composed with what stands before it, and be found in what that becomes.
        let parts = || std::iter::once(c).nfd().flat_map(char::to_lowercase);
        if became.chars().chain(parts()).all(|became| !text.contains(&became)) {
            continue;
        }
        let mut one = became.chars();
        match (one.next(), one.next(), parts().nth(1)) {
            (Some(became), None, None) => {
                let places = forms.iter_mut().zip(text).filter(|(_, wanted)| **wanted == became);
                places.for_each(|(form, _)| {
                    form.insert(c);
                });
            }
            _ => {
                several.insert(c);
            }
        }
    }
    let class = |form: &BTreeSet<char>| {
        let each: String = form.iter().map(|c| format!("\\x{{{:x}}}", u32::from(*c))).collect();
        format!("[{each}]")
    };
    let run: String = forms.iter().map(class).collect();
    if several.is_empty() { run } else { format!("{run}|{}", class(&several)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_characters_become_ascii() {
        for c in ('\u{0}'..=char::MAX).filter(|c| !c.is_ascii_control()) {
            for became in folded(&c.to_string()).chars().filter(char::is_ascii) {
                assert!(characters_becoming(became).any(|known| known == c), "{c:?} becomes {became:?}");
            }
        }
    }

    #[test]
    fn characters_in_no_range_have_one_form() {
        let all = ('\u{80}'..=char::MAX).filter(|c| !WITH_FORMS.iter().any(|range| range.contains(c)));
        for c in all {
            assert!(std::iter::once(c).nfd().eq([c]) && folded(&c.to_string()) == c.to_string(), "{c:?}");
        }
    }

    #[test]
    fn every_character_is_found_by_its_anchor_in_all_of_its_forms() {
        let characters =
            ('\u{80}'..='\u{3100}').chain(['가', '각', '𝒜', '\u{1109a}', '\u{fa0c}', '\u{f93}', '\u{130}']);
        // All of the last ones, and some of the many before.
        let is_taken = |c: &char| u32::from(*c) % 41 == 0 || *c > '\u{3100}' || *c == '\u{f93}';
        for c in characters.filter(is_taken) {
            let anchor = Anchor::of(&[Pattern::literal(c)]).expect("a character has an anchor");
            let decomposed: String = std::iter::once(c).nfd().collect();
            // Some have a capital that another one has too.
            let upper: String = c.to_uppercase().collect();
            let upper = if folded(&upper) == folded(&c.to_string()) { upper } else { c.to_string() };
            let escaped: String = {
                let mut units = [0; 2];
                c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04X}")).collect()
            };
            for form in [c.to_string(), decomposed, upper, escaped] {
                assert!(anchor.find(form.as_bytes(), 0, &mut Vec::new()).is_some(), "{c:?} as {form}");
            }
        }
    }

    #[test]
    fn an_anchor_is_in_escapes_of_escapes_and_not_in_everything() {
        let anchor = |word: &str| Anchor::of(&[Pattern::literal(word)]).expect("an anchor");
        let is_in = |word: &str, text: &str| anchor(word).find(text.as_bytes(), 0, &mut Vec::new()).is_some();
        for text in [r"SeCret", r"\u0053ecret", r"\\\\u0073ecret", r"\u005cu0073ecret", r"\\u00\u00373ecret"]
        {
            assert!(is_in("secret", text), "{text}");
        }
        for text in [r"sec\u003dret", r"\u0026", "secre", r"sec\nret", "日本"] {
            assert!(!is_in("secret", text), "{text}");
        }
        assert!(is_in("a/b", r"a\\\/b") && is_in("a\"b", r#"a\\\"b"#) && is_in("a\"b", "a\"\"b"));
        assert!(is_in(r"C:\x", r"c:\\x") && !is_in("a/b", "a b"));
        assert!(is_in("日本", "日本") && !is_in("日本", "本日") && !is_in("日本", r"\u007a"));
        assert!(Anchor::of(&[Pattern::literal("\t")]).is_none());
    }
}
