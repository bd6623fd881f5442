//! The ledger of what was collected and delivered: changes of the logging stand with the portal that they are of and beside
//! what is missing, and what is counted leads to exactly its events.

mod support;

use serde_json::{Value, json};
use sessionscope::audit::answer::{AuditLine, AuditPart, AuditRow};
use sessionscope::engine::requests::{AuditPage, AuditScope, EventPage};
use sessionscope::engine::{Engine, Scope};
use sessionscope::model::time::rfc3339;
use sessionscope::model::{LoggingEffect, Window};
use sessionscope::query::answer::Lead;
use support::{InputFile, read_batches};

const ALL: Window = Window::new(0, 1_000);
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// 2026-11-16T10:00:00Z.
const TEN: i64 = 1_794_787_200_000 + 10 * HOUR;

const PORTALS: &str = "workspaces-web.amazonaws.com";
const TRAILS: &str = "cloudtrail.amazonaws.com";

fn engine(given: &[InputFile]) -> Engine {
    let mut engine = Engine::default();
    read_batches(given).iter().for_each(|batch| engine.append(batch));
    engine
}

fn rows(engine: &mut Engine, part: AuditPart) -> Vec<AuditRow> {
    let asked = AuditPage { part, scope: AuditScope::default(), window: ALL };
    let page = engine.ask(&Scope::default(), &asked).expect("a right filter");
    page.rows.into_iter().map(|told| told.row).collect()
}

/// Events of Session Logger: portal, session, minute after ten, activity.
fn log(events: &[(&str, &str, i64, &str)]) -> InputFile {
    let line = |(portal, session, minute, activity): &(&str, &str, i64, &str)| {
        let event = json!({
            "category_name": "WorkSpacesSecureBrowser", "activity_name": activity, "time": TEN + minute * MINUTE,
            "session_detail": {"portal_id": portal, "session_id": session, "client_ip": "203.0.113.7", "username": "ana"},
        });
        format!("{event}\n")
    };
    InputFile::new("log.jsonl", events.iter().map(line).collect::<String>())
}

fn arn(kind: &str, id: &str) -> String {
    format!("arn:aws:workspaces-web:us-east-1:111122223333:{kind}/{id}")
}

/// A record of CloudTrail; what it is asked with names what it is about.
fn call(source: &str, name: &str, minute: i64, request: Value) -> Value {
    json!({
        "eventVersion": "1.11", "eventID": format!("{name}-{minute}"), "eventTime": rfc3339(TEN + minute * MINUTE),
        "eventSource": source, "eventName": name, "userIdentity": {"type": "Root"}, "requestParameters": request,
    })
}

fn trail(calls: &[Value]) -> InputFile {
    InputFile::new("trail.json", json!({"Records": calls}).to_string())
}

/// What CloudWatch counted of a portal, by hour from ten on.
fn metrics(portal: &str, delivered: &[u64]) -> InputFile {
    let times = (0..delivered.len() as i64).map(|hour| rfc3339(TEN + hour * HOUR)).collect::<Vec<_>>();
    let text = json!({"MetricDataResults": [{
        "Id": "d", "Label": format!("{portal} SessionLoggerEventDelivered"), "Timestamps": times, "Values": delivered,
        "StatusCode": "Complete",
    }]});
    InputFile::new("metrics.json", text.to_string())
}

fn settings(logger: &str, portals: Option<&[&str]>) -> InputFile {
    let mut settings = json!({"sessionLoggerArn": arn("sessionLogger", logger), "eventFilter": {"all": {}}});
    if let Some(portals) = portals {
        settings["associatedPortalArns"] = portals.iter().map(|id| arn("portal", id)).collect();
    }
    InputFile::new("settings.json", json!({ "sessionLogger": settings }).to_string())
}

fn line<'a>(row: &'a AuditRow, label: &str) -> &'a AuditLine {
    row.lines.iter().find(|line| line.label == label).expect(label)
}

/// The changes that a row tells of: the activity, what it did, and where it stands.
fn changes(row: &AuditRow) -> Vec<(&str, LoggingEffect, &str)> {
    let told = row.changes.iter();
    told.map(|it| (it.event.activity.as_str(), it.effect, it.words[0].key.as_str())).collect()
}

/// Two portals; in the first a silence from 10:05 to 10:45.
fn sessions() -> InputFile {
    log(&[
        ("p-1", "s", 0, "SessionStart"),
        ("p-1", "s", 5, "UrlVisit"),
        ("p-1", "s", 45, "UrlVisit"),
        ("p-1", "s", 46, "SessionEnd"),
        ("p-2", "t", 0, "SessionStart"),
        ("p-2", "t", 1, "UrlVisit"),
    ])
}

#[test]
fn a_change_stands_with_the_portal_that_it_names_or_that_anything_ties_to_its_logger() {
    let logger = |id| json!({"sessionLoggerArn": arn("sessionLogger", id)});
    let both = |logger, portal| json!({"portalArn": arn("portal", portal), "sessionLoggerArn": arn("sessionLogger", logger)});
    let calls = [
        call(PORTALS, "AssociateSessionLogger", -60, both("l-1", "p-1")),
        call(PORTALS, "DisassociateSessionLogger", 6, json!({"portalArn": arn("portal", "p-1")})),
        call(PORTALS, "UpdateSessionLogger", 20, logger("l-1")),
        call(PORTALS, "DeleteSessionLogger", 21, logger("l-2")),
        call(PORTALS, "UpdateSessionLogger", 22, logger("l-unknown")),
        call(PORTALS, "ExpireSession", 50, json!({"portalId": "p-1", "sessionId": "s"})),
        call(PORTALS, "AssociateSessionLogger", 60, both("l-3", "p-elsewhere")),
        call(TRAILS, "StopLogging", 30, json!({"name": "trail"})),
        call("sqs.amazonaws.com", "StopLogging", 30, json!({"name": "trail"})),
        call(TRAILS, "LookupEvents", 30, Value::Null),
    ];
    let given = [sessions(), settings("l-2", Some(&["p-2"])), trail(&calls)];
    let mut engine = engine(&given);
    let covered = rows(&mut engine, AuditPart::Coverage);
    let portals: Vec<&str> = covered.iter().map(|row| row.portal.as_str()).collect();
    assert_eq!(portals, ["p-1", "p-2"], "what a call names is no portal of which there is a log");
    assert_eq!(
        changes(&covered[0]),
        [
            ("AssociateSessionLogger", LoggingEffect::Begins, "change-before-silence"),
            ("DisassociateSessionLogger", LoggingEffect::Ends, "change-within-silence"),
            ("UpdateSessionLogger", LoggingEffect::Changes, "change-within-silence"),
            ("ExpireSession", LoggingEffect::EndsSession, "change-after-silence"),
        ]
    );
    assert_eq!(changes(&covered[1]), [("DeleteSessionLogger", LoggingEffect::Ends, "change-no-gap")]);
    let words = |row: &AuditRow| line(row, "coverage-changes").words.as_ref().map(|words| words.key.clone());
    assert_eq!(
        covered.iter().map(words).collect::<Vec<_>>(),
        vec![Some("coverage-changes-words".to_owned()); 2]
    );

    let others = rows(&mut engine, AuditPart::OtherChanges);
    let told: Vec<_> = others.iter().map(|row| (row.title.key.as_str(), changes(row))).collect();
    let of_elsewhere = ("AssociateSessionLogger", LoggingEffect::Begins, "change-after-silence");
    let of_unknown = ("UpdateSessionLogger", LoggingEffect::Changes, "change-within-silence");
    let of_trail = ("StopLogging", LoggingEffect::Ends, "change-within-silence");
    assert_eq!(
        told,
        [
            ("coverage-portal", vec![of_elsewhere]),
            ("changes-of-unknown", vec![of_unknown]),
            ("changes-of-trails", vec![of_trail]),
        ]
    );
}

#[test]
fn a_call_that_failed_changes_nothing_and_ties_nothing() {
    let mut failed = call(
        PORTALS,
        "AssociateSessionLogger",
        1,
        json!({"portalArn": arn("portal", "p-1"), "sessionLoggerArn": arn("sessionLogger", "l-1")}),
    );
    failed["errorCode"] = json!("AccessDenied");
    let update = call(
        PORTALS,
        "UpdateSessionLogger",
        2,
        json!({"sessionLoggerArn": arn("sessionLogger", "l-1"), "displayName": "n"}),
    );
    let with = |calls: &[Value]| {
        let mut engine = engine(&[sessions(), trail(calls)]);
        let own = rows(&mut engine, AuditPart::Coverage)[0].change_count;
        (own, rows(&mut engine, AuditPart::OtherChanges).iter().map(|row| row.change_count).sum::<u64>())
    };
    assert_eq!(with(&[failed.clone()]), (0, 0));
    assert_eq!(with(&[failed.clone(), update.clone()]), (0, 1));
    failed.as_object_mut().expect("an object").remove("errorCode");
    assert_eq!(with(&[failed, update]), (2, 0));
}

#[test]
fn settings_that_name_no_portal_tie_their_logger_to_the_only_one_that_there_is() {
    let update =
        call(PORTALS, "UpdateSessionLogger", 2, json!({"sessionLoggerArn": arn("sessionLogger", "l")}));
    let one = log(&[("p-1", "s", 0, "SessionStart")]);
    for (file, own) in [(one, 1), (sessions(), 0)] {
        let mut engine = engine(&[file, settings("l", None), trail(std::slice::from_ref(&update))]);
        let covered = rows(&mut engine, AuditPart::Coverage);
        let named = covered.iter().find(|row| row.portal == "p-1").expect("a portal");
        assert_eq!(named.change_count, own);
        assert_eq!(rows(&mut engine, AuditPart::OtherChanges).len() as u64, 1 - own);
    }
}

#[test]
fn without_a_record_of_cloudtrail_it_is_not_known_whether_the_logging_was_changed() {
    let key = |given: &[InputFile]| {
        let rows = rows(&mut engine(given), AuditPart::Coverage);
        line(&rows[0], "coverage-changes").words.as_ref().map(|words| words.key.clone())
    };
    assert_eq!(key(&[sessions()]).as_deref(), Some("coverage-changes-unknown"));
    assert_eq!(key(&[sessions(), trail(&[call(TRAILS, "LookupEvents", 0, Value::Null)])]), None);
}

#[test]
fn changes_are_marked_at_their_time_in_the_course_of_the_portal_that_they_may_be_of() {
    let update = |id: &str, minute| {
        call(PORTALS, "UpdateSessionLogger", minute, json!({"sessionLoggerArn": arn("sessionLogger", id)}))
    };
    let mut undated = call(TRAILS, "DeleteTrail", 70, json!({"name": "t"}));
    undated.as_object_mut().expect("an object").remove("eventTime");
    let calls = [
        call(TRAILS, "StopLogging", 61, json!({"name": "t"})),
        update("l-1", 10),
        update("l-2", 11),
        update("l-unknown", 12),
        update("l-1", -1),
        update("l-1", 120),
        undated,
    ];
    let two = InputFile { path: "other.json".to_owned(), ..settings("l-2", Some(&["p-2"])) };
    let given = [sessions(), settings("l-1", Some(&["p-1"])), two, trail(&calls), metrics("p-1", &[5, 0])];
    let rows = rows(&mut engine(&given), AuditPart::Deliveries);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(row.course.as_ref().expect("a portal").range().length_ms(), 2 * HOUR);
    let minute = |time: i64| (time - TEN) / MINUTE;
    let marked: Vec<_> = row
        .changes
        .iter()
        .map(|it| (it.event.time_ms.map(minute), it.effect, it.words[0].key.as_str()))
        .collect();
    assert_eq!(
        marked,
        [
            (Some(10), LoggingEffect::Changes, "change-of-this-portal"),
            (Some(12), LoggingEffect::Changes, "changes-of-unknown"),
            (Some(61), LoggingEffect::Ends, "changes-of-trails"),
        ]
    );
    // Two lie before and after that time, and of one it is not known when it was.
    assert_eq!(row.change_count, 6);
}

#[test]
fn a_change_is_told_beside_what_is_known_to_be_missing_rather_than_beside_a_silence() {
    let stop = |minute| {
        call(PORTALS, "DisassociateSessionLogger", minute, json!({"portalArn": arn("portal", "p-1")}))
    };
    // Five were delivered by eleven, of which four are here; the silence is from 10:05 to 10:45.
    let given = [sessions(), trail(&[stop(-3), stop(30), stop(63)]), metrics("p-1", &[5])];
    let rows = rows(&mut engine(&given), AuditPart::Coverage);
    let told: Vec<&str> = changes(&rows[0]).into_iter().map(|(.., key)| key).collect();
    assert_eq!(told, ["change-before-loss", "change-within-loss", "change-after-loss"]);
}

#[test]
fn more_changes_than_are_told_are_counted() {
    let calls: Vec<Value> = (0..500)
        .map(|minute| {
            call(PORTALS, "DisassociateSessionLogger", minute, json!({"portalArn": arn("portal", "p-1")}))
        })
        .collect();
    let mut engine = engine(&[sessions(), trail(&calls), metrics("p-1", &[1; 9])]);
    for part in [AuditPart::Coverage, AuditPart::Deliveries] {
        let row = &rows(&mut engine, part)[0];
        assert_eq!(row.change_count, 500);
        assert!(row.changes.len() <= 200, "{}", row.changes.len());
    }
}

/// How many events a lead leads to.
fn led_to(engine: &mut Engine, lead: &Lead) -> Vec<(String, String, i64)> {
    let Lead::Events { range, .. } = lead else { panic!("{lead:?}") };
    let scope = Scope { filter: lead.line().expect("events"), range: *range, ..Scope::default() };
    let page =
        engine.ask(&scope, &EventPage { window: ALL, ..EventPage::default() }).expect("a right filter");
    let told = |row: sessionscope::query::answer::EventRow| {
        (row.session, row.activity, (row.time_ms.expect("a time") - TEN) / MINUTE)
    };
    page.rows.into_iter().map(told).collect()
}

#[test]
fn what_the_ledger_counts_leads_to_exactly_those_events_in_exactly_that_time() {
    let record = json!({
        "eventVersion": "1.11", "eventID": "1", "eventTime": rfc3339(TEN), "eventSource": PORTALS, "eventName": "GetPortal",
        "userIdentity": {"type": "Root"},
    });
    let access = json!({
        "timestamp": (TEN + MINUTE).to_string(), "eventType": "StartSession", "details": {}, "userName": "ana",
        "portalArn": arn("portal", "p-1"),
    });
    let access = InputFile::new("access.json", access.to_string());
    let given = [sessions(), settings("l-1", Some(&["p-1"])), trail(&[record]), access, metrics("p-1", &[5])];
    let mut engine = engine(&given);
    let covered = rows(&mut engine, AuditPart::Coverage);
    let mut count = |lead: &Option<Lead>| led_to(&mut engine, lead.as_ref().expect("a lead"));
    let (first, second) = (&covered[0], &covered[1]);
    assert_eq!(count(&first.lead).len(), 4, "of another system some name the portal, too");
    assert_eq!(count(&second.lead).len(), 2);
    assert_eq!(count(&line(first, "coverage-sessions").lead).len(), 4);
    assert_eq!(line(first, "coverage-without-end").lead, None, "none is without an end");
    assert_eq!(count(&line(second, "coverage-without-end").lead).len(), 2);
    let said_by = Some(Lead::File("settings.json".to_owned()));
    assert_eq!(
        (&line(first, "coverage-collected").lead, &line(second, "coverage-collected").lead),
        (&said_by, &None)
    );
    for item in &line(first, "coverage-seen").items {
        assert_eq!(count(&item.lead).len() as u64, item.count.expect("a count"));
    }
    let silent: Vec<_> = [5, 45].map(|minute| ("s".to_owned(), "UrlVisit".to_owned(), minute)).into();
    let silences = line(first, "coverage-silences");
    assert_eq!(count(&silences.items[0].lead), silent, "the events before and after it, and none between");
    assert_eq!(count(&silences.lead), silent);
    let delivered = rows(&mut engine, AuditPart::Deliveries);
    assert_eq!(led_to(&mut engine, delivered[0].lead.as_ref().expect("a lead")).len(), 4);
}

#[test]
fn what_has_no_events_leads_nowhere_and_what_names_no_portal_to_what_names_none() {
    let given = [log(&[("", "s", 0, "SessionStart")]), settings("l", Some(&["p-1"])), metrics("p-1", &[5])];
    let mut engine = engine(&given);
    let covered = rows(&mut engine, AuditPart::Coverage);
    let leads: Vec<_> = covered.iter().map(|row| (row.portal.as_str(), row.lead.is_some())).collect();
    assert_eq!(leads, [("", true), ("p-1", false)]);
    assert_eq!(led_to(&mut engine, covered[0].lead.as_ref().expect("a lead")).len(), 1);
    assert_eq!(rows(&mut engine, AuditPart::Deliveries)[0].lead, None);
}

#[test]
fn more_sessions_than_a_line_can_name_lead_nowhere_together() {
    for (sessions, is_led) in [(100, true), (101, false)] {
        let ids: Vec<String> = (0..sessions).map(|number| format!("s-{number}")).collect();
        let events: Vec<_> = ids.iter().map(|id| ("p-1", id.as_str(), 0, "SessionStart")).collect();
        let rows = rows(&mut engine(&[log(&events)]), AuditPart::Coverage);
        let open = line(&rows[0], "coverage-without-end");
        assert_eq!(open.lead.is_some(), is_led, "{sessions}");
        assert!(open.items.iter().all(|item| item.lead.is_some()), "each by itself does");
    }
}
