//! Ranks: what comes before a place of the order in time, by family and by direction of what is moved, so that
//! events over time are told by looking up where bins begin and end.

use super::answer::{Histogram, TransferSeries};
use super::bins::bins_over;
use super::filter::Selection;
use super::transfers::directions;
use crate::model::TimeRange;
use crate::model::classify::Classification;
use crate::model::{Amount, ByteCount, Direction, Family, InOut, Index, Store};

/// At every so many places of the order the counts are kept; those between are counted on.
const MARK_EVERY: usize = 256;

/// What comes before a place.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Events by family.
    families: [u32; Family::COUNT],
    /// What moved in and out.
    moved: InOut,
}

/// The most bytes that a single transfer adds to a chart over time. It is beyond any file, and running sums of
/// no more than it cannot saturate, so that the difference of two of them is exact.
const MAX_DRAWN_SIZE: ByteCount = u64::MAX as ByteCount;

/// How many of the events that a filter lets through come before places of the order.
pub struct Ranks {
    /// At each place that is a multiple of [`MARK_EVERY`].
    marks: Vec<Counts>,
}

/// What is counted.
pub struct Counted<'a> {
    /// The store.
    pub store: &'a Store,
    /// Its order.
    pub index: &'a Index,
    /// What its events are.
    pub classification: &'a Classification,
    /// Those of them that the filter lets through.
    pub shown: &'a Selection,
}

impl Ranks {
    /// Of all that is shown.
    pub fn of(counted: &Counted<'_>) -> Ranks {
        let directions = directions(counted.classification);
        let mut counts = Counts::default();
        let mut marks = Vec::with_capacity(counted.index.dated.div_ceil(MARK_EVERY) + 1);
        for rows in counted.index.order[..counted.index.dated].chunks(MARK_EVERY) {
            marks.push(counts);
            counted.count(rows, &directions, &mut counts);
        }
        marks.push(counts);
        Ranks { marks }
    }

    /// Events by family and transfers over a range of time, in at most `bins` bins.
    pub fn over_time(
        &self,
        counted: &Counted<'_>,
        range: TimeRange,
        bins: u32,
    ) -> (Histogram, TransferSeries) {
        let (start_ms, bin_ms, count) = bins_over(range, bins);
        let mut histogram = Histogram { start_ms, bin_ms, bins: vec![[0; Family::COUNT]; count] };
        let mut series = TransferSeries { start_ms, bin_ms, bins: vec![InOut::default(); count] };
        let directions = directions(counted.classification);
        let order = &counted.index.order[..counted.index.dated];
        let place_of =
            |rows: &[u32], time: i64| rows.partition_point(|row| counted.store.columns().time(*row) < time);
        // What comes before a place, by what comes before an earlier one.
        let before = |place: usize, (earlier, before): (usize, Counts)| {
            let mark = place / MARK_EVERY;
            let (from, mut counts) = match self.marks.get(mark) {
                Some(counts) if mark * MARK_EVERY > earlier => (mark * MARK_EVERY, *counts),
                _ => (earlier, before),
            };
            counted.count(&order[from..place], &directions, &mut counts);
            (place, counts)
        };
        let mut last = before(place_of(order, range.start_ms), (0, Counts::default()));
        for ((number, bin), moved) in (1i64..).zip(&mut histogram.bins).zip(&mut series.bins) {
            let end = start_ms.saturating_add(bin_ms.saturating_mul(number)).min(range.end_ms);
            let next = before(last.0 + place_of(&order[last.0..], end), last);
            for (events, (until, before)) in bin.iter_mut().zip(next.1.families.iter().zip(last.1.families)) {
                *events = until - before;
            }
            *moved = next.1.moved.since(last.1.moved);
            last = next;
        }
        (histogram, series)
    }
}

impl Counted<'_> {
    /// Counts those of these rows that are shown.
    fn count(&self, rows: &[u32], directions: &[Direction], counts: &mut Counts) {
        for row in rows.iter().copied().filter(|row| self.shown.contains(*row)) {
            counts.families[self.classification.families().get(row) as usize] += 1;
            let Some(flow) = (self.classification.moves().get(row) as usize).checked_sub(1) else { continue };
            if directions[flow] != Direction::Within {
                let size = self.store.columns().size(row).map(|size| size.min(MAX_DRAWN_SIZE));
                counts.moved.add(directions[flow], Amount::of(size));
            }
        }
    }
}
