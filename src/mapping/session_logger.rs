//! Session Logger: each record is an event.

use super::Mapping;
use super::sink::RecordSink;
use super::size::parse_json_size;
use super::text_groups::TextGroup;
use super::texts::{host_of, text};
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::session_logger::{self as format, parse_session_logger};
use crate::model::event::Event;
use crate::model::{System, TextField};

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
    event.size = record.size.and_then(parse_json_size);
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
