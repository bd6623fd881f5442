//! CloudTrail in the form of OCSF, as Security Lake keeps it.
//!
//! Source: ocsf/examples, mappings of CloudTrail 1.0.0 (classes 6003, 3002, 3001).

use super::cloudtrail::{CloudTrailRecord, last_part};
use crate::container::json::{Fields, Schema, Want};

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
const REQUEST_SESSION: u8 = 14;
const RESPONSE_SESSION: u8 = 15;
const TARGET: u8 = 16;
const REQUEST_ENVIRONMENT: u8 = 17;
const REQUEST_ENVIRONMENT_PASCAL: u8 = 18;
const RESPONSE_ENVIRONMENT: u8 = 19;
const RESPONSE_ENVIRONMENT_PASCAL: u8 = 20;
const REQUEST: u8 = 21;

/// The fields that are wanted of a record.
pub const SCHEMA: Schema = &[
    (
        "metadata",
        Want::Within(&[
            ("product", Want::Within(&[("name", Want::Slot(PRODUCT))])),
            ("uid", Want::Slot(UID)),
        ]),
    ),
    (
        "api",
        Want::Within(&[
            ("operation", Want::Slot(OPERATION)),
            ("service", Want::Within(&[("name", Want::Slot(SERVICE))])),
            ("response", Want::Within(&[("error", Want::Slot(ERROR))])),
        ]),
    ),
    ("time", Want::Slot(TIME)),
    ("time_dt", Want::Slot(TIME_TEXT)),
    ("cloud", Want::Within(&[("region", Want::Slot(REGION))])),
    ("src_endpoint", Want::Within(&[("ip", Want::Slot(CLIENT_IP))])),
    ("http_request", Want::Within(&[("user_agent", Want::Slot(AGENT))])),
    (
        "actor",
        Want::Within(&[
            ("invoked_by", Want::Slot(INVOKED_BY)),
            (
                "user",
                Want::Within(&[
                    ("name", Want::Slot(USER_NAME)),
                    ("uid", Want::Slot(USER_UID)),
                    ("uid_alt", Want::Slot(USER_UID_ALT)),
                ]),
            ),
        ]),
    ),
    (
        "unmapped",
        Want::Within(&[
            (
                "requestParameters",
                Want::SlotAndWithin(
                    REQUEST,
                    &[
                        ("sessionId", Want::Slot(REQUEST_SESSION)),
                        ("target", Want::Slot(TARGET)),
                        ("environmentId", Want::Slot(REQUEST_ENVIRONMENT)),
                        ("EnvironmentId", Want::Slot(REQUEST_ENVIRONMENT_PASCAL)),
                    ],
                ),
            ),
            (
                "responseElements",
                Want::Within(&[
                    ("sessionId", Want::Slot(RESPONSE_SESSION)),
                    ("environmentId", Want::Slot(RESPONSE_ENVIRONMENT)),
                    ("EnvironmentId", Want::Slot(RESPONSE_ENVIRONMENT_PASCAL)),
                ]),
            ),
            // The older mapping has flat keys with dots.
            ("requestParameters.sessionId", Want::Slot(REQUEST_SESSION)),
            ("requestParameters.target", Want::Slot(TARGET)),
            ("requestParameters.environmentId", Want::Slot(REQUEST_ENVIRONMENT)),
            ("requestParameters.EnvironmentId", Want::Slot(REQUEST_ENVIRONMENT_PASCAL)),
            ("responseElements.sessionId", Want::Slot(RESPONSE_SESSION)),
            ("responseElements.environmentId", Want::Slot(RESPONSE_ENVIRONMENT)),
            ("responseElements.EnvironmentId", Want::Slot(RESPONSE_ENVIRONMENT_PASCAL)),
        ]),
    ),
];

/// Whether a JSON object is a CloudTrail record in this form.
pub fn is_cloudtrail_ocsf(fields: &Fields<'_>) -> bool {
    fields.text(PRODUCT).as_deref() == Some("CloudTrail")
}

/// The record of an object that [`is_cloudtrail_ocsf`].
pub fn parse_cloudtrail_ocsf<'a>(fields: &Fields<'a>) -> CloudTrailRecord<'a> {
    let text = |slot| fields.text(slot);
    let uid = text(USER_UID);
    let arn = uid.clone().filter(|uid| uid.starts_with("arn:"));
    CloudTrailRecord {
        id: text(UID),
        name: text(OPERATION),
        source: text(SERVICE),
        time: fields.raw(TIME).or_else(|| fields.raw(TIME_TEXT)),
        region: text(REGION),
        client_ip: text(CLIENT_IP),
        agent: text(AGENT),
        error: text(ERROR),
        user: text(USER_NAME)
            .or_else(|| arn.clone().map(last_part))
            .or_else(|| text(INVOKED_BY))
            .or_else(|| text(USER_UID_ALT)),
        principal: uid.or_else(|| text(USER_UID_ALT)),
        session: text(REQUEST_SESSION).or_else(|| text(RESPONSE_SESSION)),
        target: text(TARGET),
        environment: [
            REQUEST_ENVIRONMENT,
            REQUEST_ENVIRONMENT_PASCAL,
            RESPONSE_ENVIRONMENT,
            RESPONSE_ENVIRONMENT_PASCAL,
        ]
        .into_iter()
        .find_map(text),
        request: fields.raw(REQUEST),
    }
}
