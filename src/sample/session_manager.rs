//! Session Manager in the sample: seven sessions, each in the way in which it was logged, and the service's
//! own list of them.

use super::SampleFile;
use super::account::{
    ACCOUNT, ALICE, APP_SERVER, BEN, DAVID, EMI, HUGO, REGIONS, TOKYO_SERVER, VENDOR, WINDOWS_SERVER,
};
use super::answer::AnswerSink;
use super::clock::{SECOND, rfc3339, rfc3339_seconds, time};
use super::cloudtrail::Call;
use super::deliveries::zoned;
use super::shell::Shell;
use super::template::Template::{Compact, Pretty};
use super::template::string;
use super::{gzip, screen, transcript};

const SHELL: &str = "SSM-SessionManagerRunShell";

const STREAMED: Shell = Shell {
    owner: &BEN,
    suffix: "k7x2mwq9d4rzt6c1bv8hn3spya",
    target: APP_SERVER,
    start: time(0, 10, 5) + 12 * SECOND,
    end: Some(time(0, 10, 19) + 40 * SECOND),
    reason: "INC-4411",
    document: SHELL,
};
const UPLOADED: Shell = Shell {
    owner: &HUGO,
    suffix: "p3c9vnk1wzm8t5qxr2d7hj4byg",
    target: APP_SERVER,
    start: time(0, 13, 30) + 5 * SECOND,
    end: Some(time(0, 13, 52) + 31 * SECOND),
    reason: "disk full",
    document: SHELL,
};
const EXPORTED: Shell = Shell {
    owner: &EMI,
    suffix: "t1g8r5ynm3wq7c2zxk9vp6dhbs",
    target: TOKYO_SERVER,
    start: time(1, 2, 15) + 40 * SECOND,
    end: Some(time(1, 2, 31) + 9 * SECOND),
    reason: "",
    document: SHELL,
};
const WINDOWS: Shell = Shell {
    owner: &ALICE,
    suffix: "z5n1hq8y3kw6tcvm2xr9pd7gjb",
    target: WINDOWS_SERVER,
    start: time(1, 9, 20) + 7 * SECOND,
    end: Some(time(1, 9, 41) + 55 * SECOND),
    reason: "CHG-1207",
    document: SHELL,
};
const OPEN: Shell = Shell {
    owner: &BEN,
    suffix: "d8m4xvz1rk6wq9t3cny7hp2gsb",
    target: APP_SERVER,
    start: time(1, 17, 5) + 20 * SECOND,
    end: None,
    reason: "INC-4411",
    document: SHELL,
};
/// The evening before the vendor's night in the browser.
const PREPARATION: Shell = Shell {
    owner: &VENDOR,
    suffix: "w9q2zk5x7nt1rm4vch8dy3pgjs",
    target: APP_SERVER,
    start: time(1, 20, 46) + 18 * SECOND,
    end: Some(time(1, 21, 12) + 50 * SECOND),
    reason: "",
    document: SHELL,
};
/// Nothing of what goes through a forwarded port is logged anywhere, and no record of its calls is here.
const PORT: Shell = Shell {
    owner: &DAVID,
    suffix: "r6t3c8w1yk5zn9xqvm2hd7pbgj",
    target: APP_SERVER,
    start: time(2, 14, 10) + 33 * SECOND,
    end: Some(time(2, 15, 2) + 10 * SECOND),
    reason: "",
    document: "AWS-StartPortForwardingSession",
};

/// A call about a session.
fn call(shell: &Shell, at: i64, name: &'static str, request: &'static str, response: &'static str) -> Call {
    let id = shell.id();
    let values =
        [("target", shell.target), ("document", shell.document), ("reason", shell.reason), ("id", &id)];
    let (request, response) = (Compact(request).fill(&values), Compact(response).fill(&values));
    Call { response, session: Some(id), ..Call::new(at, shell.owner, "ssm", name, &request) }
}

/// The calls that began and ended these sessions. Leaving a shell is no call: most have none that ends them.
pub(super) fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for shell in [&STREAMED, &UPLOADED, &WINDOWS, &OPEN, &PREPARATION] {
        calls.push(call(shell, shell.start, "StartSession", ASKED, STARTED));
    }
    for shell in [&STREAMED, &UPLOADED] {
        calls.push(call(shell, shell.end(), "TerminateSession", ENDED, ENDED));
    }
    calls
}

const ASKED: &str = r#"{ "target": "$target", "documentName": "$document", "reason": "$reason" }"#;
const STARTED: &str = r#"{
    "sessionId": "$id",
    "tokenValue": "Value hidden due to security reasons.",
    "streamUrl": "wss://ssmmessages.eu-central-1.amazonaws.com/v1/data-channel/$id?role=publish_subscribe"
}"#;
const ENDED: &str = r#"{ "sessionId": "$id" }"#;

/// What the sessions left: transcripts in S3, and log streams as they come out of CloudWatch Logs.
pub(super) fn files(answer: &mut dyn AnswerSink) -> Vec<SampleFile> {
    vec![
        in_s3(&PREPARATION, transcript::linux(&PREPARATION, &screen::preparation()), answer),
        in_s3(&WINDOWS, transcript::power_shell(&WINDOWS, screen::MAINTENANCE), answer),
        filtered(answer),
        subscribed(answer),
        exported(answer),
    ]
}

/// A transcript is one event at the time in its footer, which `late` seconds after the end was written.
fn count_transcript(shell: &Shell, late: i64, answer: &mut dyn AnswerSink) {
    let (id, at) = (shell.id(), shell.end() + late * SECOND);
    answer.record("session-manager-transcript", "SessionTranscript", shell.owner.name, at);
    answer.in_session("session-manager", &id, shell.owner.name, at);
    answer.ended(&id);
}

fn in_s3(shell: &Shell, bytes: Vec<u8>, answer: &mut dyn AnswerSink) -> SampleFile {
    let late = if shell.target == WINDOWS_SERVER { 2 } else { 1 };
    count_transcript(shell, late, answer);
    SampleFile { path: format!("session-manager/{}.log", shell.id()), bytes }
}

/// `aws logs filter-log-events` over the streams of two sessions, a message for each upload.
fn filtered(answer: &mut dyn AnswerSink) -> SampleFile {
    let streams = [(&STREAMED, &screen::STREAMED[..]), (&OPEN, &screen::STREAMED_AND_OPEN[..])];
    let mut events = Vec::new();
    for (shell, messages) in streams {
        let (id, name) = (shell.id(), shell.owner.name);
        for (number, lines) in messages.iter().enumerate() {
            let at = shell.start + (number as i64 + 1) * 47 * SECOND;
            answer.record("session-manager-stream", "SessionOutput", name, at);
            answer.in_session("session-manager", &id, name, at);
            events.push(Pretty(FILTERED_EVENT).fill(&[
                ("id", &id),
                ("message", &message(shell, at, lines)),
                ("time", &(at + 137).to_string()),
                ("ingested", &(at + 549).to_string()),
                ("number", &format!("{:054}", at * 1_000)),
            ]));
        }
    }
    SampleFile {
        path: "session-manager/filter-log-events.json".to_owned(),
        bytes: Pretty(FILTERED).fill(&[("events", &events.join(",\n"))]).into_bytes(),
    }
}

const FILTERED: &str = r#"{
  "events": [
$events
  ],
  "searchedLogStreams": []
}
"#;

const FILTERED_EVENT: &str = r#"    {
      "logStreamName": "$id",
      "timestamp": $time,
      "message": "$message",
      "ingestionTime": $ingested,
      "eventId": "39$number"
    }"#;

/// A message of the agent. Go writes three signs of HTML as escapes.
fn message(shell: &Shell, at: i64, lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().copied().map(string).collect();
    Compact(MESSAGE)
        .fill(&[
            ("time", &rfc3339_seconds(at)),
            ("region", REGIONS[0]),
            ("target", shell.target),
            ("owner", &shell.owner.arn()),
            ("id", &shell.id()),
            ("lines", &lines.join(",")),
        ])
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

const MESSAGE: &str = r#"{
    "eventVersion": "1.0",
    "eventTime": "$time",
    "awsRegion": "$region",
    "target": { "id": "$target" },
    "userIdentity": { "arn": "$owner" },
    "runAsUser": "ssm-user",
    "sessionId": "$id",
    "sessionData": [$lines]
}"#;

/// A message of a subscription that holds a transcript which was uploaded at the end, cut at line ends. The
/// pieces are far below the 200,000 bytes at which the agent cuts: the sample is to stay small.
fn subscribed(answer: &mut dyn AnswerSink) -> SampleFile {
    count_transcript(&UPLOADED, 1, answer);
    let text = transcript::linux(&UPLOADED, screen::UPLOADED);
    let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = UPLOADED.end() + 4 * SECOND;
    let mut events = Vec::new();
    for (number, piece) in lines.chunks(lines.len().div_ceil(3)).enumerate() {
        let event = r#"{ "id": "39$number", "timestamp": $time, "message": "$message" }"#;
        events.push(Compact(event).fill(&[
            ("number", &format!("{:054}", at * 1_000 + number as i64)),
            ("time", &at.to_string()),
            ("message", &piece.concat()),
        ]));
    }
    SampleFile {
        path: "session-manager/subscription/2026/11/17/13/sessions-1-2026-11-17-13-53-10.json".to_owned(),
        bytes: Compact(SUBSCRIBED)
            .fill(&[("account", ACCOUNT), ("id", &UPLOADED.id()), ("events", &events.join(","))])
            .into_bytes(),
    }
}

const SUBSCRIBED: &str = r#"{
    "messageType": "DATA_MESSAGE",
    "owner": "$account",
    "logGroup": "/aws/ssm/sessions",
    "logStream": "$id",
    "subscriptionFilters": ["sessions-to-archive"],
    "logEvents": [$events]
}"#;

/// A file of an export task: only the folder names the session, since its header does not.
fn exported(answer: &mut dyn AnswerSink) -> SampleFile {
    count_transcript(&EXPORTED, 1, answer);
    let text = transcript::old_linux_uploaded(&EXPORTED, "Wed 18 Nov 2026", screen::EXPORTED);
    let line = format!("{} {text}", rfc3339(EXPORTED.end() + 4 * SECOND + 137));
    SampleFile {
        path: format!(
            "session-manager/export/7b0f6d5e-2c1a-4e8b-9d3f-5a6c7e8f9012/{}/000000.gz",
            EXPORTED.id()
        ),
        bytes: gzip::member(line.as_bytes()),
    }
}

/// `aws ssm describe-sessions`: one region's sessions, the newest first. It knows of one that left no other
/// trace here, and that one was still connected.
pub(super) fn history(answer: &mut dyn AnswerSink) -> SampleFile {
    let mut sessions = Vec::new();
    for shell in [&PORT, &PREPARATION, &OPEN, &WINDOWS, &STREAMED] {
        let id = shell.id();
        let (start, end) = (shell.start + 93, shell.end.map(|end| end + 410));
        answer.history("session-manager", &id, shell.owner.name, start, end);
        let (status, ended) = match end {
            Some(end) => ("Terminated", Pretty(ENDED_THEN).fill(&[("end", &exact(end))])),
            None => ("Connected", String::new()),
        };
        let reason = match shell.reason {
            "" => String::new(),
            reason => Pretty(REASON).fill(&[("reason", reason)]),
        };
        sessions.push(Pretty(SESSION).fill(&[
            ("id", &id),
            ("target", shell.target),
            ("status", status),
            ("start", &exact(start)),
            ("ended", &ended),
            ("document", shell.document),
            ("owner", &shell.owner.arn()),
            ("reason", &reason),
        ]));
    }
    SampleFile {
        path: "describe-sessions.json".to_owned(),
        bytes: Pretty(SESSIONS).fill(&[("sessions", &sessions.join(",\n"))]).into_bytes(),
    }
}

/// Microseconds, of which the last three are unknown here.
fn exact(at: i64) -> String {
    zoned(at).replace('+', &format!(".{:03}000+", at.rem_euclid(SECOND)))
}

const SESSIONS: &str = r#"{
  "Sessions": [
$sessions
  ]
}
"#;

const SESSION: &str = r#"    {
      "SessionId": "$id",
      "Target": "$target",
      "Status": "$status",
      "StartDate": "$start",$ended
      "DocumentName": "$document",
      "Owner": "$owner",$reason
      "OutputUrl": {},
      "AccessType": "Standard"
    }"#;
const ENDED_THEN: &str = r#"
      "EndDate": "$end","#;
const REASON: &str = r#"
      "Reason": "$reason","#;
