//! CloudShell in the sample: whom the browser's filter refused tries another way out. Uploads, downloads,
//! one that is denied, calls made from the shell (at
//! last one that gives a secret), and a second look later that day.

use super::account::{BROWSER_AGENT, CLOUDSHELL_AGENT, FARID};
use super::clock::{MINUTE, SECOND, rfc3339, time};
use super::cloudtrail::Call;
use super::template::Template::Compact;

const ENVIRONMENT: &str = "5f0c9a7e-8d3b-4c61-9f24-7b1e0a6d2c58";
const DENIED: &str =
    r#""errorCode":"AccessDenied","errorMessage":"User is not authorized to perform this operation","#;

/// A look into the shell: its calls of the console, and a heartbeat every three minutes.
struct Visit {
    start: i64,
    session: &'static str,
    steps: &'static [Step],
    /// How long after the start, and how many.
    beats: (i64, i64),
}

/// How long after the start, the call, what was asked for, and the error if there was one.
type Step = (i64, &'static str, &'static str, &'static str);

const ASKED: &str = r#"{ "EnvironmentId": "$env" }"#;
const ASKED_FOR_SESSION: &str = r#"{ "SessionType": "TMUX", "TabId": "a1", "EnvironmentId": "$env" }"#;

const FIRST: Visit = Visit {
    start: time(1, 12, 6) + 5 * SECOND,
    session: "1794999981000118204-k3vq8n2x5rj7wd4m9tz6pbh1cy",
    steps: &[
        (0, "CreateEnvironment", "{}", ""),
        (16 * SECOND, "CreateSession", ASKED_FOR_SESSION, ""),
        (
            17 * SECOND,
            "PutCredentials",
            r#"{ "KeyBase": "HIDDEN_DUE_TO_SECURITY_REASONS", "EnvironmentId": "$env" }"#,
            "",
        ),
        (
            4 * MINUTE,
            "GetFileUploadUrls",
            r#"{ "FileUploadPath": "query.sql", "EnvironmentId": "$env" }"#,
            "",
        ),
        (
            8 * MINUTE,
            "GetFileDownloadUrls",
            r#"{ "FileDownloadPath": "credentials", "EnvironmentId": "$env" }"#,
            DENIED,
        ),
        (
            15 * MINUTE + 25 * SECOND,
            "GetFileDownloadUrls",
            r#"{ "FileDownloadPath": "accounts-export.csv", "EnvironmentId": "$env" }"#,
            "",
        ),
        // The records are not known to keep the name always.
        (20 * MINUTE + 7 * SECOND, "GetFileDownloadUrls", ASKED, ""),
        (25 * MINUTE, "DeleteSession", r#"{ "SessionId": "$session", "EnvironmentId": "$env" }"#, ""),
    ],
    beats: (3 * MINUTE + 40 * SECOND, 7),
};

/// Nothing says that this one ended.
const SECOND_LOOK: Visit = Visit {
    start: time(1, 15, 2) + 44 * SECOND,
    session: "1795010564000733019-w5hs1m8c2yd6qk9v3nb7xg4rtz",
    steps: &[(0, "CreateSession", ASKED_FOR_SESSION, "")],
    beats: (3 * MINUTE, 3),
};

/// Calls of services that were made inside the shell: only the user agent tells.
const FROM_THE_SHELL: &[(i64, &str, &str, &str, &str)] = &[
    (time(1, 12, 8) + 44 * SECOND, "sts", "GetCallerIdentity", "null", ""),
    (time(1, 12, 9) + 12 * SECOND, "s3", "ListBuckets", r#"{"Host":"s3.eu-central-1.amazonaws.com"}"#, ""),
    (
        time(1, 12, 11) + 3 * SECOND,
        "rds-data",
        "ExecuteStatement",
        r#"{"database":"crm","sql":"HIDDEN_DUE_TO_SECURITY_REASONS"}"#,
        "",
    ),
    (
        time(1, 12, 13) + 27 * SECOND,
        "secretsmanager",
        "GetSecretValue",
        r#"{"secretId":"crm/admin"}"#,
        DENIED,
    ),
    (
        time(1, 12, 23) + 8 * SECOND,
        "ssm",
        "GetParameter",
        r#"{"name":"/crm/handover","withDecryption":true}"#,
        "",
    ),
    // A call that was refused began no session.
    (time(1, 12, 16) + 50 * SECOND, "ssm", "StartSession", r#"{"target":"i-0123456789abcdef0"}"#, DENIED),
];

/// The calls of both visits.
pub(super) fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    for visit in [&FIRST, &SECOND_LOOK] {
        for step in visit.steps {
            calls.push(call(visit, step));
        }
        for beat in 0..visit.beats.1 {
            let wait = visit.beats.0 + beat * 3 * MINUTE;
            calls.push(call(visit, &(wait, "SendHeartBeat", ASKED, "")));
        }
    }
    for &(at, service, name, request, error) in FROM_THE_SHELL {
        let call = Call::new(at, &FARID, service, name, request);
        calls.push(Call { error, agent: CLOUDSHELL_AGENT, ..call });
    }
    calls
}

/// A call of the console: a session has no id of its own, and is named by who, where and when.
fn call(visit: &Visit, &(wait, name, request, error): &Step) -> Call {
    let values = [("env", ENVIRONMENT), ("session", visit.session)];
    let response = match name {
        "CreateEnvironment" => r#"{ "EnvironmentId": "$env", "Status": "CREATING" }"#,
        "CreateSession" => NEW_SESSION,
        _ => "null",
    };
    Call {
        response: Compact(response).fill(&values),
        error,
        agent: BROWSER_AGENT,
        session: Some(format!("{}/{ENVIRONMENT}/{}", FARID.arn(), rfc3339(visit.start))),
        ..Call::new(visit.start + wait, &FARID, "cloudshell", name, &Compact(request).fill(&values))
    }
}

const NEW_SESSION: &str = r#"{
    "SessionId": "$session",
    "TokenValue": "HIDDEN_DUE_TO_SECURITY_REASONS",
    "StreamUrl": "wss://ssmmessages.eu-central-1.amazonaws.com/v1/data-channel/$session?role=publish_subscribe"
}"#;
