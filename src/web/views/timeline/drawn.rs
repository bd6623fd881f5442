//! What the picture of the timeline shows, as it was drawn last.

use sessionscope::chart::{Geometry, HitTarget};
use sessionscope::model::RowId;
use sessionscope::query::answer::{Bar, Lane, Mark, Tracks, TransferArc};
use std::sync::Arc;

/// How far from the pointer density is that is meant by it, in pixels.
const NEAR_PX: f64 = 4.0;

/// The picture as it was drawn: where things are, and what they are. A later answer may have other lanes and marks.
#[derive(Default)]
pub struct DrawnTracks {
    pub geometry: Geometry,
    pub tracks: Arc<Tracks>,
}

/// What is under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum Pointed {
    /// A mark.
    Mark(Mark),
    /// A bar, and what is counted there by family.
    Bar(Bar, Vec<Mark>),
    /// What joins a transfer out with where its file came in.
    Arc(TransferArc),
    /// What is counted there by family, where there is no bar.
    Density(Vec<Mark>),
}

impl DrawnTracks {
    /// What is at a point.
    pub fn at(&self, x: f64, y: f64) -> Option<Pointed> {
        let lanes = &self.tracks.lanes;
        match self.geometry.hit_at(x, y)? {
            HitTarget::Mark { lane, mark } => lanes.get(lane)?.mark(mark).copied().map(Pointed::Mark),
            HitTarget::Bar { lane, bar } => {
                let lane = lanes.get(lane)?;
                Some(Pointed::Bar(lane.bars.get(bar)?.clone(), self.density_at(lane, x)))
            }
            HitTarget::Arc(number) => self.tracks.arcs.get(number).copied().map(Pointed::Arc),
            HitTarget::Lane(lane) => {
                let density = self.density_at(lanes.get(lane)?, x);
                (!density.is_empty()).then_some(Pointed::Density(density))
            }
            _ => None,
        }
    }

    /// The name of the track at a point (untrusted text).
    pub fn track_at(&self, x: f64, y: f64) -> Option<String> {
        let lanes = self.geometry.hits.iter().filter(|hit| hit.area.holds((x, y)));
        let mut lane = lanes.filter_map(|hit| match hit.what {
            HitTarget::Lane(lane) => Some(lane as u32),
            _ => None,
        });
        let track = self.tracks.track_at(self.tracks.first + lane.next_back()?)?;
        Some(track.name.clone())
    }

    /// Where the mark of this row is.
    pub fn place_of(&self, row: RowId) -> Option<(f64, f64)> {
        let is_it = |what: HitTarget| match what {
            HitTarget::Mark { lane, mark } => {
                let lane = self.tracks.lanes.get(lane);
                lane.and_then(|lane| lane.mark(mark)).is_some_and(|mark| mark.row == row)
            }
            _ => false,
        };
        let mark = self.geometry.hits.iter().rfind(|hit| is_it(hit.what)).map(|hit| hit.area.center());
        mark.or_else(|| self.place_in_density(row))
    }

    /// The same where it is one of those that are counted.
    fn place_in_density(&self, row: RowId) -> Option<(f64, f64)> {
        self.geometry.hits.iter().find_map(|hit| {
            let HitTarget::Lane(lane) = hit.what else { return None };
            let mark = self.tracks.lanes.get(lane)?.density.iter().find(|mark| mark.row == row)?;
            Some((self.geometry.x_of(mark.time_ms)?, hit.area.center().1))
        })
    }

    /// The counts of the span of time that is nearest to a place.
    fn density_at(&self, lane: &Lane, x: f64) -> Vec<Mark> {
        let span_ms = self.tracks.density_ms.max(1);
        let middle = |mark: &Mark| mark.time_ms.div_euclid(span_ms) * span_ms + span_ms / 2;
        let distance =
            |mark: &Mark| self.geometry.x_of(middle(mark)).map_or(f64::INFINITY, |at| (at - x).abs());
        let nearest = lane.density.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)));
        let Some(nearest) = nearest.filter(|mark| distance(mark) <= NEAR_PX) else { return Vec::new() };
        let is_beside = |mark: &&Mark| middle(mark) == middle(nearest);
        lane.density.iter().filter(is_beside).copied().collect()
    }
}
