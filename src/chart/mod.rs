//! Charts: answers become drawings, generic over plotters' backends, together with their geometry.
//!
//! A chart knows no language (its words are arguments), no clock and no browser, and it is a
//! picture and not a widget: the page lays crosshair, tooltip, brush and click areas over it with
//! the help of [`Geometry`].
//!
//! ```text
//! answer + size + theme + words ──▶ draw_… ──▶ Drawing { svg, geometry }
//! ```

pub mod backend;
pub mod canvas;
pub mod deliveries;
pub mod flow;
pub mod glyph;
pub mod histogram;
pub mod sheet;
pub mod text;
pub mod theme;
pub mod time_axis;
pub mod tracks;
pub mod transfers;
mod value_axis;

pub use crate::text::TimeStyle;
pub use backend::SvgBackend;
pub use canvas::PxRect;
pub use deliveries::{DeliveriesLabels, draw_deliveries};
pub use flow::{EndpointLabel, FlowLabels, draw_flow, flow_height};
pub use histogram::{HistogramLabels, draw_histogram, draw_overview};
pub use sheet::picture_sheet;
pub use theme::{Palette, Theme};
pub use tracks::{TracksLabels, TracksView, draw_named_tracks, draw_tracks};
pub use transfers::{TransfersLabels, draw_transfers_over_time};

use crate::model::{Endpoint, Family, TimeRange};
use backend::{MAX_SIDE_PX, UNITS_PER_PX};
use canvas::Canvas;
use plotters_backend::DrawingErrorKind;
use serde::{Deserialize, Serialize};

/// A picture and where things are in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// A whole SVG document; it needs no style sheet, so that a strict policy lets it in.
    pub svg: String,
    /// Where things are in it.
    pub geometry: Geometry,
}

/// Where things are in a drawing, in CSS pixels from its upper left corner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// Width and height of the whole drawing.
    pub size: (u32, u32),
    /// The part in which data is drawn.
    pub plot: PxRect,
    /// The time from the left to the right edge of `plot`, if it has a time axis.
    pub time: Option<TimeRange>,
    /// What the ticks of the time axis leave out: the date, where they show only times of day.
    pub time_context: Option<String>,
    /// The words at the axis that name a part of the time, a day or an hour, from left to right.
    pub spans: Vec<NamedSpan>,
    /// What can be pointed at; a later one lies over an earlier one.
    pub hits: Vec<Hit>,
}

/// A part of the time that words at the axis name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedSpan {
    /// Where the words are.
    pub area: PxRect,
    /// The words.
    pub label: String,
    /// The time that they name.
    pub range: TimeRange,
}

/// Something that can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Where it is.
    pub area: PxRect,
    /// The family whose shape is painted in the middle of `area`, if it is a mark; else it fills `area`.
    pub glyph: Option<Family>,
    /// What it is.
    pub what: HitTarget,
}

/// What a hit area stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HitTarget {
    /// Bins of the answer that are drawn as one bar.
    Bins {
        /// Index of the first bin.
        first: usize,
        /// How many bins.
        count: usize,
    },
    /// Changes of the logging that are drawn as one mark, of those given.
    Changes {
        /// Index of the first of them.
        first: usize,
        /// How many.
        count: usize,
    },
    /// All transfers from one endpoint to another.
    Flow {
        /// Where they came from.
        from: Endpoint,
        /// Where they went.
        to: Endpoint,
    },
    /// An endpoint with all that comes to it and leaves it.
    Endpoint(Endpoint),
    /// A lane of the timeline, by its index among the lanes given.
    Lane(usize),
    /// A bar of a lane: a session, or several.
    Bar {
        /// Index of the lane among the lanes given.
        lane: usize,
        /// Index of the bar in its lane.
        bar: usize,
    },
    /// What joins two marks, by its index among those given.
    Arc(usize),
    /// A mark of a lane, drawn where it belongs.
    Mark {
        /// Index of the lane among the lanes given.
        lane: usize,
        /// Index of the mark in its lane.
        mark: usize,
    },
}

impl Geometry {
    /// Where an instant is across the drawing, if there is a time axis of some length.
    pub fn x_of(&self, time_ms: i64) -> Option<f64> {
        let time = self.time.filter(|time| time.length_ms() > 0)?;
        Some(self.plot.x + time_axis::fraction(time, time_ms) * self.plot.w)
    }

    /// The instant at a position across the drawing, held within the time axis.
    pub fn time_at(&self, x: f64) -> Option<i64> {
        let time = self.time.filter(|_| self.plot.w > 0.0)?;
        let share = ((x - self.plot.x) / self.plot.w).clamp(0.0, 1.0);
        Some(time.start_ms.saturating_add((share * time.length_ms() as f64) as i64).min(time.end_ms))
    }

    /// What is at a point: the topmost mark that is painted there; else the nearest mark within reach, as marks
    /// are small; else what lies under the marks.
    pub fn hit_at(&self, x: f64, y: f64) -> Option<HitTarget> {
        let mut nearest: Option<(f64, HitTarget)> = None;
        let mut under = None;
        for hit in self.hits.iter().rev().filter(|hit| hit.area.holds((x, y))) {
            let Some(family) = hit.glyph else {
                under = under.or(Some(hit.what));
                continue;
            };
            let center = hit.area.center();
            if glyph::covers(family, center, hit.area.w / 2.0 / glyph::REACH, (x, y)) {
                return Some(hit.what);
            }
            let distance = (center.0 - x).hypot(center.1 - y);
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, hit.what));
            }
        }
        nearest.map(|(_, what)| what).or(under)
    }
}

/// Draws into an SVG document. Writing to a string cannot fail, so neither can this.
fn svg_drawing(
    size: (u32, u32),
    draw: impl FnOnce(&mut Canvas<'_, SvgBackend<'_>>) -> Result<Geometry, DrawingErrorKind<std::io::Error>>,
) -> Drawing {
    let (svg, geometry) = SvgBackend::document(size, |backend| {
        draw(&mut Canvas::new(backend, f64::from(UNITS_PER_PX))).unwrap_or_default()
    });
    Drawing { svg, geometry }
}

/// A size that no drawing goes beyond.
fn bounded(size: (u32, u32)) -> (u32, u32) {
    (size.0.min(MAX_SIDE_PX), size.1.min(MAX_SIDE_PX))
}

/// How many bins are drawn as one bar, so that a bar is never thinner than two pixels.
fn bins_a_bar(bins: usize, width_px: f64) -> usize {
    let bars = ((width_px / 2.0) as usize).max(1);
    bins.div_ceil(bars).max(1)
}

/// The time that a row of bins covers; empty if there are none.
fn covered(start_ms: i64, bin_ms: i64, bins: usize) -> TimeRange {
    let length = i128::from(bin_ms.max(1)) * bins as i128;
    let end = (i128::from(start_ms) + length).min(i128::from(i64::MAX));
    TimeRange { start_ms, end_ms: end as i64 }
}
