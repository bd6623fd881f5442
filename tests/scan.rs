//! The pass over original records: whatever the format and however it is packed, what is looked at is the text that the
//! drawer shows of each event, and what a search finds is a clause of the filter.

mod support;

use sessionscope::engine::requests::{CaseStatus, DeepReports};
use sessionscope::engine::{Command, Engine, Scope, StreamRequest};
use sessionscope::model::record_places::RecordPlaces;
use sessionscope::model::{RowId, Store};
use sessionscope::query::deep_results::DeepReport;
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::reader::original::OriginalText;
use sessionscope::reader::scan::{RecordScan, RecordVisitor};
use sessionscope::search::{Needle, NeedleKind, Searcher};
use std::collections::BTreeMap;
use support::cases::{NO_CORPUS, corpus, files_below, fixtures, sample_case};
use support::not_run::not_run;
use support::packings::{archives, packings};
use support::random::Random;
use support::{InputFile, read_batches};

/// An engine that has read these files, with a search begun.
fn engine_of(given: &[InputFile]) -> Engine {
    let mut engine = Engine::default();
    for batch in read_batches(given) {
        engine.execute(&Command::Append(Box::new(batch)));
    }
    engine.execute(&Command::BeginSearch(1));
    engine
}

/// The places that a search has still to look at in these files.
fn places(engine: &mut Engine, search: u32, files: &[InputFile]) -> RecordPlaces {
    let files = files.iter().map(|file| file.path.clone()).collect();
    let request = StreamRequest::RecordPlaces { search, files };
    let mut stream = engine.stream(&Scope::default(), &request).expect("it has no filter");
    let mut bytes = Vec::new();
    loop {
        let piece = engine.next_piece(&mut stream);
        bytes.extend(piece.bytes);
        if piece.is_last {
            return RecordPlaces::read(bytes);
        }
    }
}

/// Passes over a file as a worker does, which is given so many bytes at a time.
fn scan(file: &InputFile, scan: &mut RecordScan, visitor: &mut impl RecordVisitor, chunk: usize) {
    support::pass(file, &mut RecordScan::batch(), chunk, |batch| {
        assert_eq!(batch.columns.len(), 0, "no record is read");
        scan.drain(batch, visitor);
    });
}

/// The text of a place in the decoded text of an input, as the drawer shows it.
fn original(given: &[InputFile], path: &str, offset: u64, len: u32) -> String {
    let mut original = OriginalText::new(offset, len);
    if let Some(file) = given.iter().find(|file| file.path == path) {
        original.push(&file.bytes);
        return original.finish();
    }
    let is_around =
        |file: &&InputFile| path.strip_prefix(&file.path).is_some_and(|rest| rest.starts_with('/'));
    let file = given.iter().find(is_around).unwrap_or_else(|| panic!("{path} is of no file"));
    let member = &path[file.path.len() + 1..];
    let bytes = Box::new(file.bytes.clone());
    let mut bytes = MemberBytes::open(bytes, file.bytes.len() as u64, member).expect("an archive");
    while bytes.step(&mut |piece| {
        original.push(piece);
    }) {}
    assert!(!bytes.has_failed(), "{path} was not found");
    original.finish()
}

/// What the drawer shows of each event, by its row: of a transcript in pieces all of them, in order.
fn originals(store: &Store, given: &[InputFile]) -> BTreeMap<RowId, Vec<String>> {
    let mut texts: BTreeMap<RowId, Vec<(u32, u64, u32)>> = BTreeMap::new();
    for row in store.events() {
        let span = store.columns().span(row);
        texts.entry(row).or_default().push((store.columns().input(row), span.offset, span.len));
    }
    for (row, input, span) in store.transcript_pieces() {
        texts.entry(row).or_default().push((input, span.offset, span.len));
    }
    let text = |(input, offset, len): (u32, u64, u32)| {
        original(given, &store.inputs()[input as usize].path, offset, len)
    };
    let sorted = |mut places: Vec<(u32, u64, u32)>| {
        places.sort_unstable();
        places.dedup();
        let mut texts: Vec<String> = places.into_iter().map(text).collect();
        texts.sort();
        texts
    };
    texts.into_iter().map(|(row, places)| (row, sorted(places))).collect()
}

/// Keeps what it sees.
#[derive(Default)]
struct Seen(BTreeMap<RowId, Vec<String>>);

impl RecordVisitor for Seen {
    fn visit(&mut self, rows: &[RowId], record: &[u8]) {
        for row in rows {
            self.0.entry(*row).or_default().push(sessionscope::reader::original::readable(record));
        }
    }
}

/// Passes over files in any order and in pieces of so many bytes, and holds what is seen against what the drawer shows.
fn check(name: &str, given: &[InputFile], chunks: &[usize]) {
    let mut engine = engine_of(given);
    let expected = originals(engine.store(), given);
    for (number, chunk) in chunks.iter().enumerate() {
        let mut order: Vec<InputFile> = given.to_vec();
        Random::new(number as u64).shuffle(&mut order);
        let mut seen = Seen::default();
        // Workers get some files each, with the places of these alone.
        for some in order.chunks(1 + number) {
            let mut records = RecordScan::new(places(&mut engine, 1, some));
            some.iter().for_each(|file| scan(file, &mut records, &mut seen, *chunk));
        }
        seen.0.values_mut().for_each(|texts| texts.sort());
        assert_eq!(seen.0.len(), expected.len(), "{name}: how many events, in pieces of {chunk}");
        for (row, texts) in &expected {
            assert_eq!(seen.0.get(row), Some(texts), "{name}: {row:?}, in pieces of {chunk}");
        }
    }
}

#[test]
fn each_record_of_a_fixture_is_seen_as_the_drawer_shows_it() {
    let mut events = 0;
    for case in fixtures() {
        let given = case.given();
        check(&case.name, &given, &[1, 7, 4096, usize::MAX]);
        events += engine_of(&given).store().event_count();
    }
    assert!(events > 100, "only {events} events were looked at");
}

#[test]
fn each_record_is_seen_however_it_is_packed() {
    let text =
        r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","x":"日本 \u65e5 \"q\""}"#;
    let records: Vec<serde_json::Value> = (0..40)
        .map(|number| {
            let mut record: serde_json::Value = serde_json::from_str(text).expect("JSON");
            record["time"] = format!("2026-11-19T08:00:{number:02}.000Z").into();
            record
        })
        .collect();
    for (name, bytes) in packings(&records).into_iter().chain(archives(&records)) {
        let given = [InputFile::new("a", bytes)];
        assert_eq!(engine_of(&given).store().event_count(), records.len() as u64, "{name}");
        check(name, &given, &[1, 64, 4096, usize::MAX]);
    }
}

#[test]
fn each_record_of_the_sample_case_is_seen() {
    check("sample case", &sample_case(), &[4096, usize::MAX]);
}

#[test]
fn each_record_of_sample_logs_is_seen() {
    match corpus() {
        Some(folder) => check("corpus", &files_below(&folder), &[1 << 20]),
        None => not_run("each_record_of_sample_logs_is_seen", NO_CORPUS),
    }
}

/// Searches these files, which are all, and tells the engine what was found.
fn search(engine: &mut Engine, number: u32, asked: (NeedleKind, &str), files: &[InputFile]) {
    search_some(engine, number, asked, files);
    engine.execute(&Command::EndSearch { search: number, is_whole: true });
}

/// Searches some files, as a worker that is given no others.
fn search_some(engine: &mut Engine, number: u32, (kind, text): (NeedleKind, &str), files: &[InputFile]) {
    let needle = Needle { text: text.to_owned(), kind };
    let mut searcher = Searcher::new(&needle).expect("a right needle");
    let mut records = RecordScan::new(places(engine, number, files));
    files.iter().for_each(|file| scan(file, &mut records, &mut searcher, 4096));
    let (searched, found) = searcher.take();
    engine.execute(&Command::NoteSearched { search: number, searched, found });
}

fn count(engine: &mut Engine, filter: &str, searches: u64) -> u64 {
    let scope = Scope { filter: filter.to_owned(), searches, ..Scope::default() };
    engine.ask(&scope, &CaseStatus).expect("a right filter").matching
}

fn reports(engine: &mut Engine) -> Vec<DeepReport> {
    engine.ask(&Scope::default(), &DeepReports { version: 0 }).expect("it has no filter")
}

/// A file of records whose field `x` has these texts, which no field of an event has.
fn file_of(path: &str, texts: &[&str]) -> InputFile {
    let record = |(second, text): (usize, &&str)| {
        let text = serde_json::to_string(text).expect("a string");
        format!(
            r#"{{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":"2026-11-19T08:00:{second:02}Z","path":"{path}","x":{text}}}"#
        )
    };
    InputFile::new(path, texts.iter().enumerate().map(record).collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_a_search_finds_is_a_clause_like_any_other() {
    let given = [
        file_of("a", &["Needle one", "two", "a needle \"quoted\"", "日本の針"]),
        file_of("b", &["three", "NEEDLE four"]),
    ];
    let mut engine = engine_of(&given);
    search(&mut engine, 1, (NeedleKind::Words, "needle"), &given);
    engine.execute(&Command::BeginSearch(2));
    search(&mut engine, 2, (NeedleKind::Expression, "日本|\"quoted\"|three"), &given);
    for (filter, expected) in [
        ("needle", 0),
        ("deep:1", 3),
        ("deep:2", 3),
        ("deep:1 deep:2", 1),
        ("deep:1 OR deep:2", 5),
        ("deep:(1 OR 2)", 5),
        ("-deep:1", 3),
        ("deep:1 input:b", 1),
        ("deep:*", 5),
        ("deep:\"\"", 1),
        // There is no such search: it has found nothing.
        ("deep:7", 0),
        ("-deep:7", 6),
    ] {
        assert_eq!(count(&mut engine, filter, 2), expected, "{filter}");
    }
    assert_eq!(
        reports(&mut engine).iter().map(|it| (it.number, it.found, it.unsearched)).collect::<Vec<_>>(),
        [(1, 3, 0), (2, 3, 0)]
    );
    engine.execute(&Command::ForgetSearch(1));
    assert_eq!(count(&mut engine, "deep:1", 3), 0);
    assert_eq!(count(&mut engine, "deep:*", 3), 3);
}

#[test]
fn what_was_not_searched_is_told_and_can_be_searched_later() {
    let given = [file_of("b", &["needle", "x"]), file_of("c", &["x", "needle"])];
    let mut engine = engine_of(&given);
    search(&mut engine, 1, (NeedleKind::Words, "needle"), &given[..1]);
    let told = |engine: &mut Engine| {
        let report = reports(engine).remove(0);
        (report.found, report.unsearched, report.input_count, report.inputs)
    };
    assert_eq!(told(&mut engine), (1, 2, 1, vec!["c".to_owned()]), "one file was not searched");
    // Another one comes, of which a record is one that has been searched: it is an earlier copy of it.
    let later = file_of("a", &["needle later"]);
    let copy = InputFile::new("a", [later.bytes, b"\n".to_vec(), given[0].bytes.clone()].concat());
    for batch in read_batches(std::slice::from_ref(&copy)) {
        engine.execute(&Command::Append(Box::new(batch)));
    }
    let (found, unsearched, inputs, _) = told(&mut engine);
    assert_eq!((found, inputs), (1, 2), "what was found stays found");
    assert_eq!(unsearched, 4, "two records of `c`, one that is new in `a`, one that has another row now");
    assert_eq!(count(&mut engine, "deep:1", 1), 1);
    engine.execute(&Command::BeginSearch(1));
    let all = [given.as_slice(), &[copy]].concat();
    search(&mut engine, 1, (NeedleKind::Words, "needle"), &all);
    assert_eq!(told(&mut engine), (3, 0, 0, Vec::new()));
    assert_eq!(count(&mut engine, "deep:1", 2), 3);
}

#[test]
fn a_transcript_in_pieces_is_searched_in_all_of_them() {
    let piece = |path: &str, id: u32, text: &str| {
        let message = serde_json::to_string(text).expect("a string");
        InputFile::new(
            path,
            format!(
                r#"{{"events":[{{"logStreamName":"alice-0123456789abcdef0","timestamp":179516970{id}000,"message":{message},"eventId":"{id}"}}]}}"#
            ),
        )
    };
    let given = [
        piece("a", 0, "Script started on 2026-11-20 10:15:00+00:00\n$ ls\nfile"),
        piece("b", 1, "$ cat file\na needle"),
        piece("c", 2, "$ exit\nScript done on 2026-11-20 10:16:00+00:00"),
    ];
    let mut engine = engine_of(&given);
    assert_eq!(engine.store().event_count(), 1);
    let needle = (NeedleKind::Words, "needle");
    search_some(&mut engine, 1, needle, &given[..1]);
    engine.execute(&Command::EndSearch { search: 1, is_whole: false });
    let told = |engine: &mut Engine| (reports(engine)[0].found, reports(engine)[0].unsearched);
    assert_eq!(told(&mut engine), (0, 1), "a part of it was not searched");
    engine.execute(&Command::BeginSearch(1));
    // Each worker is told of its files when its turn comes.
    given.iter().for_each(|file| search_some(&mut engine, 1, needle, std::slice::from_ref(file)));
    engine.execute(&Command::EndSearch { search: 1, is_whole: true });
    assert_eq!(told(&mut engine), (1, 0));
    engine.execute(&Command::BeginSearch(2));
    search(&mut engine, 2, (NeedleKind::Words, "nowhere"), &given);
    assert_eq!((reports(&mut engine)[1].found, reports(&mut engine)[1].unsearched), (0, 0));
}
