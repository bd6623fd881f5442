//! Findings: planted cases of each kind, each beside harmless twins that must not be found; and a clean case in which
//! nothing is found until one thing is changed.

mod support;

use serde_json::{Value, json};
use sessionscope::audit::answer::{AuditItem, AuditLine, AuditPart, AuditRow, AuditWords, WordsValue};
use sessionscope::audit::finding::{FindingKind, MAX_CITATIONS};
use sessionscope::engine::requests::{AuditPage, AuditScope, FindingKinds};
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::Window;
use sessionscope::model::audit_options::{AuditOptions, Hours, Weekdays};
use sessionscope::model::time::rfc3339;
use std::collections::BTreeMap;
use support::random::Random;
use support::{InputFile, audit_text, audit_text_with, read, read_batches, read_scattered};

const FROM_SITE: &str = "FileDownloadFromSecureBrowserToRemoteDisk";
const FROM_LOCAL: &str = "FileTransferFromLocalToRemoteDisk";
const TO_LOCAL: &str = "FileTransferFromRemoteToLocalDisk";
const TO_PRINTER: &str = "PrintJobSubmit";
const TO_SITE: &str = "FileUploadFromRemoteDiskToSecureBrowser";

/// 2026-11-16, a Monday, at 00:00 UTC.
const MONDAY_MS: i64 = 1_794_787_200_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Ten in the morning of that day.
const TEN: i64 = MONDAY_MS + 10 * HOUR;

/// A session of Session Logger in the making.
#[derive(Clone)]
struct Session {
    id: String,
    user: String,
    address: String,
    portal: String,
    records: Vec<Value>,
}

impl Session {
    fn new(id: &str) -> Session {
        Session {
            id: id.to_owned(),
            user: format!("user-of-{id}"),
            address: "203.0.113.7".to_owned(),
            portal: "portal-1".to_owned(),
            records: Vec::new(),
        }
    }

    fn of(mut self, user: &str) -> Session {
        self.user = user.to_owned();
        self
    }

    fn from(mut self, address: &str) -> Session {
        self.address = address.to_owned();
        self
    }

    fn at(mut self, portal: &str) -> Session {
        self.portal = portal.to_owned();
        self
    }

    fn event(mut self, time: i64, activity: &str, more: Value) -> Session {
        let mut record = json!({
            "category_name": "WorkSpacesSecureBrowser", "activity_name": activity, "time": time,
            "session_detail": {"portal_id": self.portal, "session_id": self.id, "client_ip": self.address,
                               "username": self.user},
        });
        let more = more.as_object().expect("an object").clone();
        record.as_object_mut().expect("an object").extend(more);
        self.records.push(record);
        self
    }

    fn visit(self, time: i64, host: &str) -> Session {
        self.event(time, "UrlVisit", json!({"url": {"url_string": format!("https://{host}/")}}))
    }

    fn block(self, time: i64, host: &str) -> Session {
        let url = json!({"url": {"url_string": format!("https://{host}/")}});
        self.event(time, "UrlBlockByContentFilter", url)
    }

    fn leg(self, time: i64, activity: &str, file: &str, size: Option<u64>) -> Session {
        let more =
            json!({"file": {"name": file, "size": size}, "url": {"url_string": "https://www.example.com/"}});
        self.event(time, activity, more)
    }

    fn start(self, time: i64) -> Session {
        self.event(time, "SessionStart", json!({}))
    }

    fn end(self, time: i64) -> Session {
        self.event(time, "SessionEnd", json!({}))
    }
}

fn call(source: &str, name: &str, time: i64, who: &str, more: Value) -> Value {
    let time = sessionscope::model::time::rfc3339(time);
    let mut record = json!({
        "eventVersion": "1.08", "eventSource": source, "eventName": name, "eventTime": time,
        "userIdentity": {"type": "IAMUser", "userName": who, "arn": format!("arn:aws:iam::111122223333:user/{who}")},
        "sourceIPAddress": "192.0.2.1",
    });
    record.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    record
}

/// What is planted, in one or several sessions of its own.
struct Plant {
    kind: &'static str,
    /// Whether it is to be found.
    is_real: bool,
    records: Vec<Value>,
}

fn plant(kind: &'static str, is_real: bool, sessions: impl IntoIterator<Item = Session>) -> Plant {
    Plant { kind, is_real, records: sessions.into_iter().flat_map(|session| session.records).collect() }
}

/// The start of a user's day `n`, who downloads nothing that would be a sign.
fn sessions_from(user: &str, addresses: &[&str]) -> Vec<Session> {
    (0..)
        .zip(addresses)
        .map(|(number, address)| {
            let time = TEN + number * DAY;
            Session::new(&format!("{user}-{number}")).of(user).from(address).start(time).end(time + MINUTE)
        })
        .collect()
}

/// A user who takes so many bytes along, day by day.
fn days_of_bytes(user: &str, days: &[u64]) -> Vec<Session> {
    (0..)
        .zip(days)
        .map(|(number, bytes)| {
            let time = TEN + number * DAY;
            let session = Session::new(&format!("{user}-{number}")).of(user).start(time);
            let session = session.leg(time + 1_000, FROM_LOCAL, "f", Some(*bytes));
            session.leg(time + 2_000, TO_LOCAL, "f", Some(*bytes)).end(time + MINUTE)
        })
        .collect()
}

/// All that can be planted of a kind, with ids that begin with `name`: real ones, and twins at the edge of each
/// threshold.
fn plants(name: &str) -> Vec<Plant> {
    let id = |part: &str| format!("{name}-{part}");
    let session = |part: &str| Session::new(&id(part));
    let mut all = Vec::new();
    let mut add = |kind, is_real, sessions: Vec<Session>| all.push(plant(kind, is_real, sessions));

    let kind = "activity-after-end";
    let ended = |part: &str| session(part).start(TEN).end(TEN + HOUR);
    add(kind, true, vec![ended("a1").visit(TEN + HOUR + 1_001, "a.example")]);
    add(
        kind,
        true,
        vec![ended("a2").visit(TEN + HOUR + 5_000, "a.example").visit(TEN + 2 * HOUR, "b.example")],
    );
    add(kind, false, vec![ended("a3").visit(TEN + HOUR + 1_000, "a.example")]);
    add(kind, false, vec![ended("a4").event(TEN + HOUR + 9_000, "SessionDisconnection", json!({}))]);
    add(kind, false, vec![ended("a5").start(TEN + 2 * HOUR - 1).end(TEN + 2 * HOUR)]);

    let kind = "address-changed";
    let moved = |part: &str, second: &str| {
        let session = session(part).from("2001:db8::1").start(TEN).from(second);
        session.visit(TEN + MINUTE, "a.example").end(TEN + HOUR)
    };
    add(kind, true, vec![moved("b1", "2001:db8::2")]);
    add(
        kind,
        true,
        vec![moved("b2", "2001:db8::2").from("2001:db8::1").visit(TEN + 2 * MINUTE, "a.example")],
    );
    add(kind, false, vec![moved("b3", "2001:0DB8:0:0::0001")]);
    add(kind, false, vec![moved("b4", "")]);
    add(
        kind,
        false,
        vec![session("b5").from("::ffff:192.0.2.1").start(TEN).from("192.0.2.1").end(TEN + HOUR)],
    );

    let kind = "user-changed";
    let (alice, bob) = (id("alice"), id("bob"));
    add(kind, true, vec![session("c1").of(&alice).start(TEN).of(&bob).end(TEN + HOUR)]);
    add(kind, false, vec![session("c2").of(&bob).start(TEN + 3 * HOUR).of("").end(TEN + 4 * HOUR)]);

    let kind = "sessions-at-once";
    let two = |part: &str, second: i64, address: &str| {
        let user = id(part);
        vec![
            session(&format!("{part}-1")).of(&user).start(TEN).end(TEN + HOUR),
            session(&format!("{part}-2")).of(&user).from(address).start(TEN + second).end(TEN + 3 * HOUR),
        ]
    };
    add(kind, true, two("d1", HOUR - 1, "198.51.100.9"));
    add(kind, true, two("d2", 0, "198.51.100.9"));
    add(kind, false, two("d3", HOUR, "198.51.100.9"));
    add(kind, false, two("d4", MINUTE, "203.0.113.7"));
    add(kind, false, two("d5", MINUTE, "::ffff:203.0.113.7"));
    add(kind, false, two("d6", MINUTE, ""));

    let kind = "out-without-in";
    let out = |session: Session| session.leg(TEN + 3_000, TO_LOCAL, "x", Some(5));
    add(kind, true, vec![out(session("e1").start(TEN))]);
    add(kind, false, vec![out(session("e2").visit(TEN, "a.example"))]);
    add(kind, false, vec![out(session("e3").start(TEN).leg(TEN + 1_000, FROM_LOCAL, "x", None))]);
    add(kind, false, vec![session("e4").start(TEN).leg(TEN + 3_000, TO_PRINTER, "x", Some(5))]);
    add(kind, false, vec![out(session("e5").at("portal-blind").start(TEN))]);

    let kind = "size-changed";
    let sized = |part: &str, to: &str, out_size| {
        session(part).start(TEN).leg(TEN + 1_000, FROM_LOCAL, "x", Some(4)).leg(
            TEN + 2_000,
            to,
            "x",
            out_size,
        )
    };
    add(kind, true, vec![sized("f1", TO_LOCAL, Some(5))]);
    add(kind, false, vec![sized("f2", TO_LOCAL, Some(4))]);
    add(kind, false, vec![sized("f3", TO_LOCAL, None)]);
    add(kind, false, vec![sized("f4", TO_PRINTER, Some(5))]);

    let kind = "left-after-download";
    let passed = |part: &str, from: &str, to: &str, size| {
        session(part).start(TEN).leg(TEN + 1_000, from, "x", Some(size)).leg(TEN + 2_000, to, "x", Some(size))
    };
    add(kind, true, vec![passed("g1", FROM_SITE, TO_LOCAL, 1_000_000_000)]);
    add(kind, true, vec![passed("g2", FROM_SITE, TO_PRINTER, 2_000_000_000)]);
    add(kind, false, vec![passed("g3", FROM_SITE, TO_LOCAL, 999_999_999)]);
    add(kind, false, vec![passed("g4", FROM_LOCAL, TO_LOCAL, 1_000_000_000)]);
    add(kind, false, vec![passed("g5", FROM_SITE, TO_SITE, 1_000_000_000)]);

    let kind = "first-seen-network";
    let usual = ["203.0.113.1", "203.0.113.2", "203.0.113.3"];
    let and = |more: &[&'static str]| [&usual[..], more].concat();
    add(kind, true, sessions_from(&id("h1"), &and(&["198.51.100.9"])));
    add(kind, true, sessions_from(&id("h2"), &and(&["2001:db8:1::1"])));
    add(kind, false, sessions_from(&id("h3"), &and(&["203.0.113.99"])));
    add(kind, false, sessions_from(&id("h4"), &["203.0.113.1", "203.0.113.2", "198.51.100.9"]));
    add(kind, false, sessions_from(&id("h5"), &and(&["not an address"])));
    add(kind, false, sessions_from(&id("h6"), &["", "203.0.113.1", "203.0.113.2", "198.51.100.9"]));

    let kind = "bulk-out";
    add(kind, true, days_of_bytes(&id("i1"), &[1, 9_999_999, 20_000_000, 100_000_000]));
    add(kind, true, days_of_bytes(&id("i2"), &[1, 2, 3, 4, 100_000_000]));
    add(kind, false, days_of_bytes(&id("i3"), &[1, 2, 3, 99_999_999]));
    add(kind, false, days_of_bytes(&id("i4"), &[1, 2, 100_000_000]));
    add(kind, false, days_of_bytes(&id("i5"), &[1, 10_000_000, 20_000_000, 100_000_000]));
    add(kind, false, days_of_bytes(&id("i6"), &[0, 1, 2, 100_000_000]));

    let kind = "blocked-then-reached";
    let reached = |part: &str, after: i64, host: &str| {
        session(part).start(TEN).block(TEN + MINUTE, "bad.example").visit(TEN + MINUTE + after, host)
    };
    add(kind, true, vec![reached("j1", 1_000, "bad.example")]);
    add(kind, true, vec![reached("j2", HOUR, "bad.example")]);
    add(kind, false, vec![reached("j3", 999, "bad.example")]);
    add(kind, false, vec![reached("j4", HOUR + 1, "bad.example")]);
    add(kind, false, vec![reached("j5", 5_000, "good.example")]);
    add(
        kind,
        false,
        vec![session("j6").start(TEN).visit(TEN + 1, "bad.example").block(TEN + MINUTE, "bad.example")],
    );

    let kind = "out-of-hours";
    let at_hour = |part: &str, time: i64| {
        let session = session(part).start(time - 2_000).leg(time - 1_000, FROM_LOCAL, "x", Some(5));
        session.leg(time, TO_LOCAL, "x", Some(5))
    };
    add(kind, true, vec![at_hour("k1", MONDAY_MS + 22 * HOUR)]);
    add(kind, true, vec![at_hour("k2", MONDAY_MS + 5 * DAY + 10 * HOUR)]);
    add(kind, false, vec![at_hour("k3", MONDAY_MS + 22 * HOUR - 1)]);
    add(kind, false, vec![at_hour("k4", MONDAY_MS + 6 * HOUR)]);

    let kind = "unknown-activity";
    add(kind, true, vec![session("l1").start(TEN).event(TEN + 1, &id("Novelty"), json!({}))]);
    add(kind, false, vec![session("l2").start(TEN).event(TEN + 1, "urlLOAD", json!({}))]);

    let mut calls = |kind, is_real, records: Vec<Value>| all.push(Plant { kind, is_real, records });
    let kind = "secret-then-download";
    let download =
        |who: &str, time, more| call("cloudshell.amazonaws.com", "GetFileDownloadUrls", time, who, more);
    let secret =
        |who: &str, time, more| call("secretsmanager.amazonaws.com", "GetSecretValue", time, who, more);
    let parameter = |who: &str, time| call("ssm.amazonaws.com", "GetParametersByPath", time, who, json!({}));
    let who = |part: &str| id(part);
    calls(kind, true, vec![secret(&who("m1"), TEN, json!({})), download(&who("m1"), TEN + HOUR, json!({}))]);
    calls(kind, true, vec![parameter(&who("m2"), TEN), download(&who("m2"), TEN + 1_000, json!({}))]);
    calls(
        kind,
        false,
        vec![secret(&who("m3"), TEN, json!({})), download(&who("m3"), TEN + HOUR + 1, json!({}))]
            .into_iter()
            .map(|mut call| {
                if call["eventName"] == "GetFileDownloadUrls" {
                    call["eventTime"] = json!("2026-11-16T11:00:01Z");
                }
                call
            })
            .collect(),
    );
    let denied = json!({"errorCode": "AccessDenied"});
    calls(
        kind,
        false,
        vec![secret(&who("m4"), TEN, denied.clone()), download(&who("m4"), TEN + 1_000, json!({}))],
    );
    calls(kind, false, vec![secret(&who("m5"), TEN, json!({})), download(&who("m5"), TEN + 1_000, denied)]);
    calls(
        kind,
        false,
        vec![secret(&who("m6"), TEN, json!({})), download(&who("m6b"), TEN + 1_000, json!({}))],
    );
    calls(
        kind,
        false,
        vec![secret(&who("m7"), TEN + 2_000, json!({})), download(&who("m7"), TEN + 1_000, json!({}))],
    );

    let kind = "two-places";
    let login = |who: &str, time, address: &str, more: Value| {
        let mut record = call("signin.amazonaws.com", "ConsoleLogin", time, who, more);
        record["sourceIPAddress"] = json!(address);
        record
    };
    let number = Random::new(name.bytes().map(u64::from).sum()).below(200);
    let here = |host: u32| format!("10.{number}.{}.{}", host % 200, host % 7 + 1);
    let person = |part: &str| format!("{}@example.com", id(part));
    let pair = |part: &str, nets: (u32, u32), apart: i64, more: Value| {
        let person = person(part);
        vec![login(&person, TEN, &here(nets.0), json!({})), login(&person, TEN + apart, &here(nets.1), more)]
    };
    calls(kind, true, pair("n1", (1, 2), HOUR, json!({})));
    let session_login =
        session("n2").of(&person("n2")).from(&here(4)).start(TEN + MINUTE).end(TEN + HOUR).records;
    calls(kind, true, [vec![login(&person("n2"), TEN, &here(3), json!({}))], session_login].concat());
    calls(kind, false, pair("n3", (5, 6), HOUR + 1_000, json!({})));
    calls(kind, false, pair("n4", (7, 7), MINUTE, json!({})));
    calls(
        kind,
        false,
        pair(
            "n5",
            (8, 9),
            MINUTE,
            json!({"errorMessage": "Failed authentication", "responseElements": {"ConsoleLogin": "Failure"}}),
        ),
    );
    let shared = ["n6", "n7", "n8"].map(|part| login(&person(part), TEN, &here(10), json!({})));
    let from_shared = login(&person("n6"), TEN + MINUTE, &here(11), json!({}));
    calls(kind, false, shared.into_iter().chain([from_shared]).collect());
    all
}

/// Settings of a portal that collects nothing that would show how files come.
fn settings() -> InputFile {
    let text = json!({"sessionLogger": {
        "sessionLoggerArn": "arn:aws:workspaces-web:us-east-1:111122223333:sessionLogger/a",
        "associatedPortalArns": ["arn:aws:workspaces-web:us-east-1:111122223333:portal/portal-blind"],
        "eventFilter": {"include": ["SessionStart", "FileTransferFromRemoteToLocalDisk"]},
    }});
    InputFile::new("settings.json", text.to_string())
}

fn working_time() -> AuditOptions {
    AuditOptions {
        hours: Hours::parse("06:00-22:00"),
        days: Weekdays::parse("mon-fri").expect("days"),
        ..AuditOptions::default()
    }
}

fn log(path: &str, records: &[Value]) -> InputFile {
    InputFile::new(path, records.iter().map(|record| format!("{record}\n")).collect::<String>())
}

/// The findings in some inputs, in hours of work.
fn findings(given: &[InputFile]) -> Vec<Value> {
    let audit: Value = serde_json::from_str(&audit_text_with(&read(given), working_time())).expect("JSON");
    audit["findings"].as_array().expect("a list").clone()
}

/// The kinds of the findings in some records, each as often as it is found.
fn kinds(records: &[Value]) -> Vec<String> {
    let found = findings(&[log("log", records), settings()]);
    found.iter().map(|finding| finding["kind"].as_str().expect("a text").to_owned()).collect()
}

/// Kinds that a planted one of this kind may bring with it, for they say something of the same events.
fn may_come_with(kind: &str) -> &'static [&'static str] {
    match kind {
        // Who goes elsewhere than ever is elsewhere; who takes much along on a Saturday is out of hours.
        "bulk-out" | "first-seen-network" => &["out-of-hours", "two-places"],
        // A change of address is one of the network, within an hour.
        "sessions-at-once" => &["two-places"],
        _ => &[],
    }
}

#[test]
fn each_plant_alone_is_found_once_and_no_twin_is() {
    for Plant { kind, is_real, records } in plants("alone") {
        let found = kinds(&records);
        let (own, others): (Vec<&String>, Vec<&String>) = found.iter().partition(|found| *found == kind);
        assert_eq!(own.len(), usize::from(is_real), "{kind}: {records:#?}");
        for other in others {
            assert!(may_come_with(kind).contains(&other.as_str()), "{kind}: {other} in {records:#?}");
        }
    }
}

/// How many of a kind were planted, how many twins, how many were found rightly, and how many wrongly.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    planted: usize,
    twins: usize,
    found: usize,
    wrong: usize,
}

#[test]
fn of_many_plants_among_each_other_all_are_found_and_no_twin_is() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        // By the names that begin the ids of their sessions and users.
        let mut planted: Vec<(String, Plant)> = Vec::new();
        for number in 0..3 {
            let name = format!("case{seed}x{number}");
            planted.extend(plants(&name).into_iter().map(|plant| (name.clone(), plant)));
        }
        planted.retain(|_| random.below(3) > 0);
        let mut records: Vec<Value> = planted.iter().flat_map(|(_, plant)| plant.records.clone()).collect();
        random.shuffle(&mut records);
        let half = records.len() / 2;
        let given = [log("b", &records[..half]), log("a", &records[half..]), settings()];
        let text = audit_text_with(&read(&given), working_time());
        let scattered = read_scattered(&given, 1_000, 2, &mut random);
        assert!(text == audit_text_with(&scattered, working_time()), "the order says nothing");
        let audit: Value = serde_json::from_str(&text).expect("JSON");
        let mut cited: Vec<(String, Vec<Value>)> = Vec::new();
        for finding in audit["findings"].as_array().expect("a list") {
            let events = finding["events"].as_array().expect("a list");
            assert!(events.len() <= 20 && !events.is_empty());
            let originals = events.iter().map(|event| original(&given, event)).collect();
            cited.push((finding["kind"].as_str().expect("a text").to_owned(), originals));
        }
        for (_, plant) in &planted {
            let score = scores.entry(plant.kind).or_default();
            let is_own = |(kind, events): &&(String, Vec<Value>)| {
                kind == plant.kind && events.iter().all(|event| plant.records.contains(event))
            };
            let found = cited.iter().filter(is_own).count();
            if plant.is_real {
                score.planted += 1;
                score.found += found.min(1);
                score.wrong += found.saturating_sub(1);
            } else {
                score.twins += 1;
                score.wrong += found;
            }
        }
    }
    let table: Vec<String> = scores
        .iter()
        .map(|(kind, score)| {
            let Score { planted, twins, found, wrong } = score;
            assert_eq!((found, *wrong), (planted, 0), "{kind}");
            format!("| `{kind}` | {planted} | {twins} | {found} | {wrong} | 100 % | 100 % |")
        })
        .collect();
    let document = include_str!("../docs/EVIDENCE.md");
    for line in &table {
        assert!(
            document.contains(line.as_str()),
            "docs/EVIDENCE.md has not this table:\n{}",
            table.join("\n")
        );
    }
    assert_eq!(table.len(), 14, "every kind is planted");
}

/// The record that a citation leads to.
fn original(given: &[InputFile], citation: &Value) -> Value {
    let file =
        given.iter().find(|file| citation["path"] == file.path.as_str()).expect("a path that is there");
    let offset = citation["offset"].as_u64().expect("a number") as usize;
    let line = file.bytes[offset..].split(|byte| *byte == b'\n').next().expect("a line");
    serde_json::from_slice(line).expect("a record")
}

/// Two weeks of two users in which nothing is remarkable.
fn clean_case() -> Vec<Session> {
    let mut sessions = Vec::new();
    for (user, address) in [("alice", "203.0.113.7"), ("bob", "198.51.100.9")] {
        for day in [0, 1, 2, 3, 4, 7] {
            let time = TEN + day * DAY;
            let session = Session::new(&format!("{user}-{day}")).of(user).from(address).start(time);
            let session =
                session.visit(time + MINUTE, "www.example.com").block(time + 2 * MINUTE, "bad.example");
            let session = session.leg(time + 3 * MINUTE, FROM_LOCAL, "report.pdf", Some(1_000_000));
            let session = session.leg(time + 4 * MINUTE, TO_LOCAL, "report.pdf", Some(1_000_000));
            sessions.push(session.visit(time + 5 * MINUTE, "other.example").end(time + 10 * MINUTE));
        }
    }
    sessions
}

/// Changes a clean case.
type Mutation = fn(&mut Vec<Value>);

fn set(record: &mut Value, pointer: &str, value: Value) {
    *record.pointer_mut(pointer).expect("it is there") = value;
}

/// The records of alice's session of day 2, which begins at this number, are 7.
const THIRD: usize = 2 * 7;

#[test]
fn each_change_of_a_clean_case_is_found_as_one_thing() {
    let clean: Vec<Value> = clean_case().into_iter().flat_map(|session| session.records).collect();
    assert_eq!(kinds(&clean), Vec::<String>::new());
    let mutations: [(&str, Mutation); 12] = [
        ("activity-after-end", |all| {
            set(&mut all[THIRD + 6], "/time", json!(TEN + 2 * DAY + 4 * MINUTE + 1))
        }),
        ("address-changed", |all| {
            set(&mut all[THIRD + 6], "/session_detail/client_ip", json!("203.0.113.8"))
        }),
        ("user-changed", |all| set(&mut all[THIRD + 6], "/session_detail/username", json!("carol"))),
        ("sessions-at-once", |all| {
            let more = Session::new("more")
                .of("alice")
                .from("203.0.113.99")
                .start(TEN + MINUTE)
                .end(TEN + 2 * MINUTE);
            all.extend(more.records);
        }),
        ("out-without-in", |all| set(&mut all[THIRD + 3], "/file/name", json!("another.pdf"))),
        ("size-changed", |all| set(&mut all[THIRD + 4], "/file/size", json!(999_999))),
        ("left-after-download", |all| {
            // A second very large file within the usual day would be much at once, too: so it goes to the printer of
            // somebody who has no other day.
            let more = Session::new("more").of("dora").start(TEN);
            let more = more.leg(TEN + 1_000, FROM_SITE, "x", Some(1_000_000_000));
            all.extend(more.leg(TEN + 2_000, TO_PRINTER, "x", Some(1_000_000_000)).records);
        }),
        ("first-seen-network", |all| {
            let more = Session::new("more")
                .of("alice")
                .from("192.0.2.1")
                .start(TEN + 8 * DAY)
                .end(TEN + 8 * DAY + 1);
            all.extend(more.records);
        }),
        ("bulk-out", |all| {
            let more = Session::new("more").of("alice").start(TEN + 8 * DAY);
            let more = more.leg(TEN + 8 * DAY + 1_000, FROM_LOCAL, "x", Some(100_000_000));
            all.extend(more.leg(TEN + 8 * DAY + 2_000, TO_LOCAL, "x", Some(100_000_000)).records);
        }),
        ("blocked-then-reached", |all| {
            let more = Session::new("alice-2").of("alice").visit(TEN + 2 * DAY + 6 * MINUTE, "bad.example");
            all.extend(more.records);
        }),
        ("out-of-hours", |all| {
            let time = MONDAY_MS + 8 * DAY + 23 * HOUR;
            let more = Session::new("more").of("alice").start(time).leg(time + 1, FROM_LOCAL, "x", Some(5));
            all.extend(more.leg(time + 2, TO_SITE, "x", Some(5)).records);
        }),
        ("unknown-activity", |all| set(&mut all[THIRD + 1], "/activity_name", json!("UrlForget"))),
    ];
    for (kind, mutate) in mutations {
        let mut records = clean.clone();
        mutate(&mut records);
        assert_eq!(kinds(&records), [kind], "{kind}");
    }
}

#[test]
fn what_a_finding_says_is_what_the_contract_says() {
    let at = |offset: i64| sessionscope::model::time::rfc3339(TEN + offset);
    let session = Session::new("s").of("alice").start(TEN).block(TEN + 1_000, "bad.example");
    let session = session.leg(TEN + 2_000, FROM_SITE, "x", Some(7)).visit(TEN + 3_000, "bad.example");
    let found = findings(&[log("log", &session.leg(TEN + 4_000, TO_PRINTER, "x", None).records)]);
    let rest = |finding: &Value| {
        let keys: Vec<&String> = finding.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["kind", "time", "user", "session", "detail", "events", "event_count"]);
        let lines: Vec<u64> = finding["events"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|event| event["line"].as_u64())
            .collect();
        json!([
            finding["kind"],
            finding["time"],
            finding["user"],
            finding["session"],
            finding["detail"].to_string(),
            lines
        ])
    };
    assert_eq!(
        found.iter().map(rest).collect::<Vec<_>>(),
        [
            json!(["blocked-then-reached", at(3_000), "alice", "s", r#"{"host":"bad.example"}"#, [2, 4]]),
            json!([
                "left-after-download",
                at(4_000),
                "alice",
                "s",
                r#"{"file":"x","size":7,"site":"www.example.com","to":"printer","basis":"name","because":["blocked-then-reached"]}"#,
                [3, 5]
            ]),
        ]
    );
}

/// An engine that has read some inputs, and the audit of the same.
fn engine_and_audit(given: &[InputFile]) -> (Engine, Value) {
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    (engine, serde_json::from_str(&audit_text(&read(given))).expect("JSON"))
}

/// A filter that finds nothing: the audit is of everything.
fn narrow_scope() -> Scope {
    Scope { filter: "user:nobody".to_owned(), ..Scope::default() }
}

const ALL: Window = Window::new(0, 1_000);

/// The findings of a kind, none of which is dismissed.
fn of_kind(kind: &str) -> AuditPart {
    AuditPart::Findings { kind: kind.to_owned(), dismissed: false }
}

/// How many rows a part of the audit has, and some of them.
fn ask(engine: &mut Engine, part: AuditPart, window: Window) -> (u32, Vec<AuditRow>) {
    let asked = AuditPage { part, scope: AuditScope::default(), window };
    let page = engine.ask(&narrow_scope(), &asked).expect("a right filter");
    assert_eq!(page.first, window.first);
    (page.total, page.rows.into_iter().map(|told| told.row).collect())
}

fn line<'a>(row: &'a AuditRow, label: &str) -> Option<&'a AuditLine> {
    row.lines.iter().find(|line| line.label == label)
}

fn value<'a>(words: &'a AuditWords, name: &str) -> Option<&'a WordsValue> {
    // The last of a name counts.
    words.values.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
}

#[test]
fn who_asks_for_findings_is_told_those_of_the_audit_whatever_the_filter() {
    let mut records: Vec<Value> = plants("asked").into_iter().flat_map(|plant| plant.records).collect();
    let many = Session::new("many").start(TEN).end(TEN + MINUTE);
    let late = (0..30).fold(many, |session, number| session.visit(TEN + HOUR + number, "a.example"));
    records.extend(late.records);
    let (mut engine, audit) = engine_and_audit(&[log("log", &records), settings()]);
    let told = audit["findings"].as_array().expect("a list");
    let summary = engine.ask(&narrow_scope(), &FindingKinds(AuditScope::default())).expect("a right filter");
    let by_weight: Vec<&str> = summary.groups.iter().map(|group| group.kind.as_str()).collect();
    let in_order = FindingKind::BY_WEIGHT.map(FindingKind::id);
    let in_order = in_order.into_iter().filter(|kind| by_weight.contains(kind));
    assert_eq!(by_weight, in_order.collect::<Vec<_>>());
    assert_eq!(summary.groups.iter().map(|group| group.count as usize).sum::<usize>(), told.len());
    assert!(summary.groups.len() > 10, "{summary:?}");
    for group in &summary.groups {
        let (total, rows) = ask(&mut engine, of_kind(&group.kind), ALL);
        let told = told.iter().filter(|finding| finding["kind"] == group.kind.as_str()).collect::<Vec<_>>();
        assert_eq!((total, rows.len()), (group.count, told.len()));
        for (row, told) in rows.iter().zip(told) {
            let text = |value: &Value| value.as_str().map(str::to_owned).filter(|text| !text.is_empty());
            let user = value(&row.title, "user");
            match text(&told["user"]) {
                Some(told) => assert_eq!(user, Some(&WordsValue::Text(told))),
                None => assert!(matches!(user, Some(WordsValue::Messages(_)))),
            }
            let session = line(row, "field-session").map(|line| line.items[0].values.clone());
            assert_eq!(session, text(&told["session"]).map(|id| vec![("session".to_owned(), id)]));
            let time = line(row, "field-time").and_then(|line| value(line.words.as_ref()?, "time"));
            match time {
                Some(WordsValue::Time(time)) => assert_eq!(told["time"], rfc3339(*time)),
                other => assert_eq!((other, &told["time"]), (None, &Value::Null)),
            }
            assert_eq!(told["event_count"], row.event_count);
            assert_eq!(told["events"].as_array().expect("a list").len(), row.events.len());
            assert_eq!(row.events.len(), MAX_CITATIONS.min(row.event_count as usize));
        }
    }
    let of_kind = of_kind("activity-after-end");
    let (_, rows) = ask(&mut engine, of_kind.clone(), ALL);
    assert_eq!(ask(&mut engine, of_kind, Window::new(1, 1)).1, rows[1..2]);
}

#[test]
fn what_was_found_is_found_anew_when_more_has_been_read() {
    let session = Session::new("s").start(TEN).end(TEN + HOUR);
    let mut engine = Engine::default();
    let batch = |path, session: Session| read_batches(&[log(path, &session.records)]).remove(0);
    engine.append(&batch("a", session));
    let none = engine.ask(&Scope::default(), &FindingKinds(AuditScope::default())).expect("a right filter");
    assert_eq!((none.groups.len(), none.portals, none.portals_with_settings), (0, 1, 0));
    engine.append(&batch("b", Session::new("s").visit(TEN + 2 * HOUR, "a.example")));
    let found = engine.ask(&Scope::default(), &FindingKinds(AuditScope::default())).expect("a right filter");
    assert_eq!(
        found.groups.iter().map(|group| group.kind.as_str()).collect::<Vec<_>>(),
        ["activity-after-end"]
    );
}

/// What CloudWatch counted of a portal: delivered events by hour.
fn metrics(portal: &str, delivered: &[(i64, u64)]) -> InputFile {
    let text = json!({"MetricDataResults": [{
        "Id": "delivered", "Label": format!("{portal} SessionLoggerEventDelivered"),
        "Timestamps": delivered.iter().map(|(time, _)| rfc3339(*time)).collect::<Vec<_>>(),
        "Values": delivered.iter().map(|(_, count)| *count as f64).collect::<Vec<_>>(),
        "StatusCode": "Complete",
    }]});
    InputFile::new("metrics.json", text.to_string())
}

#[test]
fn who_asks_what_was_collected_and_delivered_is_told_what_the_audit_says() {
    let session = Session::new("s").start(TEN).visit(TEN + MINUTE, "a.example").end(TEN + 40 * MINUTE);
    let blind = Session::new("t").at("portal-blind").visit(TEN, "a.example");
    let records = [session.records, blind.records].concat();
    let counted = metrics("portal-1", &[(TEN, 4), (TEN + HOUR, 3)]);
    let (mut engine, audit) = engine_and_audit(&[log("log", &records), settings(), counted]);
    let (total, rows) = ask(&mut engine, AuditPart::Coverage, ALL);
    let told = audit["coverage"].as_array().expect("a list");
    assert_eq!((total, told.len()), (2, 2));
    for (row, told) in rows.iter().zip(told) {
        assert_eq!(told["portal"], row.portal.as_str());
        let items = |label| line(row, label).map_or(&[][..], |line| &line.items);
        let name = |item: &AuditItem| match value(&item.words, "text") {
            Some(WordsValue::Text(name) | WordsValue::Id(name)) => name.clone(),
            other => panic!("{other:?}"),
        };
        let names = |label| json!(items(label).iter().map(name).collect::<Vec<_>>());
        let seen = items("coverage-seen").iter().map(|item| (name(item), item.count));
        assert_eq!(told["seen"], json!(seen.collect::<BTreeMap<_, _>>()));
        for item in items("coverage-seen") {
            // Of other systems some name a portal too.
            let system = "session-logger".to_owned();
            let values = [("system", system), ("portal", row.portal.clone()), ("activity", name(item))];
            assert_eq!(item.values, values.map(|(field, value)| (field.to_owned(), value)));
        }
        assert_eq!(told["never"], names("coverage-never"));
        assert_eq!(told["not_collected"], names("coverage-not-collected"));
        assert_eq!(told["against_settings"], names("coverage-against"));
        for (key, label) in
            [("without_start", "coverage-without-start"), ("without_end", "coverage-without-end")]
        {
            let words = line(row, label).and_then(|line| line.words.as_ref());
            let is_told = words.is_none_or(|words| words.key != "coverage-may-not-be-told");
            assert_eq!(told[key], if is_told { names(label) } else { Value::Null });
        }
        assert_eq!(told["silences"].as_array().map_or(0, Vec::len), items("coverage-silences").len());
        let collected = line(row, "coverage-collected").and_then(|line| line.words.as_ref());
        let path = collected.and_then(|words| value(words, "path")).cloned();
        assert_eq!(path, told["collected"]["said_by"].as_str().map(|path| WordsValue::Text(path.to_owned())));
    }
    let (_, rows) = ask(&mut engine, AuditPart::Deliveries, ALL);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let told = &audit["deliveries"][0];
    assert_eq!((told["portal"].as_str(), told["source"].as_str()), (Some("portal-1"), Some("metrics.json")));
    assert_eq!(told["missing_at_least"], 4);
    let by = told["steps"].as_array().and_then(|steps| steps.last()).map(|step| &step["by"]);
    let verdict = &row.words[0];
    assert_eq!((row.is_lacking, verdict.key.as_str()), (true, "delivery-missing"));
    assert_eq!(value(verdict, "count"), Some(&WordsValue::Count(4)));
    match value(verdict, "time") {
        Some(WordsValue::Time(time)) => assert_eq!(by, Some(&json!(rfc3339(*time)))),
        other => panic!("{other:?}"),
    }
    let counted = ["delivered", "loaded"].map(|name| value(&row.words[1], name));
    assert_eq!(counted, [Some(&WordsValue::Count(7)), Some(&WordsValue::Count(3))]);
    let summary = engine.ask(&narrow_scope(), &FindingKinds(AuditScope::default())).expect("a right filter");
    assert_eq!((summary.portals, summary.portals_with_settings, summary.deliveries), (2, 1, 1));
}

#[test]
fn changes_of_one_moment_within_one_log_event_are_told_in_the_order_in_which_they_happened() {
    let moment = TEN + MINUTE;
    let session = Session::new("s").of("alice").from("203.0.113.22").visit(moment, "a.example");
    let session = session.of("bob").from("203.0.113.52").visit(moment, "a.example");
    // The log event holds what came first last, so the place within it is not the order of time.
    let records = session.of("alice").from("203.0.113.62").start(TEN).records;
    let message = records.iter().map(|record| format!("{record}\n")).collect::<String>();
    let events = json!({"events": [{"logStreamName": "s", "timestamp": TEN, "message": message}]});
    let found = findings(&[InputFile::new("log", events.to_string())]);
    let told = |finding: &Value| {
        let text =
            |pointer: &str| finding.pointer(pointer).and_then(Value::as_str).expect("a text").to_owned();
        assert_eq!(finding["events"][0], finding["events"][1], "both are cited by their log event");
        format!("{}: {} to {}, {}", text("/kind"), text("/detail/from"), text("/detail/to"), text("/user"))
    };
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "address-changed: 203.0.113.62 to 203.0.113.22, alice",
            "address-changed: 203.0.113.22 to 203.0.113.52, bob",
            "user-changed: alice to bob, bob",
        ]
    );
}
