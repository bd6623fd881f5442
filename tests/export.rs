//! What leaves the page as rows: the fields of the table, in both forms, and what the filter finds them by.

#[path = "support/mod.rs"]
mod support;

use sessionscope::export::events::{EventFormat, write_events};
use sessionscope::export::fields::{EventValue, EventValues, FIELDS};
use sessionscope::filter::{Expression, Field, Filter};
use sessionscope::model::{RowId, Store, TextField};
use sessionscope::query::select::select;
use sessionscope::query::view::{DerivedData, ScopeSelection};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use support::InputFile;
use support::cases::fixtures;
use support::with_everything;

/// Everything that the fixtures hold.
fn everything() -> Store {
    let given: Vec<InputFile> = fixtures()
        .iter()
        .flat_map(|case| {
            case.given()
                .into_iter()
                .map(|given| InputFile { path: format!("{}/{}", case.name, given.path), ..given })
        })
        .collect();
    support::read(&given)
}

fn written(store: &Store, format: EventFormat) -> Vec<u8> {
    let mut out = Vec::new();
    with_everything(store, |view| write_events(view, format, &mut out)).expect("to memory");
    out
}

#[test]
fn every_field_of_the_filter_language_is_exported_and_every_exported_one_can_be_asked_for() {
    let names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), FIELDS.len(), "a name stands twice");
    let asked: HashSet<Field> = FIELDS.iter().filter_map(|field| Field::from_name(field.name)).collect();
    // Who somebody is follows from more than the event: nothing of it is a field of the event itself.
    // Nor is what findings rest on. What a person has added is in the case file.
    let is_exported = |field: &Field| !matches!(field, Field::Person | Field::Found) && !field.is_of_case();
    assert_eq!(asked, Field::all().filter(is_exported).collect());
    // Where a record stands is for the reader of an export to find it by, and not to ask for.
    let not_asked: Vec<&&str> = names.iter().filter(|name| Field::from_name(name).is_none()).collect();
    assert_eq!(not_asked, [&"length", &"line", &"offset"]);
}

#[test]
fn a_filter_for_an_exported_value_finds_the_events_that_are_exported_with_it() {
    let store = everything();
    let derived = DerivedData::of(&store);
    let selected = ScopeSelection::everything(&store, &derived);
    let view = derived.view(&store, &selected);
    let mut looked_for = 0;
    for field in &FIELDS {
        let mut rows_by_value: BTreeMap<String, Vec<RowId>> = BTreeMap::new();
        for row in store.events() {
            if let EventValue::Text(text) = field.value(&EventValues::new(&view, row))
                && !text.is_empty()
            {
                rows_by_value.entry(text.to_lowercase()).or_default().push(row);
            }
        }
        for (value, rows) in &rows_by_value {
            let asked = Field::from_name(field.name).expect("a field of filters");
            let filter = Filter::from(Expression::exactly(asked, value).expect("a filter"));
            let selection = select(&filter, &store, &derived);
            // An address is found in its other spellings too.
            let is_spelling = |row: &RowId| field.name == "client_ip" && !rows.contains(row);
            let found = store.events().filter(|row| selection.contains(*row) && !is_spelling(row));
            let found: Vec<RowId> = found.collect();
            assert_eq!(found, *rows, "{}:{value:?}", field.name);
            looked_for += 1;
        }
    }
    assert!(looked_for > 300, "only {looked_for} values");
}

/// What stands between the cells of a form that is a table.
fn separator(format: EventFormat) -> Option<u8> {
    match format {
        EventFormat::Csv => Some(b','),
        EventFormat::JsonLines => None,
    }
}

#[test]
fn all_forms_hold_the_same_values() {
    let store = everything();
    let json = written(&store, EventFormat::JsonLines);
    for format in EventFormat::ALL {
        if let Some(separator) = separator(format) {
            check_table(&store, &written(&store, format), separator, &json);
        }
    }
}

/// Holds a table against the same events as lines of JSON.
fn check_table(store: &Store, table: &[u8], separator: u8, json: &[u8]) {
    let mut rows = csv::ReaderBuilder::new().delimiter(separator).from_reader(table);
    let header = rows.headers().expect("a header").clone();
    assert!(header.iter().eq(FIELDS.iter().map(|field| field.name)));
    let mut lines = json.split(|byte| *byte == b'\n');
    let mut count = 0;
    for row in rows.records() {
        let row = row.expect("a row");
        let line = lines.next().expect("as many lines");
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(line).expect("an object");
        for (name, cell) in header.iter().zip(&row) {
            let value = match object.get(name) {
                Some(serde_json::Value::String(text)) => text.clone(),
                None => String::new(),
                // As it is written: sizes may be greater than what `serde_json` has numbers for.
                Some(_) => {
                    let written = format!("\"{name}\":{cell}");
                    let is_there = line.windows(written.len()).any(|part| part == written.as_bytes());
                    assert!(is_there && !cell.is_empty(), "{written}");
                    continue;
                }
            };
            // A cell that would be a formula has an apostrophe before it.
            assert!(cell == value || cell == format!("'{value}"), "{name}: {cell:?} {value:?}");
        }
        count += 1;
    }
    assert_eq!(count, store.events().count());
    assert_eq!(lines.collect::<Vec<_>>(), [b""], "nothing but the last line end is left");
}

/// What a spreadsheet may look past before it finds a formula, and what begins one.
const PASSED_OVER: [&str; 12] = [
    "", " ", "\t", "\r\n", "\0", "\u{a0}", "\u{3000}", "\u{feff}", "\u{200b}", "\u{2060}", "\u{ad}",
    "\u{3164}",
];
const SIGNS: [&str; 8] = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];

#[test]
fn no_cell_becomes_a_formula_and_each_can_be_read_again() {
    let mut users: Vec<String> = Vec::new();
    for sign in SIGNS {
        for first in PASSED_OVER {
            users.extend(PASSED_OVER.map(|second| format!("{first}{second}{sign}HYPERLINK(1)")));
        }
        users.extend(
            [";", ",", "\t", "\"", "\n"].map(|separator| format!("x{separator}{sign}cmd|'/c calc'!A0")),
        );
    }
    let record = |user: &String| {
        serde_json::json!({
            "category_name": "WorkSpacesSecureBrowser",
            "activity_name": "TabOpen",
            "session_detail": { "username": user },
        })
    };
    let lines: Vec<String> = users.iter().map(|user| record(user).to_string()).collect();
    let store = support::read_bytes(lines.join("\n").as_bytes());
    let csv = String::from_utf8(written(&store, EventFormat::Csv)).expect("UTF-8");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let of_user = FIELDS.iter().position(|field| field.name == "user").expect("a column");
    let cells: BTreeSet<String> = rows.records().map(|row| row.expect("a row")[of_user].to_owned()).collect();
    assert_eq!(cells.len(), users.iter().collect::<BTreeSet<_>>().len());
    for user in &users {
        let defused = format!("'{user}");
        let cell = if cells.contains(&defused) { &defused } else { user };
        assert!(cells.contains(cell), "{user:?}");
        let seen = cell.trim_start_matches(|c: char| PASSED_OVER.iter().any(|passed| passed.contains(c)));
        assert!(!SIGNS.iter().any(|sign| seen.starts_with(sign)), "{cell:?}");
        if cell.contains([',', ';', '\t', '"', '\r', '\n']) {
            assert!(csv.contains(&format!(",\"{}\",", cell.replace('"', "\"\""))), "{cell:?} is not quoted");
        }
    }
}

#[test]
fn an_event_is_of_its_own_account_else_of_that_around_it() {
    let call = |own: &str, id: u32| {
        format!(
            r#"{{"eventVersion":"1.11","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"{id}","eventCategory":"Data"{own}}}"#
        )
    };
    let bridged = |account: &str, detail: &str| {
        format!(r#"{{"id":"x","detail-type":"AWS API Call","account":"{account}","detail":{detail}}}"#)
    };
    let own = r#","recipientAccountId":"111122223333""#;
    let lines = [
        call(own, 1),
        call("", 2),
        bridged("444455556666", &call("", 3)),
        bridged("777788889999", &call("", 4)),
        bridged("444455556666", &call(own, 5)),
        call(own, 6),
        call("", 7),
    ];
    let store = support::read(&[InputFile::new("a.jsonl", lines.join("\n"))]);
    let accounts: Vec<&str> =
        (0..store.row_count()).map(|row| store.text(TextField::Account, RowId(row))).collect();
    let expected = ["111122223333", "", "444455556666", "777788889999", "111122223333", "111122223333", ""];
    assert_eq!(accounts, expected);
    assert!((0..store.row_count()).all(|row| store.text(TextField::Category, RowId(row)) == "Data"));
}
