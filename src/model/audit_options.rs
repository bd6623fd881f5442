//! What the audit is asked for beside the logs: the hours of work, the zone of days and hours, and the thresholds of those
//! rules that a person can set.

use super::time::{DAY_MS, MINUTE_MS, TimeMs, parse_zone};
use crate::source::enum_table;
use crate::source::limits::{MAX_THRESHOLD_BYTES, MAX_THRESHOLD_FACTOR, MAX_THRESHOLD_MINUTES};
use serde::{Deserialize, Serialize};
use std::fmt;

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

impl fmt::Display for Hours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hours { from, to } = self;
        write!(out, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
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
        self.has((day + EPOCH_WEEKDAY).rem_euclid(7) as usize)
    }

    fn has(self, weekday: usize) -> bool {
        self.0 >> weekday & 1 == 1
    }
}

impl fmt::Display for Weekdays {
    /// As they are read: `mon-fri`, `mon,sat-sun`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: Vec<usize> = (0..DAY_NAMES.len()).filter(|day| self.has(*day)).collect();
        for (number, run) in days.chunk_by(|one, next| one + 1 == *next).enumerate() {
            let comma = if number > 0 { "," } else { "" };
            write!(out, "{comma}{}", DAY_NAMES[run[0]])?;
            if let [_, .., last] = run {
                write!(out, "-{}", DAY_NAMES[*last])?;
            }
        }
        Ok(())
    }
}

/// What a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdUnit {
    /// Bytes.
    Bytes,
    /// How many times something else.
    Times,
    /// Minutes.
    Minutes,
}

/// What is known of a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThresholdInfo {
    /// Its name in case files and audits.
    pub id: &'static str,
    /// What it counts.
    pub unit: ThresholdUnit,
    /// Its value where nobody has set another one.
    pub default: u64,
}

const fn info(id: &'static str, unit: ThresholdUnit, default: u64) -> ThresholdInfo {
    ThresholdInfo { id, unit, default }
}

enum_table! {
    /// A threshold that a person can set.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Threshold =>
    /// What is known of it.
    pub fn info() -> ThresholdInfo {
        /// From how many bytes on the size of a download that leaves is a sign by itself (E28): documents are smaller,
        /// images of disks and dumps of databases are not.
        LargeBytes => info("left-after-download-bytes", ThresholdUnit::Bytes, 1_000_000_000),
        /// The least that is much on a day (E30): a working day of documents is less.
        BulkBytes => info("bulk-out-bytes", ThresholdUnit::Bytes, 100_000_000),
        /// How many times the median of the other days it must be more than (E30).
        BulkFactor => info("bulk-out-factor", ThresholdUnit::Times, 10),
        /// How much later than the block the visit may be (E31): what is further apart hardly belongs together.
        BlockedMinutes => info("blocked-then-reached-minutes", ThresholdUnit::Minutes, 60),
        /// How long before the download the secret may have been read (E32), likewise.
        SecretMinutes => info("secret-then-download-minutes", ThresholdUnit::Minutes, 60),
        /// How far two logins may be apart (E33): in an hour one can go from one network to another.
        LoginMinutes => info("two-places-minutes", ThresholdUnit::Minutes, 60),
    }
}

impl Threshold {
    /// The greatest value that it may have; the least is 1.
    pub const fn most(self) -> u64 {
        match self.info().unit {
            ThresholdUnit::Bytes => MAX_THRESHOLD_BYTES,
            ThresholdUnit::Times => MAX_THRESHOLD_FACTOR,
            ThresholdUnit::Minutes => MAX_THRESHOLD_MINUTES,
        }
    }
}

/// The thresholds in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds([u64; Threshold::ALL.len()]);

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds(Threshold::ALL.map(|threshold| threshold.info().default))
    }
}

impl Thresholds {
    /// The value of one.
    pub fn get(&self, threshold: Threshold) -> u64 {
        self.0[threshold as usize]
    }

    /// The same in milliseconds, of one that counts minutes.
    pub fn ms(&self, threshold: Threshold) -> TimeMs {
        i64::try_from(self.get(threshold)).unwrap_or(i64::MAX).saturating_mul(MINUTE_MS)
    }

    /// Sets one; whether it may have this value.
    pub fn set(&mut self, threshold: Threshold, value: u64) -> bool {
        let is_allowed = (1..=threshold.most()).contains(&value);
        if is_allowed {
            self.0[threshold as usize] = value;
        }
        is_allowed
    }

    /// All of them by their names.
    pub fn by_id(&self) -> impl Iterator<Item = (&'static str, u64)> {
        Threshold::ALL.into_iter().map(|threshold| (threshold.info().id, self.get(threshold)))
    }
}

/// The minutes east of UTC of a zone as it is written: `+09:00`, `UTC+09:00`, `UTC`.
pub fn zone_minutes(text: &str) -> Option<i32> {
    let offset = text.strip_prefix("UTC").unwrap_or(text);
    parse_zone(offset.as_bytes()).and_then(|minutes| i32::try_from(minutes).ok())
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
    /// The thresholds.
    pub thresholds: Thresholds,
}

impl Default for AuditOptions {
    fn default() -> AuditOptions {
        AuditOptions { hours: None, days: Weekdays::ALL, zone_minutes: 0, thresholds: Thresholds::default() }
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
    fn what_is_written_is_read_as_the_same() {
        for hours in ["08:00-18:30", "22:00-06:00", "00:00-24:00"] {
            assert_eq!(Hours::parse(hours).expect("hours").to_string(), hours);
        }
        for (days, written) in [
            ("mon-fri", "mon-fri"),
            ("sat-mon,wed", "mon,wed,sat-sun"),
            ("sun", "sun"),
            ("mon-sun", "mon-sun"),
        ] {
            assert_eq!(Weekdays::parse(days).expect("days").to_string(), written);
        }
    }

    #[test]
    fn a_threshold_has_a_value_that_makes_sense() {
        let mut thresholds = Thresholds::default();
        for threshold in Threshold::ALL {
            let most = threshold.most();
            assert!(!thresholds.set(threshold, 0) && !thresholds.set(threshold, most + 1), "{threshold:?}");
            assert_eq!(thresholds.get(threshold), threshold.info().default);
            assert!(thresholds.set(threshold, most) && thresholds.get(threshold) == most);
        }
        assert_ne!(thresholds, Thresholds::default());
    }

    #[test]
    fn a_time_is_out_of_hours_by_the_clock_and_the_day_of_the_zone() {
        // 2026-11-19 is a Thursday.
        let at = |text: &str| crate::model::time::parse_time(text).expect("a time");
        let options = |hours, days, zone_minutes| AuditOptions {
            hours: Hours::parse(hours),
            days: Weekdays::parse(days).expect("days"),
            zone_minutes,
            ..AuditOptions::default()
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
