//! What a text is, told by its first bytes.

use super::cursor::is_blank;

/// What the first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniffed {
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
pub fn sniff(head: &[u8], is_all: bool) -> Sniffed {
    let or_unknown = if is_all { Sniffed::Unknown } else { Sniffed::TooShort };
    if head[skip(head, 0, b" \t\r\n")..].is_empty() {
        return if is_all { Sniffed::Blank } else { Sniffed::TooShort };
    }
    let first = skip(head, 0, b" \t\r\n,");
    if first == head.len() {
        return or_unknown;
    }
    match begins_like_json(head, first) {
        _ if head[first] == b'{' => return Sniffed::Json,
        Begins::Yes => return Sniffed::Json,
        Begins::YesIfItEnds if is_all => return Sniffed::Json,
        Begins::YesIfItEnds | Begins::TooShort if !is_all => return Sniffed::TooShort,
        _ => {}
    }
    let mut line = 0;
    while let Some(len) = memchr::memchr(b'\n', &head[line..]) {
        line += len + 1;
        match begins_like_json(head, skip(head, line, b" \t\r,")) {
            Begins::Yes => return Sniffed::JsonLater,
            Begins::YesIfItEnds if is_all => return Sniffed::JsonLater,
            _ => {}
        }
    }
    or_unknown
}

enum Begins {
    Yes,
    /// The text ends behind an opening bracket.
    YesIfItEnds,
    /// The text ends behind a quote, or behind a bracket and commas.
    TooShort,
    No,
}

/// Whether a value begins here: an object or an array, or a string that holds one.
fn begins_like_json(head: &[u8], at: usize) -> Begins {
    let rest = &head[at..];
    match *rest {
        [b'"', b'{' | b'[', b'\\' | b'{', ..] => return Begins::Yes,
        [b'"'] | [b'"', b'{' | b'['] => return Begins::TooShort,
        [b'{' | b'[', ..] => {}
        _ => return Begins::No,
    }
    let is_array = rest[0] == b'[';
    let is_between = |byte: &u8| is_blank(*byte) || (is_array && *byte == b',');
    let next = rest[1..].iter().find(|byte| !is_between(byte));
    match next {
        None if rest.contains(&b',') => Begins::TooShort,
        None => Begins::YesIfItEnds,
        Some(b'"' | b'}') if !is_array => Begins::Yes,
        Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9') if is_array => Begins::Yes,
        Some(_) => Begins::No,
    }
}

/// The place from `at` on behind these bytes and behind byte order marks.
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
            ("", Sniffed::Blank),
            ("\u{feff} \r\n", Sniffed::Blank),
            ("{\"a\":1}", Sniffed::Json),
            ("{oops", Sniffed::Json),
            ("\n\u{feff}{\"a\":1}", Sniffed::Json),
            ("x\n{\n  \"a\": 1\n}", Sniffed::JsonLater),
            ("int main()\n{\n return 0;\n}", Sniffed::Unknown),
            ("  [\n  {\n", Sniffed::Json),
            ("[", Sniffed::Json),
            ("[]", Sniffed::Json),
            ("cut off\"}\n{\"a\":1}\n", Sniffed::JsonLater),
            ("[,\n{", Sniffed::Json),
            ("[,", Sniffed::Unknown),
            ("\"{\\\"a\\\":1}\"", Sniffed::Json),
            ("\"a\",\"b\"", Sniffed::Unknown),
            ("# Notes\n\n- a\n", Sniffed::Unknown),
            ("[section]\nkey = 1\n", Sniffed::Unknown),
            ("a,b\n1,2\n", Sniffed::Unknown),
            ("\u{1}\u{2}", Sniffed::Unknown),
        ] {
            assert_eq!(sniff(text.as_bytes(), true), expected, "{text:?}");
        }
        assert_eq!(sniff(b"# No", false), Sniffed::TooShort);
        assert_eq!(sniff(b" ", false), Sniffed::TooShort);
    }
}
