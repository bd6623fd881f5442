//! WorkSpaces Secure Browser Session Logger: one OCSF-like JSON object an event.
//!
//! Source: AWS admin guide of WorkSpaces Secure Browser, "Session Logger" (English and Japanese);
//! botocore `workspaces-web` service model. No public real file was found: see `docs/FORMATS.md`.

use super::descriptor::{Descriptor, Signature};
use crate::container::json::{Fields, Schema, Want, walk};
use crate::container::json_text::Text;
use crate::container::parts::elements;
use std::borrow::Cow;

/// Fields of one event, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct SessionLoggerRecord<'a> {
    /// `activity_name`, in any spelling.
    pub activity: Option<Text<'a>>,
    /// `time`: RFC 3339, or a number as OCSF has it; the JSON text.
    pub time: Option<&'a [u8]>,
    /// `session_detail.portal_id`, else its observable.
    pub portal: Option<Text<'a>>,
    /// `session_detail.session_id`, else its observable.
    pub session: Option<Text<'a>>,
    /// `session_detail.client_ip`, else its observable: the address of the user's machine.
    pub client_ip: Option<Text<'a>>,
    /// `session_detail.username`, else its observable.
    pub user: Option<Text<'a>>,
    /// `url.url_string`.
    pub url: Option<Text<'a>>,
    /// `url.hostname`.
    pub host: Option<Text<'a>>,
    /// `file.name`.
    pub file: Option<Text<'a>>,
    /// `file.ext`.
    pub extension: Option<Text<'a>>,
    /// `file.size` in bytes, the JSON text; it may exceed 2^32.
    pub size: Option<&'a [u8]>,
}

pub(crate) const ACTIVITY: u8 = 0;
const CATEGORY: u8 = 1;
const VENDOR: u8 = 2;
const TIME: u8 = 3;
pub(crate) const OBSERVABLES: u8 = 4;
pub(crate) const OBSERVABLE: u8 = 5;
pub(crate) const PORTAL: u8 = 6;
pub(crate) const SESSION: u8 = 7;
pub(crate) const CLIENT_IP: u8 = 8;
pub(crate) const USER: u8 = 9;
pub(crate) const URL: u8 = 10;
pub(crate) const HOST: u8 = 11;
pub(crate) const FILE: u8 = 12;
const SIZE: u8 = 13;
pub(crate) const EXTENSION: u8 = 14;

/// Session Logger.
pub const FORMAT: Descriptor = Descriptor {
    id: "session-logger",
    signatures: &[
        Signature::keys(&["category_name"]),
        Signature::keys(&["metadata"]),
        Signature::keys(&["session_detail", "activity_name"]),
    ],
    schema: SCHEMA,
    recognises: is_session_logger,
    rules_out: &[],
};

/// The fields that are wanted of an event, in the order in which Session Logger writes them.
const SCHEMA: Schema = &[
    ("activity_name", Want::Slot(ACTIVITY)),
    ("category_name", Want::Slot(CATEGORY)),
    ("metadata", Want::Within(&[("product", Want::Within(&[("vendor_name", Want::Slot(VENDOR))]))])),
    ("time", Want::Slot(TIME)),
    ("observables", Want::Slot(OBSERVABLES)),
    ("observable", Want::Slot(OBSERVABLE)),
    (
        "session_detail",
        Want::Within(&[
            ("portal_id", Want::Slot(PORTAL)),
            ("session_id", Want::Slot(SESSION)),
            ("client_ip", Want::Slot(CLIENT_IP)),
            ("username", Want::Slot(USER)),
        ]),
    ),
    ("url", Want::Within(&[("url_string", Want::Slot(URL)), ("hostname", Want::Slot(HOST))])),
    (
        "file",
        Want::Within(&[
            ("name", Want::Slot(FILE)),
            ("size", Want::Slot(SIZE)),
            ("ext", Want::Slot(EXTENSION)),
        ]),
    ),
];

/// Whether a JSON object is an event of Session Logger.
fn is_session_logger(fields: &Fields<'_>) -> bool {
    fields.raw(CATEGORY) == Some(b"\"WorkSpacesSecureBrowser\"")
        || fields.raw(VENDOR) == Some(b"\"wsb\"")
        || is_secure_browser(fields.text(CATEGORY).as_deref(), fields.text(VENDOR).as_deref())
        || (fields.raw(ACTIVITY).is_some() && fields.raw(PORTAL).is_some())
}

/// Whether these are names by which WorkSpaces Secure Browser calls itself: `category_name` and
/// `metadata.product.vendor_name`.
pub fn is_secure_browser(category: Option<&str>, vendor: Option<&str>) -> bool {
    category == Some("WorkSpacesSecureBrowser") || vendor == Some("wsb")
}

/// The record of an event of Session Logger.
pub fn parse_session_logger<'a>(fields: &Fields<'a>) -> SessionLoggerRecord<'a> {
    let mut record = SessionLoggerRecord {
        activity: fields.bytes(ACTIVITY),
        time: fields.raw(TIME),
        portal: fields.bytes(PORTAL),
        session: fields.bytes(SESSION),
        client_ip: fields.bytes(CLIENT_IP),
        user: fields.bytes(USER),
        url: fields.bytes(URL),
        host: fields.bytes(HOST),
        file: fields.bytes(FILE),
        extension: fields.bytes(EXTENSION),
        size: fields.raw(SIZE),
    };
    let is_complete = record.portal.is_some()
        && record.session.is_some()
        && record.client_ip.is_some()
        && record.user.is_some();
    if !is_complete {
        for raw in [fields.raw(OBSERVABLES), fields.raw(OBSERVABLE)].into_iter().flatten() {
            fill_from_observables(&mut record, raw);
        }
    }
    record
}

/// Fills what `session_detail` lacks from `observables[]` (or the single `observable` of one example in
/// the documentation), each field by itself (R16).
fn fill_from_observables(record: &mut SessionLoggerRecord<'_>, raw: &[u8]) {
    const NAME: u8 = 0;
    const VALUE: u8 = 1;
    const OBSERVABLE_SCHEMA: Schema = &[("name", Want::Slot(NAME)), ("value", Want::Slot(VALUE))];

    let mut fill = |observable: &[u8]| {
        let Ok(walked) = walk(observable, OBSERVABLE_SCHEMA) else { return };
        let fields = walked.fields(observable);
        let (Some(name), Some(text)) = (fields.bytes(NAME), fields.bytes(VALUE)) else { return };
        let field = match &*name {
            b"session_detail.portal_id" => &mut record.portal,
            b"session_detail.session_id" => &mut record.session,
            b"session_detail.client_ip" => &mut record.client_ip,
            b"session_detail.username" => &mut record.user,
            _ => return,
        };
        if field.is_none() {
            *field = Some(Cow::Owned(text.into_owned()));
        }
    };
    match raw.first() {
        Some(b'[') => elements(raw).for_each(fill),
        _ => fill(raw),
    }
}
