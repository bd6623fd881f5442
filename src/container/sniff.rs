//! What a text is, told by its first bytes.

/// What the first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniffed {
    /// JSON values, in whatever packing.
    Json,
    /// Nothing but blanks.
    Blank,
    /// Something else.
    Unknown,
    /// Not enough yet to tell.
    TooShort,
}

/// Looks at the first bytes of a text; `is_all` says that no more will be looked at.
///
/// A text is JSON if it begins with an object, or if one of its lines begins like a value: a file whose
/// first line was damaged is still read.
pub fn sniff(head: &[u8], is_all: bool) -> Sniffed {
    let head_text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let Some(first) = head_text.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return if is_all { Sniffed::Blank } else { Sniffed::TooShort };
    };
    if head_text[first] == b'{' {
        return Sniffed::Json;
    }
    // A line that is not all there yet must not be judged by its end.
    let last_line = head_text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (lines, rest) = head_text.split_at(last_line);
    let is_json = lines.split(|byte| *byte == b'\n').any(|line| begins_like_json(line, true))
        || begins_like_json(rest, is_all);
    if is_json {
        return Sniffed::Json;
    }
    match (is_all, array_may_follow(head_text)) {
        (true, true) => Sniffed::Json,
        (true, false) => Sniffed::Unknown,
        (false, _) => Sniffed::TooShort,
    }
}

fn begins_like_json(line: &[u8], is_whole: bool) -> bool {
    let mut rest = line.iter().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b','));
    match rest.next() {
        Some(b'{') => match rest.next() {
            Some(next) => matches!(next, b'"' | b'}'),
            None => is_whole,
        },
        Some(b'[') => matches!(rest.next(), Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9')),
        _ => false,
    }
}

/// Whether the text is an opening bracket and nothing yet, or with its first value on a later line.
fn array_may_follow(head: &[u8]) -> bool {
    let mut rest = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    rest.next() == Some(&b'[')
        && matches!(rest.next(), None | Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9'))
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
            ("  [\n  {\n", Sniffed::Json),
            ("[", Sniffed::Json),
            ("[]", Sniffed::Json),
            ("cut off\"}\n{\"a\":1}\n", Sniffed::Json),
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
