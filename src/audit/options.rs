//! What the audit is asked for beside the logs: the hours of work, and the zone of days and hours.

use crate::model::time::{DAY_MS, MINUTE_MS, TimeMs};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY_MINUTES: u32 = 24 * 60;
/// The names of the days, from the first day of the week on.
const DAY_NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The day of the week of the epoch, a Thursday.
const EPOCH_WEEKDAY: i64 = 3;

/// Hours of a day, in minutes since its start: the first included, the second not. Where the second is the less, they go
/// over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// When they begin.
    pub from: u32,
    /// When they end.
    pub to: u32,
}

impl Hours {
    /// Hours as they are written: `08:00-18:00`.
    pub fn parse(text: &str) -> Option<Hours> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (minute_of_day(from)?, minute_of_day(to)?);
        (from < DAY_MINUTES).then_some(Hours { from, to })
    }

    fn contains(self, ms_of_day: TimeMs) -> bool {
        let [from, to] = [self.from, self.to].map(|minute| TimeMs::from(minute) * MINUTE_MS);
        if from <= to { from <= ms_of_day && ms_of_day < to } else { from <= ms_of_day || ms_of_day < to }
    }
}

/// A time as `HH:MM`, up to `24:00`.
fn minute_of_day(text: &str) -> Option<u32> {
    let digits = |part: &str| {
        let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (digits(hour)?, digits(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY_MINUTES).then_some(minutes)
}

/// A set of days of the week, a bit each from Monday on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All of them.
    pub const ALL: Weekdays = Weekdays(0x7f);

    /// Days as they are written, in any case: `mon-fri`, `sat-sun,wed`; a range may go over the end of the week.
    pub fn parse(text: &str) -> Option<Weekdays> {
        let day = |name: &str| DAY_NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
        let mut days = 0;
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (day(first)?, day(last)?);
            let length = (last + 7 - first) % 7;
            (0..=length).for_each(|next| days |= 1 << ((first + next) % 7));
        }
        Some(Weekdays(days))
    }

    fn contains(self, day: i64) -> bool {
        self.0 >> (day + EPOCH_WEEKDAY).rem_euclid(7) & 1 == 1
    }
}

/// What the audit is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditOptions {
    /// The hours of work; without them nothing is out of hours.
    pub hours: Option<Hours>,
    /// The days of work.
    pub days: Weekdays,
    /// The zone of days and hours, in minutes east of UTC.
    pub zone_minutes: i32,
}

impl Default for AuditOptions {
    fn default() -> AuditOptions {
        AuditOptions { hours: None, days: Weekdays::ALL, zone_minutes: 0 }
    }
}

impl AuditOptions {
    fn local(&self, time: TimeMs) -> TimeMs {
        time + TimeMs::from(self.zone_minutes) * MINUTE_MS
    }

    /// The day of a time, counted from the epoch.
    pub fn day(&self, time: TimeMs) -> i64 {
        self.local(time).div_euclid(DAY_MS)
    }

    /// Whether a time is outside of the hours or days of work; never where no hours were given.
    pub fn is_out_of_hours(&self, time: TimeMs) -> bool {
        let is_at_work = |hours: Hours| {
            self.days.contains(self.day(time)) && hours.contains(self.local(time).rem_euclid(DAY_MS))
        };
        self.hours.is_some_and(|hours| !is_at_work(hours))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_read_as_they_are_written() {
        assert_eq!(Hours::parse("08:00-18:30"), Some(Hours { from: 480, to: 1110 }));
        assert_eq!(Hours::parse("00:00-24:00"), Some(Hours { from: 0, to: 1440 }));
        for wrong in [
            "",
            "8:00-18:00",
            "08:00",
            "08:00-25:00",
            "08:60-18:00",
            "24:00-08:00",
            "08:00-24:01",
            "+8:00-18:00",
        ] {
            assert_eq!(Hours::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Weekdays::parse("mon-fri"), Some(Weekdays(0b001_1111)));
        assert_eq!(Weekdays::parse("Sat-mon,wed"), Some(Weekdays(0b110_0101)));
        assert_eq!(Weekdays::parse("mon-sun"), Some(Weekdays::ALL));
        for wrong in ["", "mon-", "monday", "mon,,tue", "mon fri"] {
            assert_eq!(Weekdays::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_is_out_of_hours_by_the_clock_and_the_day_of_the_zone() {
        // 2026-11-19 is a Thursday.
        let at = |text: &str| crate::model::time::parse_time(text).expect("a time");
        let options = |hours, days, zone_minutes| AuditOptions {
            hours: Hours::parse(hours),
            days: Weekdays::parse(days).expect("days"),
            zone_minutes,
        };
        let day = options("08:00-18:00", "mon-fri", 0);
        assert!(!day.is_out_of_hours(at("2026-11-19T08:00:00Z")));
        assert!(day.is_out_of_hours(at("2026-11-19T07:59:59.999Z")));
        assert!(day.is_out_of_hours(at("2026-11-19T18:00:00Z")));
        assert!(day.is_out_of_hours(at("2026-11-21T12:00:00Z")));
        let east = options("08:00-18:00", "mon-fri", 540);
        assert!(!east.is_out_of_hours(at("2026-11-18T23:00:00Z")));
        assert!(east.is_out_of_hours(at("2026-11-20T23:00:00Z")), "a Saturday there");
        let night = options("22:00-06:00", "thu", 0);
        assert!(!night.is_out_of_hours(at("2026-11-19T23:00:00Z")));
        assert!(!night.is_out_of_hours(at("2026-11-19T05:59:00Z")));
        assert!(night.is_out_of_hours(at("2026-11-20T05:00:00Z")), "the day is that of the event");
        assert!(!AuditOptions::default().is_out_of_hours(at("2026-11-19T03:00:00Z")));
    }
}
