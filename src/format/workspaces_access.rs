//! WorkSpaces Access: EventBridge events of successful logins to WorkSpaces.
//!
//! Source: WorkSpaces admin guide, "Monitor your WorkSpaces using EventBridge" (2018 and current).

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Schema, Want};
use std::borrow::Cow;

/// Fields of one event, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct WorkspacesAccessRecord<'a> {
    /// `id` of the EventBridge event.
    pub id: Option<Cow<'a, str>>,
    /// `detail.loginTime`, else `time`, which is some seconds later (R11): the JSON text.
    pub time: Option<&'a [u8]>,
    /// `account`.
    pub account: Option<Cow<'a, str>>,
    /// `region`.
    pub region: Option<Cow<'a, str>>,
    /// `detail.clientIpAddress`.
    pub client_ip: Option<Cow<'a, str>>,
    /// `detail.workspacesClientProductName`; its case varies.
    pub product: Option<Cow<'a, str>>,
    /// `detail.clientPlatform`.
    pub platform: Option<Cow<'a, str>>,
    /// `detail.clientVersion`; newer and optional.
    pub version: Option<Cow<'a, str>>,
    /// `detail.directoryId` without `domain/`.
    pub directory: Option<Cow<'a, str>>,
    /// `detail.workspaceId`. There is no user name.
    pub workspace: Option<Cow<'a, str>>,
}

const KIND: u8 = 0;
const ID: u8 = 1;
const TIME: u8 = 2;
const REGION: u8 = 3;
const CLIENT_IP: u8 = 4;
const PRODUCT: u8 = 5;
const LOGIN_TIME: u8 = 6;
const PLATFORM: u8 = 7;
const VERSION: u8 = 8;
const DIRECTORY: u8 = 9;
const WORKSPACE: u8 = 10;
const ACCOUNT: u8 = 11;

/// What EventBridge calls such an event.
const DETAIL_TYPE: &str = "WorkSpaces Access";

/// WorkSpaces Access.
pub const FORMAT: Descriptor = Descriptor {
    id: "workspaces-access",
    signatures: &[Signature::text(&["detail-type"], DETAIL_TYPE)],
    schema: SCHEMA,
    recognises: |fields| fields.text(KIND).as_deref() == Some(DETAIL_TYPE),
    rules_out: &[],
};

/// The fields that are wanted of an event, in the order of the documentation's example.
const SCHEMA: Schema = &[
    ("id", Want::Slot(ID)),
    ("detail-type", Want::Slot(KIND)),
    ("account", Want::Slot(ACCOUNT)),
    ("time", Want::Slot(TIME)),
    ("region", Want::Slot(REGION)),
    (
        "detail",
        Want::Within(&[
            ("clientIpAddress", Want::Slot(CLIENT_IP)),
            ("workspacesClientProductName", Want::Slot(PRODUCT)),
            ("loginTime", Want::Slot(LOGIN_TIME)),
            ("clientPlatform", Want::Slot(PLATFORM)),
            ("clientVersion", Want::Slot(VERSION)),
            ("directoryId", Want::Slot(DIRECTORY)),
            ("workspaceId", Want::Slot(WORKSPACE)),
        ]),
    ),
];

/// The record of such an event.
pub fn parse_workspaces_access<'a>(fields: &Fields<'a>) -> WorkspacesAccessRecord<'a> {
    WorkspacesAccessRecord {
        id: fields.text(ID),
        time: fields.raw(LOGIN_TIME).or(fields.raw(TIME)),
        account: fields.text(ACCOUNT),
        region: fields.text(REGION),
        client_ip: fields.text(CLIENT_IP),
        product: fields.text(PRODUCT),
        platform: fields.text(PLATFORM),
        version: fields.text(VERSION),
        directory: fields.text(DIRECTORY).map(|directory| match directory {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix("domain/").unwrap_or(text)),
            Cow::Owned(text) => Cow::Owned(text.strip_prefix("domain/").unwrap_or(&text).to_owned()),
        }),
        workspace: fields.text(WORKSPACE),
    }
}
