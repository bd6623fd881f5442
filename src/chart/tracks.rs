//! The timeline: tracks of lanes, on them sessions as bars, and what happened in them as marks by family, or as density
//! where marks would lie over each other.
//!
//! The picture begins right of the column of names, which the page writes itself: nothing that a log says is written
//! here. The time axis stays at the top while the lanes scroll under it.
//!
//! ```text
//!   ├──▲───────▆▃▁▂▅──┤   ├─●──●●──◆─┆┄┄ open      a bar with density and a sign, and one with marks
//! ```

mod arcs;
mod bars;
mod density;
mod marks;
mod picture;

use super::canvas::{Canvas, Label, Outcome, PxRect};
use super::{Drawing, Geometry, Hit, HitTarget, Theme, TimeStyle, bounded, svg_drawing, time_axis};
use crate::model::{RowId, TimeRange};
use crate::query::answer::{Lane, TransferArc};
use plotters_backend::DrawingBackend;

pub use picture::draw_named_tracks;

/// Height of the time axis above the lanes, in CSS pixels.
pub const AXIS_PX: u32 = 24;

/// Which part of the lanes is seen, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TracksView<'a> {
    /// The time from the left to the right edge.
    pub range: TimeRange,
    /// Height of a lane in CSS pixels: 22 to 24.
    pub lane_px: u32,
    /// Number of the first lane that is given: the lanes above it exist and are scrolled away.
    pub first_lane: u32,
    /// How far all lanes, from number 0 on, are scrolled, in CSS pixels.
    pub scroll_px: f64,
    /// The row of the selected event ([`Mark::row`](crate::query::answer::Mark::row)).
    pub selected: Option<RowId>,
    /// How long the spans of time are by which density is counted, in milliseconds.
    pub density_ms: i64,
    /// What is joined on the lanes.
    pub arcs: &'a [TransferArc],
}

/// The words of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracksLabels {
    /// Beside a session of which no end was seen: `open`.
    pub open: String,
    /// How times are written.
    pub time: TimeStyle,
}

/// The visible lanes under their time axis.
pub fn draw_tracks(
    lanes: &[Lane],
    view: &TracksView<'_>,
    size: (u32, u32),
    theme: Theme,
    labels: &TracksLabels,
) -> Drawing {
    svg_drawing(size, |canvas| Painter { canvas, view, theme }.tracks(lanes, size, labels))
}

/// Draws the timeline on any backend; `scale` is how many of its units a CSS pixel has.
pub fn draw_tracks_on<DB: DrawingBackend>(
    backend: &mut DB,
    scale: f64,
    lanes: &[Lane],
    view: &TracksView<'_>,
    size: (u32, u32),
    theme: Theme,
    labels: &TracksLabels,
) -> Outcome<Geometry, DB> {
    Painter { canvas: &mut Canvas::new(backend, scale), view, theme }.tracks(lanes, size, labels)
}

struct Painter<'p, 'c, DB: DrawingBackend> {
    canvas: &'p mut Canvas<'c, DB>,
    view: &'p TracksView<'p>,
    theme: Theme,
}

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    fn tracks(mut self, lanes: &[Lane], size: (u32, u32), labels: &TracksLabels) -> Outcome<Geometry, DB> {
        let size = bounded(size);
        let palette = self.theme.palette();
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        let axis_height = f64::from(AXIS_PX);
        let plot = PxRect::new(0.0, axis_height, width, height - axis_height);
        let axis = time_axis::ticks(self.view.range, width, 76.0, &labels.time);
        for tick in &axis.ticks {
            self.canvas.vertical(tick.x, plot.y, plot.h, palette.line)?;
        }
        let mut hits = Vec::new();
        let lane_height = f64::from(self.view.lane_px.clamp(1, 1000));
        let scroll = if self.view.scroll_px.is_finite() { self.view.scroll_px.max(0.0) } else { 0.0 };
        let start = f64::from(self.view.first_lane) * lane_height - scroll;
        let above = ((-start / lane_height).max(0.0) as usize).min(lanes.len());
        for (number, lane) in lanes.iter().enumerate().skip(above) {
            let y = plot.y + start + number as f64 * lane_height;
            if y >= height {
                break;
            }
            let area = PxRect::new(0.0, y, width, lane_height);
            hits.push(Hit { area, glyph: None, what: HitTarget::Lane(number) });
            if lane.is_first && number + self.view.first_lane as usize > 0 {
                self.canvas.horizontal(0.0, y, width, palette.line)?;
            }
            self.bars(lane, number, area, &labels.open, &mut hits)?;
            self.density(lane, area)?;
            if number + 1 == lanes.len() {
                self.canvas.horizontal(0.0, area.bottom(), width, palette.line)?;
            }
        }
        self.arcs(plot.y + start, (width, height), &mut hits)?;
        for (number, lane) in lanes.iter().enumerate().skip(above) {
            let y = plot.y + start + number as f64 * lane_height;
            if y >= height {
                break;
            }
            let area = PxRect::new(0.0, y, width, lane_height);
            self.marks(lane, number, area, &mut hits)?;
            self.flags(lane, area)?;
        }
        // The axis comes last, so that lanes that are half scrolled away lie under it.
        self.canvas.rect(PxRect::new(0.0, 0.0, width, axis_height.min(height)), palette.panel)?;
        self.canvas.horizontal(0.0, axis_height - 1.0, width, palette.line)?;
        let label = Label::plain(11.0, palette.second);
        for tick in &axis.ticks {
            self.canvas.vertical(tick.x, axis_height - 6.0, 6.0, palette.line)?;
            if tick.x + 4.0 + self.canvas.measure(&tick.label, label)?.0 <= width {
                self.canvas.text(&tick.label, tick.x + 4.0, 12.0, label)?;
            }
        }
        hits.retain(|hit| hit.area.bottom() > plot.y);
        let time = Some(self.view.range);
        Ok(Geometry { size, plot, time, time_context: axis.context, spans: Vec::new(), hits })
    }

    /// Where an instant is, held to a little beyond the edges so that far times stay numbers.
    fn x(&self, time_ms: i64, width: f64) -> f64 {
        (time_axis::fraction(self.view.range, time_ms) * width).clamp(-100.0, width + 100.0)
    }

    /// A range of time as a rectangle, at least `least` pixels wide, if it is seen.
    fn rect_of(&self, range: TimeRange, area: PxRect, height: f64, least: f64) -> Option<PxRect> {
        let from = self.x(range.start_ms, area.w);
        let to = self.x(range.end_ms, area.w).max(from + least);
        (from < area.w && to > 0.0).then(|| {
            let (from, to) = (from.max(0.0), to.min(area.w));
            PxRect::new(from, (area.y + (area.h - height) / 2.0).round(), to - from, height)
        })
    }
}
