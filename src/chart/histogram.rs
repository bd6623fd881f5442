//! Events over time, stacked by family: small as the overview strip, large with axes.
//!
//! A family that has an event in a bar is at least one pixel high there, so that one transfer out
//! is seen beside ten thousand visits; the pixels are taken from the highest part of the bar.

use super::canvas::{Canvas, Label, Outcome, Point, PxRect};
use super::value_axis::ValueAxis;
use super::{
    Drawing, Geometry, Hit, HitTarget, NamedSpan, Theme, TimeStyle, bins_a_bar, bounded, covered,
    svg_drawing, time_axis,
};
use crate::model::{Family, TimeRange};
use crate::query::answer::Histogram;
use crate::text::units;
use plotters_backend::DrawingBackend;

/// The words of the large histogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistogramLabels {
    /// Title of the value axis, with its unit: `Events per 15 minutes`.
    pub value_title: String,
    /// Title of the time axis, with its zone: `Time (UTC)`.
    pub time_title: String,
    /// How times are written.
    pub time: TimeStyle,
}

/// The overview strip: bars over the whole width, with dates at the top and no axes.
pub fn draw_overview(answer: &Histogram, size: (u32, u32), theme: Theme, time: &TimeStyle) -> Drawing {
    svg_drawing(size, |canvas| overview(canvas, answer, size, theme, time))
}

/// The large histogram with a value axis and a time axis.
pub fn draw_histogram(
    answer: &Histogram,
    size: (u32, u32),
    theme: Theme,
    labels: &HistogramLabels,
) -> Drawing {
    svg_drawing(size, |canvas| large(canvas, answer, size, theme, labels))
}

fn overview<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    answer: &Histogram,
    size: (u32, u32),
    theme: Theme,
    style: &TimeStyle,
) -> Outcome<Geometry, DB> {
    /// Dates are sparse here: the strip is for finding one's way and not for reading times.
    const LEAST_GAP: f64 = 110.0;
    let palette = theme.palette();
    let size = bounded(size);
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let plot = PxRect::new(0.0, 22.0, width, height - 22.0 - 8.0);
    let time = covered(answer.start_ms, answer.bin_ms, answer.bins.len());
    let axis = time_axis::day_ticks(time, plot.w, LEAST_GAP, style);
    let label = Label::plain(11.0, palette.second);
    let first = axis.ticks.first().map_or(f64::INFINITY, |tick| tick.x);
    let mut spans = Vec::new();
    if time.length_ms() > 0 {
        // The day that is already running at the left edge has no tick of its own.
        let date = style.date_of(time.start_ms);
        let words = canvas.measure(&date, label)?.0;
        if words + 16.0 < first.min(width) {
            canvas.text(&date, 8.0, 10.0, label)?;
            let range = style.day_of(time.start_ms);
            spans.push(NamedSpan { area: PxRect::new(4.0, 1.0, words + 8.0, 18.0), label: date, range });
        }
    }
    for tick in axis.ticks {
        let words = canvas.measure(&tick.label, label)?.0;
        if tick.x + 8.0 + words <= width {
            canvas.vertical(tick.x, 0.0, 16.0, palette.line)?;
            canvas.text(&tick.label, tick.x + 6.0, 10.0, label)?;
            let range = TimeRange { start_ms: tick.time_ms, end_ms: tick.end_ms };
            spans.push(NamedSpan {
                area: PxRect::new(tick.x + 2.0, 1.0, words + 8.0, 18.0),
                label: tick.label,
                range,
            });
        }
    }
    let hits = bars(canvas, answer, plot, theme)?;
    Ok(Geometry { size, plot, time: Some(time), time_context: axis.context, spans, hits })
}

fn large<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    answer: &Histogram,
    size: (u32, u32),
    theme: Theme,
    labels: &HistogramLabels,
) -> Outcome<Geometry, DB> {
    let palette = theme.palette();
    let size = bounded(size);
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let label = Label::plain(11.0, palette.third);
    let axis_y = height - 44.0;
    // The scale depends on how many bins a bar holds, that on the width, and the width on the
    // labels of the scale: room for the longest label is taken from the sum as an upper bound.
    let most = tallest(answer, width);
    let left = canvas.measure(&units::grouped(u128::from(most)), label)?.0 + 8.0;
    let plot = PxRect::new(left, 26.0, width - left - 4.0, axis_y - 26.0);
    let top = tallest(answer, plot.w);
    canvas.text(&labels.value_title, 0.0, 9.0, Label::plain(11.0, palette.second))?;
    let written = |value: u64| units::grouped(u128::from(value));
    ValueAxis::upwards(top, plot).draw(canvas, &[(-1.0, top)], plot, theme, &written)?;
    let time = covered(answer.start_ms, answer.bin_ms, answer.bins.len());
    let hits = bars(canvas, answer, plot, theme)?;
    canvas.horizontal(plot.x, plot.bottom(), plot.w, palette.third)?;
    let context = below(canvas, time, plot, theme, &labels.time, &labels.time_title)?;
    Ok(Geometry { size, plot, time: Some(time), time_context: context, spans: Vec::new(), hits })
}

/// A time axis below a plot: ticks with their labels, and the title at the right end.
pub(super) fn below<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    time: crate::model::TimeRange,
    plot: PxRect,
    theme: Theme,
    style: &TimeStyle,
    title: &str,
) -> Outcome<Option<String>, DB> {
    let palette = theme.palette();
    let label = Label::plain(11.0, palette.third);
    let axis = time_axis::ticks(time, plot.w, 76.0, style);
    for tick in &axis.ticks {
        let x = plot.x + tick.x;
        let half = canvas.measure(&tick.label, label)?.0 / 2.0;
        canvas.vertical(x, plot.bottom(), 4.0, palette.third)?;
        // The first label may lie a little beside its tick: without it the others could not be read.
        let centre = x.max(half);
        if centre - x <= half && centre + half <= plot.right() + 4.0 {
            canvas.text(&tick.label, centre, plot.bottom() + 13.0, label.centered())?;
        }
    }
    let title = match &axis.context {
        Some(context) => format!("{context} · {title}"),
        None => title.to_owned(),
    };
    let label = Label::plain(11.0, palette.second);
    canvas.text(&title, plot.right(), plot.bottom() + 32.0, label.right())?;
    Ok(axis.context)
}

/// Sums of the bins of each bar, by family.
fn sums(answer: &Histogram, width: f64) -> impl Iterator<Item = [u64; Family::COUNT]> + '_ {
    answer.bins.chunks(bins_a_bar(answer.bins.len(), width)).map(|bins| {
        let mut sum = [0; Family::COUNT];
        for bin in bins {
            for (sum, count) in sum.iter_mut().zip(bin) {
                *sum += u64::from(*count);
            }
        }
        sum
    })
}

/// Events in the highest bar, at least 1.
fn tallest(answer: &Histogram, width: f64) -> u64 {
    sums(answer, width).map(|sum| sum.iter().sum()).max().unwrap_or(0).max(1)
}

/// Width of a bar where there are hardly any.
const WIDEST: f64 = 48.0;

/// Draws the bars, one polygon a family, and gives the hit areas.
///
/// Each family is drawn down to the base line and the lower ones over it. So the bars of a family
/// are one polygon, whose connecting edges run along the base line and cover nothing.
fn bars<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    answer: &Histogram,
    plot: PxRect,
    theme: Theme,
) -> Outcome<Vec<Hit>, DB> {
    let top = tallest(answer, plot.w);
    let count = answer.bins.len();
    let merged = bins_a_bar(count, plot.w);
    let mut hits = Vec::new();
    let mut outlines: [Vec<Point>; Family::COUNT] = Default::default();
    for (bar, sum) in sums(answer, plot.w).enumerate() {
        let first = bar * merged;
        let last = (first + merged).min(count);
        let across = |bin: usize| plot.x + bin as f64 / count as f64 * plot.w;
        let (left, right) = (across(first).round(), across(last).round());
        let gap = if right - left >= 4.0 { 1.0 } else { 0.0 };
        // A bar that would fill the picture stands as a bar at the start of its time.
        let edge = if right - left > plot.w / 4.0 { right.min(left + WIDEST) } else { right - gap };
        hits.push(Hit {
            area: PxRect::new(left, plot.y, right - left, plot.h),
            glyph: None,
            what: HitTarget::Bins { first, count: last - first },
        });
        let mut reached = 0.0;
        for (outline, height) in outlines.iter_mut().zip(heights(&sum, top, plot.h.floor())) {
            if height > 0.0 {
                reached += height;
                let y = plot.bottom() - reached;
                outline.extend([(left, plot.bottom()), (left, y), (edge, y), (edge, plot.bottom())]);
            }
        }
    }
    for (family, outline) in Family::ALL.into_iter().zip(outlines).rev() {
        canvas.polygon(outline, theme.palette().family(family), 1.0)?;
    }
    Ok(hits)
}

/// Heights of the parts of a bar in whole pixels: true to scale, yet none of them invisible.
fn heights(sum: &[u64; Family::COUNT], top: u64, plot_height: f64) -> [f64; Family::COUNT] {
    let scale = plot_height / top as f64;
    let mut heights = sum.map(|count| if count == 0 { 0.0 } else { (count as f64 * scale).round().max(1.0) });
    let total = sum.iter().sum::<u64>() as f64 * scale;
    let mut excess = heights.iter().sum::<f64>() - total.round();
    while excess > 0.0 {
        let highest = (0..Family::COUNT).max_by(|a, b| heights[*a].total_cmp(&heights[*b])).unwrap_or(0);
        if heights[highest] <= 1.0 {
            break;
        }
        heights[highest] -= 1.0;
        excess -= 1.0;
    }
    heights
}
