//! The timeline's rows.

use crate::model::TimeRange;
use crate::model::{Family, RowId, SessionNo, SessionState};
use serde::{Deserialize, Serialize};

/// A part of a session in which its client was connected, or was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionSpan {
    /// From when to when.
    pub range: TimeRange,
    /// Whether a client was connected (else the session had only been started, or was disconnected).
    pub connected: bool,
}

/// Marks of one family that fall on one position of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Time of the first event that the mark stands for, in milliseconds since the epoch.
    pub time_ms: i64,
    /// Family of all events of the mark.
    pub family: Family,
    /// How many events it stands for; 1 unless they were too close to be drawn apart.
    pub count: u32,
    /// The row of the (first) event.
    pub row: RowId,
}

/// One session drawn over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Number of the session (see the sessions table).
    pub session: SessionNo,
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
    /// When the client was connected and when not, in time order, within `span`.
    pub connections: Vec<ConnectionSpan>,
    /// Marks within the asked range that pass the filter, in order of time.
    pub marks: Vec<Mark>,
    /// Events of the session that pass the filter, within the range or not.
    pub events: u64,
}

impl Lane {
    /// The mark that stands for an event of this lane, where marks closer than `merge_ms` are merged.
    pub fn mark_of(&self, row: RowId, family: Family, time_ms: i64, merge_ms: i64) -> Option<&Mark> {
        let covers = |mark: &&Mark| {
            mark.family == family && (0..merge_ms).contains(&time_ms.saturating_sub(mark.time_ms))
        };
        let own = self.marks.iter().find(|mark| mark.row == row);
        own.or_else(|| self.marks.iter().filter(covers).max_by_key(|mark| mark.time_ms))
    }

    /// The mark after this instant, or before it, that is nearest to it.
    pub fn mark_beside(&self, time_ms: i64, forward: bool) -> Option<&Mark> {
        let marks = self.marks.iter();
        if forward {
            marks.filter(|mark| mark.time_ms > time_ms).min_by_key(|mark| mark.time_ms)
        } else {
            marks.filter(|mark| mark.time_ms < time_ms).max_by_key(|mark| mark.time_ms)
        }
    }
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneRow {
    /// A user, above the lanes of their sessions.
    User {
        /// Who (untrusted text); empty where the log names nobody.
        user: String,
        /// How many sessions follow, shown or folded away.
        sessions: u32,
        /// Whether they are folded away.
        folded: bool,
        /// When the sessions were, where they are folded away; those that share a position are one.
        spans: Vec<TimeRange>,
        /// Two of the sessions that were under way at once, from addresses of which they share none.
        concurrent_addresses: Option<(SessionNo, SessionNo)>,
    },
    /// A session.
    Lane(Lane),
}

/// A window of the timeline's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lanes {
    /// How many rows there are in all.
    pub total: u32,
    /// Number of the first row given.
    pub first: u32,
    /// The rows.
    pub rows: Vec<LaneRow>,
    /// Users in all.
    pub users: u32,
    /// Sessions in all, folded away or not.
    pub sessions: u32,
    /// Events that pass the filter and belong to no session.
    pub without_session: u64,
    /// Events that pass the filter and have no time.
    pub undated: u64,
}
