//! Session Manager, streamed to CloudWatch Logs: one JSON object a second of a session with the lines that
//! appeared meanwhile.
//!
//! Source: aws/amazon-ssm-agent, `agent/session/.../cloudwatchlogsservice.go`.

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Schema, Want};
use crate::container::json_text::{Text, into_text};
use crate::source::arn;
use std::borrow::Cow;

/// Fields of one message, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct SessionManagerStreamRecord<'a> {
    /// `eventTime`: when the lines were uploaded, not when they were written; the JSON text.
    pub time: Option<&'a [u8]>,
    /// `awsRegion`.
    pub region: Option<Cow<'a, str>>,
    /// `target.id`: the instance.
    pub target: Option<Cow<'a, str>>,
    /// The last part of `userIdentity.arn`.
    pub user: Option<Cow<'a, str>>,
    /// `userIdentity.arn`.
    pub principal: Option<Cow<'a, str>>,
    /// `sessionId`.
    pub session: Option<Cow<'a, str>>,
    /// `sessionData`: the lines, the JSON text of an array of strings.
    pub data: Option<&'a [u8]>,
}

const TIME: u8 = 0;
const REGION: u8 = 1;
const TARGET_SLOT: u8 = 2;
const TARGET: u8 = 3;
const ARN: u8 = 4;
const SESSION: u8 = 5;
const DATA: u8 = 6;

/// Session Manager, streamed.
pub const FORMAT: Descriptor = Descriptor {
    id: "session-manager-stream",
    signatures: &[Signature::keys(&["sessionData", "sessionId", "target"])],
    schema: SCHEMA,
    recognises: is_session_manager_stream,
    rules_out: &[],
};

/// The fields that are wanted of a message, in the order in which the agent writes them.
const SCHEMA: Schema = &[
    ("eventTime", Want::Slot(TIME)),
    ("awsRegion", Want::Slot(REGION)),
    ("target", Want::SlotAndWithin(TARGET_SLOT, &[("id", Want::Slot(TARGET))])),
    ("userIdentity", Want::Within(&[("arn", Want::Slot(ARN))])),
    ("sessionId", Want::Slot(SESSION)),
    ("sessionData", Want::Slot(DATA)),
];

/// Whether a JSON object is a streamed message.
fn is_session_manager_stream(fields: &Fields<'_>) -> bool {
    fields.raw(DATA).is_some_and(|data| data.starts_with(b"["))
        && fields.raw(SESSION).is_some()
        && fields.raw(TARGET_SLOT).is_some()
}

/// The record of a streamed message.
pub fn parse_session_manager_stream<'a>(fields: &Fields<'a>) -> SessionManagerStreamRecord<'a> {
    let arn = fields.bytes(ARN);
    SessionManagerStreamRecord {
        time: fields.raw(TIME),
        region: fields.text(REGION),
        target: fields.text(TARGET),
        user: arn.clone().and_then(last_part).map(into_text),
        principal: arn.map(into_text),
        session: fields.text(SESSION),
        data: fields.raw(DATA),
    }
}

/// The last part of an ARN (R17); nothing where that is empty.
fn last_part(arn: Text<'_>) -> Option<Text<'_>> {
    let part = match arn {
        Cow::Borrowed(text) => Cow::Borrowed(arn::last_part(text)),
        Cow::Owned(text) => Cow::Owned(arn::last_part(&text).to_owned()),
    };
    Some(part).filter(|part| !part.is_empty())
}
