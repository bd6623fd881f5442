//! What the picture of the timeline shows, as it was drawn last.

use sessionscope::chart::{Geometry, HitTarget};
use sessionscope::query::answer::{LaneRow, Lanes, Mark};
use std::sync::Arc;

/// The picture as it was drawn: where things are, and what they are. A later answer may have other rows and marks.
#[derive(Default)]
pub struct DrawnLanes {
    pub geometry: Geometry,
    pub lanes: Arc<Lanes>,
}

impl DrawnLanes {
    /// The mark under a point.
    pub fn mark_at(&self, x: f64, y: f64) -> Option<Mark> {
        let HitTarget::Mark { row, mark } = self.geometry.hit_at(x, y)? else { return None };
        match self.lanes.rows.get(row)? {
            LaneRow::Lane(lane) => lane.marks.get(mark).copied(),
            LaneRow::User { .. } => None,
        }
    }
}
