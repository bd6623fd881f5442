//! CloudTrail in the form of OCSF, as Security Lake keeps it.
//!
//! Source: ocsf/examples, mappings of CloudTrail 1.0.0 (classes 6003, 3002, 3001).

use super::cloudtrail::{self, CloudTrailRecord, Subject, failure_in, has_subject, subject_of};
use super::cloudtrail_identity::{Identity, is_sign_in, says_failure};
use super::descriptor::{Descriptor, Signature};
use super::flat_object::FlatObject;
use super::session_logger::{self, is_secure_browser};
use crate::container::json::{Fields, Schema, Want, string_of, walk};
use crate::container::json_text::{Text, as_text};
use crate::container::parts::members;
use std::borrow::Cow;

const UID: u8 = 0;
const PRODUCT: u8 = 1;
const OPERATION: u8 = 2;
const SERVICE: u8 = 3;
const TIME: u8 = 4;
const TIME_TEXT: u8 = 5;
const REGION: u8 = 6;
const CLIENT_IP: u8 = 7;
const AGENT: u8 = 8;
const ERROR: u8 = 9;
const USER_NAME: u8 = 10;
const USER_UID: u8 = 11;
const USER_UID_ALT: u8 = 12;
const INVOKED_BY: u8 = 13;
pub(crate) const REQUEST: u8 = 14;
pub(crate) const RESPONSE: u8 = 15;
const UNMAPPED: u8 = 16;
const VENDOR: u8 = 17;
const CATEGORY: u8 = 18;
const USER_TYPE: u8 = 19;
const STATUS: u8 = 20;
const STATUS_ID: u8 = 21;
const ACCOUNT: u8 = 22;

/// The number that OCSF has for a failure.
const STATUS_FAILURE: &[u8] = b"2";

/// CloudTrail in the form of OCSF.
pub const FORMAT: Descriptor = Descriptor {
    id: cloudtrail::FORMAT.id,
    signatures: &[Signature::keys(&["metadata"])],
    schema: SCHEMA,
    recognises: is_cloudtrail_ocsf,
    rules_out: &[session_logger::FORMAT.id],
};

/// The fields that are wanted of a record.
const SCHEMA: Schema = &[
    (
        "metadata",
        Want::Within(&[
            ("product", Want::Within(&[("name", Want::Slot(PRODUCT)), ("vendor_name", Want::Slot(VENDOR))])),
            ("uid", Want::Slot(UID)),
        ]),
    ),
    (
        "api",
        Want::Within(&[
            ("operation", Want::Slot(OPERATION)),
            ("service", Want::Within(&[("name", Want::Slot(SERVICE))])),
            ("request", Want::Within(&[("data", Want::Slot(REQUEST))])),
            ("response", Want::Within(&[("error", Want::Slot(ERROR)), ("data", Want::Slot(RESPONSE))])),
        ]),
    ),
    ("time", Want::Slot(TIME)),
    ("time_dt", Want::Slot(TIME_TEXT)),
    (
        "cloud",
        Want::Within(&[
            ("region", Want::Slot(REGION)),
            ("account", Want::Within(&[("uid", Want::Slot(ACCOUNT))])),
        ]),
    ),
    ("src_endpoint", Want::Within(&[("ip", Want::Slot(CLIENT_IP))])),
    ("http_request", Want::Within(&[("user_agent", Want::Slot(AGENT))])),
    (
        "actor",
        Want::Within(&[
            ("invoked_by", Want::Slot(INVOKED_BY)),
            (
                "user",
                Want::Within(&[
                    ("type", Want::Slot(USER_TYPE)),
                    ("name", Want::Slot(USER_NAME)),
                    ("uid", Want::Slot(USER_UID)),
                    ("uid_alt", Want::Slot(USER_UID_ALT)),
                ]),
            ),
        ]),
    ),
    ("unmapped", Want::Slot(UNMAPPED)),
    ("category_name", Want::Slot(CATEGORY)),
    ("status", Want::Slot(STATUS)),
    ("status_id", Want::Slot(STATUS_ID)),
];

/// Whether a JSON object is a CloudTrail record in this form.
fn is_cloudtrail_ocsf(fields: &Fields<'_>) -> bool {
    fields.text(PRODUCT).as_deref() == Some("CloudTrail")
        && !is_secure_browser(fields.text(CATEGORY).as_deref(), fields.text(VENDOR).as_deref())
}

/// The record of an object of CloudTrail in this form.
pub fn parse_cloudtrail_ocsf<'a>(fields: &Fields<'a>) -> CloudTrailRecord<'a> {
    let text = |slot| fields.bytes(slot);
    let (name, source) = (text(OPERATION), text(SERVICE));
    let signs_in = source.as_deref().is_some_and(is_sign_in);
    CloudTrailRecord {
        subject: match source.as_deref() {
            Some(source) if has_subject(source, name.as_deref()) => {
                let request = parameters(fields, REQUEST, "requestParameters");
                let response = parameters(fields, RESPONSE, "responseElements");
                subject_of(source, name.as_deref(), request.as_deref(), response.as_deref()).into_owned()
            }
            _ => Subject::default(),
        },
        id: text(UID),
        name,
        source,
        time: fields.raw(TIME).or_else(|| fields.raw(TIME_TEXT)).map(Cow::Borrowed),
        region: text(REGION),
        client_ip: text(CLIENT_IP),
        agent: text(AGENT),
        account: text(ACCOUNT),
        category: None,
        error: text(ERROR).or_else(|| if signs_in { failed_sign_in(fields) } else { None }),
        identity: Identity {
            kind: text(USER_TYPE),
            user_name: text(USER_NAME),
            arn: text(USER_UID),
            principal_id: text(USER_UID_ALT),
            on_behalf_of: None,
            invoked_by: text(INVOKED_BY),
            signed_in: None,
        },
    }
}

/// The failure of a sign-in: the status of the record, else what its response says.
fn failed_sign_in<'a>(fields: &Fields<'a>) -> Option<Text<'a>> {
    let has_failed = fields.raw(STATUS_ID) == Some(STATUS_FAILURE);
    let status = fields.bytes(STATUS).filter(|status| says_failure(status));
    status.or(has_failed.then_some(Cow::Borrowed(&b"Failure"[..]))).or_else(|| {
        let failure = |object: Option<Cow<'_, [u8]>>| Some(failure_in(&object?)?.into_owned());
        let details = || failure(unmapped(fields, "serviceEventDetails"));
        failure(parameters(fields, RESPONSE, "responseElements")).or_else(details).map(Cow::Owned)
    })
}

/// Parameters of a call, from where the publisher put them: in `api`, or among what has no place of its own.
fn parameters<'a>(fields: &Fields<'a>, data: u8, name: &str) -> Option<Cow<'a, [u8]>> {
    fields.raw(data).and_then(object_of).or_else(|| unmapped(fields, name))
}

/// An object, or the JSON text of one.
fn object_of(value: &[u8]) -> Option<Cow<'_, [u8]>> {
    let is_object = |raw: &[u8]| raw.starts_with(b"{");
    if is_object(value) {
        return Some(Cow::Borrowed(value));
    }
    let text = string_of(value)?;
    let text = text.trim().as_bytes();
    let is_whole = || walk(text, &[]).is_ok_and(|walked| walked.extent.len == text.len());
    (is_object(text) && is_whole()).then(|| Cow::Owned(text.to_vec()))
}

/// An object in `unmapped`: as it is, or flat under keys with dots, as the older mapping has them.
fn unmapped<'a>(fields: &Fields<'a>, name: &str) -> Option<Cow<'a, [u8]>> {
    let unmapped = fields.raw(UNMAPPED)?;
    let whole = members(unmapped).filter(|(key, _)| **key == *name.as_bytes()).last();
    if let Some(whole) = whole.and_then(|(_, whole)| object_of(whole)) {
        return Some(whole);
    }
    let mut flat = FlatObject::default();
    for (key, value) in members(unmapped) {
        let Some([b'.', key @ ..]) = key.strip_prefix(name.as_bytes()) else { continue };
        flat.push(&as_text(key), value);
    }
    flat.into_json().map(Cow::Owned)
}
