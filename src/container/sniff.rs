//! What a text is, told by its first bytes.

use super::cursor::is_blank;

/// What the first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SniffResult {
    /// JSON values, in whatever packing, from the first line on.
    Json,
    /// JSON values that begin on a later line: a file whose first line was damaged is still read.
    JsonLater,
    /// Nothing but blanks.
    Blank,
    /// Something else.
    Unknown,
    /// Not enough yet to tell.
    TooShort,
}

/// Looks at the first bytes of a text; `is_all` says that no more will be looked at.
///
/// A text is JSON if it begins with an object, or if one of its lines begins like a value.
pub fn sniff(head: &[u8], is_all: bool) -> SniffResult {
    let or_unknown = if is_all { SniffResult::Unknown } else { SniffResult::TooShort };
    if head[skip(head, 0, b" \t\r\n")..].is_empty() {
        return if is_all { SniffResult::Blank } else { SniffResult::TooShort };
    }
    let first = skip(head, 0, b" \t\r\n,\x1e\0");
    if first == head.len() {
        return or_unknown;
    }
    match begins_like_json(head, first) {
        _ if head[first] == b'{' => return SniffResult::Json,
        JsonStart::Yes => return SniffResult::Json,
        JsonStart::YesIfItEnds if is_all => return SniffResult::Json,
        JsonStart::YesIfItEnds | JsonStart::TooShort if !is_all => return SniffResult::TooShort,
        _ => {}
    }
    let mut line = 0;
    while let Some(len) = memchr::memchr(b'\n', &head[line..]) {
        line += len + 1;
        match begins_like_json(head, skip(head, line, b" \t\r,\x1e\0")) {
            JsonStart::Yes => return SniffResult::JsonLater,
            JsonStart::YesIfItEnds if is_all => return SniffResult::JsonLater,
            _ => {}
        }
    }
    or_unknown
}

enum JsonStart {
    Yes,
    /// The text ends behind an opening bracket.
    YesIfItEnds,
    /// The text ends behind a quote, or behind a bracket and commas.
    TooShort,
    No,
}

/// Whether a value begins here: an object or an array, or a string that holds one.
fn begins_like_json(head: &[u8], at: usize) -> JsonStart {
    let rest = &head[at..];
    match *rest {
        [b'"', b'{' | b'[', b'\\' | b'{', ..] => return JsonStart::Yes,
        [b'"'] | [b'"', b'{' | b'['] => return JsonStart::TooShort,
        [b'{' | b'[', ..] => {}
        _ => return JsonStart::No,
    }
    let is_array = rest[0] == b'[';
    let is_between = |byte: &u8| is_blank(*byte) || (is_array && *byte == b',');
    let next = rest[1..].iter().find(|byte| !is_between(byte));
    match next {
        None if rest.contains(&b',') => JsonStart::TooShort,
        None => JsonStart::YesIfItEnds,
        Some(b'"' | b'}') if !is_array => JsonStart::Yes,
        Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9') if is_array => JsonStart::Yes,
        Some(_) => JsonStart::No,
    }
}

/// The offset from `at` on behind these bytes and behind byte order marks.
fn skip(head: &[u8], mut at: usize, what: &[u8]) -> usize {
    loop {
        match head[at..] {
            [byte, ..] if what.contains(&byte) => at += 1,
            [0xef, 0xbb, 0xbf, ..] => at += 3,
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_other_text() {
        for (text, expected) in [
            ("", SniffResult::Blank),
            ("\u{feff} \r\n", SniffResult::Blank),
            ("{\"a\":1}", SniffResult::Json),
            ("{oops", SniffResult::Json),
            ("\n\u{feff}{\"a\":1}", SniffResult::Json),
            ("x\n{\n  \"a\": 1\n}", SniffResult::JsonLater),
            ("int main()\n{\n return 0;\n}", SniffResult::Unknown),
            ("  [\n  {\n", SniffResult::Json),
            ("[", SniffResult::Json),
            ("[]", SniffResult::Json),
            ("cut off\"}\n{\"a\":1}\n", SniffResult::JsonLater),
            ("[,\n{", SniffResult::Json),
            ("[,", SniffResult::Unknown),
            ("\"{\\\"a\\\":1}\"", SniffResult::Json),
            ("\"a\",\"b\"", SniffResult::Unknown),
            ("# Notes\n\n- a\n", SniffResult::Unknown),
            ("[section]\nkey = 1\n", SniffResult::Unknown),
            ("a,b\n1,2\n", SniffResult::Unknown),
            ("\u{1}\u{2}", SniffResult::Unknown),
        ] {
            assert_eq!(sniff(text.as_bytes(), true), expected, "{text:?}");
        }
        assert_eq!(sniff(b"# No", false), SniffResult::TooShort);
        assert_eq!(sniff(b" ", false), SniffResult::TooShort);
    }
}
