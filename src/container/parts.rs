//! The parts of a JSON value that has been read before, by [`walk`](super::json::walk) or by its shape:
//! elements of arrays, members of objects. What is known to be sound is passed over, not read again; a text
//! that is none of this ends early.

use super::json_text::{Text, unescape_bytes};
use super::word::{bytes_before, special_bytes, word_at};

/// The texts of the elements of an array.
pub fn elements(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = if raw.first() == Some(&b'[') { 1 } else { raw.len() };
    std::iter::from_fn(move || {
        let start = at + raw[at..].iter().position(|byte| !is_between(*byte))?;
        at = value_end(raw, start);
        Some(&raw[start..at]).filter(|element| !element.is_empty())
    })
}

/// Keys and values of an object; nothing where it is no object.
pub fn members(raw: &[u8]) -> impl Iterator<Item = (Text<'_>, &[u8])> {
    let mut at = if raw.first() == Some(&b'{') { 1 } else { raw.len() };
    std::iter::from_fn(move || {
        let key = at + raw[at..].iter().position(|byte| *byte == b'"')?;
        let key_end = string_end(raw, key + 1);
        let value = key_end + raw[key_end..].iter().position(|byte| !is_between(*byte))?;
        at = value_end(raw, value);
        Some((unescape_bytes(raw.get(key + 1..key_end - 1)?), &raw[value..at]))
    })
}

/// Whether this stands between values: blanks, commas and colons.
fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':')
}

/// The place behind the value that begins at `start`.
fn value_end(raw: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0u32);
    while let Some(byte) = raw.get(at) {
        match byte {
            b'"' => at = string_end(raw, at + 1),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                at += 1;
            }
            byte if is_between(*byte) => at += 1,
            _ => {
                let is_end = |byte: &u8| is_between(*byte) || matches!(byte, b'}' | b']');
                at += raw[at..].iter().position(is_end).unwrap_or(raw.len() - at);
            }
        }
        if depth == 0 {
            return at;
        }
    }
    raw.len()
}

/// The place behind the closing quote of the string whose content begins at `start`.
fn string_end(raw: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        let special = special_bytes(word_at(raw, at));
        if special == 0 {
            at += 8;
            continue;
        }
        at += bytes_before(special);
        match raw.get(at) {
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return raw.len(),
        }
    }
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
