//! Session Logger: each record is an event.

use super::Mapping;
use super::sink::RecordSink;
use super::text_groups::TextGroup;
use super::texts::{host_of, text};
use super::time::parse_json_time;
use crate::container::json::{Fields, string_of};
use crate::container::json_text::Decimal;
use crate::format::session_logger::{self as format, parse_session_logger};
use crate::model::event::Event;
use crate::model::{ByteCount, System, TextField};

pub(super) const MAPPING: Mapping = Mapping {
    map,
    groups: &[
        TextGroup::new(
            &[TextField::User, TextField::Session, TextField::Portal, TextField::ClientIp],
            &[
                format::USER,
                format::SESSION,
                format::PORTAL,
                format::CLIENT_IP,
                format::OBSERVABLES,
                format::OBSERVABLE,
            ],
        ),
        TextGroup::new(&[TextField::Activity], &[format::ACTIVITY]),
        TextGroup::new(&[TextField::Url, TextField::Host], &[format::URL, format::HOST]),
        TextGroup::new(&[TextField::File, TextField::Extension], &[format::FILE, format::EXTENSION]),
    ],
};

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    let record = parse_session_logger(fields);
    let (activity, url) = (text(&record.activity), text(&record.url));
    let known = System::SessionLogger.activities().find(activity);
    let mut event = Event::new(System::SessionLogger, record.time.and_then(parse_json_time));
    event.size = record.size.and_then(recorded_size);
    event.set(TextField::Activity, known.map_or(activity, |known| known.name.as_bytes()));
    event.set(TextField::User, text(&record.user));
    event.set(TextField::Session, text(&record.session));
    event.set(TextField::Portal, text(&record.portal));
    event.set(TextField::ClientIp, text(&record.client_ip));
    event.set(TextField::Url, url);
    event.set(TextField::Host, record.host.as_deref().unwrap_or_else(|| host_of(url)));
    event.set(TextField::File, text(&record.file));
    event.set(TextField::Extension, text(&record.extension));
    sink.event(&event);
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
}
