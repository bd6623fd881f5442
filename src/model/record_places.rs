//! Where the records of events stand in their inputs: what the engine tells whoever reads the records again. On the way
//! they are bytes, a few for each record, for there may be millions.

use super::ids::RowId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

/// Where a record stands in the text of its input, and the row of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordPlace {
    /// Byte offset in the decoded text.
    pub offset: u64,
    /// Length in bytes of the decoded text.
    pub len: u32,
    /// The row.
    pub row: RowId,
}

/// What stands before the records of an input.
#[derive(Serialize, Deserialize)]
struct InputHead<'a> {
    path: &'a str,
    /// Bytes of its places.
    len: u64,
}

/// Appends the places of the records of an input, which must be in order.
pub fn write_places(path: &str, places: &[RecordPlace], out: &mut Vec<u8>) {
    let mut body = Vec::new();
    let mut before = RecordPlace { offset: 0, len: 0, row: RowId(0) };
    for place in places {
        // Most records follow each other, and so do their rows.
        let step =
            (place.offset - before.offset, place.len, i64::from(place.row.0) - i64::from(before.row.0));
        body = append(&step, body);
        before = *place;
    }
    let head = InputHead { path, len: body.len() as u64 };
    *out = append(&head, std::mem::take(out));
    out.extend_from_slice(&body);
}

fn append(value: &impl Serialize, out: Vec<u8>) -> Vec<u8> {
    // Writing to memory cannot fail, nor can numbers and texts be unwritable.
    postcard::to_extend(value, out).unwrap_or_default()
}

/// The places of the records of some inputs.
#[derive(Debug, Default)]
pub struct RecordPlaces {
    bytes: Vec<u8>,
    /// The bytes of each input, by its path.
    inputs: HashMap<String, Range<usize>>,
}

impl RecordPlaces {
    /// Reads what [`write_places`] wrote, of any number of inputs.
    pub fn read(bytes: Vec<u8>) -> RecordPlaces {
        let (mut inputs, mut at) = (HashMap::new(), 0);
        while let Ok((head, rest)) = postcard::take_from_bytes::<InputHead<'_>>(&bytes[at..]) {
            let start = bytes.len() - rest.len();
            let end = start.saturating_add(head.len as usize).min(bytes.len());
            inputs.insert(head.path.to_owned(), start..end);
            at = end;
        }
        RecordPlaces { bytes, inputs }
    }

    /// Whether there is no input.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// Where the places of an input begin.
    pub fn begin(&self, path: &str) -> PlaceCursor {
        let range = self.inputs.get(path).cloned().unwrap_or_default();
        PlaceCursor { range, before: RecordPlace { offset: 0, len: 0, row: RowId(0) } }
    }

    /// The next place of an input, in the order of offsets.
    pub fn next(&self, cursor: &mut PlaceCursor) -> Option<RecordPlace> {
        let bytes = self.bytes.get(cursor.range.clone())?;
        let ((ahead, len, rows), rest) = postcard::take_from_bytes::<(u64, u32, i64)>(bytes).ok()?;
        cursor.range.start = cursor.range.end - rest.len();
        let row = i64::from(cursor.before.row.0) + rows;
        let place =
            RecordPlace { offset: cursor.before.offset + ahead, len, row: RowId(u32::try_from(row).ok()?) };
        cursor.before = place;
        Some(place)
    }
}

/// How far the places of an input have been read.
#[derive(Clone, Debug)]
pub struct PlaceCursor {
    range: Range<usize>,
    before: RecordPlace,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_as_they_were_written() {
        let place = |offset, len, row| RecordPlace { offset, len, row: RowId(row) };
        let (first, second) =
            ([place(0, 700, 9), place(701, 3, 2), place(701, 3, 3), place(1 << 40, 0, 4)], []);
        let mut bytes = Vec::new();
        write_places("a/日本.jsonl", &first, &mut bytes);
        write_places("b", &second, &mut bytes);
        let places = RecordPlaces::read(bytes);
        let all = |path: &str| {
            let mut cursor = places.begin(path);
            std::iter::from_fn(|| places.next(&mut cursor)).collect::<Vec<_>>()
        };
        assert_eq!(all("a/日本.jsonl"), first);
        assert_eq!(all("b"), second);
        assert_eq!(all("c"), second);
        assert!(!places.is_empty() && RecordPlaces::read(Vec::new()).is_empty());
    }
}
