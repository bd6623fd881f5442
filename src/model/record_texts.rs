//! The original records of events as JSON: what rules look at, with all its fields, however it was wrapped.

use std::ops::Range;

/// The JSON texts of records, beside the events that were made of them in the same batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordTexts {
    /// All texts, one behind the other.
    bytes: Vec<u8>,
    records: Vec<RecordText>,
}

/// A record, and the events that were made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordText {
    /// The identifier of its format.
    pub format: &'static str,
    /// Its events: their numbers in the batch.
    pub events: Range<u32>,
    text: Range<usize>,
}

impl RecordTexts {
    /// Adds a record: a sound JSON object, and the numbers of its events.
    pub fn push(&mut self, format: &'static str, events: Range<u32>, json: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(json);
        self.records.push(RecordText { format, events, text: start..self.bytes.len() });
    }

    /// The records with their texts, in the order in which they were read.
    pub fn records(&self) -> impl Iterator<Item = (&RecordText, &[u8])> {
        self.records.iter().map(|record| (record, &self.bytes[record.text.clone()]))
    }

    /// Forgets all; the room is kept.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.records.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_with_their_texts_and_events() {
        let mut texts = RecordTexts::default();
        texts.push("cloudtrail", 0..1, b"{\"a\":1}");
        texts.push("session-logger", 1..3, b"{}");
        let seen = |texts: &RecordTexts| {
            let of = |(record, text): (&RecordText, &[u8])| {
                (record.format, record.events.clone(), String::from_utf8_lossy(text).into_owned())
            };
            texts.records().map(of).collect::<Vec<_>>()
        };
        assert_eq!(
            seen(&texts),
            [("cloudtrail", 0..1, "{\"a\":1}".to_owned()), ("session-logger", 1..3, "{}".to_owned())]
        );
        texts.clear();
        texts.push("cloudtrail", 0..1, b"{\"b\":2}");
        assert_eq!(seen(&texts), [("cloudtrail", 0..1, "{\"b\":2}".to_owned())]);
    }
}
