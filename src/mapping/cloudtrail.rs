//! CloudTrail: each record is an event, of the system whose API was called where that is one of its own. What
//! Insights found is none.

use super::Mapping;
use super::context::IdKind;
use super::sink::RecordSink;
use super::text_groups::TextGroup;
use super::texts::{extension_of, host_of, text};
use super::time::parse_json_time;
use crate::container::json::Fields;
use crate::container::json_text::Text;
use crate::format::cloudtrail::{
    self as format, CloudTrailRecord, Subject, is_addendum, is_insight, is_omitted, parse_cloudtrail,
};
use crate::model::event::Event;
use crate::model::system::{NETWORK_ACTIVITY, is_control_channel_call};
use crate::model::{System, TextField, Tunnel};
use crate::source::word::is_same;
use std::borrow::Cow;

pub(super) const MAPPING: Mapping = Mapping {
    map,
    groups: &[
        TextGroup::new(
            &[TextField::User, TextField::Principal],
            &[
                format::IDENTITY_TYPE,
                format::USER_NAME,
                format::ARN,
                format::SIGNED_IN,
                format::ON_BEHALF_OF,
                format::INVOKED_BY,
                format::PRINCIPAL,
            ],
        ),
        // Name and source are always read: they say what the record is.
        TextGroup::new(&[TextField::Activity], &[format::NAME]).leaving_unread(&[]),
        TextGroup::new(&[TextField::Service], &[format::SOURCE]).leaving_unread(&[]),
        TextGroup::new(
            &[
                TextField::Session,
                TextField::Target,
                TextField::Url,
                TextField::Host,
                TextField::File,
                TextField::Extension,
            ],
            &[format::SOURCE, format::NAME, format::CATEGORY, format::REQUEST, format::RESPONSE],
        )
        .leaving_unread(&[format::REQUEST, format::RESPONSE]),
        TextGroup::new(
            &[TextField::Error],
            &[format::SOURCE, format::ERROR, format::RESPONSE, format::SERVICE_DETAILS],
        )
        .leaving_unread(&[format::ERROR, format::SERVICE_DETAILS]),
        // What hardly changes in a trail. Whether there is an account of its own says whether that of its wrapper counts,
        // and the category says what belongs to no session.
        TextGroup::new(
            &[TextField::Region, TextField::Account, TextField::Category],
            &[format::REGION, format::ACCOUNT, format::CATEGORY],
        )
        .leaving_unread(&[format::REGION]),
        TextGroup::new(&[TextField::ClientIp], &[format::CLIENT_IP]),
        TextGroup::new(&[TextField::Agent], &[format::AGENT]),
    ],
};

fn map(fields: &Fields<'_>, sink: &mut RecordSink<'_, '_>) {
    if is_insight(fields) {
        return sink.skip_as(format::INSIGHT_ID);
    }
    if is_addendum(fields) {
        return sink.skip(None);
    }
    note_omitted(fields, [format::REQUEST, format::RESPONSE], sink);
    map_call(&parse_cloudtrail(fields), sink);
}

/// Notes whether parameters or a response of a call were left out.
pub(super) fn note_omitted(fields: &Fields<'_>, slots: [u8; 2], sink: &mut RecordSink<'_, '_>) {
    if slots.into_iter().filter_map(|slot| fields.raw(slot)).any(is_omitted) {
        sink.form().has_omitted = true;
    }
}

/// Adds the event of a record, in whatever form it came.
pub(super) fn map_call(record: &CloudTrailRecord<'_>, sink: &mut RecordSink<'_, '_>) {
    let name = text(&record.name);
    let source = text(&record.source);
    let system = if is_same(source, format::CLOUDSHELL) {
        System::CloudShell
    } else if is_same(source, format::SSM) && System::SessionManager.activities().find(name).is_some() {
        System::SessionManager
    } else {
        System::CloudTrail
    };
    let (activity, subject) = (first_upper(name), &record.subject);
    let url = tunnel_url(subject).unwrap_or_default();
    let target = if system == System::CloudShell { &subject.environment } else { &subject.target };
    let mut event = Event::new(system, record.time.as_deref().and_then(parse_json_time));
    event.set(TextField::Activity, &activity);
    event.set(TextField::User, record.identity.user());
    event.set(TextField::Principal, record.identity.principal());
    event.set(TextField::ClientIp, text(&record.client_ip));
    event.set(TextField::Region, text(&record.region));
    event.set(TextField::Service, source);
    event.set(TextField::Agent, text(&record.agent));
    event.set(TextField::Error, text(&record.error));
    event.set(TextField::EventId, text(&record.id));
    event.set(TextField::Target, text(target));
    event.set(TextField::Account, text(&record.account));
    event.set(TextField::Category, text(&record.category));
    let is_of_session = system == System::SessionManager || is_same(source, format::ECS);
    let is_seen_on_the_way = text(&record.category) == NETWORK_ACTIVITY.as_bytes();
    if is_of_session && !is_control_channel_call(&activity) && !is_seen_on_the_way {
        event.set(TextField::Session, text(&subject.session));
    }
    event.set(TextField::Url, &url);
    event.set(TextField::Host, host_of(&url));
    event.set(TextField::File, text(&subject.file));
    event.set(TextField::Extension, extension_of(text(&subject.file)));
    sink.event_with_id(IdKind::CloudTrail, &event);
}

/// Where a session leads that is no shell, as a URL: to a host that the instance reaches, else to the instance. A
/// document of one's own that takes a port forwards it too.
fn tunnel_url(subject: &Subject<'_>) -> Option<Vec<u8>> {
    // Most calls have neither.
    if subject.document.is_none() && subject.port.is_none() {
        return None;
    }
    let by_port = subject.port.as_ref().map(|_| Tunnel::Port);
    let tunnel = Tunnel::of_document(text(&subject.document)).or(by_port)?;
    let host = subject.host.as_ref().or(subject.target.as_ref())?;
    let scheme = tunnel.scheme().as_bytes();
    let port = text(&subject.port);
    // The colons of an address are none before a port.
    let (open, close): (&[u8], &[u8]) = if memchr::memchr(b':', host).is_some() && !host.starts_with(b"[") {
        (b"[", b"]")
    } else {
        (b"", b"")
    };
    Some([scheme, b"://", open, host, close, if port.is_empty() { b"" } else { b":" }, port].concat())
}

/// The name with its first letter in upper case: the documentation of CloudShell writes `createSession`,
/// its records have `CreateSession`.
fn first_upper(name: &[u8]) -> Text<'_> {
    let mut name = Cow::Borrowed(name);
    if name.first().is_some_and(u8::is_ascii_lowercase) {
        name.to_mut()[0].make_ascii_uppercase();
    }
    name
}
