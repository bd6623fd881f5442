//! Where the records of the events of each input stand, for whoever reads them again.

use crate::model::packed::BLOCK_ROWS;
use crate::model::record_places::{RecordPlace, write_places};
use crate::model::{RowId, Store};
use crate::source::Span;

/// The rows of a store by their input. Those of one come in few runs, for they are read one after the other.
#[derive(Debug, Default)]
pub struct RowsByInput {
    /// Input, first row, and the row behind the last; in order of input.
    runs: Vec<(u32, u32, u32)>,
    /// Places of records beside that of the event's own row, with the input of each, in its order: pieces of transcripts.
    others: Vec<(u32, RecordPlace)>,
}

impl RowsByInput {
    /// Those of a store.
    pub fn of(store: &Store) -> RowsByInput {
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        let (inputs, mut buffer) = (store.columns().inputs(), [0; BLOCK_ROWS]);
        for block in 0..inputs.block_count() {
            let numbers = inputs.read(block, &mut buffer);
            for (row, input) in (block as u32 * BLOCK_ROWS as u32..).zip(numbers) {
                match runs.last_mut() {
                    Some((last, _, end)) if u64::from(*last) == *input => *end = row + 1,
                    _ => runs.push((*input as u32, row, row + 1)),
                }
            }
        }
        runs.sort_unstable();
        let place = |(row, input, span): (RowId, u32, Span)| {
            (input, RecordPlace { offset: span.offset, len: span.len, row })
        };
        let mut others: Vec<(u32, RecordPlace)> = store.transcript_pieces().map(place).collect();
        others.sort_unstable();
        RowsByInput { runs, others }
    }

    /// Appends the places of the records of an input whose events are wanted, if there is any.
    pub fn write(&self, store: &Store, input: u32, is_wanted: impl Fn(RowId) -> bool, out: &mut Vec<u8>) {
        let columns = store.columns();
        let is_wanted = |row: RowId| store.is_event(row) && is_wanted(row);
        let first = self.runs.partition_point(|(of, ..)| *of < input);
        let runs = self.runs[first..].iter().take_while(|(of, ..)| *of == input);
        let rows = runs.flat_map(|(_, start, end)| (*start..*end).map(RowId)).filter(|row| is_wanted(*row));
        let place = |row: RowId| {
            let span = columns.span(row);
            RecordPlace { offset: span.offset, len: span.len, row }
        };
        let mut places: Vec<RecordPlace> = rows.map(place).collect();
        let first = self.others.partition_point(|(of, _)| *of < input);
        let others = self.others[first..].iter().take_while(|(of, _)| *of == input).map(|(_, place)| *place);
        places.extend(others.filter(|place| is_wanted(place.row)));
        if places.is_empty() {
            return;
        }
        // They mostly are in order.
        places.sort();
        places.dedup();
        write_places(&store.inputs()[input as usize].path, &places, out);
    }
}
