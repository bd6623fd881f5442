//! Ranks: how many events of each family come before a place of the order in time, so that events over time
//! are told by looking up where bins begin and end.

use super::answer::{Histogram, TimeRange};
use super::bins::bins_over;
use super::filter::Selection;
use crate::model::transfer::Meanings;
use crate::model::{Family, Index, Store};

/// At every so many places the counts are kept; those between are counted on.
const MARK_EVERY: usize = 256;

/// Events by family.
type Counts = [u32; Family::COUNT];

/// How many of the events that a filter lets through come before places of the order.
pub struct Ranks {
    /// At each place that is a multiple of [`MARK_EVERY`].
    marks: Vec<Counts>,
}

impl Ranks {
    /// Of the events of a selection.
    pub fn of(index: &Index, meanings: &Meanings, shown: &Selection) -> Ranks {
        let mut counts = Counts::default();
        let mut marks = Vec::with_capacity(index.dated.div_ceil(MARK_EVERY) + 1);
        for places in index.order[..index.dated].chunks(MARK_EVERY) {
            marks.push(counts);
            count(meanings, shown, places, &mut counts);
        }
        marks.push(counts);
        Ranks { marks }
    }

    /// Events by family over a range of time, in at most `bins` bins.
    pub fn histogram(
        &self,
        store: &Store,
        index: &Index,
        meanings: &Meanings,
        shown: &Selection,
        range: TimeRange,
        bins: u32,
    ) -> Histogram {
        let (start_ms, bin_ms, count) = bins_over(range, bins);
        let mut histogram = Histogram { start_ms, bin_ms, bins: vec![[0; Family::COUNT]; count] };
        let order = &index.order[..index.dated];
        let place_of = |time: i64| order.partition_point(|row| store.columns().time(*row) < time);
        let mut place = place_of(range.start_ms);
        let mut before = self.before(order, meanings, shown, place, (0, Counts::default()));
        for (number, bin) in (1i64..).zip(&mut histogram.bins) {
            let end = start_ms.saturating_add(bin_ms.saturating_mul(number)).min(range.end_ms);
            let next = place + order[place..].partition_point(|row| store.columns().time(*row) < end);
            let until = self.before(order, meanings, shown, next, (place, before));
            for (events, (until, before)) in bin.iter_mut().zip(until.iter().zip(before)) {
                *events = until - before;
            }
            (place, before) = (next, until);
        }
        histogram
    }

    /// What comes before a place, by what comes before an earlier one.
    fn before(
        &self,
        order: &[u32],
        meanings: &Meanings,
        shown: &Selection,
        place: usize,
        (earlier, before): (usize, Counts),
    ) -> Counts {
        let mark = place / MARK_EVERY;
        let (from, mut counts) = match self.marks.get(mark) {
            Some(counts) if mark * MARK_EVERY > earlier => (mark * MARK_EVERY, *counts),
            _ => (earlier, before),
        };
        count(meanings, shown, &order[from..place], &mut counts);
        counts
    }
}

/// Counts those of these rows that are shown.
fn count(meanings: &Meanings, shown: &Selection, rows: &[u32], counts: &mut Counts) {
    for row in rows.iter().filter(|row| shown.contains(**row)) {
        counts[meanings.families().get(*row) as usize] += 1;
    }
}
