//! Times as a spreadsheet writes them where it has saved a table again: the date in the order of whoever had it open, or
//! days since the end of 1899. They have no zone, and are taken as what they were made of, which was UTC (R8).
//!
//! The forms are those of Excel's cells (ECMA-376-1, 18.17.4.1 "Date Representation", for the numbers).

use chrono::{Days, NaiveDate};

/// Which of the first two numbers of a date is its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `28/11/2026`
    DayFirst,
    /// `11/28/2026`
    MonthFirst,
}

/// A time of a spreadsheet, as RFC 3339 has it. Whether there is such a day is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetTime {
    /// It can be read in one way; the order that its date shows, if there is more than one.
    Known(String, Option<DateOrder>),
    /// Its date can be read in both orders.
    Either {
        /// With the day first.
        day_first: String,
        /// With the month first.
        month_first: String,
    },
}

impl SheetTime {
    /// The time that a text names in such a form; nothing where it has another one.
    pub fn parse(text: &str) -> Option<SheetTime> {
        let text = text.trim();
        let Some((date, clock)) = text.split_once(char::is_whitespace) else {
            return Some(SheetTime::Known(day_number(text)?, None));
        };
        let clock = parse_clock(clock.trim_start())?;
        let date = date.strip_suffix(',').unwrap_or(date);
        let separator = date.find(['/', '-', '.']).map(|at| &date[at..=at])?;
        let parts: Vec<&str> = date.split(separator).collect();
        let [first, second, third] = parts[..] else { return None };
        let (a, b, c) = (number(first)?, number(second)?, number(third)?);
        let written = |year: u32, month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}T{clock}Z");
        if first.len() == 4 {
            return Some(SheetTime::Known(written(a, b, c), None));
        }
        if third.len() != 4 {
            return None;
        }
        let (day_first, month_first) = (written(c, b, a), written(c, a, b));
        match (a > 12, b > 12) {
            (true, true) => None,
            (true, false) => Some(SheetTime::Known(day_first, Some(DateOrder::DayFirst))),
            (false, true) => Some(SheetTime::Known(month_first, Some(DateOrder::MonthFirst))),
            // Nobody writes the month first before a full stop.
            (false, false) if a == b || separator == "." => Some(SheetTime::Known(day_first, None)),
            (false, false) => Some(SheetTime::Either { day_first, month_first }),
        }
    }

    /// The time where dates are in this order; nothing where that is to be known and is not.
    pub fn in_order(self, order: Option<DateOrder>) -> Option<String> {
        match (self, order) {
            (SheetTime::Known(time, _), _) => Some(time),
            (SheetTime::Either { day_first, .. }, Some(DateOrder::DayFirst)) => Some(day_first),
            (SheetTime::Either { month_first, .. }, Some(DateOrder::MonthFirst)) => Some(month_first),
            (SheetTime::Either { .. }, None) => None,
        }
    }
}

/// A number of one, two or four digits.
fn number(text: &str) -> Option<u32> {
    let is_number = matches!(text.len(), 1 | 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// `9:05`, `09:05:00.123`, `9:05:00 PM`, with two digits each and 24 hours.
fn parse_clock(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (lower.as_str(), None),
    };
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let (whole, fraction) =
        second.split_once('.').map_or((second, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (hours, two) =
        (number(hour).filter(|_| hour.len() < 3)?, |text: &str| number(text).filter(|_| text.len() == 2));
    let hours = match half {
        Some(half) => (1..=12).contains(&hours).then_some(hours % 12 + half)?,
        None => hours,
    };
    let (minutes, seconds) = (two(minute)?, two(whole)?);
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}{fraction}"))
}

/// The days of this century, as a spreadsheet numbers them: 2000-01-01 to 2099-12-31.
const DAY_NUMBERS: std::ops::RangeInclusive<u64> = 36_526..=73_050;

/// Digits of a part of a day that are looked at: far more than there are milliseconds.
const DAY_DIGITS: usize = 15;

/// `45992.378`: days, and a part of one; some write a comma. No instant of these logs is as few seconds after 1970.
fn day_number(text: &str) -> Option<String> {
    let (days, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || !is_number(part) || !is_number(days) {
        return None;
    }
    let days = days.parse().ok().filter(|days| DAY_NUMBERS.contains(days))?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    let part = &part[..part.len().min(DAY_DIGITS)];
    // The digits are cut somewhere, so the instant is the nearest one.
    let unit = 10u128.pow(part.len() as u32);
    let ms = (part.parse::<u128>().ok()? * 86_400_000 + unit / 2) / unit;
    let (date, ms) = if ms < 86_400_000 { (date, ms) } else { (date.succ_opt()?, 0) };
    let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}.{:03}Z", ms % 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_date_is_known_where_it_shows() {
        let known = |time: &str, order| Some(SheetTime::Known(time.to_owned(), order));
        let (day, month) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
        for (text, expected) in [
            ("11/28/2026 9:05", known("2026-11-28T09:05:00Z", month)),
            ("28/11/2026 09:05:00", known("2026-11-28T09:05:00Z", day)),
            ("28/11/2026, 09:05:00.120", known("2026-11-28T09:05:00.120Z", day)),
            ("28-11-2026 9:05", known("2026-11-28T09:05:00Z", day)),
            ("2026/11/28 9:05", known("2026-11-28T09:05:00Z", None)),
            ("2026-1-2 09:05:01", known("2026-01-02T09:05:01Z", None)),
            ("11/11/2026 9:05", known("2026-11-11T09:05:00Z", None)),
            ("3.11.2026 9:05", known("2026-11-03T09:05:00Z", None)),
            ("11/28/2026 12:05 AM", known("2026-11-28T00:05:00Z", month)),
            ("11/28/2026 12:05:00 pm", known("2026-11-28T12:05:00Z", month)),
            ("11/28/2026 1:05:00PM", known("2026-11-28T13:05:00Z", month)),
            // Some write a blank that does not break before the half of the day, or before the time.
            ("11/28/2026, 1:05:00\u{202f}PM", known("2026-11-28T13:05:00Z", month)),
            ("2026/11/28\u{a0}9:05\u{a0}", known("2026-11-28T09:05:00Z", None)),
            ("2026/11/28 \u{a0}\u{a0}9:05", known("2026-11-28T09:05:00Z", None)),
            ("2026/11/28\u{feff}9:05", None),
            ("45992.378", known("2025-12-01T09:04:19.200Z", None)),
            // 21:05:00 and midnight, whose digits go on.
            ("46354.8784722222", known("2026-11-28T21:05:00.000Z", None)),
            ("46354.99999999999", known("2026-11-29T00:00:00.000Z", None)),
            ("45992,5", known("2025-12-01T12:00:00.000Z", None)),
            ("45992", known("2025-12-01T00:00:00.000Z", None)),
            ("28/28/2026 9:05", None),
            ("11/28/26 9:05", None),
            ("11/28/2026", None),
            ("11/28/2026 9:5", None),
            ("11/28/2026 13:05 PM", None),
            ("11/28/2026 9", None),
            ("2026-11-28T09:05:00Z", None),
            ("2026-11-28 09:05:00 UTC", None),
            ("145992.378", None),
            ("1795089600", None),
            ("99999.5", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(SheetTime::parse(text), expected, "{text}");
        }
        let either = SheetTime::parse("3/11/2026 9:05").expect("a time");
        let read = |order| either.clone().in_order(order);
        assert_eq!(read(day).as_deref(), Some("2026-11-03T09:05:00Z"));
        assert_eq!(read(month).as_deref(), Some("2026-03-11T09:05:00Z"));
        assert_eq!(read(None), None);
    }
}
