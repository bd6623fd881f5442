//! A plain count of what is in the sample's files: no reader of the product, no generator, and nothing but
//! what the sample needs.

use serde_json::Value;
use sessionscope::sample::{Answer, TransferSum};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// One file as text: unpacked if its first bytes say gzip.
pub fn text_of(bytes: &[u8]) -> String {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

/// The members of a zip.
pub fn members_of(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(zip).unwrap();
    let mut members = Vec::new();
    for entry in archive.entries() {
        let entry = entry.unwrap();
        let content = archive.get_entry(entry.wayfinder()).unwrap();
        let mut bytes = Vec::new();
        content.verifying_reader(content.data()).read_to_end(&mut bytes).unwrap();
        members.push((String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap(), bytes));
    }
    members
}

/// The values of a file of any of the sample's forms, and the numbers of lines that are none.
pub fn values_of(text: &str) -> (Vec<Value>, Vec<usize>) {
    if text.starts_with('[') || text.starts_with("{\n") {
        return (as_list(serde_json::from_str(text).unwrap()), Vec::new());
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

fn as_list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        value => vec![value],
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn list<'a>(value: &'a Value, key: &str) -> Option<&'a Vec<Value>> {
    value[key].as_array()
}

/// What a plain count finds.
#[derive(Default)]
pub struct Plain {
    inputs: u64,
    bytes: u64,
    /// Each record of which the second is a duplicate, by its id or else its text.
    pub seen: BTreeSet<String>,
    duplicates: u64,
    skipped: u64,
    bad: Vec<(String, u64)>,
    by_activity: BTreeMap<String, u64>,
    by_user: BTreeMap<String, u64>,
    by_system: BTreeMap<String, u64>,
    bytes_by_activity: BTreeMap<String, u64>,
    /// Events of a session whose records have its id, by system and id.
    session_events: BTreeMap<(String, String), u64>,
    /// Times of the calls of CloudShell, which all are one person's in one environment.
    shell_times: BTreeSet<String>,
    shell_transfers: BTreeMap<&'static str, u64>,
}

impl Plain {
    pub fn file(&mut self, path: &str, bytes: &[u8]) {
        if bytes.starts_with(b"PK") {
            return members_of(bytes).iter().for_each(|(name, bytes)| self.file(name, bytes));
        }
        self.inputs += 1;
        self.bytes += bytes.len() as u64;
        let text = text_of(bytes);
        if path.ends_with(".tmp") {
            self.skipped += 1;
        } else if path.ends_with(".csv") {
            self.skipped += text.lines().count() as u64 - 1;
        } else if text.contains("Script started on ") && !text.starts_with('{') || path.ends_with(".log") {
            // A transcript: its file or the folder of its file is named by its session.
            let named = path.rsplit('/').find(|part| part.contains('@')).unwrap();
            self.transcript(named.trim_end_matches(".log"));
        } else {
            let (values, bad) = values_of(&text);
            self.bad.extend(bad.into_iter().map(|line| (path.to_owned(), line as u64)));
            values.iter().for_each(|value| self.value(value));
        }
    }

    fn value(&mut self, value: &Value) {
        if let Some(records) = list(value, "Records") {
            return records.iter().for_each(|record| self.once(record, text(&record["eventID"])));
        }
        if let Some(events) = list(value, "events") {
            for event in events {
                let message = serde_json::from_str(text(&event["message"])).unwrap();
                self.once(&message, text(&event["eventId"]));
            }
            return;
        }
        if list(value, "logEvents").is_some() {
            return self.transcript(text(&value["logStream"]));
        }
        for session in list(value, "Sessions").into_iter().flatten() {
            let key = ("session-manager".to_owned(), text(&session["SessionId"]).to_owned());
            self.session_events.entry(key).or_default();
            self.skipped += 1;
        }
        for key in ["Workspaces", "PublicKeyList"] {
            self.skipped += list(value, key).map_or(0, Vec::len) as u64;
        }
        for result in list(value, "MetricDataResults").into_iter().flatten() {
            assert_eq!(list(result, "Timestamps").unwrap().len(), list(result, "Values").unwrap().len());
            self.skipped += list(result, "Values").unwrap().len() as u64;
        }
        let is_listing = ["Sessions", "Workspaces", "MetricDataResults", "PublicKeyList"]
            .iter()
            .any(|key| !value[key].is_null());
        let is_one_of_its_kind =
            ["sessionLogger", "digestS3Object", "Metadata"].iter().any(|key| !value[key].is_null());
        if is_one_of_its_kind {
            self.skipped += 1;
        } else if !is_listing {
            self.once(value, text(&value["id"]));
        }
    }

    fn once(&mut self, value: &Value, id: &str) {
        let identity = if id.is_empty() { value.to_string() } else { id.to_owned() };
        if self.seen.insert(identity) {
            self.event(value);
        } else {
            self.duplicates += 1;
        }
    }

    fn event(&mut self, value: &Value) {
        if !value["eventSource"].is_null() {
            return self.call(value);
        }
        if !value["sessionData"].is_null() {
            let arn = text(&value["userIdentity"]["arn"]);
            let user = arn.rsplit('/').next().unwrap();
            self.count("session-manager-stream", "SessionOutput", user);
            return self.in_session("session-manager", text(&value["sessionId"]));
        }
        if value["detail-type"] == "WorkSpaces Access" {
            return self.count("workspaces-access", "WorkSpacesLogin", "");
        }
        if let Some(name) = value["eventType"].as_str() {
            return self.count("user-access-logging", name, text(&value["userName"]));
        }
        let name = match value["activity_name"].as_str().unwrap() {
            "UrlLoad" | "URLVisit" => "UrlVisit",
            "PrintJobSubmitted" => "PrintJobSubmit",
            "SessionDisconnect" => "SessionDisconnection",
            name => name,
        };
        let detail = &value["session_detail"];
        self.count("session-logger", name, detail["username"].as_str().unwrap());
        *self.bytes_by_activity.entry(name.to_owned()).or_default() +=
            value["file"]["size"].as_u64().unwrap_or(0);
        self.in_session("session-logger", detail["session_id"].as_str().unwrap());
    }

    fn call(&mut self, record: &Value) {
        const OF_SESSIONS: [&str; 4] =
            ["StartSession", "TerminateSession", "CreateControlChannel", "OpenControlChannel"];
        let (name, identity) = (text(&record["eventName"]), &record["userIdentity"]);
        let system = match text(&record["eventSource"]) {
            "cloudshell.amazonaws.com" => "cloudshell",
            "ssm.amazonaws.com" if OF_SESSIONS.contains(&name) => "session-manager",
            _ => "cloudtrail",
        };
        let of_arn = text(&identity["arn"]).rsplit('/').next().unwrap_or("");
        let user = [text(&identity["userName"]), of_arn, text(&identity["invokedBy"])];
        self.count(system, name, user.into_iter().find(|user| !user.is_empty()).unwrap());
        if system == "cloudshell" {
            self.shell_times.insert(text(&record["eventTime"]).to_owned());
            if let ("GetFileDownloadUrls" | "GetFileUploadUrls", true) = (name, record["errorCode"].is_null())
            {
                let from = if name == "GetFileUploadUrls" { "local" } else { "cloudshell" };
                *self.shell_transfers.entry(from).or_default() += 1;
            }
        }
        let session = [&record["requestParameters"], &record["responseElements"]]
            .into_iter()
            .find_map(|part| part["sessionId"].as_str());
        if let ("session-manager", Some(session)) = (system, session) {
            self.in_session(system, session);
        }
    }

    fn transcript(&mut self, session: &str) {
        let (user, _) = session.rsplit_once('-').unwrap();
        self.count("session-manager-transcript", "SessionTranscript", user);
        self.in_session("session-manager", session);
        assert!(self.seen.insert(format!("transcript of {session}")));
    }

    fn count(&mut self, system: &str, activity: &str, user: &str) {
        *self.by_system.entry(system.to_owned()).or_default() += 1;
        *self.by_activity.entry(activity.to_owned()).or_default() += 1;
        *self.by_user.entry(user.to_owned()).or_default() += 1;
    }

    fn in_session(&mut self, system: &str, id: &str) {
        *self.session_events.entry((system.to_owned(), id.to_owned())).or_default() += 1;
    }

    pub fn agrees_with(&self, answer: &Answer) {
        let totals = &answer.totals;
        assert_eq!(totals.inputs, self.inputs);
        assert_eq!(totals.bytes, self.bytes);
        assert_eq!(totals.events, self.seen.len() as u64);
        assert_eq!(totals.duplicates, self.duplicates);
        assert_eq!(totals.rejected, self.bad.len() as u64);
        assert_eq!(totals.skipped, self.skipped);
        assert_eq!(totals.records, totals.events + totals.duplicates + totals.rejected + totals.skipped);
        assert_eq!(totals.undated, 0);
        assert_eq!(totals.users, self.by_user.keys().filter(|user| !user.is_empty()).count() as u64);
        assert_eq!(totals.sessions, answer.sessions.len() as u64);
        assert_eq!(answer.by_activity, self.by_activity);
        assert_eq!(answer.by_user, self.by_user);
        assert_eq!(answer.by_system, self.by_system);
        let noted: Vec<_> = answer.notices.iter().map(|n| (n.path.clone(), n.line)).collect();
        assert_eq!(noted, self.bad);
        self.agrees_on_sessions(answer);
        self.agrees_on_transfers(answer);
    }

    fn agrees_on_sessions(&self, answer: &Answer) {
        let sessions: BTreeMap<_, _> = (answer.sessions.iter())
            .filter(|s| ["session-logger", "session-manager"].contains(&s.system.as_str()))
            .map(|s| ((s.system.clone(), s.id.clone()), s.events))
            .collect();
        assert_eq!(sessions, self.session_events);
        // All of CloudShell's calls are of one day: a difference of minutes tells the visits apart.
        let minute =
            |time: &str| time[11..13].parse::<u64>().unwrap() * 60 + time[14..16].parse::<u64>().unwrap();
        let times: Vec<&String> = self.shell_times.iter().collect();
        let gaps = times.windows(2).filter(|pair| minute(pair[1]) - minute(pair[0]) > 20).count();
        let visits = answer.sessions.iter().filter(|s| s.system == "cloudshell");
        assert_eq!(visits.count(), if times.is_empty() { 0 } else { gaps + 1 });
    }

    fn agrees_on_transfers(&self, answer: &Answer) {
        let find = |system: &str, from: &str, to: &str| -> Option<&TransferSum> {
            answer.transfers.iter().find(|t| t.system == system && t.from == from && t.to == to)
        };
        let ways = [
            ("local", "remote-disk", "FileTransferFromLocalToRemoteDisk"),
            ("remote-disk", "local", "FileTransferFromRemoteToLocalDisk"),
            ("site", "remote-disk", "FileDownloadFromSecureBrowserToRemoteDisk"),
            ("remote-disk", "site", "FileUploadFromRemoteDiskToSecureBrowser"),
            ("remote-disk", "printer", "PrintJobSubmit"),
            ("local", "remote-clipboard", "ContentTransferFromLocalToRemoteClipboard"),
            ("site", "remote-clipboard", "ContentCopyFromWebsite"),
            ("remote-clipboard", "site", "ContentPasteToWebsite"),
        ];
        for (from, to, activity) in ways {
            let found = find("session-logger", from, to);
            assert_eq!(found.map(|t| t.count), self.by_activity.get(activity).copied(), "{activity}");
            assert_eq!(found.map(|t| t.bytes), self.bytes_by_activity.get(activity).copied(), "{activity}");
        }
        for (from, to) in [("cloudshell", "local"), ("local", "cloudshell")] {
            let found = find("cloudshell", from, to);
            assert_eq!(found.map(|t| t.count), self.shell_transfers.get(from).copied(), "{from} {to}");
            assert!(found.is_none_or(|t| t.bytes == 0 && t.without_size == t.count));
        }
    }
}
