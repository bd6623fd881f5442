//! What may differ in records of one shape: their strings and whole numbers, where they lie, and what they
//! add to the content of the record.

use crate::container::cursor::Cursor;
use crate::container::fields::SlotSet;
use crate::container::json::{ELEMENT, SEED_KEY, SEED_STRING};
use crate::container::json_text::{number_hash, unescape_bytes};
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

/// The string whose content begins at `start`: where it ends, whether it has bytes beyond ASCII, and the
/// hash of its content; nothing where it has an escape or does not end.
#[inline(always)]
pub(super) fn plain_string(text: &[u8], start: usize) -> Option<(usize, bool, u64)> {
    let (mut at, mut high) = (start, 0);
    let mut hash = WordHash::new(SEED_STRING);
    loop {
        let word = word_at(text, at);
        let special = special_bytes(word);
        if special == 0 {
            hash = hash.word(word);
            high |= word & HIGH_BITS;
            at += 8;
            continue;
        }
        let plain = bytes_before(special);
        let kept = word & !(u64::MAX << (plain * 8));
        at += plain;
        if text.get(at) != Some(&b'"') {
            return None;
        }
        if plain > 0 {
            hash = hash.word(kept);
        }
        return Some((at, (high | kept & HIGH_BITS) != 0, hash.word((at - start) as u64).finish()));
    }
}

/// The whole number that begins at `start`, as [`plain_string`].
pub(super) fn whole_number(text: &[u8], start: usize) -> Option<(usize, bool, u64)> {
    let digits = text.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = &text[start..start + digits];
    let is_simple = digits == 1 || (digits > 1 && number[0] != b'0');
    is_simple.then(|| (start + digits, false, number_hash(number)))
}

/// The leaves of a value that is valid JSON, in their order; nothing where keys are repeated, or where there
/// are too many.
pub(super) fn leaves_of(text: &[u8]) -> Option<Leaves> {
    let found = Leaves { ends: vec![0], ..Leaves::default() };
    let mut survey = Survey { text, cursor: Cursor::new(text, 0), found };
    survey.value(0)?;
    Some(survey.found)
}

/// Lists the leaves of a value that is valid JSON.
struct Survey<'a> {
    text: &'a [u8],
    cursor: Cursor<'a>,
    found: Leaves,
}

impl Survey<'_> {
    fn value(&mut self, path: u64) -> Option<()> {
        let token = self.cursor.token()?;
        match self.text[token.start] {
            b'{' => self.object(path),
            b'[' => self.array(path),
            b'"' => match plain_string(self.text, token.start + 1) {
                Some((end, non_ascii, content)) => {
                    let leaf =
                        Leaf { is_number: false, non_ascii, path, content: combine(path, content), slots: 0 };
                    self.push(leaf, token.start + 1..end)
                }
                // It has an escape.
                None => Some(()),
            },
            _ => match whole_number(self.text, token.start) {
                Some((end, non_ascii, content)) if end == token.end => {
                    let leaf =
                        Leaf { is_number: true, non_ascii, path, content: combine(path, content), slots: 0 };
                    self.push(leaf, token)
                }
                _ => Some(()),
            },
        }
    }

    fn push(&mut self, leaf: Leaf, range: Range<usize>) -> Option<()> {
        self.found.leaves.push(leaf);
        self.found.gaps.push(range.start as u32 - self.found.ends[self.found.gaps.len()]);
        self.found.ends.push(range.end as u32);
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
