//! Words that views share: messages that follow the language, times and stretches of time, numbers and
//! amounts, and what an event was about.

use leptos::prelude::*;
use sessionscope::chart::TimeStyle;
use sessionscope::model::System;
use sessionscope::model::TimeRange;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::{Language, Zone};
use sessionscope::text::units;
use sessionscope::text::{messages, time_in, visible};

/// A message that follows the language of the page, as a signal: `words!(app.language, "key")`. That the
/// key exists is checked as by `say!`, which is for messages with values.
macro_rules! words {
    ($language:expr, $key:literal) => {{
        const _: fn() = || sessionscope::text::fl!(sessionscope::text::Check, $key);
        $crate::web::words::following($language, $key)
    }};
}
pub(crate) use words;

/// What [`words`] stands for.
pub fn following(language: Memo<Language>, key: &'static str) -> Signal<String> {
    Signal::derive(move || messages(language.get()).get(key))
}

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How charts write times.
pub fn time_style(language: Language, zone: Zone) -> TimeStyle {
    let months = say!(language, "time-months");
    let mut months = months.split_whitespace().map(str::to_owned);
    TimeStyle {
        offset_minutes: zone.minutes,
        months: std::array::from_fn(|_| months.next().unwrap_or_default()),
        day: say!(language, "time-day", day = "{day}", month = "{month}"),
        month: say!(language, "time-month", month = "{month}", year = "{year}"),
        year: say!(language, "time-year", year = "{year}"),
        date: say!(language, "time-date", day = "{day}", month = "{month}", year = "{year}"),
    }
}

/// A stretch of time in a zone, no more exact than its ends: `2026-11-18 09:00 – 09:15`.
pub fn stretch(zone: Zone, range: TimeRange) -> String {
    let is_exact = |unit: i64| range.start_ms % unit == 0 && range.end_ms % unit == 0;
    let keep = if is_exact(MINUTE) {
        16
    } else if is_exact(SECOND) {
        19
    } else {
        23
    };
    let [start, end] = [range.start_ms, range.end_ms].map(|time| {
        let mut text = time_in(zone, time);
        text.truncate(keep);
        text
    });
    match (start.get(..10), end.get(..10), end.get(11..)) {
        (Some(day), Some(same), Some(clock)) if day == same => format!("{start} – {clock}"),
        _ => format!("{start} – {end}"),
    }
}

/// The time that views show in a scope: the committed range as the breadcrumb says it, else from the first
/// event to the last, to the second. (Bars stand on round times, and reach beyond both.)
pub fn shown_time(zone: Zone, committed: Option<TimeRange>, whole: Option<TimeRange>) -> Option<String> {
    if let Some(range) = committed {
        return Some(stretch(zone, range));
    }
    let whole = whole?;
    let to_second = |time: i64| time - time.rem_euclid(SECOND);
    let last = whole.end_ms.saturating_sub(1);
    let range = TimeRange { start_ms: to_second(whole.start_ms), end_ms: to_second(last) };
    if range.start_ms == range.end_ms {
        return Some(time_in(zone, range.start_ms).chars().take("2026-11-18 09:00:00".len()).collect());
    }
    Some(stretch(zone, range))
}

/// A length of time in its largest whole unit: `15 min`.
pub fn length(language: Language, length_ms: i64) -> String {
    let whole = |unit: i64| (length_ms % unit == 0).then(|| length_ms / unit);
    if let Some(count) = whole(DAY) {
        say!(language, "length-days", count = count)
    } else if let Some(count) = whole(HOUR) {
        say!(language, "length-hours", count = count)
    } else if let Some(count) = whole(MINUTE) {
        say!(language, "length-minutes", count = count)
    } else if let Some(count) = whole(SECOND) {
        say!(language, "length-seconds", count = count)
    } else {
        say!(language, "length-milliseconds", count = count_of(length_ms))
    }
}

fn count_of(number: i64) -> String {
    number_of(number.unsigned_abs())
}

/// A number in full, with thousands separators.
pub fn number_of(number: u64) -> String {
    units::grouped(u128::from(number))
}

/// What an event was about, as far as its log says: a file, else an address, else what was acted on and
/// the service that was called.
pub fn what(event: &EventRow) -> String {
    let first = [&event.file, &event.url, &event.host].into_iter().find(|text| !text.is_empty());
    let rest: [&str; 2] = match event.system {
        _ if first.is_some() => ["", ""],
        // Which environment it is stands in the session, and which service in the system.
        System::CloudShell => ["", ""],
        System::WorkspacesAccess => [&event.target, &event.agent],
        System::CloudTrail => [&event.target, &event.service],
        _ => [&event.target, ""],
    };
    let texts: Vec<_> = first
        .map(String::as_str)
        .into_iter()
        .chain(rest)
        .filter(|text| !text.is_empty())
        .map(visible)
        .collect();
    texts.join(" · ")
}
