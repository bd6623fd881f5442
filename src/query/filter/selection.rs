//! Sets of rows: what a filter lets through.

use crate::model::Store;
use crate::model::store::TIME_BLOCK_ROWS;
use crate::model::time::UNDATED;
use crate::query::answer::TimeRange;
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
        selection.set_where(|row| store.is_event(row));
        selection
    }

    /// Adds the rows for which the test holds.
    pub fn set_where(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let first = index as u32 * 64;
            for bit in 0..64.min(self.rows - first) {
                *word |= u64::from(test(first + bit)) << bit;
            }
        }
    }

    /// Those of its rows whose time is within a range.
    pub fn within(&self, store: &Store, range: TimeRange) -> Selection {
        let mut selection = self.clone();
        for (block, words) in selection.words.chunks_mut(TIME_BLOCK_ROWS / 64).enumerate() {
            let (first, last) = store.time_blocks()[block];
            // The rows of a block mostly lie close together in time.
            if range.contains(first) && range.contains(last) && first != UNDATED {
                continue;
            }
            if last < range.start_ms || first >= range.end_ms {
                words.fill(0);
                continue;
            }
            let times = &store.columns().time[block * TIME_BLOCK_ROWS..];
            for (word, times) in words.iter_mut().zip(times.chunks(64)) {
                let is_within = |time: &i64| *time != UNDATED && range.contains(*time);
                let mask = times.iter().rev().fold(0u64, |mask, time| mask << 1 | u64::from(is_within(time)));
                *word &= mask;
            }
        }
        selection
    }

    /// Takes out the rows for which the test does not hold.
    pub fn retain(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !test(index as u32 * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    pub(super) fn set(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    pub(super) fn toggle(&mut self, row: u32) {
        self.words[row as usize / 64] ^= 1 << (row % 64);
    }

    pub(super) fn keep(&mut self, other: &Selection, wanted: bool) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= if wanted { *other } else { !other };
        }
    }

    /// Whether a row is in it.
    #[inline]
    pub fn contains(&self, row: u32) -> bool {
        self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows are in it.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Calls `each` with the rows in it, ascending: faster than [`Selection::iter`].
    #[inline(always)]
    pub fn for_each(&self, mut each: impl FnMut(u32)) {
        for (index, word) in self.words.iter().enumerate() {
            let first = index as u32 * 64;
            if *word == u64::MAX {
                (first..first + 64).for_each(&mut each);
                continue;
            }
            let mut rest = *word;
            while rest != 0 {
                each(first + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }

    /// Calls `each` with the rows in it by runs of equal keys: the first row of a run, its key, and how many
    /// rows it has. Rows beside each other mostly have the same.
    #[inline(always)]
    pub fn for_each_run<K: PartialEq + Copy>(
        &self,
        key: impl Fn(u32) -> K,
        mut each: impl FnMut(u32, K, u64),
    ) {
        let mut run: Option<(u32, K, u64)> = None;
        self.for_each(|row| {
            let next = key(row);
            match &mut run {
                Some((_, key, rows)) if *key == next => *rows += 1,
                _ => {
                    if let Some((first, key, rows)) = run.replace((row, next, 1)) {
                        each(first, key, rows);
                    }
                }
            }
        });
        if let Some((first, key, rows)) = run {
            each(first, key, rows);
        }
    }

    /// A stretch that has all its rows: in whole words, so it may end behind the last row that there is.
    pub fn stretch(&self) -> Range<u32> {
        let is_used = |word: &u64| *word != 0;
        match (self.words.iter().position(is_used), self.words.iter().rposition(is_used)) {
            (Some(first), Some(last)) => first as u32 * 64..(last as u32 + 1) * 64,
            _ => 0..0,
        }
    }

    /// The rows in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    index as u32 * 64 + bit
                })
            })
        })
    }
}
