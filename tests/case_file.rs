//! Marks, tags and notes: which events they are of, what the filter language says of them, and that a case file has
//! all of it, whatever is read beside it.

mod support;

use sessionscope::casefile::{
    AnnotationEdit, Annotations, CaseFile, CaseInput, Citation, Dismissal, FindingKey, InputId, LeftOut,
    Mark, RangeNote, SavedFilter, SessionNote,
};
use sessionscope::engine::requests::{
    CaseFacets, CaseInputs, CaseStatus, EventCitation, EventPage, FacetRequest, Facets, MarkPlaces,
    MarkedEvents, NotedSessions, SessionPage,
};
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::export::case_file::CaseQuestion;
use sessionscope::filter::{Chosen, Field};
use sessionscope::model::audit_options::{AuditOptions, Hours, Threshold, Thresholds, Weekdays};
use sessionscope::model::batch::Batch;
use sessionscope::model::{RowId, System, TimeRange, Window};
use sessionscope::query::answer::{CaseInputFate, MarkFate, SessionField};
use sessionscope::query::table_sort::TableSort;
use sessionscope::reader::Reader;
use support::streams::pieces;

/// A log with events at these seconds, of a user who is named like it.
fn batch(path: &str, user: &str, seconds: &[u32]) -> Batch {
    let mut batch = Batch::default();
    let mut reader = Reader::new(path);
    for second in seconds {
        let line = format!(
            "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{second},\"session_detail\":{{\"username\":\"{user}\"}}}}\n"
        );
        reader.push(line.as_bytes(), &mut batch);
    }
    reader.finish_all(&mut batch);
    batch
}

/// A hash that is made of a digit.
fn hash(digit: char) -> String {
    String::from_iter([digit; 64])
}

fn set_hash(engine: &mut Engine, path: &str, digit: char) {
    engine.execute(&Command::SetHash { path: path.to_owned(), sha256: hash(digit) });
}

/// Two logs: `a` of alice with three events, `b` of bob with two, both hashed.
fn engine() -> Engine {
    let mut engine = Engine::default();
    engine.append(&batch("a", "alice", &[1, 2, 3]));
    engine.append(&batch("b", "bob", &[4, 5]));
    set_hash(&mut engine, "a", 'a');
    set_hash(&mut engine, "b", 'b');
    engine
}

fn ask_count(engine: &mut Engine, filter: &str, annotations: u64) -> u64 {
    let scope = Scope { filter: filter.to_owned(), annotations, ..Scope::default() };
    engine.ask(&scope, &CaseStatus).expect("a right filter").matching
}

fn citation(engine: &mut Engine, row: u32) -> Citation {
    let asked = EventCitation { row: RowId(row) };
    engine.ask(&Scope::default(), &asked).expect("no filter").expect("there is such an event")
}

fn annotate(engine: &mut Engine, version: u64, annotations: &Annotations) {
    engine.execute(&Command::Annotate { version, annotations: annotations.clone() });
}

fn places(engine: &mut Engine) -> Vec<(MarkFate, Vec<u32>)> {
    let places = engine.ask(&Scope::default(), &MarkPlaces { version: 0 }).expect("no filter");
    places.into_iter().map(|place| (place.fate, place.rows.iter().map(|row| row.0).collect())).collect()
}

/// Alice's second event with two tags and a note, bob's first one with one of the tags, and his second one with none.
fn annotated(engine: &mut Engine) -> Annotations {
    let mut all = Annotations::default();
    let [second, third, fourth] = [1, 3, 4].map(|row| citation(engine, row));
    for edit in [
        AnnotationEdit::AddTag(second.clone(), "left".to_owned()),
        AnnotationEdit::AddTag(second.clone(), "To ask".to_owned()),
        AnnotationEdit::WriteNote(second, "who?\n\"why\" \u{202e}".to_owned()),
        AnnotationEdit::AddTag(third, "left".to_owned()),
        AnnotationEdit::ToggleMark(fourth),
        AnnotationEdit::WriteSessionNote {
            system: "cloudshell".to_owned(),
            session: "s/1".to_owned(),
            note: "n".to_owned(),
        },
        AnnotationEdit::WriteRangeNote(TimeRange { start_ms: 5, end_ms: 9 }, "night".to_owned()),
        AnnotationEdit::SaveFilter(SavedFilter {
            name: "A".to_owned(),
            line: "user:alice".to_owned(),
            zone: "UTC+09:00".to_owned(),
        }),
    ] {
        assert!(all.edit(edit));
    }
    all
}

#[test]
fn the_filter_language_asks_for_tags_and_marks() {
    let mut engine = engine();
    let all = annotated(&mut engine);
    assert_eq!(ask_count(&mut engine, "marked:*", 0), 0, "nothing is marked yet");
    annotate(&mut engine, 1, &all);
    for (filter, expected) in [
        ("marked:*", 3),
        ("marked:yes", 3),
        ("-marked:*", 2),
        ("marked:\"\"", 2),
        ("tag:left", 2),
        ("tag:LEFT user:bob", 1),
        ("tag:\"to ask\"", 1),
        ("tag:to*", 1),
        ("tag:*", 2),
        ("tag:\"\"", 3),
        ("marked:* -tag:*", 1),
        ("tag:(left OR \"\")", 5),
        ("tag:nothing", 0),
        ("left", 0),
    ] {
        assert_eq!(ask_count(&mut engine, filter, 1), expected, "{filter}");
    }
    let mut fewer = all.clone();
    assert!(fewer.edit(AnnotationEdit::RemoveMark(0)));
    annotate(&mut engine, 2, &fewer);
    assert_eq!(ask_count(&mut engine, "marked:*", 2), 2);
    assert_eq!(ask_count(&mut engine, "user:alice OR marked:*", 2), 5);
    assert_eq!(ask_count(&mut engine, "-(marked:* OR user:alice)", 2), 0);
}

/// The tags of what is in scope, with their events and how they are chosen.
fn tags(engine: &mut Engine, filter: &str, range: Option<TimeRange>) -> Vec<(String, u64, Option<Chosen>)> {
    let scope = Scope { filter: filter.to_owned(), annotations: 1, range, ..Scope::default() };
    let asked = FacetRequest { field: Field::Tag, holding: String::new(), window: Window::new(0, 10) };
    let facets = CaseFacets { version: 1, facets: Facets(vec![asked]) };
    let counts = engine.ask(&scope, &facets).expect("a right filter").remove(0);
    assert_eq!(counts.counts.distinct, counts.counts.top.len() as u64);
    let shown = counts.counts.top.into_iter().zip(counts.marks);
    shown.map(|(count, chosen)| (count.value, count.events, chosen)).collect()
}

#[test]
fn tags_are_a_facet_that_counts_under_all_that_is_asked_of_other_fields() {
    let mut engine = engine();
    assert_eq!(tags(&mut engine, "", None), []);
    let mut all = annotated(&mut engine);
    // Another mark of the same event: it has the tag once.
    let mut again = all.marks[0].clone();
    again.event.path = "copy of a".to_owned();
    all.marks.push(again);
    annotate(&mut engine, 1, &all);
    let count = |tag: &str, events, chosen| (tag.to_owned(), events, chosen);
    let both = [count("left", 2, None), count("To ask", 1, None)];
    assert_eq!(tags(&mut engine, "", None), both);
    assert_eq!(tags(&mut engine, "user:bob", None), [count("left", 1, None)]);
    let first = TimeRange { start_ms: 0, end_ms: 4_000 };
    let of_first = [count("To ask", 1, None), count("left", 1, None)];
    assert_eq!(tags(&mut engine, "", Some(first)), of_first);
    // What is chosen of its own takes no value away.
    let chosen = [count("left", 2, None), count("To ask", 1, Some(Chosen::Included))];
    assert_eq!(tags(&mut engine, "tag:\"To ask\"", None), chosen);
    let left_out = [count("left", 2, Some(Chosen::Excluded)), count("To ask", 1, None)];
    assert_eq!(tags(&mut engine, "-tag:left", None), left_out);
    assert_eq!(tags(&mut engine, "marked:yes -tag:left", None), left_out);
}

#[test]
fn marks_are_found_by_content_wherever_it_lies_and_never_on_what_has_only_the_name() {
    let mut first = engine();
    let all = annotated(&mut first);
    // The file of alice lies elsewhere, bob's path has another content, and it comes first.
    let mut second = Engine::default();
    second.append(&batch("b", "carol", &[7, 8, 9]));
    second.append(&batch("moved/x", "alice", &[1, 2, 3]));
    annotate(&mut second, 1, &all);
    assert_eq!(
        places(&mut second),
        [
            (MarkFate::InputMissing, vec![]),
            (MarkFate::InputUnhashed, vec![]),
            (MarkFate::InputUnhashed, vec![])
        ]
    );
    set_hash(&mut second, "moved/x", 'a');
    set_hash(&mut second, "b", 'c');
    assert_eq!(
        places(&mut second),
        [(MarkFate::Found, vec![4]), (MarkFate::InputChanged, vec![]), (MarkFate::InputChanged, vec![])]
    );
    assert_eq!(ask_count(&mut second, "marked:*", 1), 1);
    let window = Window::new(0, 2);
    let events = second.ask(&Scope::default(), &MarkedEvents { version: 1, window }).expect("no filter");
    let [Some(event), None] = &events[..] else { panic!("{events:?}") };
    assert_eq!((event.user.as_str(), event.time_ms), ("alice", Some(2_000)));
}

#[test]
fn a_mark_whose_event_is_gone_says_so_and_one_without_a_hash_is_on_nothing() {
    let mut engine = engine();
    let known = citation(&mut engine, 0);
    let mark = |event| Mark { event, tags: Vec::new(), note: String::new() };
    let all = Annotations {
        marks: vec![
            mark(Citation { offset: 1, content: Some(7), ..known.clone() }),
            mark(Citation { input: InputId::Unknown, ..known.clone() }),
            mark(Citation { input: InputId::ReadNow, ..known.clone() }),
            mark(Citation { input: InputId::ReadNow, path: "x".to_owned(), ..known }),
        ],
        ..Annotations::default()
    };
    annotate(&mut engine, 1, &all);
    assert_eq!(
        places(&mut engine),
        [
            (MarkFate::Gone, vec![]),
            (MarkFate::Unproven, vec![]),
            (MarkFate::Found, vec![0]),
            (MarkFate::InputMissing, vec![])
        ]
    );
    let places = engine.ask(&Scope::default(), &MarkPlaces { version: 1 }).expect("no filter");
    assert_eq!(places[2].sha256, Some(hash('a')), "by this the mark is settled");
    assert_eq!(places[3].sha256, None);
}

#[test]
fn a_mark_is_found_whichever_of_two_copies_is_read_first() {
    let mut alone = Engine::default();
    alone.append(&batch("b", "alice", &[1, 2]));
    set_hash(&mut alone, "b", 'b');
    let mut all = Annotations::default();
    assert!(all.edit(AnnotationEdit::ToggleMark(citation(&mut alone, 1))));
    for paths in [["a", "b"], ["b", "a"]] {
        let mut both = Engine::default();
        for path in paths {
            both.append(&batch(path, "alice", &[1, 2, 3]));
            set_hash(&mut both, path, path.chars().next().expect("a letter"));
        }
        annotate(&mut both, 1, &all);
        let [(fate, rows)] = &places(&mut both)[..] else { panic!("one mark") };
        assert_eq!((*fate, rows.len()), (MarkFate::Found, 1), "{paths:?}");
        let event = citation(&mut both, rows[0]);
        assert_eq!((event.path.as_str(), event.content), ("a", all.marks[0].event.content), "{paths:?}");
    }
    // What is like no event is nowhere.
    let twice = Citation { offset: 7, ..all.marks[0].event.clone() };
    let mut unknown = Annotations::default();
    assert!(unknown.edit(AnnotationEdit::ToggleMark(Citation { content: Some(1), ..twice })));
    annotate(&mut alone, 1, &unknown);
    assert_eq!(places(&mut alone), [(MarkFate::Gone, vec![])]);
}

#[test]
fn a_note_on_a_session_is_found_by_the_id_that_it_has_now() {
    let starts = |path: &str, seconds: &[u32]| {
        let mut batch = Batch::default();
        let mut reader = Reader::new(path);
        for second in seconds {
            let line = format!(
                "{{\"timestamp\":\"{second}000\",\"eventType\":\"VisitPage\",\"details\":{{}},\"portalArn\":\"arn:aws:workspaces-web:eu-central-1:111122223333:portal/p\",\"userName\":\"alice\"}}\n"
            );
            reader.push(line.as_bytes(), &mut batch);
        }
        reader.finish_all(&mut batch);
        batch
    };
    let mut engine = Engine::default();
    engine.append(&starts("b", &[100, 110]));
    let page = SessionPage {
        sort: TableSort::ascending(SessionField::Start),
        findings: None,
        window: Window::new(0, 9),
    };
    let ids = |engine: &mut Engine| {
        let sessions = engine.ask(&Scope::default(), &page).expect("no filter").rows;
        sessions.into_iter().map(|session| session.id).collect::<Vec<_>>()
    };
    let [before] = &ids(&mut engine)[..] else { panic!("one session") };
    let mut all = Annotations::default();
    for session in [before, "nowhere"] {
        assert!(all.edit(AnnotationEdit::WriteSessionNote {
            system: System::UserAccess.id().to_owned(),
            session: session.to_owned(),
            note: "n".to_owned()
        }));
    }
    annotate(&mut engine, 1, &all);
    engine.append(&starts("a", &[90]));
    let [now] = &ids(&mut engine)[..] else { panic!("still one") };
    assert_ne!(now, before);
    let noted = engine.ask(&Scope::default(), &NotedSessions { version: 1 }).expect("no filter");
    assert_eq!(noted, [Some(now.clone()), None]);
}

#[test]
fn a_mark_goes_with_its_event_when_an_earlier_copy_comes_in() {
    let mut engine = Engine::default();
    engine.append(&batch("b", "alice", &[1, 2]));
    set_hash(&mut engine, "b", 'b');
    let mut all = Annotations::default();
    assert!(all.edit(AnnotationEdit::ToggleMark(citation(&mut engine, 1))));
    annotate(&mut engine, 1, &all);
    assert_eq!(places(&mut engine), [(MarkFate::Found, vec![1])]);
    engine.append(&batch("a", "alice", &[1, 2]));
    let [(MarkFate::Found, rows)] = &places(&mut engine)[..] else { panic!("it is still there") };
    assert_eq!(rows.len(), 1);
    let page = EventPage { window: Window::new(0, 9), ..EventPage::default() };
    let scope = Scope { filter: "marked:*".to_owned(), annotations: 1, ..Scope::default() };
    let marked = engine.ask(&scope, &page).expect("a right filter");
    assert_eq!(marked.rows.iter().map(|row| row.time_ms).collect::<Vec<_>>(), [Some(2_000)]);
}

fn case_file(engine: &mut Engine, question: CaseQuestion) -> Vec<u8> {
    pieces(engine, &Scope::default(), &StreamRequest::CaseFile(question)).concat()
}

#[test]
fn a_case_file_has_everything_that_was_added_and_nothing_of_the_logs() {
    let mut engine = engine();
    let all = annotated(&mut engine);
    annotate(&mut engine, 1, &all);
    let range = Some(TimeRange { start_ms: 1_000, end_ms: TimeRange::ALL.end_ms });
    let question = CaseQuestion { filter: "user:x".to_owned(), range, zone: "UTC-03:30".to_owned() };
    let written = case_file(&mut engine, question.clone());
    let read = CaseFile::parse(&written).expect("a case file");
    let input = |path: &str, digit| {
        let bytes = engine.unsettled_store().inputs().iter().find(|input| input.path == path);
        let bytes = bytes.expect("it was read").bytes_read;
        CaseInput { path: path.to_owned(), bytes, sha256: Some(hash(digit)) }
    };
    assert_eq!(read.inputs, [input("a", 'a'), input("b", 'b')]);
    assert_eq!((read.filter.as_str(), read.range, read.zone.as_str()), ("user:x", range, "UTC-03:30"));
    assert_eq!(read.annotations, all);
    assert_eq!(read.left_out, Default::default());
    // Written again of what was read, it is the same file.
    annotate(&mut engine, 2, &read.annotations);
    assert_eq!(case_file(&mut engine, question), written);
    let text = String::from_utf8(written).expect("UTF-8");
    for of_logs in ["alice", "bob", "WorkSpacesSecureBrowser"] {
        assert!(!text.replace("user:alice", "").contains(of_logs), "{of_logs}");
    }
}

#[test]
fn the_inputs_of_a_case_file_are_same_changed_missing_or_new() {
    let mut engine = engine();
    engine.append(&batch("c", "carol", &[9]));
    engine.append(&batch("d", "dave", &[10]));
    set_hash(&mut engine, "d", 'd');
    let input = |path: &str, digit: Option<char>| CaseInput {
        path: path.to_owned(),
        bytes: 1,
        sha256: digit.map(hash),
    };
    let expected = vec![
        input("a", Some('a')),
        input("elsewhere/b", Some('b')),
        input("b", Some('e')),
        input("c", Some('c')),
        input("gone", Some('9')),
        input("gone too", None),
    ];
    engine.execute(&Command::ExpectInputs(expected));
    let compared = engine.ask(&Scope::default(), &CaseInputs { opened: 1 }).expect("no filter");
    assert_eq!((compared.same, compared.changed, compared.missing, compared.unproven), (2, 1, 2, 1));
    assert_eq!(compared.new, 1, "d alone");
    let named: Vec<(&str, CaseInputFate)> =
        compared.named.iter().map(|(path, fate)| (path.as_str(), *fate)).collect();
    assert_eq!(
        named,
        [
            ("b", CaseInputFate::Changed),
            ("c", CaseInputFate::Unproven),
            ("gone", CaseInputFate::Missing),
            ("gone too", CaseInputFate::Missing)
        ]
    );
}

#[test]
fn everything_of_a_case_survives_its_file() {
    let all = Annotations {
        marks: vec![Mark {
            event: Citation {
                path: "ログ/a\n".to_owned(),
                input: InputId::Sha256(hash('0')),
                line: 7,
                offset: u64::MAX,
                content: Some(u64::MAX),
            },
            tags: vec!["\"".to_owned(), "日本".to_owned()],
            note: "\u{0}\u{feff}".to_owned(),
        }],
        session_notes: vec![SessionNote {
            system: "x".to_owned(),
            session: "\\".to_owned(),
            note: "n".to_owned(),
        }],
        range_notes: vec![RangeNote { range: TimeRange { start_ms: -5, end_ms: 7 }, note: "r".to_owned() }],
        saved_filters: vec![SavedFilter {
            name: "".to_owned(),
            line: "tag:\"a b\"".to_owned(),
            zone: "UTC-03:30".to_owned(),
        }],
        dismissals: vec![
            Dismissal {
                finding: FindingKey {
                    kind: "size-changed".to_owned(),
                    subject: String::new(),
                    events: [(7, InputId::Sha256(hash('1'))), (9, InputId::Unknown)]
                        .map(|(offset, input)| Citation {
                            path: "b".to_owned(),
                            input,
                            line: 2,
                            offset,
                            content: None,
                        })
                        .to_vec(),
                    event_count: 2,
                },
                reason: "\"saved\"\nas asked".to_owned(),
            },
            Dismissal {
                finding: FindingKey {
                    kind: "digest".to_owned(),
                    subject: "missing AWSLogs/x".to_owned(),
                    ..FindingKey::default()
                },
                reason: "n".to_owned(),
            },
        ],
        audit: AuditOptions::default(),
    };
    let options = AuditOptions {
        hours: Hours::parse("22:00-06:00"),
        days: Weekdays::parse("sat-mon").expect("days"),
        zone_minutes: -570,
        thresholds: with_threshold(Threshold::BulkFactor, 3),
    };
    let mut engine = Engine::default();
    for audit in [options, AuditOptions::default()] {
        annotate(&mut engine, 1, &Annotations { audit, ..all.clone() });
        let read = CaseFile::parse(&case_file(&mut engine, CaseQuestion::default())).expect("a case file");
        assert_eq!(
            (read.annotations, read.left_out),
            (Annotations { audit, ..all.clone() }, LeftOut::default())
        );
    }
}

fn with_threshold(threshold: Threshold, value: u64) -> Thresholds {
    let mut thresholds = Thresholds::default();
    assert!(thresholds.set(threshold, value));
    thresholds
}

#[test]
fn what_findings_are_looked_for_with_is_taken_from_a_file_as_far_as_it_has_sense() {
    let read = |audit: &str| {
        let json = format!(r#"{{"schema":"sessionscope.case/1","audit":{audit}}}"#);
        let file = CaseFile::parse(json.as_bytes()).expect("a case file");
        (file.annotations.audit, file.left_out.annotations)
    };
    let hours = AuditOptions { hours: Hours::parse("08:00-18:00"), ..AuditOptions::default() };
    let factor = AuditOptions { thresholds: with_threshold(Threshold::BulkFactor, 2), ..hours };
    for (audit, expected) in [
        ("null", (AuditOptions::default(), 0)),
        ("7", (AuditOptions::default(), 1)),
        ("{}", (AuditOptions::default(), 0)),
        (r#"{"hours":"08:00-18:00"}"#, (hours, 0)),
        (r#"{"hours":"8-18","days":"mon-fri"}"#, (AuditOptions::default(), 1)),
        (r#"{"zone":"Europe/Berlin"}"#, (AuditOptions::default(), 1)),
        (
            r#"{"hours":"08:00-18:00","thresholds":{"bulk-out-factor":2,"bulk-out-bytes":0,"new":5,"two-places-minutes":null}}"#,
            (factor, 3),
        ),
    ] {
        assert_eq!(read(audit), expected, "{audit}");
    }
    let older = CaseFile::parse(br#"{"schema":"sessionscope.case/1"}"#).expect("a case file");
    assert_eq!((older.annotations.audit, older.left_out), (AuditOptions::default(), LeftOut::default()));
}

#[test]
fn the_options_that_were_chosen_in_a_file_hold_and_one_without_any_takes_back_none() {
    let with = |hours| {
        let audit = AuditOptions { hours: Hours::parse(hours), ..AuditOptions::default() };
        Annotations { audit, ..Annotations::default() }
    };
    for (here, file, expected) in [
        ("08:00-18:00", "", "08:00-18:00"),
        ("", "09:00-17:00", "09:00-17:00"),
        ("08:00-18:00", "09:00-17:00", "09:00-17:00"),
        ("", "", ""),
    ] {
        let mut all = with(here);
        assert_eq!(all.merge(with(file)), 0);
        assert_eq!(all, with(expected), "{here} and {file}");
    }
}

#[test]
fn a_log_that_was_rotated_is_the_same_under_its_new_name_and_what_has_its_old_one_is_new() {
    let mut engine = Engine::default();
    engine.append(&batch("a.log.1", "alice", &[1]));
    engine.append(&batch("a.log", "bob", &[2]));
    set_hash(&mut engine, "a.log.1", 'a');
    set_hash(&mut engine, "a.log", 'b');
    let expected = CaseInput { path: "a.log".to_owned(), bytes: 1, sha256: Some(hash('a')) };
    engine.execute(&Command::ExpectInputs(vec![expected]));
    let compared = engine.ask(&Scope::default(), &CaseInputs { opened: 1 }).expect("no filter");
    assert_eq!((compared.same, compared.changed, compared.new), (1, 0, 1));
}
