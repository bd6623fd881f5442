//! Equal records without an id of their own (R35): the k-th of one input is the k-th of any other. So each input takes,
//! of the events that are equal to its record, the first that it has not taken, and adds one where it has taken all.

use super::ids::RowId;
use super::known::Identity;
use crate::source::hash::combine;
use std::collections::HashMap;

/// From this many equal records of an input on, it is remembered how many it has taken: to go through them again for
/// each would take the square of their number.
const REMEMBERED: u32 = 8;

/// What of the events each input has taken that is being read. What was read to its end needs to be known no more.
#[derive(Debug, Default)]
pub(super) struct Copies {
    of_input: HashMap<u32, TakenEvents>,
}

/// The events of other inputs that the records of one input are equal to.
#[derive(Debug, Default)]
struct TakenEvents {
    /// A bit for each row.
    rows: Vec<u64>,
    /// How many equal ones were taken, where that is more than a few.
    many: HashMap<Identity, u32>,
}

impl TakenEvents {
    fn take(&mut self, row: RowId) {
        let word = row.index() / 64;
        if self.rows.len() <= word {
            self.rows.resize(word + 1, 0);
        }
        self.rows[word] |= 1 << (row.0 % 64);
    }

    fn has_taken(&self, row: RowId) -> bool {
        self.rows.get(row.index() / 64).is_some_and(|word| word >> (row.0 % 64) & 1 != 0)
    }
}

impl Copies {
    /// The number of the first event of these that an input may not have taken, counted from 0.
    pub(super) fn first(&self, input: u32, identity: impl FnOnce() -> Identity) -> u32 {
        let many = self.of_input.get(&input).map(|taken| &taken.many).filter(|many| !many.is_empty());
        many.and_then(|many| many.get(&identity()).copied()).unwrap_or_default()
    }

    /// Whether the event of another input is taken by this one.
    pub(super) fn has_taken(&self, input: u32, row: RowId) -> bool {
        self.of_input.get(&input).is_some_and(|taken| taken.has_taken(row))
    }

    /// An input takes the event of another one.
    pub(super) fn take(&mut self, input: u32, row: RowId) {
        self.of_input.entry(input).or_default().take(row);
    }

    /// An input has taken the event of this number, and all before it.
    pub(super) fn note(&mut self, input: u32, number: u32, identity: impl FnOnce() -> Identity) {
        if number + 1 >= REMEMBERED {
            self.of_input.entry(input).or_default().many.insert(identity(), number + 1);
        }
    }

    /// A row of another input stands for an event now: who had taken it has taken it still, and so has the input whose
    /// row it was.
    pub(super) fn replace(&mut self, (owner, earlier): (u32, RowId), row: RowId, is_open: bool) {
        for taken in self.of_input.values_mut().filter(|taken| taken.has_taken(earlier)) {
            taken.take(row);
        }
        if is_open {
            self.take(owner, row);
        }
    }

    /// Nothing more comes of an input.
    pub(super) fn close(&mut self, input: u32) {
        self.of_input.remove(&input);
    }

    /// Memory that it takes in bytes.
    pub(super) fn byte_count(&self) -> usize {
        let of_one = |taken: &TakenEvents| {
            taken.rows.len() * size_of::<u64>() + taken.many.len() * size_of::<(Identity, u32)>()
        };
        self.of_input.values().map(of_one).sum()
    }
}

/// The hash that stands for the content of the record of this number among equal ones.
pub(super) fn nth_content(content: u64, number: u32) -> u64 {
    if number == 0 { content } else { combine(content, number.into()) }
}
