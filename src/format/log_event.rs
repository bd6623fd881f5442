//! Log events of CloudWatch Logs: a message that is a record, or holds one as text.
//!
//! Source: botocore `logs`: `FilterLogEvents`, `GetLogEvents`; CloudWatch Logs user guide, subscriptions.

use crate::container::json::{Fields, Schema, Want};
use std::borrow::Cow;

const MESSAGE: u8 = 0;
const EVENT_ID: u8 = 1;
const SUBSCRIPTION_ID: u8 = 2;
const TIMESTAMP: u8 = 3;
const STREAM_NAME: u8 = 4;
const INGESTED: u8 = 5;

/// The fields that are wanted of a log event.
pub const SCHEMA: Schema = &[
    ("logStreamName", Want::Slot(STREAM_NAME)),
    ("id", Want::Slot(SUBSCRIPTION_ID)),
    ("timestamp", Want::Slot(TIMESTAMP)),
    ("message", Want::Slot(MESSAGE)),
    ("ingestionTime", Want::Slot(INGESTED)),
    ("eventId", Want::Slot(EVENT_ID)),
];

/// A log event.
#[derive(Clone, Debug)]
pub struct LogEvent<'a> {
    /// `message`: a JSON string, or an object; the JSON text.
    pub message: &'a [u8],
    /// `eventId` or `id`.
    pub id: Option<Cow<'a, str>>,
    /// `timestamp` in milliseconds, the JSON text.
    pub time: Option<&'a [u8]>,
    /// `ingestionTime` in milliseconds, the JSON text.
    pub ingested: Option<&'a [u8]>,
    /// `logStreamName`.
    pub stream: Option<Cow<'a, str>>,
}

/// The log event whose fields were cut out by [`SCHEMA`].
pub fn parse_log_event<'a>(fields: &Fields<'a>) -> Option<LogEvent<'a>> {
    Some(LogEvent {
        message: fields.raw(MESSAGE).filter(|raw| raw.starts_with(b"\"") || raw.starts_with(b"{"))?,
        id: fields.text(EVENT_ID).or_else(|| fields.text(SUBSCRIPTION_ID)),
        time: fields.raw(TIMESTAMP),
        ingested: fields.raw(INGESTED),
        stream: fields.text(STREAM_NAME),
    })
}
