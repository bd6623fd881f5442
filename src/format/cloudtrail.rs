//! CloudTrail: one record a call of an AWS API, whatever the service; CloudShell's and Session Manager's
//! calls are such records too.
//!
//! Source: CloudTrail user guide, "CloudTrail record contents"; CloudShell user guide, "Logging with
//! CloudTrail"; 3,210 public real records (docs/FORMATS.md).

use super::call_object::object_in;
use super::call_table::call_object;
use super::cloudtrail_identity::{Identity, is_sign_in, names_identity, says_failure};
use super::descriptor::{Descriptor, Signature};
use super::flat_object::first_text;
use crate::container::json::{Fields, Schema, Want, bytes_of};
use crate::container::json_text::{Text, as_text};
use crate::container::parts::members;
use crate::source::word::is_same;
use std::borrow::Cow;

/// Fields of one record, borrowed from its text. Absent and empty strings are `None` (R17).
#[derive(Clone, Debug, Default)]
pub struct CloudTrailRecord<'a> {
    /// `eventID`.
    pub id: Option<Text<'a>>,
    /// `eventName`, as written.
    pub name: Option<Text<'a>>,
    /// `eventSource`, for example `ssm.amazonaws.com`.
    pub source: Option<Text<'a>>,
    /// `eventTime`, else `@timestamp` (R11): the JSON text.
    pub time: Option<Cow<'a, [u8]>>,
    /// `awsRegion`. Published sets have made-up ones.
    pub region: Option<Text<'a>>,
    /// `sourceIPAddress`: an address, a service name, or `AWS Internal`.
    pub client_ip: Option<Text<'a>>,
    /// `userAgent`.
    pub agent: Option<Text<'a>>,
    /// `errorCode`, else the failure that a sign-in names.
    pub error: Option<Text<'a>>,
    /// Who.
    pub identity: Identity<'a>,
    /// `recipientAccountId`.
    pub account: Option<Text<'a>>,
    /// `eventCategory`.
    pub category: Option<Text<'a>>,
    /// What it was about.
    pub subject: Subject<'a>,
}

/// What a call was about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject<'a> {
    /// Session Manager: the session id of the request, else of the response. ECS Exec: the session that it has begun.
    pub session: Option<Text<'a>>,
    /// Session Manager: `target` or `targetId` of the request, the instance. Other calls: what they acted on.
    pub target: Option<Text<'a>>,
    /// Session Manager: what a session is begun with.
    pub document: Option<Text<'a>>,
    /// The host that a session is begun to reach, of the parameters of that document.
    pub host: Option<Text<'a>>,
    /// The port, likewise.
    pub port: Option<Text<'a>>,
    /// CloudShell: the environment id of the request, else of the response.
    pub environment: Option<Text<'a>>,
    /// CloudShell: the file that the request names.
    pub file: Option<Text<'a>>,
}

const ID: u8 = 0;
pub(crate) const NAME: u8 = 1;
pub(crate) const SOURCE: u8 = 2;
const TIME: u8 = 3;
const TIMESTAMP: u8 = 4;
const TYPE: u8 = 5;
pub(crate) const REGION: u8 = 6;
pub(crate) const CLIENT_IP: u8 = 7;
pub(crate) const AGENT: u8 = 8;
pub(crate) const ERROR: u8 = 9;
pub(crate) const USER_NAME: u8 = 10;
pub(crate) const ARN: u8 = 11;
pub(crate) const PRINCIPAL: u8 = 12;
pub(crate) const INVOKED_BY: u8 = 13;
pub(crate) const ON_BEHALF_OF: u8 = 14;
pub(crate) const REQUEST: u8 = 15;
pub(crate) const RESPONSE: u8 = 16;
pub(crate) const SERVICE_DETAILS: u8 = 17;
pub(crate) const IDENTITY_TYPE: u8 = 18;
pub(crate) const SIGNED_IN: u8 = 19;
const IDENTITY: u8 = 20;
const VERSION: u8 = 21;
pub(crate) const CATEGORY: u8 = 22;
const INSIGHT: u8 = 23;
const ADDENDUM: u8 = 24;
pub(crate) const ACCOUNT: u8 = 25;

/// CloudTrail.
pub const FORMAT: Descriptor = Descriptor {
    id: "cloudtrail",
    signatures: &[
        Signature::keys(&["eventSource", "eventName"]),
        Signature::keys(&["eventType"]),
        Signature::keys(&["eventCategory"]),
        Signature::keys(&["insightDetails"]),
    ],
    schema: SCHEMA,
    recognises: is_cloudtrail,
    rules_out: &[],
};

/// The identifier that the summary has for anomalies, which are no calls.
pub const INSIGHT_ID: &str = "cloudtrail-insight";

/// The fields that are wanted of a record, in the order in which CloudTrail writes them.
const SCHEMA: Schema = &[
    ("eventVersion", Want::Slot(VERSION)),
    (
        "userIdentity",
        Want::SlotAndWithin(
            IDENTITY,
            &[
                ("type", Want::Slot(IDENTITY_TYPE)),
                ("principalId", Want::Slot(PRINCIPAL)),
                ("arn", Want::Slot(ARN)),
                ("userName", Want::Slot(USER_NAME)),
                ("onBehalfOf", Want::Within(&[("userId", Want::Slot(ON_BEHALF_OF))])),
                ("invokedBy", Want::Slot(INVOKED_BY)),
            ],
        ),
    ),
    ("eventTime", Want::Slot(TIME)),
    ("eventSource", Want::Slot(SOURCE)),
    ("eventName", Want::Slot(NAME)),
    ("awsRegion", Want::Slot(REGION)),
    ("sourceIPAddress", Want::Slot(CLIENT_IP)),
    ("userAgent", Want::Slot(AGENT)),
    ("errorCode", Want::Slot(ERROR)),
    ("requestParameters", Want::Slot(REQUEST)),
    ("responseElements", Want::Slot(RESPONSE)),
    ("additionalEventData", Want::Within(&[("UserName", Want::Slot(SIGNED_IN))])),
    ("eventID", Want::Slot(ID)),
    ("eventType", Want::Slot(TYPE)),
    ("recipientAccountId", Want::Slot(ACCOUNT)),
    ("insightDetails", Want::Slot(INSIGHT)),
    ("eventCategory", Want::Slot(CATEGORY)),
    ("addendum", Want::Slot(ADDENDUM)),
    ("serviceEventDetails", Want::Slot(SERVICE_DETAILS)),
    ("@timestamp", Want::Slot(TIMESTAMP)),
];

/// Whether a JSON object is a record of CloudTrail, insights included. A service of AWS was called (R38): records of
/// other things have a source and a name too.
fn is_cloudtrail(fields: &Fields<'_>) -> bool {
    let is_call = || {
        fields.raw(NAME).is_some()
            && fields.bytes(SOURCE).is_some_and(|source| is_service(&source))
            && [IDENTITY, VERSION, ID].into_iter().any(|slot| fields.raw(slot).is_some())
            && !is_row(fields)
    };
    is_call() || is_insight(fields)
}

/// Whether an object is a row of a table (R39): a struct in it is written as a text, or the identity stands under keys of
/// its own.
fn is_row(fields: &Fields<'_>) -> bool {
    let is_text = |slot| fields.raw(slot).is_some_and(|value| value.starts_with(b"\"{"));
    let has_identity = fields.raw(IDENTITY).is_some_and(|value| value.starts_with(b"{"));
    [IDENTITY, REQUEST, RESPONSE, SERVICE_DETAILS].into_iter().any(is_text)
        // Nearly every record has an identity: only one without is gone through for it.
        || !has_identity && members(fields.whole()).any(|(key, _)| names_identity(&as_text(&key)))
}

/// Whether it is the name of a service of AWS.
pub fn is_service(source: &[u8]) -> bool {
    source.ends_with(b".amazonaws.com") || source.ends_with(b".amazonaws.com.cn")
}

/// Whether a record tells of an anomaly that CloudTrail Insights found, and of no call. The documentation of its type
/// has no last s.
pub fn is_insight(fields: &Fields<'_>) -> bool {
    fields.raw(INSIGHT).is_some_and(|raw| raw.starts_with(b"{"))
        || is_insight_kind(
            &fields.bytes(CATEGORY).unwrap_or_default(),
            &fields.bytes(TYPE).unwrap_or_default(),
        )
}

/// Whether category or type are those of an insight.
pub fn is_insight_kind(category: &[u8], kind: &[u8]) -> bool {
    matches!(category, b"Insight" | b"Insights")
        || matches!(kind, b"AwsCloudTrailInsight" | b"AwsCloudTrailInsights")
}

/// Whether a record corrects an earlier one, and is no call of its own (R37).
pub fn is_addendum(fields: &Fields<'_>) -> bool {
    fields.raw(ADDENDUM).is_some_and(|raw| raw.starts_with(b"{"))
}

/// Whether parameters or a response were left out for their length, whatever form they have: an object, one within a
/// string, or a struct of Athena.
#[inline]
pub fn is_omitted(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let members = value.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    // Each record is asked: what the first key begins with answers nearly always.
    match members {
        Some([b'"', b'o', rest @ ..]) => rest.starts_with(b"mitted\""),
        Some([b'\\', b'"', b'o', rest @ ..]) => rest.starts_with(b"mitted\\\""),
        Some([b'o', rest @ ..]) => rest.starts_with(b"mitted="),
        _ => false,
    }
}

/// The record of an object of CloudTrail.
pub fn parse_cloudtrail<'a>(fields: &Fields<'a>) -> CloudTrailRecord<'a> {
    let text = |slot| fields.bytes(slot);
    let (name, source) = (text(NAME), text(SOURCE));
    let signs_in = source.as_deref().is_some_and(is_sign_in);
    CloudTrailRecord {
        subject: match source.as_deref() {
            Some(source) => subject_of(source, name.as_deref(), fields.raw(REQUEST), fields.raw(RESPONSE)),
            None => Subject::default(),
        },
        id: text(ID),
        name,
        source,
        time: fields.raw(TIME).or_else(|| fields.raw(TIMESTAMP)).map(Cow::Borrowed),
        region: text(REGION),
        client_ip: text(CLIENT_IP),
        agent: text(AGENT),
        account: text(ACCOUNT),
        category: text(CATEGORY),
        error: text(ERROR).or_else(|| {
            let response = fields.raw(RESPONSE).filter(|_| signs_in);
            response.and_then(failure_in).or_else(|| failure_in(fields.raw(SERVICE_DETAILS)?))
        }),
        identity: Identity {
            kind: text(IDENTITY_TYPE),
            user_name: text(USER_NAME),
            arn: text(ARN),
            principal_id: text(PRINCIPAL),
            on_behalf_of: text(ON_BEHALF_OF),
            invoked_by: text(INVOKED_BY),
            signed_in: text(SIGNED_IN),
        },
    }
}

/// The failure of a sign-in, a role switch or a check of credentials, which has no error code: a member of the
/// response or of the details with that value, whatever its key (WorkSpaces admin guide, "smart card and credential
/// sign-in events").
pub fn failure_in(object: &[u8]) -> Option<Text<'_>> {
    members(object).find_map(|(_, value)| bytes_of(value).filter(|text| says_failure(text)))
}

/// The service of ECS Exec.
pub const ECS: &[u8] = b"ecs.amazonaws.com";

/// CloudShell.
pub const CLOUDSHELL: &[u8] = b"cloudshell.amazonaws.com";

/// Systems Manager, whose sessions are those of Session Manager.
pub const SSM: &[u8] = b"ssm.amazonaws.com";

/// Whether calls of this service may be about sessions.
fn is_of_sessions(source: &[u8]) -> bool {
    [CLOUDSHELL, SSM, b"ssmmessages.amazonaws.com", ECS].iter().any(|known| is_same(known, source))
}

/// Whether it is said in parameters of a call what it was about.
pub fn has_subject(source: &[u8], name: Option<&[u8]>) -> bool {
    is_of_sessions(source) || call_object(source, name.unwrap_or_default()).is_some()
}

impl Subject<'_> {
    /// The same with texts of its own.
    pub fn into_owned(self) -> Subject<'static> {
        let owned = |text: Option<Text<'_>>| text.map(|text| Cow::Owned(text.into_owned()));
        Subject {
            session: owned(self.session),
            target: owned(self.target),
            document: owned(self.document),
            host: owned(self.host),
            port: owned(self.port),
            environment: owned(self.environment),
            file: owned(self.file),
        }
    }
}

/// What a call was about, by the JSON texts of its request and its response. Keys are compared without case:
/// documentation and real records differ in it.
pub fn subject_of<'a>(
    source: &[u8],
    name: Option<&[u8]>,
    request: Option<&'a [u8]>,
    response: Option<&'a [u8]>,
) -> Subject<'a> {
    let (request, response) = (request.unwrap_or_default(), response.unwrap_or_default());
    // Most calls without parameters need nothing looked up.
    let object = || {
        let has_any = request.len() > "{}".len() && request.starts_with(b"{");
        let object = if has_any { call_object(source, name.unwrap_or_default()) } else { None };
        object.and_then(|object| object_in(object, request))
    };
    if !is_of_sessions(source) {
        return Subject { target: object(), ..Subject::default() };
    }
    if is_same(source, CLOUDSHELL) {
        let [asked] = texts_of(request, ["EnvironmentId"]);
        return Subject {
            environment: asked.or_else(|| text_of(response, "EnvironmentId")),
            file: file_of(request),
            ..Subject::default()
        };
    }
    if is_same(source, ECS) {
        // A command in a container is a session of Session Manager.
        let begins = name.is_some_and(|name| name.eq_ignore_ascii_case(b"ExecuteCommand"));
        let session =
            members(response).filter(|(key, _)| begins && key.eq_ignore_ascii_case(b"session")).last();
        let session = session.and_then(|(_, session)| text_of(session, "sessionId"));
        return Subject { session, target: object(), ..Subject::default() };
    }
    let [asked, target, target_id, document] =
        texts_of(request, ["sessionId", "target", "targetId", "documentName"]);
    // What a request to start a session names is no session yet.
    let starts = name.is_some_and(|name| name.eq_ignore_ascii_case(b"StartSession"));
    // Most calls of this service start none: their parameters are not gone through once more.
    let parameters = if starts { member_of(request, "parameters") } else { None };
    let parameter = |name| member_of(parameters?, name).and_then(first_text);
    Subject {
        document: document.filter(|_| starts),
        host: parameter("host"),
        port: parameter("portNumber"),
        session: asked.filter(|_| !starts).or_else(|| text_of(response, "sessionId")),
        target: target.or(target_id).or_else(object),
        ..Subject::default()
    }
}

/// The value under a key of an object, compared without case.
fn member_of<'a>(object: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    members(object)
        .filter(|(key, _)| key.eq_ignore_ascii_case(wanted.as_bytes()))
        .last()
        .map(|(_, value)| value)
}

/// The string under a key of an object, compared without case: the first that is not empty. Of equal keys
/// the last counts (R13).
pub fn text_of<'a>(object: &'a [u8], wanted: &str) -> Option<Text<'a>> {
    let [text] = texts_of(object, [wanted]);
    text
}

/// A key as it is written, and its text if that is not empty.
type KeyText<'a> = (Text<'a>, Option<Text<'a>>);

/// As [`text_of`] for several keys.
fn texts_of<'a, const N: usize>(object: &'a [u8], wanted: [&str; N]) -> [Option<Text<'a>>; N] {
    let mut first = [const { None::<KeyText<'_>> }; N];
    // The same keys in other spellings: there are hardly ever any.
    let mut others: Vec<(usize, KeyText<'_>)> = Vec::new();
    for (key, value) in members(object) {
        let Some(index) = wanted.iter().position(|wanted| key.eq_ignore_ascii_case(wanted.as_bytes())) else {
            continue;
        };
        let text = bytes_of(value).filter(|text| !text.is_empty());
        match &mut first[index] {
            None => first[index] = Some((key, text)),
            Some((spelling, earlier)) if *spelling == key => *earlier = text,
            Some(_) => match others.iter_mut().find(|(_, (spelling, _))| *spelling == key) {
                Some((_, (_, earlier))) => *earlier = text,
                None => others.push((index, (key, text))),
            },
        }
    }
    std::array::from_fn(|index| {
        let text = first[index].take().and_then(|(_, text)| text);
        let mut others = others.iter_mut().filter(|(other, _)| *other == index);
        text.or_else(|| others.find_map(|(_, (_, text))| text.take()))
    })
}

/// The first string of a request whose key speaks of a path or a file name. Whether CloudTrail keeps
/// CloudShell's `FileDownloadPath` is not confirmed, nor its exact name.
pub fn file_of(request: &[u8]) -> Option<Text<'_>> {
    let find = |text: &[u8], word: &[u8]| text.windows(4).position(|four| four.eq_ignore_ascii_case(word));
    members(request).find_map(|(key, value)| {
        let is_file = find(&key, b"path").is_some()
            || find(&key, b"file").is_some_and(|at| find(&key[at..], b"name").is_some());
        if is_file { bytes_of(value).filter(|text| !text.is_empty()) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_call_is_found_under_keys_without_case() {
        let of = |source: &str, name: &str, request: &str, response: &str| {
            subject_of(
                source.as_bytes(),
                Some(name.as_bytes()),
                Some(request.as_bytes()),
                Some(response.as_bytes()),
            )
            .into_owned()
        };
        let shell =
            of("cloudshell.amazonaws.com", "x", r#"{"EnvironmentId":"","environmentId":"e"}"#, "null");
        assert_eq!(shell.environment.as_deref(), Some(&b"e"[..]));
        let many = r#"{"EnvironmentID":"","environmentid":"x","ENVIRONMENTID":"c","environmentid":"b"}"#;
        let shell = of("cloudshell.amazonaws.com", "x", many, "null");
        assert_eq!(shell.environment.as_deref(), Some(&b"b"[..]));
        let (asked, given) = (r#"{"sessionId":"a"}"#, r#"{"SessionId":"x","SessionId":"b"}"#);
        let session = |name| of("ssm.amazonaws.com", name, asked, given).session;
        assert_eq!(session("startSession").as_deref(), Some(&b"b"[..]));
        assert_eq!(session("ResumeSession").as_deref(), Some(&b"a"[..]));
        let asked =
            r#"{"documentName":"D","parameters":{"host":["h",2],"portNumber":"22","localPortNumber":[]}}"#;
        let begun = of("ssm.amazonaws.com", "StartSession", asked, "null");
        let texts = [begun.document, begun.host, begun.port].map(|text| text.map(Cow::into_owned));
        assert_eq!(texts, ["D", "h", "22"].map(|text| Some(text.as_bytes().to_vec())));
        assert_eq!(of("ssm.amazonaws.com", "ResumeSession", asked, "null").port, None);
    }

    #[test]
    fn the_file_of_a_request_is_found_under_any_likely_key() {
        let request = br#"{"EnvironmentId":"e","FileUploadPath":"deploy.sh"}"#;
        assert_eq!(file_of(request).as_deref(), Some(&b"deploy.sh"[..]));
        assert_eq!(file_of(br#"{"fileDownloadName":"a"}"#).as_deref(), Some(&b"a"[..]));
        assert_eq!(file_of(br#"{"EnvironmentId":"e"}"#), None);
        assert_eq!(file_of(b"null"), None);
    }
}
