//! Events over time.

use super::answer::{Histogram, TimeRange};
use super::filter::Selection;
use crate::model::Family;
use crate::model::Store;
use crate::model::time::UNDATED;
use crate::model::transfer::Meanings;

/// Width of a bin in milliseconds and how many bins it takes, for at most `bins` bins over a range.
pub fn bin_width(range: TimeRange, bins: u32) -> (i64, usize) {
    let length = range.length_ms().max(1);
    let width =
        length.div_euclid(i64::from(bins.max(1))) + i64::from(length.rem_euclid(i64::from(bins.max(1))) != 0);
    let width = width.max(1);
    (width, ((length - 1) / width + 1) as usize)
}

/// Events by family over a range of time, in at most `bins` bins.
pub fn histogram(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    range: TimeRange,
    bins: u32,
) -> Histogram {
    let (bin_ms, count) = bin_width(range, bins);
    let mut histogram = Histogram { start_ms: range.start_ms, bin_ms, bins: vec![[0; Family::COUNT]; count] };
    for row in selection.iter() {
        let time = store.columns().time[row as usize];
        if time == UNDATED || !range.contains(time) {
            continue;
        }
        let family = meanings.of_row(store, row).family;
        histogram.bins[((time - range.start_ms) / bin_ms) as usize][family as usize] += 1;
    }
    histogram
}
