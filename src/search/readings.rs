//! The readings of a record: its text as it stands, and what its escapes stand for.

use crate::reader::original::readable;
use crate::source::limits::MAX_TEXT_DEPTH;
use memchr::memchr;
use std::borrow::Cow;

/// Makes the readings of records, in room that it keeps.
#[derive(Debug, Default)]
pub struct Readings {
    room: [Vec<u8>; 2],
}

/// The text of a record as it stands; bytes that are no UTF-8 are read as the drawer shows them.
pub(super) fn text_of(record: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(record) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(readable(record)),
    }
}

impl Readings {
    /// Hands on the readings of a text one after the other, that as it stands first, until one is the one that is looked
    /// for; whether there is one.
    pub fn any(&mut self, text: &str, mut is_it: impl FnMut(&str) -> bool) -> bool {
        is_it(text) || self.any_other(text, is_it)
    }

    /// The same without the text as it stands.
    pub fn any_other(&mut self, text: &str, mut is_it: impl FnMut(&str) -> bool) -> bool {
        let [one, other] = &mut self.room;
        let is_json = text.trim_ascii_start().starts_with(['{', '[']);
        let mut has_cells = false;
        if !is_json && text.contains("\"\"") {
            one.clear();
            one.extend_from_slice(text.replace("\"\"", "\"").as_bytes());
            has_cells = true;
            if as_str(one).is_some_and(&mut is_it) {
                return true;
            }
        }
        for depth in 0..MAX_TEXT_DEPTH {
            let before: &[u8] = if depth == 0 && !has_cells { text.as_bytes() } else { one };
            if !unescape(before, other) {
                return false;
            }
            std::mem::swap(one, other);
            if as_str(one).is_some_and(&mut is_it) {
                return true;
            }
        }
        false
    }
}

/// What was made of a text by putting characters in place of ASCII is text.
fn as_str(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Writes a text with its escapes of JSON as what they stand for; whether there were any. A backslash that begins none
/// stands for itself.
fn unescape(text: &[u8], out: &mut Vec<u8>) -> bool {
    out.clear();
    let (mut rest, mut has_any) = (text, false);
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (character, len) = match rest.get(1) {
            Some(b'u') => unicode_escape(rest).unwrap_or(('\\', 1)),
            Some(b'"') => ('"', 2),
            Some(b'\\') => ('\\', 2),
            Some(b'/') => ('/', 2),
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{c}', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            _ => ('\\', 1),
        };
        has_any |= len > 1;
        match character.is_ascii() {
            true => out.push(character as u8),
            false => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = &rest[len..];
    }
    out.extend_from_slice(rest);
    has_any
}

/// The character that an escape by its number stands for, and how many bytes it has. A half of a pair alone is U+FFFD.
fn unicode_escape(text: &[u8]) -> Option<(char, usize)> {
    let unit = |from: usize| {
        let digits = text.get(from..from + 4)?;
        let is_hex = text.get(from - 2..from) == Some(b"\\u") && digits.iter().all(u8::is_ascii_hexdigit);
        is_hex.then(|| {
            digits.iter().fold(0, |unit, digit| unit << 4 | char::from(*digit).to_digit(16).unwrap_or(0))
        })
    };
    let first = unit(2)?;
    match (first, unit(8)) {
        (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            Some((char::from_u32(code)?, 12))
        }
        _ => Some((char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        Readings::default().any(text, |reading| {
            all.push(reading.to_owned());
            false
        });
        all
    }

    #[test]
    fn a_record_has_its_readings() {
        for (text, expected) in [
            ("plain", &["plain"][..]),
            (r#"{"a":"\u65e5\u672c"}"#, &[r#"{"a":"\u65e5\u672c"}"#, r#"{"a":"日本"}"#]),
            (r"\ud83d\ude00 \ud83d", &[r"\ud83d\ude00 \ud83d", "😀 \u{fffd}"]),
            (
                r#"{"m":"{\"p\":\"C:\\\\x\"}"}"#,
                &[r#"{"m":"{\"p\":\"C:\\\\x\"}"}"#, r#"{"m":"{"p":"C:\\x"}"}"#, r#"{"m":"{"p":"C:\x"}"}"#],
            ),
            // An empty string of JSON is no quote.
            (r#"{"a":"","b":"\""}"#, &[r#"{"a":"","b":"\""}"#, r#"{"a":"","b":"""}"#]),
            (
                r#"1,"{""a"":""\""x""}""#,
                &[r#"1,"{""a"":""\""x""}""#, r#"1,"{"a":"\"x"}""#, r#"1,"{"a":""x"}""#],
            ),
            // What is no escape is itself.
            (r"C:\users\x \u12", &[r"C:\users\x \u12"]),
            ("a\\", &["a\\"]),
        ] {
            assert_eq!(readings(text), expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_looked_through_as_deep_as_texts_are_read() {
        let deep = "\\".repeat(1 << (MAX_TEXT_DEPTH + 2)) + "\"";
        assert_eq!(readings(&deep).len(), MAX_TEXT_DEPTH as usize + 1);
    }

    #[test]
    fn bytes_that_are_no_text_are_read_as_they_are_shown() {
        for record in [&b"GetObject,caf\xe9,s3"[..], b"{\"a\":\"\x8eR\"}", b"abc", "日本".as_bytes()] {
            assert_eq!(text_of(record), readable(record));
        }
    }
}
