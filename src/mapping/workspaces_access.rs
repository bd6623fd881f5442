//! WorkSpaces Access: each record is an event, a login.

use super::Mapping;
use super::context::IdKind;
use super::sink::RecordSink;
use super::texts::text;
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::format::workspaces_access::parse_workspaces_access;
use crate::model::event::Event;
use crate::model::system::WORKSPACES_LOGIN;
use crate::model::{System, TextField};

pub(super) const MAPPING: Mapping = Mapping { map, groups: &[] };

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    let record = parse_workspaces_access(fields);
    // The client is put together of product, version and platform.
    let mut agent = record.product.as_deref().unwrap_or_default().to_owned();
    if let Some(version) = &record.version {
        agent = format!("{agent} {version}");
    }
    if let Some(platform) = &record.platform {
        agent = format!("{agent} ({platform})");
    }
    let time = record.time.or(sink.wrapper_time()).and_then(parse_json_time);
    let mut event = Event::new(System::WorkspacesAccess, time);
    event.set(TextField::Activity, WORKSPACES_LOGIN.as_bytes());
    event.set(TextField::ClientIp, text(&record.client_ip));
    event.set(TextField::Account, text(&record.account));
    event.set(TextField::Region, text(&record.region));
    event.set(TextField::Target, text(&record.workspace));
    event.set(TextField::Principal, text(&record.directory));
    event.set(TextField::Agent, agent.trim().as_bytes());
    event.set(TextField::EventId, text(&record.id));
    sink.event_with_id(IdKind::EventBridge, &event);
}
