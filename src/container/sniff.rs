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
    let Some(first) = after_blanks(head, 0) else {
        return if is_all { Sniffed::Blank } else { Sniffed::TooShort };
    };
    if after_blanks_and_commas(head, first).is_some_and(|first| head[first] == b'{') {
        return Sniffed::Json;
    }
    let mut line = 0;
    loop {
        match begins_like_json(head, line) {
            Begins::Yes => return Sniffed::Json,
            Begins::YesIfItEnds if is_all => return Sniffed::Json,
            Begins::No | Begins::YesIfItEnds => {}
        }
        match memchr::memchr(b'\n', &head[line..]) {
            Some(length) => line += length + 1,
            None if is_all => return Sniffed::Unknown,
            None => return Sniffed::TooShort,
        }
    }
}

/// Whether a text begins with an object or an array at once; nothing where more of it must come first.
pub fn begins_at_once(head: &[u8], is_all: bool) -> Option<bool> {
    let Some(first) = after_blanks_and_commas(head, 0) else { return is_all.then_some(false) };
    match head[first] {
        b'{' => Some(true),
        b'[' => match after_blanks(head, first + 1) {
            None => is_all.then_some(true),
            Some(next) => Some(may_begin_element(head[next])),
        },
        _ => Some(false),
    }
}

fn may_begin_element(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9')
}

enum Begins {
    Yes,
    /// The text ends behind an opening bracket.
    YesIfItEnds,
    No,
}

/// Whether a value begins at the start of the line, blanks and commas aside.
fn begins_like_json(head: &[u8], line: usize) -> Begins {
    let blanks = head[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b','));
    let mut at = line + blanks.count();
    while head[at..].starts_with(BYTE_ORDER_MARK) {
        at += BYTE_ORDER_MARK.len();
    }
    let (Some(bracket @ (b'{' | b'[')), next) = (head.get(at), after_blanks(head, at + 1)) else {
        return Begins::No;
    };
    match (bracket, next.map(|next| head[next])) {
        (_, None) => Begins::YesIfItEnds,
        (b'{', Some(b'"' | b'}')) => Begins::Yes,
        (b'[', Some(next)) if may_begin_element(next) => Begins::Yes,
        _ => Begins::No,
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn after_blanks_and_commas(head: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = after_blanks(head, at)?;
        if head[at] != b',' {
            return Some(at);
        }
        at += 1;
    }
}

/// The place of the first byte from `at` on that is no white space and no byte order mark.
fn after_blanks(head: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = head.get(at..)?;
        at += if rest.first()?.is_ascii_whitespace() {
            1
        } else if rest.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            return Some(at);
        };
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
            ("x\n{\n  \"a\": 1\n}", Sniffed::Json),
            ("int main()\n{\n return 0;\n}", Sniffed::Unknown),
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
