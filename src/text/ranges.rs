//! Ranges and lengths of time in words.

use super::{time_in, units};
use crate::model::TimeRange;
use crate::say;
use crate::state::{Language, Zone};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Characters of a time down to its minute, its second and its millisecond.
const TO_MINUTE: usize = "2026-11-18 09:00".len();
const TO_SECOND: usize = "2026-11-18 09:00:00".len();
const TO_MILLISECOND: usize = "2026-11-18 09:00:00.000".len();

/// A range of time in a zone, no more exact than its ends: `2026-11-18 09:00 – 09:15`.
pub fn range_in(zone: Zone, range: TimeRange) -> String {
    let is_exact = |unit: i64| range.start_ms % unit == 0 && range.end_ms % unit == 0;
    let kept = if is_exact(MINUTE) {
        TO_MINUTE
    } else if is_exact(SECOND) {
        TO_SECOND
    } else {
        TO_MILLISECOND
    };
    from_to(zone, range, kept)
}

/// A range of time in a zone, as exact as its length makes sensible: to the second, unless it is shorter than a
/// minute.
pub fn window_in(zone: Zone, window: TimeRange) -> String {
    from_to(zone, window, if window.length_ms() < MINUTE { TO_MILLISECOND } else { TO_SECOND })
}

fn from_to(zone: Zone, range: TimeRange, kept: usize) -> String {
    let [from, to] =
        [range.start_ms, range.end_ms].map(|time| time_in(zone, time).chars().take(kept).collect::<String>());
    match (from.split_once(' '), to.split_once(' ')) {
        (Some((day, _)), Some((same, clock))) if day == same => format!("{from} – {clock}"),
        _ => format!("{from} – {to}"),
    }
}

/// The time that views show in a scope: the committed range as the breadcrumb says it, else from the first
/// event to the last, to the second. (Bars stand on round times, and reach beyond both.)
pub fn shown_time(zone: Zone, committed: Option<TimeRange>, whole: Option<TimeRange>) -> Option<String> {
    if let Some(range) = committed {
        return Some(range_in(zone, range));
    }
    let whole = whole?;
    let to_second = |time: i64| time.saturating_sub(time.rem_euclid(SECOND));
    let last = whole.end_ms.saturating_sub(1);
    let range = TimeRange { start_ms: to_second(whole.start_ms), end_ms: to_second(last) };
    if range.start_ms == range.end_ms {
        return Some(time_in(zone, range.start_ms).chars().take(TO_SECOND).collect());
    }
    Some(range_in(zone, range))
}

/// A length of time in its largest whole unit: `15 minutes`.
pub fn length(language: Language, length_ms: i64) -> String {
    let whole = |unit: i64| (length_ms % unit == 0).then(|| length_ms / unit);
    if let Some(count) = whole(DAY) {
        say!(language, "length-days", count = count)
    } else if let Some(count) = whole(HOUR) {
        say!(language, "length-hours", count = count)
    } else if let Some(count) = whole(MINUTE) {
        say!(language, "length-minutes", count = count)
    } else if let Some(count) = whole(SECOND) {
        say!(language, "length-seconds", count = count)
    } else {
        let count = units::grouped(length_ms.unsigned_abs().into());
        say!(language, "length-milliseconds", count = count)
    }
}

/// A length of time as a clock shows it: `1:05:09`, `2 d 3:04:05`.
pub fn clock(length_ms: i64) -> String {
    let seconds = length_ms.max(0) / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let clock = format!("{hours}:{minutes:02}:{:02}", seconds % 60);
    if days > 0 { format!("{days} d {clock}") } else { clock }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE: i64 = 1_795_165_200_000; // 2026-11-20 09:00 UTC

    fn range(from_ms: i64, to_ms: i64) -> TimeRange {
        TimeRange { start_ms: NINE + from_ms, end_ms: NINE + to_ms }
    }

    #[test]
    fn a_range_is_no_more_exact_than_its_ends() {
        let utc = Zone::default();
        for (range, expected) in [
            (range(0, 15 * MINUTE), "2026-11-20 09:00 – 09:15"),
            (range(0, 15 * MINUTE + SECOND), "2026-11-20 09:00:00 – 09:15:01"),
            (range(5, SECOND), "2026-11-20 09:00:00.005 – 09:00:01.000"),
            (range(0, DAY), "2026-11-20 09:00 – 2026-11-21 09:00"),
        ] {
            assert_eq!(range_in(utc, range), expected);
        }
        assert_eq!(range_in(Zone { minutes: 540 }, range(0, HOUR)), "2026-11-20 18:00 – 19:00");
    }

    #[test]
    fn a_window_is_as_exact_as_its_length_makes_sensible() {
        assert_eq!(window_in(Zone::default(), range(5, HOUR)), "2026-11-20 09:00:00 – 10:00:00");
        assert_eq!(window_in(Zone::default(), range(5, 9)), "2026-11-20 09:00:00.005 – 09:00:00.009");
    }

    #[test]
    fn the_time_of_a_view_is_the_range_else_from_first_to_last() {
        let utc = Zone::default();
        let shown = |committed, whole| shown_time(utc, committed, whole);
        assert_eq!(shown(Some(range(0, HOUR)), None).as_deref(), Some("2026-11-20 09:00 – 10:00"));
        assert_eq!(shown(None, Some(range(5, MINUTE + 6))).as_deref(), Some("2026-11-20 09:00 – 09:01"));
        assert_eq!(shown(None, Some(range(5, 6))).as_deref(), Some("2026-11-20 09:00:00"), "one event");
        assert_eq!(shown(None, None), None);
    }

    #[test]
    fn a_length_is_said_in_its_largest_whole_unit() {
        let said = |ms| length(Language::English, ms);
        assert_eq!(said(15 * MINUTE), "15 minutes");
        assert_eq!(said(90 * SECOND), "90 seconds");
        assert_eq!(said(1_500), "1,500 ms");
        assert_eq!((clock(3_909_000), clock(-5)), ("1:05:09".to_owned(), "0:00:00".to_owned()));
        assert_eq!(clock(2 * DAY + 11_045_000), "2 d 3:04:05");
    }
}
