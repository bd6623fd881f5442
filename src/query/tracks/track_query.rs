//! What is asked of the timeline.

use crate::model::{RowId, SessionNo, TimeRange, Window};
use crate::query::answer::TrackChoice;

/// A transfer out and the one with which the same file came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinedTransfer {
    /// When it came in, in milliseconds since the epoch, and the event.
    pub came_in: (i64, RowId),
    /// When it left, and the event.
    pub left: (i64, RowId),
}

/// What part of the timeline is wanted.
pub struct TrackQuery<'a> {
    /// The time of which lanes are filled: somewhat more than is shown.
    pub range: TimeRange,
    /// The time that is shown: tracks without anything in it are left out.
    pub shown: TimeRange,
    /// Marks of one family that are closer than this are merged, in milliseconds.
    pub merge_ms: i64,
    /// Which tracks, and how.
    pub choice: &'a TrackChoice,
    /// Which lanes.
    pub window: Window,
    /// What left and is known to have come in, by when it left.
    pub joined: &'a [JoinedTransfer],
    /// The selected event, of which is told on which lane it lies.
    pub selected: Option<RowId>,
    /// How many findings sessions have, by their numbers; none behind the last one that is told.
    pub found: &'a [u32],
}

impl TrackQuery<'_> {
    /// Whether a session has findings.
    pub(super) fn has_findings(&self, session: SessionNo) -> bool {
        self.found.get(session.0 as usize).is_some_and(|count| *count > 0)
    }

    /// How long the spans of time are by which density is counted: three of them are about as wide as a mark, so that
    /// each is wide enough to be seen.
    pub(super) fn density_ms(&self) -> i64 {
        (self.merge_ms * 3 / 7).max(1)
    }
}
