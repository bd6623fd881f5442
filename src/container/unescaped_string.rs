//! A JSON string that is unescaped while it is looked for its end: one pass instead of two.

use super::unescape::{BACKSLASH, ESCAPED, READ_BYTES, unicode_escape};
use crate::source::block::{BLOCK_BYTES, Escapes, bits_below, bits_of, places};

/// The last string with escapes of a value that was walked, and room for the next one.
#[derive(Debug, Default)]
pub struct UnescapedString {
    /// Where it begins in the text of the value, behind its quote; nothing where that is not known.
    start: Option<usize>,
    len: usize,
    /// Its content, and what is left of others behind it: to fill a room anew for each takes its time.
    room: Vec<u8>,
}

/// Where a string ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StringEnd {
    /// The place of its closing quote.
    pub at: usize,
    /// Whether it has bytes beyond ASCII.
    pub non_ascii: bool,
}

/// How far a string has been read.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    /// The block that is next.
    at: usize,
    /// How much of the text was unescaped, and how much that gave.
    from: usize,
    to: usize,
    escapes: Escapes,
    non_ascii: bool,
}

impl UnescapedString {
    /// Forgets the string.
    pub(super) fn clear(&mut self) {
        self.start = None;
    }

    /// The content of the string, if it is the one that begins here, behind its quote.
    pub fn content(&self, start: usize) -> Option<&[u8]> {
        (self.start == Some(start)).then(|| &self.room[..self.len])
    }

    /// Unescapes the string that begins here, behind its quote; nothing where something in it is wrong, or where the
    /// text ends within it: that is left to be looked at byte by byte.
    pub(super) fn read(&mut self, text: &[u8], start: usize) -> Option<StringEnd> {
        self.start = None;
        let mut reading = Reading { at: start, from: start, ..Reading::default() };
        if !self.read_blocks(text, &mut reading)? {
            // The last blocks, with zeros behind them, which no string has.
            let (base, rest) = (reading.at, text.get(reading.at..)?);
            let mut last = [0; 2 * READ_BYTES];
            last[..rest.len()].copy_from_slice(rest);
            (reading.at, reading.from) = (0, reading.from - base);
            self.read_blocks(&last, &mut reading)?.then_some(())?;
            reading.at += base;
        }
        (self.start, self.len) = (Some(start), reading.to);
        Some(StringEnd { at: reading.at, non_ascii: reading.non_ascii })
    }

    /// Reads on as long as there is enough text; whether the closing quote was reached.
    #[inline(always)]
    fn read_blocks(&mut self, text: &[u8], reading: &mut Reading) -> Option<bool> {
        let Reading { mut at, mut from, mut to, mut escapes, mut non_ascii } = *reading;
        let mut has_ended = false;
        while !has_ended && at + READ_BYTES <= text.len() {
            if self.room.len() < to + READ_BYTES {
                self.room.resize(2 * self.room.len() + READ_BYTES, 0);
            }
            let block = text[at..].first_chunk()?;
            let slashes = bits_of(BACKSLASH, block);
            let escaped = escapes.escaped(slashes);
            let closing = bits_of(b'"', block) & !escaped;
            let before = closing.wrapping_sub(1) & !closing;
            if bits_below(0x20, block) & before != 0 {
                return None;
            }
            non_ascii |= !bits_below(0x80, block) & before != 0;
            for place in places(slashes & !escaped & before) {
                let slash = at + place;
                // The second of a pair of surrogates has been read with the first.
                if slash >= from {
                    self.copy(text, from, to);
                    to += slash - from;
                    let (len, written) = self.read_escape(&text[slash + 1..], to)?;
                    (from, to) = (slash + 1 + len, to + written);
                }
            }
            at += before.count_ones() as usize;
            has_ended = closing != 0;
            if from < at {
                self.copy(text, from, to);
                (from, to) = (at, to + at - from);
            }
        }
        *reading = Reading { at, from, to, escapes, non_ascii };
        Some(has_ended)
    }

    /// Reads what follows a backslash: how many bytes of it belong to the escape, and how many were written.
    #[inline(always)]
    fn read_escape(&mut self, rest: &[u8], to: usize) -> Option<(usize, usize)> {
        match rest.first()? {
            code @ (b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.room[to] = ESCAPED[usize::from(*code)];
                Some((1, 1))
            }
            b'u' if rest.get(1..5)?.iter().all(u8::is_ascii_hexdigit) => {
                let (character, digits) = unicode_escape(&rest[1..]);
                Some((1 + digits, character.encode_utf8(&mut self.room[to..]).len()))
            }
            _ => None,
        }
    }

    /// Copies a block, of which the beginning is wanted: that takes no longer than to tell how much it is.
    #[inline(always)]
    fn copy(&mut self, text: &[u8], from: usize, to: usize) {
        self.room[to..to + BLOCK_BYTES].copy_from_slice(&text[from..from + BLOCK_BYTES]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::json_text::unescape_bytes;

    #[test]
    fn a_string_is_unescaped_up_to_its_closing_quote() {
        let behind = "\n".repeat(READ_BYTES);
        let mut string = UnescapedString::default();
        for before in 0..140 {
            let plain = "x".repeat(before);
            for escape in ["\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud83d\\n", "é"] {
                let inner = format!("{plain}{escape}{plain}{escape}");
                let text = format!("\"{inner}\"{behind}");
                let end = string.read(text.as_bytes(), 1);
                assert_eq!(end, Some(StringEnd { at: 1 + inner.len(), non_ascii: escape == "é" }), "{text}");
                assert_eq!(string.content(1), Some(&*unescape_bytes(inner.as_bytes())), "{text}");
            }
            let short = format!("\"{plain}\\n{plain}\",");
            assert_eq!(string.read(short.as_bytes(), 1).map(|end| end.at), Some(short.len() - 2), "{short}");
            assert_eq!(string.read(&short.as_bytes()[..short.len() - 2], 1), None, "{short}");
            for wrong in ["\n", "\\x", "\\u00g9", "\\\\\\\n"] {
                let text = format!("\"{plain}{wrong}\"{behind}");
                assert_eq!(string.read(text.as_bytes(), 1), None, "{text}");
                assert_eq!(string.content(1), None, "{text}");
            }
        }
    }
}
