//! The pass over original records: the inputs are read again as they were read before, as far as their text, and each
//! record is cut out of it where the store says that it stands. What is looked at is so what [`super::original`] would
//! give, whatever the format and however it is packed, and nothing has to be understood anew.
//!
//! ```text
//!   file ─▶ Driver ─▶ Reader ─▶ decoded text ─▶ RecordScan ─▶ visitor
//!           zip, tar   gzip, UTF-16              ▲ places by input, from the store
//! ```

use crate::model::RowId;
use crate::model::batch::Batch;
use crate::model::decoded_text::DecodedText;
use crate::model::record_places::{PlaceCursor, RecordPlace, RecordPlaces};

/// What looks at original records.
pub trait RecordVisitor {
    /// Looks at a record: the bytes of the decoded text from which the events of these rows were read, one or more. For
    /// what they say see [`readable`](super::original::readable).
    fn visit(&mut self, rows: &[RowId], record: &[u8]);
}

/// The records of the files of one pass, cut out of the text that comes.
pub struct RecordScan {
    places: RecordPlaces,
    input: OpenInput,
}

/// The input whose text is coming.
struct OpenInput {
    path: String,
    cursor: PlaceCursor,
    /// The record that comes next, with its rows.
    next: Option<(RecordPlace, Vec<RowId>)>,
    /// The place behind those, which was read already.
    ahead: Option<RecordPlace>,
    /// Offset of the text that comes next.
    at: u64,
    /// Records that have begun and not ended, in the order of their offsets.
    open: Vec<(RecordPlace, Vec<RowId>)>,
    /// The text from the first of them on.
    held: Vec<u8>,
}

impl OpenInput {
    fn new(path: &str, places: &RecordPlaces) -> OpenInput {
        let mut input = OpenInput {
            path: path.to_owned(),
            cursor: places.begin(path),
            next: None,
            ahead: None,
            at: 0,
            open: Vec::new(),
            held: Vec::new(),
        };
        input.ahead = places.next(&mut input.cursor);
        input.advance(places);
        input
    }

    /// Goes on to the next record. Rows that have the same are given it together: a log event may carry thousands.
    fn advance(&mut self, places: &RecordPlaces) {
        let Some(place) = self.ahead.take() else {
            self.next = None;
            return;
        };
        let mut rows = vec![place.row];
        self.ahead = places.next(&mut self.cursor);
        while let Some(same) = self.ahead.filter(|it| (it.offset, it.len) == (place.offset, place.len)) {
            rows.push(same.row);
            self.ahead = places.next(&mut self.cursor);
        }
        self.next = Some((place, rows));
    }

    /// Takes the next text; what ends within it is visited.
    fn take(&mut self, text: &[u8], places: &RecordPlaces, visitor: &mut impl RecordVisitor) {
        let (start, end) = (self.at, self.at + text.len() as u64);
        self.at = end;
        if !self.open.is_empty() {
            self.held.extend_from_slice(text);
            let held_from = end - self.held.len() as u64;
            let held = &self.held;
            self.open.retain(|(place, rows)| {
                let is_open = end_of(place) > end;
                if !is_open {
                    visit(rows, part(held, held_from, place), visitor);
                }
                is_open
            });
        }
        while let Some((place, rows)) = self.next.take_if(|(place, _)| place.offset < end) {
            if place.offset < start {
                // It began before the text that is there: it is not visited, and so counts as not looked at.
                debug_assert!(false, "places are in order");
            } else if end_of(&place) <= end {
                visit(&rows, part(text, start, &place), visitor);
            } else {
                if self.open.is_empty() {
                    self.held.clear();
                    self.held.extend_from_slice(&text[(place.offset - start) as usize..]);
                }
                self.open.push((place, rows));
            }
            self.advance(places);
        }
        match self.open.first() {
            None => self.held.clear(),
            Some((first, _)) => {
                let held_from = end - self.held.len() as u64;
                let past = (first.offset - held_from) as usize;
                // What lies before it is let go of in large parts, for the rest is moved each time.
                if past > self.held.len() / 2 {
                    self.held.drain(..past);
                }
            }
        }
    }
}

fn end_of(place: &RecordPlace) -> u64 {
    place.offset + u64::from(place.len)
}

/// The record of a place in a text that begins at `start`, if it has all of it.
fn part<'t>(text: &'t [u8], start: u64, place: &RecordPlace) -> Option<&'t [u8]> {
    let from = place.offset.checked_sub(start)? as usize;
    text.get(from..from + place.len as usize)
}

fn visit(rows: &[RowId], record: Option<&[u8]>, visitor: &mut impl RecordVisitor) {
    if let Some(record) = record {
        visitor.visit(rows, record);
    }
}

impl RecordScan {
    /// A pass over the records of these places.
    pub fn new(places: RecordPlaces) -> RecordScan {
        RecordScan { input: OpenInput::new("", &places), places }
    }

    /// What files are read into for a pass: it collects their text, and no record is read.
    pub fn batch() -> Batch {
        Batch { decoded: Some(Box::default()), ..Batch::default() }
    }

    /// Takes the text out of such a batch, and all else that it tells, which was told when the files were read first.
    pub fn drain(&mut self, batch: &mut Batch, visitor: &mut impl RecordVisitor) {
        if let Some(mut decoded) = batch.decoded.take() {
            self.take(&decoded, visitor);
            decoded.clear();
            *batch = Batch { decoded: Some(decoded), ..Batch::default() };
        }
    }

    /// Takes text that was read again; records that end in it are visited. The text of an input comes in order, and that
    /// of no other one within it.
    fn take(&mut self, text: &DecodedText, visitor: &mut impl RecordVisitor) {
        for (path, text) in text.pieces() {
            if self.input.path != path {
                self.input = OpenInput::new(path, &self.places);
            }
            self.input.take(text, &self.places, visitor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record_places::write_places;

    #[derive(Default)]
    struct Seen(Vec<(Vec<u32>, String)>);

    impl RecordVisitor for Seen {
        fn visit(&mut self, rows: &[RowId], record: &[u8]) {
            self.0.push((rows.iter().map(|row| row.0).collect(), String::from_utf8_lossy(record).into()));
        }
    }

    /// What is seen of a text that comes in pieces of so many bytes.
    fn seen(text: &[u8], places: &[(u64, u32)], piece: usize) -> Vec<(Vec<u32>, String)> {
        let place = |(row, (offset, len)): (u32, &(u64, u32))| RecordPlace {
            offset: *offset,
            len: *len,
            row: RowId(row),
        };
        let places: Vec<RecordPlace> = (0..).zip(places).map(place).collect();
        let mut bytes = Vec::new();
        write_places("b", &places, &mut bytes);
        write_places("a", &places, &mut bytes);
        let (mut scan, mut seen) = (RecordScan::new(RecordPlaces::read(bytes)), Seen::default());
        let mut decoded = DecodedText::default();
        for path in ["x", "a"] {
            for piece in text.chunks(piece) {
                decoded.push(path, piece);
                scan.take(&decoded, &mut seen);
                decoded.clear();
            }
        }
        seen.0.sort();
        seen.0
    }

    #[test]
    fn records_are_found_in_whatever_pieces_the_text_comes() {
        let text = b"0123456789abcdefghij";
        // One in another, two that are the same, one that the text ends within.
        let places = [(0, 3), (3, 9), (4, 2), (4, 2), (11, 4), (15, 5), (18, 9)];
        let expected = [
            (vec![0], "012"),
            (vec![1], "3456789ab"),
            (vec![2, 3], "45"),
            (vec![4], "bcde"),
            (vec![5], "fghij"),
        ];
        let expected: Vec<_> = expected.map(|(rows, text)| (rows, text.to_owned())).into();
        for piece in 1..=text.len() {
            assert_eq!(seen(text, &places, piece), expected, "pieces of {piece}");
        }
    }
}
