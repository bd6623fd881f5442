//! The sample and its answer, held against a plain count over the bytes with serde_json alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use serde_json::Value;
use sessionscope::sample::{Answer, SampleFormat, sample_at_scale, sample_case, sample_case_answer};
use sha2::{Digest, Sha256};

/// One file as text: unpacked if its first bytes say gzip.
fn text_of(bytes: &[u8]) -> String {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

/// The values of a file of any of the sample's forms, and the numbers of lines that are none.
fn values_of(text: &str) -> (Vec<Value>, Vec<usize>) {
    if text.starts_with('[') {
        return (serde_json::from_str(text).unwrap(), Vec::new());
    }
    if text.lines().count() == 1 {
        let stream = serde_json::Deserializer::from_str(text).into_iter();
        return (stream.map(Result::unwrap).collect(), Vec::new());
    }
    let (mut values, mut bad) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        match serde_json::from_str(line) {
            Ok(value) => values.push(value),
            Err(_) => bad.push(index + 1),
        }
    }
    (values, bad)
}

/// What a plain count finds.
#[derive(Default)]
struct Plain {
    bytes: u64,
    seen: BTreeSet<String>,
    duplicates: u64,
    bad: Vec<(String, u64)>,
    by_activity: BTreeMap<String, u64>,
    by_user: BTreeMap<String, u64>,
    by_system: BTreeMap<String, u64>,
    bytes_by_activity: BTreeMap<String, u64>,
    session_events: BTreeMap<String, u64>,
    times: BTreeSet<String>,
}

impl Plain {
    fn file(&mut self, path: &str, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        let (values, bad) = values_of(&text_of(bytes));
        self.bad.extend(bad.into_iter().map(|line| (path.to_owned(), line as u64)));
        for value in values {
            if self.seen.insert(value.to_string()) {
                self.value(&value);
            } else {
                self.duplicates += 1;
            }
        }
    }

    fn value(&mut self, value: &Value) {
        let access = value["eventType"].as_str();
        let name = access.unwrap_or_else(|| value["activity_name"].as_str().unwrap());
        let name = match name {
            "UrlLoad" | "URLVisit" => "UrlVisit",
            "PrintJobSubmitted" => "PrintJobSubmit",
            "SessionDisconnect" => "SessionDisconnection",
            name => name,
        };
        let detail = &value["session_detail"];
        let (system, user) = match access {
            Some(_) => ("user-access-logging", value["userName"].as_str().unwrap_or("")),
            None => ("session-logger", detail["username"].as_str().unwrap()),
        };
        *self.by_system.entry(system.to_owned()).or_default() += 1;
        *self.by_activity.entry(name.to_owned()).or_default() += 1;
        *self.by_user.entry(user.to_owned()).or_default() += 1;
        *self.bytes_by_activity.entry(name.to_owned()).or_default() +=
            value["file"]["size"].as_u64().unwrap_or(0);
        if access.is_none() {
            let session = detail["session_id"].as_str().unwrap().to_owned();
            *self.session_events.entry(session).or_default() += 1;
            self.times.insert(value["time"].as_str().unwrap().to_owned());
        }
    }

    fn agrees_with(&self, answer: &Answer) {
        let totals = &answer.totals;
        assert_eq!(totals.bytes, self.bytes);
        assert_eq!(totals.events, self.seen.len() as u64);
        assert_eq!(totals.duplicates, self.duplicates);
        assert_eq!(totals.rejected, self.bad.len() as u64);
        assert_eq!(totals.records, totals.events + totals.duplicates + totals.rejected + totals.skipped);
        assert_eq!(totals.undated, 0);
        assert_eq!(totals.users, self.by_user.keys().filter(|user| !user.is_empty()).count() as u64);
        assert_eq!(totals.sessions, answer.sessions.len() as u64);
        assert_eq!(answer.by_activity, self.by_activity);
        assert_eq!(answer.by_user, self.by_user);
        assert_eq!(answer.by_system, self.by_system);
        let noted: Vec<_> = answer.notices.iter().map(|n| (n.path.clone(), n.line)).collect();
        assert_eq!(noted, self.bad);
        let sessions: BTreeMap<_, _> = (answer.sessions.iter().filter(|s| s.system == "session-logger"))
            .map(|s| (s.id.clone(), s.events))
            .collect();
        assert_eq!(sessions, self.session_events);
        for (from, to, activity) in [
            ("local", "remote-disk", "FileTransferFromLocalToRemoteDisk"),
            ("remote-disk", "local", "FileTransferFromRemoteToLocalDisk"),
            ("site", "remote-disk", "FileDownloadFromSecureBrowserToRemoteDisk"),
            ("remote-disk", "site", "FileUploadFromRemoteDiskToSecureBrowser"),
            ("remote-disk", "printer", "PrintJobSubmit"),
            ("local", "remote-clipboard", "ContentTransferFromLocalToRemoteClipboard"),
            ("site", "remote-clipboard", "ContentCopyFromWebsite"),
            ("remote-clipboard", "site", "ContentPasteToWebsite"),
        ] {
            let found = answer.transfers.iter().find(|t| t.from == from && t.to == to);
            assert_eq!(found.map(|t| t.count), self.by_activity.get(activity).copied(), "{activity}");
            assert_eq!(found.map(|t| t.bytes), self.bytes_by_activity.get(activity).copied(), "{activity}");
        }
    }
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

fn hash_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        hash.update(format!("{path} {}\n", bytes.len()));
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn case_hash() -> String {
    hash_of(sample_case().iter().map(|file| (file.path.as_str(), file.bytes.as_slice())))
}

#[test]
fn the_sample_case_is_the_same_bytes_every_time() {
    assert_eq!(case_hash(), case_hash());
    assert_eq!(case_hash(), "c55317d0ee429b673cf2fab46a0d9ec992b15322c0020fd571c10f7439fdd6ad");
}

#[test]
fn a_sample_at_scale_depends_on_its_arguments_alone() {
    let hash = |seed| {
        let (files, _) = scaled(5_000, seed, SampleFormat::JsonLines);
        hash_of(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
    };
    assert_eq!(hash(7), hash(7));
    assert_ne!(hash(7), hash(8));
    assert_eq!(hash(7), "97171c7c8b0bdd01735fd296e37e1380ad28f70f3ac84b0a638b9efa47907396");
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
    let answer = sample_case_answer();
    let names: Vec<_> = answer.by_activity.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "ContentCopyFromWebsite",
            "ContentPasteToWebsite",
            "ContentTransferFromLocalToRemoteClipboard",
            "EndSession",
            "FileDownloadFromSecureBrowserToRemoteDisk",
            "FileTransferFromLocalToRemoteDisk",
            "FileTransferFromRemoteToLocalDisk",
            "FileUploadFromRemoteDiskToSecureBrowser",
            "PrintJobSubmit",
            "SessionConnect",
            "SessionDisconnection",
            "SessionEnd",
            "SessionStart",
            "StartSession",
            "TabClose",
            "TabGroupCreate",
            "TabOpen",
            "UrlBlockByContentFilter",
            "UrlVisit",
            "Validation",
            "VisitPage",
            "WebsiteInteract",
        ]
    );
    assert_eq!(answer.by_activity["TabGroupCreate"], 1);
    let written: BTreeSet<String> = (plain_case().seen.iter())
        .filter_map(|text| {
            serde_json::from_str::<Value>(text).unwrap()["activity_name"].as_str().map(str::to_owned)
        })
        .collect();
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
fn the_sample_case_is_three_days_of_a_dozen_people() {
    let answer = sample_case_answer();
    assert!((2_000..=4_000).contains(&answer.totals.events), "{}", answer.totals.events);
    assert_eq!(answer.totals.users, 12);
    assert!(answer.by_user.contains_key("田中太郎") && answer.by_user.contains_key("EXAMPLE\\svc-auditor"));
    assert!(answer.time_range.start.unwrap().starts_with("2026-11-17T"));
    assert!(answer.time_range.end.unwrap().starts_with("2026-11-19T"));
    assert_eq!((answer.totals.rejected, answer.totals.skipped), (1, 1));
    assert!(answer.totals.duplicates > 0);
}

#[test]
fn the_chain_of_the_sample_case_can_be_followed() {
    let events: Vec<Value> =
        plain_case().seen.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
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
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].user.as_str(), open[0].state.as_str()), ("ines.moreau@example.com", "open"));
    let overlaps: Vec<_> = (answer.sessions.iter())
        .flat_map(|a| answer.sessions.iter().map(move |b| (a, b)))
        .filter(|(a, b)| a.system == "session-logger" && a.system == b.system && a.user == b.user)
        .filter(|(a, b)| a.id != b.id && a.start <= b.start && b.start < a.end)
        .map(|(a, _)| a.user.as_str())
        .collect();
    assert_eq!(overlaps, ["grace.kim@example.com"]);
    assert!(answer.sessions.iter().any(|s| s.system == "user-access-logging" && s.state == "ended"));
}

#[test]
fn the_files_of_the_sample_case_come_in_every_shape() {
    let files = sample_case();
    assert!(files.is_sorted_by(|a, b| a.path < b.path), "in order of path, no path twice");
    let count = |test: &dyn Fn(&[u8]) -> bool| files.iter().filter(|file| test(&file.bytes)).count();
    assert_eq!(count(&|bytes| bytes.starts_with(b"[")), 1);
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
