//! Words of the timeline that need more than a key.

use crate::widgets::cell::{cell_text, joined_ips};
use sessionscope::model::TimeRange;
use sessionscope::query::answer::{Bar, Beyond, SessionRow, TrackGrouping, TrackSort};
use sessionscope::say;
use sessionscope::state::{Language, Zone};
use sessionscope::text::units::number;
use sessionscope::text::{field_name, plural, system_name, time_window};

/// What is said of a mark that stands for several events.
pub fn merged(language: Language, count: u32) -> String {
    say!(language, "timeline-merged", count = number(count))
}

/// What is said of a bar that stands for several sessions.
pub fn merged_bar(language: Language, zone: Zone, bar: &Bar) -> String {
    let window = format!("{} {}", time_window(&zone, bar.range), zone.label());
    say!(language, "timeline-merged-bar", count = number(bar.sessions), window = window)
}

/// What is said of a bar that has sessions in which something was found.
pub fn found(language: Language, bar: &Bar) -> Option<String> {
    (bar.found > 0).then(|| say!(language, "timeline-found", count = number(bar.found)))
}

/// Which session a bar is.
pub fn session_bar(language: Language, zone: Zone, session: &SessionRow) -> String {
    let times = session.start_ms.or(session.end_ms).zip(session.end_ms);
    let window = times.map_or_else(String::new, |(start_ms, end_ms)| {
        let range = TimeRange { start_ms, end_ms: end_ms.saturating_add(1) };
        format!("{} {}", time_window(&zone, range), zone.label())
    });
    let (id, addresses) = (cell_text(&session.id), joined_ips(&session.client_ips));
    say!(language, "timeline-session-bar", session = id, addresses = addresses, window = window)
}

/// What a track is called.
pub fn track_name(language: Language, grouping: TrackGrouping, name: &str) -> String {
    match grouping {
        TrackGrouping::User if name.is_empty() => say!(language, "nobody"),
        _ if name.is_empty() => say!(language, "timeline-track-none"),
        TrackGrouping::System => system_name(language, name),
        _ => cell_text(name),
    }
}

/// What a grouping is called: the field whose values the tracks are.
pub fn grouping_name(language: Language, grouping: TrackGrouping) -> String {
    field_name(language, grouping.id())
}

/// What an order of tracks is called.
pub fn sort_name(language: Language, sort: TrackSort) -> String {
    match sort {
        TrackSort::Name => say!(language, "timeline-sort-name"),
        TrackSort::First => say!(language, "timeline-sort-first"),
        TrackSort::Events => say!(language, "timeline-sort-events"),
        TrackSort::BytesOut => say!(language, "timeline-sort-bytes-out"),
    }
}

/// What lies beyond an edge of the picture.
pub fn beyond(language: Language, Beyond { sessions, events, .. }: Beyond, is_after: bool) -> String {
    let (sessions, count) = (u64::from(sessions), |count: u64| plural(u128::from(count)));
    let sessions_said =
        say!(language, "timeline-beyond-sessions", number = count(sessions), count = number(sessions));
    let events_said = say!(language, "timeline-loose", number = count(events), count = number(events));
    let what = match (sessions, events) {
        (_, 0) => sessions_said,
        (0, _) => events_said,
        _ => format!("{sessions_said}, {events_said}"),
    };
    if is_after {
        say!(language, "timeline-beyond-after", what = what)
    } else {
        say!(language, "timeline-beyond-before", what = what)
    }
}
