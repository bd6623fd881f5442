//! The parts of a JSON value that has been read before, by [`walk`](super::json::walk) or by its shape:
//! elements of arrays, members of objects. What is known to be sound is passed over, not read again; a text
//! that is none of this ends early.

use super::cursor::Cursor;
use super::json_text::{Text, unescape_bytes};
use std::borrow::Cow;

/// The texts of the elements of an array.
pub fn elements(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut cursor = Cursor::new(raw, if raw.first() == Some(&b'[') { 1 } else { raw.len() });
    std::iter::from_fn(move || Some(&raw[cursor.value()?]))
}

/// Keys and values of an object; nothing where it is no object.
pub fn members(raw: &[u8]) -> impl Iterator<Item = (Text<'_>, &[u8])> {
    let mut cursor = Cursor::new(raw, if raw.first() == Some(&b'{') { 1 } else { raw.len() });
    std::iter::from_fn(move || {
        let key = raw[cursor.value()?].strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        let key = if cursor.is_escaped() { unescape_bytes(key) } else { Cow::Borrowed(key) };
        let value = &raw[cursor.value()?];
        Some((key, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &[u8]) -> String {
        String::from_utf8_lossy(raw).into_owned()
    }

    #[test]
    fn elements_and_members_are_found_whatever_they_hold() {
        let raw = r#" [1 , "]\\", [[],{"a":"}"}],-2.5e3,{} ,null,"\"\\",""] "#.trim();
        let found: Vec<String> = elements(raw.as_bytes()).map(shown).collect();
        let expected = ["1", r#""]\\""#, r#"[[],{"a":"}"}]"#, "-2.5e3", "{}", "null", r#""\"\\""#, r#""""#];
        assert_eq!(found, expected);
        let raw = br#"{ "a" :1,"":"","\u0062,\"":{"c":[1,{"d":2}]},"e":[] , "f":true}"#;
        let found: Vec<_> = members(raw).map(|(key, value)| (shown(&key), shown(value))).collect();
        let expected =
            [("a", "1"), ("", r#""""#), ("b,\"", r#"{"c":[1,{"d":2}]}"#), ("e", "[]"), ("f", "true")];
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!((elements(b"[ ]").count(), members(b"{ }").count()), (0, 0));
        assert_eq!((elements(b"{\"a\":1}").count(), members(b"[1]").count()), (0, 0));
    }

    #[test]
    fn what_is_not_sound_comes_to_an_end() {
        let text = br#"{"a":[1,"b\u0041",{"c":"d"}],"e":null}"#;
        for start in 0..text.len() {
            for end in start..=text.len() {
                assert!(elements(&text[start..end]).count() + members(&text[start..end]).count() < 9);
            }
        }
        for text in [&b"[]]"[..], b"[}", b"{\"a\"}", b"{\"a\":}", b"{\"", b"[\"", b"{\"\\", b"[,:,"] {
            assert!(elements(text).count() + members(text).count() < 2, "{}", shown(text));
        }
    }
}
