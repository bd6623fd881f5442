//! The sample and its answer, held against a plain count over the bytes with serde_json alone; and its plan, held against
//! the audit.

mod plain;
mod planted;
mod signatures;
#[path = "../support/mod.rs"]
mod support;

use plain::{Plain, text_of, values_of};
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sessionscope::sample::{Answer, SampleFormat, sample_at_scale, sample_case, sample_case_answer};
use sha2::{Digest, Sha256};

/// All events of Session Logger in the sample case.
fn secure_browser_events() -> Vec<Value> {
    let files = sample_case().into_iter().filter(|file| file.path.starts_with("secure-browser/"));
    files.flat_map(|file| values_of(&text_of(&file.bytes)).0).collect()
}

fn plain_case() -> Plain {
    let mut plain = Plain::default();
    for file in sample_case() {
        plain.file(&file.path, &file.bytes);
    }
    plain
}

type Files = BTreeMap<String, Vec<u8>>;

fn scaled(events: u64, seed: u64, format: SampleFormat) -> (Files, Answer) {
    let mut files = Files::new();
    let answer = sample_at_scale(events, seed, format, &mut |path, bytes| {
        files.entry(path.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    })
    .unwrap();
    (files, answer)
}

/// A line for each file: path, bytes, SHA-256. Where the lines of two builds differ, they name what has changed.
fn listing<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let line = |(path, bytes): (&str, &[u8])| {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{path} {} {hash}\n", bytes.len())
    };
    files.into_iter().map(line).collect()
}

fn case_listing() -> String {
    listing(sample_case().iter().map(|file| (file.path.as_str(), file.bytes.as_slice())))
}

#[test]
fn the_sample_case_is_the_same_bytes_every_time() {
    assert_eq!(case_listing(), case_listing());
    insta::assert_snapshot!("sample-case", case_listing());
}

#[test]
fn a_sample_at_scale_depends_on_its_arguments_alone() {
    let listed = |seed| {
        let (files, _) = scaled(5_000, seed, SampleFormat::JsonLines);
        listing(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
    };
    assert_eq!(listed(7), listed(7));
    assert_ne!(listed(7), listed(8));
    insta::assert_snapshot!("sample-at-scale", listed(7));
}

#[test]
fn the_answer_of_the_sample_case_is_what_a_plain_count_finds() {
    plain_case().agrees_with(&sample_case_answer());
}

#[test]
fn the_answer_at_scale_is_what_a_plain_count_finds() {
    for events in [0, 1, 2, 99, 12_345] {
        for format in [SampleFormat::JsonLines, SampleFormat::Json] {
            let (files, answer) = scaled(events, 42, format);
            let mut plain = Plain::default();
            for (path, bytes) in &files {
                plain.file(path, bytes);
            }
            assert_eq!(answer.totals.events, events);
            assert_eq!(answer.totals.inputs, files.len() as u64);
            assert_eq!((answer.totals.duplicates, answer.totals.rejected, answer.totals.skipped), (0, 0, 0));
            plain.agrees_with(&answer);
        }
    }
}

#[test]
fn both_formats_hold_the_same_events() {
    let (lines, answer) = scaled(3_000, 5, SampleFormat::JsonLines);
    let (arrays, other) = scaled(3_000, 5, SampleFormat::Json);
    let values = |files: &Files| files.values().flat_map(|b| values_of(&text_of(b)).0).collect::<Vec<_>>();
    assert_eq!(values(&lines), values(&arrays));
    assert_eq!(answer.sessions, other.sessions);
}

#[test]
fn every_activity_occurs_in_the_sample_case_and_one_that_nobody_knows() {
    let events = secure_browser_events();
    let written: BTreeSet<&str> =
        events.iter().map(|event| event["activity_name"].as_str().unwrap()).collect();
    let answer = sample_case_answer();
    for name in [
        "ContentCopyFromWebsite",
        "ContentPasteToWebsite",
        "ContentTransferFromLocalToRemoteClipboard",
        "FileDownloadFromSecureBrowserToRemoteDisk",
        "FileTransferFromLocalToRemoteDisk",
        "FileTransferFromRemoteToLocalDisk",
        "FileUploadFromRemoteDiskToSecureBrowser",
        "PrintJobSubmit",
        "SessionConnect",
        "SessionDisconnection",
        "SessionEnd",
        "SessionStart",
        "TabClose",
        "TabOpen",
        "UrlBlockByContentFilter",
        "UrlVisit",
        "WebsiteInteract",
        // User access logging.
        "EndSession",
        "StartSession",
        "Validation",
        "VisitPage",
        // The other systems.
        "ConsoleLogin",
        "CreateEnvironment",
        "GetFileDownloadUrls",
        "GetFileUploadUrls",
        "OpenControlChannel",
        "SendHeartBeat",
        "SessionOutput",
        "SessionTranscript",
        "TerminateSession",
        "WorkSpacesLogin",
    ] {
        assert!(answer.by_activity[name] > 0, "{name}");
    }
    assert_eq!(answer.by_activity["TabGroupCreate"], 1);
    for spelling in [
        "UrlLoad",
        "UrlVisit",
        "URLVisit",
        "PrintJobSubmit",
        "PrintJobSubmitted",
        "SessionDisconnect",
        "SessionDisconnection",
    ] {
        assert!(written.contains(spelling), "{spelling}");
    }
}

#[test]
fn the_sample_case_is_four_days_of_a_dozen_people() {
    let answer = sample_case_answer();
    assert!((2_000..=4_000).contains(&answer.totals.events), "{}", answer.totals.events);
    let people = answer
        .by_user
        .keys()
        .filter(|user| !user.is_empty() && !user.starts_with("i-") && !user.ends_with(".amazonaws.com"));
    assert_eq!(people.count(), 13, "machines aside; one of them has another name in the console");
    assert!(answer.by_user.contains_key("田中太郎") && answer.by_user.contains_key("EXAMPLE\\svc-auditor"));
    assert!(answer.time_range.start.unwrap().starts_with("2026-11-17T"));
    assert!(answer.time_range.end.unwrap().starts_with("2026-11-20T"));
    assert_eq!(answer.totals.rejected, 1);
    assert!(answer.totals.duplicates > 0);
}

#[test]
fn the_chain_of_the_sample_case_can_be_followed() {
    let events = secure_browser_events();
    let legs = |name: &str| -> Vec<Value> {
        let named = events.iter().filter(|e| e["activity_name"] == name);
        named.filter(|e| e["file"]["name"] == "customers-2026.xlsx").cloned().collect()
    };
    let (down, out) =
        (legs("FileDownloadFromSecureBrowserToRemoteDisk"), legs("FileTransferFromRemoteToLocalDisk"));
    assert_eq!((down.len(), out.len()), (1, 1));
    assert_eq!(down[0]["file"], out[0]["file"]);
    assert_eq!(down[0]["session_detail"], out[0]["session_detail"]);
    assert_eq!(seconds(&out[0]) - seconds(&down[0]), 84.0);
    let big = events.iter().filter(|e| e["file"]["size"].as_u64() > Some(u64::from(u32::MAX)));
    assert_eq!(big.count(), 1);
    let same = |name: &str| {
        events
            .iter()
            .filter(|e| e["activity_name"] == name && e["session_detail"] == down[0]["session_detail"])
            .count()
    };
    assert_eq!((same("ContentCopyFromWebsite"), same("PrintJobSubmit"), same("SessionEnd")), (3, 1, 1));
}

/// Seconds in the day of an event.
fn seconds(event: &Value) -> f64 {
    let time = event["time"].as_str().unwrap();
    let part = |from: usize, to: usize| time[from..to].parse::<f64>().unwrap();
    part(11, 13) * 3600.0 + part(14, 16) * 60.0 + part(17, 23)
}

#[test]
fn the_sessions_of_the_sample_case_tell_what_they_should() {
    let answer = sample_case_answer();
    let open: Vec<_> = answer.sessions.iter().filter(|s| s.state != "ended").collect();
    let open: Vec<_> = open.iter().map(|s| (s.system.as_str(), s.user.as_str(), s.state.as_str())).collect();
    assert_eq!(
        open,
        [
            ("cloudshell", "farid.haddad@example.com", "open"),
            ("session-manager", "ben.okafor@example.com", "open"),
            ("session-logger", "ines.moreau@example.com", "open"),
        ]
    );
    let untold: Vec<_> = answer.sessions.iter().filter(|s| s.events == 0).map(|s| s.user.as_str()).collect();
    assert_eq!(untold, ["david.lindqvist@example.com"], "known from the history alone");
    let overlaps: Vec<_> = (answer.sessions.iter())
        .flat_map(|a| answer.sessions.iter().map(move |b| (a, b)))
        .filter(|(a, b)| a.system == "session-logger" && a.system == b.system && a.user == b.user)
        .filter(|(a, b)| a.id != b.id && a.start <= b.start && b.start < a.end)
        .map(|(a, _)| a.user.as_str())
        .collect();
    assert_eq!(overlaps, ["grace.kim@example.com", "hugo.silva@example.com"], "his at one address");
    assert!(answer.sessions.iter().any(|s| s.system == "user-access-logging" && s.state == "ended"));
}

/// The only file of the sample case whose path holds this, as text.
fn text_at(part: &str) -> String {
    let files = sample_case();
    let found: Vec<_> = files.iter().filter(|file| file.path.contains(part)).collect();
    assert_eq!(found.len(), 1, "{part}");
    text_of(&found[0].bytes)
}

fn value_at(part: &str) -> Value {
    serde_json::from_str(&text_at(part)).unwrap()
}

/// All calls that the trail of the sample case has.
fn calls() -> Vec<Value> {
    let files = sample_case().into_iter().filter(|file| file.path.contains("/CloudTrail/"));
    let records = |text: String| serde_json::from_str::<Value>(&text).unwrap()["Records"].take();
    files.flat_map(|file| records(text_of(&file.bytes)).as_array().unwrap().clone()).collect()
}

#[test]
fn the_chain_was_prepared_on_a_server_by_the_same_user_from_the_same_address() {
    let events = secure_browser_events();
    let theft = events.iter().find(|e| e["file"]["name"] == "customers-2026.xlsx").unwrap();
    let who = &theft["session_detail"]["username"];
    let transcript = text_at(&format!("session-manager/{}-", who.as_str().unwrap()));
    assert!(transcript.contains("customers-2026.xlsx") && transcript.contains("48213997"));
    assert_eq!(theft["file"]["size"], 48_213_997);
    assert!(
        transcript.contains("\u{1b}[?1049h") && transcript.contains("\u{1b}[?1049l"),
        "a full-screen program"
    );
    assert!(transcript.contains("\r\r\n"));
    let calls = calls();
    let id = transcript.split("/orchestration/").nth(1).unwrap().split('/').next().unwrap();
    let start = calls.iter().find(|call| call["responseElements"]["sessionId"] == id).unwrap();
    assert_eq!(start["sourceIPAddress"], theft["session_detail"]["client_ip"]);
    assert!(start["eventTime"].as_str() < theft["time"].as_str());
}

#[test]
fn the_metrics_show_that_one_file_is_missing() {
    // What the files hold, by portal and by the hour of their folder, which is that of their delivery.
    let mut held: BTreeMap<(String, String), f64> = BTreeMap::new();
    for file in sample_case().iter().filter(|file| file.path.starts_with("secure-browser/2026/")) {
        if file.path.contains("_copy") {
            continue;
        }
        let (values, _) = values_of(&text_of(&file.bytes));
        let portal = values[0]["session_detail"]["portal_id"].as_str().unwrap().to_owned();
        let hour = file.path["secure-browser/".len()..][.."2026/11/17/08".len()].replace('/', "-");
        *held.entry((portal, hour)).or_default() += values.len() as f64;
    }
    let mut delivered = BTreeMap::new();
    for region in ["eu-central-1", "ap-northeast-1"] {
        let answer = value_at(&format!("{region}/get-metric-data.json"));
        let result = &answer["MetricDataResults"][0];
        let portal = result["Label"].as_str().unwrap().split(' ').next().unwrap();
        let times = result["Timestamps"].as_array().unwrap();
        assert!(times.is_sorted_by(|a, b| a.as_str() > b.as_str()), "the newest first");
        for (time, value) in times.iter().zip(result["Values"].as_array().unwrap()) {
            let hour = time.as_str().unwrap()[..13].replace('T', "-");
            delivered.insert((portal.to_owned(), hour), value.as_f64().unwrap());
        }
    }
    let differences: Vec<_> = (delivered.iter())
        .filter_map(|(key, value)| {
            let missing = value - held.remove(key).unwrap_or(0.0);
            (missing != 0.0).then_some((key.1.as_str(), missing))
        })
        .collect();
    assert_eq!(differences, [("2026-11-18-02", 25.0)]);
    assert!(held.is_empty(), "nothing was held that was not delivered");
}

#[test]
fn a_logger_logs_what_it_was_told_to() {
    let mut lacking = Vec::new();
    for region in ["eu-central-1", "ap-northeast-1"] {
        let answer = value_at(&format!("{region}/get-session-logger.json"));
        let logger = &answer["sessionLogger"];
        let Some(include) = logger["eventFilter"]["include"].as_array() else { continue };
        let portal =
            logger["associatedPortalArns"][0].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        for event in secure_browser_events().iter().filter(|e| e["session_detail"]["portal_id"] == *portal) {
            // The spellings of the service's list and of its files differ.
            let name = match event["activity_name"].as_str().unwrap() {
                "UrlVisit" | "URLVisit" => "UrlLoad",
                "PrintJobSubmitted" => "PrintJobSubmit",
                "SessionDisconnection" => "SessionDisconnect",
                name => name,
            };
            assert!(include.contains(&name.into()), "{name}");
        }
        lacking.push((region, include.len()));
    }
    assert_eq!(lacking, [("ap-northeast-1", 16)], "one of the 17 is left out, in one of the two");
}

#[test]
fn one_login_is_from_an_address_that_nothing_else_of_its_user_has() {
    let archive = sample_case().into_iter().find(|file| file.path.ends_with("collected.zip")).unwrap();
    let members = plain::members_of(&archive.bytes);
    let names: Vec<_> = members.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["describe-sessions.json", "describe-workspaces.json"]);
    let owners: Value = serde_json::from_slice(&members[1].1).unwrap();
    let owner_of = |workspace: &Value| {
        let mut entries = owners["Workspaces"].as_array().unwrap().iter();
        entries.find(|entry| entry["WorkspaceId"] == *workspace).unwrap()["UserName"].clone()
    };
    let (browser, calls) = (secure_browser_events(), calls());
    let logins = values_of(&text_at("workspaces/")).0;
    let is_strange = |login: &&Value| {
        let detail = &login["detail"];
        let user = owner_of(&detail["workspaceId"]);
        let name = user.as_str().unwrap();
        let details = browser.iter().map(|event| &event["session_detail"]);
        let in_browser = details.filter(|d| d["username"] == user).map(|d| &d["client_ip"]);
        let in_trail = calls.iter().filter(|call| call["userIdentity"].to_string().contains(name));
        let mut known = in_browser.chain(in_trail.map(|call| &call["sourceIPAddress"]));
        !known.any(|address| *address == detail["clientIpAddress"])
    };
    let strange: Vec<_> =
        logins.iter().filter(is_strange).map(|login| &login["detail"]["clientIpAddress"]).collect();
    assert_eq!(strange, ["198.51.100.203"]);
}

#[test]
fn digests_name_each_other_and_have_the_hashes_of_their_log_files() {
    let files = sample_case();
    let digests = files.iter().filter(|file| file.path.contains("/CloudTrail-Digest/"));
    let mut previous = Value::Null;
    for file in digests {
        let digest: Value = serde_json::from_str(&text_of(&file.bytes)).unwrap();
        assert_eq!(digest["digestS3Object"], *file.path);
        assert_eq!(digest["previousDigestS3Object"], previous);
        previous = digest["digestS3Object"].clone();
        for log in digest["logFiles"].as_array().unwrap() {
            let path = log["s3Object"].as_str().unwrap();
            assert_eq!(log["hashValue"], support::sha256(text_at(path).as_bytes()), "{path}");
        }
    }
}

#[test]
fn cloudshell_is_used_in_every_way() {
    let calls = calls();
    let downloads: Vec<_> = calls.iter().filter(|call| call["eventName"] == "GetFileDownloadUrls").collect();
    let named = |call: &&&Value| call["requestParameters"]["FileDownloadPath"].is_string();
    let failed = |call: &&&Value| call["errorCode"] == "AccessDenied";
    assert_eq!(downloads.len(), 3);
    assert_eq!(downloads.iter().filter(failed).count(), 1);
    assert_eq!(downloads.iter().filter(|call| !failed(call)).filter(named).count(), 1);
    let inside =
        calls.iter().filter(|call| call["userAgent"].as_str().unwrap().contains("exec-env/CloudShell"));
    assert!(inside.count() > 3);
    let sign_ins: Vec<_> = (calls.iter().filter(|call| call["eventName"] == "ConsoleLogin"))
        .map(|call| (&call["userIdentity"]["userName"], &call["responseElements"]["ConsoleLogin"]))
        .map(|(user, outcome)| (user.as_str().unwrap(), outcome.as_str().unwrap()))
        .collect();
    let [taro, farid] = ["ttanaka", "farid.haddad@example.com"];
    let each_the_second_time = [(taro, "Failure"), (taro, "Success"), (farid, "Failure"), (farid, "Success")];
    assert_eq!(sign_ins, each_the_second_time);
}

#[test]
fn the_files_of_the_sample_case_come_in_every_shape() {
    let files = sample_case();
    assert!(files.is_sorted_by(|a, b| a.path < b.path), "in order of path, no path twice");
    let count = |test: &dyn Fn(&[u8]) -> bool| files.iter().filter(|file| test(&file.bytes)).count();
    assert_eq!(count(&|bytes| bytes.starts_with(b"[")), 1);
    assert_eq!(count(&|bytes| bytes.starts_with(b"PK\x03\x04")), 1);
    assert!(count(&|bytes| bytes.starts_with(&[0x1f, 0x8b])) > 10);
    assert_eq!(count(&|bytes| bytes.is_empty()), 1);
    assert!(count(&|bytes| bytes.windows(3).skip(1).any(|w| w == [0x1f, 0x8b, 8])) > 0, "several members");
    let distinct: BTreeSet<_> = files.iter().map(|file| &file.bytes).collect();
    assert_eq!(distinct.len() + 1, files.len(), "one file lies there twice");
}

#[test]
fn an_error_of_the_sink_ends_the_writing() {
    let mut calls = 0;
    let result = sample_at_scale(100_000, 1, SampleFormat::JsonLines, &mut |_, _| {
        calls += 1;
        Err(std::io::Error::other("disk full"))
    });
    assert_eq!((result.unwrap_err().to_string().as_str(), calls), ("disk full", 1));
}
