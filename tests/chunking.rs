//! The answer does not depend on how the bytes come: in pieces of any size, from any number of workers,
//! files and batches in any order, records in any packing (invariant 4).

mod support;

use serde_json::Value;
use sessionscope::model::Store;
use support::cases::{NO_CORPUS, corpus, files_below, fixtures, sample_case};
use support::diff::{assert_same, differences};
use support::not_run::not_run;
use support::packings::{archives, packings, zip};
use support::random::Random;
use support::{InputFile, audit_text, read, read_bytes, read_scattered, summary};

const CHUNKS: [usize; 5] = [1, 7, 64, 4096, usize::MAX];

/// Reads the inputs scattered, in pieces of each size by each number of workers, and compares with
/// reading them whole and in order.
fn check(name: &str, given: &[InputFile], ways: &[(usize, usize)]) {
    let store = read(given);
    let expected = (summary(&store), events(&store), audit_text(&store));
    for &(chunk, workers) in ways {
        let scattered = read_scattered(given, chunk, workers, &mut Random::new(workers as u64));
        let what = format!("{name}: chunks of {chunk}, {workers} workers");
        assert_same(&what, &expected.0, &summary(&scattered));
        assert!(expected.1 == events(&scattered), "{what}: the events differ");
        assert!(expected.2 == audit_text(&scattered), "{what}: the audit differs");
    }
}

fn every_way() -> Vec<(usize, usize)> {
    CHUNKS.into_iter().flat_map(|chunk| (1..=4).map(move |workers| (chunk, workers))).collect()
}

/// Each size and each number of workers, for inputs that are large.
const SOME_WAYS: [(usize, usize); 5] = [(1, 3), (7, 2), (64, 4), (4096, 1), (usize::MAX, 4)];

/// Every event as the export writes it, with its place.
fn events(store: &Store) -> Vec<u8> {
    use sessionscope::export::events::{EventFormat, write_events};
    let mut out = Vec::new();
    support::with_everything(store, |view| write_events(view, EventFormat::JsonLines, &mut out))
        .expect("to memory");
    out
}

#[test]
fn fixtures_read_the_same_in_any_pieces() {
    for case in fixtures() {
        check(&case.name, &case.given(), &every_way());
    }
}

#[test]
fn all_fixtures_together_read_the_same_in_any_pieces() {
    let given: Vec<InputFile> = fixtures()
        .iter()
        .flat_map(|case| {
            case.given()
                .into_iter()
                .map(|input| InputFile::new(&format!("{}/{}", case.name, input.path), input.bytes))
        })
        .collect();
    check("all fixtures", &given, &every_way());
}

#[test]
fn sample_logs_read_the_same_in_any_pieces() {
    match corpus() {
        Some(folder) => check("corpus", &files_below(&folder), &SOME_WAYS),
        None => not_run("sample_logs_read_the_same_in_any_pieces", NO_CORPUS),
    }
}

#[test]
fn the_sample_case_reads_the_same_in_any_pieces() {
    check("sample case", &sample_case(), &SOME_WAYS);
}

/// What is longer than any record may be is one rejected record, and costs nothing that follows it.
#[test]
fn what_is_too_long_reads_the_same_in_any_pieces() {
    const EVENT: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen"}"#;
    let filler = |text: &str, bytes: usize| text.repeat(bytes / text.len());
    for (what, long) in [
        ("a string of braces", format!(r#"{{"x":"{}"}}"#, filler("{} ,", 36 << 20))),
        ("records", format!(r#"{{"x":[{EVENT}{}]}}"#, filler(&format!(",{EVENT}"), 36 << 20))),
        ("broken at once", format!(r#"{{"x":tru,"y":"{}"}}"#, filler("{} ,", 36 << 20))),
        ("a line of words", filler("words ", 36 << 20)),
        ("a string without end", format!(r#"{{"x":"{}"#, filler("x", 36 << 20))),
        ("a blank without end", format!(r#"{{"x":tru}}{}x"#, filler(" ", 20 << 20))),
    ] {
        let given = [InputFile::new("a", format!("{EVENT}\n{long}\n{}\n", EVENT.replace("Open", "Close")))];
        let whole = read(&given);
        let counts = whole.counts();
        assert_eq!((counts.events, counts.rejected), (2, 1), "{what}: {:?}", whole.notices());
        for chunk in [(3 << 20) + 1, 16 << 20, (16 << 20) + 1] {
            let scattered = read_scattered(&given, chunk, 1, &mut Random::new(1));
            assert_same(&format!("{what}, chunks of {chunk}"), &summary(&whole), &summary(&scattered));
        }
    }
}

#[test]
fn what_is_checked_would_show_a_difference() {
    let given = sample_case();
    let (all, fewer) = (summary(&read(&given)), summary(&read(&given[1..])));
    assert!(!differences(&all, &fewer).is_empty());
}

/// The part of a summary that packing may not change.
fn about_events(store: &Store) -> Value {
    let mut summary = summary(store);
    for key in ["inputs", "notices"] {
        summary[key] = Value::Null;
    }
    for key in ["bytes", "inputs"] {
        summary["totals"][key] = Value::Null;
    }
    summary
}

#[test]
fn the_same_records_read_the_same_in_any_packing() {
    let given = sample_case();
    let sources: Vec<&InputFile> = given.iter().filter(|input| input.path.ends_with(".jsonl")).collect();
    let lines = sources.iter().flat_map(|input| input.bytes.split(|byte| *byte == b'\n'));
    let records: Vec<Value> =
        lines.filter_map(|line| serde_json::from_slice(line).ok()).step_by(3).take(300).collect();
    assert_eq!(records.len(), 300);

    let expected = about_events(&read_bytes(&packings(&records)[0].1));
    assert_eq!(expected["totals"]["records"], 300);
    for (packing, bytes) in packings(&records).into_iter().chain(archives(&records)) {
        let store = read_bytes(&bytes);
        assert_same(packing, &expected, &about_events(&store));
        assert!(store.notices().is_empty(), "{packing}: {:?}", store.notices());
        let scattered = read_scattered(&[InputFile::new("a", bytes)], 13, 1, &mut Random::new(1));
        assert_same(&format!("{packing}, in pieces"), &summary(&store), &summary(&scattered));
    }
}

#[test]
fn every_fixture_reads_the_same_out_of_a_zip() {
    for case in fixtures() {
        let given = case.given();
        let members: Vec<(&str, &[u8])> =
            given.iter().map(|input| (input.path.as_str(), input.bytes.as_slice())).collect();
        // A zip in a zip in a zip is one too many.
        if given.iter().any(|input| input.path.contains(".zip")) {
            continue;
        }
        let plain = under(&given, "logs.zip");
        let zipped = read(&[InputFile::new("logs.zip", zip(&members))]);
        assert_same(&case.name, &about_events(&read(&plain)), &about_events(&zipped));
        assert_eq!(read(&plain).counts(), zipped.counts(), "{}", case.name);
    }
}

/// The same inputs in a folder.
fn under(given: &[InputFile], folder: &str) -> Vec<InputFile> {
    let below = |input: &InputFile| InputFile::new(&format!("{folder}/{}", input.path), input.bytes.clone());
    given.iter().map(below).collect()
}

#[test]
fn every_packing_of_a_record_is_a_duplicate_of_the_others() {
    let record = serde_json::json!({
        "activity_name": "FileTransferFromRemoteToLocalDisk", "category_name": "WorkSpacesSecureBrowser",
        "time": "2026-11-19T08:00:00.5Z", "session_detail": {"username": "田中", "session_id": "s", "portal_id": "p"},
        "file": {"name": "größe 😀.pdf", "size": 4_294_967_297_u64},
    });
    let records = [record];
    let packed = [packings(&records), archives(&records)].concat();
    let given: Vec<InputFile> =
        packed.iter().map(|(name, bytes)| InputFile::new(name, bytes.clone())).collect();
    let counts = read(&given).counts();
    assert_eq!((counts.events, counts.duplicates), (1, packed.len() as u64 - 1));
}
