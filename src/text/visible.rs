//! Untrusted text made visible: the one place that says which characters cannot be seen, and what stands for
//! them. Names that look the same and are not must be told apart wherever a log's text is shown.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use std::borrow::Cow;

/// Blanks that no property of Unicode tells from letters and signs: a Braille pattern without dots, a note
/// without a head, and the blanks of Egyptian and Khitan script.
const ODD_BLANKS: [char; 5] = ['\u{2800}', '\u{1d159}', '\u{13441}', '\u{13442}', '\u{16fe4}'];

/// Whether a character cannot be seen, rearranges what stands beside it, or looks like another: controls and
/// formats (bidirectional marks, tags), line ends, blanks but the two common ones, what fonts ignore by default
/// (variation selectors, fillers, joiners), and what Unicode has not assigned or left to private use.
pub fn is_hidden(character: char) -> bool {
    use GeneralCategory as Category;
    match character {
        // The blanks of Western and of East Asian text.
        ' '..='~' | '\u{3000}' => return false,
        character if ODD_BLANKS.contains(&character) => return true,
        _ => {}
    }
    let is_of_such = matches!(
        CodePointMapData::<Category>::new().get(character),
        Category::Control
            | Category::Format
            | Category::PrivateUse
            | Category::Unassigned
            | Category::LineSeparator
            | Category::ParagraphSeparator
            | Category::SpaceSeparator
    );
    is_of_such || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

/// A text with every hidden character shown as such: control characters as their pictures (`␊`), others by
/// their number (`⟨U+202E⟩`), and common blanks too where there is nothing else.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.is_empty() && text.chars().all(|c| matches!(c, ' ' | '\u{3000}')) {
        return text.replace(' ', "␠").replace('\u{3000}', "⟨U+3000⟩").into();
    }
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.contains(is_hidden) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('␡'),
            hidden if is_hidden(hidden) => out.push_str(&format!("⟨U+{:04X}⟩", hidden as u32)),
            shown => out.push(shown),
        }
    }
    out.into()
}

/// The same for text of several lines: line ends and tabs stay as they are.
pub fn visible_lines(text: &str) -> String {
    let tabs = |line: &str| line.split('\t').map(visible_piece).collect::<Vec<_>>().join("\t");
    text.split('\n').map(tabs).collect::<Vec<_>>().join("\n")
}

/// A piece of text whose blanks count, as in a terminal or at the start of a line: blanks stay blanks even
/// where there is nothing else.
pub fn visible_piece(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b' ') { text.into() } else { visible(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("plain 日本語"), "plain 日本語");
        assert_eq!(visible("a\u{202e}b\0\n\u{7f}\u{85}\u{ffff}"), "a⟨U+202E⟩b␀␊␡⟨U+0085⟩⟨U+FFFF⟩");
        assert_eq!(visible("  "), "␠␠");
        assert_eq!(visible(" \u{3000}"), "␠⟨U+3000⟩");
        assert_eq!(visible(" a "), " a ");
        assert_eq!(visible(""), "");
    }

    #[test]
    fn every_character_that_hides_by_a_property_is_hidden() {
        let ranges = [
            0x00..=0x1f,
            0x7f..=0xa0,
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x115f..=0x1160,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x2000..=0x200f,
            0x2028..=0x202f,
            0x205f..=0x206f,
            0x2800..=0x2800,
            0x3164..=0x3164,
            0xe000..=0xf8ff,
            0xfdd0..=0xfdef,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xffa0..=0xffa0,
            0xfff0..=0xfffb,
            0xfffe..=0xffff,
            0x1bca0..=0x1bca3,
            0x1d173..=0x1d17a,
            0xe0000..=0xe0fff,
            0x10fffe..=0x10ffff,
        ];
        for character in ranges.into_iter().flatten().filter_map(char::from_u32) {
            let shown = visible(character.encode_utf8(&mut [0; 4])).into_owned();
            assert!(is_hidden(character) && !shown.contains(character), "U+{:04X}", character as u32);
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in [
            "Zoë Müller-Łukasz",
            "e\u{301}",
            "田中\u{3000}太郎",
            "Ελένη Иван עברית العربية हिन्दी ไทย 한국어",
            "C:\\a b\\c.txt?x=1&y=%0A",
            "🙂 → ✓ ½ €",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn two_texts_that_differ_are_shown_differently() {
        // What stands for a hidden character can be written too; but no hidden one looks like any other.
        let mut seen = std::collections::HashMap::new();
        for character in ('\0'..'\u{20000}').chain('\u{e0000}'..'\u{e1000}').filter(|c| is_hidden(*c)) {
            let shown = visible(&format!("al{character}ice")).into_owned();
            assert_ne!(shown, "alice");
            assert_eq!(seen.insert(shown, character), None, "U+{:04X}", character as u32);
        }
        assert!(seen.len() > 10_000, "private and unassigned ones are among them");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(visible_lines("a\r\n\tb\u{202e}\n"), "a␍\n\tb⟨U+202E⟩\n");
        assert_eq!(visible_lines("a\n  \t \n"), "a\n  \t \n");
    }
}
