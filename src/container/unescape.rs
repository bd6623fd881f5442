//! Texts that stand in others: JSON strings with their escapes, and quoted cells with their doubled quotes.
//!
//! JSON in such a text has a quote, and so an escape, every few bytes: where they are is found for a block at a time,
//! and what is between them is copied as whole blocks, of which the next copy overwrites what was too much.

use crate::source::block::{BLOCK_BYTES, Escapes, bits_of, block_at, places};

/// What begins an escape in JSON.
pub(super) const BACKSLASH: u8 = b'\\';
/// What begins one in a quoted cell.
const QUOTE: u8 = b'"';

/// Appends the content of a valid JSON string (without its quotes). Lone surrogates become U+FFFD (R13).
pub(super) fn unescape_json(inner: &[u8], out: &mut Vec<u8>) {
    unescape::<BACKSLASH>(inner, out);
}

/// Appends the content of a quoted cell (without its quotes): two quotes stand for one.
pub(super) fn unescape_cell(inner: &[u8], out: &mut Vec<u8>) {
    unescape::<QUOTE>(inner, out);
}

/// Reads the escape that begins with `MARK`, given what follows that, and writes what it stands for, which is never
/// longer: how many bytes it has behind its mark, and how many were written.
#[inline(always)]
fn read_escape<const MARK: u8>(rest: &[u8], out: &mut [u8]) -> (usize, usize) {
    match rest.first() {
        Some(b'u') if MARK == BACKSLASH => {
            let (character, digits) = unicode_escape(&rest[1..]);
            (1 + digits, character.encode_utf8(out).len())
        }
        Some(code) => {
            out[0] = if MARK == BACKSLASH { ESCAPED[usize::from(*code)] } else { MARK };
            (1, 1)
        }
        None => {
            out[0] = MARK;
            (0, 1)
        }
    }
}

/// What stands for each byte behind a backslash, `u` aside: most stand for themselves.
pub(super) const ESCAPED: [u8; 256] = {
    let (mut escaped, mut code) = ([0; 256], 0);
    while code < escaped.len() {
        escaped[code] = match code as u8 {
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            itself => itself,
        };
        code += 1;
    }
    escaped
};

/// How much text must follow the beginning of a block that is read.
pub(super) const READ_BYTES: usize = 2 * BLOCK_BYTES;

/// Appends a text in which `MARK` begins each escape.
#[inline(always)]
fn unescape<const MARK: u8>(inner: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + inner.len() + BLOCK_BYTES, 0);
    let mut unescaping =
        Unescaping::<MARK> { out: &mut out[start..], from: 0, to: 0, escapes: Escapes::default() };
    let at = unescaping.read_blocks(inner, inner.len());
    // The last blocks, with zeros behind them.
    let rest = &inner[at..];
    let mut last = [0; 2 * READ_BYTES];
    last[..rest.len()].copy_from_slice(rest);
    unescaping.from -= at;
    unescaping.read_blocks(&last, rest.len());
    let len = unescaping.to;
    out.truncate(start + len);
}

/// A text that is being unescaped.
struct Unescaping<'o, const MARK: u8> {
    out: &'o mut [u8],
    /// How much of the text has been read, and how much was written for it.
    from: usize,
    to: usize,
    escapes: Escapes,
}

impl<const MARK: u8> Unescaping<'_, MARK> {
    /// Reads the blocks that begin before `end`, as long as there is enough behind them; how far they reach.
    #[inline(never)]
    fn read_blocks(&mut self, text: &[u8], end: usize) -> usize {
        let mut at = 0;
        while at < end && at + READ_BYTES <= text.len() {
            let marks = bits_of(MARK, &block_at(text, at, 0));
            let starts = marks & !self.escapes.escaped(marks);
            for place in places(starts) {
                // An escape may have others in it, as those of a pair of surrogates.
                if at + place >= self.from {
                    self.copy_up_to(at + place, text);
                    let (len, written) =
                        read_escape::<MARK>(&text[at + place + 1..end], &mut self.out[self.to..]);
                    (self.from, self.to) = (at + place + 1 + len, self.to + written);
                }
            }
            at += BLOCK_BYTES;
            if at < end && self.from < at {
                self.copy_up_to(at, text);
            }
            if at < end && starts == 0 {
                at += self.copy_plain(&text[at..end]);
            }
        }
        if at >= end && self.from < end {
            self.copy_up_to(end, text);
        }
        at.min(end)
    }

    /// Copies what has not been read before this place, which is no more than a block. As much as that is copied,
    /// whatever is wanted of it: that takes no longer than to tell how much it is.
    #[inline(always)]
    fn copy_up_to(&mut self, end: usize, text: &[u8]) {
        self.out[self.to..self.to + BLOCK_BYTES].copy_from_slice(&text[self.from..self.from + BLOCK_BYTES]);
        (self.from, self.to) = (end, self.to + end - self.from);
    }

    /// Copies what comes before the next mark, which may be far; how much that is.
    fn copy_plain(&mut self, text: &[u8]) -> usize {
        let len = memchr::memchr(MARK, text).unwrap_or(text.len());
        self.out[self.to..self.to + len].copy_from_slice(&text[..len]);
        (self.from, self.to) = (self.from + len, self.to + len);
        len
    }
}

/// The character of the digits behind `\u`, and how many bytes it took (4, or 10 for a pair).
#[inline(never)]
pub(super) fn unicode_escape(rest: &[u8]) -> (char, usize) {
    let unit = |from: usize| {
        let digits = rest.get(from..from + 4)?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, rest.len().min(4)) };
    if (0xd800..0xdc00).contains(&first)
        && rest.get(4..6) == Some(b"\\u")
        && let Some(second @ 0xdc00..0xe000) = unit(6)
    {
        let code = 0x10000 + ((u32::from(first) - 0xd800) << 10) + (u32::from(second) - 0xdc00);
        return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 10);
    }
    (char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER), 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, one byte after the other.
    fn slowly_unescaped(mut rest: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        while let [first, behind @ ..] = rest {
            rest = behind;
            match (first, rest) {
                (b'\\', [b'u', behind @ ..]) => {
                    let (character, used) = unicode_escape(behind);
                    out.extend_from_slice(character.to_string().as_bytes());
                    rest = &behind[used..];
                }
                (b'\\', [code, behind @ ..]) => {
                    out.push(ESCAPED[usize::from(*code)]);
                    rest = behind;
                }
                _ => out.push(*first),
            }
        }
        out
    }

    #[test]
    fn texts_of_any_length_are_unescaped_as_byte_by_byte() {
        const PIECES: [&str; 10] =
            ["a", "bcdefghij", "\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "é", "/"];
        let long = "x".repeat(150);
        let mut state = 1u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for _ in 0..4000 {
            let kinds = 1 + below(PIECES.len());
            let mut text: String = (0..below(120)).map(|_| PIECES[below(kinds)]).collect();
            if below(4) == 0 {
                text.insert_str(0, &long);
                text += &long;
            }
            let mut out = b"before".to_vec();
            unescape_json(text.as_bytes(), &mut out);
            let expected = [b"before", &slowly_unescaped(text.as_bytes())[..]].concat();
            assert_eq!(out, expected, "{text}");
            let doubled = text.replace('"', "").replace('\\', "\"\"");
            let mut out = Vec::new();
            unescape_cell(doubled.as_bytes(), &mut out);
            assert_eq!(out, doubled.replace("\"\"", "\"").as_bytes(), "{doubled}");
        }
    }
}
