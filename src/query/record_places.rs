//! Where the records of the events of each input stand, for whoever reads them again.

use crate::model::packed::BLOCK_ROWS;
use crate::model::record_places::{RecordPlace, write_places};
use crate::model::{RowId, Store};
use crate::source::Span;

/// The rows of a store by their input. Those of one come in few runs, for they are read one after the other.
#[derive(Debug, Default)]
pub struct RowsByInput {
    /// Input and first row, and the row behind the last; in order.
    runs: Vec<(u64, u64)>,
    /// Places of records beside that of the event's own row: pieces of transcripts.
    others: Vec<RecordPlace>,
    /// The input of each, and its index; in order.
    other_inputs: Vec<(u64, u64)>,
}

/// A number in order of its first half, then of its second.
const fn joined(first: u32, second: u32) -> u64 {
    (first as u64) << 32 | second as u64
}

/// Sorts pairs of numbers, of whatever they are: a sort of its own for each type is some kilobytes of program.
#[inline(never)]
fn sort(pairs: &mut [(u64, u64)]) {
    // They mostly are in order.
    if !pairs.is_sorted() {
        pairs.sort_unstable();
    }
}

/// The pairs whose first number begins with this half.
fn of(pairs: &[(u64, u64)], half: u32) -> impl Iterator<Item = &(u64, u64)> {
    let first = pairs.partition_point(|(number, _)| *number < joined(half, 0));
    pairs[first..].iter().take_while(move |(number, _)| (number >> 32) as u32 == half)
}

impl RowsByInput {
    /// Those of a store.
    pub fn of(store: &Store) -> RowsByInput {
        let mut rows = RowsByInput::default();
        let (inputs, mut buffer) = (store.columns().inputs(), [0; BLOCK_ROWS]);
        let mut last_input = None;
        for block in 0..inputs.block_count() {
            let numbers = inputs.read(block, &mut buffer);
            for (row, input) in (block as u32 * BLOCK_ROWS as u32..).zip(numbers) {
                match rows.runs.last_mut() {
                    Some((_, end)) if last_input == Some(*input) => *end = u64::from(row) + 1,
                    _ => rows.runs.push((joined(*input as u32, row), u64::from(row) + 1)),
                }
                last_input = Some(*input);
            }
        }
        for (row, input, Span { offset, len, .. }) in store.transcript_pieces() {
            rows.other_inputs.push((joined(input, 0), rows.others.len() as u64));
            rows.others.push(RecordPlace { offset, len, row });
        }
        sort(&mut rows.runs);
        sort(&mut rows.other_inputs);
        rows
    }

    /// Appends the places of the records of an input whose events are wanted, if there is any.
    pub fn write(&self, store: &Store, input: u32, is_wanted: impl Fn(RowId) -> bool, out: &mut Vec<u8>) {
        let columns = store.columns();
        let is_wanted = |row: RowId| store.is_event(row) && is_wanted(row);
        let mut pairs = Vec::new();
        let mut add = |offset: u64, len: u32, row: RowId| pairs.push((offset, joined(len, row.0)));
        for (start, end) in of(&self.runs, input) {
            for row in (*start as u32..*end as u32).map(RowId).filter(|row| is_wanted(*row)) {
                let span = columns.span(row);
                add(span.offset, span.len, row);
            }
        }
        for (_, index) in of(&self.other_inputs, input) {
            let RecordPlace { offset, len, row } = self.others[*index as usize];
            if is_wanted(row) {
                add(offset, len, row);
            }
        }
        if pairs.is_empty() {
            return;
        }
        sort(&mut pairs);
        pairs.dedup();
        let places: Vec<RecordPlace> = pairs
            .into_iter()
            .map(|(offset, rest)| RecordPlace { offset, len: (rest >> 32) as u32, row: RowId(rest as u32) })
            .collect();
        write_places(&store.inputs()[input as usize].path, &places, out);
    }
}
