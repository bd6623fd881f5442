//! Where records stand in the decoded text of an input: many of them, packed.

use super::numbers;
use serde::{Deserialize, Serialize};

/// Where records stand, in their order, each once. A record takes three or four bytes: how far behind the start of the one
/// before it begins, and how long it is, seven bits a byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSpans {
    count: u64,
    /// Where the last one begins.
    last: u64,
    #[serde(with = "numbers")]
    bytes: Vec<u8>,
}

impl RecordSpans {
    /// Of records in whatever order: their offsets and lengths.
    pub fn of(mut records: Vec<(u64, u32)>) -> RecordSpans {
        records.sort_unstable();
        records.dedup();
        let mut spans = RecordSpans::default();
        records.into_iter().for_each(|(offset, len)| spans.push(offset, len));
        spans
    }

    /// Adds a record that begins no earlier than the one before.
    pub fn push(&mut self, offset: u64, len: u32) {
        push_number(&mut self.bytes, offset.saturating_sub(self.last));
        push_number(&mut self.bytes, len.into());
        self.last = offset;
        self.count += 1;
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Memory that they take in bytes.
    pub fn byte_count(&self) -> usize {
        self.bytes.len()
    }

    /// Offset and length of each.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        let (mut at, mut offset) = (0, 0);
        std::iter::from_fn(move || self.next(&mut at, &mut offset))
    }

    /// The next record behind `at`, the place in the packed bytes, where the one before begins at `offset`: for whoever
    /// keeps its place.
    pub fn next(&self, at: &mut usize, offset: &mut u64) -> Option<(u64, u32)> {
        *offset += take_number(&self.bytes, at)?;
        let len = take_number(&self.bytes, at)?;
        Some((*offset, u32::try_from(len).unwrap_or(u32::MAX)))
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_come_out_in_order_and_once() {
        let records = vec![(300, 5), (0, 127), (300, 5), (128, u32::MAX), (u64::MAX, 0), (300, 4)];
        let spans = RecordSpans::of(records);
        let expected = [(0, 127), (128, u32::MAX), (300, 4), (300, 5), (u64::MAX, 0)];
        assert_eq!(spans.iter().collect::<Vec<_>>(), expected);
        assert_eq!(spans.len(), 5);
        let bytes = postcard::to_stdvec(&spans).expect("plain data");
        assert_eq!(postcard::from_bytes::<RecordSpans>(&bytes).expect("the same program"), spans);
    }
}
