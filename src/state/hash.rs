//! The part of the URL behind `#`: what was chosen, so that a view can be kept and shared. No contents of
//! any file stand in it but what the user has put into the filter.

use super::compare::CompareWith;
use super::{AppState, EventLocation, Language, Tab, TableId, TerminalChoice, Zone};
use crate::model::session_text::SessionKey;
use crate::model::time::{parse_time, rfc3339};
use crate::model::{Measure, TimeRange, ValueScale};
use crate::query::answer::{TrackGrouping, TrackSort};
use crate::terminal::answer::ScreenMoment;

/// The hash for a state: `#v=1&q=…&t=START..END&tab=…&sel=…&order=…&scale=…&measure=…&cols=…&tracks=…&sort=…&text=…&tz=…&lang=…`,
/// where `order` and `cols` are of events, and those of other tables stand as `session-order=…`, `site-cols=…`.
pub fn to_hash(state: &AppState) -> String {
    let mut parts = vec!["v=1".to_owned()];
    if !state.filter.is_empty() {
        parts.push(format!("q={}", escape(&state.filter.to_string())));
    }
    if let Some(range) = state.range() {
        parts.push(format!("t={}", range_text(range)));
    }
    if state.tab != Tab::default() {
        parts.push(format!("tab={}", state.tab.id()));
    }
    if let Some(location) = &state.location {
        parts.push(format!("sel={}:{}", escape(&location.path), location.offset));
    }
    if state.shows_channels {
        parts.push("channels=1".to_owned());
    }
    parts.extend(state.sorts.to_parts());
    if state.scale != ValueScale::default() {
        parts.push(format!("scale={}", state.scale.id()));
    }
    if state.measure != Measure::default() {
        parts.push(format!("measure={}", state.measure.id()));
    }
    let chosen = TableId::ALL.into_iter().filter(|table| !state.columns.is_default(*table));
    parts.extend(chosen.map(|table| format!("{}={}", table.key(), state.columns.to_text(table))));
    if state.tracks.grouping != TrackGrouping::default() {
        parts.push(format!("tracks={}", state.tracks.grouping.id()));
    }
    if state.tracks.sort != TrackSort::default() {
        parts.push(format!("sort={}", state.tracks.sort.id()));
    }
    if let Some(text) = text_of(&state.terminal) {
        parts.push(format!("text={text}"));
    }
    if state.compare != CompareWith::default() {
        parts.push(format!("with={}", escape(&state.compare.id())));
    }
    if !state.zone.is_utc() {
        parts.push(format!("tz={}", escape(state.zone.name())));
    }
    parts.push(format!("lang={}", state.language.id()));
    format!("#{}", parts.join("&"))
}

/// What the address shows of that: all of it, or what names nobody and nothing of the logs.
pub fn to_address(state: &AppState) -> String {
    let hash = to_hash(state);
    if !state.omits_names {
        return hash;
    }
    // The filter, the selected event by its file, the session whose text is read, and what is compared with.
    let names = ["q=", "sel=", "text=", "with=line"];
    let parts = hash.trim_start_matches('#').split('&');
    let shown = parts.filter(|part| !names.iter().any(|name| part.starts_with(name)));
    format!("#{}", shown.collect::<Vec<_>>().join("&"))
}

/// Takes over what a hash says; unknown keys and broken values are left aside.
pub fn apply_hash(state: &mut AppState, hash: &str) {
    let mut filter = None;
    for part in hash.trim_start_matches('#').split('&') {
        let Some((key, value)) = part.split_once('=') else { continue };
        match key {
            "q" => filter = Some(unescape(value)),
            "t" => {
                if let Some(range) = parse_range(value) {
                    state.ranges = vec![range];
                }
            }
            "tab" => state.tab = Tab::from_id(value).unwrap_or(state.tab),
            "sel" => state.location = parse_location(value),
            "tz" => {
                if let Some(zone) = parse_zone(state, value) {
                    state.zone = zone;
                }
            }
            "channels" => state.shows_channels = value == "1",
            "scale" => state.scale = ValueScale::from_id(value).unwrap_or(state.scale),
            "measure" => state.measure = Measure::from_id(value).unwrap_or(state.measure),
            "with" => state.compare = CompareWith::from_id(&unescape(value)).unwrap_or_default(),
            "tracks" => {
                if let Some(grouping) = TrackGrouping::from_id(value) {
                    super::apply(state, super::Action::GroupTracks(grouping));
                }
            }
            "sort" => state.tracks.sort = TrackSort::from_id(value).unwrap_or(state.tracks.sort),
            "text" => state.terminal = parse_text(value).unwrap_or_default(),
            "lang" => state.language = Language::from_id(value).unwrap_or(state.language),
            _ => {
                state.columns.show_of_key(key, value);
                state.sorts.sort_of_key(key, value);
            }
        }
    }
    // The zone that times in it are meant in may stand behind it.
    if let Some(filter) = filter {
        let _ = super::set_filter(state, filter);
    }
}

/// The text of a terminal session that is looked at: `session:ID:COPY:MOMENT`, or `file:PATH:…` where the text tells
/// no session; `COPY@COLUMNS` where somebody has set how wide its screen is. Lines are numbered as people do, from 1.
fn text_of(choice: &TerminalChoice) -> Option<String> {
    let key = choice.key.as_ref()?;
    let kind = if key.id.is_empty() { "file" } else { "session" };
    let moment = match choice.moment {
        ScreenMoment::End => "end".to_owned(),
        ScreenMoment::Row(row) => format!("line{}", u64::from(row) + 1),
        ScreenMoment::At(at) => format!("at{at}"),
    };
    let columns = choice.columns.map(|columns| format!("@{columns}")).unwrap_or_default();
    Some(format!("{kind}:{}:{}{columns}:{moment}", escape(key.name()), choice.copy))
}

fn parse_text(text: &str) -> Option<TerminalChoice> {
    let (kind, rest) = text.split_once(':')?;
    let mut parts = rest.rsplitn(3, ':');
    let (moment, copy, name) = (parts.next()?, parts.next()?, unescape(parts.next()?));
    let (copy, columns) = match copy.split_once('@') {
        Some((copy, columns)) => (copy.parse().ok()?, Some(columns.parse().ok()?)),
        None => (copy.parse().ok()?, None),
    };
    let key = match kind {
        "session" => SessionKey::new(&name, ""),
        "file" => SessionKey::new("", &name),
        _ => return None,
    };
    let moment = match (moment.strip_prefix("line"), moment.strip_prefix("at")) {
        (Some(line), _) => ScreenMoment::Row(line.parse::<u32>().ok()?.checked_sub(1)?),
        (_, Some(at)) => ScreenMoment::At(at.parse().ok()?),
        _ if moment == "end" => ScreenMoment::End,
        _ => return None,
    };
    Some(TerminalChoice::named(key, copy, moment).on_columns(columns))
}

/// A zone by its name, or by so many minutes east of UTC.
fn parse_zone(state: &AppState, text: &str) -> Option<Zone> {
    match text.parse() {
        Ok(minutes) => (-1440..=1440).contains(&minutes).then(|| Zone::fixed(minutes)),
        Err(_) => state.zone_named(&unescape(text)),
    }
}

/// The name of the zone that a hash asks for.
pub fn zone_of_hash(hash: &str) -> Option<String> {
    let zone = hash.trim_start_matches('#').split('&').find_map(|part| part.strip_prefix("tz="));
    zone.map(unescape).filter(|name| Zone::may_have_name(name))
}

fn parse_location(text: &str) -> Option<EventLocation> {
    let (path, offset) = text.rsplit_once(':')?;
    Some(EventLocation { path: unescape(path), offset: offset.parse().ok()? })
}

/// A range of time as the address has it; an end that is open is empty.
pub(super) fn range_text(range: TimeRange) -> String {
    let start = if range.has_start() { rfc3339(range.start_ms) } else { String::new() };
    let end = if range.has_end() { rfc3339(range.end_ms) } else { String::new() };
    format!("{start}..{end}")
}

pub(super) fn parse_range(text: &str) -> Option<TimeRange> {
    let (start, end) = text.split_once("..")?;
    let time = |text: &str, open| if text.is_empty() { Some(open) } else { parse_time(text) };
    let all = TimeRange::ALL;
    let range = TimeRange { start_ms: time(start, all.start_ms)?, end_ms: time(end, all.end_ms)? };
    (range.length_ms() > 0 && range != all).then_some(range)
}

/// Percent-escapes what would end a value or does not belong into a URL.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b':'
            | b'*'
            | b'@'
            | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Filter;
    use crate::query::answer::TrackChoice;
    use crate::query::table_sort::TableSort;

    #[test]
    fn a_state_survives_its_hash() {
        let state = AppState {
            filter: Filter::parse("user:田中太郎 \"a &b=c%\" -(host:*.example.com OR b)", &Zone::default())
                .expect("right"),
            ranges: vec![TimeRange { start_ms: 1_000, end_ms: 2_500 }],
            tab: Tab::Transfers,
            location: Some(EventLocation { path: "お客様/a:1&2.json".to_owned(), offset: 1 << 40 }),
            zone: Zone::fixed(540),
            language: Language::Japanese,
            shows_channels: true,
            scale: ValueScale::Log,
            measure: Measure::Count,
            compare: CompareWith::Line("user:b & c".to_owned()),
            tracks: TrackChoice {
                grouping: TrackGrouping::ClientIp,
                sort: TrackSort::BytesOut,
                ..TrackChoice::default()
            },
            ..AppState::default()
        };
        let mut read = AppState::default();
        apply_hash(&mut read, &to_hash(&state));
        assert_eq!(read, state);
    }

    #[test]
    fn a_range_without_a_start_or_an_end_survives_the_hash() {
        let TimeRange { start_ms, end_ms } = TimeRange::ALL;
        for range in [TimeRange { start_ms, end_ms: 5 }, TimeRange { start_ms: 5, end_ms }] {
            let state = AppState { ranges: vec![range], ..AppState::default() };
            let mut read = AppState::default();
            apply_hash(&mut read, &to_hash(&state));
            assert_eq!(read, state);
        }
    }

    #[test]
    fn the_columns_and_the_order_of_tables_and_the_terminal_text_survive_the_hash() {
        let keys = [SessionKey::new("alice:0a1b&2", ""), SessionKey::new("", "お客様/a:1.log")];
        let moments = [(ScreenMoment::Row(41), None), (ScreenMoment::At(7), Some(132))];
        for (key, (moment, columns)) in keys.into_iter().zip(moments) {
            let terminal = TerminalChoice::named(key, 2, moment).on_columns(columns);
            let mut state = AppState { terminal, ..AppState::default() };
            state.sorts.sort(TableId::Events, TableSort::descending("path"));
            state.sorts.sort(TableId::Sessions, TableSort::descending("findings"));
            state.sorts.sort(TableId::Sites, TableSort::ascending("visits"));
            state.sorts.sort(TableId::Transfers, TableSort::ascending("came_from"));
            state.columns.toggle(TableId::Events, "what");
            state.columns.toggle(TableId::Events, "path");
            state.columns.shift(TableId::Events, "size", false);
            state.columns.toggle(TableId::Sessions, "findings");
            state.columns.shift(TableId::Sites, "host", true);
            state.columns.toggle(TableId::Transfers, "client_ip");
            let mut read = AppState::default();
            apply_hash(&mut read, &to_hash(&state));
            assert_eq!(read, state);
        }
        let state = AppState {
            terminal: TerminalChoice::named(SessionKey::new("s", ""), 0, ScreenMoment::Row(41)),
            ..AppState::default()
        };
        assert!(to_hash(&state).contains("&text=session:s:0:line42"), "as the page numbers lines");
    }

    #[test]
    fn an_address_without_names_has_nothing_of_the_logs() {
        let mut state = AppState {
            filter: Filter::parse("user:alice", &Zone::default()).expect("right"),
            ranges: vec![TimeRange { start_ms: 1_000, end_ms: 2_000 }],
            location: Some(EventLocation { path: "alice.json".to_owned(), offset: 1 }),
            terminal: TerminalChoice::named(SessionKey::new("alice-1", ""), 0, ScreenMoment::End),
            compare: CompareWith::Line("user:alice".to_owned()),
            tab: Tab::Events,
            ..AppState::default()
        };
        assert_eq!(to_address(&state), to_hash(&state));
        state.omits_names = true;
        let address = to_address(&state);
        assert!(!address.contains("alice"), "{address}");
        assert!(address.contains("&t=1970-01-01T00:00:01.000Z..1970-01-01T00:00:02.000Z&tab=events"));
    }

    #[test]
    fn a_broken_hash_changes_nothing() {
        for hash in [
            "#",
            "#x",
            "#t=..",
            "#t=x..",
            "#tab=nowhere",
            "#tz=99999",
            "#lang=xx",
            "#t=5..1",
            "#sel=a:-1",
            "#sel=17",
        ]
        .into_iter()
        .chain([
            "#text=",
            "#text=s:0:end",
            "#text=session:s:0:line0",
            "#cols=nothing,",
            "#session-cols=activity",
            "#order=x",
            "#order=",
            "#order=-",
            "#session-order=file",
            "#site-order=--users",
            "#transfer-order=around",
            "#transfer-cols=nothing",
            "#measure=x",
            "#tracks=x",
            "#sort=",
            "#scale=",
        ]) {
            let mut state = AppState::default();
            apply_hash(&mut state, hash);
            assert_eq!(state, AppState::default(), "{hash}");
        }
    }
}
