//! The timeline: tracks, their lanes, and what lies on them.

use crate::model::TimeRange;
use crate::model::{Family, RowId, SessionNo, SessionState};
use crate::source::enum_table;
use serde::{Deserialize, Serialize};

enum_table! {
    /// What a track of the timeline is of.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub enum TrackGrouping => fn info() -> &'static str {
        /// Who acted.
        #[default]
        User => "user",
        /// Who that is in all systems, by a reason that can be stated.
        Person => "person",
        /// The portal.
        Portal => "portal",
        /// What was worked on: an instance, a WorkSpace.
        Target => "target",
        /// The client address.
        ClientIp => "client_ip",
        /// The system whose logs tell of it.
        System => "system",
    }
}

enum_table! {
    /// What the tracks of the timeline are sorted by.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub enum TrackSort => fn info() -> &'static str {
        /// Their names.
        #[default]
        Name => "name",
        /// Their first event, the earliest first.
        First => "first",
        /// How many events they have, the most first.
        Events => "events",
        /// What went out, the most bytes first.
        BytesOut => "bytes-out",
    }
}

impl TrackGrouping {
    /// The name of the field whose values the tracks are.
    pub const fn id(self) -> &'static str {
        self.info()
    }

    /// The grouping of this name.
    pub fn from_id(id: &str) -> Option<TrackGrouping> {
        Self::ALL.into_iter().find(|grouping| grouping.id() == id)
    }
}

impl TrackSort {
    /// Its name.
    pub const fn id(self) -> &'static str {
        self.info()
    }

    /// The order of this name.
    pub fn from_id(id: &str) -> Option<TrackSort> {
        Self::ALL.into_iter().find(|sort| sort.id() == id)
    }
}

/// Which tracks are shown, and how: what the user has chosen of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackChoice {
    /// What a track is of.
    pub grouping: TrackGrouping,
    /// What they are sorted by.
    pub sort: TrackSort,
    /// Also tracks that have nothing in the time that is shown.
    pub shows_all: bool,
    /// Names of the tracks that are folded into one lane.
    pub folded: Vec<String>,
    /// Names of the tracks that come first and are always shown, in their order.
    pub pinned: Vec<String>,
}

/// A part of a session in which its client was connected, or was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionSpan {
    /// From when to when.
    pub range: TimeRange,
    /// Whether a client was connected (else the session had only been started, or was disconnected).
    pub connected: bool,
}

/// Events of one family that fall on one position of a lane.
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

/// A session drawn over time, or several that are too close to be drawn apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// From the first to just after the last event of them, whatever the filter.
    pub range: TimeRange,
    /// How many sessions it stands for.
    pub sessions: u32,
    /// Number of the first of them (see the sessions table).
    pub session: SessionNo,
    /// Whether the end of the last of them was seen.
    pub state: SessionState,
    /// When the client of a single session was connected and when not, in time order; empty where that is too short to
    /// be drawn.
    pub connections: Vec<ConnectionSpan>,
    /// Events of them that pass the filter, within the shown time or not.
    pub events: u64,
    /// How many of them have findings, whatever the filter.
    pub found: u32,
}

/// What a lane has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneKind {
    /// Sessions, none of which overlap.
    #[default]
    Sessions,
    /// Events without a session.
    Loose,
    /// All of a folded track.
    Folded,
}

/// A row of the timeline: a part of a track.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What it has.
    pub kind: LaneKind,
    /// Whether it is the first one of its track.
    pub is_first: bool,
    /// Sessions within the asked range, in order of time.
    pub bars: Vec<Bar>,
    /// Selected events within the asked range that are drawn as marks, in order of time.
    pub marks: Vec<Mark>,
    /// The other ones: where marks would lie over each other, events are counted by family in short, equal spans of
    /// time. In order of time for each family.
    pub density: Vec<Mark>,
    /// Marks of transfers out, blocks and prints among the other ones: they are never counted in the density of others.
    pub signs: Vec<Mark>,
}

impl Lane {
    /// What is drawn with a shape of its own.
    pub fn marks_and_signs(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().chain(&self.signs)
    }

    /// The mark or sign of this number.
    pub fn mark(&self, number: usize) -> Option<&Mark> {
        self.marks.get(number).or_else(|| self.signs.get(number.checked_sub(self.marks.len())?))
    }

    /// All that stands for events.
    pub fn all_marks(&self) -> impl Iterator<Item = &Mark> {
        self.marks_and_signs().chain(&self.density)
    }

    /// The mark that stands for an event of this lane, where marks closer than `merge_ms` are merged; that of its
    /// time where the event of the row is one of several.
    pub fn mark_of(&self, row: RowId, family: Family, time_ms: i64, merge_ms: i64) -> Option<&Mark> {
        let covers = |mark: &&Mark| {
            mark.family == family && (0..merge_ms).contains(&time_ms.saturating_sub(mark.time_ms))
        };
        let own = self.all_marks().find(|mark| mark.row == row);
        own.or_else(|| self.all_marks().filter(covers).max_by_key(|mark| mark.time_ms))
    }

    /// The mark after this instant, or before it, that is nearest to it.
    pub fn mark_beside(&self, time_ms: i64, forward: bool) -> Option<&Mark> {
        let marks = self.all_marks();
        if forward {
            marks.filter(|mark| mark.time_ms > time_ms).min_by_key(|mark| mark.time_ms)
        } else {
            marks.filter(|mark| mark.time_ms < time_ms).max_by_key(|mark| mark.time_ms)
        }
    }
}

/// Whether two sessions of one user were under way at once, from addresses of which they share none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConcurrentAddresses {
    /// No two of them.
    NotSeen,
    /// Two of them.
    Seen {
        /// The one that began earlier, and the other one.
        sessions: (SessionNo, SessionNo),
        /// When both were under way.
        at_once: TimeRange,
    },
    /// There are too many sessions and addresses at once to compare them all.
    TooMany,
}

/// What of a track lies wholly before the shown time, or wholly after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    /// How many sessions.
    pub sessions: u32,
    /// How many events without a session.
    pub events: u64,
    /// The instant of it that is nearest to the shown time.
    pub nearest_ms: Option<i64>,
}

/// A track of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// What it is of (untrusted text); empty where events name nothing.
    pub name: String,
    /// The number of its first lane among all lanes.
    pub first_lane: u32,
    /// How many lanes it has.
    pub lanes: u32,
    /// How many sessions it has, in view or not.
    pub sessions: u32,
    /// Its selected events, in view or not, undated ones included.
    pub events: u64,
    /// Bytes of its selected transfers out, as far as their sizes are recorded.
    pub bytes_out: u128,
    /// Whether it is folded into one lane.
    pub is_folded: bool,
    /// Whether it comes before those that are not pinned.
    pub is_pinned: bool,
    /// What of it lies before the shown time.
    pub before: Beyond,
    /// What of it lies after the shown time.
    pub after: Beyond,
    /// Whether two sessions of a user were under way at once from different addresses.
    pub concurrent_addresses: ConcurrentAddresses,
}

/// A transfer out that is joined with the one with which the same file came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferArc {
    /// Where it came in.
    pub from: ArcEnd,
    /// Where it left.
    pub to: ArcEnd,
}

/// An end of an arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArcEnd {
    /// The number of its lane among all.
    pub lane: u32,
    /// When, in milliseconds since the epoch.
    pub time_ms: i64,
    /// The row of the event.
    pub row: RowId,
}

/// A window of the timeline's lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracks {
    /// How many lanes there are in all.
    pub total: u32,
    /// Number of the first lane given.
    pub first: u32,
    /// The lanes.
    pub lanes: Vec<Lane>,
    /// What is joined on these lanes, as far as its ends are apart, by when it left.
    pub arcs: Vec<TransferArc>,
    /// The tracks of these lanes, from the first to the last.
    pub tracks: Vec<Track>,
    /// The number of the lane on which the selected event lies, among all.
    pub selected_lane: Option<u32>,
    /// How many tracks have lanes.
    pub shown: u32,
    /// How many tracks are left out, as they have nothing in the shown time.
    pub left_out: u32,
    /// Sessions of all tracks, left out or not.
    pub sessions: u32,
    /// Events that pass the filter and have no time.
    pub undated: u64,
    /// How long the spans of time are by which density is counted, in milliseconds, from multiples of it on.
    pub density_ms: i64,
    /// How many events were looked at for this answer: the work that it took.
    pub looked_at: u64,
}

impl Tracks {
    /// The track of a lane, by the number of the lane among all.
    pub fn track_at(&self, lane: u32) -> Option<&Track> {
        let next = self.tracks.partition_point(|track| track.first_lane <= lane);
        self.tracks.get(next.checked_sub(1)?).filter(|track| lane - track.first_lane < track.lanes)
    }

    /// A lane by its number among all.
    pub fn lane_at(&self, lane: u32) -> Option<&Lane> {
        self.lanes.get(lane.checked_sub(self.first)? as usize)
    }
}
