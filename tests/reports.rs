//! What real people's files did to readers like this one (`reports/` beside the repository): each must be read as its
//! `right.md` says.

mod support;

use serde_json::{Value, json};
use sessionscope::export::events::{EventFormat, write_events};
use sessionscope::filter::Filter;
use sessionscope::model::ids::RowId;
use sessionscope::model::{Store, TextField, Tunnel, Window, Zone};
use sessionscope::query::answer::{SessionField, SessionRow};
use sessionscope::query::select::select;
use sessionscope::query::sessions::{session_page, sessions_in_order};
use sessionscope::query::table_sort::TableSort;
use sessionscope::query::view::{DerivedData, ScopeSelection};
use sessionscope::text::{is_hidden, visible};
use std::collections::BTreeSet;
use std::path::PathBuf;
use support::cases::files_below;
use support::not_run::not_run;
use support::{InputFile, read, summary, with_everything};

/// Where the reports are.
fn reports() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    folder.is_dir().then_some(folder)
}

/// What is right about the files of a report.
enum Right {
    /// Records, events, duplicates, rejected and skipped of all files.
    Totals([u64; 5]),
    /// Events by user.
    Users(&'static [(&'static str, u64)]),
    /// Format, records and events of a file.
    File(&'static str, (&'static str, u64, u64)),
    /// Id and user of each session.
    Sessions(&'static [(&'static str, &'static str)]),
    /// Id, end and state of each session.
    Ends(&'static [(&'static str, Option<&'static str>, &'static str)]),
    /// How many events belong to sessions.
    SessionEvents(u64),
    /// How many events have this text in this field.
    Events(TextField, &'static str, u64),
    /// What each session passes on, by start, and where that leads.
    Tunnels(&'static [(Option<Tunnel>, &'static str)]),
    /// How many notices there are.
    Notices(usize),
}

use Right::{Ends, Events, File, Notices, SessionEvents, Sessions, Totals, Tunnels, Users};

/// What is right about each report that is read as it should be.
const RIGHT: &[(&str, &[Right])] = &[
    (
        "a01-insight-singular",
        &[
            Totals([7, 0, 0, 0, 7]),
            Notices(0),
            File("eventbridge-insight.json", ("cloudtrail-insight", 1, 0)),
        ],
    ),
    (
        "a02-lake-map-with-json-inside",
        &[
            Totals([3, 3, 0, 0, 0]),
            Events(TextField::Target, "i-0123456789abcdef0", 1),
            Events(TextField::Target, "i-0123456789abcdef1", 1),
            Events(TextField::Target, "i-0123456789abcdef2", 1),
        ],
    ),
    (
        "a04-cloudwatch-console-csv",
        // The same three events twice.
        &[
            Totals([6, 3, 3, 0, 0]),
            Users(&[("alice", 3)]),
            File("log-events-viewer-result.csv", ("cloudtrail", 3, 0)),
        ],
    ),
    ("a05-failed-sign-in-by-form", &[Totals([5, 5, 0, 0, 0]), Events(TextField::Error, "Failure", 5)]),
    ("a06-s3-notification-as-cloudtrail", &[Totals([2, 0, 0, 2, 0])]),
    ("a07-root-with-account-alias", &[Users(&[("root", 2)])]),
    (
        "a08-lowercase-json-unload",
        // The same three events in each file; one of them has no ids.
        &[Users(&[("alice", 3)]), File("athena-unload.json", ("cloudtrail", 3, 3)), Notices(0)],
    ),
    ("a09-session-user-at-equal-second", &[Sessions(&[("jane-0a1b2c3d4e5f60001", "jane")])]),
    (
        "a10-identity-in-columns",
        &[Users(&[("alice", 9)]), File("logs-insights-timestamp.csv", ("cloudtrail", 3, 3))],
    ),
    ("a11-identical-rows-without-id", &[Totals([5, 5, 0, 0, 0])]),
    (
        "a12-tar-archives",
        // The same eight events: two packed files, one of indented JSON, and twice three files.
        &[Totals([18, 8, 10, 0, 0]), Notices(0), File("k-pretty.tar/a.json", ("cloudtrail", 4, 0))],
    ),
    ("a14-identity-center-name", &[Users(&[("alice@example.com", 2)])]),
    ("a15-shared-event-id", &[Users(&[("alice", 2)])]),
    ("a16-addendum", &[Totals([2, 1, 0, 0, 1])]),
    // A call that was seen at an endpoint is no second call in its session.
    (
        "a17-network-activity",
        &[
            Totals([3, 3, 0, 0, 0]),
            Sessions(&[("alice-0a1b2c3d4e5f60009", "alice")]),
            SessionEvents(1),
            Events(TextField::Category, "NetworkActivity", 2),
            Events(TextField::Account, "111122223333", 3),
        ],
    ),
    ("a18-no-user-identity", &[Totals([6, 6, 0, 0, 0])]),
    ("a19-ssm-null-and-omitted", &[Totals([3, 3, 0, 0, 0]), Users(&[("alice", 3)])]),
    ("a20-event-history-csv", &[Totals([8, 8, 0, 0, 0])]),
    (
        "a22-query-results-json",
        &[
            Users(&[("alice", 3)]),
            Notices(0),
            File("cwl-get-query-results.json", ("cloudtrail", 3, 3)),
            File("insights-console-str.json", ("cloudtrail", 3, 0)),
            File("insights-console.json", ("cloudtrail", 3, 0)),
            File("lake-eventjson.csv", ("cloudtrail", 3, 0)),
        ],
    ),
    (
        "a23-lookup-events-queries",
        // The same three events in four forms of the answer; YAML is not read, and that is said.
        &[
            Totals([12, 3, 9, 0, 0]),
            Users(&[("alice", 3)]),
            File("lookup-query.txt", ("cloudtrail", 3, 0)),
            Notices(1),
        ],
    ),
    ("a24-source-address-no-ip", &[Totals([9, 9, 0, 0, 0])]),
    (
        "a25-siem-wrappers",
        &[
            Users(&[("alice", 3)]),
            Notices(0),
            File("es-dump.jsonl", ("cloudtrail", 3, 3)),
            File("filebeat.jsonl", ("cloudtrail", 3, 0)),
            File("kibana.json", ("cloudtrail", 3, 0)),
            File("lambda-awslogs.json", ("cloudtrail", 3, 0)),
            File("splunk.csv", ("cloudtrail", 3, 0)),
            File("splunk.json", ("cloudtrail", 3, 0)),
        ],
    ),
    (
        "a28-sentinel-csv",
        &[Totals([2, 2, 0, 0, 0]), Users(&[("alice", 2)]), Events(TextField::Error, "Failure", 1)],
    ),
    ("a26-security-lake-parquet", &[Totals([0, 0, 0, 0, 0]), Notices(1)]),
    ("a27-logs-tail", &[Users(&[("alice", 3)]), File("e-tail.txt", ("cloudtrail", 3, 3)), Notices(0)]),
    (
        "a29-resaved-by-excel",
        // The same three events in each file.
        &[
            Totals([21, 3, 18, 0, 0]),
            Notices(0),
            File("b-excel-dates.csv", ("cloudtrail", 3, 0)),
            File("c-us-dates.csv", ("cloudtrail", 3, 0)),
            File("d-semicolon.csv", ("cloudtrail", 3, 0)),
            File("e-tab.tsv", ("cloudtrail", 3, 0)),
            File("f-utf16.csv", ("cloudtrail", 3, 0)),
            File("i-sep.csv", ("cloudtrail", 3, 0)),
        ],
    ),
    (
        "b14-literal-newline",
        &[
            Totals([4, 4, 0, 0, 0]),
            Ends(&[(
                "arn:aws:workspaces-web:us-east-1:111122223333:portal/aaaa/alice@example.com/2025-11-20T10:00:01.000Z",
                Some("2025-11-20T10:00:04.000Z"),
                "ended",
            )]),
            Events(TextField::Account, "111122223333", 4),
        ],
    ),
    // Both sessions are known, and why there is nothing of them.
    (
        "b01-script-missing",
        &[
            Totals([2, 2, 0, 0, 0]),
            Sessions(&[("alice-0a1b2c3d4e5f67890", "alice"), ("bob-0b1b2c3d4e5f67890", "bob")]),
            Events(TextField::Error, "exec: \"script\": executable file not found in $PATH:", 2),
            Notices(2),
        ],
    ),
    (
        "b06-localised-script",
        &[
            // Each is there under two names.
            Totals([6, 3, 3, 0, 0]),
            Events(TextField::Target, "i-0abc1234def567890", 3),
            Ends(&[
                ("chen-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended"),
                ("dora-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended"),
                ("jun-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended"),
            ]),
        ],
    ),
    (
        "b07-localised-powershell",
        &[
            Events(TextField::Target, "i-0abc1234def567890", 5),
            Ends(&[
                ("win-de-0a1b2c3d4e5f67892", Some("2026-11-20T19:01:05.000Z"), "ended"),
                ("win-en-0a1b2c3d4e5f67895", Some("2026-11-20T19:01:05.000Z"), "ended"),
                ("win-en7-0a1b2c3d4e5f67894", Some("2026-11-20T19:01:05.000Z"), "ended"),
                ("win-fr-0a1b2c3d4e5f67893", Some("2026-11-20T19:01:05.000Z"), "ended"),
                ("win-ja-0a1b2c3d4e5f67891", Some("2026-11-20T19:01:05.000Z"), "ended"),
            ]),
        ],
    ),
    (
        "b24-pages",
        &[
            Totals([2, 1, 0, 0, 1]),
            Ends(&[("alice-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended")]),
            File("page1.json", ("session-manager-transcript", 1, 1)),
        ],
    ),
    (
        "b24-pieces-firehose",
        &[
            Totals([2, 1, 0, 0, 1]),
            Ends(&[("alice-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended")]),
        ],
    ),
    (
        "b24-pieces-one-object",
        &[
            Totals([1, 1, 0, 0, 0]),
            Ends(&[("alice-0a1b2c3d4e5f67890", Some("2026-11-20T10:00:00.000Z"), "ended")]),
        ],
    ),
    // The zones are not known, but that the sessions have ended.
    (
        "b26-al2-locale",
        &[
            Totals([3, 3, 0, 0, 0]),
            Notices(0),
            Ends(&[
                ("fr-0a1b2c3d4e5f67890", None, "ended"),
                ("jun-0a1b2c3d4e5f67890", None, "ended"),
                ("tz-0a1b2c3d4e5f67890", None, "ended"),
            ]),
        ],
    ),
    (
        "b05-ecs-exec",
        &[
            Sessions(&[("ecs-execute-command-egv8enfq3l9zptzgnrlq6szeji", "carol@example.com")]),
            Users(&[("", 1), ("carol@example.com", 1)]),
        ],
    ),
    (
        "b08-logs-tail",
        &[
            Notices(0),
            File("awslogs-timestamp.txt", ("session-manager-stream", 3, 3)),
            File("awslogs.txt", ("session-manager-stream", 3, 0)),
            File("detailed.txt", ("session-manager-stream", 3, 0)),
            File("json.txt", ("session-manager-stream", 3, 0)),
            File("short.txt", ("session-manager-stream", 3, 0)),
            // Its log events have ids, which tell them from those without.
            File("text-output.txt", ("session-manager-stream", 3, 3)),
        ],
    ),
    (
        "b09-insights-json",
        &[
            File("console-str.json", ("session-manager-stream", 3, 3)),
            File("console.json", ("session-manager-stream", 3, 0)),
            File("log-events-viewer-result.csv", ("session-manager-stream", 3, 0)),
            File("results.json", ("session-manager-stream", 3, 0)),
        ],
    ),
    (
        "b10-kinesis-base64",
        &[
            File("awslogs-lambda.json", ("session-manager-stream", 3, 3)),
            File("firehose-failed.jsonl", ("user-access-logging", 2, 2)),
            File("get-records.json", ("user-access-logging", 2, 0)),
            File("http-endpoint.json", ("user-access-logging", 2, 0)),
            File("lambda-event.json", ("user-access-logging", 2, 0)),
        ],
    ),
    (
        "b11-sns-sqs",
        &[File("sns.json", ("workspaces-access", 1, 1)), File("sqs.json", ("workspaces-access", 1, 0))],
    ),
    ("b13-s3-notification", &[Totals([1, 0, 0, 1, 0])]),
    (
        "b18-get-ssmsession",
        &[
            Totals([3, 0, 0, 0, 3]),
            Sessions(&[("alice-0a1b2c3d4e5f67890", "alice"), ("bob-0a1b2c3d4e5f67890", "bob")]),
        ],
    ),
    (
        "b30-port-forward",
        &[
            Totals([4, 4, 0, 0, 0]),
            Events(TextField::Url, "tcp://db.internal.example.com:3306", 1),
            Events(TextField::Host, "db.internal.example.com", 1),
            Events(TextField::Url, "ssh://i-0abc1234def567890:22", 1),
            Events(TextField::Url, "", 2),
            Tunnels(&[
                (Some(Tunnel::Port), "db.internal.example.com:3306"),
                (Some(Tunnel::Ssh), "i-0abc1234def567890:22"),
                (None, ""),
            ]),
        ],
    ),
    ("b30-port-forward-history", &[Totals([1, 0, 0, 0, 1]), Tunnels(&[(Some(Tunnel::Port), "")])]),
    ("b32-json-strings", &[Totals([2, 2, 0, 0, 0]), Users(&[("alice@example.com", 2)])]),
    ("b40-stream-pretty", &[Totals([2, 2, 0, 0, 0]), Sessions(&[("alice-0a1b2c3d4e5f67890", "alice")])]),
    // None of its events has a time, which is said.
    ("c03-many-activities", &[Totals([30_000, 30_000, 0, 0, 0]), Notices(1)]),
    ("c05-same-name", &[Totals([40, 40, 0, 0, 0])]),
];

/// Every file of a report but the one that says what is right.
fn files_of(report: &str) -> Option<Vec<InputFile>> {
    let mut files = files_below(&reports()?.join(report));
    files.retain(|file| file.path != "right.md");
    Some(files)
}

/// What is read of a report; where there are none, the test of this name says that it did not run.
fn read_report(report: &str, test: &str) -> Option<Store> {
    let files = files_of(report);
    if files.is_none() {
        not_run(test, "there are no reports beside the repository");
    }
    Some(read(&files?))
}

/// The sessions as the page lists them, by start.
fn session_rows(store: &Store) -> Vec<SessionRow> {
    let derived = DerivedData::of(store);
    let everything = ScopeSelection::everything(store, &derived);
    let view = derived.view(store, &everything);
    let order = sessions_in_order(&view, TableSort::ascending(SessionField::Start), None);
    session_page(&view, &order, Window::new(0, u32::MAX)).rows
}

/// What of a report is not as it should be.
fn faults(store: &Store, rights: &[Right]) -> Vec<String> {
    let summary = summary(store);
    let mut faults = Vec::new();
    let mut check = |what: &str, found: Value, right: Value| {
        if found != right {
            faults.push(format!("{what}: {found}, and right is {right}"));
        }
    };
    let counts = ["records", "events", "duplicates", "rejected", "skipped"];
    for right in rights {
        match right {
            Totals(right) => {
                check("totals", json!(counts.map(|count| &summary["totals"][count])), json!(right))
            }
            Users(right) => {
                let right = right.iter().map(|(user, events)| ((*user).to_owned(), json!(events)));
                check("users", summary["by_user"].clone(), Value::Object(right.collect()));
            }
            File(path, (format, records, events)) => {
                let inputs = summary["inputs"].as_array().expect("a list");
                let input = inputs.iter().find(|input| input["path"] == *path).unwrap_or(&Value::Null);
                check(
                    path,
                    json!([input["format"], input["records"], input["events"]]),
                    json!([format, records, events]),
                );
            }
            Sessions(right) => {
                let found = summary["sessions"].as_array().expect("a list");
                let found: Vec<_> =
                    found.iter().map(|session| json!([session["id"], session["user"]])).collect();
                check("sessions", json!(found), json!(right));
            }
            Ends(right) => {
                let found = summary["sessions"].as_array().expect("a list");
                let of_one = |session: &Value| json!([session["id"], session["end"], session["state"]]);
                check("ends", json!(found.iter().map(of_one).collect::<Vec<_>>()), json!(right));
            }
            SessionEvents(right) => {
                let found = summary["sessions"].as_array().expect("a list");
                let found: u64 = found.iter().filter_map(|session| session["events"].as_u64()).sum();
                check("events of sessions", json!(found), json!(right));
            }
            Events(field, text, right) => {
                let rows = (0..store.row_count()).map(RowId).filter(|row| store.is_event(*row));
                let found = rows.filter(|row| store.text(*field, *row) == *text).count();
                check(&format!("{field:?} {text}"), json!(found), json!(right));
            }
            Tunnels(right) => {
                let found: Vec<_> = session_rows(store).into_iter().map(|row| row.tunnel).collect();
                let right =
                    right.iter().map(|(tunnel, place)| tunnel.map(|tunnel| (tunnel, (*place).to_owned())));
                check("tunnels", json!(found), json!(right.collect::<Vec<_>>()));
            }
            Notices(right) => {
                check("notices", json!(summary["notices"].as_array().map_or(0, Vec::len)), json!(right))
            }
        }
    }
    faults
}

#[test]
fn every_report_is_read_as_it_should_be() {
    if reports().is_none() {
        return not_run("every_report_is_read_as_it_should_be", "there are no reports beside the repository");
    }
    let mut found = Vec::new();
    for (report, rights) in RIGHT {
        let files = files_of(report).expect("the reports are there");
        assert!(!files.is_empty() && !rights.is_empty(), "{report}");
        found.extend(faults(&read(&files), rights).into_iter().map(|fault| format!("{report}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn names_that_look_the_same_are_told_apart() {
    let Some(store) = read_report("c10-invisible", "names_that_look_the_same_are_told_apart") else { return };
    let names: BTreeSet<&str> = store.events().map(|row| store.text(TextField::User, row)).collect();
    let shown: BTreeSet<_> = names.iter().map(|name| visible(name)).collect();
    assert!(names.len() > 20 && shown.len() == names.len(), "{shown:?}");
    assert!(!shown.iter().any(|name| name.contains(is_hidden)), "{shown:?}");
}

#[test]
fn no_cell_is_a_formula_or_ends_at_another_separator() {
    let Some(store) = read_report("c11-formulas", "no_cell_is_a_formula_or_ends_at_another_separator") else {
        return;
    };
    let mut csv = Vec::new();
    with_everything(&store, |view| write_events(view, EventFormat::Csv, &mut csv)).expect("to memory");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&csv[..]).records().collect::<Result<_, _>>().expect("it is CSV");
    assert_eq!(rows.len() as u64, store.event_count());
    let is_blank = |c: char| c.is_whitespace() || is_hidden(c);
    let formulas = rows.iter().flat_map(csv::StringRecord::iter).filter(|cell| {
        cell.trim_start_matches(is_blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    });
    assert_eq!(formulas.collect::<Vec<_>>(), Vec::<&str>::new());
    // A semicolon, a tab or a line end stands within quotes.
    let text = String::from_utf8(csv).expect("it is text");
    let outside: String = text.split('"').step_by(2).collect();
    assert!(!outside.contains([';', '\t', '\r']), "{outside}");
}

#[test]
fn a_filter_by_network_finds_what_came_from_it() {
    let Some(store) = read_report("a30-filter-by-network", "a_filter_by_network_finds_what_came_from_it")
    else {
        return;
    };
    let derived = DerivedData::of(&store);
    let count = |line: &str| {
        let filter =
            Filter::parse(line, &Zone::default()).unwrap_or_else(|mistake| panic!("{line}: {mistake:?}"));
        let selection = select(&filter, &store, &derived);
        store.events().filter(|row| selection.contains(*row)).count()
    };
    assert_eq!(count("client_ip:203.0.113.0/24"), 1);
    assert_eq!(count("client_ip:203.0.113.10"), 1);
    assert_eq!(count("(client_ip:config.amazonaws.com OR client_ip:2001:db8::/32)"), 2);
}

#[test]
fn a_transcript_that_was_exported_is_the_one_in_the_bucket() {
    const REPORTS: [&str; 2] = ["b12-export-body-times", "b12-export-body-times-s3"];
    let Some(files) = REPORTS.map(files_of).into_iter().collect::<Option<Vec<_>>>() else {
        return not_run(
            "a_transcript_that_was_exported_is_the_one_in_the_bucket",
            "there are no reports beside the repository",
        );
    };
    assert_eq!(faults(&read(&files.concat()), &[Totals([2, 1, 1, 0, 0])]), Vec::<String>::new());
}
