//! Words that must all stand in a text, compared like the words of the filter.

use crate::filter::folded;
use memchr::memmem::Finder;

/// Words to be found.
pub(super) struct Words {
    words: Vec<Word>,
    /// Room for the text in lower case.
    lower: String,
}

struct Word {
    finder: Finder<'static>,
    /// Whether it has what an escape may stand for or consist of: only then may the unescaped text have it where the
    /// text as it stands has it not, numbers of characters (`\u`) aside.
    may_be_escaped: bool,
    is_found: bool,
}

/// What an escape of JSON may stand for, beside what is written by its number, and a doubled quote of a table.
const ESCAPED: [char; 8] = ['"', '\\', '/', '\u{8}', '\u{c}', '\n', '\r', '\t'];

impl Words {
    /// The words of a line: they are parted by blanks; what begins with a quote goes on to one that ends it.
    pub(super) fn new(line: &str) -> Words {
        let word = |text: &str| Word {
            finder: Finder::new(folded(text).as_bytes()).into_owned(),
            may_be_escaped: text.contains(ESCAPED),
            is_found: false,
        };
        Words { words: split(line).into_iter().map(word).collect(), lower: String::new() }
    }

    /// Begins with another record.
    pub(super) fn begin(&mut self) {
        self.words.iter_mut().for_each(|word| word.is_found = false);
    }

    /// Looks for those in a reading of the record that have not been found in another one; whether all are found now.
    pub(super) fn look(&mut self, text: &str) -> bool {
        fold_into(text, &mut self.lower);
        let mut are_found = true;
        for word in &mut self.words {
            word.is_found = word.is_found || word.finder.find(self.lower.as_bytes()).is_some();
            are_found &= word.is_found;
        }
        are_found
    }

    /// Whether the next reading of a record may have what is missing, of which this is the text as it stands.
    pub(super) fn may_be_in_escapes(&self, text: &str) -> bool {
        self.words.iter().any(|word| !word.is_found && word.may_be_escaped) || text.contains("\\u")
    }
}

/// The words of a line. Quotes that are within a word, as in `"a":"b"`, stand for themselves.
fn split(line: &str) -> Vec<&str> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|inner| {
            let ends = inner.match_indices('"').map(|(at, _)| at);
            let is_end = |at: &usize| inner[at + 1..].chars().next().is_none_or(char::is_whitespace);
            let end = ends.filter(|at| *at > 0).find(is_end)?;
            Some((&inner[..end], &inner[end + 1..]))
        });
        let (word, behind) =
            quoted.unwrap_or_else(|| rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())));
        words.push(word);
        rest = behind.trim_start();
    }
    words
}

/// Puts a text into the form in which it is compared: see [`folded`]. Nearly all text of logs is ASCII, and most of what
/// is not is Japanese or Western European: that is done as it is copied.
fn fold_into(text: &str, lower: &mut String) {
    lower.clear();
    lower.reserve(text.len());
    let mut rest = text;
    loop {
        let ascii = ascii_prefix(rest);
        let start = lower.len();
        lower.push_str(&rest[..ascii]);
        lower[start..].make_ascii_lowercase();
        rest = &rest[ascii..];
        let Some(first) = rest.chars().next() else { return };
        if is_plain(first) {
            lower.push(first);
        } else if is_composed_letter(first) {
            lower.extend(first.to_lowercase());
        } else {
            lower.clear();
            lower.push_str(&folded(text));
            return;
        }
        rest = &rest[first.len_utf8()..];
    }
}

/// How many bytes of ASCII a text begins with.
fn ascii_prefix(text: &str) -> usize {
    const BLOCK: usize = 32;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(block) = bytes.get(at..at + BLOCK)
        && block.is_ascii()
    {
        at += BLOCK;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Characters without case that are nothing's part: punctuation, lines, kana but for their marks, ideographs, wide forms
/// but for letters.
fn is_plain(character: char) -> bool {
    matches!(character,
        '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{fffd}')
}

/// Letters that are one character whole, and so are in lower case.
fn is_composed_letter(character: char) -> bool {
    matches!(character, '\u{a1}'..='\u{17f}' | '\u{400}'..='\u{481}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_blanks_and_quotes_hold_them_together() {
        for (line, expected) in [
            ("a  b", vec!["a", "b"]),
            ("\"a b\" c", vec!["a b", "c"]),
            ("\"a\":\"b c\" d", vec!["a\":\"b c", "d"]),
            ("say:\"a b\"", vec!["say:\"a", "b\""]),
            ("\"a b", vec!["\"a", "b"]),
            ("\" x", vec!["\"", "x"]),
            ("日本\u{3000}東京", vec!["日本", "東京"]),
        ] {
            assert_eq!(split(line), expected, "{line}");
        }
    }

    #[test]
    fn a_text_is_folded_as_the_filter_does_it() {
        let mut state = 7u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        let pieces = [
            "Plain ASCII",
            "ÄÖÜ",
            "İ",
            "ß",
            "日本",
            "カ\u{3099}",
            "か\u{309a}",
            "Ａ",
            "e\u{301}",
            "Σς",
            "\u{212a}",
            "Ж",
            "각",
            "\u{1100}\u{1161}",
            "한",
            "😀",
            "…",
            "ﾊﾟ",
            "\u{340}",
            "=\u{338}",
        ];
        let mut lower = String::new();
        for _ in 0..3_000 {
            let text: String = (0..below(6)).map(|_| pieces[below(pieces.len())]).collect();
            fold_into(&text, &mut lower);
            assert_eq!(lower, folded(&text), "{text}");
        }
        // Each character alone, and one after the other: what is copied must be what it is.
        for character in (0..=0xffff).filter_map(char::from_u32) {
            let text = format!("A{character}b");
            fold_into(&text, &mut lower);
            assert_eq!(lower, folded(&text), "{character:?}");
        }
    }
}
