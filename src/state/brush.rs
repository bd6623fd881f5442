//! The brush over the minimap: a range of time that is made and moved before it is put in force. Plain arithmetic,
//! tested without a browser.

use super::window::round_unit_ms;
use crate::model::TimeRange;

/// How many bins the first brush made by keys covers.
const FIRST_BINS: i64 = 8;

/// How near to an edge of the range a press takes hold of it, in CSS pixels.
const EDGE_PX: f64 = 6.0;
/// A range that is narrower than this on the screen is not moved by its inside: there is none to hold.
const LEAST_INSIDE_PX: f64 = 24.0;

/// What a drag changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrushHandle {
    /// It makes a new range.
    New,
    /// It moves the start.
    Start,
    /// It moves the end.
    End,
    /// It moves the range as it is.
    Inside,
}

impl BrushHandle {
    /// What a press at a place takes hold of, where the range in force goes from one place to another, all in CSS
    /// pixels. With Shift a new range is made wherever it is.
    pub fn at(x: f64, window: Option<(f64, f64)>, shift: bool) -> BrushHandle {
        match window.filter(|_| !shift) {
            Some((left, _)) if (x - left).abs() <= EDGE_PX => BrushHandle::Start,
            Some((_, right)) if (x - right).abs() <= EDGE_PX => BrushHandle::End,
            Some((left, right)) if left < x && x < right && right - left >= LEAST_INSIDE_PX => {
                BrushHandle::Inside
            }
            _ => BrushHandle::New,
        }
    }
}

/// The range after a drag from one instant to another; `snap` makes an instant as round as a pixel allows.
pub fn dragged(
    all: TimeRange,
    now: Option<TimeRange>,
    hold: BrushHandle,
    (from, to): (i64, i64),
    snap: impl Fn(i64) -> i64,
) -> TimeRange {
    let ordered = |a: i64, b: i64| TimeRange { start_ms: a.min(b), end_ms: a.max(b) };
    match (hold, now.map(|now| now.clamped_to(all))) {
        (BrushHandle::Start, Some(now)) => ordered(snap(to), now.end_ms),
        (BrushHandle::End, Some(now)) => ordered(now.start_ms, snap(to)),
        (BrushHandle::Inside, Some(now)) => {
            let start_ms = snap(now.start_ms.saturating_add(to.saturating_sub(from)));
            let last = all.end_ms.saturating_sub(now.length_ms()).max(all.start_ms);
            let start_ms = start_ms.clamp(all.start_ms, last);
            TimeRange { start_ms, end_ms: start_ms.saturating_add(now.length_ms()) }
        }
        _ => ordered(snap(from), snap(to)),
    }
}

/// The brush after a key has moved it by so many bins, or its end only; where there is none yet, one at the start.
pub fn moved(all: TimeRange, bin_ms: i64, now: Option<TimeRange>, bins: i64, moves_end: bool) -> TimeRange {
    let by = bin_ms.saturating_mul(bins);
    let moved = match now.map(|now| now.clamped_to(all)) {
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
    fn a_press_takes_hold_of_an_edge_of_the_inside_or_makes_anew() {
        let window = Some((100.0, 200.0));
        for (x, hold) in [
            (50.0, BrushHandle::New),
            (97.0, BrushHandle::Start),
            (150.0, BrushHandle::Inside),
            (205.0, BrushHandle::End),
        ] {
            assert_eq!(BrushHandle::at(x, window, false), hold);
            assert_eq!(BrushHandle::at(x, window, true), BrushHandle::New);
            assert_eq!(BrushHandle::at(x, None, false), BrushHandle::New);
        }
        assert_eq!(
            BrushHandle::at(110.0, Some((100.0, 120.0)), false),
            BrushHandle::New,
            "too narrow to be held inside"
        );
    }

    #[test]
    fn a_drag_makes_moves_and_stretches_a_range() {
        let now = Some(range(20_000, 40_000));
        let drag = |hold, from, to| dragged(ALL, now, hold, (from, to), |time| time - time % 1000);
        assert_eq!(drag(BrushHandle::New, 50_500, 30_500), range(30_000, 50_000));
        assert_eq!(drag(BrushHandle::Start, 20_000, 25_500), range(25_000, 40_000));
        assert_eq!(drag(BrushHandle::Start, 20_000, 60_000), range(40_000, 60_000), "beyond the other edge");
        assert_eq!(drag(BrushHandle::End, 40_000, 90_100), range(20_000, 90_000));
        assert_eq!(drag(BrushHandle::Inside, 30_000, 35_000), range(25_000, 45_000));
        assert_eq!(drag(BrushHandle::Inside, 30_000, 1000), range(1000, 21_000), "it stops at the start");
        assert_eq!(drag(BrushHandle::Inside, 30_000, 101_000), range(81_000, 101_000), "and at the end");
        assert_eq!(dragged(ALL, None, BrushHandle::Inside, (2000, 5000), |time| time), range(2000, 5000));
    }

    #[test]
    fn no_time_overflows() {
        let all = range(i64::MIN, i64::MAX);
        for now in [None, Some(all), Some(range(i64::MAX - 1, i64::MAX)), Some(range(i64::MIN, 0))] {
            for hold in [BrushHandle::New, BrushHandle::Start, BrushHandle::End, BrushHandle::Inside] {
                let _ = dragged(all, now, hold, (i64::MIN, i64::MAX), |time| time);
            }
            for (bin, bins) in [(i64::MAX, 1), (i64::MAX, -1), (1, i64::MAX)] {
                let _ = (moved(all, bin, now, bins, false), moved(all, bin, now, bins, true));
            }
        }
        let _ = (snapped(all, 0.0, i64::MIN + 1), snapped(all, f64::NAN, 0));
    }
}
