//! What a person makes of findings: with what they are looked for, which are dismissed and for what reason, and the events
//! that a filter asks for by them.

mod support;

use serde_json::{Value, json};
use sessionscope::audit::answer::AuditPart;
use sessionscope::casefile::{AnnotationEdit, Annotations, Dismissal};
use sessionscope::engine::requests::{
    AuditPage, AuditScope, CaseStatus, FilterDiagnosis, FindingKinds, FindingSummary, SessionFinding,
    SessionFindings, SessionPage, ToldFinding,
};
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::model::Window;
use sessionscope::model::audit_options::{AuditOptions, Hours, Threshold};
use sessionscope::model::finding_kind::FindingKind;
use sessionscope::query::answer::SessionField;
use sessionscope::query::table_sort::TableSort;
use support::streams::streamed;
use support::{InputFile, read_batches, sha256};

const ALL: Window = Window::new(0, 100);

/// An event of a session at a minute of a day.
fn event(session: &str, minute: i64, activity: &str, more: Value) -> Value {
    let mut event = json!({
        "category_name": "WorkSpacesSecureBrowser", "activity_name": activity,
        "time": 1_794_787_200_000i64 + minute * 60_000,
        "session_detail": {"portal_id": "p", "session_id": session, "client_ip": "203.0.113.7", "username": "ana"},
    });
    let (Value::Object(event), Value::Object(more)) = (&mut event, more) else { panic!("objects") };
    event.extend(more);
    Value::Object(event.clone())
}

fn file(path: &str, events: &[Value]) -> InputFile {
    InputFile::new(path, events.iter().map(|event| format!("{event}\n")).collect::<String>())
}

/// Two sessions: of one a site is reached 30 minutes after it was blocked, and of each a file leaves that never came.
fn files() -> [InputFile; 2] {
    let left = |session: &str, minute, name: &str| {
        let file = json!({"file": {"name": name, "size": 5}});
        event(session, minute, "FileTransferFromRemoteToLocalDisk", file)
    };
    let url =
        json!({"url": {"url_string": "https://blocked.example.com/", "hostname": "blocked.example.com"}});
    [
        file(
            "a.jsonl",
            &[
                event("s1", 0, "SessionStart", json!({})),
                event("s1", 10, "UrlBlockByContentFilter", url.clone()),
                event("s1", 40, "UrlVisit", url),
                left("s1", 50, "one.txt"),
            ],
        ),
        file("b.jsonl", &[event("s2", 100, "SessionStart", json!({})), left("s2", 110, "two.txt")]),
    ]
}

fn engine_of(files: &[InputFile]) -> Engine {
    let mut engine = Engine::default();
    read_batches(files).iter().for_each(|batch| engine.append(batch));
    for InputFile { path, bytes } in files {
        engine.execute(&Command::SetHash { path: path.clone(), sha256: sha256(bytes) });
    }
    engine
}

fn summary(engine: &mut Engine, scope: AuditScope) -> FindingSummary {
    engine.ask(&Scope::default(), &FindingKinds(scope)).expect("no filter")
}

/// Kinds, each with how many are there and how many are dismissed.
fn counts(engine: &mut Engine, scope: AuditScope) -> Vec<(String, u32, u32)> {
    let groups = summary(engine, scope).groups.into_iter();
    groups.map(|group| (group.kind, group.count, group.dismissed)).collect()
}

fn findings(engine: &mut Engine, scope: AuditScope, kind: &str, dismissed: bool) -> Vec<ToldFinding> {
    let asked =
        AuditPage { part: AuditPart::Findings { kind: kind.to_owned(), dismissed }, scope, window: ALL };
    let page = engine.ask(&Scope::default(), &asked).expect("no filter");
    page.rows.into_iter().map(|told| told.finding.expect("it is one")).collect()
}

fn with_threshold(threshold: Threshold, value: u64) -> AuditOptions {
    let mut options = AuditOptions::default();
    assert!(options.thresholds.set(threshold, value));
    options
}

fn scope_with(options: AuditOptions) -> AuditScope {
    AuditScope { options, dismissals: 0 }
}

fn matching(engine: &mut Engine, filter: &str, findings: Option<AuditOptions>) -> u64 {
    let scope = Scope { filter: filter.to_owned(), findings, ..Scope::default() };
    engine.ask(&scope, &CaseStatus).expect("a right filter").matching
}

#[test]
fn findings_are_those_of_the_options_that_are_asked_with_each_time() {
    let mut engine = engine_of(&files());
    let blocked = ("blocked-then-reached".to_owned(), 1, 0);
    let without = ("out-without-in".to_owned(), 2, 0);
    let hours = AuditOptions { hours: Hours::parse("01:00-02:00"), ..AuditOptions::default() };
    let late = ("out-of-hours".to_owned(), 1, 0);
    for _ in 0..2 {
        assert_eq!(counts(&mut engine, AuditScope::default()), [without.clone(), blocked.clone()]);
        let short = scope_with(with_threshold(Threshold::BlockedMinutes, 29));
        assert_eq!(counts(&mut engine, short), [without.clone()].as_slice());
        let exact = scope_with(with_threshold(Threshold::BlockedMinutes, 30));
        assert_eq!(counts(&mut engine, exact), [without.clone(), blocked.clone()]);
        assert!(!summary(&mut engine, exact).has_hours && summary(&mut engine, scope_with(hours)).has_hours);
        assert_eq!(counts(&mut engine, scope_with(hours)), [without.clone(), blocked.clone(), late.clone()]);
    }
}

#[test]
fn an_audit_says_which_thresholds_were_set_and_is_the_same_as_ever_where_none_was() {
    let mut engine = engine_of(&files());
    let mut audit = |options| {
        let text = streamed(&mut engine, &Scope::default(), &StreamRequest::Audit(options));
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let plain = audit(AuditOptions::default());
    assert_eq!(plain["findings"].as_array().map(Vec::len), Some(3));
    assert_eq!(plain.get("thresholds"), None);
    let hours = AuditOptions { hours: Hours::parse("01:00-02:00"), ..AuditOptions::default() };
    assert_eq!(audit(hours).get("thresholds"), None, "hours alone are of the contract");
    let set = audit(with_threshold(Threshold::BlockedMinutes, 29));
    assert_eq!(set["findings"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        set["thresholds"],
        json!({
            "left-after-download-bytes": 1_000_000_000, "bulk-out-bytes": 100_000_000, "bulk-out-factor": 10,
            "blocked-then-reached-minutes": 29, "secret-then-download-minutes": 60, "two-places-minutes": 60,
        })
    );
}

/// All findings of a kind, dismissed.
fn dismissed(engine: &mut Engine, kind: &str) -> Annotations {
    let mut all = Annotations::default();
    for finding in findings(engine, AuditScope::default(), kind, false) {
        assert!(all.edit(AnnotationEdit::Dismiss(finding.key, " asked for ".to_owned())));
    }
    all
}

fn annotate(engine: &mut Engine, version: u64, annotations: &Annotations) -> AuditScope {
    engine.execute(&Command::Annotate { version, annotations: annotations.clone() });
    AuditScope { dismissals: version, ..AuditScope::default() }
}

#[test]
fn a_dismissed_finding_is_counted_apart_with_its_reason_and_comes_back() {
    let mut engine = engine_of(&files());
    let mut all = dismissed(&mut engine, "out-without-in");
    let last = all.dismissals.pop().expect("two");
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(
        counts(&mut engine, scope),
        [("out-without-in".to_owned(), 1, 1), ("blocked-then-reached".to_owned(), 1, 0)]
    );
    let [told] = &findings(&mut engine, scope, "out-without-in", true)[..] else { panic!("one") };
    assert_eq!(told.dismissal.as_ref().map(|it| it.reason.as_str()), Some("asked for"));
    let [other] = &findings(&mut engine, scope, "out-without-in", false)[..] else { panic!("one") };
    assert_eq!((&other.key, &other.dismissal), (&last.finding, &None));

    assert!(all.edit(AnnotationEdit::Dismiss(all.dismissals[0].finding.clone(), "as agreed".to_owned())));
    assert!(
        all.edit(AnnotationEdit::Dismiss(last.finding, "  ".to_owned())),
        "without a reason nothing changes"
    );
    assert_eq!(all.dismissals.iter().map(|it| it.reason.as_str()).collect::<Vec<_>>(), ["as agreed"]);
    assert!(all.edit(AnnotationEdit::Reinstate(all.dismissals[0].clone())));
    assert_eq!(all, Annotations::default());
    let scope = annotate(&mut engine, 2, &all);
    assert_eq!(counts(&mut engine, scope)[0], ("out-without-in".to_owned(), 2, 0));
}

#[test]
fn a_dismissed_finding_is_known_again_under_other_names_and_in_another_order() {
    let mut engine = engine_of(&files());
    let mut all = dismissed(&mut engine, "out-without-in");
    all.dismissals.extend(dismissed(&mut engine, "blocked-then-reached").dismissals);
    let [a, b] = files();
    let mut engine = engine_of(&[
        InputFile::new("x/later.jsonl", b.bytes),
        InputFile::new("other.jsonl", &b"{}\n"[..]),
        InputFile::new("z/earlier.jsonl", a.bytes),
    ]);
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(
        counts(&mut engine, scope),
        [("out-without-in".to_owned(), 0, 2), ("blocked-then-reached".to_owned(), 0, 1)]
    );
    assert_eq!(summary(&mut engine, scope).lost, []);
}

#[test]
fn a_finding_that_was_dismissed_for_its_signs_is_another_one_with_more_of_them() {
    let passed = |activity, minute| {
        let file = json!({"file": {"name": "image.iso", "size": 1_000_000_000}});
        event("s", minute, activity, file)
    };
    let large = file(
        "a.jsonl",
        &[
            event("s", 0, "SessionStart", json!({})),
            passed("FileDownloadFromSecureBrowserToRemoteDisk", 1),
            passed("FileTransferFromRemoteToLocalDisk", 2),
        ],
    );
    let mut elsewhere = event("s", 3, "TabOpen", json!({}));
    elsewhere["session_detail"]["client_ip"] = json!("198.51.100.7");
    let kind = "left-after-download";
    let all = dismissed(&mut engine_of(std::slice::from_ref(&large)), kind);
    assert_eq!(all.dismissals[0].finding.subject, "size");
    for (files, expected) in
        [(vec![large.clone()], (0, 1)), (vec![large, file("b.jsonl", &[elsewhere])], (1, 0))]
    {
        let mut engine = engine_of(&files);
        let scope = annotate(&mut engine, 1, &all);
        let (_, count, of_dismissed) =
            counts(&mut engine, scope).into_iter().find(|(known, ..)| known == kind).expect("it is found");
        assert_eq!((count, of_dismissed), expected);
    }
}

#[test]
fn a_dismissal_whose_finding_is_gone_is_kept_and_told() {
    let mut engine = engine_of(&files());
    let all = dismissed(&mut engine, "blocked-then-reached");
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(summary(&mut engine, scope).lost, []);
    let short = AuditScope { options: with_threshold(Threshold::BlockedMinutes, 29), ..scope };
    assert_eq!(summary(&mut engine, short).lost, all.dismissals, "it is not found with these options");
    let [_, b] = files();
    let mut engine = engine_of(&[b]);
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(summary(&mut engine, scope).lost, all.dismissals, "its file is not here");
    // Another content under the same name and at the same places is another finding.
    let [a, b] = files();
    let other = String::from_utf8(a.bytes).expect("a text").replace("ana", "bob");
    let mut engine = engine_of(&[InputFile::new("a.jsonl", other), b]);
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(counts(&mut engine, scope)[1], ("blocked-then-reached".to_owned(), 1, 0));
}

#[test]
fn a_finding_that_has_grown_is_another_one() {
    let late = |minutes: &[i64]| {
        let start = event("s", 0, "SessionStart", json!({}));
        let left = |minute: &i64| event("s", *minute, "PrintJobSubmit", json!({}));
        std::iter::once(start).chain(minutes.iter().map(left)).collect::<Vec<_>>()
    };
    let options = AuditOptions { hours: Hours::parse("23:00-23:30"), ..AuditOptions::default() };
    let mut engine = engine_of(&[file("a", &late(&[5, 6]))]);
    let found = findings(&mut engine, scope_with(options), "out-of-hours", false);
    let mut all = Annotations::default();
    assert!(all.edit(AnnotationEdit::Dismiss(found[0].key.clone(), "known".to_owned())));
    for (files, expected) in [
        (vec![file("a", &late(&[5, 6]))], ("out-of-hours".to_owned(), 0, 1)),
        (vec![file("a", &late(&[5, 6])), file("b", &late(&[7]))], ("out-of-hours".to_owned(), 1, 0)),
    ] {
        let mut engine = engine_of(&files);
        let scope = AuditScope { options, ..annotate(&mut engine, 1, &all) };
        assert_eq!(counts(&mut engine, scope), [expected]);
    }
}

#[test]
fn two_findings_within_one_log_event_are_dismissed_one_by_one() {
    let left = |name: &str| {
        let file = json!({"file": {"name": name, "size": 5}});
        event("s1", 50, "FileTransferFromRemoteToLocalDisk", file).to_string()
    };
    let message =
        format!("{} {} {}", event("s1", 0, "SessionStart", json!({})), left("one.txt"), left("two.txt"));
    let page = json!({"events": [{"timestamp": 1_794_787_200_000i64, "message": message, "eventId": "7"}]});
    let files = [InputFile::new("page.json", page.to_string())];
    let mut engine = engine_of(&files);
    let mut all = dismissed(&mut engine, "out-without-in");
    assert_eq!(all.dismissals.len(), 2, "their places are one");
    all.dismissals.pop();
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(counts(&mut engine, scope), [("out-without-in".to_owned(), 1, 1)]);
}

#[test]
fn a_dismissal_that_was_made_before_its_file_was_hashed_learns_the_hash() {
    let [a, _] = files();
    let mut engine = Engine::default();
    read_batches(std::slice::from_ref(&a)).iter().for_each(|batch| engine.append(batch));
    let mut all = dismissed(&mut engine, "out-without-in");
    let hash = sha256(&a.bytes);
    engine.execute(&Command::SetHash { path: a.path.clone(), sha256: hash.clone() });
    let scope = annotate(&mut engine, 1, &all);
    let told = summary(&mut engine, scope).hashes;
    assert_eq!(told, [("a.jsonl".to_owned(), hash.clone())]);
    assert!(all.settle(|path| told.iter().find(|(known, _)| known == path).map(|(_, hash)| hash.as_str())));
    assert_eq!(all.dismissals[0].finding.events[0].input.sha256(), Some(hash.as_str()));
    let scope = annotate(&mut engine, 2, &all);
    assert_eq!(counts(&mut engine, scope)[0], ("out-without-in".to_owned(), 0, 1));
    assert_eq!(summary(&mut engine, scope).hashes, []);
}

#[test]
fn two_case_files_keep_the_reasons_of_both() {
    let mut engine = engine_of(&files());
    let mut all = dismissed(&mut engine, "out-without-in");
    let more = dismissed(&mut engine, "blocked-then-reached");
    let mut other = all.clone();
    other.dismissals[0].reason = "as agreed".to_owned();
    other.dismissals.extend(more.dismissals);
    assert_eq!(all.merge(other.clone()), 0);
    let reasons: Vec<&str> = all.dismissals.iter().map(|it| it.reason.as_str()).collect();
    assert_eq!(reasons, ["asked for\nas agreed", "asked for", "asked for"]);
    let before = all.clone();
    assert_eq!(all.merge(other), 0);
    assert_eq!(all, before, "the same once more changes nothing");
    let empty = Annotations { dismissals: vec![Dismissal::default()], ..Annotations::default() };
    assert_eq!(all.merge(empty), 0);
    assert_eq!(all, before, "one without a reason is none");
}

#[test]
fn a_filter_asks_for_the_events_that_findings_count() {
    let mut engine = engine_of(&files());
    let known = Some(AuditOptions::default());
    for (filter, expected) in [
        ("found:*", 4),
        ("found:out-without-in", 2),
        ("found:BLOCKED-then-reached", 2),
        ("found:blocked*", 2),
        ("found:(bulk-out OR blocked-then-reached) session:s1", 2),
        ("-found:*", 2),
        ("found:\"\"", 2),
        ("found:bulk-out", 0),
        ("found:digest", 0),
        ("found:(out-without-in OR \"\")", 4),
    ] {
        assert_eq!(matching(&mut engine, filter, known), expected, "{filter}");
    }
    let short = Some(with_threshold(Threshold::BlockedMinutes, 29));
    assert_eq!(matching(&mut engine, "found:*", short), 2);
    assert_eq!(matching(&mut engine, "found:*", known), 4, "and again with the others");
    let all = dismissed(&mut engine, "out-without-in");
    annotate(&mut engine, 1, &all);
    assert_eq!(matching(&mut engine, "found:*", known), 4, "what was dismissed was found all the same");
    let scope = Scope { filter: "found:out-without-in".to_owned(), findings: known, ..Scope::default() };
    let report = engine.ask(&scope, &FilterDiagnosis).expect("a right filter");
    assert_eq!((report.passing, report.dead.len()), (2, 0));
}

#[test]
fn what_findings_count_is_not_known_before_somebody_looks_for_them_and_anew_when_more_is_read() {
    let [a, b] = files();
    let mut engine = engine_of(&[a]);
    for filter in ["found:*", "found:\"\"", "-found:*", "-found:out-without-in user:ana"] {
        assert_eq!(matching(&mut engine, filter, None), 0, "{filter}");
    }
    let known = Some(AuditOptions::default());
    assert_eq!(matching(&mut engine, "found:out-without-in", known), 1);
    read_batches(&[b]).iter().for_each(|batch| engine.append(batch));
    assert_eq!(matching(&mut engine, "found:out-without-in", None), 0);
    assert_eq!(matching(&mut engine, "found:out-without-in", known), 2);
}

#[test]
fn sessions_are_told_the_findings_that_nobody_has_dismissed() {
    let mut engine = engine_of(&files());
    let rows = |engine: &mut Engine, sort, findings| {
        let asked = SessionPage { sort, findings, window: ALL };
        let page = engine.ask(&Scope::default(), &asked).expect("no filter");
        [0, 1].map(|row| page.rows[row].session)
    };
    let [first, second] = rows(&mut engine, TableSort::default(), None);
    let by_findings = TableSort::ascending(SessionField::Findings);
    let of = |session, kind, first| SessionFinding { session, kind, count: 1, first };
    let told = |engine: &mut Engine, scope, sessions: &[_]| {
        let asked = SessionFindings { scope, sessions: sessions.to_vec() };
        engine.ask(&Scope::default(), &asked).expect("no filter")
    };
    let plain = AuditScope::default();
    assert_eq!(
        told(&mut engine, plain, &[first, second]),
        [
            of(first, FindingKind::OutWithoutIn, 0),
            of(second, FindingKind::OutWithoutIn, 1),
            of(first, FindingKind::BlockedThenReached, 0),
        ]
    );
    assert_eq!(told(&mut engine, plain, &[second]), [of(second, FindingKind::OutWithoutIn, 1)]);
    assert_eq!(rows(&mut engine, by_findings, Some(plain)), [second, first], "two and one");
    let mut all = dismissed(&mut engine, "out-without-in");
    all.dismissals.truncate(1);
    let scope = annotate(&mut engine, 1, &all);
    assert_eq!(
        rows(&mut engine, by_findings, Some(scope)),
        [first, second],
        "one each, in the order of time"
    );
    assert_eq!(
        told(&mut engine, scope, &[first, second]),
        [of(second, FindingKind::OutWithoutIn, 0), of(first, FindingKind::BlockedThenReached, 0)]
    );
}
