//! Density: how many events there were, by family, in short spans of time: what is drawn where marks would lie over
//! each other.

use super::Painter;
use super::bars::{BAR, LEAST as LEAST_BAR};
use crate::chart::canvas::{DrawResult, Point, PxRect};
use crate::model::Family;
use crate::query::answer::{Lane, Mark};
use plotters_backend::DrawingBackend;
use std::collections::BTreeMap;

/// Least height of a family in a column, so that one event is seen beside thousands.
const LEAST: f64 = 2.0;

/// A column is as high as the bar from so many events on; below that its height goes by the logarithm, for what differs
/// is whether there are one, ten or a hundred.
const FULL: f64 = 64.0;

/// Height of a column of one event.
const ONE: f64 = 3.0;

/// The columns of one span of time by family.
type Column = [u64; Family::COUNT];

impl<DB: DrawingBackend> Painter<'_, '_, DB> {
    /// The density of a lane: a column a span of time, its families one over the other.
    pub(super) fn density(&mut self, lane: &Lane, area: PxRect) -> DrawResult<DB> {
        if lane.density.is_empty() {
            return Ok(());
        }
        let center = (area.y + area.h / 2.0).round();
        let bottom = ((area.y + (area.h - BAR) / 2.0).round()) + BAR;
        let mut outlines: [Vec<Point>; Family::COUNT] = Default::default();
        for ((from, to), counts) in self.columns(lane, area) {
            let total: u64 = counts.iter().sum();
            let share = (total as f64).log2() / FULL.log2();
            let families = counts.iter().filter(|count| **count > 0).count() as f64;
            let height = (ONE + (BAR - ONE) * share.min(1.0)).max(LEAST * families).min(BAR);
            let free = (height - LEAST * families).max(0.0);
            let least = height.min(LEAST * families) / families.max(1.0);
            let mut y = bottom;
            for (family, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let top = y - least - free * *count as f64 / total as f64;
                // Each begins and ends on the centre line, so that all of a family are one outline: see `glyph`.
                outlines[family].extend([
                    (from, center),
                    (from, top),
                    (to, top),
                    (to, y),
                    (from, y),
                    (from, center),
                ]);
                y = top;
            }
        }
        for family in Family::ALL {
            let outline = std::mem::take(&mut outlines[family as usize]);
            self.canvas.polygon(outline, self.theme.palette().family(family), 1.0)?;
        }
        Ok(())
    }

    /// The columns that are seen, from where to where; those that share pixels are one. None goes beyond its bar.
    fn columns(&self, lane: &Lane, area: PxRect) -> Vec<((f64, f64), Column)> {
        let span_ms = self.view.density_ms.max(1);
        let range = self.view.range;
        let width = (span_ms as f64 / range.length_ms().max(1) as f64 * area.w).clamp(2.0, area.w.max(2.0));
        let mut columns: BTreeMap<(i64, Option<usize>), Column> = BTreeMap::new();
        for Mark { time_ms, family, count, .. } in &lane.density {
            let start_ms = time_ms.div_euclid(span_ms).saturating_mul(span_ms);
            let x = self.x(start_ms, area.w);
            if x < area.w && x + width > 0.0 {
                let column = ((x / width).floor() as i64, bar_at(lane, *time_ms));
                columns.entry(column).or_default()[*family as usize] += u64::from(*count);
            }
        }
        let edges = |(column, bar): (i64, Option<usize>)| {
            let (from, to) = (column as f64 * width, (column + 1) as f64 * width);
            let Some(bar) = bar.map(|bar| lane.bars[bar].range) else { return (from, to) };
            let start = self.x(bar.start_ms, area.w);
            let end = self.x(bar.end_ms, area.w).max(start + LEAST_BAR);
            (from.clamp(start, end - 2.0), to.clamp(start + 2.0, end))
        };
        columns.into_iter().map(|(column, counts)| (edges(column), counts)).collect()
    }
}

/// The bar of a lane that an instant lies in.
fn bar_at(lane: &Lane, time_ms: i64) -> Option<usize> {
    let next = lane.bars.partition_point(|bar| bar.range.start_ms <= time_ms);
    let bar = next.checked_sub(1)?;
    lane.bars[bar].range.contains(time_ms).then_some(bar)
}
