//! Session Manager's own list of sessions, as `aws ssm describe-sessions` gives it: no events, but the
//! exact start and end of each session, and its owner.
//!
//! Source: botocore, `ssm` service model, shape `Session`; awscli examples (version 1 writes epoch seconds); AWS Tools
//! for PowerShell, `Get-SSMSession | ConvertTo-Json`, which gives the sessions without a key.

use super::descriptor::ListingDescriptor;
use crate::container::json::{Fields, Schema, Want};
use crate::container::parts::members;
use std::borrow::Cow;

/// Fields of one session, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct SessionHistoryRecord<'a> {
    /// `SessionId`.
    pub session: Option<Cow<'a, str>>,
    /// `Target`: the instance.
    pub target: Option<Cow<'a, str>>,
    /// `Status`: Connected, Connecting, Disconnected, Terminated, Terminating or Failed.
    pub status: Option<Cow<'a, str>>,
    /// `StartDate`: the JSON text.
    pub start: Option<&'a [u8]>,
    /// `EndDate`: the JSON text.
    pub end: Option<&'a [u8]>,
    /// `Owner`: the ARN of who began it.
    pub owner: Option<Cow<'a, str>>,
    /// `DocumentName`: what it was begun with.
    pub document: Option<Cow<'a, str>>,
    /// `Reason` that the owner gave.
    pub reason: Option<Cow<'a, str>>,
}

const SESSION: u8 = 0;
const TARGET: u8 = 1;
const STATUS: u8 = 2;
const START: u8 = 3;
const END: u8 = 4;
const OWNER: u8 = 5;
const REASON: u8 = 6;
const STATUS_VALUE: u8 = 7;
const DOCUMENT: u8 = 8;

/// `describe-sessions`.
pub const LISTING: ListingDescriptor =
    ListingDescriptor { id: "session-manager-history", key: "Sessions", is_list: true, schema: SCHEMA };

/// The fields that are wanted of a session.
const SCHEMA: Schema = &[
    ("SessionId", Want::Slot(SESSION)),
    ("Target", Want::Slot(TARGET)),
    ("Status", Want::SlotAndWithin(STATUS, &[("Value", Want::Slot(STATUS_VALUE))])),
    ("StartDate", Want::Slot(START)),
    ("EndDate", Want::Slot(END)),
    ("Owner", Want::Slot(OWNER)),
    ("DocumentName", Want::Slot(DOCUMENT)),
    ("Reason", Want::Slot(REASON)),
];

/// Whether an object is an element of that list by itself.
pub fn is_session(object: &[u8]) -> bool {
    let has = |wanted: &str| members(object).any(|(key, _)| *key == *wanted.as_bytes());
    ["SessionId", "StartDate", "Owner"].into_iter().all(has)
}

/// The record of an element of that list. It is one of a session if it names one.
pub fn parse_session_history<'a>(fields: &Fields<'a>) -> SessionHistoryRecord<'a> {
    SessionHistoryRecord {
        session: fields.text(SESSION),
        target: fields.text(TARGET),
        status: fields.text(STATUS).or_else(|| fields.text(STATUS_VALUE)),
        start: fields.raw(START),
        end: fields.raw(END),
        owner: fields.text(OWNER),
        document: fields.text(DOCUMENT),
        reason: fields.text(REASON),
    }
}
