//! Bins of time.

use crate::model::TimeRange;

/// Widths that people think in: what a scale of time has between a millisecond and a week.
const ROUND_MS: [i64; 29] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500, // milliseconds
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000, // seconds
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000, // minutes
    3_600_000,
    7_200_000,
    10_800_000,
    21_600_000,
    43_200_000, // hours
    86_400_000,
    172_800_000,
    604_800_000, // days
];

/// Width of a bin in milliseconds and how many bins it takes, for at most `bins` bins over a range.
///
/// The width is one that people think in; beyond a week it is whole weeks.
pub fn bin_width(range: TimeRange, bins: u32) -> (i64, usize) {
    const WEEK: i64 = 604_800_000;
    let length = range.length_ms().max(1);
    let least = (length - 1) / i64::from(bins.max(1)) + 1;
    let weeks = || ((least - 1) / WEEK + 1).saturating_mul(WEEK);
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
        const HOUR: i64 = 3_600_000;
        let range = |start_ms, end_ms| TimeRange { start_ms, end_ms };
        assert_eq!(bins_over(range(HOUR / 2, 49 * HOUR), 160), (HOUR / 2, HOUR / 2, 97));
        assert_eq!(bins_over(range(HOUR / 2, 49 * HOUR), 50), (0, HOUR, 49));
        // One bin more would be needed: the bins begin where the range does.
        assert_eq!(bins_over(range(HOUR / 2, 2 * HOUR + HOUR / 2), 2), (HOUR / 2, HOUR, 2));
        assert_eq!(bins_over(range(-1, 1), 1), (-1, 2, 1));
        assert_eq!(bins_over(range(0, i64::MAX), 10).2, 10);
    }
}
