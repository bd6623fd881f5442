//! The conservation law: what has become of all records.

use super::input::Input;
use serde::{Deserialize, Serialize};

/// The numbers of the conservation law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConservationCounts {
    /// Inputs.
    pub files: u64,
    /// Bytes read.
    pub bytes: u64,
    /// `events + duplicates + rejected + skipped`.
    pub records: u64,
    /// Events in the store.
    pub events: u64,
    /// Events that were seen before.
    pub duplicates: u64,
    /// Records that could not be understood.
    pub rejected: u64,
    /// Records that are no events on purpose.
    pub skipped: u64,
}

impl ConservationCounts {
    /// The numbers over all of these inputs.
    pub(super) fn of(inputs: &[Input]) -> ConservationCounts {
        let mut counts = ConservationCounts::default();
        for input in inputs.iter().filter(|input| !input.is_archive()) {
            counts.files += 1;
            counts.bytes += input.end.as_ref().map_or(input.bytes_read, |end| end.bytes);
            counts.records += input.record_count();
            counts.events += input.events;
            counts.duplicates += input.duplicates;
            counts.rejected += input.rejected;
            counts.skipped += input.skipped;
        }
        counts
    }
}
