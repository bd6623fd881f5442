//! Escapes of JSON wherever they stand in a text: of a record, as it lies in its file, nobody knows which part is a string
//! in a string. What is no escape stays as it is, as the backslashes of a path.

use super::unescape::{BACKSLASH, ESCAPED, unicode_escape};

/// A text with its escapes resolved once; nothing where it has none.
pub fn resolve_escapes(text: &str) -> Option<String> {
    let mut out = None::<String>;
    let (bytes, mut copied, mut from) = (text.as_bytes(), 0, 0);
    while let Some(at) = memchr::memchr(BACKSLASH, &bytes[from..]).map(|len| from + len) {
        let Some((character, len)) = escape_at(&bytes[at + 1..]) else {
            from = at + 1;
            continue;
        };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(&text[copied..at]);
        out.push(character);
        (copied, from) = (at + 1 + len, at + 1 + len);
    }
    out.map(|out| out + &text[copied..])
}

/// What an escape stands for, and how long it is, given what follows its backslash.
fn escape_at(behind: &[u8]) -> Option<(char, usize)> {
    match *behind.first()? {
        code @ (b'"' | BACKSLASH | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            Some((char::from(ESCAPED[usize::from(code)]), 1))
        }
        b'u' if behind.len() > 4 && behind[1..5].iter().all(u8::is_ascii_hexdigit) => {
            let (character, digits) = unicode_escape(&behind[1..]);
            Some((character, 1 + digits))
        }
        _ => None,
    }
}

/// A text in which two quotes that stand beside each other are one, as in a cell of a table; nothing where there are none.
pub fn resolve_doubled_quotes(text: &str) -> Option<String> {
    text.contains("\"\"").then(|| text.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_and_what_is_none_stays() {
        for (text, expected) in [
            (r"plain", None),
            (r"C:\Users\x", None),
            (r"\u12", None),
            (r"\", None),
            (r"a\/b", Some("a/b")),
            (r"\u65e5\u672C!", Some("日本!")),
            (r#"{\"a\":\"\\u65e5\"}"#, Some(r#"{"a":"\u65e5"}"#)),
            (r"\ud83d\ude00 \ud83d", Some("😀 \u{fffd}")),
            (r"C:\\new\temp\x", Some("C:\\new\temp\\x")),
            (r"\u000", None),
            (r"\u+123", None),
        ] {
            assert_eq!(resolve_escapes(text).as_deref(), expected, "{text}");
        }
        assert_eq!(resolve_doubled_quotes(r#""{""a"":1}""#).as_deref(), Some(r#""{"a":1}""#));
    }
}
