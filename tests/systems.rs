//! What views say of the other systems: through the engine, as the page asks.

mod support;

use sessionscope::engine::requests::{
    CaseStatus, EventDetails, EventLookup, EventPage, EventPosition, FactPage, SessionEventPage,
    SessionLookup, SessionPage, Status, TerminalSessions, TopValues, TracksIn,
};
use sessionscope::engine::{Engine, Request, Scope, StreamRequest};
use sessionscope::export::events::EventFormat;
use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::model::fact::{Fact, LoggedEvents};
use sessionscope::model::session::SessionState;
use sessionscope::model::store::Store;
use sessionscope::model::time::parse_time;
use sessionscope::model::{Family, Reason, RowId, TextField, TimeRange, Window, Zone};
use sessionscope::query::answer::{EventRow, SessionEvents, SessionField, SessionRow, TrackChoice};
use sessionscope::query::event_column::EventSort;
use sessionscope::query::facts::FactKind;
use sessionscope::query::field_counts::CountableField;
use sessionscope::query::table_sort::TableSort;
use sessionscope::reader::Reader;
use sessionscope::text::event_summary;
use support::streams::streamed;

/// An engine that has read one file.
fn engine(text: &str) -> Engine {
    let mut engine = Engine::default();
    read_also(&mut engine, "a.json", text);
    engine
}

/// Lets an engine read one more file.
fn read_also(engine: &mut Engine, path: &str, text: &str) {
    let mut batch = Batch::default();
    let mut reader = Reader::new(path);
    reader.push(text.as_bytes(), &mut batch);
    reader.finish_all(&mut batch);
    engine.append(&batch);
}

/// A record of CloudTrail by alice at this second, with more fields.
fn call(source: &str, name: &str, second: u32, more: &str) -> String {
    let arn = "arn:aws:iam::111122223333:user/alice";
    format!(
        "{{\"eventID\":\"{name}{second}\",\"eventSource\":\"{source}.amazonaws.com\",\"eventName\":\"{name}\",\
         \"eventTime\":\"2026-11-19T08:00:{second:02}Z\",\"userIdentity\":{{\"arn\":\"{arn}\"}}{more}}}\n"
    )
}

fn filtered(filter: &str) -> Scope {
    Scope { filter: filter.to_owned(), ..Scope::default() }
}

/// More rows than any of these cases has.
const ALL: Window = Window::new(0, 1000);

fn ask<R: Request>(engine: &mut Engine, scope: &Scope, request: &R) -> R::Response {
    engine.ask(scope, request).expect("a right filter")
}

fn status(engine: &mut Engine, scope: &Scope) -> Status {
    ask(engine, scope, &CaseStatus)
}

fn events(engine: &mut Engine, scope: &Scope) -> Vec<EventRow> {
    ask(engine, scope, &EventPage { window: ALL, ..EventPage::default() }).rows
}

fn names(engine: &mut Engine, filter: &str) -> Vec<String> {
    events(engine, &filtered(filter)).into_iter().map(|event| event.activity).collect()
}

fn sessions(engine: &mut Engine, scope: &Scope) -> Vec<SessionRow> {
    ask(
        engine,
        scope,
        &SessionPage { sort: TableSort::ascending(SessionField::Start), findings: None, window: ALL },
    )
    .rows
}

fn events_of(engine: &mut Engine, session: &SessionRow) -> SessionEvents {
    let (system, id) = (session.system, session.id.clone());
    ask(engine, &Scope::default(), &SessionEventPage { system, id, window: ALL })
}

fn facts(engine: &mut Engine, kind: FactKind) -> Vec<Fact> {
    ask(engine, &Scope::default(), &FactPage { kind, window: ALL }).rows
}

#[test]
fn channel_calls_are_hidden_counted_and_exported() {
    let text = call("ssm", "OpenControlChannel", 1, "") + &call("ssm", "StartSession", 2, "");
    let mut engine = engine(&text);
    let shown = Scope { without_channels: true, ..Scope::default() };
    let (all, without) = (status(&mut engine, &Scope::default()), status(&mut engine, &shown));
    assert_eq!((all.matching, all.hidden), (2, 0));
    assert_eq!((without.matching, without.hidden, without.counts.events), (1, 1, 2));
    let export = StreamRequest::Events(EventFormat::JsonLines);
    let lines = streamed(&mut engine, &shown, &export);
    assert_eq!(lines, streamed(&mut engine, &Scope::default(), &export));
    assert_eq!(lines.split('\n').count(), 3, "two lines, and nothing after them");
    let nothing = Scope { filter: "activity:StartSession".to_owned(), ..shown };
    assert_eq!(status(&mut engine, &nothing).hidden, 0, "only those that pass the filter are hidden");
}

#[test]
fn calls_from_within_a_shell_stand_among_its_events_and_count_with_no_session() {
    let shell = ",\"requestParameters\":{\"EnvironmentId\":\"e\"}";
    let agent = ",\"userAgent\":\"aws-cli/2 exec-env/CloudShell\"";
    let text = [
        call("s3", "TooEarly", 0, agent),
        call("cloudshell", "CreateSession", 1, shell),
        call("s3", "ListBuckets", 2, agent),
        call("s3", "FromElsewhere", 3, ""),
        call("s3", "BySomebodyElse", 4, agent).replace("user/alice", "user/bob"),
        call("cloudshell", "SendHeartBeat", 5, shell),
    ];
    let mut engine = engine(&text.concat());
    let shown = &sessions(&mut engine, &Scope::default())[0];
    let told = events_of(&mut engine, shown);
    let activities: Vec<&str> = told.events.rows.iter().map(|event| event.activity.as_str()).collect();
    assert_eq!(activities, ["CreateSession", "ListBuckets", "SendHeartBeat"]);
    assert_eq!((shown.events, told.events.total, told.shell_calls), (2, 3, 1));
}

#[test]
fn events_of_a_session_stay_its_own_while_files_are_read() {
    let event = |session: &str, second: u32| {
        format!(
            "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"activity_name\":\"UrlVisit\",\
             \"time\":{second},\"session_detail\":{{\"session_id\":\"{session}\"}}}}\n"
        )
    };
    let mut engine = engine(&event("late", 9));
    let shown = sessions(&mut engine, &Scope::default()).remove(0);
    read_also(&mut engine, "b.json", &(event("early", 1) + &event("late", 10)));
    assert_ne!(sessions(&mut engine, &Scope::default())[shown.session.index()].id, shown.id);
    let told = events_of(&mut engine, &shown);
    assert!(told.events.rows.iter().all(|event| event.session == "late"));
    assert_eq!((told.events.total, told.shell_calls), (2, 0));
}

/// A visit or the like of user access logging.
fn visit(kind: &str, user: &str, second: u32) -> String {
    format!(
        "{{\"timestamp\":\"1794906{second:03}000\",\"eventType\":\"{kind}\",\"details\":{{}},\"userName\":\"{user}\",\
         \"portalArn\":\"arn:aws:workspaces-web:us-east-1:111122223333:portal/p\"}}\n"
    )
}

/// Reads a file, holds its first session as a page does, and reads another file: what happened in that
/// session then, by activity, and what the filter for it lets through.
fn held(first: &str, then: &str) -> (SessionRow, Vec<String>, Vec<String>, Engine) {
    let mut engine = engine(first);
    let held = sessions(&mut engine, &Scope::default()).remove(0);
    read_also(&mut engine, "b.json", then);
    let told = events_of(&mut engine, &held).events.rows.into_iter().map(|event| event.activity).collect();
    let filtered = names(&mut engine, &format!("session:{}", held.id));
    (held, told, filtered, engine)
}

#[test]
fn a_session_that_turns_out_to_have_begun_earlier_is_still_the_one_that_is_held() {
    let shell = ",\"requestParameters\":{\"EnvironmentId\":\"e\"}";
    let shell = |name: &str, second| call("cloudshell", name, second, shell);
    let (late, early) = (shell("SendHeartBeat", 9), shell("CreateSession", 1) + &shell("GetLayout", 5));
    let visits =
        (visit("VisitPage", "Alice", 9), visit("StartSession", "Alice", 1) + &visit("EndSession", "bob", 5));
    for (first, then, all) in [
        (late, early, &["CreateSession", "GetLayout", "SendHeartBeat"][..]),
        (visits.0, visits.1, &["StartSession", "VisitPage"]),
    ] {
        let (held, told, filtered, mut engine) = held(&first, &then);
        assert_eq!(told, all);
        assert_eq!(filtered, all, "{}", held.id);
        let now = sessions(&mut engine, &Scope::default());
        assert!(now.iter().all(|row| row.id != held.id), "its id is another one");
        let request = SessionLookup { system: held.system, id: held.id };
        let row = ask(&mut engine, &Scope::default(), &request).expect("a session");
        assert_eq!((row.events, row.start_ms), (all.len() as u64, held.start_ms.map(|start| start - 8_000)));
        assert!(now.contains(&row), "what is said of it is what the table says");
    }
}

#[test]
fn an_event_that_is_held_is_still_told_of_when_an_earlier_copy_has_come_in() {
    let (one, other) = (call("ec2", "RunInstances", 1, ""), call("ec2", "StopInstances", 2, ""));
    let mut engine = Engine::default();
    read_also(&mut engine, "b.json", &(one.clone() + &other));
    let told = |engine: &mut Engine, row| {
        let detail = ask(engine, &Scope::default(), &EventDetails { row }).expect("an event");
        (detail.event.activity, detail.path, detail.event.row)
    };
    assert_eq!(told(&mut engine, RowId(0)), ("RunInstances".to_owned(), "b.json".to_owned(), RowId(0)));
    read_also(&mut engine, "a.json", &one);
    let now = told(&mut engine, RowId(0));
    assert_eq!((now.0.as_str(), now.1.as_str()), ("RunInstances", "a.json"));
    assert_eq!(told(&mut engine, now.2), now, "it is held by the row that it has now");
    let scope = Scope::default();
    for position in [0, 1] {
        let row = RowId(position);
        assert_eq!(
            ask(&mut engine, &scope, &EventPosition { row, sort: EventSort::default() }),
            Some(position)
        );
        assert_eq!(
            ask(&mut engine, &scope, &EventPosition { row, sort: EventSort::LATEST_FIRST }),
            Some(1 - position)
        );
    }
    for path in ["b.json", "a.json"] {
        assert_eq!(ask(&mut engine, &scope, &EventLookup { path: path.to_owned(), offset: 0 }), Some(now.2));
    }
    assert_eq!(ask(&mut engine, &scope, &EventDetails { row: RowId(9) }), None);
}

#[test]
fn sessions_that_turn_out_to_be_one_are_it_under_each_id_that_is_held() {
    let at = |name: &str, minute: u32| {
        let more = ",\"requestParameters\":{\"EnvironmentId\":\"e\"}";
        call("cloudshell", name, minute, more).replace("08:00:", "08:").replace("Z\"", ":00Z\"")
    };
    let mut engine = engine(&(at("CreateSession", 0) + &at("GetLayout", 30)));
    let held = sessions(&mut engine, &Scope::default());
    assert_eq!(held.len(), 2);
    read_also(&mut engine, "b.json", &at("SendHeartBeat", 15));
    for row in &held {
        assert_eq!(events_of(&mut engine, row).events.total, 3, "{}", row.id);
    }
    let never = held[1].id.replace(":30:", ":59:");
    assert_eq!(events_of(&mut engine, &SessionRow { id: never.clone(), ..held[1].clone() }).events.total, 0);
    assert_eq!(names(&mut engine, &format!("session:{never}")).len(), 0);
    assert_eq!(names(&mut engine, &format!("-session:{}", held[1].id)).len(), 0);
}

#[test]
fn a_star_asks_for_a_value_and_sessions_without_ids_are_found_by_the_made_up_one() {
    let refused = ",\"errorCode\":\"Client.UnauthorizedOperation\"";
    let shell = ",\"requestParameters\":{\"environmentId\":\"e\"}";
    let text = call("ec2", "RunInstances", 1, refused) + &call("cloudshell", "CreateSession", 2, shell);
    let mut engine = engine(&text);
    assert_eq!(names(&mut engine, "error:*"), ["RunInstances"]);
    assert_eq!(names(&mut engine, "-error:*"), ["CreateSession"]);
    assert_eq!(names(&mut engine, "-session:*"), ["RunInstances"]);
    assert_eq!(names(&mut engine, "session:\"\""), ["RunInstances"]);
    assert_eq!(
        names(&mut engine, "e/2026-11-19T08:00:02"),
        ["CreateSession"],
        "a word looks in made-up ids too"
    );
    assert_eq!(names(&mut engine, "session:*/e/2026-11-19T08:00:02.000Z"), ["CreateSession"]);
    assert_eq!(names(&mut engine, "time:2026-11-19T08:00:01Z"), ["RunInstances"]);
    let both = "time:2026-11-19T08:00:01Z..2026-11-19T08:00:02Z";
    assert_eq!(names(&mut engine, both), ["RunInstances", "CreateSession"]);
    assert_eq!(names(&mut engine, "family:blocked"), ["RunInstances"]);
    let tokyo = Scope { zone: Zone::fixed(540), ..filtered("time:>=2026-11-19T17:00:02") };
    assert_eq!(status(&mut engine, &tokyo).matching, 1);
    assert_eq!(events(&mut engine, &Scope::default())[0].family, Family::Blocked);
}

#[test]
fn a_session_that_only_the_history_knows_passes_filters_by_what_that_says_of_it() {
    let mut engine = engine(
        r#"{"Sessions":[{"SessionId":"alice-0a1b2c3d4e5f67890","Target":"i-1","Status":"Terminated",
            "StartDate":1000.5,"EndDate":2000,"Owner":"arn:aws:iam::111122223333:user/alice","Reason":"CHG-1"}]}"#,
    );
    let rows = sessions(&mut engine, &Scope::default());
    assert_eq!((rows.len(), rows[0].events, rows[0].target.as_str()), (1, 0, "i-1"));
    assert_eq!(rows[0].history.as_ref().map(|entry| entry.reason.as_str()), Some("CHG-1"));
    let within = |start_ms, end_ms| Scope { range: Some(TimeRange { start_ms, end_ms }), ..Scope::default() };
    assert_eq!(sessions(&mut engine, &within(1_900_000, 3_000_000)).len(), 1);
    assert_eq!(sessions(&mut engine, &within(2_000_001, 3_000_000)).len(), 0);
    for (filter, expected) in [
        ("user:alice", 1),
        ("user:bob", 0),
        ("-user:bob", 1),
        ("session:alice-*", 1),
        ("system:session-manager", 1),
        ("system:cloudtrail", 0),
        ("target:i-1 user:alice", 1),
        ("target:i-1 user:bob", 0),
        ("principal:*user/alice", 1),
        ("chg-1", 1),
        ("chg-2", 0),
        ("time:1970-01-01T00:30:00Z..1970-01-01T00:40:00Z", 1),
        ("time:1970-01-01T00:00:00Z..1970-01-01T00:10:00Z", 0),
        ("time:>=1970-01-01T00:10:00Z", 1),
        // These ask for what events alone have.
        ("family:lifecycle", 0),
        ("-family:browsing", 1),
        ("host:*", 0),
        ("size:>0B", 0),
        ("size:\"\" host:\"\" family:\"\"", 1),
        // Alternatives, in parentheses or not.
        ("user:bob OR chg-1", 1),
        ("user:(bob OR ALICE) (target:i-2 OR target:i-1)", 1),
        ("-(user:alice target:i-1)", 0),
        ("time:* -time:\"\"", 1),
        ("time:1970-01-01T00:30Z", 1),
        ("time:1970-01-01T00:34Z", 0),
    ] {
        assert_eq!(sessions(&mut engine, &filtered(filter)).len(), expected, "{filter}");
    }
    let both = Scope { filter: "user:alice".to_owned(), ..within(2_000_001, 3_000_000) };
    assert_eq!(sessions(&mut engine, &both).len(), 0);
    let choice = TrackChoice::default();
    let tracks =
        TracksIn { window: ALL, view: None, shown: None, columns: 9, choice, selected: None, found: None };
    for (filter, expected) in [("user:alice", 1), ("user:bob", 0)] {
        assert_eq!(ask(&mut engine, &filtered(filter), &tracks).sessions, expected, "{filter}");
    }
}

#[test]
fn a_list_of_session_loggers_does_not_say_which_events_they_log() {
    let mut engine = engine(
        r#"{"sessionLoggers":[{"sessionLoggerArn":"arn:1","logConfiguration":{"s3":{"bucket":"b"}}}]}
           {"sessionLogger":{"sessionLoggerArn":"arn:2","eventFilter":{"all":{}}}}
           {"sessionLogger":{"sessionLoggerArn":"arn:3","eventFilter":{"include":["TabOpen"]}}}"#,
    );
    let events = facts(&mut engine, FactKind::SessionLoggers).into_iter().map(|fact| match fact {
        Fact::SessionLoggerSettings(logger) => logger.events,
        other => panic!("{other:?}"),
    });
    let only = LoggedEvents::Only(vec!["TabOpen".to_owned()]);
    assert_eq!(events.collect::<Vec<_>>(), [LoggedEvents::NotSaid, LoggedEvents::All, only]);
}

#[test]
fn counts_of_a_field_are_asked_for_as_far_as_they_are_wanted() {
    let mut engine = engine(&(call("ec2", "A", 1, "") + &call("ec2", "B", 2, "") + &call("s3", "C", 3, "")));
    let mut top = |field, top| {
        let counts = ask(&mut engine, &Scope::default(), &TopValues { field, window: Window::new(0, top) });
        let top = counts.top.into_iter().map(|count| (count.value, count.events)).collect::<Vec<_>>();
        (top, counts.distinct, counts.others)
    };
    assert_eq!(
        top(CountableField::Text(TextField::Service), 1),
        (vec![("ec2.amazonaws.com".to_owned(), 2)], 2, 1)
    );
    assert_eq!(top(CountableField::Text(TextField::Activity), 9).1, 3);
    assert_eq!(top(CountableField::System, 9).0, [("cloudtrail".to_owned(), 3)]);
}

#[test]
fn facts_are_listed_and_name_the_user_of_a_workspace_in_its_login() {
    let mut engine = engine(
        r#"{"Workspaces":[{"WorkspaceId":"ws-1","UserName":"alice"},{"WorkspaceId":"ws-2","UserName":"bob"}]}
           {"detail-type":"WorkSpaces Access","id":"1","time":"2026-11-19T08:00:00Z","detail":{"workspaceId":"ws-2"}}
           {"Label":"SessionLoggerEventDelivered","Datapoints":[{"Timestamp":"2026-11-19T08:15:00Z","Sum":7.0},
            {"Timestamp":"2026-11-19T08:00:00Z","Sum":3.0}]}"#,
    );
    assert_eq!(facts(&mut engine, FactKind::Workspaces).len(), 2);
    let sums: Vec<String> = facts(&mut engine, FactKind::Metrics)
        .into_iter()
        .map(|fact| match fact {
            Fact::Metric(point) => point.sum,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(sums, ["3.0", "7.0"], "in order of time");
    let detail = ask(&mut engine, &Scope::default(), &EventDetails { row: RowId(0) }).expect("an event");
    assert_eq!(detail.event.workspace_user.as_deref(), Some("bob"));
    assert_eq!(detail.event.user, "", "it stays an event without a user");
}

#[test]
fn a_call_with_the_mark_of_a_login_is_that_call() {
    let login = r#"{"detail-type":"WorkSpaces Access","id":"1","time":"2026-11-19T08:00:00Z","detail":{}}"#;
    // Lost lines can join the two.
    let both = call("ssm", "CreateDataChannel", 1, r#","detail-type":"WorkSpaces Access""#);
    for text in
        [format!("{login}\n{both}"), format!("{both}{login}"), format!("{{\"Records\":[{both}]}}\n{login}")]
    {
        let mut activities = names(&mut engine(&text), "");
        activities.sort();
        assert_eq!(activities, ["CreateDataChannel", "WorkSpacesLogin"], "{text}");
    }
}

#[test]
fn the_texts_of_a_session_are_one_session_wherever_they_stand() {
    let message = |second: u32, id: &str, target: &str| {
        format!(
            r#"{{"eventVersion":"1.0","eventTime":"2026-11-20T10:15:{second:02}Z","target":{{"id":"{target}"}},"userIdentity":{{"arn":"arn:aws:sts::123456789012:assumed-role/Admin/alice"}},"runAsUser":"ssm-user","sessionId":"{id}","sessionData":["x{second}"]}}
"#
        )
    };
    let id = "alice-0a1b2c3d4e5f67890";
    let transcript = format!(
        "Script started on 2026-11-20 10:00:00+00:00 [COMMAND=\"cat /a/{id}/b.log\"]\n\u{1b}[0m$ ls\n"
    );
    let mut engine = Engine::default();
    for (path, text) in [
        ("z.json", message(2, id, "") + &message(3, id, "i-1") + &message(1, "bob-0a1b2c3d4e5f67891", "")),
        ("b.json", message(4, id, "i-2")),
        (&format!("{id}.log"), transcript),
        ("nameless.log", "$ \u{1b}[0mls\n".to_owned()),
    ] {
        let mut batch = Batch::default();
        let mut reader = Reader::new(path);
        reader.push(text.as_bytes(), &mut batch);
        reader.finish_all(&mut batch);
        engine.append(&batch);
    }
    let scope = Scope { filter: "path:b.json".to_owned(), ..Scope::default() };
    let sessions = ask(&mut engine, &scope, &TerminalSessions);
    let shown: Vec<_> = sessions
        .iter()
        .map(|it| (it.key.name(), it.user.as_str(), it.target.as_str(), it.is_in_scope))
        .collect();
    assert_eq!(
        shown,
        [
            ("bob-0a1b2c3d4e5f67891", "bob", "", false),
            (id, "alice", "i-1", true),
            ("nameless.log", "", "", false)
        ]
    );
    let kinds: Vec<_> = sessions.iter().map(|it| (it.has_stream, it.has_transcript)).collect();
    assert_eq!(kinds, [(true, false), (true, true), (false, true)]);
    assert_eq!(sessions[1].paths, [&format!("{id}.log"), "b.json", "z.json"]);
}

#[test]
fn a_whole_copy_of_a_transcript_tells_the_end_of_one_that_is_joined() {
    let id = "alice-0a1b2c3d4e5f67890";
    // The cut is within the footer, which is told by its line of stars.
    let head = "**********************\nWindows PowerShell transcript start\nStart time: 20261119061502\n**********************";
    let foot = "Windows PowerShell transcript end\nEnd time: 20261119061608\n**********************";
    let page = |text: &str, ms: u64| {
        let text = serde_json::Value::from(text);
        format!(
            r#"{{"messageType":"DATA_MESSAGE","logStream":"{id}","logEvents":[{{"timestamp":{ms},"message":{text}}}]}}"#
        )
    };
    let body = format!("{head}\n**********************");
    let whole = format!("{body}\n{foot}\n");
    let (first, second) = (page(&body, 1), page(foot, 2));
    let path = format!("z/{id}.log");
    let files = [("1.json", first.as_str()), ("2.json", &second), (&path, &whole)];
    let told = |order: &[usize]| {
        let mut engine = Engine::default();
        for number in order {
            read_also(&mut engine, files[*number].0, files[*number].1);
        }
        let session = sessions(&mut engine, &Scope::default()).remove(0);
        assert_eq!(session.events, 1);
        (session.state, session.end_ms)
    };
    assert_eq!(told(&[0, 1]), (SessionState::Open, None), "a footer is not put together of two inputs");
    let end = parse_time("2026-11-19T06:16:08Z");
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        assert_eq!(told(&order), (SessionState::Ended, end), "{order:?}");
    }
}

#[test]
fn records_of_one_log_event_keep_their_order() {
    let record = |event: i32, number: i32| {
        format!(
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":{},"session_detail":{{"username":"u{event}-{number}"}}}}"#,
            1000 - event * 37 % 30,
        )
    };
    let log_event = |event: i32| {
        let records: Vec<String> = (0..20).map(|number| record(event, number)).collect();
        format!(r#"{{"message":{}}}"#, serde_json::Value::from(format!("[{}]", records.join(","))))
    };
    let log_events: Vec<String> = (0..30).map(log_event).collect();
    let mut engine = engine(&format!(r#"{{"logEvents":[{}]}}"#, log_events.join(",")));
    let users: Vec<String> =
        events(&mut engine, &Scope::default()).into_iter().map(|event| event.user).collect();
    for of_one in users.chunks(20) {
        let (event, _) = of_one[0].split_once('-').expect("a name of two parts");
        assert_eq!(of_one, (0..20).map(|number| format!("{event}-{number}")).collect::<Vec<_>>());
    }
}

#[test]
fn what_a_call_was_about_is_told_for_all_services_of_sessions() {
    let call = |source: &str, more: &str| {
        format!(
            r#"{{"eventSource":"{source}","eventName":"x","eventID":"{source}","eventTime":"2026-11-19T08:00:00Z",{more}}}"#
        )
    };
    let asked = r#""requestParameters":{"sessionId":"s-1","target":"i-1"}"#;
    let mut engine = engine(&format!(
        "{}\n{}\n{}",
        call("ssmmessages.amazonaws.com", asked),
        call("s3.amazonaws.com", asked),
        call("signin.amazonaws.com", r#""responseElements":{"ConsoleLogin":"Failure"}"#),
    ));
    for (filter, expected) in
        [("target:i-1", "ssmmessages.amazonaws.com"), ("error:Failure", "signin.amazonaws.com")]
    {
        let found: Vec<String> =
            events(&mut engine, &filtered(filter)).into_iter().map(|event| event.service).collect();
        assert_eq!(found, [expected], "{filter}");
    }
}

#[test]
fn a_call_says_the_act_on_what_whatever_form_its_record_has() {
    let said = |text: &str| {
        let mut engine = engine(text);
        let rows = events(&mut engine, &Scope::default());
        rows.iter().map(event_summary).collect::<Vec<String>>()
    };
    let role = "arn:aws:iam::444455556666:role/service-role/Admin";
    let asked = format!(r#"{{"roleArn":"{role}","roleSessionName":"s"}}"#);
    let record = call("sts", "AssumeRole", 1, &format!(r#","requestParameters":{asked}"#));
    let quoted = serde_json::to_string(&asked).expect("a text is JSON");
    let ocsf = format!(
        r#"{{"metadata":{{"product":{{"name":"CloudTrail"}},"uid":"1"}},"time":1,"api":{{"operation":"AssumeRole","service":{{"name":"sts.amazonaws.com"}},"request":{{"data":{quoted}}}}}}}"#
    );
    let in_csv = asked.replace('"', "\"\"");
    let table = format!(
        "eventname,eventtime,eventsource,useridentity,requestparameters\n\
         AssumeRole,2026-11-19T08:00:00Z,sts.amazonaws.com,{{type=IAMUser}},\"{in_csv}\"\n"
    );
    for text in [&record, &ocsf, &table] {
        assert_eq!(said(text), ["AssumeRole → Admin · sts.amazonaws.com"], "{text}");
    }
    // The next record is like it, and only its parameters tell that it is about something else.
    let other = record.replace("Admin", "Audit").replace("AssumeRole1", "x");
    let both = ["AssumeRole → Admin · sts.amazonaws.com", "AssumeRole → Audit · sts.amazonaws.com"];
    assert_eq!(said(&format!("{record}{other}")), both);
    let mut engine = engine(&record);
    assert_eq!(names(&mut engine, &format!("target:{role}")), ["AssumeRole"]);
}

#[test]
fn of_a_part_of_a_file_there_is_no_hash() {
    for (is_cancelled, expected) in [(false, Some("hash")), (true, None)] {
        for is_hashed_before in [false, true] {
            let (mut store, mut batch) = (Store::default(), Batch::default());
            let mut reader = Reader::new("a.json");
            reader.push(b"[]", &mut batch);
            store.append(&batch.take());
            if is_hashed_before {
                store.set_sha256("a.json", "hash");
            }
            if is_cancelled {
                reader.stop(EndReason::Cancelled, &mut batch)
            } else {
                reader.finish_all(&mut batch)
            }
            store.append(&batch.take());
            if !is_hashed_before {
                store.set_sha256("a.json", "hash");
            }
            assert_eq!(store.inputs()[0].sha256.as_deref(), expected, "{is_cancelled} {is_hashed_before}");
        }
    }
}

#[test]
fn that_no_time_of_a_file_can_be_read_is_said_once() {
    let call = |id: u32, time: &str| {
        format!(
            r#"{{"eventVersion":"1.11","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"{id}","eventTime":"{time}"}}"#
        )
    };
    let (dated, undated) = (call(1, "2026-11-19T08:00:00Z"), call(2, "yesterday"));
    for (text, is_said) in [
        (format!("{undated}\n{}\n", call(3, "")), true),
        (format!("{undated}\n{dated}\n"), false),
        (format!("{dated}\n{undated}\n"), false),
        // A transcript has a time where it has an end.
        ("Script started on 2026-11-19\n$ ls\n".to_owned(), false),
        (r#"{"Sessions":[{"SessionId":"a-0123456789abcdef0"}]}"#.to_owned(), false),
    ] {
        for batches in [1, 7] {
            let (mut store, mut batch) = (Store::default(), Batch::default());
            let mut reader = Reader::new("a");
            for piece in text.as_bytes().chunks(text.len() / batches) {
                reader.push(piece, &mut batch);
                store.append(&batch.take());
            }
            reader.finish_all(&mut batch);
            store.append(&batch);
            let reasons: Vec<Reason> = store.notices().iter().map(|notice| notice.reason).collect();
            assert_eq!(reasons, if is_said { vec![Reason::NoTimes] } else { vec![] }, "{text}");
        }
    }
}
