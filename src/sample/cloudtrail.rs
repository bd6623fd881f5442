//! CloudTrail in the sample: calls as records, a file an hour, and the chain of digests of these hours.

use super::SampleFile;
use super::account::{
    ACCOUNT, AGENTS, ALICE, BEN, BROWSER_AGENT, CLI_AGENT, Caller, FARID, NOT_TARO, REGIONS, SSM_AGENT, TARO,
    TRAIL, VENDOR,
};
use super::answer::AnswerSink;
use super::clock::{FIRST_DAY, HOUR, MINUTE, SECOND, compact, date, hour_minute, rfc3339_seconds, time};
use super::gzip;
use super::plan::Planned;
use super::rng::Rng;
use super::template::Template::Compact;
use crate::source::order;
use sha2::{Digest, Sha256};

/// One call, as it is recorded.
pub(super) struct Call {
    pub(super) at: i64,
    pub(super) caller: &'static Caller,
    /// The service without `.amazonaws.com`.
    pub(super) service: &'static str,
    pub(super) name: &'static str,
    /// What was asked for and what was returned, as JSON.
    pub(super) request: String,
    pub(super) response: String,
    /// `errorCode` and `errorMessage`, with a comma after each; empty where it succeeded.
    pub(super) error: &'static str,
    pub(super) agent: &'static str,
    pub(super) session: Option<String>,
}

const RECORD: &str = r#"{
    "eventVersion": "1.11",
    "userIdentity": $identity,
    "eventTime": "$time",
    "eventSource": "$service.amazonaws.com",
    "eventName": "$name",
    "awsRegion": "$region",
    "sourceIPAddress": "$ip",
    "userAgent": "$agent",
    $error
    "requestParameters": $request,
    "responseElements": $response,
    $additional
    "requestID": "$requestId",
    "eventID": "$eventId",
    "readOnly": $reads,
    "eventType": "$type",
    "managementEvent": $manages,
    "recipientAccountId": "$account",
    "eventCategory": "$category"
}"#;

impl Call {
    /// An ordinary call without an error that returns nothing worth recording.
    pub(super) fn new(
        at: i64,
        caller: &'static Caller,
        service: &'static str,
        name: &'static str,
        request: &str,
    ) -> Call {
        Call {
            at,
            caller,
            service,
            name,
            request: request.to_owned(),
            response: "null".to_owned(),
            error: "",
            agent: CLI_AGENT,
            session: None,
        }
    }

    /// Whether it changes nothing: `readOnly`.
    fn reads(&self) -> bool {
        ["Describe", "Get", "List"].iter().any(|verb| self.name.starts_with(verb))
    }

    fn record(&self, ids: &mut Rng) -> String {
        let (kind, additional) = match self.service {
            "signin" => {
                ("AwsConsoleSignIn", r#""additionalEventData":{"MobileVersion":"No","MFAUsed":"Yes"},"#)
            }
            _ => ("AwsApiCall", ""),
        };
        let (manages, category) =
            if self.name.ends_with("ControlChannel") { ("false", "Data") } else { ("true", "Management") };
        Compact(RECORD).fill(&[
            ("identity", &self.caller.identity()),
            ("time", &rfc3339_seconds(self.at)),
            ("service", self.service),
            ("name", self.name),
            ("region", REGION),
            ("ip", self.caller.client_ip),
            ("agent", self.agent),
            ("error", self.error),
            ("request", &self.request),
            ("response", &self.response),
            ("additional", additional),
            ("requestId", &ids.uuid()),
            ("eventId", &ids.uuid()),
            ("reads", if self.reads() { "true" } else { "false" }),
            ("type", kind),
            ("manages", manages),
            ("account", ACCOUNT),
            ("category", category),
        ])
    }

    /// Format identifier of the system that a reader must take it for.
    fn system(&self) -> &'static str {
        match (self.service, self.name) {
            ("cloudshell", _) => "cloudshell",
            ("ssm", name) if name.ends_with("Session") || name.ends_with("Channel") => "session-manager",
            _ => "cloudtrail",
        }
    }

    fn count(&self, answer: &mut dyn AnswerSink) {
        let system = self.system();
        answer.record(system, self.name, self.caller.name, self.at);
        if let Some(session) = &self.session {
            answer.in_session(system, session, self.caller.name, self.at);
        }
        if !self.error.is_empty() {
            return;
        }
        match (self.name, &self.session) {
            ("DeleteSession" | "TerminateSession", Some(session)) => answer.ended(session),
            ("GetFileDownloadUrls", _) => answer.moved(system, ("cloudshell", "local"), None),
            ("GetFileUploadUrls", _) => answer.moved(system, ("local", "cloudshell"), None),
            _ => {}
        }
    }
}

/// People at work: when, who, the service, its call and what it was asked for.
const AT_WORK: &[(i64, &Caller, &str, &str, &str)] = &[
    (time(0, 8, 12) + 9 * SECOND, &ALICE, "ec2", "DescribeInstances", "{}"),
    (time(0, 8, 14) + 2 * SECOND, &ALICE, "ssm", "DescribeInstanceInformation", "{}"),
    (time(0, 10, 2) + 31 * SECOND, &BEN, "cloudwatch", "DescribeAlarms", r#"{"maxRecords":50}"#),
    (time(1, 20, 43) + 58 * SECOND, &VENDOR, "ec2", "DescribeInstances", "{}"),
    (time(1, 20, 44) + 37 * SECOND, &VENDOR, "ssm", "DescribeInstanceInformation", "{}"),
];

/// Who signed in to the console, and whether they were let in.
const SIGN_INS: &[(i64, &Caller, bool)] = &[
    (time(0, 8, 21) + 14 * SECOND, &NOT_TARO, false),
    (time(0, 8, 38) + 47 * SECOND, &TARO, true),
    (time(1, 12, 4) + 51 * SECOND, &FARID, false),
    (time(1, 12, 5) + 20 * SECOND, &FARID, true),
];

/// What the agent of an instance says of itself.
const CHANNEL: &str = r#"{
    "targetId": "$instance",
    "agentVersion": "3.3.2299.0",
    "platformType": "Linux",
    "tokenValue": "Value hidden due to security reasons."
}"#;

/// Calls that belong to no other part of the story: people at work, machines that keep in touch, and
/// sign-ins that succeed the second time.
pub(super) fn everyday_calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for (at, caller, is_success) in SIGN_INS {
        // A sign-in that failed has no code.
        let (response, error) = if *is_success {
            (r#"{"ConsoleLogin":"Success"}"#, "")
        } else {
            (r#"{"ConsoleLogin":"Failure"}"#, r#""errorMessage":"Failed authentication","#)
        };
        let call = Call::new(*at, caller, "signin", "ConsoleLogin", "null");
        calls.push(Call { response: response.to_owned(), error, agent: BROWSER_AGENT, ..call });
    }
    for &(at, caller, service, name, request) in AT_WORK {
        calls.push(Call::new(at, caller, service, name, request));
    }
    for hour in [8, 20] {
        let request = r#"{"bucketName":"example-session-logs","acl":""}"#;
        let call = Call::new(time(1, hour, 57) + 4 * SECOND, &TRAIL, "s3", "GetBucketAcl", request);
        calls.push(Call { agent: TRAIL.name, ..call });
    }
    for (number, caller) in AGENTS.iter().enumerate() {
        let request = Compact(CHANNEL).fill(&[("instance", caller.name)]);
        for (day, hour) in [(0, 8), (0, 13), (1, 9), (1, 20)] {
            let at = time(day, hour, 30) + number as i64 * 11 * SECOND;
            for (wait, name) in [(0, "CreateControlChannel"), (1, "OpenControlChannel")] {
                let call = Call::new(at + wait * SECOND, caller, "ssm", name, &request);
                calls.push(Call { agent: SSM_AGENT, ..call });
            }
        }
    }
    calls
}

/// The files of a trail with these calls, an hour in each, and their digests. Within a file the records are in no order
/// of time, as in real ones. From the file of the hour in which a stranger came a record was taken after it had been
/// delivered: its digest tells.
pub(super) fn files(mut calls: Vec<Call>, ids: &mut Rng, answer: &mut dyn AnswerSink) -> Vec<SampleFile> {
    // A stable sort by hour: within an hour the calls stay as they were put together.
    order::sort_by_key(&mut calls, |call| call.at / HOUR);
    let mut files: Vec<SampleFile> = Vec::new();
    let mut previous = None;
    for hour in calls.chunk_by(|a, b| a.at / HOUR == b.at / HOUR) {
        let records: Vec<String> = hour.iter().map(|call| call.record(ids)).collect();
        hour.iter().for_each(|call| call.count(answer));
        let text = format!("{{\"Records\":[{}]}}", records.join(","));
        let last = hour.iter().map(|call| call.at).max().unwrap_or(FIRST_DAY);
        let unique: String = ids.uuid().chars().filter(|c| *c != '-').take(16).collect();
        let delivered = last + 2 * MINUTE;
        let name = file_name(
            "CloudTrail",
            delivered,
            &format!("CloudTrail_{REGION}_{}_{unique}", compact(delivered)),
        );
        let taken = Call::new(last + MINUTE, &VENDOR, "cloudtrail", "StopLogging", r#"{"name":"trail"}"#);
        let as_delivered = match hour_minute(last).0 {
            20 => {
                answer.plan(&Planned::Changed(&name));
                format!("{{\"Records\":[{},{}]}}", records.join(","), taken.record(&mut Rng::new(1)))
            }
            _ => text.clone(),
        };
        let digest = digest(&name, as_delivered.as_bytes(), hour, previous.as_deref());
        answer.skipped();
        previous = Some(digest.path.clone());
        files.push(digest);
        files.push(SampleFile { path: name, bytes: gzip::member(text.as_bytes()) });
    }
    files
}

/// The digest file of an hour with one log file, after the one of this key; the hash is that of the unpacked log file. No
/// key is there to hold the signature against.
fn digest(log: &str, text: &[u8], calls: &[Call], previous: Option<&str>) -> SampleFile {
    let times = || calls.iter().map(|call| call.at);
    let (oldest, newest) = (times().min().unwrap_or(FIRST_DAY), times().max().unwrap_or(FIRST_DAY));
    let start = oldest - oldest.rem_euclid(HOUR);
    let end = rfc3339_seconds(start + HOUR).replace(['-', ':'], "");
    let path = file_name(
        "CloudTrail-Digest",
        start + HOUR,
        &format!("CloudTrail-Digest_{REGION}_trail_{REGION}_{end}"),
    );
    let hash =
        |bytes: &[u8]| -> String { Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect() };
    let of_previous = |text: &dyn Fn(&str) -> String| {
        previous.map_or_else(|| "null".to_owned(), |previous| format!("\"{}\"", text(previous)))
    };
    let bucket = of_previous(&|_| TRAIL_BUCKET.to_owned());
    let key = of_previous(&|previous| previous.to_owned());
    let signature = of_previous(&|previous| hash(previous.as_bytes()).repeat(8));
    let bytes = gzip::member(
        Compact(DIGEST)
            .fill(&[
                ("account", ACCOUNT),
                ("start", &rfc3339_seconds(start)),
                ("end", &rfc3339_seconds(start + HOUR)),
                ("bucket", TRAIL_BUCKET),
                ("previousBucket", &bucket),
                ("previousKey", &key),
                ("previousSignature", &signature),
                ("path", &path),
                ("log", log),
                ("hash", &hash(text)),
                ("newest", &rfc3339_seconds(newest)),
                ("oldest", &rfc3339_seconds(oldest)),
            ])
            .as_bytes(),
    );
    SampleFile { path, bytes }
}

const TRAIL_BUCKET: &str = "example-trail";

const DIGEST: &str = r#"{
    "awsAccountId": "$account",
    "digestStartTime": "$start",
    "digestEndTime": "$end",
    "digestS3Bucket": "$bucket",
    "digestS3Object": "$path",
    "digestPublicKeyFingerprint": "0123456789abcdef0123456789abcdef",
    "digestSignatureAlgorithm": "SHA256withRSA",
    "previousDigestS3Bucket": $previousBucket,
    "previousDigestS3Object": $previousKey,
    "previousDigestSignature": $previousSignature,
    "logFiles": [{
        "s3Bucket": "$bucket",
        "s3Object": "$log",
        "hashValue": "$hash",
        "hashAlgorithm": "SHA-256",
        "newestEventTime": "$newest",
        "oldestEventTime": "$oldest"
    }]
}"#;

const REGION: &str = REGIONS[0];

/// `AWSLogs/<account>/<folder>/<region>/2026/11/18/<account>_<rest>.json.gz`, by the time of delivery.
fn file_name(folder: &str, at: i64, rest: &str) -> String {
    let (year, month, day) = date(at);
    format!("AWSLogs/{ACCOUNT}/{folder}/{REGION}/{year:04}/{month:02}/{day:02}/{ACCOUNT}_{rest}.json.gz")
}
