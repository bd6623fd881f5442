//! Records to events: what each format's record means for the viewer.

use super::activity;
use super::batch::Event;
use super::columns::{ByteCount, TextField};
use super::system::System;
use super::time::{UNDATED, parse_json_time};
use crate::container::json::string_of;
use crate::container::json_text::Decimal;
use crate::format::session_logger::SessionLoggerRecord;
use crate::format::user_access::UserAccessRecord;
use std::borrow::Cow;

/// The event of a Session Logger record.
pub fn build_session_logger<'a>(record: &'a SessionLoggerRecord<'_>) -> Event<'a> {
    let activity = record.activity.as_deref().unwrap_or_default();
    let url = text(&record.url);
    let mut event = Event {
        system: System::SessionLogger,
        time: record.time.and_then(parse_json_time).unwrap_or(UNDATED),
        texts: [""; TextField::ALL.len()],
        size: record.size.and_then(recorded_size),
    };
    event.texts[TextField::Activity as usize] =
        activity::session_logger(activity).map_or(activity, |known| known.name);
    event.texts[TextField::User as usize] = text(&record.user);
    event.texts[TextField::Session as usize] = text(&record.session);
    event.texts[TextField::Portal as usize] = text(&record.portal);
    event.texts[TextField::ClientIp as usize] = text(&record.client_ip);
    event.texts[TextField::Url as usize] = url;
    event.texts[TextField::Host as usize] = record.host.as_deref().unwrap_or_else(|| host_of(url));
    event.texts[TextField::File as usize] = text(&record.file);
    event.texts[TextField::Extension as usize] = text(&record.extension);
    event
}

/// The event of a user access logging record.
pub fn build_user_access<'a>(record: &'a UserAccessRecord<'_>) -> Event<'a> {
    let url = text(&record.url);
    let mut event = Event {
        system: System::UserAccess,
        time: record.time.and_then(parse_json_time).unwrap_or(UNDATED),
        texts: [""; TextField::ALL.len()],
        size: None,
    };
    event.texts[TextField::Activity as usize] = text(&record.activity);
    event.texts[TextField::User as usize] = text(&record.user);
    event.texts[TextField::Portal as usize] = text(&record.portal);
    event.texts[TextField::Url as usize] = url;
    event.texts[TextField::Host as usize] = host_of(url);
    event
}

fn text<'a>(field: &'a Option<Cow<'_, str>>) -> &'a str {
    field.as_deref().unwrap_or_default()
}

/// The host of a URL as written, without user, port and path; empty where there is none.
fn host_of(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else { return "" };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// A size in bytes: a whole number that is not negative, or a string of digits (R18).
fn recorded_size(raw: &[u8]) -> Option<ByteCount> {
    let text = string_of(raw);
    let digits = match &text {
        Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => text.as_bytes(),
        None if matches!(raw, [b'0'..=b'9' | b'-', ..]) => raw,
        _ => return None,
    };
    let number = Decimal::parse(digits);
    if number.negative || !number.is_whole() {
        return None;
    }
    // A number of more than 36 digits is no size of anything: it counts as not recorded.
    ByteCount::try_from(number.scaled_floor(0)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_numbers_or_strings_of_digits() {
        for (raw, expected) in [
            ("0", Some(0)),
            ("4294967297", Some(4_294_967_297)),
            ("\"42\"", Some(42)),
            ("\"\\u0034\\u0032\"", Some(42)),
            ("18446744073709551616", Some(1 << 64)),
            ("12.0", Some(12)),
            ("1e3", Some(1000)),
            ("-1", None),
            ("1.5", None),
            ("\"1.5\"", None),
            ("\"\"", None),
            ("null", None),
            ("1e99", None),
            ("99999999999999999999999999", Some(99_999_999_999_999_999_999_999_999)),
        ] {
            assert_eq!(recorded_size(raw.as_bytes()), expected, "{raw}");
        }
    }

    #[test]
    fn a_host_is_what_stands_between_scheme_and_path() {
        for (url, expected) in [
            ("https://www.example.com/a?b", "www.example.com"),
            ("http://user:pw@example.com:8080#x", "example.com"),
            ("http://[2001:db8::1]:80/", "[2001:db8::1]"),
            ("about:blank", ""),
            ("", ""),
        ] {
            assert_eq!(host_of(url), expected, "{url}");
        }
    }
}
