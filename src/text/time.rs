//! Times and lengths of time for people, in the zone of the page.

use super::units;
use crate::model::TimeRange;
use crate::model::Zone;
use crate::model::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use crate::say;
use crate::state::Language;

/// Characters of a time to the minute, to the second, and to the millisecond.
const TO_MINUTE: usize = "2026-11-18 09:15".len();
const TO_SECOND: usize = "2026-11-18 09:15:31".len();
const TO_MILLISECOND: usize = "2026-11-18 09:15:31.004".len();

/// Date and time to the millisecond in a zone: `2026-11-18 09:15:31.004`. The zone stands beside it. Where clocks show
/// that twice, as they are put back, the offset stands behind it: `2026-10-25 02:30:00.000 +01:00`.
pub fn time_in(zone: &Zone, time_ms: i64) -> String {
    time_to(zone, time_ms, usize::MAX)
}

/// The same in at most so many characters; the offset comes to them.
pub fn time_to(zone: &Zone, time_ms: i64, chars: usize) -> String {
    let local = zone.local_text(time_ms).replacen('T', " ", 1);
    let mut text: String = local.chars().take(chars).collect();
    if zone.is_repeated(time_ms) {
        text.push(' ');
        text.push_str(&zone.offset_text(time_ms));
    }
    text
}

/// A range of time in a zone, no more exact than its ends: `2026-11-18 09:00 – 09:15`, and `2026-11-18 09:00 –` where
/// it has no end.
pub fn time_range(zone: &Zone, range: TimeRange) -> String {
    let (has_start, has_end) = (range.has_start(), range.has_end());
    let is_exact =
        |unit: i64| (!has_start || range.start_ms % unit == 0) && (!has_end || range.end_ms % unit == 0);
    let length = if is_exact(MINUTE_MS) {
        TO_MINUTE
    } else if is_exact(SECOND_MS) {
        TO_SECOND
    } else {
        TO_MILLISECOND
    };
    let text = |time: i64| time_to(zone, time, length);
    match (has_start, has_end) {
        (true, true) => range_to(zone, range, length),
        (true, false) => format!("{} –", text(range.start_ms)),
        (false, _) => format!("– {}", text(range.end_ms)),
    }
}

/// A window of time in a zone: to the second, and to the millisecond where it is shorter than a minute.
pub fn time_window(zone: &Zone, range: TimeRange) -> String {
    range_to(zone, range, if range.length_ms() < MINUTE_MS { TO_MILLISECOND } else { TO_SECOND })
}

/// Both ends in so many characters; a date that both have is said once.
fn range_to(zone: &Zone, range: TimeRange, length: usize) -> String {
    let [start, end] = [range.start_ms, range.end_ms].map(|time| time_to(zone, time, length));
    match (start.get(..10), end.get(..10), end.get(11..)) {
        (Some(day), Some(same), Some(clock)) if day == same => format!("{start} – {clock}"),
        _ => format!("{start} – {end}"),
    }
}

/// The time that views show in a scope: the committed range as the breadcrumb says it, else from the first
/// event to the last, to the second. (Bars stand on round times, and reach beyond both.)
pub fn shown_time(zone: &Zone, committed: Option<TimeRange>, whole: Option<TimeRange>) -> Option<String> {
    if let Some(range) = committed {
        return Some(time_range(zone, range));
    }
    let whole = whole?;
    let to_second = |time: i64| time - time.rem_euclid(SECOND_MS);
    let last = whole.end_ms.saturating_sub(1);
    let range = TimeRange { start_ms: to_second(whole.start_ms), end_ms: to_second(last) };
    if range.start_ms == range.end_ms {
        return Some(time_to(zone, range.start_ms, TO_SECOND));
    }
    Some(time_range(zone, range))
}

/// A length of time in its largest whole unit: `15 min`.
pub fn duration(language: Language, length_ms: i64) -> String {
    let whole = |unit: i64| (length_ms % unit == 0).then(|| length_ms / unit);
    if let Some(count) = whole(DAY_MS) {
        say!(language, "length-days", count = count)
    } else if let Some(count) = whole(HOUR_MS) {
        say!(language, "length-hours", count = count)
    } else if let Some(count) = whole(MINUTE_MS) {
        say!(language, "length-minutes", count = count)
    } else if let Some(count) = whole(SECOND_MS) {
        say!(language, "length-seconds", count = count)
    } else {
        say!(language, "length-milliseconds", count = units::number(length_ms.unsigned_abs()))
    }
}

/// A length of time as a clock shows it: `1:05:09`, `2 d 3:04:05`.
pub fn clock(length_ms: i64) -> String {
    let seconds = length_ms.max(0) / SECOND_MS;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let clock = format!("{hours}:{minutes:02}:{:02}", seconds % 60);
    if days > 0 { format!("{days} d {clock}") } else { clock }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static UTC: LazyLock<Zone> = LazyLock::new(Zone::default);
    /// 2026-11-19T09:15:31.004Z.
    const TIME: i64 = 1_795_079_731_004;

    #[test]
    fn times_are_told_in_the_zone() {
        assert_eq!(time_in(&UTC, TIME), "2026-11-19 09:15:31.004");
        assert_eq!(time_in(&Zone::fixed(540), TIME), "2026-11-19 18:15:31.004");
        assert_eq!(time_in(&Zone::fixed(-660), TIME), "2026-11-18 22:15:31.004");
    }

    #[test]
    fn a_range_is_no_more_exact_than_its_ends() {
        let range = |start_ms, length_ms| TimeRange { start_ms, end_ms: start_ms + length_ms };
        let minute = TIME - TIME % MINUTE_MS;
        assert_eq!(time_range(&UTC, range(minute, HOUR_MS)), "2026-11-19 09:15 – 10:15");
        assert_eq!(time_range(&UTC, range(minute, DAY_MS)), "2026-11-19 09:15 – 2026-11-20 09:15");
        assert_eq!(time_range(&UTC, range(minute, SECOND_MS)), "2026-11-19 09:15:00 – 09:15:01");
        assert_eq!(time_range(&UTC, range(TIME, MINUTE_MS)), "2026-11-19 09:15:31.004 – 09:16:31.004");
        assert_eq!(time_window(&UTC, range(TIME, MINUTE_MS)), "2026-11-19 09:15:31 – 09:16:31");
        assert_eq!(time_window(&UTC, range(TIME, 1)), "2026-11-19 09:15:31.004 – 09:15:31.005");
    }

    #[test]
    fn the_whole_time_is_told_from_the_first_to_the_last_event() {
        let whole = TimeRange { start_ms: TIME, end_ms: TIME + HOUR_MS + 1 };
        let committed = TimeRange { start_ms: 0, end_ms: MINUTE_MS };
        assert_eq!(shown_time(&UTC, None, Some(whole)).as_deref(), Some("2026-11-19 09:15:31 – 10:15:31"));
        assert_eq!(
            shown_time(&UTC, Some(committed), Some(whole)).as_deref(),
            Some("1970-01-01 00:00 – 00:01")
        );
        let moment = TimeRange { start_ms: TIME, end_ms: TIME + 1 };
        assert_eq!(shown_time(&UTC, None, Some(moment)).as_deref(), Some("2026-11-19 09:15:31"));
        assert_eq!(shown_time(&UTC, None, None), None);
    }

    #[test]
    fn lengths_are_told_in_whole_units_or_as_on_a_clock() {
        assert_eq!(duration(Language::English, 15 * MINUTE_MS), "15 minutes");
        assert_eq!(duration(Language::English, 1_500), "1,500 ms");
        assert_eq!(duration(Language::Japanese, 2 * DAY_MS), "2 日");
        assert_eq!(clock(3_909_999), "1:05:09");
        assert_eq!(clock(2 * DAY_MS + 11_045_000), "2 d 3:04:05");
        assert_eq!(clock(-1), "0:00:00");
    }
}
