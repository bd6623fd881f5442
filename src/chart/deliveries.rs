//! What was delivered by each time, against what is here: two lines that never fall, between them what is missing, and
//! marks where the logging was changed.
//!
//! ```text
//!                 ⊘     ◆
//!   1,200 ┤       │    ┌┼──── delivered
//!         │       ├────┘│░░░░
//!     600 ┤   ┌───┤░░░┌─┼──── here
//!         │ ──┴───┼───┘ │
//!       0 └───────▀▀▀▀▀▀▀▀─
//! ```

use super::canvas::{Canvas, Label, Outcome, Point, PxRect};
use super::histogram::below;
use super::value_axis::ValueAxis;
use super::{
    Drawing, Geometry, Hit, HitTarget, Theme, TimeStyle, bins_a_bar, bounded, covered, glyph, svg_drawing,
    time_axis,
};
use crate::model::LoggingEffect;
use crate::model::time::TimeMs;
use crate::query::answer::{DeliveredBy, DeliveryCourse};
use crate::text::units;
use plotters_backend::DrawingBackend;

/// The words of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveriesLabels {
    /// Title of the value axis: `Events`.
    pub value_title: String,
    /// Title of the time axis, with its zone: `Time (UTC)`.
    pub time_title: String,
    /// The upper line: `delivered`.
    pub delivered: String,
    /// The lower line: `here`.
    pub here: String,
    /// How times are written.
    pub time: TimeStyle,
}

/// What was delivered over time, against what is here, with the changes of the logging in that time, in its order.
pub fn draw_deliveries(
    course: &DeliveryCourse,
    changes: &[(TimeMs, LoggingEffect)],
    size: (u32, u32),
    theme: Theme,
    labels: &DeliveriesLabels,
) -> Drawing {
    svg_drawing(size, |canvas| picture(canvas, (course, changes), size, theme, labels))
}

/// Height of the strip at the bottom where something is missing: a gap of a few events among thousands is not seen.
const STRIP_PX: f64 = 3.0;

/// How dark the gap is.
const SHADE: f64 = 0.35;

/// Two labels are at least so far apart.
const LABEL_PX: f64 = 14.0;

/// Height of the row of marks above the plot.
const MARKS_PX: f64 = 16.0;

/// Changes that are nearer to each other are one mark: they would lie over one another.
const MARK_PX: f64 = 12.0;

fn picture<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    (course, changes): (&DeliveryCourse, &[(TimeMs, LoggingEffect)]),
    size: (u32, u32),
    theme: Theme,
    labels: &DeliveriesLabels,
) -> Outcome<Geometry, DB> {
    let palette = theme.palette();
    let size = bounded(size);
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let tick_label = Label::plain(11.0, palette.third);
    let side_label = Label::plain(11.0, palette.second);
    let top = course.bins.iter().map(|bin| bin.delivered.max(bin.here)).max().unwrap_or(0).max(1);
    let written = |value: u64| units::grouped(u128::from(value));
    let left = canvas.measure(&written(top), tick_label)?.0 + 8.0;
    let DeliveredBy { delivered, here } = course.bins.last().copied().unwrap_or_default();
    let names = [(&labels.delivered, delivered), (&labels.here, here)];
    let [delivered_name, here_name] = names.map(|(name, value)| format!("{name} {}", written(value)));
    let right = canvas.measure(&delivered_name, side_label)?.0.max(canvas.measure(&here_name, side_label)?.0);
    let above = if changes.is_empty() { 26.0 } else { 26.0 + MARKS_PX };
    let plot = PxRect::new(left, above, width - left - right - 10.0, height - above - 44.0);
    let axis = ValueAxis::upwards(top, plot);
    let y = |value: u64| axis.zero - axis.length(value);

    canvas.text(&labels.value_title, 0.0, 9.0, side_label)?;
    axis.draw(canvas, &[(-1.0, top)], plot, theme, &written)?;

    let count = course.bins.len();
    let merged = bins_a_bar(count, plot.w);
    let mut hits = Vec::with_capacity(count / merged + 1);
    let mut lines: [Vec<Point>; 2] = Default::default();
    // Where something is missing, from where to where.
    let mut lacking: Vec<(f64, f64)> = Vec::new();
    for (index, bins) in course.bins.chunks(merged).enumerate() {
        let (first, last) = (index * merged, index * merged + bins.len());
        let across = |bin: usize| (plot.x + bin as f64 / count as f64 * plot.w).round();
        let (from, to) = (across(first), across(last));
        let by = bins[bins.len() - 1];
        let area = PxRect::new(from, plot.y, to - from, plot.h);
        hits.push(Hit { area, glyph: None, what: HitTarget::Bins { first, count: bins.len() } });
        if by.missing() > 0 {
            let gap = [(from, y(by.delivered)), (to, y(by.delivered)), (to, y(by.here)), (from, y(by.here))];
            canvas.polygon(gap, palette.caution, SHADE)?;
            match lacking.last_mut() {
                Some((_, end)) if *end == from => *end = to,
                _ => lacking.push((from, to)),
            }
        }
        for (line, value) in lines.iter_mut().zip([by.here, by.delivered]) {
            line.extend([(from, y(value)), (to, y(value))]);
        }
    }
    for (from, to) in lacking {
        canvas.rect(PxRect::new(from, plot.bottom() - STRIP_PX, to - from, STRIP_PX), palette.caution)?;
    }
    let [line_here, line_delivered] = lines;
    canvas.stroke(line_here, palette.accent, 2.0)?;
    canvas.stroke(line_delivered, palette.ink, 1.0)?;
    // Where both end at one height, they are named one above the other, the greater one first.
    let middle = (y(delivered) + y(here)) / 2.0;
    let apart = ((y(here) - y(delivered)).abs() / 2.0).max(LABEL_PX / 2.0);
    let is_above = delivered >= here;
    let (upper, lower) = if is_above { (delivered_name, here_name) } else { (here_name, delivered_name) };
    canvas.text(&upper, plot.right() + 6.0, middle - apart, side_label)?;
    canvas.text(&lower, plot.right() + 6.0, middle + apart, side_label)?;
    canvas.horizontal(plot.x, plot.bottom(), plot.w, palette.third)?;

    let time = covered(course.start_ms, course.bin_ms, count);
    let across = |change: &(TimeMs, LoggingEffect)| plot.x + time_axis::fraction(time, change.0) * plot.w;
    let mut first = 0;
    while let Some(start) = changes.get(first) {
        let together = changes[first..].iter().take_while(|change| across(change) - across(start) < MARK_PX);
        let end = first + together.count().max(1);
        let effects = changes[first..end].iter().map(|(_, effect)| *effect);
        if let Some(effect) = effects.max() {
            let colour = palette.effect(effect);
            let center = (across(start).round(), plot.y - MARKS_PX / 2.0);
            canvas.vertical(center.0, plot.y, plot.h, colour)?;
            let mut outline = Vec::new();
            glyph::push_shape(&mut outline, effect.shape(), center, 1.0);
            canvas.polygon(outline, colour, 1.0)?;
            let half = MARK_PX / 2.0;
            let area = PxRect::new(center.0 - half, center.1 - half, MARK_PX, MARK_PX);
            hits.push(Hit { area, glyph: None, what: HitTarget::Changes { first, count: end - first } });
        }
        first = end;
    }
    let context = below(canvas, time, plot, theme, &labels.time, &labels.time_title)?;
    Ok(Geometry { size, plot, time: Some(time), time_context: context, spans: Vec::new(), hits })
}
