//! Sets of rows: what a filter lets through.

use crate::model::packed::{BLOCK_ROWS, BLOCK_WORDS, PackedColumn};
use crate::model::table::packed_time;
use crate::model::time::UNDATED;
use crate::model::{RowId, Store, TimeRange};
use std::ops::Range;

/// A set of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    words: Vec<u64>,
    rows: u32,
}

impl Selection {
    pub(super) fn none(store: &Store) -> Selection {
        let rows = store.row_count();
        Selection { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// Every event of a store.
    pub fn all(store: &Store) -> Selection {
        let mut selection = Selection::none(store);
        selection.words.fill(u64::MAX);
        if let Some(last) = selection.words.last_mut() {
            *last >>= selection.rows.wrapping_neg() % 64;
        }
        for row in store.dead_rows() {
            selection.words[row.index() / 64] &= !(1 << (row.0 % 64));
        }
        selection
    }

    /// These rows of a store.
    pub fn of_rows(store: &Store, rows: impl Iterator<Item = RowId>) -> Selection {
        let mut selection = Selection::none(store);
        for row in rows {
            selection.words[row.index() / 64] |= 1 << (row.0 % 64);
        }
        selection
    }

    /// Adds the rows for which the test holds.
    pub fn set_where(&mut self, test: impl Fn(RowId) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let first = index as u32 * 64;
            for bit in 0..64.min(self.rows - first) {
                *word |= u64::from(test(RowId(first + bit))) << bit;
            }
        }
    }

    /// Those of its rows whose time is within a range.
    pub fn within(&self, store: &Store, range: TimeRange) -> Selection {
        let mut selection = self.clone();
        let mut buffer = [0; BLOCK_ROWS];
        for (block, words) in selection.words.chunks_mut(BLOCK_WORDS).enumerate() {
            let (first, last) = store.time_blocks()[block];
            // The rows of a block mostly lie close together in time.
            if range.contains(first) && range.contains(last) && first != UNDATED {
                continue;
            }
            if last < range.start_ms || first >= range.end_ms {
                words.fill(0);
                continue;
            }
            let (start, end) = (packed_time(range.start_ms), packed_time(range.end_ms));
            let is_within = |time: &u64| *time != packed_time(UNDATED) && start <= *time && *time < end;
            let times = store.columns().times().read(block, &mut buffer);
            for (word, times) in words.iter_mut().zip(times.chunks(64)) {
                *word &= times.iter().rev().fold(0u64, |mask, time| mask << 1 | u64::from(is_within(time)));
            }
        }
        selection
    }

    /// The bits of its rows by so many blocks of the store's columns; the last chunk may have fewer.
    pub fn chunks(&self, blocks: usize) -> impl Iterator<Item = &[u64]> {
        self.words.chunks(blocks * BLOCK_WORDS)
    }

    /// The bits of the rows of each block that has any.
    pub fn blocks_in(&self, blocks: Range<usize>) -> impl Iterator<Item = (usize, &[u64])> {
        let of_blocks = self.words.chunks(BLOCK_WORDS).enumerate().skip(blocks.start).take(blocks.len());
        of_blocks.filter(|(_, bits)| bits.iter().any(|word| *word != 0))
    }

    /// Takes out the rows for which the test does not hold.
    pub fn retain(&mut self, test: impl Fn(RowId) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !test(RowId(index as u32 * 64 + bit)) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// The rows of a column for whose number the test holds. Of rows without one, which have zero, it says the
    /// same whichever they are.
    pub(super) fn where_number(
        store: &Store,
        column: &PackedColumn,
        test: impl Fn(RowId, u64) -> bool,
    ) -> Selection {
        let mut selection = Selection::none(store);
        let without = test(RowId(0), 0);
        let mut buffer = [0; BLOCK_ROWS];
        for (block, words) in selection.words.chunks_mut(BLOCK_WORDS).enumerate() {
            // Most events lack most fields.
            if column.is_zero(block) && !without {
                continue;
            }
            let first = (block * BLOCK_ROWS) as u32;
            let numbers = column.read(block, &mut buffer);
            let holds = |(row, number): (u32, &u64)| u64::from(test(RowId(row), *number));
            for (first, (word, numbers)) in
                (first..).step_by(64).zip(words.iter_mut().zip(numbers.chunks(64)))
            {
                let bits = (first..).zip(numbers).map(holds);
                *word = bits.zip(0..).fold(0, |word, (holds, bit)| word | holds << bit);
            }
        }
        selection
    }

    /// Leaves the rows that are in another one too.
    pub(super) fn keep(&mut self, other: &Selection) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Takes the rows of another one away.
    pub(super) fn remove(&mut self, other: &Selection) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Adds the rows of another one.
    pub(super) fn add(&mut self, other: &Selection) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Memory that it takes in bytes.
    pub(super) fn byte_count(&self) -> usize {
        size_of_val(&*self.words)
    }

    /// Whether a row is in it.
    #[inline]
    pub fn contains(&self, row: RowId) -> bool {
        self.words[row.index() / 64] >> (row.0 % 64) & 1 == 1
    }

    /// How many rows are in it.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The rows in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = RowId> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    RowId(index as u32 * 64 + bit)
                })
            })
        })
    }
}
