//! User access logging: each record is an event.

use super::Mapping;
use super::sink::RecordSink;
use super::texts::{host_of, text};
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::user_access::parse_user_access;
use crate::model::event::Event;
use crate::model::{System, TextField};
use crate::source::arn::account_of;

pub(super) const MAPPING: Mapping = Mapping { map, groups: &[] };

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    let record = parse_user_access(fields);
    let url = text(&record.url);
    let mut event = Event::new(System::UserAccess, record.time.and_then(parse_json_time));
    event.set(TextField::Activity, text(&record.activity));
    event.set(TextField::User, text(&record.user));
    event.set(TextField::Portal, text(&record.portal));
    event.set(TextField::Account, account_of(text(&record.portal)));
    event.set(TextField::Url, url);
    event.set(TextField::Host, host_of(url));
    sink.event(&event);
}
