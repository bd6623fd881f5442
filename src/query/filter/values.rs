//! Sizes and times as they are written in a filter.

use crate::model::time::parse_time;
use crate::query::answer::TimeRange;

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
    let number: f64 = text[..digits].parse().ok()?;
    let unit = match &text[digits..] {
        "" | "B" => 1.0,
        "kB" | "KB" | "k" => 1e3,
        "MB" | "M" => 1e6,
        "GB" | "G" => 1e9,
        "KiB" => 1024.0,
        "MiB" => 1024.0 * 1024.0,
        "GiB" => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    Some((number * unit) as u64)
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
    let mut full = text.replacen(' ', "T", 1);
    match full.len() {
        10 => full.push_str("T00:00:00"),
        16 => full.push_str(":00"),
        _ => {}
    }
    let has_zone = full.ends_with(['Z', 'z']) || full.get(10..)?.contains(['+', '-']);
    let time = parse_time(&full)?;
    Some(if has_zone { time } else { time.saturating_sub(i64::from(zone_minutes) * 60_000) })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
