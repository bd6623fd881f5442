//! CloudTrail in the sample: calls as records, and a file an hour.

use super::SampleFile;
use super::account::{
    ACCOUNT, AGENTS, ALICE, BEN, BROWSER_AGENT, CLI_AGENT, Caller, FARID, NOT_TARO, REGION, SSM_AGENT, TARO,
    TRAIL, VENDOR, trail_key,
};
use super::answer::AnswerSink;
use super::clock::{FIRST_DAY, HOUR, MINUTE, SECOND, compact, rfc3339_seconds, time};
use super::digest_chain::{DigestChain, HourLog, Sign};
use super::gzip;
use super::plan::Planned;
use super::rng::Rng;
use super::template::Template::Compact;
use crate::source::order;

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
/// of time, as in real ones.
///
/// From the file of the hour in which a stranger came a record was taken after it had been delivered, and its digest was
/// made to agree: only the signature tells, which the next digest carries. Another file was unpacked and packed again,
/// which does no harm.
pub(super) fn files(
    mut calls: Vec<Call>,
    ids: &mut Rng,
    sign: Sign<'_>,
    answer: &mut dyn AnswerSink,
) -> Vec<SampleFile> {
    // A stable sort by hour: within an hour the calls stay as they were put together.
    order::sort_by_key(&mut calls, |call| call.at / HOUR);
    let mut files: Vec<SampleFile> = Vec::new();
    let mut chain = DigestChain::new(sign);
    for hour in calls.chunk_by(|a, b| a.at / HOUR == b.at / HOUR) {
        let records: Vec<String> = hour.iter().map(|call| call.record(ids)).collect();
        hour.iter().for_each(|call| call.count(answer));
        let text = format!("{{\"Records\":[{}]}}", records.join(","));
        let times = || hour.iter().map(|call| call.at);
        let (first, last) = (times().min().unwrap_or(FIRST_DAY), times().max().unwrap_or(FIRST_DAY));
        let unique: String = ids.uuid().chars().filter(|c| *c != '-').take(16).collect();
        let delivered = last + 2 * MINUTE;
        let key = trail_key(
            "CloudTrail",
            delivered,
            &format!("CloudTrail_{REGION}_{}_{unique}", compact(delivered)),
        );
        let is_changed = hour_of(last) == STRANGER_HOUR;
        let as_delivered = match is_changed {
            true => {
                let taken =
                    Call::new(last + MINUTE, &VENDOR, "cloudtrail", "StopLogging", r#"{"name":"trail"}"#);
                format!("{{\"Records\":[{},{}]}}", records.join(","), taken.record(&mut Rng::new(1)))
            }
            false => text.clone(),
        };
        let log = HourLog { key: &key, delivered: &as_delivered, here: &text, first, last };
        let digest = chain.add(hour_of(last), Some(&log));
        answer.skipped();
        if is_changed {
            answer.plan(&Planned::Digest("bad-signature", true, &digest));
        }
        let bytes = match hour_of(last) == REPACKED_HOUR {
            true => {
                answer.plan(&Planned::Digest("valid", false, &key));
                gzip::packed_again(text.as_bytes(), "november.json")
            }
            false => gzip::member(text.as_bytes()),
        };
        files.push(SampleFile { path: key, bytes });
    }
    chain.add(STRANGER_HOUR + HOUR, None);
    files.extend(chain.into_files());
    // That digest, the public key, and what S3 says of the newest digest.
    (0..3).for_each(|_| answer.skipped());
    files
}

/// The hour in which the vendor is on a server at night, the last one with calls; and one of the day before.
const STRANGER_HOUR: i64 = time(1, 20, 0);
const REPACKED_HOUR: i64 = time(0, 13, 0);

/// When the hour of a time begins.
fn hour_of(at: i64) -> i64 {
    at - at.rem_euclid(HOUR)
}
