//! Sets of rows that are kept beside a store, and rows on their way from worker to worker.

use super::ids::RowId;
use serde::{Deserialize, Serialize};

/// A set of rows, a bit each; it grows with the greatest of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// Whether a row is in it.
    pub fn contains(&self, row: RowId) -> bool {
        self.words.get(row.index() / 64).is_some_and(|word| word >> (row.0 % 64) & 1 == 1)
    }

    /// Adds these rows.
    pub fn add(&mut self, runs: &RowRuns) {
        for row in runs.rows() {
            let word = row.index() / 64;
            if self.words.len() <= word {
                self.words.resize(word + 1, 0);
            }
            self.words[word] |= 1 << (row.0 % 64);
        }
    }

    /// Takes these rows away.
    pub fn remove(&mut self, runs: &RowRuns) {
        for row in runs.rows() {
            if let Some(word) = self.words.get_mut(row.index() / 64) {
                *word &= !(1 << (row.0 % 64));
            }
        }
    }

    /// The rows in it, ascending.
    pub fn rows(&self) -> impl Iterator<Item = RowId> {
        (0u32..).zip(&self.words).flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    RowId(index * 64 + bit)
                })
            })
        })
    }
}

/// Rows, many of which follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRuns {
    /// The first row of each run, and how many rows it has.
    runs: Vec<(u32, u32)>,
}

impl RowRuns {
    /// The rows from the first of these to before the second.
    pub fn between(start: u32, end: u32) -> RowRuns {
        RowRuns { runs: if start < end { vec![(start, end - start)] } else { Vec::new() } }
    }

    /// Adds a row.
    pub fn push(&mut self, row: RowId) {
        match self.runs.last_mut() {
            Some((first, len)) if *first + *len == row.0 => *len += 1,
            _ => self.runs.push((row.0, 1)),
        }
    }

    /// How many runs there are: a measure of the memory that they take.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The rows, in the order in which they were added.
    pub fn rows(&self) -> impl Iterator<Item = RowId> {
        self.runs.iter().flat_map(|(first, len)| (*first..first.saturating_add(*len)).map(RowId))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(rows: &[u32]) -> RowRuns {
        let mut runs = RowRuns::default();
        rows.iter().for_each(|row| runs.push(RowId(*row)));
        runs
    }

    #[test]
    fn rows_that_follow_each_other_are_one_run() {
        let rows = [7, 8, 9, 3, 4, 4, 200];
        assert_eq!(runs(&rows).len(), 4);
        assert_eq!(runs(&rows).rows().map(|row| row.0).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn a_set_has_what_was_added_and_not_taken_away() {
        let mut set = RowSet::default();
        set.add(&runs(&[200, 3, 64, 63, 3]));
        set.add(&RowRuns::between(10, 13));
        set.remove(&runs(&[63, 11, 4_000]));
        assert_eq!(set.rows().map(|row| row.0).collect::<Vec<_>>(), [3, 10, 12, 64, 200]);
        assert!(set.contains(RowId(64)) && !set.contains(RowId(63)) && !set.contains(RowId(4_000)));
        assert!(RowRuns::between(5, 5).is_empty());
    }
}
