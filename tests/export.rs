//! What leaves the page as rows: the fields of the table, in both forms, and what the filter finds them by.

#[path = "support/mod.rs"]
mod support;

use sessionscope::export::events::{EventFormat, write_events};
use sessionscope::export::fields::{ExportedEvent, FIELDS, Value};
use sessionscope::filter::{Expression, Field, Filter};
use sessionscope::model::{Store, TextField};
use sessionscope::query::select::select;
use sessionscope::query::view::{Derived, Selected};
use std::collections::{BTreeMap, BTreeSet};
use support::Given;
use support::cases::fixtures;
use support::with_everything;

/// Everything that the fixtures hold.
fn everything() -> Store {
    let given: Vec<Given> = fixtures()
        .iter()
        .flat_map(|case| {
            case.given()
                .into_iter()
                .map(|given| Given { path: format!("{}/{}", case.name, given.path), ..given })
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
fn a_field_is_exported_under_the_name_that_the_filter_language_has_for_it() {
    let exported: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(exported.len(), FIELDS.len(), "a name stands twice");
    let others = ["time", "system", "family", "size", "from", "to", "path"];
    let asked: BTreeSet<&str> = TextField::ALL.map(TextField::id).into_iter().chain(others).collect();
    for name in &asked {
        assert!(exported.contains(name), "{name} can be asked for and is not exported");
    }
    let only_exported: Vec<&&str> = exported.difference(&asked).collect();
    assert_eq!(only_exported, [&"length", &"line", &"offset"]);
}

#[test]
fn a_filter_for_an_exported_value_finds_the_events_that_are_exported_with_it() {
    let store = everything();
    let derived = Derived::of(&store);
    let selected = Selected::everything(&store, &derived);
    let view = derived.view(&store, &selected);
    let mut looked_for = 0;
    for field in &FIELDS {
        let mut rows_by_value: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for row in store.events() {
            if let Value::Text(text) = field.value(&ExportedEvent::new(&view, row))
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
            let is_spelling = |row: &u32| field.name == "client_ip" && !rows.contains(row);
            let found = store.events().filter(|row| selection.contains(*row) && !is_spelling(row));
            let found: Vec<u32> = found.collect();
            assert_eq!(found, *rows, "{}:{value:?}", field.name);
            looked_for += 1;
        }
    }
    assert!(looked_for > 300, "only {looked_for} values");
}

#[test]
fn both_forms_hold_the_same_values() {
    let store = everything();
    let (csv, json) = (written(&store, EventFormat::Csv), written(&store, EventFormat::JsonLines));
    let mut rows = csv::Reader::from_reader(&csv[..]);
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
