//! Times: milliseconds since the epoch, read from every form that the formats use (R8, R9).

use crate::container::json::bytes_of;
use crate::container::json_text::Decimal;
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

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

/// The instant that a JSON value names, string or number; nothing where it is no time.
pub fn parse_json_time(raw: &[u8]) -> Option<TimeMs> {
    match raw.first()? {
        b'"' => parse_time(bytes_of(raw)?),
        b'-' | b'0'..=b'9' => parse_epoch(raw),
        _ => None,
    }
}

/// The instant that a text names: RFC 3339, the same with a blank, or digits.
pub fn parse_time(text: impl AsRef<[u8]>) -> Option<TimeMs> {
    let text = text.as_ref();
    let is_number = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    if is_number { parse_epoch(text) } else { parse_date_time(text) }
}

/// The instant in the footer of a transcript (R10). `script` writes what [`parse_time`] reads, or as the
/// C library does (`Thu 04 Jan 2024 06:02:11 AM UTC`, `Tue Jan  5 10:13:33 2021`); PowerShell 14 digits.
/// No zone means UTC; a zone that is a name other than UTC or GMT makes it nothing.
pub fn parse_footer_time(text: &str) -> Option<TimeMs> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        // No footer counts seconds since 1970.
        let (date, clock) = (text.len() == 14).then(|| text.split_at(8))?;
        let [(year, day), (hour, second)] = [date.split_at(4), clock.split_at(2)];
        let [(month, day), (minute, second)] = [day, second].map(|pair| pair.split_at(2));
        return parse_date_time(format!("{year}-{month}-{day}T{hour}:{minute}:{second}").as_bytes());
    }
    if let Some(time) = parse_time(text) {
        return Some(time);
    }
    // The weekday is not looked at: it tells nothing, and may be in another language.
    let words: Vec<&str> = text.split_ascii_whitespace().skip(1).collect();
    let (date, clock, rest) = match *words.as_slice() {
        [day, month, year, clock, ref rest @ ..] if day.as_bytes()[0].is_ascii_digit() => {
            ([year, month, day], clock, rest)
        }
        [month, day, clock, ref zone @ .., year] => ([year, month, day], clock, zone),
        _ => return None,
    };
    let is_form = |text: &str, form: &str| {
        let is_like = |(byte, form)| if form == b'0' { u8::is_ascii_digit(&byte) } else { byte == form };
        text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_like)
    };
    let is_clock = is_form(clock, "00:00:00") || is_form(clock, "0:00:00");
    if !is_clock || !is_form(date[0], "0000") || date[1].len() != 3 {
        return None;
    }
    let is_day = is_form(date[2], "00") || is_form(date[2], "0");
    let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(date[1])).filter(|_| is_day)? + 1;
    let (hour, clock) = clock.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    let (hour, zone) = match *rest {
        [half, ref zone @ ..] if half.eq_ignore_ascii_case("am") => (in_half(hour)?, zone),
        [half, ref zone @ ..] if half.eq_ignore_ascii_case("pm") => (in_half(hour)? + 12, zone),
        ref zone => (hour, zone),
    };
    let offset_minutes = match *zone {
        [] => 0,
        [zone] => parse_zone(zone.as_bytes())?,
        _ => return None,
    };
    let (year, day) = (date[0], date[2]);
    let time = parse_date_time(format!("{year}-{month:02}-{day:0>2}T{hour:02}:{clock}").as_bytes())?;
    in_range(i128::from(time - offset_minutes * 60_000))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Hours into its half of the day of an hour from 1 to 12.
fn in_half(hour: u32) -> Option<u32> {
    (1..=12).contains(&hour).then_some(hour % 12)
}

/// Seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by size (R9).
fn parse_epoch(text: &[u8]) -> Option<TimeMs> {
    let number = Decimal::parse(text);
    let magnitude = Decimal { negative: false, ..number.clone() }.scaled_floor(0)?;
    let shift = match magnitude {
        0..100_000_000_000 => 3,
        100_000_000_000..100_000_000_000_000 => 0,
        100_000_000_000_000..100_000_000_000_000_000 => -3,
        _ => -6,
    };
    in_range(number.scaled_floor(shift)?)
}

fn in_range(ms: i128) -> Option<TimeMs> {
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
        for place in 0..3 {
            millis = millis * 10 + fraction[..len].get(place).map_or(0, |d| i64::from(d - b'0'));
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

/// Days since the epoch of a date of the Gregorian calendar, if there is such a date.
///
/// chrono knows the calendar; the last date is remembered, since logs stay on one day for long.
pub fn days_from_civil(year: i64, month: u32, day: u32) -> Option<i64> {
    use std::cell::Cell;
    thread_local! { static LAST_DATE: Cell<(i64, u32, u32, i64)> = const { Cell::new((0, 0, 0, 0)) } }
    LAST_DATE.with(|last| {
        let (last_year, last_month, last_day, days) = last.get();
        if (last_year, last_month, last_day) == (year, month, day) && last_month != 0 {
            return Some(days);
        }
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        last.set((year, month, day, days));
        Some(days)
    })
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

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(parse_json_time(json.as_bytes()).map(rfc3339).as_deref(), expected, "{json}");
    }

    #[test]
    fn the_footers_of_all_systems_are_read() {
        for (text, expected) in [
            ("2025-09-29 16:58:04+00:00", Some("2025-09-29T16:58:04.000Z")),
            ("Thu 04 Jan 2024 06:02:11 AM UTC", Some("2024-01-04T06:02:11.000Z")),
            ("Thu 04 Jan 2024 06:02:11 PM UTC", Some("2024-01-04T18:02:11.000Z")),
            ("Thu 04 Jan 2024 18:02:11", Some("2024-01-04T18:02:11.000Z")),
            ("Tue Jan  5 10:13:33 2021", Some("2021-01-05T10:13:33.000Z")),
            ("Tue Jan  5 10:13:33 UTC 2021", Some("2021-01-05T10:13:33.000Z")),
            ("Tue Jan  5 10:13:33 +0900 2021", Some("2021-01-05T01:13:33.000Z")),
            ("Thu 04 Jan 2024 12:02:11 pm", Some("2024-01-04T12:02:11.000Z")),
            ("Thu 04 Jan 2024 12:02:11 am", Some("2024-01-04T00:02:11.000Z")),
            ("Thu 04 dec 2024 1:02:11 am", Some("2024-12-04T01:02:11.000Z")),
            ("Thu 04 Jan 2024 13:02:11 pm", None),
            ("Thu 04 Jan 2024 00:02:11 am", None),
            ("Thu 04 Jän 2024 06:02:11", None),
            ("Thu Jan +5 10:13:33 2021", None),
            ("Thu Feb 30 10:13:33 2021", None),
            ("20241303061608", None),
            ("20241003061608", Some("2024-10-03T06:16:08.000Z")),
            ("1795089600", None),
            ("Thu 04", None),
            ("Thu Jan", None),
            ("Thu 04 Jan 2024 06:02:11 AM JST", None),
            ("Thu 34 Jan 2024 06:02:11 AM UTC", None),
            ("", None),
        ] {
            assert_eq!(parse_footer_time(text).map(rfc3339).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn times_beyond_all_logs_are_written_too() {
        assert_eq!(rfc3339(FIRST), "0000-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(FIRST - 1), "-0001-12-31T23:59:59.999Z");
        assert_eq!(rfc3339(LAST), "9999-12-31T23:59:59.999Z");
        assert_eq!(rfc3339(LAST + 1), "+10000-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(i64::MAX), "");
    }

    #[test]
    fn every_form_of_time_is_read() {
        let noon = Some("2026-11-19T12:00:00.000Z");
        for json in [
            r#""2026-11-19T12:00:00Z""#,
            r#""2026-11-19t12:00:00z""#,
            r#""2026-11-19T21:00:00+09:00""#,
            r#""2026-11-19T04:00:00-0800""#,
            r#""2026-11-19 12:00:00""#,
            r#""2026-11-19 12:00:00.000 UTC""#,
            r#""2026-11-19 12:00:00 +00:00""#,
            r#""2026-11-19T12:00:00.0009999Z""#,
            r#""2026-11-19T11:59:60Z""#,
            "1795089600",
            "1795089600.0001",
            "1795089600000",
            r#""1795089600000""#,
            "1795089600000000",
            "1795089600000000999",
        ] {
            check(json, noon);
        }
        check("1550676938.352", Some("2019-02-20T15:35:38.352Z"));
        check(r#""1969-12-31T23:59:59.9999Z""#, Some("1969-12-31T23:59:59.999Z"));
        check("-0.0005", Some("1969-12-31T23:59:59.999Z"));
        check("0", Some("1970-01-01T00:00:00.000Z"));
    }

    #[test]
    fn what_is_no_time_is_undated() {
        for json in [
            "null",
            "true",
            "[]",
            r#""""#,
            r#""2026-13-01T00:00:00Z""#,
            r#""2026-02-30T00:00:00Z""#,
            r#""2026-11-19T24:00:00Z""#,
            r#""2026-11-19""#,
            r#""2026-11-19T12:00Z""#,
            r#""yesterday""#,
            r#""2026-11-19T12:00:00.Z""#,
            r#""2026-11-19T12:00:00+9""#,
            r#""2026-11-19T12:00:00 EST""#,
            r#"" 2026-11-19T12:00:00Z""#,
            r#""2026-11-19T12:00:00,5Z""#,
            r#""1795089600.5""#,
            "1e30",
            r#""9999-12-31T23:59:59-01:00""#,
        ] {
            check(json, None);
        }
    }
}
