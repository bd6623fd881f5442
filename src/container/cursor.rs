//! A cursor over JSON text: where tokens and values begin and end, and nothing of what they mean.
//!
//! All that looks at JSON besides reading a record does it by this cursor. Two do not, for they go over every
//! byte of every log and do more than one thing on the way: [`walk`](super::json::walk), which checks, hashes
//! and cuts out fields in one pass, and the comparison in `shape.rs`, which looks at many bytes at a time.
//!
//! The cursor does not check: of text that is no sound JSON it finds some tokens, and comes to an end.

use crate::source::block::plain_of_sixteen;
use crate::source::word::{bytes_before, special_bytes, word_at};
use std::ops::Range;

/// A position in a text that holds JSON, or may hold some.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
    /// Whether the last string had an escape.
    is_escaped: bool,
}

/// Whether this is white space in JSON.
#[inline(always)]
pub const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// How many bytes stand here that JSON does not know, but that people and programs put between values (R41): 0
/// where there is none, nothing where more must come first.
///
/// Literal `\\n` and `\\r\\n` are of those who join lines and escape too much; RS begins a value by RFC 7464.
pub fn separator(text: &[u8]) -> Option<usize> {
    match text {
        [b'|' | b';' | 0 | 0x1e, ..] => Some(1),
        [b'\\', b'n', ..] => Some(2),
        [b'\\', b'r', b'\\', b'n', ..] => Some(4),
        [b'\\'] | [b'\\', b'r'] | [b'\\', b'r', b'\\'] => None,
        _ => Some(0),
    }
}

impl<'a> Cursor<'a> {
    /// A cursor at this offset of a text.
    pub fn new(text: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { text, at: at.min(text.len()), is_escaped: false }
    }

    /// Whether there was an escape in the last string that it passed.
    pub fn is_escaped(&self) -> bool {
        self.is_escaped
    }

    /// Where it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Moves on by so many bytes.
    pub fn pass(&mut self, len: usize) {
        self.at = (self.at + len).min(self.text.len());
    }

    /// Moves on to the next byte that is no blank, and tells which; nothing where there is none.
    pub fn peek(&mut self) -> Option<u8> {
        self.pass_while(is_blank);
        self.text.get(self.at).copied()
    }

    /// Moves on to the next byte that is neither blank nor stands between values.
    #[inline]
    pub fn peek_value(&mut self) -> Option<u8> {
        self.pass_while(|byte| is_blank(byte) || matches!(byte, b',' | b':'));
        self.text.get(self.at).copied()
    }

    /// Moves on while bytes are such.
    #[inline]
    fn pass_while(&mut self, is_such: impl Fn(u8) -> bool) {
        while self.text.get(self.at).is_some_and(|byte| is_such(*byte)) {
            self.at += 1;
        }
    }

    /// Passes over blanks and one token: a mark, a string, or a number or word with all that is written
    /// together with it.
    pub fn token(&mut self) -> Option<Range<usize>> {
        let first = self.peek()?;
        let start = self.at;
        self.pass_token(first);
        Some(start..self.at)
    }

    /// Passes over the token that begins here, with this byte.
    #[inline]
    fn pass_token(&mut self, first: u8) {
        match first {
            b'"' => self.pass_string(),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => self.at += 1,
            _ => self.pass_while(|byte| !is_blank(byte) && !matches!(byte, b',' | b':' | b'}' | b']')),
        }
    }

    /// Passes over one value and what stands between values before it; nothing where an object or an array
    /// ends instead.
    #[inline]
    pub fn value(&mut self) -> Option<Range<usize>> {
        let first = self.peek_value()?;
        let start = self.at;
        match first {
            b'}' | b']' => return None,
            b'{' | b'[' => self.pass_nested(),
            _ => self.pass_token(first),
        }
        Some(start..self.at)
    }

    /// Passes over the string that begins here.
    fn pass_string(&mut self) {
        self.is_escaped = false;
        let mut at = self.at + 1;
        self.at = loop {
            if let Some(sixteen) = self.text.get(at..).and_then(|rest| rest.first_chunk()) {
                let plain = plain_of_sixteen(sixteen);
                at += plain;
                if plain == sixteen.len() {
                    continue;
                }
                match sixteen[plain] {
                    b'"' => break at + 1,
                    b'\\' => {
                        self.is_escaped = true;
                        at += 2;
                    }
                    _ => at += 1,
                }
                continue;
            }
            let special = special_bytes(word_at(self.text, at));
            if special == 0 {
                at += 8;
                continue;
            }
            at += bytes_before(special);
            match self.text.get(at) {
                Some(b'"') => break at + 1,
                Some(b'\\') => {
                    self.is_escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
                None => break self.text.len(),
            }
        };
    }

    /// Passes over the object or the array that begins here, with all that is in it.
    fn pass_nested(&mut self) {
        let mut depth = 0u32;
        while let Some(token) = self.token() {
            match self.text[token.start] {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut cursor = Cursor::new(text.as_bytes(), 0);
        std::iter::from_fn(|| cursor.token()).map(|token| &text[token]).collect()
    }

    #[test]
    fn tokens_are_found_in_their_order() {
        let text = " {\"a\\\"\" :[-1.5e3, true\n,null],\"\":{}}";
        let expected = [
            "{",
            "\"a\\\"\"",
            ":",
            "[",
            "-1.5e3",
            ",",
            "true",
            ",",
            "null",
            "]",
            ",",
            "\"\"",
            ":",
            "{",
            "}",
            "}",
        ];
        assert_eq!(tokens(text), expected);
        assert_eq!(tokens("\"no end"), ["\"no end"]);
        assert_eq!(tokens("\"\\"), ["\"\\"]);
        assert_eq!(tokens(" \n"), [""; 0]);
    }

    #[test]
    fn a_value_is_passed_over_whatever_it_holds() {
        let text = r#"[1,{"a":["]"]} , "x"]"#.as_bytes();
        let mut cursor = Cursor::new(text, 1);
        let values: Vec<_> = std::iter::from_fn(|| cursor.value()).map(|range| &text[range]).collect();
        assert_eq!(values, [&b"1"[..], br#"{"a":["]"]}"#, b"\"x\""]);
        assert_eq!(cursor.peek(), Some(b']'));
    }
}
