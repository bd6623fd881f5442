//! The tracks of the timeline.

use super::audit::{AuditScope, findings_by_session};
use crate::engine::request::Request;
use crate::engine::snapshot::{ScopeAnswer, Snapshot};
use crate::filter::Mistake;
use crate::model::{RowId, SessionNo, TimeRange, Window};
use crate::query::answer::{Page, SessionRow, TrackChoice, Tracks};
use crate::query::sessions::{session_page, session_row};
use crate::query::tracks::{TrackLayout, TrackQuery, sessions_of_lanes, tracks_in};
use crate::source::limits::MAX_LANE_COLUMNS;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Lanes of the timeline, with their tracks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracksIn {
    /// Which lanes.
    pub window: Window,
    /// The time of which they are filled; all that is in scope where there is none.
    pub view: Option<TimeRange>,
    /// The time that is shown: what lies beyond it is counted, and tracks without anything in it are left out. That of
    /// `view` where there is none.
    pub shown: Option<TimeRange>,
    /// How many marks of a family fit beside each other over the view.
    pub columns: u32,
    /// Which tracks, and how.
    pub choice: TrackChoice,
    /// The selected event, of which is told on which lane it lies.
    pub selected: Option<RowId>,
    /// Which findings are counted on bars: none before everything has been read.
    pub found: Option<AuditScope>,
}

impl TracksIn {
    fn with<T>(
        &self,
        scope: &ScopeAnswer<'_>,
        (window, found): (Window, &[u32]),
        answer: impl FnOnce(&TrackLayout, &TrackQuery<'_>) -> T,
    ) -> T {
        let view = scope.view();
        let range = self.view.unwrap_or_else(|| view.time_shown());
        let columns = i64::from(self.columns.clamp(1, MAX_LANE_COLUMNS));
        let query = TrackQuery {
            range,
            shown: self.shown.unwrap_or(range),
            merge_ms: (range.length_ms() / columns).max(1),
            choice: &self.choice,
            window,
            joined: scope.cache.joined_transfers(&view),
            selected: self.selected,
            found,
        };
        let grouping = self.choice.grouping;
        let layout: Rc<TrackLayout> = scope.scoped.tracks.get(grouping, || TrackLayout::of(&view, grouping));
        answer(&layout, &query)
    }
}

impl Request for TracksIn {
    type Response = Tracks;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Tracks, Mistake> {
        let scope = snapshot.in_scope()?;
        let found =
            self.found.map(|asked| findings_by_session(snapshot.store, snapshot.cache, asked.options));
        let which = (self.window, found.as_deref().map_or(&[][..], Vec::as_slice));
        Ok(self.with(&scope, which, |layout, query| tracks_in(&scope.view(), layout, query)))
    }
}

/// The sessions of the tracks that have a lane among those of a request, by track and start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackSessions {
    /// Which lanes.
    pub tracks: TracksIn,
    /// Which of the sessions.
    pub window: Window,
}

impl Request for TrackSessions {
    type Response = Page<SessionRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<SessionRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let which = (self.tracks.window, &[][..]);
        let sessions =
            self.tracks.with(&scope, which, |layout, query| sessions_of_lanes(&view, layout, query));
        Ok(session_page(&view, &sessions, self.window))
    }
}

/// What is known of the session of a number; nothing where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionOf {
    /// The number, as answers about the same state of the store give it.
    pub session: SessionNo,
}

impl Request for SessionOf {
    type Response = Option<SessionRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<SessionRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let is_known = self.session.index() < view.index.sessions.len();
        Ok(is_known.then(|| session_row(&view, self.session)))
    }
}
