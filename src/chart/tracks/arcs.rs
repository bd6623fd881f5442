//! Arcs: a thin line from where a file came in to where it left, in the colour of what leaves. They lie over the bars
//! and under the marks.

use super::Painter;
use crate::chart::canvas::{DrawResult, Point, PxRect};
use crate::chart::{Hit, HitTarget};
use crate::model::Family;
use crate::query::answer::{ArcEnd, TransferArc};
use plotters_backend::DrawingBackend;

/// How far above the middle of a lane an arc begins and ends, and how far its ends lead up from there.
const END_PX: f64 = 4.0;
const RISE_PX: f64 = 9.0;

/// Into how many straight parts an arc is cut. The longest is as wide as a screen, and is flat in between.
const PARTS: usize = 12;

/// How far beside it an arc can be pointed at.
const REACH_PX: f64 = 3.0;

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    /// The arcs that are seen, where `top` is the upper edge of the first lane that is given.
    pub(super) fn arcs(&mut self, top: f64, size: (f64, f64), hits: &mut Vec<Hit>) -> DrawResult<DB> {
        let color = self.theme.palette().family(Family::TransferOut);
        let lane_px = f64::from(self.view.lane_px.clamp(1, 1000));
        for (number, arc) in self.view.arcs.iter().enumerate() {
            let end = |end: ArcEnd| {
                let lane = f64::from(end.lane) - f64::from(self.view.first_lane);
                (self.x(end.time_ms, size.0), (top + lane * lane_px + lane_px / 2.0).round() + 0.5)
            };
            let TransferArc { from, to } = *arc;
            let line = curve(end(from), end(to), from.lane == to.lane);
            let is_seen = |(x, y): &Point| (0.0..=size.0).contains(x) && (0.0..=size.1).contains(y);
            if !line.iter().any(is_seen) {
                continue;
            }
            for part in line.windows(2) {
                hits.push(Hit { area: around(part[0], part[1]), glyph: None, what: HitTarget::Arc(number) });
            }
            self.canvas.stroke(line, color, 1.0)?;
        }
        Ok(())
    }
}

/// A line between two marks: bowed over them where they are on one lane.
fn curve(from: Point, to: Point, is_level: bool) -> Vec<Point> {
    let (first, last) = match is_level {
        true => ((from.0, from.1 - END_PX), (to.0, to.1 - END_PX)),
        false => (from, to),
    };
    let (lift, half) = if is_level { (-RISE_PX, 0.0) } else { (0.0, (last.1 - first.1) / 2.0) };
    let controls = [(first.0, first.1 + lift + half), (last.0, last.1 + lift - half)];
    let at = |step: usize| {
        let t = step as f64 / PARTS as f64;
        let weights = [(1.0 - t).powi(3), 3.0 * t * (1.0 - t).powi(2), 3.0 * t * t * (1.0 - t), t.powi(3)];
        let points = [first, controls[0], controls[1], last];
        let sum = |pick: fn(&Point) -> f64| points.iter().zip(weights).map(|(it, by)| pick(it) * by).sum();
        (sum(|point| point.0), sum(|point| point.1))
    };
    (0..=PARTS).map(at).collect()
}

/// What lies around a straight part.
fn around(from: Point, to: Point) -> PxRect {
    let (left, top) = (from.0.min(to.0) - REACH_PX, from.1.min(to.1) - REACH_PX);
    let size = ((from.0 - to.0).abs() + 2.0 * REACH_PX, (from.1 - to.1).abs() + 2.0 * REACH_PX);
    PxRect::new(left, top, size.0, size.1)
}
