//! Records to events: what each format's record means for the viewer.

use super::activity;
use super::batch::Event;
use super::columns::{ByteCount, FieldSet, TextField, field_set};
use super::system::System;
use super::time::{UNDATED, parse_footer_time, parse_json_time};
use crate::container::json::{SlotSet, slot_set, string_of};
use crate::container::json_text::{Decimal, Text};
use crate::format::Format;
use crate::format::cloudtrail::{self, CloudTrailRecord};
use crate::format::session_logger::{self, SessionLoggerRecord};
use crate::format::session_manager_stream::SessionManagerStreamRecord;
use crate::format::transcript::{TranscriptRecord, user_of_session};
use crate::format::user_access::UserAccessRecord;
use crate::format::workspaces_access::WorkspacesAccessRecord;
use std::borrow::Cow;

/// Texts of an event, and the slots of its record that they are made of: where none of these has changed, the
/// texts are those of the record before.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The texts.
    pub fields: FieldSet,
    /// All that they are made of.
    pub made_of: SlotSet,
    /// What need not be read where the texts are known: of what they are made of, what nothing else needs.
    pub unread: SlotSet,
}

const SESSION_LOGGER: &[Part] = {
    use session_logger::{
        ACTIVITY, CLIENT_IP, EXTENSION, FILE, HOST, OBSERVABLE, OBSERVABLES, PORTAL, SESSION, URL, USER,
    };
    &[
        part(
            &[TextField::User, TextField::Session, TextField::Portal, TextField::ClientIp],
            &[USER, SESSION, PORTAL, CLIENT_IP, OBSERVABLES, OBSERVABLE],
        ),
        part(&[TextField::Activity], &[ACTIVITY]),
        part(&[TextField::Url, TextField::Host], &[URL, HOST]),
        part(&[TextField::File, TextField::Extension], &[FILE, EXTENSION]),
    ]
};

const CLOUDTRAIL: &[Part] = {
    use cloudtrail::{
        AGENT, ARN, CLIENT_IP, CONSOLE_LOGIN, ERROR, INVOKED_BY, NAME, ON_BEHALF_OF, PRINCIPAL, REGION,
        REQUEST, RESPONSE, SERVICE_DETAILS, SOURCE, USER_NAME,
    };
    // Name and source are always read: they say what the record is.
    const SUBJECT: Part = part(
        &[TextField::Session, TextField::Target, TextField::File, TextField::Extension],
        &[SOURCE, NAME, REQUEST, RESPONSE],
    );
    &[
        part(
            &[TextField::User, TextField::Principal],
            &[USER_NAME, ARN, ON_BEHALF_OF, INVOKED_BY, PRINCIPAL],
        ),
        Part { unread: 0, ..part(&[TextField::Activity], &[NAME]) },
        Part { unread: 0, ..part(&[TextField::Service], &[SOURCE]) },
        Part { unread: slot_set(&[REQUEST, RESPONSE]), ..SUBJECT },
        part(&[TextField::Error], &[ERROR, CONSOLE_LOGIN, SERVICE_DETAILS]),
        part(&[TextField::Region], &[REGION]),
        part(&[TextField::ClientIp], &[CLIENT_IP]),
        part(&[TextField::Agent], &[AGENT]),
    ]
};

const fn part(fields: &[TextField], made_of: &[u8]) -> Part {
    let made_of = slot_set(made_of);
    Part { fields: field_set(fields), made_of, unread: made_of }
}

/// What events of a format are made of, as far as it is worth to know.
pub fn parts(format: Format) -> &'static [Part] {
    match format {
        Format::SessionLogger => SESSION_LOGGER,
        Format::CloudTrail => CLOUDTRAIL,
        _ => &[],
    }
}

/// The event of a Session Logger record.
pub fn build_session_logger<'a>(record: &'a SessionLoggerRecord<'_>) -> Event<'a> {
    let (activity, url) = (text(&record.activity), text(&record.url));
    let mut event = event(System::SessionLogger, record.time);
    event.size = record.size.and_then(recorded_size);
    event.texts[TextField::Activity as usize] =
        activity::session_logger(activity).map_or(activity, |known| known.name.as_bytes());
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
    let mut event = event(System::UserAccess, record.time);
    event.texts[TextField::Activity as usize] = text(&record.activity);
    event.texts[TextField::User as usize] = text(&record.user);
    event.texts[TextField::Portal as usize] = text(&record.portal);
    event.texts[TextField::Url as usize] = url;
    event.texts[TextField::Host as usize] = host_of(url);
    event
}

/// An event of a system at a time, with no text yet.
fn event<'a>(system: System, time: Option<&[u8]>) -> Event<'a> {
    Event {
        system,
        time: time.and_then(parse_json_time).unwrap_or(UNDATED),
        texts: [b""; TextField::ALL.len()],
        size: None,
    }
}

/// What a CloudTrail record becomes: its texts as they are, and those that are made of them.
pub struct CloudTrailEvent<'r, 'a> {
    record: &'r CloudTrailRecord<'a>,
    system: System,
    activity: Text<'r>,
}

/// Reads what a CloudTrail record means: which system it is of, and what it moves.
pub fn build_cloudtrail<'r, 'a>(record: &'r CloudTrailRecord<'a>) -> CloudTrailEvent<'r, 'a> {
    let name = text(&record.name);
    let system = match record.source.as_deref() {
        Some(b"cloudshell.amazonaws.com") => System::CloudShell,
        Some(b"ssm.amazonaws.com") if activity::is_session_manager_call(name) => System::SessionManager,
        _ => System::CloudTrail,
    };
    CloudTrailEvent { record, system, activity: first_upper(name) }
}

impl CloudTrailEvent<'_, '_> {
    /// The event.
    pub fn event(&self) -> Event<'_> {
        let record = self.record;
        let mut event = event(self.system, record.time.as_deref());
        let subject = &record.subject;
        event.texts[TextField::Activity as usize] = &self.activity;
        event.texts[TextField::User as usize] = text(&record.user);
        event.texts[TextField::Principal as usize] = text(&record.principal);
        event.texts[TextField::ClientIp as usize] = text(&record.client_ip);
        event.texts[TextField::Region as usize] = text(&record.region);
        event.texts[TextField::Service as usize] = text(&record.source);
        event.texts[TextField::Agent as usize] = text(&record.agent);
        event.texts[TextField::Error as usize] = text(&record.error);
        event.texts[TextField::EventId as usize] = text(&record.id);
        event.texts[TextField::Target as usize] = match self.system {
            System::CloudShell => text(&subject.environment),
            _ => text(&subject.target),
        };
        if self.system == System::SessionManager && !activity::is_control_channel_call(&self.activity) {
            event.texts[TextField::Session as usize] = text(&subject.session);
        }
        event.texts[TextField::File as usize] = text(&subject.file);
        event.texts[TextField::Extension as usize] = extension_of(text(&subject.file));
        event
    }
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

/// What stands behind the last dot of a file name; nothing where that is no extension.
fn extension_of(file: &[u8]) -> &[u8] {
    let name = file.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    match memchr::memrchr(b'.', name) {
        Some(dot @ 1..) => &name[dot + 1..],
        _ => b"",
    }
}

/// The event of a streamed message of Session Manager.
pub fn build_session_manager_stream<'a>(record: &'a SessionManagerStreamRecord<'_>) -> Event<'a> {
    let mut event = event(System::SessionManagerStream, record.time);
    event.texts[TextField::Activity as usize] = activity::SESSION_OUTPUT.as_bytes();
    event.texts[TextField::User as usize] = text(&record.user);
    event.texts[TextField::Principal as usize] = text(&record.principal);
    event.texts[TextField::Session as usize] = text(&record.session);
    event.texts[TextField::Target as usize] = text(&record.target);
    event.texts[TextField::Region as usize] = text(&record.region);
    event
}

/// The event of a whole transcript: it stands at the time in its footer, which is the end of the session.
pub fn build_transcript<'a>(record: &'a TranscriptRecord) -> Event<'a> {
    let mut event = event(System::SessionManagerTranscript, None);
    event.time = record.end.as_deref().and_then(parse_footer_time).unwrap_or(UNDATED);
    event.texts[TextField::Activity as usize] = activity::SESSION_TRANSCRIPT.as_bytes();
    event.texts[TextField::User as usize] = user_of_session(&record.session).as_bytes();
    event.texts[TextField::Session as usize] = record.session.as_bytes();
    event.texts[TextField::Target as usize] = record.target.as_bytes();
    event
}

/// What a WorkSpaces Access event becomes; its client is put together of product, version and platform.
pub struct WorkspacesAccessEvent<'r, 'a> {
    record: &'r WorkspacesAccessRecord<'a>,
    agent: String,
}

/// Reads what a WorkSpaces Access event means.
pub fn build_workspaces_access<'r, 'a>(
    record: &'r WorkspacesAccessRecord<'a>,
) -> WorkspacesAccessEvent<'r, 'a> {
    let mut agent = record.product.as_deref().unwrap_or_default().to_owned();
    if let Some(version) = &record.version {
        agent = format!("{agent} {version}");
    }
    if let Some(platform) = &record.platform {
        agent = format!("{agent} ({platform})");
    }
    WorkspacesAccessEvent { record, agent: agent.trim().to_owned() }
}

impl WorkspacesAccessEvent<'_, '_> {
    /// The event.
    pub fn event(&self) -> Event<'_> {
        let record = self.record;
        let mut event = event(System::WorkspacesAccess, record.time);
        event.texts[TextField::Activity as usize] = activity::WORKSPACES_LOGIN.as_bytes();
        event.texts[TextField::ClientIp as usize] = text(&record.client_ip);
        event.texts[TextField::Region as usize] = text(&record.region);
        event.texts[TextField::Target as usize] = text(&record.workspace);
        event.texts[TextField::Principal as usize] = text(&record.directory);
        event.texts[TextField::Agent as usize] = self.agent.as_bytes();
        event.texts[TextField::EventId as usize] = text(&record.id);
        event
    }
}

/// The text of a field; empty where it is absent.
fn text<'a, T: AsRef<[u8]> + ?Sized + ToOwned>(field: &'a Option<Cow<'_, T>>) -> &'a [u8] {
    field.as_deref().map(T::as_ref).unwrap_or_default()
}

/// The host of a URL as written, without user, port and path; empty where there is none.
fn host_of(url: &[u8]) -> &[u8] {
    let Some(scheme_end) = memchr::memmem::find(url, b"://") else { return b"" };
    let rest = &url[scheme_end + 3..];
    let authority = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
    let host = authority.rsplit(|byte| *byte == b'@').next().unwrap_or_default();
    match memchr::memrchr(b':', host) {
        Some(colon) if host[colon + 1..].iter().all(u8::is_ascii_digit) => &host[..colon],
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
    fn an_extension_is_what_stands_behind_the_last_dot_of_a_name() {
        for (file, expected) in
            [("a.tar.gz", "gz"), ("a.b/c", ""), (".x", ""), ("d\\e.f", "f"), ("g.", ""), ("", "")]
        {
            assert_eq!(extension_of(file.as_bytes()), expected.as_bytes(), "{file}");
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
            assert_eq!(host_of(url.as_bytes()), expected.as_bytes(), "{url}");
        }
    }
}
