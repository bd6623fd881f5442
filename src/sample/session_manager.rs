//! Session Manager in the sample: seven sessions, each in the way in which it was logged, and the service's
//! own list of them.

use super::SampleFile;
use super::account::{
    ACCOUNT, ALICE, APP_SERVER, BEN, Caller, DAVID, EMI, HUGO, REGIONS, TOKYO_SERVER, VENDOR, WINDOWS_SERVER,
};
use super::answer::Count;
use super::clock::{SECOND, rfc3339, rfc3339_seconds, time};
use super::cloudtrail::Call;
use super::deliveries::zoned;
use super::{gzip, screen, transcript};
use serde_json::{Value, json};

/// A session on an instance.
pub(super) struct Shell {
    owner: &'static Caller,
    suffix: &'static str,
    pub(super) target: &'static str,
    start: i64,
    /// Nothing where it has not ended.
    end: Option<i64>,
    reason: &'static str,
    document: &'static str,
}

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

impl Shell {
    /// The session id: who, and 26 letters and digits.
    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.owner.name, self.suffix)
    }

    /// When it ended; a transcript is written only then.
    pub(super) fn end(&self) -> i64 {
        self.end.expect("a session with a transcript has ended")
    }
}

/// The calls that began and ended these sessions. Leaving a shell is no call: most have none that ends them.
pub(super) fn calls() -> Vec<Call> {
    const SYSTEM: &str = "session-manager";
    let starts = [&STREAMED, &UPLOADED, &WINDOWS, &OPEN, &PREPARATION].map(|shell| {
        let id = shell.id();
        let request =
            json!({ "target": shell.target, "documentName": shell.document, "reason": shell.reason });
        let response = json!({
            "sessionId": id,
            "tokenValue": "Value hidden due to security reasons.",
            "streamUrl": format!(
                "wss://ssmmessages.{}.amazonaws.com/v1/data-channel/{id}?role=publish_subscribe", REGIONS[0]
            ),
        });
        let call = Call::new(shell.start, shell.owner, "ssm", "StartSession", request);
        Call { response, system: SYSTEM, session: Some(id), ..call }
    });
    let ends = [&STREAMED, &UPLOADED].map(|shell| {
        let id = shell.id();
        let session = json!({ "sessionId": id });
        let call = Call::new(shell.end(), shell.owner, "ssm", "TerminateSession", session.clone());
        Call { response: session, system: SYSTEM, session: Some(id), ends: true, ..call }
    });
    starts.into_iter().chain(ends).collect()
}

/// What the sessions left: transcripts in S3, and log streams as they come out of CloudWatch Logs.
pub(super) fn files(tally: &mut dyn Count) -> Vec<SampleFile> {
    vec![
        in_s3(&PREPARATION, transcript::linux(&PREPARATION, &screen::preparation()), tally),
        in_s3(&WINDOWS, transcript::power_shell(&WINDOWS, screen::MAINTENANCE), tally),
        filtered(tally),
        subscribed(tally),
        exported(tally),
    ]
}

/// A transcript is one event at the time in its footer, which `late` seconds after the end was written.
fn count_transcript(shell: &Shell, late: i64, tally: &mut dyn Count) {
    let (id, at) = (shell.id(), shell.end() + late * SECOND);
    tally.record("session-manager-transcript", "SessionTranscript", shell.owner.name, at);
    tally.in_session("session-manager", &id, shell.owner.name, at);
    tally.ended(&id);
}

fn in_s3(shell: &Shell, bytes: Vec<u8>, tally: &mut dyn Count) -> SampleFile {
    let late = if shell.target == WINDOWS_SERVER { 2 } else { 1 };
    count_transcript(shell, late, tally);
    SampleFile { path: format!("session-manager/{}.log", shell.id()), bytes }
}

/// `aws logs filter-log-events` over the streams of two sessions, a message for each upload.
fn filtered(tally: &mut dyn Count) -> SampleFile {
    let streams = [(&STREAMED, &screen::STREAMED[..]), (&OPEN, &screen::STREAMED_AND_OPEN[..])];
    let mut events = Vec::new();
    for (shell, messages) in streams {
        let (id, name) = (shell.id(), shell.owner.name);
        for (number, lines) in messages.iter().enumerate() {
            let at = shell.start + (number as i64 + 1) * 47 * SECOND;
            tally.record("session-manager-stream", "SessionOutput", name, at);
            tally.in_session("session-manager", &id, name, at);
            events.push(json!({
                "logStreamName": id,
                "timestamp": at + 137,
                "message": message(shell, at, lines),
                "ingestionTime": at + 549,
                "eventId": format!("39{:054}", at * 1_000),
            }));
        }
    }
    SampleFile {
        path: "session-manager/filter-log-events.json".to_owned(),
        bytes: super::pretty(&json!({ "events": events, "searchedLogStreams": [] })),
    }
}

/// A message of the agent. Go writes three signs of HTML as escapes.
fn message(shell: &Shell, at: i64, lines: &[&str]) -> String {
    json!({
        "eventVersion": "1.0",
        "eventTime": rfc3339_seconds(at),
        "awsRegion": REGIONS[0],
        "target": { "id": shell.target },
        "userIdentity": { "arn": shell.owner.arn() },
        "runAsUser": "ssm-user",
        "sessionId": shell.id(),
        "sessionData": lines,
    })
    .to_string()
    .replace('<', "\\u003c")
    .replace('>', "\\u003e")
    .replace('&', "\\u0026")
}

/// A message of a subscription that holds a transcript which was uploaded at the end, cut at line ends. The
/// pieces are far below the 200,000 bytes at which the agent cuts: the sample is to stay small.
fn subscribed(tally: &mut dyn Count) -> SampleFile {
    count_transcript(&UPLOADED, 1, tally);
    let text = transcript::linux(&UPLOADED, screen::UPLOADED);
    let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = UPLOADED.end() + 4 * SECOND;
    let pieces: Vec<Value> = (lines.chunks(lines.len().div_ceil(3)).enumerate())
        .map(|(number, piece)| {
            json!({
                "id": format!("39{:054}", at * 1_000 + number as i64),
                "timestamp": at,
                "message": piece.concat(),
            })
        })
        .collect();
    let message = json!({
        "messageType": "DATA_MESSAGE",
        "owner": ACCOUNT,
        "logGroup": "/aws/ssm/sessions",
        "logStream": UPLOADED.id(),
        "subscriptionFilters": ["sessions-to-archive"],
        "logEvents": pieces,
    });
    SampleFile {
        path: "session-manager/subscription/2026/11/17/13/sessions-1-2026-11-17-13-53-10.json".to_owned(),
        bytes: message.to_string().into_bytes(),
    }
}

/// A file of an export task: only the folder names the session, since its header does not.
fn exported(tally: &mut dyn Count) -> SampleFile {
    count_transcript(&EXPORTED, 1, tally);
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
pub(super) fn history(tally: &mut dyn Count) -> SampleFile {
    let sessions = [&PORT, &PREPARATION, &OPEN, &WINDOWS, &STREAMED].map(|shell| {
        let id = shell.id();
        let (start, end) = (shell.start + 93, shell.end.map(|end| end + 410));
        tally.history("session-manager", &id, shell.owner.name, start, end);
        let exact = |at| zoned(at).replace('+', &format!(".{:03}000+", at.rem_euclid(SECOND)));
        let mut entry = json!({
            "SessionId": id,
            "Target": shell.target,
            "Status": if end.is_some() { "Terminated" } else { "Connected" },
            "StartDate": exact(start),
        });
        if let Some(end) = end {
            entry["EndDate"] = exact(end).into();
        }
        entry["DocumentName"] = shell.document.into();
        entry["Owner"] = shell.owner.arn().into();
        if !shell.reason.is_empty() {
            entry["Reason"] = shell.reason.into();
        }
        entry["OutputUrl"] = json!({});
        entry["AccessType"] = "Standard".into();
        entry
    });
    SampleFile {
        path: "describe-sessions.json".to_owned(),
        bytes: super::pretty(&json!({ "Sessions": sessions })),
    }
}
