//! How charts write times: the words and the order of a language.

use crate::model::Zone;
use crate::say;
use crate::state::Language;

/// How times are written. Words and orders come from the language, numbers from the chart.
///
/// Templates take `{day}`, `{month}` and `{year}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStyle {
    /// The zone.
    pub zone: Zone,
    /// What `{month}` stands for, from January on.
    pub months: [String; 12],
    /// A day in a year that is known: `{day} {month}`.
    pub day: String,
    /// A month: `{month} {year}`.
    pub month: String,
    /// A year: `{year}`.
    pub year: String,
    /// A whole date: `{day} {month} {year}`.
    pub date: String,
}

impl TimeStyle {
    /// As people write times in a language.
    pub fn new(language: Language, zone: &Zone) -> TimeStyle {
        let months = say!(language, "time-months");
        let mut months = months.split_whitespace().map(str::to_owned);
        TimeStyle {
            zone: zone.clone(),
            months: std::array::from_fn(|_| months.next().unwrap_or_default()),
            day: say!(language, "time-day", day = "{day}", month = "{month}"),
            month: say!(language, "time-month", month = "{month}", year = "{year}"),
            year: say!(language, "time-year", year = "{year}"),
            date: say!(language, "time-date", day = "{day}", month = "{month}", year = "{year}"),
        }
    }

    /// So many minutes east of UTC; numbers only, in the order of ISO 8601: `11-17`, `2026-11`, `2026-11-17`.
    pub fn numeric(offset_minutes: i32) -> TimeStyle {
        TimeStyle {
            zone: Zone::fixed(offset_minutes),
            months: std::array::from_fn(|month| format!("{:02}", month + 1)),
            day: "{month}-{day}".into(),
            month: "{year}-{month}".into(),
            year: "{year}".into(),
            date: "{year}-{month}-{day}".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_all_parts_of_a_date() {
        for language in Language::ALL {
            let style = TimeStyle::new(language, &Zone::default());
            assert!(style.months.iter().all(|month| !month.is_empty()), "{language:?}");
            for part in ["{day}", "{month}", "{year}"] {
                assert!(style.date.contains(part), "{language:?} {part}");
            }
        }
    }
}
