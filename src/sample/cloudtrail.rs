//! CloudTrail in the sample: calls as records, a file an hour, and the digest of one of the hours.

use super::SampleFile;
use super::account::{
    ACCOUNT, AGENTS, ALICE, BEN, BROWSER_AGENT, CLI_AGENT, Caller, FARID, REGIONS, SSM_AGENT, TRAIL, VENDOR,
};
use super::answer::Count;
use super::clock::{FIRST_DAY, HOUR, MINUTE, SECOND, compact, date, hour_minute, rfc3339_seconds, time};
use super::gzip;
use super::rng::Rng;
use crate::sort::sort_by_key;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One call, as it is recorded, and what a reader must make of it.
pub(super) struct Call {
    pub(super) at: i64,
    pub(super) caller: &'static Caller,
    /// The service without `.amazonaws.com`.
    pub(super) service: &'static str,
    pub(super) name: &'static str,
    pub(super) request: Value,
    pub(super) response: Value,
    /// `errorCode` and `errorMessage`.
    pub(super) error: Option<(&'static str, &'static str)>,
    pub(super) agent: &'static str,
    /// Format identifier of its system.
    pub(super) system: &'static str,
    pub(super) session: Option<String>,
    /// Whether it ends its session.
    pub(super) ends: bool,
    /// From where to where it moves a file.
    pub(super) way: Option<(&'static str, &'static str)>,
}

impl Call {
    /// An ordinary call without an error that returns nothing worth recording.
    pub(super) fn new(
        at: i64,
        caller: &'static Caller,
        service: &'static str,
        name: &'static str,
        request: Value,
    ) -> Call {
        Call {
            at,
            caller,
            service,
            name,
            request,
            response: Value::Null,
            error: None,
            agent: CLI_AGENT,
            system: "cloudtrail",
            session: None,
            ends: false,
            way: None,
        }
    }

    /// Whether it changes nothing: `readOnly`.
    fn reads(&self) -> bool {
        ["Describe", "Get", "List"].iter().any(|verb| self.name.starts_with(verb))
    }

    fn record(&self, ids: &mut Rng) -> Value {
        let is_sign_in = self.service == "signin";
        let is_data = self.name.ends_with("ControlChannel");
        let mut record = json!({
            "eventVersion": "1.11",
            "userIdentity": self.caller.identity(),
            "eventTime": rfc3339_seconds(self.at),
            "eventSource": format!("{}.amazonaws.com", self.service),
            "eventName": self.name,
            "awsRegion": REGION,
            "sourceIPAddress": self.caller.client_ip,
            "userAgent": self.agent,
        });
        let Value::Object(fields) = &mut record else { unreachable!("it was made as an object") };
        let mut put = |key: &str, value: Value| drop(fields.insert(key.to_owned(), value));
        if let Some((code, message)) = self.error {
            // A sign-in that failed has no code.
            if !is_sign_in {
                put("errorCode", code.into());
            }
            put("errorMessage", message.into());
        }
        put("requestParameters", self.request.clone());
        put("responseElements", self.response.clone());
        if is_sign_in {
            put("additionalEventData", json!({ "MobileVersion": "No", "MFAUsed": "Yes" }));
        }
        put("requestID", ids.uuid().into());
        put("eventID", ids.uuid().into());
        put("readOnly", self.reads().into());
        put("eventType", if is_sign_in { "AwsConsoleSignIn" } else { "AwsApiCall" }.into());
        put("managementEvent", (!is_data).into());
        put("recipientAccountId", ACCOUNT.into());
        put("eventCategory", if is_data { "Data" } else { "Management" }.into());
        record
    }

    fn count(&self, tally: &mut dyn Count) {
        tally.record(self.system, self.name, self.caller.name, self.at);
        if let Some(session) = &self.session {
            tally.in_session(self.system, session, self.caller.name, self.at);
            if self.ends && self.error.is_none() {
                tally.ended(session);
            }
        }
        if let (Some(way), None) = (self.way, self.error) {
            tally.moved(self.system, way, None);
        }
    }
}

/// Calls that belong to no other part of the story: people at work, machines that keep in touch, and a
/// sign-in that succeeds the second time.
pub(super) fn everyday_calls() -> Vec<Call> {
    let sign_in = |at, result: &str, error| Call {
        response: json!({ "ConsoleLogin": result }),
        error,
        agent: BROWSER_AGENT,
        ..Call::new(at, &FARID, "signin", "ConsoleLogin", Value::Null)
    };
    let bucket = || json!({ "bucketName": "example-session-logs", "acl": "" });
    let mut calls = vec![
        sign_in(time(1, 12, 4) + 51 * SECOND, "Failure", Some(("", "Failed authentication"))),
        sign_in(time(1, 12, 5) + 20 * SECOND, "Success", None),
        Call::new(time(0, 8, 12) + 9 * SECOND, &ALICE, "ec2", "DescribeInstances", json!({})),
        Call::new(time(0, 8, 14) + 2 * SECOND, &ALICE, "ssm", "DescribeInstanceInformation", json!({})),
        Call::new(
            time(0, 10, 2) + 31 * SECOND,
            &BEN,
            "cloudwatch",
            "DescribeAlarms",
            json!({ "maxRecords": 50 }),
        ),
        Call::new(time(1, 20, 43) + 58 * SECOND, &VENDOR, "ec2", "DescribeInstances", json!({})),
        Call::new(time(1, 20, 44) + 37 * SECOND, &VENDOR, "ssm", "DescribeInstanceInformation", json!({})),
    ];
    for hour in [8, 20] {
        let call = Call::new(time(1, hour, 57) + 4 * SECOND, &TRAIL, "s3", "GetBucketAcl", bucket());
        calls.push(Call { agent: TRAIL.name, ..call });
    }
    for (number, caller) in AGENTS.iter().enumerate() {
        for (day, hour) in [(0, 8), (0, 13), (1, 9), (1, 20)] {
            let at = time(day, hour, 30) + number as i64 * 11 * SECOND;
            for (wait, name) in [(0, "CreateControlChannel"), (1, "OpenControlChannel")] {
                let request = json!({
                    "targetId": caller.name, "agentVersion": "3.3.2299.0", "platformType": "Linux",
                    "tokenValue": "Value hidden due to security reasons.",
                });
                let call = Call::new(at + wait * SECOND, caller, "ssm", name, request);
                calls.push(Call { agent: SSM_AGENT, system: "session-manager", ..call });
            }
        }
    }
    calls
}

/// The files of a trail with these calls, an hour in each, and the digest of the hour in which a stranger
/// came. Within a file the records are in no order of time, as in real ones.
pub(super) fn files(mut calls: Vec<Call>, ids: &mut Rng, tally: &mut dyn Count) -> Vec<SampleFile> {
    // A stable sort by hour: within an hour the calls stay as they were put together.
    sort_by_key(&mut calls, |call| call.at / HOUR);
    let mut files = Vec::new();
    for hour in calls.chunk_by(|a, b| a.at / HOUR == b.at / HOUR) {
        let records: Vec<Value> = hour.iter().map(|call| call.record(ids)).collect();
        hour.iter().for_each(|call| call.count(tally));
        let text = json!({ "Records": records }).to_string();
        let last = hour.iter().map(|call| call.at).max().unwrap_or(FIRST_DAY);
        let unique: String = ids.uuid().chars().filter(|c| *c != '-').take(16).collect();
        let delivered = last + 2 * MINUTE;
        let name = file_name(
            "CloudTrail",
            delivered,
            &format!("CloudTrail_{REGION}_{}_{unique}", compact(delivered)),
        );
        if hour_minute(last).0 == 20 {
            files.push(digest(&name, text.as_bytes(), hour, tally));
        }
        files.push(SampleFile { path: name, bytes: gzip::member(text.as_bytes()) });
    }
    files
}

/// The digest file of an hour with one log file; the hash is that of the unpacked log file.
fn digest(log: &str, text: &[u8], calls: &[Call], tally: &mut dyn Count) -> SampleFile {
    let times = || calls.iter().map(|call| call.at);
    let (oldest, newest) = (times().min().unwrap_or(FIRST_DAY), times().max().unwrap_or(FIRST_DAY));
    let start = oldest - oldest.rem_euclid(HOUR);
    let end = rfc3339_seconds(start + HOUR).replace(['-', ':'], "");
    let path = file_name(
        "CloudTrail-Digest",
        start + HOUR,
        &format!("CloudTrail-Digest_{REGION}_trail_{REGION}_{end}"),
    );
    let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    let digest = json!({
        "awsAccountId": ACCOUNT,
        "digestStartTime": rfc3339_seconds(start),
        "digestEndTime": rfc3339_seconds(start + HOUR),
        "digestS3Bucket": BUCKET,
        "digestS3Object": path,
        "digestPublicKeyFingerprint": "0123456789abcdef0123456789abcdef",
        "digestSignatureAlgorithm": "SHA256withRSA",
        "previousDigestS3Bucket": null,
        "previousDigestS3Object": null,
        "logFiles": [{
            "s3Bucket": BUCKET,
            "s3Object": log,
            "hashValue": hash,
            "hashAlgorithm": "SHA-256",
            "newestEventTime": rfc3339_seconds(newest),
            "oldestEventTime": rfc3339_seconds(oldest),
        }],
    });
    tally.skipped();
    SampleFile { path, bytes: gzip::member(digest.to_string().as_bytes()) }
}

const BUCKET: &str = "example-trail";

const REGION: &str = REGIONS[0];

/// `AWSLogs/<account>/<folder>/<region>/2026/11/18/<account>_<rest>.json.gz`, by the time of delivery.
fn file_name(folder: &str, at: i64, rest: &str) -> String {
    let (year, month, day) = date(at);
    format!("AWSLogs/{ACCOUNT}/{folder}/{REGION}/{year:04}/{month:02}/{day:02}/{ACCOUNT}_{rest}.json.gz")
}
