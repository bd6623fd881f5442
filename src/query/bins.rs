//! Bins of time.

use crate::model::TimeRange;
use crate::model::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS};

/// Lengths of time that people think in, in milliseconds, from a millisecond to a week. Bins have such widths,
/// and axes such steps.
#[rustfmt::skip]
pub const ROUND_MS: [i64; 29] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500,
    SECOND_MS, 2 * SECOND_MS, 5 * SECOND_MS, 10 * SECOND_MS, 15 * SECOND_MS, 30 * SECOND_MS,
    MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS,
    HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS,
    DAY_MS, 2 * DAY_MS, WEEK_MS,
];

/// Width of a bin in milliseconds and how many bins it takes, for at most `bins` bins over a range.
///
/// The width is one that people think in; beyond a week it is whole weeks.
pub fn bin_width(range: TimeRange, bins: u32) -> (i64, usize) {
    let length = range.length_ms().max(1);
    let least = (length - 1) / i64::from(bins.max(1)) + 1;
    let weeks = || ((least - 1) / WEEK_MS + 1).saturating_mul(WEEK_MS);
    let width = ROUND_MS.into_iter().find(|round| *round >= least).unwrap_or_else(weeks);
    (width, ((length - 1) / width + 1) as usize)
}

/// Bins that cover a range: start of the first, width, and how many.
///
/// They begin at multiples of their width, so that a bar is an hour of the clock, unless one bin more
/// than asked would be needed for that.
pub fn bins_over(range: TimeRange, bins: u32) -> (i64, i64, usize) {
    let (width, count) = bin_width(range, bins);
    let start = range.start_ms.div_euclid(width).saturating_mul(width);
    let aligned = TimeRange { start_ms: start, end_ms: range.end_ms };
    let needed = ((aligned.length_ms().max(1) - 1) / width + 1) as usize;
    if needed <= bins as usize { (start, width, needed) } else { (range.start_ms, width, count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_round_and_begin_at_their_multiples() {
        let range = |start_ms, end_ms| TimeRange { start_ms, end_ms };
        assert_eq!(bins_over(range(HOUR_MS / 2, 49 * HOUR_MS), 160), (HOUR_MS / 2, HOUR_MS / 2, 97));
        assert_eq!(bins_over(range(HOUR_MS / 2, 49 * HOUR_MS), 50), (0, HOUR_MS, 49));
        // One bin more would be needed: the bins begin where the range does.
        assert_eq!(bins_over(range(HOUR_MS / 2, 2 * HOUR_MS + HOUR_MS / 2), 2), (HOUR_MS / 2, HOUR_MS, 2));
        assert_eq!(bins_over(range(-1, 1), 1), (-1, 2, 1));
        assert_eq!(bins_over(range(0, i64::MAX), 10).2, 10);
    }
}
