//! The command line as it is called: arguments, exit status, what it writes.

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use support::packings::gzip;

const EVENT: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"FileTransferFromRemoteToLocalDisk","time":"2026-11-19T08:00:00Z","session_detail":{"username":"alice@example.com","session_id":"s1","portal_id":"p1","client_ip":"192.0.2.7"},"file":{"name":"=HYPERLINK(\"https://www.example.com\")","size":12,"ext":"csv"}}"#;
const LATER: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"URLVisit","time":"2026-11-19T09:00:00Z","session_detail":{"username":"bob@example.com","session_id":"s2"},"url":{"url_string":"https://www.example.com/a,\"b\"\n"}}"#;

/// A folder of its own for each test, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (path, bytes) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        Folder(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run_in(&self.0, arguments)
    }

    /// What the program writes, which must end well.
    fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The summary of what lies in a folder below.
    fn summary_of(&self, below: &str) -> Value {
        serde_json::from_slice(&run_in(&self.0.join(below), &["summary", "."]).stdout).expect("JSON")
    }

    /// The paths of the inputs in the summary.
    fn paths(&self, arguments: &[&str]) -> Vec<String> {
        let text = self.text(&[&["summary"], arguments].concat());
        let summary: Value = serde_json::from_str(&text).expect("JSON");
        let inputs = summary["inputs"].as_array().expect("a list").iter();
        inputs.map(|input| input["path"].as_str().expect("a path").to_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs the program in a folder.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sessionscope"));
    command.current_dir(folder).args(arguments).output().expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn lines(records: &[&str]) -> Vec<u8> {
    (records.join("\n") + "\n").into_bytes()
}

#[test]
fn the_exit_status_tells_how_it_went() {
    let (one, broken) = (lines(&[EVENT]), lines(&[EVENT, "{oops}"]));
    let folder = Folder::new(&[
        ("good.jsonl", &one),
        ("broken.jsonl", &broken),
        ("only-broken.jsonl", b"{oops}\n"),
        ("notes.txt", b"hello\n"),
        ("empty.jsonl", b""),
        ("probe/_workspaces_secure_browser.tmp", b""),
    ]);
    for (arguments, expected) in [
        (&["summary", "good.jsonl"][..], 0),
        (&["summary", "."], 0),
        (&["summary", "broken.jsonl"], 0),
        (&["summary", "probe"], 0),
        (&["events", "good.jsonl"], 0),
        (&["events", "good.jsonl", "--filter", "user:nobody"], 0),
        (&["events", "good.jsonl", "--filter", "-user:alice*"], 0),
        (&["summary", "notes.txt"], 1),
        (&["summary", "empty.jsonl", "notes.txt"], 1),
        (&["summary", "only-broken.jsonl"], 1),
        (&["events", "notes.txt"], 1),
        (&["summary", "missing.jsonl"], 2),
        (&["summary", "good.jsonl", "missing.jsonl"], 2),
        (&["summary"], 2),
        (&["summary", "good.jsonl", "--no-such-option"], 2),
        (&["nonsense"], 2),
        (&["events", "good.jsonl", "--format", "xml"], 2),
        (&["events", "good.jsonl", "--filter", "colour:red"], 2),
        (&["counts", "good.jsonl", "--by", "user"], 0),
        (&["counts", "good.jsonl", "--by", "user,host,size", "--filter", "user:nobody"], 0),
        (&["counts", "good.jsonl", "--by", "path", "--by", "CLIENT_IP", "--format", "csv"], 0),
        (&["counts", "notes.txt", "--by", "user"], 1),
        (&["counts", "missing.jsonl", "--by", "user"], 2),
        (&["counts", "good.jsonl"], 2),
        (&["counts", "good.jsonl", "--by", "time"], 2),
        (&["counts", "good.jsonl", "--by", "colour"], 2),
        (&["counts", "good.jsonl", "--by", "user,"], 2),
        (&["counts", "good.jsonl", "--by", ""], 2),
        (&["counts", "good.jsonl", "--by", "user", "--format", "jsonl"], 2),
        (&["counts", "good.jsonl", "--by", "user", "--filter", "colour:red"], 2),
        (&["audit", "good.jsonl"], 0),
        (&["audit", "notes.txt"], 1),
        (&["audit", "missing.jsonl"], 2),
        (&["audit"], 2),
        (&["audit", "good.jsonl", "--hours", "08:00-18:00", "--days", "mon-fri", "--zone", "-03:30"], 0),
        (&["audit", "good.jsonl", "--hours", "8-18"], 2),
        (&["audit", "good.jsonl", "--days", "weekdays"], 2),
        (&["audit", "good.jsonl", "--zone", "Tokyo"], 2),
        (&["audit", "--strict", "broken.jsonl"], 3),
        (&["counts", "good.jsonl", "--by", "person"], 0),
        (&["events", "good.jsonl", "--filter", "person:nobody"], 0),
        (&["events", "good.jsonl", "--filter", "found:x"], 2),
        (&["counts", "--strict", "broken.jsonl", "--by", "user"], 3),
        (&["summary", "--strict", "good.jsonl"], 0),
        (&["summary", "--strict", "broken.jsonl"], 3),
        (&["events", "--strict", "broken.jsonl"], 3),
        (&["summary", "--strict", "only-broken.jsonl"], 3),
    ] {
        let output = folder.run(arguments);
        assert_eq!(code(&output), expected, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_summary_is_printed_even_where_nothing_was_readable() {
    let folder = Folder::new(&[("notes.txt", b"hello\n")]);
    let output = folder.run(&["summary", "notes.txt"]);
    let summary: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((code(&output), &summary["notices"][0]["kind"]), (1, &Value::from("unknown-format")));
}

#[test]
fn a_mistake_in_a_filter_is_marked_at_its_place() {
    let folder = Folder::new(&[]);
    for (filter, shown, marks, explained) in [
        ("user:alice colour:red", "user:alice colour:red", "           ^^^^^^", "no field named colour"),
        ("size:big", "size:big", "     ^^^", "size:10MB"),
        ("é \"open", "é \"open", "  ^^^^^", "\"open\""),
        ("(user:alice", "(user:alice", "^", "not closed"),
        ("a OR", "a OR", "  ^^", "OR needs a term"),
        ("user:\"a\u{7}\u{202e}\" )", "user:\"a␇⟨U+202E⟩\" )", "                  ^", "closes none"),
    ] {
        // What is wrong with the filter is told before any file is looked for.
        let output = folder.run(&["events", "missing.jsonl", "--filter", filter]);
        let told = String::from_utf8_lossy(&output.stderr);
        let told: Vec<&str> = told.lines().collect();
        assert_eq!((code(&output), told[0], told[1], told.len()), (2, shown, marks, 3), "{told:?}");
        assert!(told[2].contains(explained), "{told:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_whole_language_filters_events() {
    let folder = Folder::new(&[("a.jsonl", &lines(&[EVENT, LATER]))]);
    for (filter, users) in [
        ("", "alice bob"),
        ("user:alice* OR host:*.example.com", "alice bob"),
        ("NOT (user:(ALICE@* OR carol) AND family:transfer)", "bob"),
        ("size:12 file:\"=HYPERLINK(\\\"https://www.example.com\\\")\"", "alice"),
        ("client_ip:192.0.2.0/24", "alice"),
        ("client_ip:\"\"", "bob"),
        ("time:2026-11-19T09", "bob"),
        ("https://www", "alice bob"),
        ("path:a.jsonl -to:*", "bob"),
    ] {
        let text = folder.text(&["events", "a.jsonl", "--filter", filter]);
        let events = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let found: Vec<String> =
            events.map(|event| event["user"].as_str().expect("a user").to_owned()).collect();
        let found: Vec<&str> = found.iter().filter_map(|user| user.split('@').next()).collect();
        assert_eq!(found.join(" "), users, "{filter}");
    }
}

#[test]
fn paths_are_as_they_were_given() {
    let (one, other) = (lines(&[EVENT]), lines(&[LATER]));
    let folder =
        Folder::new(&[("logs/deep/a.jsonl", &one), ("logs/B.jsonl", &other), ("logs/b.jsonl", &other)]);
    let all = ["logs/B.jsonl", "logs/b.jsonl", "logs/deep/a.jsonl"];
    assert_eq!(folder.paths(&["logs"]), all);
    assert_eq!(folder.paths(&["./logs/"]), all);
    assert_eq!(folder.paths(&["."]), all);
    assert_eq!(folder.paths(&["logs/deep/a.jsonl"]), ["logs/deep/a.jsonl"]);
    let absolute = folder.0.join("logs/deep").to_string_lossy().into_owned();
    assert_eq!(folder.paths(&[&absolute]), [format!("{absolute}/a.jsonl")]);
}

#[test]
fn a_path_given_twice_is_read_once() {
    let folder = Folder::new(&[("logs/a.jsonl", &lines(&[EVENT])), ("logs/b.jsonl", &lines(&[LATER]))]);
    for arguments in [
        &["logs", "logs/a.jsonl"][..],
        &["logs/a.jsonl", "./logs", "logs/"],
        &["./logs/b.jsonl", "logs/b.jsonl", "././/logs/a.jsonl", "logs/a.jsonl"],
    ] {
        assert_eq!(folder.paths(arguments), ["logs/a.jsonl", "logs/b.jsonl"], "{arguments:?}");
    }
}

/// A name need not be text, and what two names have in place of it must not make them one.
#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_no_text_are_all_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[]);
    // Some are named as others are written.
    let names: [&[u8]; 5] = [b"a\xfe", b"a\xff", br"a\xff", br"a\x5cxff", br"a\b"];
    for name in names {
        let path = folder.0.join("logs").join(std::ffi::OsStr::from_bytes(name));
        fs::create_dir_all(folder.0.join("logs")).expect("a folder");
        fs::write(path, EVENT).expect("a file");
    }
    let paths = [r"logs/a\b", r"logs/a\x5cx5cxff", r"logs/a\x5cxff", r"logs/a\xfe", r"logs/a\xff"];
    assert_eq!(folder.paths(&["logs"]), paths);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let files: Vec<(String, Vec<u8>)> =
        (0..40).map(|n| (format!("f{n}.jsonl.gz"), gzip(&lines(&[EVENT, LATER])))).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let folder = Folder::new(&files);
    let first = folder.text(&["summary", "."]);
    assert!(first.ends_with("}\n"));
    for _ in 0..4 {
        assert_eq!(folder.text(&["summary", "."]), first);
    }
}

#[test]
fn the_command_line_says_what_the_core_says() {
    for case in support::cases::fixtures() {
        let output = run_in(&case.folder.join("input"), &["summary", "."]);
        let expected: Value = serde_json::from_str(&case.text("expected.json")).expect("JSON");
        let actual: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        support::diff::assert_same(
            &case.name,
            &support::without_messages(expected),
            &support::without_messages(actual),
        );
    }
}

#[test]
fn events_come_as_json_lines_in_order_of_time() {
    let folder = Folder::new(&[("a.jsonl", &lines(&[LATER, EVENT]))]);
    let text = folder.text(&["events", "a.jsonl"]);
    let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(events.len(), 2);
    let first = &events[0];
    assert_eq!(first["time"], "2026-11-19T08:00:00.000Z");
    assert_eq!(first["system"], "session-logger");
    assert_eq!(first["activity"], "FileTransferFromRemoteToLocalDisk");
    assert_eq!(first["user"], "alice@example.com");
    assert_eq!(first["client_ip"], "192.0.2.7");
    assert_eq!(first["file"], "=HYPERLINK(\"https://www.example.com\")", "JSON needs no defusing");
    assert_eq!(first["size"], 12);
    assert_eq!((&first["from"], &first["to"]), (&Value::from("remote-disk"), &Value::from("local")));
    assert_eq!((&first["path"], &first["line"]), (&Value::from("a.jsonl"), &Value::from(2)));
    assert_eq!(first["offset"], LATER.len() + 1);
    assert_eq!(first["length"], EVENT.len());
    assert_eq!(events[1]["activity"], "UrlVisit");
    assert_eq!(events[1]["url"], "https://www.example.com/a,\"b\"\n");
    assert_eq!(events[1].get("size"), None);
    let filtered = folder.text(&["events", "a.jsonl", "--filter", "user:bob*"]);
    assert_eq!(filtered, text.lines().nth(1).expect("two").to_owned() + "\n");
}

#[test]
fn events_come_as_csv_that_no_spreadsheet_runs() {
    let folder = Folder::new(&[("a.jsonl", &lines(&[EVENT, LATER]))]);
    let text = folder.text(&["events", "a.jsonl", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let header = csv.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = csv.records().map(|row| row.expect("a row")).collect();
    let cell = |row: usize, name: &str| {
        let column = header.iter().position(|column| column == name).expect("the column");
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 2);
    assert_eq!(cell(0, "time"), "2026-11-19T08:00:00.000Z");
    assert_eq!(cell(0, "file"), "'=HYPERLINK(\"https://www.example.com\")");
    assert_eq!((cell(0, "size"), cell(1, "size")), ("12".to_owned(), String::new()));
    assert_eq!(cell(1, "url"), "https://www.example.com/a,\"b\"\n");
    let begins_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(rows.iter().flatten().all(|cell| !begins_formula(cell)));
}

#[test]
fn a_mistake_in_a_filter_is_told_before_anything_is_read() {
    let folder = Folder::new(&[]);
    for command in [&["events", "missing.jsonl"][..], &["counts", "missing.jsonl", "--by", "user"]] {
        let output = folder.run(&[command, &["--filter", "colour:red"]].concat());
        assert_eq!((code(&output), output.stdout.as_slice()), (2, &b""[..]));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.starts_with("colour:red\n^"), "{told}");
    }
}

#[test]
fn counts_come_most_events_first_and_then_by_value() {
    let undated = LATER.replace(r#""time":"2026-11-19T09:00:00Z","#, r#""time":null,"#);
    let folder = Folder::new(&[("a.jsonl", &lines(&[LATER, EVENT, &undated]))]);
    let expected = r#"{
  "schema": "sessionscope.counts/1",
  "by": [
    "user",
    "size"
  ],
  "events": 3,
  "values": [
    {
      "value": [
        "bob@example.com",
        null
      ],
      "events": 2,
      "first": "2026-11-19T09:00:00.000Z",
      "last": "2026-11-19T09:00:00.000Z"
    },
    {
      "value": [
        "alice@example.com",
        12
      ],
      "events": 1,
      "first": "2026-11-19T08:00:00.000Z",
      "last": "2026-11-19T08:00:00.000Z"
    }
  ]
}
"#;
    assert_eq!(folder.text(&["counts", "a.jsonl", "--by", "user,size"]), expected);
    let csv = folder.text(&["counts", "a.jsonl", "--by", "file,to,INPUT", "--format", "csv"]);
    let rows = [
        "file,to,input,events,first,last",
        ",,a.jsonl,2,2026-11-19T09:00:00.000Z,2026-11-19T09:00:00.000Z",
        r#""'=HYPERLINK(""https://www.example.com"")",local,a.jsonl,1,2026-11-19T08:00:00.000Z,2026-11-19T08:00:00.000Z"#,
    ];
    assert_eq!(csv, rows.join("\n") + "\n");
    let filtered = folder.text(&["counts", "a.jsonl", "--by", "ext", "--filter", "user:nobody"]);
    assert!(filtered.ends_with("\"events\": 0,\n  \"values\": []\n}\n"), "{filtered}");
    let undated =
        folder.text(&["counts", "a.jsonl", "--by", "session", "--filter", "time:\"\"", "--format", "csv"]);
    assert_eq!(undated, "session,events,first,last\ns2,1,,\n");
}

#[test]
fn a_sample_is_written_with_the_answer_that_reading_it_gives() {
    for arguments in [
        &["sample", "-o", "out"][..],
        &["sample", "--events", "3000", "--seed", "7", "-o", "out"],
        &["sample", "--events", "2000", "--format", "json", "-o", "out"],
    ] {
        let folder = Folder::new(&[]);
        folder.text(arguments);
        let mut answer: Value =
            serde_json::from_slice(&fs::read(folder.0.join("out/answer.json")).expect("it was written"))
                .expect("JSON");
        let summary = support::without_messages(folder.summary_of("out/logs"));
        let answer = answer.as_object_mut().expect("an object");
        answer.remove("schema");
        // The plan is held against the audit (tests/sample/planted.rs).
        answer.remove("plan");
        assert!(answer.len() >= 8, "the answer says something");
        for (key, expected) in answer.iter() {
            let mut actual = summary[key].clone();
            // The answer says nothing of the wording of notices.
            for notice in actual.as_array_mut().into_iter().flatten().filter(|_| key == "notices") {
                notice.as_object_mut().expect("an object").remove("message");
            }
            support::diff::assert_same(&format!("{arguments:?} {key}"), expected, &actual);
        }
    }
}

#[test]
fn a_sample_depends_on_its_seed() {
    let folder = Folder::new(&[]);
    let mut summaries = Vec::new();
    for (seed, output) in [("1", "a"), ("1", "b"), ("2", "c")] {
        folder.text(&["sample", "--events", "200", "--seed", seed, "-o", output]);
        summaries.push(folder.summary_of(&format!("{output}/logs")));
    }
    assert_eq!(summaries[0], summaries[1]);
    assert_ne!(summaries[0], summaries[2]);
}

#[test]
fn whoever_stops_reading_the_output_causes_no_failure() {
    let many: String = (0..20_000).map(|n| EVENT.replace("s1", &n.to_string()) + "\n").collect();
    let folder = Folder::new(&[("a.jsonl", many.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_sessionscope"))
        .current_dir(&folder.0)
        .args(["events", "a.jsonl"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn what_a_path_hides_is_shown_where_an_error_names_it() {
    let folder = Folder::new(&[]);
    let output = folder.run(&["summary", "no\u{1b}]52;c;x\u{7}\u{202e}gpj.exe"]);
    assert_eq!(code(&output), 2);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("no␛]52;c;x␇⟨U+202E⟩gpj.exe"), "{said:?}");
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
}

#[test]
fn the_audit_finds_what_left_outside_of_the_hours_of_a_zone() {
    // A Thursday.
    let out = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"PrintJobSubmit","time":"2026-11-19T08:30:00Z","session_detail":{"session_id":"s","username":"alice"}}"#;
    let folder = Folder::new(&[("a.jsonl", &lines(&[out]))]);
    let found = |options: &[&str]| {
        let audit: Value =
            serde_json::from_str(&folder.text(&[&["audit", "a.jsonl"], options].concat())).expect("JSON");
        audit["findings"].as_array().expect("a list").len()
    };
    assert_eq!(found(&[]), 0);
    assert_eq!(found(&["--days", "mon-wed", "--zone", "+09:00"]), 0, "only with hours");
    assert_eq!(found(&["--hours", "08:00-18:00"]), 0);
    assert_eq!(found(&["--hours", "08:00-18:00", "--days", "fri-wed"]), 1);
    assert_eq!(found(&["--hours", "08:00-17:30", "--zone", "+09:00"]), 1);
    assert_eq!(found(&["--hours", "22:00-06:00", "--zone", "-03:00"]), 0);

    // Whoever gives days without hours hears that they change nothing; with hours there is nothing to say.
    let said = |options: &[&str]| {
        let output = folder.run(&[&["audit", "a.jsonl"], options].concat());
        assert_eq!(code(&output), 0);
        String::from_utf8(output.stderr).expect("UTF-8").contains("--days says nothing without --hours")
    };
    assert!(said(&["--days", "mon-fri"]));
    assert!(
        !said(&[]) && !said(&["--days", "mon-fri", "--hours", "08:00-18:00"]) && !said(&["--zone", "+09:00"])
    );

    // A filter asks for the same; where there can be none, that is said.
    let events = |options: &[&str]| {
        let output =
            folder.run(&[&["events", "a.jsonl", "--filter", "found:out-of-hours"], options].concat());
        assert_eq!(code(&output), 0);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (String::from_utf8(output.stdout).expect("UTF-8").lines().count(), said.contains("without --hours"))
    };
    assert_eq!(events(&[]), (0, true));
    assert_eq!(events(&["--hours", "08:00-18:00"]), (0, false));
    assert_eq!(events(&["--hours", "08:00-18:00", "--days", "fri-wed"]), (1, false));
    assert_eq!(events(&["--hours", "08:00-17:30", "--zone", "+09:00"]), (1, false));
}

#[test]
fn rules_are_given_apart_or_lie_among_the_files() {
    let record = r#"{"eventVersion":"1.08","eventID":"00000000-0000-4000-8000-000000000001","eventTime":"2026-11-18T09:01:00Z","eventSource":"ssm.amazonaws.com","eventName":"StartSession","awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.7","recipientAccountId":"111122223333","requestParameters":{"target":"i-web"},"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice","userName":"alice"}}"#;
    let rule = "title: Shells\nid: 11111111-1111-4111-8111-111111111111\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  started:\n    eventName: StartSession\n  condition: started\nlevel: low\n";
    let folder = Folder::new(&[
        ("logs/a.jsonl", &lines(&[record])),
        ("rules/a.yml", rule.as_bytes()),
        ("rules/bad.yml", b"title: x\ndetection: 1\n"),
    ]);
    let found = |options: &[&str]| {
        let output = folder.run(&[&["events", "--filter", "found:rule"], options].concat());
        assert_eq!(code(&output), 0);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (String::from_utf8(output.stdout).expect("UTF-8").lines().count(), said)
    };
    let (events, said) = found(&["logs"]);
    assert!(events == 0 && said.contains("found:rule finds nothing without rules"), "{said}");
    let (events, said) = found(&["logs", "--rules", "rules"]);
    assert!(events == 1 && said.contains("rules/bad.yml:") && !said.contains("finds nothing"), "{said}");
    assert_eq!(found(&["logs", "rules"]), (1, String::new()));
    let titles = |options: &[&str]| {
        let audit: Value =
            serde_json::from_str(&folder.text(&[&["audit", "logs"], options].concat())).expect("JSON");
        let findings = audit["findings"].as_array().expect("a list").iter();
        let rules = findings.filter(|finding| finding["kind"] == "rule");
        rules.map(|finding| finding["detail"]["title"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&[]), [""; 0]);
    assert_eq!(titles(&["--rules", "rules"]), ["Shells"]);
    assert_eq!(titles(&["rules", "--rules", "rules"]), ["Shells"], "the same rule twice is one");
    assert!(titles(&["--built-in-rules"]).iter().all(|title| title != "Shells"));
}

#[test]
fn a_person_is_found_in_all_systems_and_the_audit_says_why() {
    let call = r#"{"eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventVersion":"1","eventTime":"2026-11-19T08:30:00Z","userIdentity":{"userName":"ameyer"}}"#;
    let folder = Folder::new(&[
        ("logs/a.jsonl", &lines(&[EVENT, LATER, call])),
        ("map.csv", b"person,system,user\nAlice,cloudtrail,ameyer\nAlice,session-logger,alice@example.com\n"),
    ]);
    let events = folder.text(&["events", ".", "--filter", "person:alice"]);
    assert_eq!(events.lines().count(), 2, "{events}");
    assert!(events.contains("ameyer") && events.contains("alice@example.com"));
    assert_eq!(folder.text(&["events", "logs", "--filter", "person:alice"]), "", "nobody says who she is");
    let counts: Value = serde_json::from_str(&folder.text(&["counts", ".", "--by", "person"])).expect("JSON");
    let values = counts["values"].as_array().expect("a list").iter();
    let values: Vec<String> =
        values.map(|group| format!("{}: {}", group["value"][0], group["events"])).collect();
    assert_eq!(values, [r#""Alice": 2"#, r#""bob@example.com": 1"#]);
    let text = folder.text(&["audit", "map.csv", "logs"]);
    assert_eq!(text, folder.text(&["audit", "."]), "the order of what is given says nothing");
    let audit: Value = serde_json::from_str(&text).expect("JSON");
    let keys: Vec<&String> = audit.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "schema",
            "coverage",
            "deliveries",
            "digests",
            "flows",
            "unmatched_out",
            "moved",
            "findings",
            "people",
            "cannot_show"
        ]
    );
    assert_eq!(audit["people"][0]["person"], "Alice");
    assert_eq!(audit["unmatched_out"][0]["reason"], "no-earlier-in-leg");
}
