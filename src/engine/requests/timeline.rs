//! The lanes of the timeline.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{TimeRange, Window};
use crate::query::answer::Lanes;
use crate::query::lanes::{LaneQuery, lanes_in};
use serde::{Deserialize, Serialize};

/// Rows of the timeline: users, and the lanes of their sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanesIn {
    /// Which rows.
    pub window: Window,
    /// The time that is shown; all that is in scope where there is none.
    pub view: Option<TimeRange>,
    /// How many marks of a family fit beside each other over the view.
    pub columns: u32,
    /// Users whose sessions are folded away.
    pub folded: Vec<String>,
}

impl Request for LanesIn {
    type Response = Lanes;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Lanes, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let range = self.view.unwrap_or_else(|| view.time_shown());
        let merge_ms = (range.length_ms() / i64::from(self.columns.max(1))).max(1);
        let query = LaneQuery { range, merge_ms, folded: &self.folded, window: self.window };
        Ok(lanes_in(&view, &query))
    }
}
