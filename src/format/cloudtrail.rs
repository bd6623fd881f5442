//! CloudTrail: one record a call of an AWS API, whatever the service; CloudShell's and Session Manager's
//! calls are such records too.
//!
//! Source: CloudTrail user guide, "CloudTrail record contents"; CloudShell user guide, "Logging with
//! CloudTrail"; 3,210 public real records (docs/FORMATS.md).

use crate::container::json::{Fields, Schema, Want, members, string_of};
use std::borrow::Cow;

/// Fields of one record, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct CloudTrailRecord<'a> {
    /// `eventID`.
    pub id: Option<Cow<'a, str>>,
    /// `eventName`, as written.
    pub name: Option<Cow<'a, str>>,
    /// `eventSource`, for example `ssm.amazonaws.com`.
    pub source: Option<Cow<'a, str>>,
    /// `eventTime`, else `@timestamp` (R11): the JSON text.
    pub time: Option<&'a [u8]>,
    /// `awsRegion`. Published sets have made-up ones.
    pub region: Option<Cow<'a, str>>,
    /// `sourceIPAddress`: an address, a service name, or `AWS Internal`.
    pub client_ip: Option<Cow<'a, str>>,
    /// `userAgent`.
    pub agent: Option<Cow<'a, str>>,
    /// `errorCode`, else the failure that a sign-in names.
    pub error: Option<Cow<'a, str>>,
    /// Who, by the first of the fields that name somebody (contract, `by_user`).
    pub user: Option<Cow<'a, str>>,
    /// `userIdentity.arn`, else `principalId`: who, exactly.
    pub principal: Option<Cow<'a, str>>,
    /// `sessionId` of request or response (Session Manager).
    pub session: Option<Cow<'a, str>>,
    /// `target` or `targetId` of the request: the instance.
    pub target: Option<Cow<'a, str>>,
    /// Environment id of request, else response (CloudShell), in any spelling.
    pub environment: Option<Cow<'a, str>>,
    /// `requestParameters`, the JSON text.
    pub request: Option<&'a [u8]>,
}

const ID: u8 = 0;
const NAME: u8 = 1;
const SOURCE: u8 = 2;
const TIME: u8 = 3;
const TIMESTAMP: u8 = 4;
const TYPE: u8 = 5;
const REGION: u8 = 6;
const CLIENT_IP: u8 = 7;
const AGENT: u8 = 8;
const ERROR: u8 = 9;
const USER_NAME: u8 = 10;
const ARN: u8 = 11;
const PRINCIPAL: u8 = 12;
const INVOKED_BY: u8 = 13;
const ON_BEHALF_OF: u8 = 14;
const REQUEST: u8 = 15;
const TARGET: u8 = 16;
const TARGET_ID: u8 = 17;
const REQUEST_SESSION: u8 = 18;
const REQUEST_ENVIRONMENT: u8 = 19;
const REQUEST_ENVIRONMENT_PASCAL: u8 = 20;
const RESPONSE_SESSION: u8 = 21;
const RESPONSE_ENVIRONMENT: u8 = 22;
const RESPONSE_ENVIRONMENT_PASCAL: u8 = 23;
const CONSOLE_LOGIN: u8 = 24;
const SERVICE_DETAILS: u8 = 25;

/// The fields that are wanted of a record, in the order in which CloudTrail writes them.
pub const SCHEMA: Schema = &[
    (
        "userIdentity",
        Want::Within(&[
            ("principalId", Want::Slot(PRINCIPAL)),
            ("arn", Want::Slot(ARN)),
            ("userName", Want::Slot(USER_NAME)),
            ("onBehalfOf", Want::Within(&[("userId", Want::Slot(ON_BEHALF_OF))])),
            ("invokedBy", Want::Slot(INVOKED_BY)),
        ]),
    ),
    ("eventTime", Want::Slot(TIME)),
    ("eventSource", Want::Slot(SOURCE)),
    ("eventName", Want::Slot(NAME)),
    ("awsRegion", Want::Slot(REGION)),
    ("sourceIPAddress", Want::Slot(CLIENT_IP)),
    ("userAgent", Want::Slot(AGENT)),
    ("errorCode", Want::Slot(ERROR)),
    (
        "requestParameters",
        Want::SlotAndWithin(
            REQUEST,
            &[
                ("target", Want::Slot(TARGET)),
                ("targetId", Want::Slot(TARGET_ID)),
                ("sessionId", Want::Slot(REQUEST_SESSION)),
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
            ("ConsoleLogin", Want::Slot(CONSOLE_LOGIN)),
        ]),
    ),
    ("eventID", Want::Slot(ID)),
    ("eventType", Want::Slot(TYPE)),
    ("serviceEventDetails", Want::Slot(SERVICE_DETAILS)),
    ("@timestamp", Want::Slot(TIMESTAMP)),
];

/// Whether a JSON object is a record of CloudTrail, insights included.
pub fn is_cloudtrail(fields: &Fields<'_>) -> bool {
    (fields.raw(SOURCE).is_some() && fields.raw(NAME).is_some()) || is_insight(fields)
}

/// Whether a record tells of an anomaly that CloudTrail Insights found, and of no call.
pub fn is_insight(fields: &Fields<'_>) -> bool {
    fields.text(TYPE).as_deref() == Some("AwsCloudTrailInsights")
}

/// The record of an object that [`is_cloudtrail`].
pub fn parse_cloudtrail<'a>(fields: &Fields<'a>) -> CloudTrailRecord<'a> {
    let text = |slot| fields.text(slot);
    let arn = text(ARN);
    CloudTrailRecord {
        id: text(ID),
        name: text(NAME),
        source: text(SOURCE),
        time: fields.raw(TIME).or_else(|| fields.raw(TIMESTAMP)),
        region: text(REGION),
        client_ip: text(CLIENT_IP),
        agent: text(AGENT),
        error: text(ERROR).or_else(|| failed_sign_in(fields)),
        user: text(USER_NAME)
            .or_else(|| arn.clone().map(last_part))
            .or_else(|| text(ON_BEHALF_OF))
            .or_else(|| text(INVOKED_BY))
            .or_else(|| text(PRINCIPAL)),
        principal: arn.or_else(|| text(PRINCIPAL)),
        session: text(REQUEST_SESSION).or_else(|| text(RESPONSE_SESSION)),
        target: text(TARGET).or_else(|| text(TARGET_ID)),
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

/// The failure of a sign-in, which has no error code: `ConsoleLogin: Failure` in the response, or a
/// detail with that value (WorkSpaces admin guide, "smart card and credential sign-in events").
fn failed_sign_in<'a>(fields: &Fields<'a>) -> Option<Cow<'a, str>> {
    let failed = |text: &Cow<'_, str>| text.eq_ignore_ascii_case("failure");
    if let Some(login) = fields.text(CONSOLE_LOGIN).filter(failed) {
        return Some(login);
    }
    members(fields.raw(SERVICE_DETAILS)?).find_map(|(_, value)| string_of(value).filter(failed))
}

/// The last part of an ARN: after the last `/`, or without one after the last `:` (R17).
pub fn last_part(arn: Cow<'_, str>) -> Cow<'_, str> {
    let start = arn.rfind('/').or_else(|| arn.rfind(':')).map_or(0, |at| at + 1);
    match arn {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..]),
        Cow::Owned(text) => Cow::Owned(text[start..].to_owned()),
    }
}

/// The first string of a request whose key speaks of a path or a file name. Whether CloudTrail keeps
/// CloudShell's `FileDownloadPath` is not confirmed, nor its exact name.
pub fn file_of(request: &[u8]) -> Option<Cow<'_, str>> {
    members(request).find_map(|(key, value)| {
        let key = key.to_ascii_lowercase();
        let is_file = key.contains("path") || key.find("file").is_some_and(|at| key[at..].contains("name"));
        if is_file { string_of(value).filter(|text| !text.is_empty()) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_an_arn_stands_behind_the_last_slash_or_colon() {
        for (arn, expected) in [
            ("arn:aws:sts::123456789012:assumed-role/Admin/jane", "jane"),
            ("arn:aws:iam::123456789012:root", "root"),
            ("alice", "alice"),
        ] {
            assert_eq!(last_part(Cow::Borrowed(arn)), expected);
        }
    }

    #[test]
    fn the_file_of_a_request_is_found_under_any_likely_key() {
        let request = br#"{"EnvironmentId":"e","FileUploadPath":"deploy.sh"}"#;
        assert_eq!(file_of(request).as_deref(), Some("deploy.sh"));
        assert_eq!(file_of(br#"{"fileDownloadName":"a"}"#).as_deref(), Some("a"));
        assert_eq!(file_of(br#"{"EnvironmentId":"e"}"#), None);
        assert_eq!(file_of(b"null"), None);
    }
}
