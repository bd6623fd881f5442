//! The part of the URL behind `#`: what was chosen, so that a view can be kept and shared. No contents of
//! any file stand in it but what the user has put into the filter.

use super::{AppState, EventPlace, Language, Tab, Zone};
use crate::model::TimeRange;
use crate::model::time::{parse_time, rfc3339};

/// The hash for a state: `#v=1&q=…&t=START..END&tab=…&sel=…&tz=…&lang=…`.
pub fn to_hash(state: &AppState) -> String {
    let mut parts = vec!["v=1".to_owned()];
    if !state.filter.is_empty() {
        parts.push(format!("q={}", escape(&state.filter.to_string())));
    }
    if let Some(range) = state.range() {
        parts.push(format!("t={}..{}", rfc3339(range.start_ms), rfc3339(range.end_ms)));
    }
    if state.tab != Tab::default() {
        parts.push(format!("tab={}", state.tab.id()));
    }
    if let Some(place) = &state.place {
        parts.push(format!("sel={}:{}", escape(&place.path), place.offset));
    }
    if state.shows_channels {
        parts.push("channels=1".to_owned());
    }
    if state.zone != Zone::default() {
        parts.push(format!("tz={}", state.zone.minutes));
    }
    parts.push(format!("lang={}", state.language.id()));
    format!("#{}", parts.join("&"))
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
            "sel" => state.place = parse_place(value),
            "tz" => {
                if let Ok(minutes @ -1440..=1440) = value.parse() {
                    state.zone = Zone { minutes };
                }
            }
            "channels" => state.shows_channels = value == "1",
            "lang" => state.language = Language::from_id(value).unwrap_or(state.language),
            _ => {}
        }
    }
    // The zone that times in it are meant in may stand behind it.
    if let Some(filter) = filter {
        super::set_filter(state, filter);
    }
}

fn parse_place(text: &str) -> Option<EventPlace> {
    let (path, offset) = text.rsplit_once(':')?;
    Some(EventPlace { path: unescape(path), offset: offset.parse().ok()? })
}

fn parse_range(text: &str) -> Option<TimeRange> {
    let (start, end) = text.split_once("..")?;
    let range = TimeRange { start_ms: parse_time(start)?, end_ms: parse_time(end)? };
    (range.length_ms() > 0).then_some(range)
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

    #[test]
    fn a_state_survives_its_hash() {
        let state = AppState {
            filter: Filter::parse("user:田中太郎 \"a &b=c%\" -(host:*.example.com OR b)", 0).expect("right"),
            ranges: vec![TimeRange { start_ms: 1_000, end_ms: 2_500 }],
            tab: Tab::Transfers,
            place: Some(EventPlace { path: "お客様/a:1&2.json".to_owned(), offset: 1 << 40 }),
            zone: Zone { minutes: 540 },
            language: Language::Japanese,
            shows_channels: true,
            ..AppState::default()
        };
        let mut read = AppState::default();
        apply_hash(&mut read, &to_hash(&state));
        assert_eq!(read, state);
    }

    #[test]
    fn a_broken_hash_changes_nothing() {
        for hash in
            ["#", "#x", "#t=1..", "#tab=nowhere", "#tz=99999", "#lang=xx", "#t=5..1", "#sel=a:-1", "#sel=17"]
        {
            let mut state = AppState::default();
            apply_hash(&mut state, hash);
            assert_eq!(state, AppState::default(), "{hash}");
        }
    }
}
