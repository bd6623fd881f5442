//! Times: milliseconds since the epoch, read from texts and written (R8, R9).

use chrono::{DateTime, Datelike, Timelike};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// An instant in milliseconds since 1970-01-01T00:00:00Z.
pub type TimeMs = i64;

/// A second, in milliseconds.
pub const SECOND_MS: TimeMs = 1000;
/// A minute, in milliseconds.
pub const MINUTE_MS: TimeMs = 60 * SECOND_MS;
/// An hour, in milliseconds.
pub const HOUR_MS: TimeMs = 60 * MINUTE_MS;
/// A day, in milliseconds. No clock of the logs has leap seconds.
pub const DAY_MS: TimeMs = 24 * HOUR_MS;
/// A week, in milliseconds.
pub const WEEK_MS: TimeMs = 7 * DAY_MS;

/// Stands in time columns for an event whose time is not known.
pub const UNDATED: TimeMs = i64::MIN;

const FIRST: TimeMs = -62_167_219_200_000; // 0000-01-01T00:00:00.000Z
const LAST: TimeMs = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z

/// The instant that a text names: RFC 3339, the same with a blank, or digits.
pub fn parse_time(text: impl AsRef<[u8]>) -> Option<TimeMs> {
    let text = text.as_ref();
    let is_number = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    if is_number { parse_epoch(text) } else { parse_date_time(text) }
}

/// A whole number of seconds, milliseconds, microseconds or nanoseconds since the epoch.
fn parse_epoch(digits: &[u8]) -> Option<TimeMs> {
    // Numbers of so many digits are computed in one machine word each: that is all numbers of today.
    const SHORT: usize = 18;
    if digits.len() <= SHORT {
        let number = digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
        let ms = match epoch_shift(number.into()) {
            shift @ 0.. => number * 10i64.pow(shift.unsigned_abs()),
            shift => number / 10i64.pow(shift.unsigned_abs()),
        };
        return in_range(ms.into());
    }
    let add = |number: i128, digit: &u8| number.checked_mul(10)?.checked_add(i128::from(digit - b'0'));
    let number = digits.iter().try_fold(0, add)?;
    in_range(match epoch_shift(number) {
        shift @ 0.. => number.checked_mul(10i128.pow(shift.unsigned_abs()))?,
        shift => number / 10i128.pow(shift.unsigned_abs()),
    })
}

/// By which power of ten a number since the epoch becomes milliseconds: its unit is told by its size (R9).
pub const fn epoch_shift(magnitude: i128) -> i32 {
    match magnitude {
        0..100_000_000_000 => 3,
        100_000_000_000..100_000_000_000_000 => 0,
        100_000_000_000_000..100_000_000_000_000_000 => -3,
        _ => -6,
    }
}

/// A time, if it lies within the years 0 to 9999: others could not be written.
pub fn in_range(ms: i128) -> Option<TimeMs> {
    TimeMs::try_from(ms).ok().filter(|ms| (FIRST..=LAST).contains(ms))
}

/// `YYYY-MM-DD`, `T` or a blank, `HH:MM:SS`, perhaps a fraction, perhaps a zone.
fn parse_date_time(text: &[u8]) -> Option<TimeMs> {
    let number = |from: usize, len: usize| -> Option<u32> {
        let digits = text.get(from..from + len)?;
        digits.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
    };
    let is = |at: usize, expected: &[u8]| text.get(at).is_some_and(|byte| expected.contains(byte));
    if !(is(4, b"-") && is(7, b"-") && is(10, b"Tt ") && is(13, b":") && is(16, b":")) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut rest = &text[19..];
    let mut millis = 0;
    if let [b'.', fraction @ ..] = rest {
        let len = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if len == 0 {
            return None;
        }
        for index in 0..3 {
            millis = millis * 10 + fraction[..len].get(index).map_or(0, |d| i64::from(d - b'0'));
        }
        rest = &fraction[len..];
    }
    let offset_minutes = parse_zone(rest)?;
    let days = days_from_civil(i64::from(year), month, day)?;
    let seconds = days * 86_400 + i64::from(hour * 3600 + minute * 60 + second) - offset_minutes * 60;
    in_range(i128::from(seconds * 1000 + millis))
}

/// Minutes east of UTC; no zone means UTC.
pub fn parse_zone(text: &[u8]) -> Option<i64> {
    let text = text.strip_prefix(b" ").filter(|rest| !rest.is_empty()).unwrap_or(text);
    if text.is_empty() || [&b"Z"[..], b"UTC", b"GMT"].iter().any(|zone| text.eq_ignore_ascii_case(zone)) {
        return Some(0);
    }
    let (sign, digits) = match text {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let two = |pair: &[u8]| match pair {
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => Some(i64::from((a - b'0') * 10 + b - b'0')),
        _ => None,
    };
    let (hours, minutes) = match digits.len() {
        2 => (two(digits)?, 0),
        4 => (two(&digits[..2])?, two(&digits[2..])?),
        5 if digits[2] == b':' => (two(&digits[..2])?, two(&digits[3..])?),
        _ => return None,
    };
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

/// What a zone of so many minutes east of UTC is called: `UTC`, or `UTC+09:00`.
pub fn zone_label(minutes: i32) -> String {
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
}

/// Years that have a number of days here: those that chrono knows.
const YEARS: RangeInclusive<i64> = -262_143..=262_142;

/// Days since the epoch of a date of the Gregorian calendar, if there is such a date. Every event asks for one, and
/// chrono, which says the same, takes longer.
///
/// Years are counted from March on, so that a leap day is the last of its year (Howard Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms").
pub fn days_from_civil(year: i64, month: u32, day: u32) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=days_of_month).contains(&day) {
        return None;
    }
    let year = year - i64::from(month < 3);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * i64::from((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    // The epoch is so many days after the first of March of the year 0.
    Some(era * 146_097 + day_of_era - 719_468)
}

/// An instant as the summary writes it: RFC 3339 in UTC with milliseconds.
pub fn rfc3339(time: TimeMs) -> String {
    let Some(time) = DateTime::from_timestamp_millis(time) else { return String::new() };
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let millis = time.timestamp_subsec_millis();
    // A year of more than four digits, or before year 0, has its sign.
    let year = if (0..=9999).contains(&year) { format!("{year:04}") } else { format!("{year:+05}") };
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// Half-open range of time, `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRange {
    /// First instant, in milliseconds since the epoch.
    pub start_ms: i64,
    /// First instant after it, in milliseconds since the epoch.
    pub end_ms: i64,
}

impl TimeRange {
    /// All times that can be written. A range that begins or ends with it has no start, or no end.
    pub const ALL: TimeRange = TimeRange { start_ms: FIRST, end_ms: LAST + 1 };

    /// Whether it begins at some time.
    pub fn has_start(self) -> bool {
        self.start_ms > TimeRange::ALL.start_ms
    }

    /// Whether it ends at some time.
    pub fn has_end(self) -> bool {
        self.end_ms < TimeRange::ALL.end_ms
    }

    /// What of it lies within another range; where that is nothing, an instant.
    #[must_use]
    pub fn clamped_to(self, outer: TimeRange) -> TimeRange {
        let start_ms = self.start_ms.clamp(outer.start_ms, outer.end_ms);
        TimeRange { start_ms, end_ms: self.end_ms.clamp(start_ms, outer.end_ms) }
    }

    /// How long it lasts, in milliseconds; never negative.
    pub fn length_ms(self) -> i64 {
        self.end_ms.saturating_sub(self.start_ms).max(0)
    }

    /// Whether an instant lies in it.
    pub fn contains(self, time_ms: i64) -> bool {
        self.start_ms <= time_ms && time_ms < self.end_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_beyond_all_logs_are_written_too() {
        assert_eq!(rfc3339(FIRST), "0000-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(FIRST - 1), "-0001-12-31T23:59:59.999Z");
        assert_eq!(rfc3339(LAST), "9999-12-31T23:59:59.999Z");
        assert_eq!(rfc3339(LAST + 1), "+10000-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(i64::MAX), "");
    }

    #[test]
    fn digits_are_told_apart_by_their_number() {
        for (digits, expected) in [
            ("1795089600", Some(1_795_089_600_000)),
            ("1795089600000", Some(1_795_089_600_000)),
            ("1795089600000999", Some(1_795_089_600_000)),
            ("1795089600000999999", Some(1_795_089_600_000)),
            ("00000000000000000000000000000000000000000000000000", Some(0)),
            ("99999999999999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(parse_time(digits), expected, "{digits}");
        }
    }
}
