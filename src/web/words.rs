//! Words that views share: messages that follow the language, how charts write times, numbers, and what an event
//! was about.

use crate::web::widgets::cell::cell_text;
use leptos::prelude::*;
use sessionscope::chart::TimeStyle;
use sessionscope::model::System;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::{Language, Zone};
use sessionscope::text::messages;
use sessionscope::text::units;

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
        .map(cell_text)
        .collect();
    texts.join(" · ")
}
