//! Sigma rules over original records: what is found is found whatever packs the records, in whatever order and by however
//! many workers they are read, and each finding stands at its event.

mod support;

use serde_json::{Value, json};
use sessionscope::audit::answer::{AuditPart, RuleCounts, RuleRunReport, WordsValue};
use sessionscope::audit::sigma::{BUILT_IN, rule_sources};
use sessionscope::engine::requests::{AuditPage, AuditScope, FindingKinds, RuleTotals};
use sessionscope::engine::{Command, Engine, Scope};
use sessionscope::format::Format;
use sessionscope::model::Window;
use sessionscope::text::reason_in_summary;
use std::fs;
use std::path::Path;
use support::cases::sample_case;
use support::packings::{archives, gzip, packings};
use support::random::Random;
use support::rules::{engine_with_rules, rule_findings};
use support::{InputFile, read, read_batches, summary};

/// A rule for sessions on one target, a rule that stands in a correlation alone, and that correlation.
const RULES: &str = "title: A session on the database
id: 11111111-1111-4111-8111-111111111111
author: somebody
license: MIT
level: high
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: StartSession
    requestParameters.target: i-database
  condition: selection
---
title: A refused session
name: refused
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: StartSession
    errorCode: AccessDenied
  condition: selection
---
title: Refused twice
id: 22222222-2222-4222-8222-222222222222
level: medium
correlation:
  type: event_count
  rules:
    - refused
  group-by:
    - userIdentity.arn
  timespan: 10m
  condition:
    gte: 2
";

fn call(number: u32, minute: u32, user: &str, more: Value) -> Value {
    let mut record = json!({
        "eventVersion": "1.08", "eventID": format!("00000000-0000-4000-8000-{number:012}"),
        "eventTime": format!("2026-11-18T09:{minute:02}:00Z"), "eventSource": "ssm.amazonaws.com",
        "eventName": "StartSession", "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.7",
        "recipientAccountId": "111122223333", "requestParameters": {"target": "i-web"},
        "userIdentity": {"type": "IAMUser", "arn": format!("arn:aws:iam::111122223333:user/{user}"), "userName": user},
    });
    let more = more.as_object().expect("an object").clone();
    record.as_object_mut().expect("an object").extend(more);
    record
}

/// Seven calls of which two are on the database, and two refused within ten minutes by one user.
fn calls() -> Vec<Value> {
    let refused = json!({"errorCode": "AccessDenied"});
    let database = json!({"requestParameters": {"target": "i-database"}});
    vec![
        call(1, 1, "alice", database.clone()),
        call(2, 2, "alice", json!({})),
        call(3, 3, "bob", refused.clone()),
        call(4, 9, "bob", refused.clone()),
        call(5, 10, "carol", refused.clone()),
        call(6, 40, "carol", refused),
        call(7, 50, "bob", database),
    ]
}

/// Reads files and runs the rules among them, by so many workers.
fn engine_of(files: &[InputFile], workers: usize, chunk: usize, random: &mut Random) -> Engine {
    engine_with_rules(files, false, workers, chunk, random)
}

/// How many rules there are.
fn totals(engine: &mut Engine) -> RuleCounts {
    engine.ask(&Scope::default(), &RuleTotals).expect("it has no filter")
}

/// What came of the last run, if it has ended.
fn last_run(engine: &mut Engine) -> Option<RuleRunReport> {
    let asked = FindingKinds(AuditScope::default());
    engine.ask(&Scope::default(), &asked).expect("it has no filter").rule_run
}

fn found(files: &[InputFile]) -> Vec<Value> {
    rule_findings(&mut engine_of(files, 1, 1 << 20, &mut Random::new(1)))
}

/// Time, user, title and number of events of findings.
fn outlines(findings: &[Value]) -> Vec<String> {
    let outline = |finding: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let (time, user) = (text(&finding["time"]), text(&finding["user"]));
        format!("{time} {user} {} {}", text(&finding["detail"]["title"]), finding["event_count"])
    };
    findings.iter().map(outline).collect()
}

fn rules_file() -> InputFile {
    InputFile::new("rules/mine.yml", RULES)
}

fn lines(records: &[Value]) -> Vec<u8> {
    records.iter().flat_map(|record| format!("{record}\n").into_bytes()).collect()
}

const EXPECTED: [&str; 3] = [
    "2026-11-18T09:01:00.000Z alice A session on the database 1",
    "2026-11-18T09:03:00.000Z bob Refused twice 2",
    "2026-11-18T09:50:00.000Z bob A session on the database 1",
];

#[test]
fn a_rule_finds_its_records_however_they_are_packed() {
    let records = calls();
    for (name, bytes) in packings(&records).into_iter().chain(archives(&records)) {
        let files = [InputFile::new("logs/it", bytes), rules_file()];
        assert_eq!(outlines(&found(&files)), EXPECTED, "{name}");
    }
}

#[test]
fn a_finding_says_which_rule_and_cites_its_events() {
    let files = [InputFile::new("logs/calls.jsonl", lines(&calls())), rules_file()];
    let all = found(&files);
    let detail = json!({
        "id": "11111111-1111-4111-8111-111111111111", "title": "A session on the database", "level": "high"
    });
    assert_eq!(all[0]["detail"], detail);
    let cited: Vec<u64> = all
        .iter()
        .flat_map(|finding| finding["events"].as_array().expect("a list"))
        .map(|event| event["line"].as_u64().expect("a line"))
        .collect();
    assert_eq!(cited, [1, 3, 4, 7]);
}

#[test]
fn what_is_found_depends_neither_on_order_nor_on_workers() {
    let mut files: Vec<InputFile> = calls()
        .chunks(2)
        .zip(["a", "b", "c", "d"])
        .map(|(records, name)| InputFile::new(&format!("logs/{name}.json.gz"), gzip(&lines(records))))
        .collect();
    files.push(rules_file());
    // A copy of a file gives duplicates, of which nothing is found once more.
    files.push(InputFile::new("logs/copy.jsonl", lines(&calls()[..2])));
    let expected = found(&files);
    assert_eq!(outlines(&expected), EXPECTED);
    let mut random = Random::new(7);
    for round in 0..12 {
        random.shuffle(&mut files);
        let (workers, chunk) = (1 + random.below(4), 1 + random.below(300));
        let mut engine = engine_of(&files, workers, chunk, &mut random);
        assert_eq!(rule_findings(&mut engine), expected, "round {round}, {workers} workers, {chunk} bytes");
    }
}

#[test]
fn records_of_one_log_event_are_told_apart() {
    let records = calls();
    let message = json!({"Records": records}).to_string();
    let event = json!({"logEvents": [{"id": "7", "timestamp": 1_794_992_400_000_i64, "message": message}]});
    // The second record is there before, so that the event has one event less than records.
    let before = InputFile::new("a.json", lines(&records[1..2]));
    let files = [before, InputFile::new("b.json", event.to_string()), rules_file()];
    assert_eq!(outlines(&found(&files)), EXPECTED);
}

#[test]
fn an_event_without_a_time_is_found_and_in_no_correlation() {
    let undated = |number| {
        let mut record = call(number, 1, "bob", json!({"errorCode": "AccessDenied"}));
        record["eventTime"] = json!("never");
        record["requestParameters"] = json!({"target": "i-database"});
        record
    };
    let files = [InputFile::new("a.jsonl", lines(&[undated(1), undated(2)])), rules_file()];
    assert_eq!(
        outlines(&found(&files)),
        ["- bob A session on the database 1", "- bob A session on the database 1"]
    );
}

#[test]
fn until_a_run_has_ended_nothing_is_told_and_files_that_come_later_are_told() {
    let files = [InputFile::new("a.jsonl", lines(&calls())), rules_file()];
    let mut engine = engine_of(&files, 1, 1 << 20, &mut Random::new(1));
    assert_eq!(totals(&mut engine).given, 3);
    let run = last_run(&mut engine).expect("it has ended");
    assert_eq!((run.rules, run.records, run.is_whole, run.is_stale), (3, 7, true, false));
    for batch in read_batches(&[InputFile::new("b.jsonl", lines(&calls()[..1]))]) {
        engine.execute(&Command::Append(Box::new(batch)));
    }
    assert!(last_run(&mut engine).is_some_and(|run| run.is_stale));
    let sources = rule_sources(engine.store(), false);
    engine.execute(&Command::BeginRules { run: 1, sources });
    assert_eq!(last_run(&mut engine), None);
    assert_eq!(rule_findings(&mut engine), Vec::<Value>::new());
}

#[test]
fn a_rule_that_cannot_be_used_is_rejected_alone_and_says_why() {
    let text = format!(
        "{RULES}---\ntitle: Of other logs\nlogsource:\n  product: windows\ndetection:\n  a:\n    b: c\n  condition: a\n\
         ---\ntitle: A placeholder\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  a:\n    b|expand: '%c%'\n  condition: a\n"
    );
    let text_lines: Vec<&str> = text.lines().collect();
    let store = read(&[InputFile::new("rules.yml", text.as_str())]);
    let read = summary(&store);
    let input = &read["inputs"][0];
    assert_eq!(input["format"], "sigma-rule");
    let counts =
        ["events", "duplicates", "skipped", "rejected"].map(|key| input[key].as_u64().expect("a count"));
    assert_eq!(counts, [0, 0, 3, 2]);
    let said: Vec<(u32, &str, String)> = store
        .sorted_notices()
        .iter()
        .map(|it| (it.span.line, it.reason.kind().id(), reason_in_summary(it.reason, &it.detail)))
        .collect();
    let [(other_line, "bad-rule", other), (placeholder_line, "bad-rule", placeholder)] = &said[..] else {
        panic!("{said:?}")
    };
    let line_of =
        |words: &str| 1 + text_lines.iter().position(|line| line.contains(words)).expect("a line") as u32;
    assert_eq!((*other_line, *placeholder_line), (line_of("product: windows"), line_of("b|expand")));
    assert!(other.starts_with("the rule is for logs of another kind: Of other logs: "), "{other}");
    assert!(placeholder.contains("A placeholder: placeholder"), "{placeholder}");
}

#[test]
fn each_log_that_rules_can_be_for_is_a_format_that_is_read() {
    let formats: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
    let services = sessionscope::audit::sigma::SERVICES;
    for (format, _) in services {
        assert!(formats.contains(&format), "{format}");
    }
}

#[test]
fn all_rules_of_our_own_are_built_in_and_can_be_used() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = fs::read_dir(folder).expect("rules").map(|file| file.expect("a file").file_name());
    let mut names: Vec<String> =
        files.filter_map(|name| Some(name.to_str()?.strip_suffix(".yml")?.to_owned())).collect();
    names.sort();
    assert_eq!(BUILT_IN.map(|(name, _)| name), &names[..]);
    let mut engine = Engine::default();
    let sources = rule_sources(engine.store(), true);
    engine.execute(&Command::BeginRules { run: 1, sources });
    engine.execute(&Command::EndRules { run: 1, is_whole: true });
    let counts = totals(&mut engine);
    assert_eq!(counts.given, 0);
    let run = last_run(&mut engine).expect("it has ended");
    assert_eq!((run.rules, run.refused), (counts.built_in, Vec::new()));
    assert!(counts.built_in as usize >= names.len());
}

#[test]
fn a_finding_about_a_login_says_whose_workspace_it_was_and_the_audit_names_nobody() {
    let mut engine = engine_with_rules(&sample_case(), true, 1, usize::MAX, &mut Random::new(1));
    let part = AuditPart::Findings { kind: "rule".to_owned(), dismissed: false };
    let asked = AuditPage { part, scope: AuditScope::default(), window: Window::new(0, 10) };
    let told = engine.ask(&Scope::default(), &asked).expect("it has no filter").rows;
    let users = told[0].row.title.values.iter().filter(|(name, _)| name == "user").map(|(_, user)| user);
    let of_workspace = WordsValue::WorkspaceUser("hugo.silva@example.com".to_owned());
    assert_eq!((told.len(), users.collect::<Vec<_>>()), (1, vec![&of_workspace]));
    assert_eq!(told[0].row.events[0].workspace_user.as_deref(), Some("hugo.silva@example.com"));
    assert_eq!(rule_findings(&mut engine)[0]["user"], "");
}
