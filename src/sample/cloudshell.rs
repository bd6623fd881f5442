//! CloudShell in the sample: whom the browser's filter refused tries another way out. Uploads, downloads,
//! one that is denied, calls made from the shell, and a second look later that day.

use super::account::{APP_SERVER, BROWSER_AGENT, CLOUDSHELL_AGENT, FARID};
use super::clock::{MINUTE, SECOND, rfc3339, time};
use super::cloudtrail::Call;
use serde_json::{Value, json};

const ENVIRONMENT: &str = "5f0c9a7e-8d3b-4c61-9f24-7b1e0a6d2c58";
const DENIED: (&str, &str) = ("AccessDenied", "User is not authorized to perform this operation");

/// The calls of both visits.
pub(super) fn calls() -> Vec<Call> {
    let mut calls = first_visit();
    calls.extend(calls_from_the_shell());
    calls.extend(second_visit());
    calls
}

/// A call of the console in a visit that began at `start`: a session has no id of its own, and is named by
/// who, where and when.
fn call(start: i64, wait: i64, name: &'static str, mut request: Value) -> Call {
    if name != "CreateEnvironment" {
        request["EnvironmentId"] = ENVIRONMENT.into();
    }
    let principal = FARID.arn().unwrap_or_default();
    Call {
        system: "cloudshell",
        agent: BROWSER_AGENT,
        session: Some(format!("{principal}/{ENVIRONMENT}/{}", rfc3339(start))),
        ends: name == "DeleteSession",
        way: match name {
            "GetFileDownloadUrls" => Some(("cloudshell", "local")),
            "GetFileUploadUrls" => Some(("local", "cloudshell")),
            _ => None,
        },
        ..Call::new(start + wait, &FARID, "cloudshell", name, request)
    }
}

fn new_session(start: i64, wait: i64, id: &str) -> Call {
    Call {
        response: json!({
            "SessionId": id, "TokenValue": "HIDDEN_DUE_TO_SECURITY_REASONS",
            "StreamUrl": format!("wss://ssmmessages.eu-central-1.amazonaws.com/v1/data-channel/{id}?role=publish_subscribe"),
        }),
        ..call(start, wait, "CreateSession", json!({ "SessionType": "TMUX", "TabId": "a1" }))
    }
}

fn first_visit() -> Vec<Call> {
    let start = time(1, 12, 6) + 5 * SECOND;
    let mut calls = vec![
        Call {
            response: json!({ "EnvironmentId": ENVIRONMENT, "Status": "CREATING" }),
            ..call(start, 0, "CreateEnvironment", json!({}))
        },
        new_session(start, 16 * SECOND, "1794999981000118204-k3vq8n2x5rj7wd4m9tz6pbh1cy"),
        call(start, 17 * SECOND, "PutCredentials", json!({ "KeyBase": "HIDDEN_DUE_TO_SECURITY_REASONS" })),
        call(start, 4 * MINUTE, "GetFileUploadUrls", json!({ "FileUploadPath": "query.sql" })),
        Call {
            error: Some(DENIED),
            ..call(start, 8 * MINUTE, "GetFileDownloadUrls", json!({ "FileDownloadPath": "credentials" }))
        },
        call(
            start,
            15 * MINUTE + 25 * SECOND,
            "GetFileDownloadUrls",
            json!({ "FileDownloadPath": "accounts-export.csv" }),
        ),
        // The records are not known to keep the name always.
        call(start, 20 * MINUTE + 7 * SECOND, "GetFileDownloadUrls", json!({})),
        call(
            start,
            25 * MINUTE,
            "DeleteSession",
            json!({ "SessionId": "1794999981000118204-k3vq8n2x5rj7wd4m9tz6pbh1cy" }),
        ),
    ];
    calls.extend((1..8).map(|beat| call(start, beat * 3 * MINUTE + 40 * SECOND, "SendHeartBeat", json!({}))));
    calls
}

/// Calls of services that were made inside the shell: only the user agent tells.
fn calls_from_the_shell() -> Vec<Call> {
    let at = |minute, second| time(1, 12, minute) + second * SECOND;
    let calls = [
        Call::new(at(8, 44), &FARID, "sts", "GetCallerIdentity", Value::Null),
        Call::new(at(9, 12), &FARID, "s3", "ListBuckets", json!({ "Host": "s3.eu-central-1.amazonaws.com" })),
        Call::new(
            at(11, 3),
            &FARID,
            "rds-data",
            "ExecuteStatement",
            json!({ "database": "crm", "sql": "HIDDEN_DUE_TO_SECURITY_REASONS" }),
        ),
        Call {
            error: Some(DENIED),
            ..Call::new(
                at(13, 27),
                &FARID,
                "secretsmanager",
                "GetSecretValue",
                json!({ "secretId": "crm/admin" }),
            )
        },
        // A call that was refused began no session.
        Call {
            error: Some(DENIED),
            system: "session-manager",
            ..Call::new(at(16, 50), &FARID, "ssm", "StartSession", json!({ "target": APP_SERVER }))
        },
    ];
    calls.into_iter().map(|call| Call { agent: CLOUDSHELL_AGENT, ..call }).collect()
}

/// Nothing says that this one ended.
fn second_visit() -> Vec<Call> {
    let start = time(1, 15, 2) + 44 * SECOND;
    let mut calls = vec![new_session(start, 0, "1795010564000733019-w5hs1m8c2yd6qk9v3nb7xg4rtz")];
    calls.extend((1..4).map(|beat| call(start, beat * 3 * MINUTE, "SendHeartBeat", json!({}))));
    calls
}
