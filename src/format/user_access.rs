//! WorkSpaces Secure Browser user access logging: the older stream through Kinesis, four event types.
//!
//! Source: AWS admin guide of WorkSpaces Secure Browser, "User access logging", with its examples.

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Schema, Want};
use std::borrow::Cow;

/// Fields of one event, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct UserAccessRecord<'a> {
    /// `eventType`: Validation, StartSession, VisitPage or EndSession.
    pub activity: Option<Cow<'a, str>>,
    /// `timestamp`: milliseconds since the epoch as a string; the JSON text.
    pub time: Option<&'a [u8]>,
    /// `portalArn`; absent for Validation.
    pub portal: Option<Cow<'a, str>>,
    /// `userName`; absent for Validation.
    pub user: Option<Cow<'a, str>>,
    /// `details.url`; only VisitPage.
    pub url: Option<Cow<'a, str>>,
}

const TIME: u8 = 0;
const EVENT_TYPE: u8 = 1;
const DETAILS: u8 = 2;
const PORTAL: u8 = 3;
const USER: u8 = 4;
const URL: u8 = 5;
const PERMISSION: u8 = 6;

/// User access logging.
pub const FORMAT: Descriptor = Descriptor {
    id: "user-access-logging",
    signatures: &[Signature::keys(&["eventType", "details"])],
    schema: SCHEMA,
    recognises: is_user_access,
    rules_out: &[],
};

/// The fields that are wanted of an event, in the order in which they are written.
const SCHEMA: Schema = &[
    ("timestamp", Want::Slot(TIME)),
    ("eventType", Want::Slot(EVENT_TYPE)),
    (
        "details",
        Want::SlotAndWithin(DETAILS, &[("url", Want::Slot(URL)), ("permission", Want::Slot(PERMISSION))]),
    ),
    ("portalArn", Want::Slot(PORTAL)),
    ("userName", Want::Slot(USER)),
];

/// Whether a JSON object is an event of user access logging.
fn is_user_access(fields: &Fields<'_>) -> bool {
    let is_known_type = fields
        .text(EVENT_TYPE)
        .is_some_and(|name| matches!(&*name, "Validation" | "StartSession" | "VisitPage" | "EndSession"));
    is_known_type
        && fields.raw(DETAILS).is_some()
        && (fields.raw(PORTAL).is_some() || fields.raw(PERMISSION).is_some())
}

/// The record of an event of user access logging.
pub fn parse_user_access<'a>(fields: &Fields<'a>) -> UserAccessRecord<'a> {
    UserAccessRecord {
        activity: fields.text(EVENT_TYPE),
        time: fields.raw(TIME),
        portal: fields.text(PORTAL),
        user: fields.text(USER),
        url: fields.text(URL),
    }
}
