//! Ticks on a time axis: sensible steps from a millisecond to millions of years, in any zone.
//!
//! The ranges of a log may be damaged: an axis may go from the first to the last time of 64 bits. Ticks stand where
//! chrono has a calendar, a quarter of a million years to both sides. Where a zone changes its offset within a range,
//! each part of the range has the ticks of its own offset: what clocks skip has none.

use crate::model::TimeRange;
use crate::model::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS};
use crate::query::bins::ROUND_MS;
use crate::text::TimeStyle;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};

impl TimeStyle {
    /// The whole date of an instant.
    pub(super) fn date_of(&self, time_ms: i64) -> String {
        self.fill(&self.date, civil(self.local(time_ms)))
    }

    /// The day in which an instant lies.
    pub(super) fn day_of(&self, time_ms: i64) -> TimeRange {
        let (start_ms, end_ms) = self.zone.day_of(time_ms);
        TimeRange { start_ms, end_ms }
    }

    /// Milliseconds on the clocks of the zone; beyond the calendar its first or last instant.
    fn local(&self, time_ms: i64) -> i64 {
        within_calendar(self.zone.local_ms(time_ms))
    }

    fn fill(&self, template: &str, local: NaiveDateTime) -> String {
        template
            .replace("{day}", &local.day().to_string())
            .replace("{month}", &self.months[local.month0() as usize])
            .replace("{year}", &local.year().to_string())
    }

    fn label(&self, step: Step, local_ms: i64) -> String {
        let local = civil(local_ms);
        let (hour, minute, second) = (local.hour(), local.minute(), local.second());
        let clock_ms = local_ms.rem_euclid(DAY_MS);
        match step {
            Step::Fixed(step) if step < SECOND_MS && clock_ms % SECOND_MS != 0 => {
                format!(".{:03}", clock_ms % SECOND_MS)
            }
            Step::Fixed(step) if step < MINUTE_MS && clock_ms != 0 => {
                format!("{hour:02}:{minute:02}:{second:02}")
            }
            Step::Fixed(step) if step < DAY_MS && clock_ms != 0 => format!("{hour:02}:{minute:02}"),
            Step::Fixed(_) if (local.day(), local.month()) == (1, 1) => self.fill(&self.date, local),
            Step::Fixed(_) => self.fill(&self.day, local),
            Step::Months(step) if step < 12 => self.fill(&self.month, local),
            Step::Months(_) => self.fill(&self.year, local),
        }
    }
}

/// A local time; beyond the calendar its first or last instant.
fn within_calendar(local_ms: i64) -> i64 {
    let [first, last] =
        [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC].map(|end| end.timestamp_millis());
    local_ms.clamp(first, last)
}

/// A local time as the calendar has it. What [`TimeStyle::local`] gives is within the calendar.
fn civil(local_ms: i64) -> NaiveDateTime {
    DateTime::from_timestamp_millis(local_ms).unwrap_or_default().naive_utc()
}

/// More ticks than this are of no use on any screen.
const MOST_TICKS: f64 = 500.0;

/// Distance from one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// That many milliseconds.
    Fixed(i64),
    /// That many months of the calendar.
    Months(i64),
}

impl Step {
    /// About how many milliseconds it has.
    fn about(self) -> i64 {
        match self {
            Step::Fixed(step) => step,
            Step::Months(months) => months.saturating_mul(30 * DAY_MS),
        }
    }

    /// The smallest sensible step that is at least this long.
    fn at_least(length_ms: i64) -> Step {
        let months = [1, 3, 6].map(Step::Months);
        let mut below_a_year = ROUND_MS.into_iter().map(Step::Fixed).chain(months);
        below_a_year.find(|step| step.about() >= length_ms).unwrap_or_else(|| {
            let mut years: i64 = 1;
            loop {
                let is_enough = |factor: &i64| years.saturating_mul(factor * 365 * DAY_MS) >= length_ms;
                if let Some(factor) = [1, 2, 5].into_iter().find(is_enough) {
                    return Step::Months(years * factor * 12);
                }
                years *= 10;
            }
        })
    }

    /// What the words of a tick of this step name: of every third day a day, of every second hour an hour.
    fn named(self, local_ms: i64) -> Step {
        match self {
            Step::Months(months) if months >= 12 => Step::Months(12),
            Step::Months(_) => Step::Months(1),
            Step::Fixed(_) if local_ms.rem_euclid(DAY_MS) == 0 => Step::Fixed(DAY_MS),
            Step::Fixed(step) if step >= HOUR_MS => Step::Fixed(HOUR_MS),
            step => step,
        }
    }

    /// The number of the step in which a local time lies.
    fn index(self, local_ms: i64) -> i64 {
        match self {
            // The epoch was a Thursday; weeks start on Mondays.
            Step::Fixed(step) if step == WEEK_MS => (local_ms - 4 * DAY_MS).div_euclid(step),
            Step::Fixed(step) => local_ms.div_euclid(step),
            Step::Months(months) => {
                let local = civil(local_ms);
                (i64::from(local.year()) * 12 + i64::from(local.month0())).div_euclid(months)
            }
        }
    }

    /// The local time at which a step of that number starts; nothing beyond the calendar.
    fn start(self, index: i64) -> Option<i64> {
        match self {
            Step::Fixed(step) if step == WEEK_MS => Some(index * step + 4 * DAY_MS),
            Step::Fixed(step) => Some(index * step),
            Step::Months(months) => {
                let months = index * months;
                let year = i32::try_from(months.div_euclid(12)).ok()?;
                let first = NaiveDate::from_ymd_opt(year, months.rem_euclid(12) as u32 + 1, 1)?;
                Some(first.and_time(Default::default()).and_utc().timestamp_millis())
            }
        }
    }
}

/// One tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The instant.
    pub time_ms: i64,
    /// When the day, hour, month or year has ended that its words name, which may be shorter than a step.
    pub end_ms: i64,
    /// Pixels from the start of the axis.
    pub x: f64,
    /// How it is written.
    pub label: String,
}

/// The ticks of an axis, and what they leave out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// The ticks, from left to right.
    pub ticks: Vec<Tick>,
    /// The date (and second) of the start, where no tick tells it.
    pub context: Option<String>,
}

/// Ticks within a range on an axis of a width, at least `least_gap` pixels apart.
pub fn ticks(range: TimeRange, width: f64, least_gap: f64, style: &TimeStyle) -> Ticks {
    ticks_of(range, width, least_gap, style, false)
}

/// The same, but of a range of several days only the days.
pub fn day_ticks(range: TimeRange, width: f64, least_gap: f64, style: &TimeStyle) -> Ticks {
    ticks_of(range, width, least_gap, style, true)
}

fn ticks_of(range: TimeRange, width: f64, least_gap: f64, style: &TimeStyle, by_day: bool) -> Ticks {
    let length = i128::from(range.end_ms) - i128::from(range.start_ms);
    if length <= 0 || width < 1.0 {
        return Ticks::default();
    }
    // The range has room for this many ticks at most, which also bounds the loop below.
    let most = (width / least_gap.max(8.0)).floor().clamp(1.0, MOST_TICKS);
    let mut step = Step::at_least((length as f64 / most).ceil() as i64);
    let (start, end) = (style.local(range.start_ms), style.local(range.end_ms));
    let midnights = Step::Fixed(DAY_MS);
    if by_day && midnights.index(end) - midnights.index(start) >= 2 && step.about() < DAY_MS {
        step = midnights;
    }
    let tick = |part: TimeRange, offset_ms: i64, index| {
        let local = step.start(index)?;
        let time_ms = local.checked_sub(offset_ms)?;
        let is_within = part.contains(time_ms);
        let named = step.named(local);
        let end = match named {
            Step::Fixed(length) if length < DAY_MS => time_ms.checked_add(length),
            // Days and months end when clocks come to the next one.
            _ => named.start(named.index(local) + 1).map(|next| style.zone.first_instant_from(next)),
        };
        // Beyond the calendar a step ends where the range does.
        let end_ms = end.unwrap_or(range.end_ms);
        let label = || style.label(step, local);
        is_within.then(|| Tick { time_ms, end_ms, x: fraction(range, time_ms) * width, label: label() })
    };
    let parts = style.zone.spans().filter_map(|(start_ms, end_ms, offset_ms)| {
        let part = TimeRange { start_ms: start_ms.max(range.start_ms), end_ms: end_ms.min(range.end_ms) };
        (part.start_ms < part.end_ms).then_some((part, offset_ms))
    });
    let mut ticks: Vec<Tick> = Vec::new();
    for (part, offset_ms) in parts {
        let local = |time_ms: i64| within_calendar(time_ms.saturating_add(offset_ms));
        let indices = step.index(local(part.start_ms))..=step.index(local(part.end_ms));
        for tick in indices.filter_map(|index| tick(part, offset_ms, index)) {
            // Where clocks are put back, steps of some hours would stand too close.
            let is_apart = |last: &Tick| {
                i128::from(tick.time_ms) - i128::from(last.time_ms) >= i128::from(step.about()) * 3 / 4
            };
            if ticks.last().is_none_or(is_apart) {
                ticks.push(tick);
            }
        }
    }
    Ticks { context: context(step, start, &ticks, style), ticks }
}

/// The words without which the ticks could not be read.
fn context(step: Step, start: i64, ticks: &[Tick], style: &TimeStyle) -> Option<String> {
    let Step::Fixed(length) = step else { return None };
    let local = civil(start);
    let tells = |unit: i64| ticks.iter().any(|tick| style.local(tick.time_ms).rem_euclid(unit) == 0);
    if length >= DAY_MS || tells(DAY_MS) {
        // Days are written without their year.
        return Some(style.fill(&style.year, local));
    }
    let date = style.fill(&style.date, local);
    if length < SECOND_MS && !tells(SECOND_MS) {
        let clock = style.label(Step::Fixed(SECOND_MS), start - start.rem_euclid(SECOND_MS));
        return Some(format!("{date} {clock}"));
    }
    Some(date)
}

/// How far an instant is along a range: 0 at its start, 1 at its end, beyond them outside.
pub fn fraction(range: TimeRange, time_ms: i64) -> f64 {
    let length = i128::from(range.end_ms) - i128::from(range.start_ms);
    let along = i128::from(time_ms) - i128::from(range.start_ms);
    if length <= 0 { 0.0 } else { along as f64 / length as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Zone, ZoneOffset};

    /// 2026-11-17T00:00:00Z.
    const START: i64 = 1_794_873_600_000;

    fn labels(start_ms: i64, length_ms: i64, width: f64, offset_minutes: i32) -> (String, String) {
        let range = TimeRange { start_ms, end_ms: start_ms + length_ms };
        let axis = ticks(range, width, 80.0, &TimeStyle::numeric(offset_minutes));
        let labels: Vec<String> = axis.ticks.into_iter().map(|tick| tick.label).collect();
        (labels.join(" "), axis.context.unwrap_or_default())
    }

    #[test]
    fn ticks_fall_on_sensible_times_and_tell_the_date_once() {
        let years = 366 * 24 * HOUR_MS;
        for (start, length, offset, expected, context) in [
            (START + 7 * HOUR_MS, 4 * HOUR_MS, 0, "07:00 08:00 09:00 10:00", "2026-11-17"),
            (START + 22 * HOUR_MS, 4 * HOUR_MS, 0, "22:00 23:00 11-18 01:00", "2026"),
            (START + 7 * HOUR_MS, 4 * HOUR_MS, 330, "13:00 14:00 15:00 16:00", "2026-11-17"),
            (START + 33_331_000, 60_000, 0, "09:15:45 09:16:00 09:16:15 09:16:30", "2026-11-17"),
            (START + 33_331_100, 900, 0, ".200 .400 .600 .800", "2026-11-17 09:15:31"),
            (START + 33_331_100, 1000, 0, ".200 .400 .600 .800 09:15:32", "2026-11-17"),
            (START, 3 * 24 * HOUR_MS, 0, "11-17 11-18 11-19", "2026"),
            (START, 100 * 24 * HOUR_MS, 0, "2026-12 2027-01 2027-02", ""),
            (START, 3 * years, 0, "2027 2028 2029", ""),
        ] {
            let (got, got_context) = labels(start, length, 400.0, offset);
            assert_eq!((got.as_str(), got_context.as_str()), (expected, context), "{start} {length}");
        }
    }

    #[test]
    fn a_tick_names_the_day_or_hour_of_its_words_however_far_the_next_tick_is() {
        let named = |length_ms: i64, width: f64| {
            let range = TimeRange { start_ms: START, end_ms: START + length_ms };
            let axis = ticks(range, width, 80.0, &TimeStyle::numeric(0));
            axis.ticks.iter().map(|tick| (tick.label.clone(), tick.end_ms - tick.time_ms)).collect::<Vec<_>>()
        };
        let days = named(40 * DAY_MS, 800.0);
        assert!(days.len() > 2 && days.iter().all(|(_, length)| *length == DAY_MS), "{days:?}");
        let hours = named(2 * DAY_MS, 700.0);
        let lengths = |is_day: bool| {
            let of = hours.iter().filter(move |(label, _)| label.contains(':') != is_day);
            of.map(|(_, length)| *length).collect::<Vec<_>>()
        };
        assert!(lengths(true).iter().all(|length| *length == DAY_MS) && !lengths(true).is_empty());
        assert!(lengths(false).iter().all(|length| *length == HOUR_MS) && !lengths(false).is_empty());
    }

    /// Berlin in 2026: summer time from 29 March to 25 October.
    fn berlin() -> TimeStyle {
        let offset = |from_ms, minutes| ZoneOffset { from_ms, minutes };
        let changes = [(i64::MIN, 60), (1_774_746_000_000, 120), (1_792_890_000_000, 60)];
        let zone =
            Zone::named("Europe/Berlin", changes.map(|(from, minutes)| offset(from, minutes)).to_vec());
        TimeStyle { zone, ..TimeStyle::numeric(0) }
    }

    #[test]
    fn days_begin_at_midnight_of_clocks_over_a_change_of_summer_time() {
        // From 27 March and from 23 October 2026, midnight in Berlin.
        for (start_ms, hours) in
            [(1_774_566_000_000, [24, 24, 23, 24]), (1_792_706_400_000, [24, 24, 25, 24])]
        {
            let range = TimeRange { start_ms, end_ms: start_ms + 4 * DAY_MS + 2 * HOUR_MS };
            let axis = day_ticks(range, 800.0, 80.0, &berlin());
            let days: Vec<(i64, i64)> = axis
                .ticks
                .iter()
                .map(|tick| (tick.time_ms, (tick.end_ms - tick.time_ms) / HOUR_MS))
                .collect();
            let mut expected = Vec::new();
            let mut midnight = start_ms;
            for hours in hours {
                expected.push((midnight, hours));
                midnight += hours * HOUR_MS;
            }
            if range.contains(midnight) {
                expected.push((midnight, 24));
            }
            assert_eq!(days, expected);
            assert!(axis.ticks.iter().all(|tick| !tick.label.contains(':')), "{:?}", axis.ticks);
        }
    }

    #[test]
    fn hours_that_clocks_skip_have_no_tick_and_those_that_they_show_twice_have_two() {
        let labels = |start_ms: i64, width: f64| {
            let range = TimeRange { start_ms, end_ms: start_ms + 5 * HOUR_MS };
            let axis = ticks(range, width, 80.0, &berlin());
            axis.ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(labels(1_774_738_800_000, 480.0), "03-29 01:00 03:00 04:00 05:00");
        assert_eq!(labels(1_792_879_200_000, 480.0), "10-25 01:00 02:00 02:00 03:00");
        // Of every second hour the second of both would stand too close.
        assert_eq!(labels(1_792_879_200_000, 240.0), "10-25 02:00");
    }

    #[test]
    fn months_begin_where_the_calendar_has_them() {
        let month = Step::Months(1);
        for year in [-262_000, -4001, 0, 1600, 1900, 2028, 9999, 262_000] {
            for months in 0..12 {
                let index = year * 12 + months;
                let (start, next) =
                    (month.start(index).expect("within"), month.start(index + 1).expect("within"));
                assert_eq!((month.index(start), month.index(next - 1)), (index, index));
                assert!((28..=31).contains(&((next - start) / DAY_MS)), "{year} {months}");
            }
        }
        assert_eq!(month.start(i64::from(i32::MAX)), None);
    }

    #[test]
    fn an_axis_over_the_whole_calendar_has_its_years() {
        let range = TimeRange { start_ms: i64::MIN / 1200, end_ms: i64::MAX / 1200 };
        let axis = ticks(range, 800.0, 76.0, &TimeStyle::numeric(0));
        let labels: Vec<&str> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(
            labels,
            ["-200000", "-150000", "-100000", "-50000", "0", "50000", "100000", "150000", "200000"]
        );
    }

    #[test]
    fn every_time_of_64_bits_has_ticks() {
        for (start_ms, end_ms) in [
            (i64::MIN, i64::MAX),
            (i64::MAX - 1, i64::MAX),
            (i64::MIN, i64::MIN + 1),
            (0, i64::MAX),
            (0, 0),
            (1, 0),
        ] {
            for offset in [i32::MIN, -720, 0, 845, i32::MAX] {
                for width in [0.0, 1.0, 79.0, 1400.0, f64::from(u32::MAX)] {
                    let axis =
                        ticks(TimeRange { start_ms, end_ms }, width, 76.0, &TimeStyle::numeric(offset));
                    assert!(axis.ticks.len() as f64 <= width / 76.0 + 2.0);
                    day_ticks(TimeRange { start_ms, end_ms }, width, 76.0, &TimeStyle::numeric(offset));
                }
            }
        }
    }
}
