//! Answers: what queries give back. Plain data, ready to be sent to a page, drawn or written.

mod events;
mod fields;
mod lead;
mod marks;
mod people;
mod sites;
mod tracks;

pub use events::{EventDetail, EventRow};
pub use fields::{SessionField, SiteField};
pub use lead::Lead;
pub use marks::{CaseInputFate, InputComparison, MarkFate, MarkPlace};
pub use people::{JoinReason, PersonRow, PersonUser};
pub use sites::{SiteMatrix, SiteRow, SiteUser};
pub use tracks::{
    ArcEnd, Bar, Beyond, ConcurrentAddresses, ConnectionSpan, Lane, LaneKind, Mark, Track, TrackChoice,
    TrackGrouping, TrackSort, Tracks, TransferArc,
};

use crate::model::fact::SessionHistory;
use crate::model::numbers;
use crate::model::{
    Amount, ByteCount, Family, FlowKey, InOut, SessionNo, SessionState, System, TimeRange, Tunnel, Window,
};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Events over time, stacked by family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// Start of the first bin, in milliseconds since the epoch.
    pub start_ms: i64,
    /// Width of each bin, in milliseconds; at least 1.
    pub bin_ms: i64,
    /// One row a bin: events by family, in the order of [`Family::ALL`].
    #[serde(with = "numbers")]
    pub bins: Vec<[u32; Family::COUNT]>,
}

impl Histogram {
    /// Events of each family in some bins, in the order of [`Family::ALL`].
    pub fn by_family(&self, bins: Range<usize>) -> [u64; Family::COUNT] {
        let mut sum = [0; Family::COUNT];
        for bin in self.bins.iter().skip(bins.start).take(bins.len()) {
            for (sum, events) in sum.iter_mut().zip(bin) {
                *sum += u64::from(*events);
            }
        }
        sum
    }
}

/// The families that have events, most first.
pub fn families_present(by_family: [u64; Family::COUNT]) -> Vec<(Family, u64)> {
    let counted = Family::ALL.into_iter().zip(by_family);
    let mut present: Vec<_> = counted.filter(|(_, events)| *events > 0).collect();
    order::sort_by_key(&mut present, |(_, events)| std::cmp::Reverse(*events));
    present
}

/// A value and how many events carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The value as written in the log (untrusted text).
    pub value: String,
    /// How many events carry it.
    pub events: u64,
    /// The family of the value where it is an activity, for its colour.
    pub family: Option<Family>,
    /// The system of the events, where the value is an activity and all are of one.
    pub system: Option<System>,
}

/// Counts of one field: the top values and what lies beyond them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCounts {
    /// Position of the first value given.
    pub first: u32,
    /// The most frequent values, most first, ties by value.
    pub top: Vec<ValueCount>,
    /// How many distinct values there are in all.
    pub distinct: u64,
    /// Events of the values after these.
    pub others: u64,
}

/// All transfers of one system between two endpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Who recorded them, and from where to where they went.
    pub key: FlowKey,
    /// How many, and how many bytes.
    pub amount: Amount,
}

/// Transfers over time, by direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferSeries {
    /// Start of the first bin, in milliseconds since the epoch.
    pub start_ms: i64,
    /// Width of each bin, in milliseconds; at least 1.
    pub bin_ms: i64,
    /// One entry a bin.
    pub bins: Vec<InOut>,
}

/// How many events had been delivered by the end of each of equal spans of time, and how many of them are here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryCourse {
    /// Start of the first span, in milliseconds since the epoch.
    pub start_ms: i64,
    /// Length of each span, in milliseconds; at least 1.
    pub bin_ms: i64,
    /// One entry a span, none of which is less than one before.
    pub bins: Vec<DeliveredBy>,
}

impl DeliveryCourse {
    /// The time that all spans cover.
    pub fn range(&self) -> TimeRange {
        let length = self.bin_ms.saturating_mul(self.bins.len() as i64);
        TimeRange { start_ms: self.start_ms, end_ms: self.start_ms.saturating_add(length) }
    }
}

/// How many events had been delivered by some time, and how many are here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveredBy {
    /// Delivered since the first span began.
    pub delivered: u64,
    /// Here, with those that have no time and records that could not be read: they may be among what was delivered.
    pub here: u64,
}

impl DeliveredBy {
    /// How many are missing at least.
    pub const fn missing(self) -> u64 {
        self.delivered.saturating_sub(self.here)
    }
}

/// A total of transfers for one value (a user, an extension).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferTotal {
    /// The value (untrusted text); empty where the log has none.
    pub value: String,
    /// What moved in and out.
    pub moved: InOut,
}

/// The client addresses of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientIps {
    /// The first ones, first seen first (untrusted text), and not all where there are very many.
    pub first: Vec<String>,
    /// How many there are in all.
    pub total: u32,
}

impl ClientIps {
    /// How many there are beyond the first ones.
    pub fn others(&self) -> u32 {
        self.total - self.first.len() as u32
    }
}

/// A session in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Number of the session.
    pub session: SessionNo,
    /// System that it belongs to.
    pub system: System,
    /// Session id (untrusted text).
    pub id: String,
    /// User (untrusted text).
    pub user: String,
    /// Portal (untrusted text).
    pub portal: String,
    /// What was worked on: an instance, a CloudShell environment (untrusted text).
    pub target: String,
    /// Client addresses.
    pub client_ips: ClientIps,
    /// First event, in milliseconds since the epoch; nothing where only an end is known.
    pub start_ms: Option<i64>,
    /// Last event, in milliseconds since the epoch.
    pub end_ms: Option<i64>,
    /// Events in all, whatever the filter.
    pub events: u64,
    /// Events that pass the filter.
    pub matching: u64,
    /// Distinct hosts.
    pub hosts: u64,
    /// What moved in and out.
    pub moved: InOut,
    /// Whether its end was seen.
    pub state: SessionState,
    /// What Session Manager's own history says of it, where that was read.
    pub history: Option<SessionHistory>,
    /// What it passes on, where it is no shell, and where that leads (untrusted text; empty where unknown).
    pub tunnel: Option<(Tunnel, String)>,
}

/// Some of what happened in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEvents {
    /// Its events; those of a CloudShell with the calls that were made from within it.
    pub events: Page<EventRow>,
    /// How many such calls there are in all.
    pub shell_calls: u32,
}

/// Some rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// How many rows there are in all.
    pub total: u32,
    /// Position of the first row given.
    pub first: u32,
    /// The rows.
    pub rows: Vec<T>,
}

impl<T> Page<T> {
    /// The row at this position, if it is among those given.
    pub fn row(&self, position: u32) -> Option<&T> {
        self.rows.get(position.checked_sub(self.first)? as usize)
    }

    /// The first of the rows given that is wanted, and its position.
    pub fn find(&self, is_wanted: impl Fn(&T) -> bool) -> Option<(u32, &T)> {
        (self.first..).zip(&self.rows).find(|(_, row)| is_wanted(row))
    }

    /// The rows of a window on a list, whose items `row` makes into rows.
    pub fn of<I>(all: &[I], window: Window, row: impl FnMut(&I) -> T) -> Page<T> {
        let total = all.len() as u32;
        let positions = window.positions(total);
        let items = &all[positions.start as usize..positions.end as usize];
        Page { total, first: positions.start, rows: items.iter().map(row).collect() }
    }
}

/// A number of bytes for a picture or a table; what is beyond any file saturates. Exports are exact.
pub fn saturated(bytes: ByteCount) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// An input in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRow {
    /// Path as in the summary (untrusted text).
    pub path: String,
    /// Size in bytes as given, or bytes read so far.
    pub bytes: u64,
    /// SHA-256 in hexadecimal, once known.
    pub sha256: Option<String>,
    /// Containers from the outside in.
    pub containers: Vec<String>,
    /// Format identifier.
    pub format: String,
    /// `events + duplicates + rejected + skipped`.
    pub records: u64,
    /// Events.
    pub events: u64,
    /// Duplicates.
    pub duplicates: u64,
    /// Rejected records.
    pub rejected: u64,
    /// Skipped records.
    pub skipped: u64,
    /// Whether all that is in it was read.
    pub is_complete: bool,
}

/// What an input cannot show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitationRow {
    /// Path of the input (untrusted text).
    pub path: String,
    /// What it cannot show.
    pub limitation: crate::model::limitation::Limitation,
}

/// A notice in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    /// Path of the input (untrusted text).
    pub path: String,
    /// Where in the decoded text.
    pub span: crate::source::Span,
    /// Containers of the input from the outside in, once known.
    pub containers: Vec<String>,
    /// Why.
    pub reason: crate::model::Reason,
    /// What else is said of it (untrusted text), or nothing.
    pub detail: String,
}

/// What the transfers view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfers {
    /// Transfers between endpoints.
    pub flows: Vec<Flow>,
    /// In and out over the range.
    pub series: TransferSeries,
}

/// Totals of transfers for some of the values of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferTotals {
    /// The totals.
    pub page: Page<TransferTotal>,
    /// The bytes of the longest bar of all values, given here or not.
    pub most_bytes: u128,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_families_of_some_bins_are_summed_and_those_with_events_stand_first() {
        let mut bins = vec![[0; Family::COUNT]; 4];
        bins[0][0] = 9;
        bins[1][1] = 2;
        bins[2][2] = 5;
        bins[2][1] = 1;
        let histogram = Histogram { bins, ..Histogram::default() };
        let sum = histogram.by_family(1..3);
        assert_eq!(families_present(sum), [(Family::ALL[2], 5), (Family::ALL[1], 3)]);
        assert_eq!(histogram.by_family(3..9), [0; Family::COUNT], "there are no bins beyond the last");
        assert_eq!(histogram.by_family(0..4)[0], 9);
    }
}
