//! Sizes and times as they are written in a filter.

use crate::model::TimeRange;
use crate::model::time::parse_time;

/// The range that no size lies in: what `<0` asks for.
const NO_SIZE: (u64, u64) = (1, 0);

/// Smallest and largest size that a value asks for: `10MB`, `>10MB`, `1kB..5MB`.
pub fn size_range(value: &str) -> Option<(u64, u64)> {
    let (low, high) = if let Some(rest) = value.strip_prefix(">=") {
        (size(rest)?, u64::MAX)
    } else if let Some(rest) = value.strip_prefix('>') {
        size(rest)?.checked_add(1).map_or(NO_SIZE, |low| (low, u64::MAX))
    } else if let Some(rest) = value.strip_prefix("<=") {
        (0, size(rest)?)
    } else if let Some(rest) = value.strip_prefix('<') {
        size(rest)?.checked_sub(1).map_or(NO_SIZE, |high| (0, high))
    } else if let Some((low, high)) = value.split_once("..") {
        (size(low)?, size(high)?)
    } else {
        (size(value)?, size(value)?)
    };
    Some((low, high))
}

/// A number of bytes, perhaps with a unit: `10MB`, `1.5GiB`.
fn size(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let unit: u128 = match &text[digits..] {
        "" | "B" => 1,
        "kB" | "KB" | "k" => 1_000,
        "MB" | "M" => 1_000_000,
        "GB" | "G" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    let (whole, fraction) = text[..digits].split_once('.').unwrap_or((&text[..digits], ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
        return None;
    }
    // More digits after the point than this are less than a byte of every unit.
    let fraction = &fraction[..fraction.len().min(12)];
    let number = |digits: &str| {
        digits
            .bytes()
            .fold(0_u128, |sum, digit| sum.saturating_mul(10).saturating_add(u128::from(digit - b'0')))
    };
    let part = number(fraction) * unit / 10_u128.pow(fraction.len() as u32);
    let bytes = number(whole).saturating_mul(unit).saturating_add(part);
    Some(u64::try_from(bytes).unwrap_or(u64::MAX))
}

/// The range that a value asks for: `a..b` from `a` to just before `b`, of which one may be missing; `>=a`
/// and `<b`. Times without a zone are so many minutes east of UTC.
pub fn time_range(value: &str, zone_minutes: i32) -> Option<TimeRange> {
    let time = |text: &str| time(text, zone_minutes);
    let (start_ms, end_ms) = if let Some((start, end)) = value.split_once("..") {
        if start.is_empty() && end.is_empty() {
            return None;
        }
        let start_ms = if start.is_empty() { i64::MIN } else { time(start)? };
        (start_ms, if end.is_empty() { i64::MAX } else { time(end)? })
    } else if let Some(start) = value.strip_prefix(">=") {
        (time(start)?, i64::MAX)
    } else {
        (i64::MIN, time(value.strip_prefix('<')?)?)
    };
    Some(TimeRange { start_ms, end_ms })
}

/// A day, or a time of it to the minute, the second or less; with a zone if it says one.
fn time(text: &str, zone_minutes: i32) -> Option<i64> {
    // Digits alone, which logs have for a time, would be a slip here.
    let (day, rest) = text.split_at_checked("YYYY-MM-DD".len()).filter(|(day, _)| day.contains('-'))?;
    let is_of_clock = |c: char| c.is_ascii_digit() || matches!(c, 'T' | 't' | ' ' | ':' | '.');
    let (clock, zone) = rest.split_at(rest.find(|c| !is_of_clock(c)).unwrap_or(rest.len()));
    let clock = clock.trim_end();
    let rest_of_clock = match clock.len() {
        0 => "T00:00:00",
        6 => ":00",
        _ => "",
    };
    let time = parse_time(format!("{day}{clock}{rest_of_clock}{zone}"))?;
    let offset_ms = if zone.is_empty() { i64::from(zone_minutes) * 60_000 } else { 0 };
    Some(time.saturating_sub(offset_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_exact_and_never_more_than_can_be_counted() {
        for (text, expected) in [
            ("0", Some(0)),
            ("1116B", Some(1116)),
            ("1.5kB", Some(1500)),
            ("0.3MB", Some(300_000)),
            (".5KiB", Some(512)),
            ("5.GB", Some(5_000_000_000)),
            ("1.0000000000000000001MiB", Some(1 << 20)),
            ("1.9999", Some(1)),
            ("18446744073709551615", Some(u64::MAX)),
            ("99999999999999999999999999999999999999999999GiB", Some(u64::MAX)),
            ("", None),
            (".", None),
            ("1.2.3", None),
            ("-1", None),
            ("1TB", None),
            ("MB", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }

    #[test]
    fn times_are_in_the_zone_of_the_page_unless_they_say_one() {
        const HOUR: i64 = 3_600_000;
        let range = |value| time_range(value, 540).map(|range| (range.start_ms, range.end_ms));
        assert_eq!(range("1970-01-02..1970-01-02T10:30"), Some((15 * HOUR, 25 * HOUR + HOUR / 2)));
        assert_eq!(range("1970-01-01T00:00:00Z..1970-01-01T02:00:00.500+01:00"), Some((0, HOUR + 500)));
        assert_eq!(range(">=1970-01-02"), Some((15 * HOUR, i64::MAX)));
        assert_eq!(range("<1970-01-02"), Some((i64::MIN, 15 * HOUR)));
        assert_eq!(range("..1970-01-02"), range("<1970-01-02"));
        for wrong in ["", "..", "1970-01-02", "noon..", "1970-13-01.."] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_zone_stands_behind_a_time_however_exact_it_is() {
        const HOUR: i64 = 3_600_000;
        for (text, expected) in [
            ("1970-01-01T08:00Z", Some(8 * HOUR)),
            ("1970-01-01T08:00z", Some(8 * HOUR)),
            ("1970-01-01 08:00 UTC", Some(8 * HOUR)),
            ("1970-01-01T08:00:00 UTC", Some(8 * HOUR)),
            ("1970-01-01 08:00:00.000 gmt", Some(8 * HOUR)),
            ("1970-01-01T08:00+09:00", Some(-HOUR)),
            ("1970-01-01 08:00:00 -0130", Some(9 * HOUR + HOUR / 2)),
            ("1970-01-01Z", Some(0)),
            ("1970-01-01+09:00", Some(-9 * HOUR)),
            ("1970-01-01 UTC", Some(0)),
            ("1970-01-01T10:30", Some(HOUR + HOUR / 2)),
            ("1970-01-01", Some(-9 * HOUR)),
            ("1970-01-01T08:00X", None),
            ("1970-01-01T08:00+9", None),
            ("1970-01-01T08", None),
            ("1970-01-01T", None),
            ("1795089600", None),
            ("1795089600000", None),
            ("日本日本日本", None),
        ] {
            assert_eq!(time(text, 540), expected, "{text}");
        }
    }
}
