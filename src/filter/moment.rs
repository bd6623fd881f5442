//! Times as they are written: each as long as it says, and ranges of them (F6).
//!
//! ```text
//!   2026-11-19            a day           2026-11-19T08:30:15       a second
//!   2026-11-19T08         an hour         2026-11-19T08:30:15.25    ten milliseconds
//!   2026-11-19 08:30      a minute        … each with a zone behind it, or without
//! ```

use super::mistake::Problem;
use crate::model::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, TimeMs, days_from_civil, parse_zone};
use crate::model::{TimeRange, Zone};

/// The time that a value asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLiteral {
    /// The instants that it covers.
    pub range: TimeRange,
    /// Whether one of its ends says no zone, and is meant in that of the display.
    pub depends_on_zone: bool,
}

impl TimeLiteral {
    /// The range that a value asks for: a time alone, `a..b`, `a..`, `..b`, `>=a`, `>a`, `<b`, `<=b`. Times
    /// without a zone are meant in this one.
    pub(super) fn parse(text: &str, zone: &Zone) -> Result<TimeLiteral, Problem> {
        let read = |text| Moment::parse(text, zone).ok_or(Problem::BadTime);
        if let Some((start, end)) = text.split_once("..") {
            let start = (!start.is_empty()).then(|| read(start)).transpose()?;
            let end = (!end.is_empty()).then(|| read(end)).transpose()?;
            return TimeLiteral::between(start, end);
        }
        let signs = [">=", ">", "<=", "<"].into_iter();
        let (sign, rest) =
            signs.filter_map(|sign| Some((sign, text.strip_prefix(sign)?))).next().unwrap_or(("", text));
        let moment = read(rest)?;
        let (start_ms, end_ms) = match sign {
            ">=" => (moment.start_ms, TimeMs::MAX),
            ">" => (moment.end_ms, TimeMs::MAX),
            "<=" => (TimeMs::MIN, moment.end_ms),
            "<" => (TimeMs::MIN, moment.start_ms),
            _ => (moment.start_ms, moment.end_ms),
        };
        Ok(TimeLiteral { range: TimeRange { start_ms, end_ms }, depends_on_zone: !moment.has_zone })
    }

    /// From the start of one time to the end of another, of which one may be missing.
    fn between(start: Option<Moment>, end: Option<Moment>) -> Result<TimeLiteral, Problem> {
        if start.is_none() && end.is_none() {
            return Err(Problem::BadTime);
        }
        let start_ms = start.map_or(TimeMs::MIN, |moment| moment.start_ms);
        let end_ms = end.map_or(TimeMs::MAX, |moment| moment.end_ms);
        if start_ms >= end_ms {
            return Err(Problem::ReversedRange);
        }
        let depends_on_zone = [start, end].into_iter().flatten().any(|moment| !moment.has_zone);
        Ok(TimeLiteral { range: TimeRange { start_ms, end_ms }, depends_on_zone })
    }
}

/// A time, as long as it says: a day, an hour, a minute, a second, or a part of one.
#[derive(Clone, Copy)]
struct Moment {
    start_ms: TimeMs,
    /// The first instant after it.
    end_ms: TimeMs,
    has_zone: bool,
}

impl Moment {
    fn parse(text: &str, zone: &Zone) -> Option<Moment> {
        let (date, rest) = text.split_at_checked("YYYY-MM-DD".len())?;
        let [year, month, day] = [date.get(..4)?, date.get(5..7)?, date.get(8..)?].map(digits);
        let is_date = date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-';
        let days =
            days_from_civil(year?, month?.try_into().ok()?, day?.try_into().ok()?).filter(|_| is_date)?;
        let (in_day_ms, length_ms, written) = time_of_day(rest)?;
        let has_zone = !written.is_empty();
        let local_ms = days * DAY_MS + in_day_ms;
        if has_zone {
            let start_ms = local_ms - parse_zone(written.as_bytes())? * MINUTE_MS;
            return Some(Moment { start_ms, end_ms: start_ms + length_ms, has_zone });
        }
        // A day goes from midnight to midnight, however long that takes its clocks; anything shorter lasts as long as it
        // says.
        let (start_ms, end_ms) = if length_ms == DAY_MS {
            (zone.first_instant_from(local_ms), zone.first_instant_from(local_ms + DAY_MS))
        } else {
            let start_ms = zone.instant_of(local_ms);
            (start_ms, start_ms + length_ms)
        };
        Some(Moment { start_ms, end_ms, has_zone })
    }
}

/// Milliseconds into the day of what stands behind a date, how many milliseconds it lasts, and what is left: a
/// zone. Parts of milliseconds are left aside, as they are where events are read (R8).
fn time_of_day(text: &str) -> Option<(i64, i64, &str)> {
    /// What stands before the hour, the minute and the second, how long each is, and how many there are.
    const UNITS: [(&[char], i64, i64); 3] =
        [(&['T', 't', ' '], HOUR_MS, 24), (&[':'], MINUTE_MS, 60), (&[':'], SECOND_MS, 61)];
    let (mut in_day_ms, mut length_ms, mut rest) = (0, DAY_MS, text);
    for (signs, unit_ms, count) in UNITS {
        let written = rest.strip_prefix(signs).and_then(|text| text.split_at_checked(2));
        let Some((number, behind)) = written.and_then(|(pair, rest)| Some((digits(pair)?, rest))) else {
            return Some((in_day_ms, length_ms, rest));
        };
        if number >= count {
            return None;
        }
        (in_day_ms, length_ms, rest) = (in_day_ms + number * unit_ms, unit_ms, behind);
    }
    let Some(fraction) = rest.strip_prefix('.') else { return Some((in_day_ms, length_ms, rest)) };
    let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
    for digit in fraction[..end].bytes().take(3) {
        length_ms /= 10;
        in_day_ms += i64::from(digit - b'0') * length_ms;
    }
    (end > 0).then_some((in_day_ms, length_ms, &fraction[end..]))
}

/// The number that a text of digits is.
fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE_HOURS: i32 = 540;

    fn range(text: &str) -> Result<(i64, i64), Problem> {
        TimeLiteral::parse(text, &Zone::fixed(NINE_HOURS))
            .map(|time| (time.range.start_ms, time.range.end_ms))
    }

    #[test]
    fn a_time_lasts_as_long_as_it_says() {
        for (text, start, length) in [
            ("1970-01-02Z", DAY_MS, DAY_MS),
            ("1970-01-02", 15 * HOUR_MS, DAY_MS),
            ("1970-01-02T10Z", 34 * HOUR_MS, HOUR_MS),
            ("1970-01-01T08:30Z", 8 * HOUR_MS + 30 * MINUTE_MS, MINUTE_MS),
            ("1970-01-01 08:30:15Z", 8 * HOUR_MS + 30 * MINUTE_MS + 15_000, SECOND_MS),
            ("1970-01-01T00:00:00.2Z", 200, 100),
            ("1970-01-01T00:00:00.25Z", 250, 10),
            ("1970-01-01T00:00:00.250Z", 250, 1),
            ("1970-01-01T00:00:00.2509999Z", 250, 1),
            ("1970-01-01T00:00:60Z", 60_000, SECOND_MS),
        ] {
            assert_eq!(range(text), Ok((start, start + length)), "{text}");
        }
        assert!(range("9999-12-31").is_ok());
        assert!(range("0000-01-01").is_ok());
    }

    #[test]
    fn a_zone_stands_behind_a_time_however_exact_it_is() {
        for (text, hours) in [
            ("1970-01-01T08:00Z", 8),
            ("1970-01-01T08:00z", 8),
            ("1970-01-01 08:00 UTC", 8),
            ("1970-01-01T08:00:00 UTC", 8),
            ("1970-01-01 08:00:00.000 gmt", 8),
            ("1970-01-01T08:00+09:00", -1),
            ("1970-01-01T08+0900", -1),
            ("1970-01-01T08-09", 17),
            ("1970-01-01Z", 0),
            ("1970-01-01+09:00", -9),
            ("1970-01-01 UTC", 0),
            ("1970-01-01T10", 1),
        ] {
            assert_eq!(range(text).map(|(start, _)| start), Ok(hours * HOUR_MS), "{text}");
        }
    }

    #[test]
    fn only_a_time_without_a_zone_depends_on_that_of_the_display() {
        let depends =
            |text: &str| TimeLiteral::parse(text, &Zone::default()).expect("a time").depends_on_zone;
        assert!(depends("2026-11-19"));
        assert!(depends("2026-11-19Z..2026-11-20"));
        assert!(depends("<2026-11-19T08:00"));
        assert!(!depends("2026-11-19Z..2026-11-20+09:00"));
        assert!(!depends("..2026-11-20Z"));
    }

    #[test]
    fn ranges_go_from_the_start_of_the_first_to_the_end_of_the_second() {
        let day = 15 * HOUR_MS;
        assert_eq!(range("1970-01-02..1970-01-03"), Ok((day, day + 2 * DAY_MS)));
        assert_eq!(range("1970-01-02..1970-01-02"), Ok((day, day + DAY_MS)));
        assert_eq!(range("1970-01-02T08..1970-01-02"), Ok((day + 8 * HOUR_MS, day + DAY_MS)));
        assert_eq!(range("1970-01-01T00:00:00.5Z..1970-01-01T00:00:01Z"), Ok((500, 2000)));
        assert_eq!(range("..1970-01-02"), Ok((i64::MIN, day + DAY_MS)));
        assert_eq!(range("1970-01-02.."), Ok((day, i64::MAX)));
        assert_eq!(range(">=1970-01-02"), Ok((day, i64::MAX)));
        assert_eq!(range(">1970-01-02"), Ok((day + DAY_MS, i64::MAX)));
        assert_eq!(range("<1970-01-02"), Ok((i64::MIN, day)));
        assert_eq!(range("<=1970-01-02"), Ok((i64::MIN, day + DAY_MS)));
    }

    #[test]
    fn what_is_no_time_is_told_from_a_range_that_is_reversed() {
        let bad = [
            "",
            "..",
            "noon",
            "noon..",
            "08:00",
            "1970",
            "1970-01",
            "1970-1-1",
            "1970/01/01",
            "1970-13-01",
            "1970-02-30",
            "1970-01-01T",
            "1970-01-01T8",
            "1970-01-01T24",
            "1970-01-01T08:60",
            "1970-01-01T08:0",
            "1970-01-01T08:00:61",
            "1970-01-01T08:00:00.",
            "1970-01-01T08:00:00,5",
            "1970-01-01T08:00X",
            "1970-01-01T08:00+9",
            "1970-01-01T08:00 EST",
            "1970-01-01  08:00",
            "1795089600",
            "1795089600000",
            "1970-01-01..1970-01-02..1970-01-03",
            ">..1970-01-01",
            "=1970-01-01",
            "日本日本日本",
            "1970-01-0é",
            "+970-01-01",
            "1970-01-01T+8",
            "197é-01-01",
        ];
        for text in bad {
            assert_eq!(range(text), Err(Problem::BadTime), "{text}");
        }
        for text in
            ["1970-01-02..1970-01-01", "1970-01-02T08:00..1970-01-02T07", "1970-01-02..1970-01-01T09Z"]
        {
            assert_eq!(range(text), Err(Problem::ReversedRange), "{text}");
        }
        assert!(range("1970-01-01Z..1970-01-01").is_ok(), "its end is the later one");
    }
}
