//! Ticks on a time axis: sensible steps from a millisecond to millions of years, in any zone.
//!
//! It has no calendar library: the ranges of a log may be damaged, and every 64 bit time must have
//! a label. A zone is an offset in minutes that holds over the whole range.

use crate::model::TimeRange;
use crate::text::TimeStyle;

impl TimeStyle {
    /// The whole date of an instant.
    pub(super) fn date_of(&self, time_ms: i64) -> String {
        self.fill(&self.date, Local::new(self.local(time_ms)))
    }

    fn local(&self, time_ms: i64) -> i128 {
        i128::from(time_ms) + i128::from(self.offset_minutes) * MINUTE
    }

    fn fill(&self, template: &str, local: Local) -> String {
        template
            .replace("{day}", &local.day.to_string())
            .replace("{month}", &self.months[local.month - 1])
            .replace("{year}", &local.year.to_string())
    }

    fn label(&self, step: Step, local: Local) -> String {
        let clock = local.clock_ms;
        let (hour, minute, second) = (clock / HOUR, clock / MINUTE % 60, clock / SECOND % 60);
        match step {
            Step::Fixed(step) if step < SECOND && clock % SECOND != 0 => format!(".{:03}", clock % SECOND),
            Step::Fixed(step) if step < MINUTE && clock != 0 => format!("{hour:02}:{minute:02}:{second:02}"),
            Step::Fixed(step) if step < DAY && clock != 0 => format!("{hour:02}:{minute:02}"),
            Step::Fixed(_) if (local.day, local.month) == (1, 1) => self.fill(&self.date, local),
            Step::Fixed(_) => self.fill(&self.day, local),
            Step::Months(step) if step < 12 => self.fill(&self.month, local),
            Step::Months(_) => self.fill(&self.year, local),
        }
    }
}

const SECOND: i128 = 1000;
const MINUTE: i128 = 60 * SECOND;
const HOUR: i128 = 60 * MINUTE;
const DAY: i128 = 24 * HOUR;

/// More ticks than this are of no use on any screen.
const MOST_TICKS: f64 = 500.0;

/// Distance from one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// That many milliseconds.
    Fixed(i128),
    /// That many months of the calendar.
    Months(i128),
}

/// The steps below a year.
const STEPS: [Step; 32] = [
    Step::Fixed(1),
    Step::Fixed(2),
    Step::Fixed(5),
    Step::Fixed(10),
    Step::Fixed(20),
    Step::Fixed(50),
    Step::Fixed(100),
    Step::Fixed(200),
    Step::Fixed(500),
    Step::Fixed(SECOND),
    Step::Fixed(2 * SECOND),
    Step::Fixed(5 * SECOND),
    Step::Fixed(10 * SECOND),
    Step::Fixed(15 * SECOND),
    Step::Fixed(30 * SECOND),
    Step::Fixed(MINUTE),
    Step::Fixed(2 * MINUTE),
    Step::Fixed(5 * MINUTE),
    Step::Fixed(10 * MINUTE),
    Step::Fixed(15 * MINUTE),
    Step::Fixed(30 * MINUTE),
    Step::Fixed(HOUR),
    Step::Fixed(2 * HOUR),
    Step::Fixed(3 * HOUR),
    Step::Fixed(6 * HOUR),
    Step::Fixed(12 * HOUR),
    Step::Fixed(DAY),
    Step::Fixed(2 * DAY),
    Step::Fixed(7 * DAY),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
];

impl Step {
    /// About how many milliseconds it has.
    fn about(self) -> i128 {
        match self {
            Step::Fixed(step) => step,
            Step::Months(months) => months * 30 * DAY,
        }
    }

    /// The smallest sensible step that is at least this long.
    fn at_least(length: i128) -> Step {
        STEPS.into_iter().find(|step| step.about() >= length).unwrap_or_else(|| {
            let mut years = 1;
            'found: loop {
                for factor in [1, 2, 5] {
                    if years * factor * 365 * DAY >= length {
                        break 'found Step::Months(years * factor * 12);
                    }
                }
                years *= 10;
            }
        })
    }

    /// The number of the step in which a local time lies.
    fn index(self, local: i128) -> i128 {
        match self {
            // The epoch was a Thursday; weeks start on Mondays.
            Step::Fixed(step) if step == 7 * DAY => (local - 4 * DAY).div_euclid(step),
            Step::Fixed(step) => local.div_euclid(step),
            Step::Months(months) => {
                let local = Local::new(local);
                (local.year * 12 + local.month as i128 - 1).div_euclid(months)
            }
        }
    }

    /// The local time at which a step of that number starts.
    fn start(self, index: i128) -> i128 {
        match self {
            Step::Fixed(step) if step == 7 * DAY => index * step + 4 * DAY,
            Step::Fixed(step) => index * step,
            Step::Months(months) => {
                let months = index * months;
                days_of(months.div_euclid(12), months.rem_euclid(12) + 1) * DAY
            }
        }
    }
}

/// A local time taken apart, in the proleptic Gregorian calendar.
#[derive(Clone, Copy)]
struct Local {
    year: i128,
    month: usize,
    day: i128,
    /// Milliseconds since midnight.
    clock_ms: i128,
}

impl Local {
    /// From local milliseconds; days become dates in 400-year cycles of years that start in March.
    fn new(local: i128) -> Self {
        let days = local.div_euclid(DAY) + 719_468;
        let cycle = days.div_euclid(146_097);
        let day_of_cycle = days.rem_euclid(146_097);
        let year_of_cycle =
            (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
        let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Self {
            year: cycle * 400 + year_of_cycle + i128::from(month <= 2),
            month: month as usize,
            day: day_of_year - (153 * march_month + 2) / 5 + 1,
            clock_ms: local.rem_euclid(DAY),
        }
    }
}

/// Days from the epoch to the first of a month (from 1 on): the inverse of [`Local::new`].
fn days_of(year: i128, month: i128) -> i128 {
    let year = if month <= 2 { year - 1 } else { year };
    let year_of_cycle = year.rem_euclid(400);
    let march_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * march_month + 2) / 5;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    year.div_euclid(400) * 146_097 + day_of_cycle - 719_468
}

/// One tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The instant.
    pub time_ms: i64,
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
    let mut step = Step::at_least((length as f64 / most).ceil() as i128);
    let start = style.local(range.start_ms);
    let midnights = Step::Fixed(DAY);
    let days = midnights.index(style.local(range.end_ms)) - midnights.index(start);
    if by_day && days >= 2 && step.about() < DAY {
        step = midnights;
    }
    let mut ticks = Vec::new();
    let mut index = step.index(start);
    loop {
        let local = step.start(index);
        index += 1;
        if local < start {
            continue;
        }
        let Ok(time_ms) = i64::try_from(local - i128::from(style.offset_minutes) * MINUTE) else { break };
        if time_ms >= range.end_ms {
            break;
        }
        let label = style.label(step, Local::new(local));
        ticks.push(Tick { time_ms, x: fraction(range, time_ms) * width, label });
    }
    Ticks { context: context(step, start, &ticks, style), ticks }
}

/// The words without which the ticks could not be read.
fn context(step: Step, start: i128, ticks: &[Tick], style: &TimeStyle) -> Option<String> {
    let Step::Fixed(length) = step else { return None };
    let local = Local::new(start);
    let tells = |unit: i128| ticks.iter().any(|tick| style.local(tick.time_ms).rem_euclid(unit) == 0);
    if length >= DAY || tells(DAY) {
        // Days are written without their year.
        return Some(style.fill(&style.year, local));
    }
    let date = style.fill(&style.date, local);
    if length < SECOND && !tells(SECOND) {
        let clock = style.label(Step::Fixed(SECOND), Local::new(start - start.rem_euclid(SECOND)));
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

    /// 2026-11-17T00:00:00Z.
    const START: i64 = 1_794_873_600_000;
    const HOUR_MS: i64 = HOUR as i64;

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
    fn the_calendar_and_its_inverse_agree() {
        for day in (-1_000_000..1_000_000).step_by(97) {
            let local = Local::new(day * DAY);
            assert_eq!(days_of(local.year, local.month as i128) + local.day - 1, day);
        }
        let leap = Local::new(days_of(2028, 2) * DAY + 28 * DAY);
        assert_eq!((leap.year, leap.month, leap.day), (2028, 2, 29));
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
                }
            }
        }
    }
}
