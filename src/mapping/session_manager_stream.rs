//! Session Manager, streamed: each message is an event, and its lines are text of the session.

use super::Mapping;
use super::sink::RecordSink;
use super::texts::text;
use super::time::parse_json_time;
use crate::container::json::{Fields, string_of};
use crate::container::parts::elements;
use crate::format::session_manager_stream::parse_session_manager_stream;
use crate::model::event::Event;
use crate::model::system::SESSION_OUTPUT;
use crate::model::{System, TextField};
use std::borrow::Cow;

pub(super) const MAPPING: Mapping = Mapping { map, groups: &[] };

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    let record = parse_session_manager_stream(fields);
    let mut event = Event::new(System::SessionManagerStream, record.time.and_then(parse_json_time));
    event.set(TextField::Activity, SESSION_OUTPUT.as_bytes());
    event.set(TextField::User, text(&record.user));
    event.set(TextField::Principal, text(&record.principal));
    event.set(TextField::Session, text(&record.session));
    event.set(TextField::Target, text(&record.target));
    event.set(TextField::Region, text(&record.region));
    let lines = elements(record.data.unwrap_or_default()).filter_map(string_of).map(Cow::into_owned);
    sink.session_message(record.session.as_deref().unwrap_or_default(), event.time, lines);
    sink.event(&event);
}
