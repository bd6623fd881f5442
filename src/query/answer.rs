//! Answers: what questions give back. Plain data, ready to be sent to a page, drawn or written.

use crate::model::{Family, Place, SessionState};
use serde::{Deserialize, Serialize};

/// Half-open range of time, `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRange {
    /// First instant, in milliseconds since the epoch.
    pub start_ms: i64,
    /// First instant after it, in milliseconds since the epoch.
    pub end_ms: i64,
}

impl TimeRange {
    /// How long it lasts, in milliseconds; never negative.
    pub fn length_ms(self) -> i64 {
        self.end_ms.saturating_sub(self.start_ms).max(0)
    }

    /// Whether an instant lies in it.
    pub fn contains(self, time_ms: i64) -> bool {
        self.start_ms <= time_ms && time_ms < self.end_ms
    }
}

/// Events over time, stacked by family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// Start of the first bin, in milliseconds since the epoch.
    pub start_ms: i64,
    /// Width of each bin, in milliseconds; at least 1.
    pub bin_ms: i64,
    /// One row a bin: events by family, in the order of [`Family::ALL`].
    pub bins: Vec<[u32; Family::COUNT]>,
}

/// A value and how many events carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value as written in the log (untrusted text).
    pub value: String,
    /// How many events carry it.
    pub events: u64,
    /// The family of the value where it is an activity, for its colour.
    pub family: Option<Family>,
}

/// Counts of one field: the top values and what lies beyond them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The most frequent values, most first, ties by value.
    pub top: Vec<Count>,
    /// How many distinct values there are in all.
    pub distinct: u64,
    /// Events whose value is not among the top ones.
    pub others: u64,
}

/// All transfers of one system between two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Format identifier of the system that recorded them.
    pub system: String,
    /// Where the bytes came from.
    pub from: Place,
    /// Where they went.
    pub to: Place,
    /// How many transfers.
    pub count: u64,
    /// Sum of the known sizes, in bytes.
    pub bytes: u128,
    /// How many have no recorded size.
    pub unsized_count: u64,
}

/// Bytes and counts over time, by direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferSeries {
    /// Start of the first bin, in milliseconds since the epoch.
    pub start_ms: i64,
    /// Width of each bin, in milliseconds; at least 1.
    pub bin_ms: i64,
    /// One entry a bin.
    pub bins: Vec<TransferBin>,
}

/// One bin of a [`TransferSeries`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferBin {
    /// Known bytes that came in.
    pub in_bytes: u64,
    /// Known bytes that went out.
    pub out_bytes: u64,
    /// Transfers that came in, sized or not.
    pub in_count: u32,
    /// Transfers that went out, sized or not.
    pub out_count: u32,
    /// Transfers in or out without a recorded size.
    pub unsized_count: u32,
}

/// A total of transfers for one value (a user, an extension).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferTotal {
    /// The value (untrusted text); empty where the log has none.
    pub value: String,
    /// Known bytes in.
    pub in_bytes: u64,
    /// Known bytes out.
    pub out_bytes: u64,
    /// Transfers in.
    pub in_count: u64,
    /// Transfers out.
    pub out_count: u64,
    /// Transfers without a recorded size.
    pub unsized_count: u64,
}

/// A stretch of a session with the client connected or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shade {
    /// The stretch of time.
    pub range: TimeRange,
    /// Whether a client was connected (else the session had only been started, or was disconnected).
    pub connected: bool,
}

/// Marks of one family that fall on one place of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Time of the first event that the mark stands for, in milliseconds since the epoch.
    pub time_ms: i64,
    /// Family of all events of the mark.
    pub family: Family,
    /// How many events it stands for; 1 unless they were too close to be drawn apart.
    pub count: u32,
    /// The row of the (first) event.
    pub row: u32,
}

/// One session drawn over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Number of the session (see the sessions table).
    pub session: u32,
    /// Session id (untrusted text).
    pub id: String,
    /// User (untrusted text); empty where unknown.
    pub user: String,
    /// The client addresses seen, first seen first.
    pub client_ips: Vec<String>,
    /// From the first to the last event of the session, whatever the filter.
    pub span: Option<TimeRange>,
    /// Whether an end was seen.
    pub state: SessionState,
    /// Stretches by connection, in time order, within `span`.
    pub shades: Vec<Shade>,
    /// Marks within the asked range that pass the filter, in drawing order (out and blocked last).
    pub marks: Vec<Mark>,
    /// Events of the session that pass the filter, within the range or not.
    pub events: u64,
}
