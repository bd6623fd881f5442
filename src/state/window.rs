//! The window of time that the timeline shows: zooming and panning within a whole, and which range to
//! ask for so that a little panning needs no new answer. Plain arithmetic, tested without a browser.

use crate::model::TimeRange;
use crate::source::limits::MAX_LANE_COLUMNS;

/// The shortest window: below this a millisecond, the finest time of any log, is wider than a mark.
const SHORTEST_MS: i64 = 20;

/// Marks of a family that are closer than this are merged, in CSS pixels: about the width of a mark.
const MERGE_PX: f64 = 7.0;

/// The window after zooming by `factor` (below 1: in) with the instant at `share` (0 left, 1 right) kept
/// where it is.
pub fn zoomed(window: TimeRange, whole: TimeRange, share: f64, factor: f64) -> TimeRange {
    let most = whole.length_ms().max(1);
    let length = window.length_ms();
    let wanted = (length as f64 * factor).round().clamp(0.0, most as f64) as i64;
    // However close, each step in or out changes something until the limit is there.
    let wanted = if factor > 1.0 { wanted.max(length.saturating_add(1)) } else { wanted };
    let wanted = wanted.clamp(SHORTEST_MS.min(most), most);
    let kept = (length - wanted) as f64 * share.clamp(0.0, 1.0);
    within(window.start_ms.saturating_add(kept.round() as i64), wanted, whole)
}

/// The window moved by a share of its own length, to the right if positive.
pub fn panned(window: TimeRange, whole: TimeRange, share: f64) -> TimeRange {
    let by = (window.length_ms() as f64 * share).round() as i64;
    within(window.start_ms.saturating_add(by), window.length_ms(), whole)
}

/// The window moved just so far that an instant lies well within that share of it, from its start on, over which
/// nothing else lies.
pub fn revealing(window: TimeRange, whole: TimeRange, time_ms: i64, free_share: f64) -> TimeRange {
    let free = (window.length_ms() as f64 * free_share.clamp(0.1, 1.0)) as i64;
    let margin = free / 20;
    let inner = TimeRange {
        start_ms: window.start_ms.saturating_add(margin),
        end_ms: window.start_ms.saturating_add(free - margin),
    };
    if inner.contains(time_ms) {
        return window;
    }
    within(time_ms.saturating_sub(free / 2), window.length_ms(), whole)
}

/// The range to ask for: the window with about as much again on either side, from multiples of half
/// its length on, so that the question stays the same while one pans a little.
pub fn asked(window: TimeRange) -> TimeRange {
    let half = (window.length_ms() / 2).max(1);
    let first = window.start_ms.div_euclid(half).saturating_sub(1);
    let start_ms = first.saturating_mul(half);
    TimeRange { start_ms, end_ms: start_ms.saturating_add(half.saturating_mul(5)) }
}

/// The largest of a minute, a second and a millisecond that a pixel of a picture of a range does not exceed.
pub(super) fn round_unit_ms(range: TimeRange, width_px: f64) -> i64 {
    let pixel_ms = range.length_ms() as f64 / width_px.max(1.0);
    [60_000, 1000].into_iter().find(|unit| *unit as f64 <= pixel_ms).unwrap_or(1)
}

/// The window with its ends moved outwards to whole minutes or seconds, as far as a pixel of a picture of
/// this width does not tell them apart: a range that somebody keeps is one that somebody can read. It stays within the whole.
pub fn rounded(window: TimeRange, whole: TimeRange, width_px: f64) -> TimeRange {
    let unit = round_unit_ms(window, width_px);
    let past = window.end_ms.rem_euclid(unit);
    let start_ms = window.start_ms.saturating_sub(window.start_ms.rem_euclid(unit));
    let end_ms = window.end_ms.saturating_add(if past == 0 { 0 } else { unit - past });
    TimeRange { start_ms: start_ms.max(whole.start_ms), end_ms: end_ms.min(whole.end_ms) }
}

/// The window that shows a range with some room on both sides; nothing where the range is outside of the whole.
pub fn padded(range: TimeRange, whole: TimeRange) -> Option<TimeRange> {
    let margin = (range.length_ms() / 20).max(1);
    let start_ms = range.start_ms.saturating_sub(margin).max(whole.start_ms);
    let end_ms = range.end_ms.saturating_add(margin).min(whole.end_ms);
    // A step out that changes nothing brings the window to a length that is allowed.
    (start_ms < end_ms).then(|| zoomed(TimeRange { start_ms, end_ms }, whole, 0.5, 1.0))
}

/// A little more than a range, so that neither the first mark nor the word at an open end is cut off.
pub fn with_margins(range: TimeRange) -> TimeRange {
    let length = range.length_ms().max(1000);
    TimeRange {
        start_ms: range.start_ms.saturating_sub(length / 60),
        end_ms: range.end_ms.saturating_add(length / 16),
    }
}

/// How many marks of a family fit beside each other over what is asked for, where the window is so wide.
pub fn mark_columns(window: TimeRange, width_px: f64) -> u32 {
    let share = asked(window).length_ms() as f64 / window.length_ms().max(1) as f64;
    (share * width_px / MERGE_PX).ceil().clamp(1.0, f64::from(MAX_LANE_COLUMNS)) as u32
}

fn within(start_ms: i64, length: i64, whole: TimeRange) -> TimeRange {
    let last = whole.end_ms.saturating_sub(length).max(whole.start_ms);
    let start_ms = start_ms.clamp(whole.start_ms, last);
    TimeRange { start_ms, end_ms: start_ms.saturating_add(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start_ms: i64, end_ms: i64) -> TimeRange {
        TimeRange { start_ms, end_ms }
    }

    const WHOLE: TimeRange = TimeRange { start_ms: 1000, end_ms: 11_000 };

    #[test]
    fn what_is_kept_is_round_and_loses_nothing() {
        for (window, width, kept) in [
            (range(61_001, 86_400_001), 1000.0, range(60_000, 86_460_000)),
            (range(1001, 999_001), 900.0, range(1000, 1_000_000)),
            (range(1001, 1999), 900.0, range(1001, 1999)),
            (range(-61_001, -60_000), 1.0, range(-62_000, -60_000)),
            (range(i64::MIN, i64::MAX), 0.0, range(i64::MIN, i64::MAX)),
        ] {
            assert_eq!(rounded(window, range(i64::MIN, i64::MAX), width), kept, "{window:?}");
            assert_eq!(rounded(window, window, width), window, "{window:?}");
        }
    }

    #[test]
    fn zooming_keeps_the_instant_under_the_pointer() {
        assert_eq!(zoomed(WHOLE, WHOLE, 0.5, 0.5), range(3500, 8500));
        assert_eq!(zoomed(WHOLE, WHOLE, 0.0, 0.5), range(1000, 6000));
        assert_eq!(zoomed(range(3500, 8500), WHOLE, 0.5, 2.0), WHOLE);
        assert_eq!(zoomed(range(1000, 6000), WHOLE, 0.5, 4.0), WHOLE, "never beyond the whole");
        assert_eq!(zoomed(range(2000, 2020), WHOLE, 0.5, 0.5), range(2000, 2020), "nor below the shortest");
        assert_eq!(zoomed(range(2000, 2020), WHOLE, 0.5, 1.01).length_ms(), 21);
        assert_eq!(zoomed(range(5, 6), range(5, 6), 0.5, 0.5), range(5, 6), "a single instant");
    }

    #[test]
    fn panning_stops_at_the_ends() {
        assert_eq!(panned(range(2000, 4000), WHOLE, 0.25), range(2500, 4500));
        assert_eq!(panned(range(2000, 4000), WHOLE, -2.0), range(1000, 3000));
        assert_eq!(panned(range(2000, 4000), WHOLE, 20.0), range(9000, 11_000));
    }

    #[test]
    fn an_instant_out_of_sight_is_centred_and_one_in_sight_moves_nothing() {
        assert_eq!(revealing(range(2000, 4000), WHOLE, 3000, 1.0), range(2000, 4000));
        assert_eq!(revealing(range(2000, 4000), WHOLE, 7000, 1.0), range(6000, 8000));
        assert_eq!(revealing(range(2000, 4000), WHOLE, 10_999, 1.0), range(9000, 11_000));
    }

    #[test]
    fn what_is_asked_for_covers_the_window_and_stays_the_same_while_panning_a_little() {
        for start in (-5000..5000).step_by(77) {
            let window = range(start, start + 1000);
            let got = asked(window);
            assert!(got.start_ms <= start - 500 && got.end_ms >= window.end_ms + 500, "{start} {got:?}");
        }
        assert_eq!(asked(range(1000, 2000)), asked(range(1499, 2499)));
        assert_ne!(asked(range(1000, 2000)), asked(range(1500, 2500)));
    }

    #[test]
    fn a_range_is_shown_with_room_on_both_sides_and_within_the_whole() {
        assert_eq!(padded(range(4000, 6000), WHOLE), Some(range(3900, 6100)));
        assert_eq!(padded(range(1000, 3000), WHOLE).map(|window| window.start_ms), Some(1000));
        assert_eq!(padded(range(5000, 5001), WHOLE).map(TimeRange::length_ms), Some(SHORTEST_MS));
        assert_eq!(padded(range(20_000, 30_000), WHOLE), None);
    }

    #[test]
    fn neither_the_first_mark_nor_the_last_stands_at_the_edge() {
        assert_eq!(with_margins(range(0, 60_000)), range(-1000, 63_750));
        let instant = with_margins(range(5, 5));
        assert!(instant.start_ms < 5 && 5 < instant.end_ms);
    }

    #[test]
    fn marks_are_merged_by_the_width_of_a_mark() {
        // Two and a half times the window is asked for.
        assert_eq!(mark_columns(range(0, 1000), 700.0), 250);
        assert_eq!(mark_columns(range(0, 0), 0.0), 1);
        assert_eq!(mark_columns(range(0, 1000), 1e12), MAX_LANE_COLUMNS);
    }

    #[test]
    fn no_time_overflows() {
        let all = range(i64::MIN, i64::MAX);
        for window in [all, range(i64::MAX - 1, i64::MAX), range(i64::MIN, i64::MIN + 1), range(0, 0)] {
            for amount in [-1e30, 0.0, 0.5, 2.0, 1e30, f64::NAN] {
                let _ = (zoomed(window, all, amount, amount), panned(window, all, amount), asked(window));
                let _ = (revealing(window, all, 0, amount), zoomed(window, window, 0.5, amount));
                let _ = (padded(window, all), with_margins(window), mark_columns(window, amount));
            }
        }
    }
}
