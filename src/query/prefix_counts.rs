//! Prefix counts: what comes before a position in the order of time, by family and by direction of what is moved,
//! so that events over time are told by looking up where bins begin and end.

use super::answer::{Histogram, TransferSeries};
use super::bins::bins_over;
use super::transfers::directions;
use super::view::View;
use crate::model::{Amount, ByteCount, Direction, Family, InOut, RowId, TimeRange};

/// At every so many positions of the order the counts are kept; those between are counted on.
const MARK_EVERY: usize = 128;

/// What comes before a position.
#[derive(Clone, Copy, Default)]
struct Prefix {
    /// Events by family.
    families: [u32; Family::COUNT],
    /// What moved in and out.
    moved: InOut,
}

/// The most bytes that a single transfer adds to a chart over time. It is beyond any file, and running sums of
/// no more than it cannot saturate, so that the difference of two of them is exact.
const MAX_DRAWN_SIZE: ByteCount = u64::MAX as ByteCount;

/// How many of the events that pass the filter come before positions of the order.
pub struct PrefixCounts {
    /// At each position that is a multiple of [`MARK_EVERY`].
    marks: Vec<Prefix>,
}

impl PrefixCounts {
    /// Of all events that pass the filter, whatever the range.
    pub fn of(view: &View<'_>) -> PrefixCounts {
        let directions = directions(view.classification);
        let mut prefix = Prefix::default();
        let mut marks = Vec::with_capacity(view.index.dated.div_ceil(MARK_EVERY) + 1);
        for rows in view.index.order[..view.index.dated].chunks(MARK_EVERY) {
            marks.push(prefix);
            prefix.add(view, rows, &directions);
        }
        marks.push(prefix);
        PrefixCounts { marks }
    }

    /// Events by family and transfers over a range of time, in at most `bins` bins. Apart from who asks, which is
    /// compiled to be small.
    #[inline(never)]
    pub fn over_time(&self, view: &View<'_>, range: TimeRange, bins: u32) -> (Histogram, TransferSeries) {
        let (start_ms, bin_ms, count) = bins_over(range, bins);
        let mut histogram = Histogram { start_ms, bin_ms, bins: vec![[0; Family::COUNT]; count] };
        let mut series = TransferSeries { start_ms, bin_ms, bins: vec![InOut::default(); count] };
        let directions = directions(view.classification);
        let order = &view.index.order[..view.index.dated];
        let columns = view.store.columns();
        let position_of = |rows: &[RowId], time: i64| rows.partition_point(|row| columns.time(*row) < time);
        // What comes before a position, by what comes before an earlier one.
        let before = |position: usize, (earlier, before): (usize, Prefix)| {
            let mark = position / MARK_EVERY;
            let (from, mut prefix) = match self.marks.get(mark) {
                Some(prefix) if mark * MARK_EVERY > earlier => (mark * MARK_EVERY, *prefix),
                _ => (earlier, before),
            };
            prefix.add(view, &order[from..position], &directions);
            (position, prefix)
        };
        let mut last = before(position_of(order, range.start_ms), (0, Prefix::default()));
        for ((number, bin), moved) in (1i64..).zip(&mut histogram.bins).zip(&mut series.bins) {
            let end = start_ms.saturating_add(bin_ms.saturating_mul(number)).min(range.end_ms);
            let next = before(last.0 + position_of(&order[last.0..], end), last);
            for (events, (until, before)) in bin.iter_mut().zip(next.1.families.iter().zip(last.1.families)) {
                *events = until - before;
            }
            *moved = next.1.moved.since(last.1.moved);
            last = next;
        }
        (histogram, series)
    }
}

impl Prefix {
    /// Adds those of these rows that pass the filter.
    fn add(&mut self, view: &View<'_>, rows: &[RowId], directions: &[Direction]) {
        let View { store, classification, passing, .. } = view;
        for row in rows.iter().copied().filter(|row| passing.contains(*row)) {
            self.families[classification.families().get(row) as usize] += 1;
            let Some(flow) = (classification.moves().get(row) as usize).checked_sub(1) else { continue };
            if directions[flow] != Direction::Within {
                let size = store.columns().size(row).map(|size| size.min(MAX_DRAWN_SIZE));
                self.moved.add(directions[flow], Amount::of(size));
            }
        }
    }
}
