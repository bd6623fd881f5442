//! The brush over the minimap: a range of time that is made and moved before it is put in force. Plain arithmetic,
//! tested without a browser.

use super::window::round_unit_ms;
use crate::model::TimeRange;

/// How many bins the first brush made by keys covers.
const FIRST_BINS: i64 = 8;

/// The brush after a key has moved it by so many bins, or its end only; where there is none yet, one at the start.
pub fn moved(all: TimeRange, bin_ms: i64, now: Option<TimeRange>, bins: i64, moves_end: bool) -> TimeRange {
    let by = bin_ms.saturating_mul(bins);
    let moved = match now {
        None => {
            let end_ms = all.start_ms.saturating_add(bin_ms.saturating_mul(FIRST_BINS));
            TimeRange { start_ms: all.start_ms, end_ms }
        }
        Some(now) if moves_end => {
            let least = now.start_ms.saturating_add(bin_ms);
            TimeRange { end_ms: now.end_ms.saturating_add(by).max(least), ..now }
        }
        Some(now) => {
            // At either end it stops, as long as it is.
            let least = all.start_ms.saturating_sub(now.start_ms).min(0);
            let most = all.end_ms.saturating_sub(now.end_ms).max(0);
            let by = by.clamp(least, most);
            TimeRange { start_ms: now.start_ms.saturating_add(by), end_ms: now.end_ms.saturating_add(by) }
        }
    };
    TimeRange { end_ms: moved.end_ms.min(all.end_ms), ..moved }
}

/// An instant in the largest round unit that a pixel of the minimap still tells apart; either end as it is.
pub fn snapped(all: TimeRange, width_px: f64, time_ms: i64) -> i64 {
    let unit = round_unit_ms(all, width_px);
    let is_inside = all.start_ms < time_ms && time_ms < all.end_ms;
    if is_inside { time_ms.saturating_sub(time_ms.rem_euclid(unit)).max(all.start_ms) } else { time_ms }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start_ms: i64, end_ms: i64) -> TimeRange {
        TimeRange { start_ms, end_ms }
    }

    const ALL: TimeRange = TimeRange { start_ms: 1000, end_ms: 101_000 };

    #[test]
    fn keys_make_a_brush_move_it_and_stop_at_the_ends() {
        assert_eq!(moved(ALL, 1000, None, 1, false), range(1000, 9000));
        assert_eq!(moved(ALL, 1000, Some(range(1000, 9000)), 1, false), range(2000, 10_000));
        assert_eq!(moved(ALL, 1000, Some(range(1000, 9000)), -1, false), range(1000, 9000));
        assert_eq!(moved(ALL, 1000, Some(range(93_500, 100_500)), 1, false), range(94_000, 101_000));
        assert_eq!(moved(range(1000, 3000), 1000, None, 1, false), range(1000, 3000), "all is shorter");
    }

    #[test]
    fn with_shift_the_end_moves_and_never_before_the_first_bin() {
        let brush = Some(range(5000, 7000));
        assert_eq!(moved(ALL, 1000, brush, 1, true), range(5000, 8000));
        assert_eq!(moved(ALL, 1000, Some(range(5000, 6000)), -1, true), range(5000, 6000));
        assert_eq!(moved(ALL, 1000, Some(range(5000, 100_500)), 1, true), range(5000, 101_000));
    }

    #[test]
    fn an_end_of_a_drag_is_as_round_as_a_pixel_allows() {
        let day = range(500, 86_400_500);
        assert_eq!(snapped(day, 1000.0, 3_600_123), 3_600_000, "a pixel is more than a minute");
        assert_eq!(snapped(range(500, 3_600_500), 1000.0, 100_123), 100_000, "a pixel is more than a second");
        assert_eq!(snapped(ALL, 1000.0, 50_123), 50_123);
        assert_eq!(snapped(day, 1000.0, 600), 500, "never before the start");
        assert_eq!(snapped(day, 1000.0, 86_400_500), 86_400_500, "the end as it is");
    }

    #[test]
    fn no_time_overflows() {
        let all = range(i64::MIN, i64::MAX);
        for now in [None, Some(all), Some(range(i64::MAX - 1, i64::MAX)), Some(range(i64::MIN, 0))] {
            for (bin, bins) in [(i64::MAX, 1), (i64::MAX, -1), (1, i64::MAX)] {
                let _ = (moved(all, bin, now, bins, false), moved(all, bin, now, bins, true));
            }
        }
        let _ = (snapped(all, 0.0, i64::MIN + 1), snapped(all, f64::NAN, 0));
    }
}
