//! What may differ in records of one shape: their strings and whole numbers, where they lie, and what they
//! add to the content of the record.

use crate::container::cursor::Cursor;
use crate::container::fields::SlotSet;
use crate::container::json::{ELEMENT, SEED_KEY, SEED_STRING};
use crate::container::json_text::{number_hash, unescape_bytes};
use crate::container::unescaped_string::UnescapedString;
use crate::source::block::plain_of_sixteen;
use crate::source::hash::{WordHash, combine, hash_bytes};
use crate::source::word::{HIGH_BITS, bytes_before, special_bytes, word_at};
use std::ops::Range;

/// A record with more leaves than this is not learned: their numbers fit into a byte.
const MAX_LEAVES: usize = 250;

/// A string (its content, without quotes) or a whole number in a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub is_number: bool,
    pub non_ascii: bool,
    /// Whether it is a string with escapes.
    pub has_escapes: bool,
    /// Hash of the keys that lead to it.
    pub path: u64,
    /// What it adds to the content of the record.
    pub content: u64,
    /// The slots that it lies in.
    pub slots: SlotSet,
}

/// The leaves of a record in their order, and where they lie: numbers apart, so that many are moved at once.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub leaves: Vec<Leaf>,
    /// How far each leaf begins behind the one before, which is the same in all records of the shape.
    gaps: Vec<u32>,
    /// End of each leaf, behind the start of the record.
    ends: Vec<u32>,
}

impl Leaves {
    /// Where a leaf begins and ends; nothing where there are not so many.
    #[inline(always)]
    pub(super) fn range(&self, leaf: usize) -> Option<(u32, u32)> {
        Some((*self.ends.get(leaf)? + *self.gaps.get(leaf)?, *self.ends.get(leaf + 1)?))
    }

    /// Where the leaves of this number end that are first; the start of the record for none.
    #[inline(always)]
    pub(super) fn end_of(&self, count: u8) -> u32 {
        self.ends[usize::from(count)]
    }

    /// How many leaves end before this offset, or at it.
    pub(super) fn count_up_to(&self, at: u32) -> u8 {
        self.ends[1..].iter().take_while(|end| **end <= at).count() as u8
    }

    /// The first leaf from `leaf` on that ends at this offset or behind it.
    #[inline(always)]
    pub(super) fn reaching(&self, leaf: usize, at: u32) -> usize {
        leaf + self.ends[leaf + 1..].iter().take_while(|end| **end < at).count()
    }

    /// Gives leaves other lengths, in their order: what lies behind them moves.
    pub(super) fn resize(&mut self, lens: impl Iterator<Item = (u8, u32)>) {
        let (mut from, mut moved) = (0, 0u32);
        for (leaf, len) in lens {
            let leaf = usize::from(leaf);
            self.shift(from..leaf, moved);
            let end = self.ends[leaf] + self.gaps[leaf] + len;
            moved = end.wrapping_sub(self.ends[leaf + 1]);
            self.ends[leaf + 1] = end;
            from = leaf + 1;
        }
        self.shift(from..self.gaps.len(), moved);
    }

    fn shift(&mut self, leaves: Range<usize>, by: u32) {
        if by != 0 {
            let ends = &mut self.ends[leaves.start + 1..leaves.end + 1];
            ends.iter_mut().for_each(|end| *end = end.wrapping_add(by));
        }
    }
}

/// What is read of a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadLeaf {
    /// Where it ends.
    pub end: usize,
    pub non_ascii: bool,
    pub has_escapes: bool,
    /// Hash of its content.
    pub content: u64,
}

/// What has been read of a string so far, word by word.
struct Read {
    at: usize,
    hash: WordHash,
    /// The bits of all words in which there is one where a byte is beyond ASCII.
    high: u64,
}

impl Read {
    /// Reads eight bytes that all belong to the string.
    #[inline(always)]
    fn word(&mut self, word: u64) {
        self.hash = self.hash.word(word);
        self.high |= word;
        self.at += 8;
    }
}

/// The string whose content begins at `start`; nothing where something in it is wrong.
#[inline(always)]
pub(super) fn read_string(text: &[u8], start: usize, unescaped: &mut UnescapedString) -> Option<ReadLeaf> {
    let mut read = Read { at: start, hash: WordHash::new(SEED_STRING), high: 0 };
    // The word in which it ends, and how many bytes of that are its own.
    let (last, plain) = loop {
        match text.get(read.at..).and_then(|rest| rest.first_chunk()) {
            Some(sixteen) => {
                let plain = plain_of_sixteen(sixteen);
                let both = u128::from_le_bytes(*sixteen);
                let (first, second) = (both as u64, (both >> 64) as u64);
                if plain < 8 {
                    break (first, plain);
                }
                read.word(first);
                if plain < 16 {
                    break (second, plain - 8);
                }
                read.word(second);
            }
            // The end of the text is near.
            None => {
                let word = word_at(text, read.at);
                match special_bytes(word) {
                    0 => read.word(word),
                    special => break (word, bytes_before(special)),
                }
            }
        }
    };
    let end = read.at + plain;
    match text.get(end)? {
        b'"' => {}
        b'\\' => return read_escaped_string(text, start, unescaped),
        _ => return None,
    }
    let kept = last & !(u64::MAX << (plain * 8));
    let hash = if plain > 0 { read.hash.word(kept) } else { read.hash };
    let content = hash.word((end - start) as u64).finish();
    let non_ascii = (read.high | kept) & HIGH_BITS != 0;
    Some(ReadLeaf { end, non_ascii, has_escapes: false, content })
}

#[inline(never)]
fn read_escaped_string(text: &[u8], start: usize, unescaped: &mut UnescapedString) -> Option<ReadLeaf> {
    let end = unescaped.read(text, start)?;
    let content = hash_bytes(unescaped.content(start)?, SEED_STRING);
    Some(ReadLeaf { end: end.at, non_ascii: end.non_ascii, has_escapes: true, content })
}

/// The whole number that begins at `start`.
pub(super) fn read_whole_number(text: &[u8], start: usize) -> Option<ReadLeaf> {
    let digits = text.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = &text[start..start + digits];
    let is_simple = digits == 1 || (digits > 1 && number[0] != b'0');
    is_simple.then(|| {
        let content = number_hash(number);
        ReadLeaf { end: start + digits, non_ascii: false, has_escapes: false, content }
    })
}

/// The leaves of a value that is valid JSON, in their order; nothing where keys are repeated, or where there
/// are too many.
pub(super) fn leaves_of(text: &[u8]) -> Option<Leaves> {
    let found = Leaves { ends: vec![0], ..Leaves::default() };
    let unescaped = UnescapedString::default();
    let mut survey = Survey { text, cursor: Cursor::new(text, 0), found, unescaped };
    survey.value(0)?;
    Some(survey.found)
}

/// Lists the leaves of a value that is valid JSON.
struct Survey<'a> {
    text: &'a [u8],
    cursor: Cursor<'a>,
    found: Leaves,
    unescaped: UnescapedString,
}

impl Survey<'_> {
    fn value(&mut self, path: u64) -> Option<()> {
        let token = self.cursor.token()?;
        match self.text[token.start] {
            b'{' => self.object(path),
            b'[' => self.array(path),
            b'"' => {
                let read = read_string(self.text, token.start + 1, &mut self.unescaped)?;
                self.push(read, false, path, token.start + 1)
            }
            _ => match read_whole_number(self.text, token.start) {
                Some(read) if read.end == token.end => self.push(read, true, path, token.start),
                _ => Some(()),
            },
        }
    }

    fn push(&mut self, read: ReadLeaf, is_number: bool, path: u64, start: usize) -> Option<()> {
        let ReadLeaf { end, non_ascii, has_escapes, content } = read;
        let content = combine(path, content);
        self.found.leaves.push(Leaf { is_number, non_ascii, has_escapes, path, content, slots: 0 });
        self.found.gaps.push(start as u32 - self.found.ends[self.found.gaps.len()]);
        self.found.ends.push(end as u32);
        (self.found.leaves.len() <= MAX_LEAVES).then_some(())
    }

    fn array(&mut self, path: u64) -> Option<()> {
        let mut index = 0u64;
        while self.cursor.peek_value()? != b']' {
            self.value(combine(path, ELEMENT.wrapping_add(index)))?;
            index += 1;
        }
        self.cursor.token().map(|_| ())
    }

    fn object(&mut self, path: u64) -> Option<()> {
        let mut keys = Vec::new();
        while self.cursor.peek_value()? != b'}' {
            let key = self.cursor.token()?;
            let key = hash_bytes(&unescape_bytes(self.text.get(key.start + 1..key.end - 1)?), SEED_KEY);
            // Of equal keys the last counts: that is not simple.
            if keys.contains(&key) {
                return None;
            }
            keys.push(key);
            (self.cursor.peek()? == b':').then(|| self.cursor.token())?;
            self.value(combine(path, key))?;
        }
        self.cursor.token().map(|_| ())
    }
}
