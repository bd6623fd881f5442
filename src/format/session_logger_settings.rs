//! Settings of a Session Logger, as the AWS command line gives them: what should be in its logs.
//!
//! Source: botocore, `workspaces-web` (`GetSessionLogger`, `ListSessionLoggers`).

use super::descriptor::ListingDescriptor;
use crate::container::json::{Fields, Schema, Want, string_of};
use crate::container::parts::{elements, members};

/// `list-session-loggers`: it leaves out what is logged.
pub const LISTING: ListingDescriptor =
    ListingDescriptor { id: "session-logger-settings", key: "sessionLoggers", is_list: true, schema: SCHEMA };

/// `get-session-logger`.
pub const ONE: ListingDescriptor = ListingDescriptor { key: "sessionLogger", is_list: false, ..LISTING };

const ARN: u8 = 0;
const NAME: u8 = 1;
const EVENT_FILTER: u8 = 2;
const BUCKET: u8 = 3;
const PREFIX: u8 = 4;
const PORTALS: u8 = 5;

/// The fields of a Session Logger's settings.
const SCHEMA: Schema = &[
    ("sessionLoggerArn", Want::Slot(ARN)),
    ("displayName", Want::Slot(NAME)),
    ("eventFilter", Want::Slot(EVENT_FILTER)),
    ("associatedPortalArns", Want::Slot(PORTALS)),
    (
        "logConfiguration",
        Want::Within(&[(
            "s3",
            Want::Within(&[("bucket", Want::Slot(BUCKET)), ("keyPrefix", Want::Slot(PREFIX))]),
        )]),
    ),
];

/// The settings of a Session Logger.
#[derive(Clone, Debug, Default)]
pub struct SessionLoggerSettingsRecord<'a> {
    /// `sessionLoggerArn`.
    pub arn: String,
    /// `displayName`.
    pub name: String,
    /// `eventFilter`: the JSON text.
    pub event_filter: Option<&'a [u8]>,
    /// `logConfiguration.s3`: bucket and prefix.
    pub destination: String,
    /// `associatedPortalArns`, where the key is there.
    pub portals: Option<Vec<String>>,
}

/// The settings whose fields were cut out by the schema.
pub fn parse_session_logger_settings<'a>(fields: &Fields<'a>) -> SessionLoggerSettingsRecord<'a> {
    let text = |slot| fields.text(slot).unwrap_or_default().into_owned();
    let (bucket, prefix) = (text(BUCKET), text(PREFIX));
    SessionLoggerSettingsRecord {
        arn: text(ARN),
        name: text(NAME),
        event_filter: fields.raw(EVENT_FILTER),
        portals: fields
            .raw(PORTALS)
            .map(|list| elements(list).filter_map(string_of).map(std::borrow::Cow::into_owned).collect()),
        destination: if prefix.is_empty() { bucket } else { format!("{bucket}/{prefix}") },
    }
}

/// What Session Logger was told to log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedEvents {
    /// All events.
    All,
    /// The events of these names.
    Only(Vec<String>),
}

/// What Session Logger was told to log, where its filter says so: `{"all":{}}` or `{"include":[…]}`.
pub fn wanted_events(event_filter: &[u8]) -> Option<WantedEvents> {
    members(event_filter).find_map(|(key, value)| match &*key {
        b"all" => Some(WantedEvents::All),
        b"include" => {
            let names = elements(value).filter_map(string_of);
            Some(WantedEvents::Only(names.map(|name| name.into_owned()).collect()))
        }
        _ => None,
    })
}
