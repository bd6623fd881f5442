//! Envelopes: objects that only carry records of other formats, whole or as text. How they are opened
//! and what the records are is not its matter.
//!
//! Sources: CloudWatch Logs `filter-log-events`, `get-log-events` and subscriptions (botocore `logs`),
//! EventBridge event structure, CloudTrail `lookup-events`, and the answers of the AWS command line.

use super::Format;
use crate::container::json::{Fields, Schema, Want};

/// `Records`, `Events`, `events`, `logEvents`: slots 0 to 3, in the order of [`Envelope::lists`].
const LISTS: [u8; 4] = [0, 1, 2, 3];
const DETAIL_TYPE: u8 = 4;
const DETAIL: u8 = 5;
const ID: u8 = 6;
const TIME: u8 = 7;
const CLOUDTRAIL_EVENT: u8 = 8;
const SESSIONS: u8 = 9;
const DATAPOINTS: u8 = 10;
const METRIC_DATA: u8 = 11;
const WORKSPACES: u8 = 12;
const SESSION_LOGGERS: u8 = 13;
const SESSION_LOGGER: u8 = 14;
const MESSAGE_TYPE: u8 = 15;
const LOG_STREAM: u8 = 16;
const LABEL: u8 = 17;
const CATEGORY: u8 = 18;
const METADATA: u8 = 19;
const ACTIVITY: u8 = 20;
const EVENT_TYPE: u8 = 21;
const EVENT_SOURCE: u8 = 22;
const SESSION_DATA: u8 = 23;
const DIGEST: u8 = 24;
const METRIC_STREAM: u8 = 25;

/// The fields that tell an envelope, and those without which an object is no record of a format.
pub const SCHEMA: Schema = &[
    ("Records", Want::Slot(0)),
    ("Events", Want::Slot(1)),
    ("events", Want::Slot(2)),
    ("logEvents", Want::Slot(3)),
    ("id", Want::Slot(ID)),
    ("detail-type", Want::Slot(DETAIL_TYPE)),
    ("time", Want::Slot(TIME)),
    ("detail", Want::Slot(DETAIL)),
    ("CloudTrailEvent", Want::Slot(CLOUDTRAIL_EVENT)),
    ("Sessions", Want::Slot(SESSIONS)),
    ("Label", Want::Slot(LABEL)),
    ("Datapoints", Want::Slot(DATAPOINTS)),
    ("MetricDataResults", Want::Slot(METRIC_DATA)),
    ("Workspaces", Want::Slot(WORKSPACES)),
    ("sessionLoggers", Want::Slot(SESSION_LOGGERS)),
    ("sessionLogger", Want::Slot(SESSION_LOGGER)),
    ("messageType", Want::Slot(MESSAGE_TYPE)),
    ("logStream", Want::Slot(LOG_STREAM)),
    ("category_name", Want::Slot(CATEGORY)),
    ("metadata", Want::Slot(METADATA)),
    ("activity_name", Want::Slot(ACTIVITY)),
    ("eventType", Want::Slot(EVENT_TYPE)),
    ("eventSource", Want::Slot(EVENT_SOURCE)),
    ("sessionData", Want::Slot(SESSION_DATA)),
    ("digestS3Object", Want::Slot(DIGEST)),
    ("metric_stream_name", Want::Slot(METRIC_STREAM)),
];

/// Whether an object whose fields were cut out by [`SCHEMA`] has what any record of this format has: only
/// then it is worth a closer look.
pub fn may_be(format: Format, fields: &Fields<'_>) -> bool {
    let has = |slot| fields.raw(slot).is_some();
    match format {
        Format::SessionLogger => has(CATEGORY) || has(METADATA) || has(ACTIVITY),
        Format::UserAccess => has(EVENT_TYPE),
        Format::CloudTrail => has(EVENT_SOURCE) || has(EVENT_TYPE),
        Format::CloudTrailOcsf => has(METADATA),
        Format::SessionManagerStream => has(SESSION_DATA),
        Format::WorkspacesAccess => fields.text(DETAIL_TYPE).as_deref() == Some("WorkSpaces Access"),
        Format::CloudTrailDigest => has(DIGEST),
        Format::Metrics => has(METRIC_STREAM),
        _ => false,
    }
}

/// A list that wraps records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// CloudTrail's `Records`, and whatever else is put there.
    Records,
    /// `Events` of `lookup-events`.
    LookedUp,
    /// `events` or `logEvents`: log events of CloudWatch Logs.
    LogEvents,
}

impl List {
    /// The list of this key.
    pub fn of_key(key: &str) -> Option<List> {
        match key {
            "Records" => Some(List::Records),
            "Events" => Some(List::LookedUp),
            "events" | "logEvents" => Some(List::LogEvents),
            _ => None,
        }
    }
}

/// The answer of a command of the AWS command line: a list of things that are no events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// `describe-sessions`.
    Sessions,
    /// `get-metric-statistics`.
    Datapoints,
    /// `get-metric-data`.
    MetricData,
    /// `describe-workspaces`.
    Workspaces,
    /// `list-session-loggers`.
    SessionLoggers,
}

/// What an object carries.
#[derive(Clone, Copy, Debug)]
pub enum Envelope<'a> {
    /// A list of records, with the log stream that it is of, if it says so.
    List(List, &'a [u8]),
    /// A CloudWatch Logs subscription asks whether its destination is there.
    Control,
    /// An EventBridge event: its `detail`.
    EventBridge(&'a [u8]),
    /// An event that was looked up: its record, as a JSON string.
    LookedUp(&'a [u8]),
    /// A list of things that are no events.
    Listing(Listing, &'a [u8]),
    /// `get-session-logger`.
    SessionLogger(&'a [u8]),
}

/// What the object carries whose fields were cut out by [`SCHEMA`].
pub fn envelope<'a>(fields: &Fields<'a>) -> Option<Envelope<'a>> {
    let array = |slot| fields.raw(slot).filter(|raw| raw.starts_with(b"["));
    if fields.text(MESSAGE_TYPE).as_deref() == Some("CONTROL_MESSAGE") {
        return Some(Envelope::Control);
    }
    let kinds = [List::Records, List::LookedUp, List::LogEvents, List::LogEvents];
    // Of several the first in the text.
    let first = LISTS.into_iter().zip(kinds).filter_map(|(slot, list)| Some((array(slot)?, list)));
    if let Some((raw, list)) = first.min_by_key(|(raw, _)| raw.as_ptr()) {
        return Some(Envelope::List(list, raw));
    }
    if let (Some(_), Some(detail)) = (fields.raw(DETAIL_TYPE), fields.raw(DETAIL)) {
        return Some(Envelope::EventBridge(detail));
    }
    if let Some(event) = fields.raw(CLOUDTRAIL_EVENT) {
        return Some(Envelope::LookedUp(event));
    }
    let listings = [
        (SESSIONS, Listing::Sessions),
        (DATAPOINTS, Listing::Datapoints),
        (METRIC_DATA, Listing::MetricData),
        (WORKSPACES, Listing::Workspaces),
        (SESSION_LOGGERS, Listing::SessionLoggers),
    ];
    for (slot, listing) in listings {
        if let Some(raw) = array(slot) {
            return Some(Envelope::Listing(listing, raw));
        }
    }
    fields.raw(SESSION_LOGGER).filter(|raw| raw.starts_with(b"{")).map(Envelope::SessionLogger)
}

/// The id of an EventBridge event.
pub fn event_bridge_id<'a>(fields: &Fields<'a>) -> Option<std::borrow::Cow<'a, str>> {
    fields.text(ID)
}

/// The log stream that a subscription's message is of.
pub fn log_stream<'a>(fields: &Fields<'a>) -> Option<std::borrow::Cow<'a, str>> {
    fields.text(LOG_STREAM)
}

/// What the data points of `get-metric-statistics` are of.
pub fn label<'a>(fields: &Fields<'a>) -> Option<std::borrow::Cow<'a, str>> {
    fields.text(LABEL)
}

const MESSAGE: u8 = 0;
const EVENT_ID: u8 = 1;
const SUBSCRIPTION_ID: u8 = 2;
const TIMESTAMP: u8 = 3;
const STREAM_NAME: u8 = 4;

/// The fields of a log event in `events` or `logEvents`.
pub const LOG_EVENT: Schema = &[
    ("logStreamName", Want::Slot(STREAM_NAME)),
    ("id", Want::Slot(SUBSCRIPTION_ID)),
    ("timestamp", Want::Slot(TIMESTAMP)),
    ("message", Want::Slot(MESSAGE)),
    ("eventId", Want::Slot(EVENT_ID)),
];

/// A log event of CloudWatch Logs.
#[derive(Clone, Debug)]
pub struct LogEvent<'a> {
    /// `message`: a JSON string, or an object; the JSON text.
    pub message: &'a [u8],
    /// `eventId` or `id`.
    pub id: Option<std::borrow::Cow<'a, str>>,
    /// `timestamp` in milliseconds, the JSON text.
    pub time: Option<&'a [u8]>,
    /// `logStreamName`.
    pub stream: Option<std::borrow::Cow<'a, str>>,
}

/// The log event whose fields were cut out by [`LOG_EVENT`].
pub fn parse_log_event<'a>(fields: &Fields<'a>) -> Option<LogEvent<'a>> {
    Some(LogEvent {
        message: fields.raw(MESSAGE).filter(|raw| raw.starts_with(b"\"") || raw.starts_with(b"{"))?,
        id: fields.text(EVENT_ID).or_else(|| fields.text(SUBSCRIPTION_ID)),
        time: fields.raw(TIMESTAMP),
        stream: fields.text(STREAM_NAME),
    })
}
