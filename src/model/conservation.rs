//! What has become of all records, and the notices in order.

use super::notice::NoticeKind;
use super::store::{Notice, Store};

/// The numbers of the conservation law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

impl Store {
    /// The numbers of the conservation law, over all inputs.
    pub fn counts(&self) -> ConservationCounts {
        let mut counts = ConservationCounts::default();
        for input in self.inputs().iter().filter(|input| !input.is_archive()) {
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

    /// Notices in the order of the summary: path, offset, kind.
    pub fn sorted_notices(&self) -> Vec<Notice> {
        let mut notices = self.notices().to_vec();
        let key = |notice: &Notice| -> (&str, u64, NoticeKind) {
            (&self.inputs()[notice.input as usize].path, notice.span.offset, notice.reason.kind())
        };
        notices.sort_by(|a, b| key(a).cmp(&key(b)));
        notices
    }
}
