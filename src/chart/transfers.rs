//! Transfers over time as mirrored bars: what came in above the line, what went out below it.
//!
//! Both sides have the same scale, which may be one on which a small bar is seen beside a large one. Sizes that were
//! never recorded are not drawn as nothing: a bin that holds some has a hollow mark on the line.

use super::canvas::{Canvas, Label, Outcome, Point, PxRect};
use super::histogram::below;
use super::value_axis::ValueAxis;
use super::{Drawing, Geometry, Hit, HitTarget, Theme, TimeStyle, bins_a_bar, bounded, covered, svg_drawing};
use crate::model::{Amount, Family, InOut, Measure, ValueScale};
use crate::query::answer::{TransferSeries, saturated};
use crate::text::units;
use plotters_backend::DrawingBackend;

/// How high a bar for an amount is.
fn height_of(amount: Amount, measure: Measure) -> u64 {
    match measure {
        Measure::Bytes => saturated(amount.bytes),
        Measure::Count => amount.count,
    }
}

/// What a logarithm counts in: hardly a file is smaller than a kilobyte, so that below no room is lost.
const fn unit_of(measure: Measure) -> f64 {
    match measure {
        Measure::Bytes => 1000.0,
        Measure::Count => 1.0,
    }
}

/// The words of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransfersLabels {
    /// Title of the value axis, with its unit and with its scale if that is not linear: `Bytes per hour`.
    pub value_title: String,
    /// Title of the time axis, with its zone: `Time (UTC)`.
    pub time_title: String,
    /// The upper side: `in`.
    pub incoming: String,
    /// The lower side: `out`.
    pub outgoing: String,
    /// How times are written.
    pub time: TimeStyle,
}

/// Bytes or counts over time on a scale, in above and out below.
pub fn draw_transfers_over_time(
    answer: &TransferSeries,
    how: (Measure, ValueScale),
    size: (u32, u32),
    theme: Theme,
    labels: &TransfersLabels,
) -> Drawing {
    svg_drawing(size, |canvas| chart(canvas, answer, how, size, theme, labels))
}

/// What each bar stands for.
fn bars(answer: &TransferSeries, width: f64) -> Vec<InOut> {
    let bins = answer.bins.chunks(bins_a_bar(answer.bins.len(), width));
    bins.map(|bins| bins.iter().copied().sum()).collect()
}

fn chart<DB: DrawingBackend>(
    canvas: &mut Canvas<'_, DB>,
    answer: &TransferSeries,
    (measure, scale): (Measure, ValueScale),
    size: (u32, u32),
    theme: Theme,
    labels: &TransfersLabels,
) -> Outcome<Geometry, DB> {
    let palette = theme.palette();
    let size = bounded(size);
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let tick_label = Label::plain(11.0, palette.third);
    let side_label = Label::plain(11.0, palette.second);
    let written = |value: u64| match measure {
        Measure::Bytes => units::bytes(u128::from(value)),
        Measure::Count => units::grouped(u128::from(value)),
    };
    let right =
        canvas.measure(&labels.incoming, side_label)?.0.max(canvas.measure(&labels.outgoing, side_label)?.0);
    // Where values stand depends on how many bins a bar holds, that on the width, and the width on what is written: room
    // for that is taken as if there were no words yet.
    let rough = PxRect::new(0.0, 26.0, width - right - 8.0, height - 26.0 - 44.0);
    let sides = |bars: &[InOut]| {
        let most_of = |side: fn(&InOut) -> Amount| {
            bars.iter().map(|bar| height_of(side(bar), measure)).max().unwrap_or(0)
        };
        [(-1.0, most_of(|bar| bar.incoming)), (1.0, most_of(|bar| bar.outgoing))]
    };
    let axis_of = |[(_, most_in), (_, most_out)]: [(f64, u64); 2]| {
        let axis = ValueAxis::mirrored((scale, unit_of(measure)), most_in, most_out, rough);
        (axis, most_in.max(most_out))
    };
    let (axis, most) = axis_of(sides(&bars(answer, rough.w)));
    let mut left: f64 = 0.0;
    for value in axis.ticks(most).into_iter().chain([0]) {
        left = left.max(canvas.measure(&written(value), tick_label)?.0 + 8.0);
    }
    let plot = PxRect { x: left, w: (rough.w - left).max(0.0), ..rough };
    let bars = bars(answer, plot.w);
    let sides = sides(&bars);
    let (axis, _) = axis_of(sides);
    let zero = axis.zero;
    canvas.text(&labels.value_title, 0.0, 9.0, side_label)?;
    axis.draw(canvas, &sides, plot, theme, &written)?;

    let count = answer.bins.len();
    let merged = bins_a_bar(count, plot.w);
    let mut hits = Vec::with_capacity(bars.len());
    let mut outlines: [Vec<Point>; 2] = Default::default();
    let mut unknown = Vec::new();
    for (index, bar) in bars.iter().enumerate() {
        let first = index * merged;
        let last = (first + merged).min(count);
        let across = |bin: usize| plot.x + bin as f64 / count as f64 * plot.w;
        let (from, to) = (across(first).round(), across(last).round());
        let gap = if to - from >= 4.0 { 1.0 } else { 0.0 };
        let area = PxRect::new(from, plot.y, to - from, plot.h);
        hits.push(Hit { area, glyph: None, what: HitTarget::Bins { first, count: last - first } });
        for (outline, side, amount) in [(0, -1.0, bar.incoming), (1, 1.0, bar.outgoing)] {
            let value = height_of(amount, measure);
            if value > 0 {
                let y = zero + side * axis.bar(value);
                outlines[outline].extend([(from, zero), (from, y), (to - gap, y), (to - gap, zero)]);
            }
        }
        if bar.total().unsized_count > 0 && measure == Measure::Bytes {
            unknown.push((from + to - gap) / 2.0);
        }
    }
    let [incoming, outgoing] = outlines;
    canvas.polygon(incoming, palette.family(Family::TransferIn), 1.0)?;
    canvas.polygon(outgoing, palette.family(Family::TransferOut), 1.0)?;
    canvas.horizontal(plot.x, zero, plot.w, palette.third)?;
    let mut reached = f64::NEG_INFINITY;
    for x in unknown {
        // Marks that would touch are drawn once: a mark says that there are some, not how many.
        if x - reached >= 5.0 {
            let corners = |reach: f64| {
                let y = zero + 0.5;
                [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
            };
            canvas.polygon(corners(4.0), palette.second, 1.0)?;
            canvas.polygon(corners(2.4), palette.panel, 1.0)?;
            reached = x;
        }
    }
    canvas.text(&labels.incoming, plot.right() + 6.0, zero - 9.0, side_label)?;
    canvas.text(&labels.outgoing, plot.right() + 6.0, zero + 11.0, side_label)?;

    let time = covered(answer.start_ms, answer.bin_ms, count);
    let context = below(canvas, time, plot, theme, &labels.time, &labels.time_title)?;
    Ok(Geometry { size, plot, time: Some(time), time_context: context, spans: Vec::new(), hits })
}
