//! The timeline: a lane a session, its bar shaded by connection, its marks by family.
//!
//! The picture begins right of the column of names, which the page writes itself: nothing that a
//! log says is written here. The time axis stays at the top while the rows scroll under it.

use super::canvas::{Canvas, DrawResult, Label, Outcome, Point, PxRect};
use super::glyph;
use super::{Drawing, Geometry, Hit, HitTarget, Theme, TimeStyle, bounded, svg_drawing, time_axis};
use crate::model::{Family, Rgb, RowId, SessionState, TimeRange};
use crate::query::answer::{Lane, LaneRow, Mark};
use crate::text::units;
use plotters_backend::DrawingBackend;

/// Height of the time axis above the rows, in CSS pixels.
pub const AXIS_PX: u32 = 24;

/// Height of a session's bar.
const BAR: f64 = 11.0;

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum TimelineRow<'a> {
    /// The head of a group of lanes (a user).
    Group {
        /// Whether its lanes are hidden; then `spans` are drawn here as thin bars.
        folded: bool,
        /// How many lanes it has.
        count: u32,
        /// When its sessions were.
        spans: Vec<TimeRange>,
    },
    /// A session.
    Lane(&'a Lane),
}

impl<'a> From<&'a LaneRow> for TimelineRow<'a> {
    fn from(row: &'a LaneRow) -> Self {
        match row {
            LaneRow::User { sessions, folded, spans, .. } => {
                TimelineRow::Group { folded: *folded, count: *sessions, spans: spans.clone() }
            }
            LaneRow::Lane(lane) => TimelineRow::Lane(lane),
        }
    }
}

/// Which part of the rows is seen, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanesView {
    /// The time from the left to the right edge.
    pub range: TimeRange,
    /// Height of a row in CSS pixels: 22 to 24.
    pub row_px: u32,
    /// Number of the first row that is given: the rows above it exist and are scrolled away.
    pub first_row: u32,
    /// How far all rows, from number 0 on, are scrolled, in CSS pixels.
    pub scroll_px: f64,
    /// The row of the selected event ([`Mark::row`]).
    pub selected: Option<RowId>,
}

/// The words of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanesLabels {
    /// Beside a session of which no end was seen: `open`.
    pub open: String,
    /// How times are written.
    pub time: TimeStyle,
}

/// The visible rows under their time axis.
pub fn draw_lanes(
    rows: &[TimelineRow<'_>],
    view: &LanesView,
    size: (u32, u32),
    theme: Theme,
    labels: &LanesLabels,
) -> Drawing {
    svg_drawing(size, |canvas| Painter { canvas, view, theme }.lanes(rows, size, labels))
}

/// Draws the timeline on any backend; `scale` is how many of its units a CSS pixel has.
pub fn draw_lanes_on<DB: DrawingBackend>(
    backend: &mut DB,
    scale: f64,
    rows: &[TimelineRow<'_>],
    view: &LanesView,
    size: (u32, u32),
    theme: Theme,
    labels: &LanesLabels,
) -> Outcome<Geometry, DB> {
    Painter { canvas: &mut Canvas::new(backend, scale), view, theme }.lanes(rows, size, labels)
}

struct Painter<'p, 'c, DB: DrawingBackend> {
    canvas: &'p mut Canvas<'c, DB>,
    view: &'p LanesView,
    theme: Theme,
}

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    fn lanes(
        mut self,
        rows: &[TimelineRow<'_>],
        size: (u32, u32),
        labels: &LanesLabels,
    ) -> Outcome<Geometry, DB> {
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
        let row_height = f64::from(self.view.row_px.clamp(1, 1000));
        let scroll = if self.view.scroll_px.is_finite() { self.view.scroll_px.max(0.0) } else { 0.0 };
        let start = f64::from(self.view.first_row) * row_height - scroll;
        let above = ((-start / row_height).max(0.0) as usize).min(rows.len());
        for (row, content) in rows.iter().enumerate().skip(above) {
            let y = plot.y + start + row as f64 * row_height;
            if y >= height {
                break;
            }
            let area = PxRect::new(0.0, y, width, row_height);
            hits.push(Hit { area, glyph: None, what: HitTarget::Row(row) });
            match content {
                TimelineRow::Group { folded, spans, .. } => {
                    if row > 0 || self.view.first_row > 0 {
                        self.canvas.horizontal(0.0, y, width, palette.line)?;
                    }
                    if *folded {
                        self.folded(spans, area)?;
                    }
                }
                TimelineRow::Lane(lane) => self.lane(lane, row, area, &labels.open, &mut hits)?,
            }
            if row + 1 == rows.len() {
                self.canvas.horizontal(0.0, area.bottom(), width, palette.line)?;
            }
        }
        // The axis comes last, so that rows that are half scrolled away lie under it.
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
        Ok(Geometry { size, plot, time, values: None, time_context: axis.context, spans: Vec::new(), hits })
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

    /// The sessions of a folded group, as thin bars in one row.
    fn folded(&mut self, spans: &[TimeRange], area: PxRect) -> DrawResult<DB> {
        let mut reached = f64::NEG_INFINITY;
        for span in spans {
            let Some(bar) = self.rect_of(*span, area, 4.0, 2.0) else { continue };
            // Bars that add nothing to what is drawn are left out: many sessions share a pixel.
            if bar.right() > reached + 0.5 {
                reached = bar.right();
                self.canvas.rect(bar, self.theme.palette().connected)?;
                let edge = PxRect::new(bar.x, bar.y, 2.0, bar.h);
                self.canvas.rect(edge, self.theme.palette().family(Family::Lifecycle))?;
            }
        }
        Ok(())
    }

    fn lane(
        &mut self,
        lane: &Lane,
        row: usize,
        area: PxRect,
        open: &str,
        hits: &mut Vec<Hit>,
    ) -> DrawResult<DB> {
        if let Some(span) = lane.span {
            self.bar(lane, span, area, open)?;
        }
        let y = (area.y + area.h / 2.0).round() + 0.5;
        let mut positions = Vec::with_capacity(lane.marks.len());
        let mut shapes: [Shapes; Family::COUNT] = Default::default();
        let mut selected = None;
        for (mark, one) in in_painting_order(&lane.marks) {
            let x = self.x(one.time_ms, area.w);
            if !(-5.0..=area.w + 5.0).contains(&x) {
                continue;
            }
            positions.push((x, mark));
            let what = HitTarget::Mark { row, mark };
            if selected.is_none() && self.view.selected == Some(one.row) {
                // It is painted larger, over all others.
                selected = Some((one, (x, y), what));
            } else {
                shapes[one.family as usize].add(one, (x, y));
                hits.push(hit_of(one, (x, y), size_of(one), what));
            }
        }
        for family in Family::PAINTING_ORDER {
            let shapes = std::mem::take(&mut shapes[family as usize]);
            self.canvas.polygon(shapes.outline, self.theme.palette().family(family), 1.0)?;
        }
        let end = lane.span.map(|span| self.x(span.end_ms, area.w));
        self.counts(lane, positions, end, y)?;
        if let Some((mark, center, what)) = selected {
            let size = 1.2 * size_of(mark);
            hits.push(hit_of(mark, center, size, what));
            let palette = self.theme.palette();
            self.canvas.ring(center, 8.5, palette.accent, 2.0)?;
            let mut outline = Vec::new();
            glyph::push(&mut outline, mark.family, center, size);
            self.canvas.polygon(outline, palette.family(mark.family), 1.0)?;
        }
        Ok(())
    }

    /// The bar of a session with its connections and ends.
    fn bar(&mut self, lane: &Lane, span: TimeRange, area: PxRect, open: &str) -> DrawResult<DB> {
        let palette = self.theme.palette();
        let Some(bar) = self.rect_of(span, area, BAR, 2.0) else { return Ok(()) };
        self.canvas.rect(bar, palette.started)?;
        for connection in lane.connections.iter().filter(|connection| connection.connected) {
            if let Some(part) = self.rect_of(connection.range, area, BAR, 1.0) {
                self.canvas.rect(part, palette.connected)?;
            }
        }
        let end = |x: f64| PxRect::new(x, bar.y - 1.0, 2.0, BAR + 2.0);
        let (from, to) = (self.x(span.start_ms, area.w), self.x(span.end_ms, area.w).max(bar.x + 2.0));
        let lifecycle = palette.family(Family::Lifecycle);
        if from >= 0.0 {
            self.canvas.rect(end(from.round() - 1.0), lifecycle)?;
        }
        if to > area.w {
            return Ok(());
        }
        let to = to.round();
        match lane.state {
            SessionState::Ended => self.canvas.rect(end(to - 1.0), lifecycle),
            SessionState::Disconnected => self.dashes_down(to - 1.0, bar, lifecycle),
            SessionState::Open => {
                for step in 0..4 {
                    for edge in [bar.y - 1.0, bar.bottom()] {
                        let x = to + 4.0 * f64::from(step);
                        self.canvas.rect(PxRect::new(x, edge, 2.0, 1.0), palette.caution)?;
                    }
                }
                self.dashes_down(to, bar, palette.caution)?;
                let label = Label::plain(11.0, palette.caution);
                if to + 20.0 + self.canvas.measure(open, label)?.0 <= area.w {
                    self.canvas.text(open, to + 20.0, bar.y + BAR / 2.0, label)?;
                }
                Ok(())
            }
        }
    }

    /// An end that was not seen: a broken line.
    fn dashes_down(&mut self, x: f64, bar: PxRect, color: Rgb) -> DrawResult<DB> {
        for step in 0..3 {
            let y = bar.y - 1.0 + 5.0 * f64::from(step);
            self.canvas.rect(PxRect::new(x, y, 1.0, 3.0), color)?;
        }
        Ok(())
    }

    /// Says of marks that stand for several events that they do: a line under each, and the number
    /// beside those that have room for it before the next mark.
    fn counts(
        &mut self,
        lane: &Lane,
        mut positions: Vec<(f64, usize)>,
        end: Option<f64>,
        y: f64,
    ) -> DrawResult<DB> {
        if lane.marks.iter().all(|mark| mark.count <= 1) {
            return Ok(());
        }
        positions.sort_by(|one, other| one.0.total_cmp(&other.0));
        let label = Label::plain(10.0, self.theme.palette().second);
        let mut lines: Vec<Point> = Vec::new();
        let mut taken = f64::NEG_INFINITY;
        for (index, (x, mark)) in positions.iter().enumerate() {
            let mark = &lane.marks[*mark];
            if mark.count <= 1 {
                continue;
            }
            let (top, bottom) = (y + 7.0, y + 8.2);
            lines.extend([
                (x - 3.5, top),
                (x + 3.5, top),
                (x + 3.5, bottom),
                (x - 3.5, bottom),
                (x - 3.5, top),
            ]);
            let count = units::grouped(u128::from(mark.count));
            let from = x + 7.0;
            let to = from + self.canvas.measure(&count, label)?.0;
            let next = positions.get(index + 1).map_or(f64::INFINITY, |(next, _)| *next);
            let over_the_end = end.is_some_and(|end| end >= x - 4.0 && end <= to + 2.0);
            if from >= taken && to + 6.0 <= next && !over_the_end {
                self.canvas.text(&count, from, y - 0.5, label)?;
                taken = to;
            }
        }
        self.canvas.polygon(lines, label.color, 1.0)
    }
}

/// The marks of one family on one lane as a single outline.
#[derive(Default)]
struct Shapes {
    outline: Vec<Point>,
    last: Option<(i64, bool)>,
}

impl Shapes {
    fn add(&mut self, mark: &Mark, center: Point) {
        // Two positions a pixel are as fine as a screen can show; more of the same shape add nothing.
        let position = ((center.0 * 2.0).round() as i64, mark.count > 1);
        if self.last.replace(position) != Some(position) {
            glyph::push(&mut self.outline, mark.family, center, size_of(mark));
        }
    }
}

/// Marks with their number in the lane, in the order in which they are painted.
fn in_painting_order(marks: &[Mark]) -> Vec<(usize, &Mark)> {
    let mut order: Vec<(usize, &Mark)> = marks.iter().enumerate().collect();
    order.sort_by_key(|(_, mark)| mark.family.painting_index());
    order
}

/// Where a mark can be pointed at: a little beyond its shape, as most are small.
fn hit_of(mark: &Mark, (x, y): Point, size: f64, what: HitTarget) -> Hit {
    let reach = glyph::REACH * size;
    let area = PxRect::new(x - reach, y - reach, 2.0 * reach, 2.0 * reach);
    Hit { area, glyph: Some(mark.family), what }
}

/// A mark of several events is somewhat larger.
fn size_of(mark: &Mark) -> f64 {
    if mark.count > 1 { 1.3 } else { 1.0 }
}
