//! Findings: planted cases of each kind, each beside harmless twins that must not be found; a clean case in which nothing
//! is found until one thing is changed; and what each rule misses, as docs/EVIDENCE.md says.

mod support;

use serde_json::{Value, json};
use sessionscope::audit::answer::{AuditItem, AuditLine, AuditPart, AuditRow, AuditWords, WordsValue};
use sessionscope::audit::finding::{FindingKind, MAX_CITATIONS};
use sessionscope::engine::requests::{AuditPage, AuditScope, FindingKinds};
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::Window;
use sessionscope::model::audit_options::{AuditOptions, Hours, Weekdays};
use sessionscope::model::time::rfc3339;
use sessionscope::query::answer::{DeliveredBy, Lead};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Another kind that is to be found with it, for which it is a sign.
    sign: Option<&'static str>,
    records: Vec<Value>,
}

impl Plant {
    /// The kinds that are to be found in it, each once, sorted.
    fn expected(&self) -> Vec<&'static str> {
        let mut kinds: Vec<_> = self.is_real.then_some(self.kind).into_iter().chain(self.sign).collect();
        kinds.sort_unstable();
        kinds
    }
}

fn records(sessions: impl IntoIterator<Item = Session>) -> Vec<Value> {
    sessions.into_iter().flat_map(|session| session.records).collect()
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

/// Files of a few bytes that are fetched from a site and taken along, each in a session or on a day with something else
/// that is remarkable: what that is, and the sessions.
fn downloads_with_signs(name: &str) -> Vec<(&'static str, Vec<Session>)> {
    let session = |part: &str| Session::new(&format!("{name}-{part}"));
    let taken = |session: Session, time: i64, size: u64| {
        let session = session.leg(time + 1_000, FROM_SITE, "y", Some(size));
        session.leg(time + 2_000, TO_LOCAL, "y", Some(size))
    };
    let first = |part: &str| session(part).start(TEN);
    let at_once = |part: &str, address: &str, time: i64| {
        let user = format!("{name}-twice");
        session(part).of(&user).from(address).start(time)
    };
    let mut strange = sessions_from(&format!("{name}-o1"), &["203.0.113.1", "203.0.113.2", "203.0.113.3"]);
    let elsewhere = session("o2").of(&format!("{name}-o1")).from("198.51.100.9").start(TEN + 3 * DAY);
    strange.push(taken(elsewhere, TEN + 3 * DAY, 4));
    let mut much = days_of_bytes(&format!("{name}-o3"), &[1, 2, 3]);
    let day = session("o4").of(&format!("{name}-o3")).start(TEN + 3 * DAY);
    much.push(taken(day, TEN + 3 * DAY, 100_000_000));
    let late = MONDAY_MS + 23 * HOUR;
    vec![
        ("address-changed", vec![taken(first("o5").from("203.0.113.8"), TEN, 4)]),
        ("user-changed", vec![taken(first("o6").of(&format!("{name}-other")), TEN, 4)]),
        (
            "sessions-at-once",
            vec![
                at_once("o7", "203.0.113.7", TEN).end(TEN + HOUR),
                taken(at_once("o8", "203.0.113.99", TEN + MINUTE), TEN + MINUTE, 4),
            ],
        ),
        ("first-seen-network", strange),
        ("bulk-out", much),
        (
            "blocked-then-reached",
            vec![taken(first("o9").block(TEN + 1, "bad.example").visit(TEN + MINUTE, "bad.example"), TEN, 4)],
        ),
        ("out-of-hours", vec![taken(session("o10").start(late), late, 4)]),
    ]
}

/// All that can be planted of a kind, with ids that begin with `name`: real ones, and twins at the edge of each
/// threshold.
fn plants(name: &str) -> Vec<Plant> {
    let id = |part: &str| format!("{name}-{part}");
    let session = |part: &str| Session::new(&id(part));
    let mut all = Vec::new();
    let mut add = |kind, is_real, sessions: Vec<Session>| {
        all.push(Plant { kind, is_real, sign: None, records: records(sessions) });
    };

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
    // In the same network: two networks would be two places.
    add(kind, true, two("d1", HOUR - 1, "203.0.113.99"));
    add(kind, true, two("d2", 0, "203.0.113.99"));
    add(kind, false, two("d3", HOUR, "203.0.113.99"));
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

    let with_sign = |(sign, sessions)| {
        let records = records(sessions);
        Plant { kind: "left-after-download", is_real: true, sign: Some(sign), records }
    };
    all.extend(downloads_with_signs(name).into_iter().map(with_sign));

    let mut calls = |kind, is_real, records| all.push(Plant { kind, is_real, sign: None, records });
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

/// All kinds but that of rules in Sigma, each of which says itself what it looks for.
fn kinds_looked_for() -> BTreeSet<&'static str> {
    FindingKind::ALL.into_iter().map(FindingKind::id).filter(|kind| *kind != "rule").collect()
}

/// The kinds of the findings in some records, each as often as it is found.
fn kinds(records: &[Value]) -> Vec<String> {
    let found = findings(&[log("log", records), settings()]);
    found.iter().map(|finding| finding["kind"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn each_plant_alone_is_found_once_and_no_twin_is() {
    for plant in plants("alone") {
        let mut found = kinds(&plant.records);
        found.sort();
        assert_eq!(found, plant.expected(), "{}: {:#?}", plant.kind, plant.records);
    }
}

/// The everyday work of some people, each from one address and in hours of work, in which nothing is to be found: they
/// read, are blocked, and take files along, the same that came.
fn everyday_work(random: &mut Random, name: &str) -> Vec<Session> {
    let mut sessions = Vec::new();
    for person in 0..4 + random.below(6) {
        let user = format!("{name}-neighbour{person}");
        let address = format!("{}.{}", ["203.0.113", "198.51.100"][random.below(2)], 20 + random.below(200));
        for day in (0..5).filter(|_| random.below(4) > 0).collect::<Vec<i64>>() {
            let mut time = MONDAY_MS + day * DAY + (7 + random.below(10) as i64) * HOUR;
            let id = format!("{user}-{day}");
            let mut session = Session::new(&id).of(&user).from(&address).start(time);
            for event in 0..random.below(12) {
                time += 1 + random.below(20 * MINUTE as usize) as i64;
                let (file, size) = (format!("file-{event}"), Some(random.below(5_000_000) as u64));
                let host = ["a.example", "b.example", "c.example"][random.below(3)];
                session = match random.below(6) {
                    0 => session.visit(time, host),
                    // Some records lack who it was, and from where.
                    1 => session.of("").from("").visit(time, host).of(&user).from(&address),
                    2 => session.block(time, "blocked.example"),
                    3 => session.leg(time, FROM_SITE, &file, size).leg(time + 1, TO_LOCAL, &file, size),
                    4 => {
                        let to = [TO_LOCAL, TO_PRINTER, TO_SITE][random.below(3)];
                        session.leg(time, FROM_LOCAL, &file, size).leg(time + 1, to, &file, size)
                    }
                    _ => session.leg(time, TO_PRINTER, &file, size),
                };
            }
            sessions.push(session.end(time + 10_000));
        }
    }
    sessions
}

/// How many of a kind were planted, how many twins, how many were found rightly, and how many wrongly.
#[derive(Debug, Default, PartialEq, Eq)]
struct Score {
    planted: usize,
    twins: usize,
    found: usize,
    wrong: usize,
}

impl Score {
    fn line(&self, kind: &str) -> String {
        let Score { planted, twins, found, wrong } = self;
        let percent = |part: usize, whole: usize| format!("{} %", part * 100 / whole.max(1));
        let (precision, recall) = (percent(*found, found + wrong), percent(*found, *planted));
        format!("| `{kind}` | {planted} | {twins} | {found} | {wrong} | {precision} | {recall} |")
    }
}

#[test]
fn of_many_plants_among_everyday_work_all_are_found_and_nothing_else_is() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut everyday = 0;
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let mut planted: Vec<Plant> = Vec::new();
        for number in 0..3 {
            planted.extend(plants(&format!("case{seed}x{number}")));
        }
        planted.retain(|_| random.below(3) > 0);
        let around = everyday_work(&mut random, &format!("case{seed}"));
        everyday += around.len();
        let mut all = records(around);
        all.extend(planted.iter().flat_map(|plant| plant.records.clone()));
        random.shuffle(&mut all);
        let half = all.len() / 2;
        let given = [log("b", &all[..half]), log("a", &all[half..]), settings()];
        let text = audit_text_with(&read(&given), working_time());
        let scattered = read_scattered(&given, 1_000, 2, &mut random);
        assert!(text == audit_text_with(&scattered, working_time()), "the order says nothing");

        // By plant: the kinds that were to be found in it, and were not yet.
        let mut expected: Vec<Vec<&str>> = planted.iter().map(Plant::expected).collect();
        for (plant, kinds) in planted.iter().zip(&expected) {
            scores.entry(plant.kind).or_default().twins += usize::from(!plant.is_real);
            kinds.iter().for_each(|kind| scores.entry(kind).or_default().planted += 1);
        }
        let audit: Value = serde_json::from_str(&text).expect("JSON");
        for finding in audit["findings"].as_array().expect("a list") {
            let events = finding["events"].as_array().expect("a list");
            assert!(events.len() <= 20 && !events.is_empty());
            let originals: Vec<Value> = events.iter().map(|event| original(&given, event)).collect();
            let kind =
                FindingKind::ALL.into_iter().map(FindingKind::id).find(|kind| finding["kind"] == *kind);
            let kind = kind.expect("a kind that is known");
            // It is right if all its events are of one plant in which it was to be found.
            let owner =
                planted.iter().position(|plant| originals.iter().all(|event| plant.records.contains(event)));
            let place = owner.and_then(|owner| {
                Some((owner, expected[owner].iter().position(|expected| *expected == kind)?))
            });
            let score = scores.entry(kind).or_default();
            match place {
                Some((owner, place)) => {
                    expected[owner].remove(place);
                    score.found += 1;
                }
                None => score.wrong += 1,
            }
        }
    }
    let table: Vec<String> = scores.iter().map(|(kind, score)| score.line(kind)).collect();
    let said = format!("{}\nAmong {everyday} sessions of everyday work", table.join("\n"));
    for (kind, score) in &scores {
        assert_eq!((score.found, score.wrong), (score.planted, 0), "{kind}: {said}");
    }
    assert_eq!(scores.keys().copied().collect::<BTreeSet<_>>(), kinds_looked_for(), "every kind is planted");
    let document = include_str!("../docs/EVIDENCE.md");
    for line in said.lines() {
        assert!(document.contains(line), "docs/EVIDENCE.md does not say what was counted:\n{said}");
    }
}

/// The record that a citation leads to.
fn original(given: &[InputFile], citation: &Value) -> Value {
    let file =
        given.iter().find(|file| citation["path"] == file.path.as_str()).expect("a path that is there");
    let offset = citation["offset"].as_u64().expect("a number") as usize;
    let line = file.bytes[offset..].split(|byte| *byte == b'\n').next().expect("a line");
    serde_json::from_slice(line).expect("a record")
}

/// Two weeks of two users in which nothing is remarkable, and calls of two others: one reads a secret long before a
/// download and is denied another, one signs in from two networks with hours between and is refused from the second.
fn clean_case() -> Vec<Value> {
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
    let secret =
        |after, more| call("secretsmanager.amazonaws.com", "GetSecretValue", TEN + after, "dina", more);
    let login = |after, address: &str, more| {
        let mut login = call("signin.amazonaws.com", "ConsoleLogin", TEN + after, "carl", more);
        login["sourceIPAddress"] = json!(address);
        login
    };
    let calls = [
        secret(0, json!({})),
        secret(30 * MINUTE, json!({"errorCode": "AccessDenied"})),
        call("cloudshell.amazonaws.com", "GetFileDownloadUrls", TEN + 61 * MINUTE, "dina", json!({})),
        login(0, "192.0.2.1", json!({})),
        login(30 * MINUTE, "192.0.2.1", json!({})),
        login(40 * MINUTE, "192.0.1.1", json!({"responseElements": {"ConsoleLogin": "Failure"}})),
        login(2 * HOUR, "192.0.1.1", json!({})),
    ];
    records(sessions).into_iter().chain(calls).collect()
}

/// Changes a clean case.
type Mutation = fn(&mut Vec<Value>);

fn set(record: &mut Value, pointer: &str, value: Value) {
    *record.pointer_mut(pointer).expect("it is there") = value;
}

const TIME: &str = "/time";
const ADDRESS: &str = "/session_detail/client_ip";
const USER: &str = "/session_detail/username";
const SIZE: &str = "/file/size";
/// The events of each session of the clean case.
const BEGIN: usize = 0;
const VISIT: usize = 1;
const BLOCK: usize = 2;
const IN: usize = 3;
const OUT: usize = 4;
const LATER_VISIT: usize = 5;
const END: usize = 6;
/// The calls of the clean case, from the end.
const SECRET_DENIED: usize = 6;
const DOWNLOAD: usize = 5;
const LOGIN: usize = 3;
const LOGIN_FAILED: usize = 2;
const LOGIN_ELSEWHERE: usize = 1;
/// When the session that is changed begins: alice's of the third day.
const THIRD: i64 = TEN + 2 * DAY;

/// An event of that session.
fn third(all: &mut [Value], event: usize) -> &mut Value {
    &mut all[2 * 7 + event]
}

/// The events of alice's last session.
fn last(all: &mut [Value]) -> &mut [Value] {
    &mut all[5 * 7..6 * 7]
}

fn of_calls(all: &mut [Value], from_end: usize) -> &mut Value {
    let place = all.len() - from_end;
    &mut all[place]
}

/// What is found, what is done to the clean case, and how.
const MUTATIONS: &[(&str, &str, Mutation)] = &[
    ("activity-after-end", "the end moves before what was done", |all| {
        set(third(all, END), TIME, json!(THIRD + 4 * MINUTE + 1));
    }),
    ("activity-after-end", "something that was done moves behind the end", |all| {
        set(third(all, LATER_VISIT), TIME, json!(THIRD + 10 * MINUTE + 1_001));
    }),
    ("address-changed", "the address changes at the end", |all| {
        set(third(all, END), ADDRESS, json!("203.0.113.8"));
    }),
    ("address-changed", "the address changes in the middle, and back", |all| {
        set(third(all, BLOCK), ADDRESS, json!("2001:db8::1"));
    }),
    ("user-changed", "the user changes at the end", |all| set(third(all, END), USER, json!("carol"))),
    ("user-changed", "the user changes in the middle, and back", |all| {
        set(third(all, VISIT), USER, json!("Alice"));
    }),
    ("sessions-at-once", "a second session begins meanwhile, at another address", |all| {
        let more = Session::new("more").of("alice").from("203.0.113.99");
        all.extend(more.start(TEN + MINUTE).end(TEN + 2 * MINUTE).records);
    }),
    ("sessions-at-once", "a session at another address goes on until the next one has begun", |all| {
        let more = Session::new("more").of("alice").from("203.0.113.99");
        all.extend(more.start(TEN - HOUR).end(TEN + 1).records);
    }),
    ("out-without-in", "the event with which the file came is not there", |all| drop(all.remove(2 * 7 + IN))),
    ("out-without-in", "what came has another name", |all| {
        set(third(all, IN), "/file/name", json!("another.pdf"));
    }),
    ("out-without-in", "what came came later", |all| {
        set(third(all, IN), TIME, json!(THIRD + 4 * MINUTE + 1));
    }),
    ("out-without-in", "what came came in another session", |all| {
        set(third(all, IN), "/session_detail/session_id", json!("alice-3"));
    }),
    ("size-changed", "the file grows before it leaves", |all| set(third(all, OUT), SIZE, json!(1_000_001))),
    ("size-changed", "the file that came was larger", |all| set(third(all, IN), SIZE, json!(1_000_001))),
    ("left-after-download", "a very large file is fetched and printed", |all| {
        // Of somebody who has no other day, of whom it cannot be said that it is much at once, too.
        let more = Session::new("more").of("dora").start(TEN);
        let more = more.leg(TEN + 1_000, FROM_SITE, "x", Some(1_000_000_000));
        all.extend(more.leg(TEN + 2_000, TO_PRINTER, "x", Some(1_000_000_000)).records);
    }),
    ("first-seen-network", "one more session, from elsewhere", |all| {
        let more = Session::new("more").of("alice").from("192.0.2.1");
        all.extend(more.start(TEN + 8 * DAY).end(TEN + 8 * DAY + 1).records);
    }),
    ("first-seen-network", "all addresses of the last session are of another network", |all| {
        last(all).iter_mut().for_each(|event| set(event, ADDRESS, json!("2001:db8::1")));
    }),
    ("bulk-out", "one more day, with much more", |all| {
        let more = Session::new("more").of("alice").start(TEN + 8 * DAY);
        let more = more.leg(TEN + 8 * DAY + 1_000, FROM_LOCAL, "x", Some(100_000_000));
        all.extend(more.leg(TEN + 8 * DAY + 2_000, TO_LOCAL, "x", Some(100_000_000)).records);
    }),
    ("bulk-out", "what came and left on a day is much more", |all| {
        [IN, OUT].into_iter().for_each(|event| set(&mut last(all)[event], SIZE, json!(100_000_000)));
    }),
    ("blocked-then-reached", "a visit after the block", |all| {
        let more = Session::new("alice-2").of("alice").visit(THIRD + 6 * MINUTE, "bad.example");
        all.extend(more.records);
    }),
    ("blocked-then-reached", "what is visited later is what was blocked", |all| {
        set(third(all, LATER_VISIT), "/url/url_string", json!("https://bad.example/way-in"));
    }),
    ("out-of-hours", "a file goes to a site late in the evening", |all| {
        let time = MONDAY_MS + 8 * DAY + 23 * HOUR;
        let more = Session::new("more").of("alice").start(time).leg(time + 1, FROM_LOCAL, "x", Some(5));
        all.extend(more.leg(time + 2, TO_SITE, "x", Some(5)).records);
    }),
    ("out-of-hours", "the last session is at night", |all| {
        for event in last(all) {
            let time = event["time"].as_i64().expect("a number") + 12 * HOUR;
            set(event, TIME, json!(time));
        }
    }),
    ("unknown-activity", "an activity has a name that nobody knows", |all| {
        set(third(all, VISIT), "/activity_name", json!("UrlForget"));
    }),
    ("unknown-activity", "an activity has no name", |all| {
        set(third(all, VISIT), "/activity_name", json!(""))
    }),
    ("secret-then-download", "the download comes within the hour", |all| {
        set(of_calls(all, DOWNLOAD), "/eventTime", json!(rfc3339(TEN + 60 * MINUTE)));
    }),
    ("secret-then-download", "the secret is not denied", |all| {
        set(of_calls(all, SECRET_DENIED), "/errorCode", Value::Null);
    }),
    ("two-places", "a login comes from elsewhere", |all| {
        // The one before it is as near; after it he stays there.
        set(of_calls(all, LOGIN), "/sourceIPAddress", json!("192.0.1.1"));
    }),
    ("two-places", "a login elsewhere comes within the hour", |all| {
        set(of_calls(all, LOGIN_ELSEWHERE), "/eventTime", json!(rfc3339(TEN + 90 * MINUTE)));
    }),
    ("two-places", "the login that was refused is let in", |all| {
        set(of_calls(all, LOGIN_FAILED), "/responseElements/ConsoleLogin", json!("Success"));
    }),
];

#[test]
fn each_change_of_a_clean_case_is_found_as_one_thing() {
    let clean = clean_case();
    assert_eq!(kinds(&clean), Vec::<String>::new());
    for (kind, what, mutate) in MUTATIONS {
        let mut changed = clean.clone();
        mutate(&mut changed);
        assert_ne!(changed, clean);
        assert_eq!(kinds(&changed), [*kind], "{what}");
    }
    let changed: BTreeSet<&str> = MUTATIONS.iter().map(|mutation| mutation.0).collect();
    assert_eq!(changed, kinds_looked_for(), "of each kind");
}

#[test]
fn a_change_of_a_clean_case_that_says_nothing_is_no_finding() {
    let harmless: [(&str, Mutation); 9] = [
        ("the end is written a second early", |all| {
            set(third(all, END), TIME, json!(THIRD + 5 * MINUTE - 1_000));
        }),
        ("an address is spelled otherwise", |all| set(third(all, END), ADDRESS, json!("::ffff:203.0.113.7"))),
        ("an event has no address", |all| set(third(all, VISIT), ADDRESS, json!(""))),
        ("an event names nobody", |all| set(third(all, VISIT), USER, json!(""))),
        ("an event has no time", |all| set(third(all, LATER_VISIT), TIME, Value::Null)),
        ("a size is not known", |all| set(third(all, IN), SIZE, Value::Null)),
        ("a file is printed in another size", |all| {
            set(third(all, OUT), "/activity_name", json!(TO_PRINTER));
            set(third(all, OUT), SIZE, json!(7));
        }),
        ("the start of a session is not there", |all| drop(all.remove(2 * 7 + BEGIN))),
        ("an activity has its other name", |all| set(third(all, VISIT), "/activity_name", json!("UrlLoad"))),
    ];
    for (what, mutate) in harmless {
        let mut changed = clean_case();
        mutate(&mut changed);
        assert_eq!(kinds(&changed), Vec::<String>::new(), "{what}");
    }
}

/// What a rule misses by its definition: the kind, the sentence of docs/EVIDENCE.md that says so, and an example.
fn missed() -> Vec<(&'static str, &'static str, Vec<Value>)> {
    let session = || Session::new("s").of("alice").start(TEN);
    let again = || Session::new("t").of("alice");
    let far = |time| Session::new("s").of("alice").from("203.0.113.99").visit(time, "a.example");
    let near = |time| Session::new("s").of("alice").visit(time, "a.example");
    let large = Some(2_000_000_000);
    let secret = call("secretsmanager.amazonaws.com", "GetSecretValue", TEN, "dina", json!({}));
    let download = |who, time| call("cloudshell.amazonaws.com", "GetFileDownloadUrls", time, who, json!({}));
    let login = |address: &str, time| {
        let mut login = call("signin.amazonaws.com", "ConsoleLogin", time, "carl", json!({}));
        login["sourceIPAddress"] = json!(address);
        login
    };
    vec![
        (
            "activity-after-end",
            "A session whose end is not here",
            session().visit(TEN + 9 * HOUR, "a.example").records,
        ),
        (
            "activity-after-end",
            "What happens within a second of the end",
            session().end(TEN + HOUR).visit(TEN + HOUR + 1_000, "a.example").records,
        ),
        (
            "address-changed",
            "The same two addresses a second time in one session",
            records([1, 2, 3, 4, 5].map(|minute| {
                let time = TEN + minute * MINUTE;
                if minute % 2 == 0 { far(time) } else { near(time) }
            })),
        ),
        (
            "user-changed",
            "Records that name nobody, which are passed over",
            session().of("").visit(TEN + MINUTE, "a.example").records,
        ),
        (
            "sessions-at-once",
            "Two sessions from one address",
            records([session().end(TEN + HOUR), again().start(TEN + MINUTE).end(TEN + HOUR)]),
        ),
        (
            "sessions-at-once",
            "A session that begins when the other one ends",
            records([session().end(TEN + HOUR), again().from("203.0.113.99").start(TEN + HOUR)]),
        ),
        (
            "out-without-in",
            "What was printed, or put on a site",
            session().leg(TEN + 1, TO_PRINTER, "x", large).leg(TEN + 2, TO_SITE, "y", large).records,
        ),
        (
            "out-without-in",
            "A session whose start is not here",
            again().leg(TEN + 1, TO_LOCAL, "x", large).records,
        ),
        (
            "size-changed",
            "A file that was printed",
            session().leg(TEN + 1, FROM_LOCAL, "x", Some(1)).leg(TEN + 2, TO_PRINTER, "x", Some(2)).records,
        ),
        (
            "size-changed",
            "Where a file of that name came in that size at any earlier time of the session",
            session()
                .leg(TEN + 1, FROM_LOCAL, "x", Some(1))
                .leg(TEN + 2, FROM_LOCAL, "x", Some(2))
                .leg(TEN + 3, TO_LOCAL, "x", Some(1))
                .records,
        ),
        (
            "left-after-download",
            "A file that leaves under another name",
            session().leg(TEN + 1, FROM_SITE, "x", large).leg(TEN + 2, TO_LOCAL, "y", large).records,
        ),
        (
            "left-after-download",
            "A file that leaves in another session than it came",
            records([
                session().leg(TEN + 1, FROM_SITE, "x", large).end(TEN + MINUTE),
                again().start(TEN + HOUR).leg(TEN + 2 * HOUR, TO_LOCAL, "x", large),
            ]),
        ),
        (
            "first-seen-network",
            "The first three sessions of a user that are here",
            records(sessions_from("alice", &["203.0.113.1", "198.51.100.1", "192.0.2.1"])),
        ),
        (
            "bulk-out",
            "A user with fewer than three other days",
            records(days_of_bytes("alice", &[1, 1, 9_000_000_000])),
        ),
        ("bulk-out", "Little on many days", records(days_of_bytes("alice", &[99_999_999; 5]))),
        (
            "blocked-then-reached",
            "The same content on another host, also on one of the same domain",
            session().block(TEN + 1, "bad.example").visit(TEN + MINUTE, "www.bad.example").records,
        ),
        (
            "blocked-then-reached",
            "What is reached in another session",
            records([
                session().block(TEN + 1, "bad.example").end(TEN + 2),
                again().start(TEN + MINUTE).visit(TEN + 2 * MINUTE, "bad.example"),
            ]),
        ),
        (
            "secret-then-download",
            "Another principal who downloads",
            vec![secret.clone(), download("dora", TEN + MINUTE)],
        ),
        (
            "secret-then-download",
            "What was read more than an hour before",
            vec![secret, download("dina", TEN + 61 * MINUTE)],
        ),
        (
            "two-places",
            "Logins more than an hour apart",
            vec![login("192.0.2.1", TEN), login("198.51.100.1", TEN + 61 * MINUTE)],
        ),
        (
            "two-places",
            "One person under two names that nothing joins",
            session().records.into_iter().chain([login("198.51.100.1", TEN + MINUTE)]).collect(),
        ),
        (
            "out-of-hours",
            "What came in, or was only read",
            again().visit(MONDAY_MS, "a.example").leg(MONDAY_MS + 1, FROM_LOCAL, "x", large).records,
        ),
        (
            "unknown-activity",
            "Other systems than Session Logger",
            vec![call("signin.amazonaws.com", "SomethingNew", TEN, "carl", json!({}))],
        ),
    ]
}

#[test]
fn what_a_rule_misses_by_its_definition_is_said_in_the_page_of_evidence() {
    let document = include_str!("../docs/EVIDENCE.md");
    let misses = document.split("### What each of them misses").nth(1).expect("the table");
    let row = |kind: &str| {
        let mut rows = misses.lines().filter(|line| line.starts_with(&format!("| `{kind}` |")));
        rows.next().unwrap_or_else(|| panic!("no row of {kind}"))
    };
    let mut kinds_shown = BTreeSet::new();
    for (kind, sentence, records) in missed() {
        kinds_shown.insert(kind);
        assert!(row(kind).contains(sentence), "{kind}: {sentence}");
        let found = kinds(&records).into_iter().filter(|found| found == kind).count();
        // Of the two addresses it is told the first time.
        assert_eq!(found, usize::from(kind == "address-changed"), "{sentence}");
    }
    assert_eq!(kinds_shown, kinds_looked_for(), "of each kind");
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
            let session = line(row, "field-session").map(|line| line.items[0].lead.clone());
            let led_to = |id| Lead::Events { values: vec![("session".to_owned(), vec![id])], range: None };
            assert_eq!(session, text(&told["session"]).map(|id| Some(led_to(id))));
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
fn in_spans_of_several_periods_no_gap_is_lost() {
    const PERIOD: i64 = 5 * MINUTE;
    // One more than spans of two hold: the first span begins before anything was delivered, and the last ends in time.
    let periods = 601;
    let mut session = Session::new("s");
    for period in (0..periods).filter(|period| *period != 300) {
        session = session.visit(TEN + period * PERIOD + 2 * MINUTE, "a.example");
    }
    let points: Vec<(i64, u64)> = (0..periods).map(|period| (TEN + period * PERIOD, 1)).collect();
    let (mut engine, _) = engine_and_audit(&[log("log", &session.records), metrics("portal-1", &points)]);
    let (_, rows) = ask(&mut engine, AuditPart::Deliveries, ALL);
    let course = rows[0].course.as_ref().expect("a portal");
    assert_eq!((course.bin_ms, course.bins.len()), (2 * PERIOD, 301));
    assert_eq!(course.start_ms + 301 * course.bin_ms, TEN + periods * PERIOD);
    let missing: Vec<u64> = course.bins.iter().map(|by| by.missing()).collect();
    assert_eq!(missing[..150], [0; 150]);
    assert_eq!(missing[150..], [1; 151]);
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
            let values = values.map(|(field, value)| (field.to_owned(), vec![value])).into();
            assert_eq!(item.lead, Some(Lead::Events { values, range: None }));
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
    // The picture of it: four events by the end of the first hour and seven by that of the second, of which three are here.
    let course = row.course.as_ref().expect("a portal");
    assert_eq!((course.start_ms, course.bin_ms), (TEN, HOUR));
    let delivered_by = |delivered| DeliveredBy { delivered, here: 3 };
    assert_eq!(course.bins, [delivered_by(4), delivered_by(7)]);
    assert_eq!(course.bins.last().map(|by| by.missing()), Some(4));
    assert_eq!(value(verdict, "count"), Some(&WordsValue::Count(4)));
    match value(verdict, "time") {
        Some(WordsValue::Time(time)) => assert_eq!(by, Some(&json!(rfc3339(*time)))),
        other => panic!("{other:?}"),
    }
    let counted = ["delivered", "loaded"].map(|name| value(&row.words[1], name));
    assert_eq!(counted, [Some(&WordsValue::Count(7)), Some(&WordsValue::Count(3))]);
    let summary = engine.ask(&narrow_scope(), &FindingKinds(AuditScope::default())).expect("a right filter");
    assert_eq!((summary.portals, summary.portals_with_settings, summary.deliveries), (2, 1, 1));
    assert_eq!(summary.missing.as_ref(), Some(verdict));
}

#[test]
fn losses_of_several_portals_are_told_together_each_portal_once() {
    let of =
        |session: &str, portal| Session::new(session).at(portal).start(TEN).end(TEN + 40 * MINUTE).records;
    let records = [of("s", "portal-1"), of("t", "portal-2"), of("u", "portal-3")].concat();
    let given =
        |path: &str, portal, delivered| InputFile { path: path.to_owned(), ..metrics(portal, delivered) };
    let missing_of = |files: &[InputFile]| {
        let (mut engine, _) = engine_and_audit(files);
        let summary = engine.ask(&narrow_scope(), &FindingKinds(AuditScope::default()));
        summary.expect("a right filter").missing
    };
    // Two of each portal are here. What was counted of the first is given twice, once more completely.
    let missing = missing_of(&[
        log("log", &records),
        given("a.json", "portal-1", &[(TEN, 5)][..]),
        given("b.json", "portal-1", &[(TEN, 5), (TEN + HOUR, 4)][..]),
        given("c.json", "portal-2", &[(TEN, 3)][..]),
        given("d.json", "portal-3", &[(TEN, 2)][..]),
    ]);
    let missing = missing.expect("a loss");
    assert_eq!(missing.key, "delivery-missing");
    assert_eq!(value(&missing, "count"), Some(&WordsValue::Count(7 + 1)));
    assert_eq!(value(&missing, "time"), Some(&WordsValue::Time(TEN + 2 * HOUR)));
    assert_eq!(missing_of(&[log("log", &records), given("d.json", "portal-3", &[(TEN, 2)][..])]), None);
}

#[test]
fn where_no_loss_can_be_proven_it_is_said_what_may_hide_one() {
    let records = Session::new("s").start(TEN).end(TEN + 40 * MINUTE).records;
    let mut broken = log("log", &records);
    broken.bytes.extend_from_slice(b"\n{\"broken\n");
    for (file, is_hidden) in [(log("log", &records), false), (broken, true)] {
        let delivered = if is_hidden { 3 } else { 2 };
        let (mut engine, _) = engine_and_audit(&[file, metrics("portal-1", &[(TEN, delivered)])]);
        let (_, rows) = ask(&mut engine, AuditPart::Deliveries, ALL);
        let keys: Vec<&str> = rows[0].words.iter().map(|words| words.key.as_str()).collect();
        assert_eq!((rows[0].is_lacking, keys[0]), (false, "delivery-none-proven"));
        assert_eq!(keys.contains(&"delivery-may-hide"), is_hidden, "{keys:?}");
    }
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
