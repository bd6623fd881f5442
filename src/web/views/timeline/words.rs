//! Words of the timeline that need more than a key.

use sessionscope::query::answer::Lane;

use sessionscope::model::TimeRange;
use sessionscope::say;
use sessionscope::state::{Language, Zone};
use sessionscope::text::time_in;
use sessionscope::text::units;

/// A number in full.
pub fn number(number: impl Into<u64>) -> String {
    units::grouped(u128::from(number.into()))
}

/// What is said of a mark that stands for several events.
pub fn merged(language: Language, count: u32) -> String {
    say!(language, "timeline-merged", count = number(count))
}

/// A stretch of time: as exact as its length makes sensible.
pub fn stretch(zone: Zone, range: TimeRange) -> String {
    let exact = range.length_ms() < 60_000;
    let [from, to] = [range.start_ms, range.end_ms].map(|time| {
        let mut text = time_in(zone, time);
        if !exact {
            text.truncate(text.len().saturating_sub(".000".len()));
        }
        text
    });
    match (from.get(..10), to.get(..10), to.get(11..)) {
        (Some(day), Some(same), Some(clock)) if day == same => format!("{from} – {clock}"),
        _ => format!("{from} – {to}"),
    }
}

/// The client addresses of a lane in few characters, and whether they are more than one.
pub fn addresses(lane: &Lane) -> (String, bool) {
    match lane.client_ips.as_slice() {
        [] => (String::new(), false),
        [one] => (one.clone(), false),
        [first, more @ ..] => (format!("{first} +{}", more.len()), true),
    }
}
