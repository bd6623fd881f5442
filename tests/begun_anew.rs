//! Reading that was broken off and is begun anew: cancelled, for want of room, for a file that was moved, or with the
//! worker that read it. Whatever had come in by then, in the end everything is there, and nothing twice.

mod support;

use sessionscope::container::zip::ReaderAt;
use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::model::{Index, Store};
use sessionscope::reader::driver::{Driver, Step};
use support::cases::{fixtures, sample_case};
use support::diff::assert_same;
use support::packings::zip;
use support::random::Random;
use support::{InputFile, sha256, summary};

/// How a reading ends.
enum End {
    Whole,
    /// It is stopped after so many steps, and says so.
    Stopped(usize, EndReason),
    /// Its worker ends after so many steps: nothing more comes of it.
    Lost(usize),
}

/// Reads a file once, in pieces of `chunk` bytes, and hands over its batch whenever chance wants.
fn read_once(
    store: &mut Store,
    given: &InputFile,
    attempt: u32,
    chunk: usize,
    end: &End,
    random: &mut Random,
) {
    let len = given.bytes.len() as u64;
    let access: Box<dyn ReaderAt> = Box::new(given.bytes.clone());
    let mut driver = Driver::open(&given.path, len, Some(access), attempt).hashing();
    let mut pieces = given.bytes.chunks(chunk);
    let mut batch = Batch::default();
    for step in 0.. {
        match *end {
            End::Stopped(steps, ended) if step == steps => {
                driver.stop(ended, &mut batch);
                return store.append(&batch);
            }
            End::Lost(steps) if step == steps => return,
            _ => {}
        }
        match driver.step(&mut batch) {
            Step::NeedsBytes => match pieces.next() {
                Some(piece) => driver.push(piece.to_vec()),
                None => driver.end_of_bytes(None),
            },
            Step::Worked(_) => {
                if random.below(4) == 0 {
                    store.append(&batch.take());
                }
            }
            Step::Unreadable => panic!("memory can be read"),
            Step::Done => return store.append(&batch),
        }
    }
}

/// Each file by itself, as often as it takes.
fn check(name: &str, given: &[InputFile], random: &mut Random) {
    let mut expected = Store::default();
    for file in given {
        read_once(&mut expected, file, 0, usize::MAX, &End::Whole, random);
    }
    let mut store = Store::default();
    let mut left: Vec<(usize, u32)> = (0..given.len()).map(|file| (file, 0)).collect();
    while !left.is_empty() {
        let at = random.below(left.len());
        let (file, attempt) = &mut left[at];
        let chunk = [7, 64, 1000, 100_000][random.below(4)];
        let steps = random.below(2 + 3 * given[*file].bytes.len() / chunk);
        let end = match random.below(if *attempt < 4 { 6 } else { 1 }) {
            0 | 1 => End::Whole,
            2 => End::Stopped(steps, EndReason::Cancelled),
            3 => End::Stopped(steps, EndReason::Changed),
            4 => End::Stopped(steps, EndReason::OutOfMemory),
            _ => End::Lost(steps),
        };
        read_once(&mut store, &given[*file], *attempt, chunk, &end, random);
        *attempt += 1;
        if matches!(end, End::Lost(_)) {
            store.leave_unread(std::slice::from_ref(&given[*file].path), EndReason::Cancelled);
        }
        let counts = store.counts();
        assert_eq!(
            counts.records,
            counts.events + counts.duplicates + counts.rejected + counts.skipped,
            "{name}"
        );
        assert!(counts.events <= store.row_count().into(), "{name}");
        if matches!(end, End::Whole) {
            left.swap_remove(at);
        }
    }
    assert_same(name, &summary(&expected), &summary(&store));
}

#[test]
fn fixtures_that_are_begun_anew_again_and_again_are_read_once() {
    for case in fixtures() {
        for seed in 0..4 {
            check(&case.name, &case.given(), &mut Random::new(seed));
        }
    }
}

#[test]
fn the_sample_case_in_a_zip_and_beside_it_is_read_once_however_often_it_is_begun() {
    let files = sample_case();
    let zipped =
        zip(&files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect::<Vec<_>>());
    let given: Vec<InputFile> = files.into_iter().chain([InputFile::new("all.zip", zipped)]).collect();
    check("sample case", &given, &mut Random::new(1));
}

fn lines(count: usize) -> InputFile {
    let line = |n: usize| {
        format!(
            "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{n},\"session_detail\":{{\"session_id\":\"s\"}}}}\n"
        )
    };
    InputFile::new("a.jsonl", (0..count).map(line).collect::<String>())
}

#[test]
fn what_comes_of_a_reading_that_was_given_up_is_not_counted_after_the_next_has_begun() {
    let file = lines(50);
    let read = |attempt, end: &End| {
        let mut store = Store::default();
        read_once(&mut store, &file, attempt, 100, end, &mut Random::new(1));
        store
    };
    let mut late = Batch::default();
    let mut driver = Driver::open(&file.path, file.bytes.len() as u64, None, 0);
    driver.push(file.bytes.clone());
    driver.step(&mut late);
    let mut store = read(1, &End::Whole);
    let before = summary(&store);
    store.append(&late);
    assert_same("late", &before, &summary(&store));
}

#[test]
fn the_summary_says_why_an_input_was_not_read_whole_and_lists_what_was_not_begun() {
    let file = lines(50);
    for (ended, said) in [
        (EndReason::Cancelled, "cancelled"),
        (EndReason::OutOfMemory, "no-room"),
        (EndReason::Changed, "changed"),
    ] {
        let mut store = Store::default();
        read_once(&mut store, &file, 0, 300, &End::Stopped(8, ended), &mut Random::new(1));
        store.leave_unread(&["b.jsonl".to_owned()], ended);
        let given = summary(&store);
        let [part, unread] = &given["inputs"].as_array().expect("a list")[..] else { panic!("two inputs") };
        assert_eq!((&part["incomplete"], &part["sha256"]), (&said.into(), &serde_json::Value::Null));
        assert!(part["events"].as_u64().is_some_and(|events| (1..50).contains(&events)), "{part}");
        assert_eq!(
            unread,
            &serde_json::json!({
                "path": "b.jsonl", "bytes": 0, "sha256": null, "containers": [], "format": "unknown",
                "records": 0, "events": 0, "duplicates": 0, "rejected": 0, "skipped": 0, "incomplete": said,
            })
        );
        assert_eq!(given["totals"]["inputs"], 2);
        // Read in the end, both are like any other.
        read_once(&mut store, &file, 1, 300, &End::Whole, &mut Random::new(1));
        let again = summary(&store);
        assert_eq!(again["inputs"][0]["incomplete"], serde_json::Value::Null);
        assert_eq!(again["inputs"][0]["sha256"], sha256(&file.bytes));
        assert_eq!(again["inputs"][0]["events"], 50);
        assert_eq!(again["notices"], serde_json::json!([]));
    }
}

#[test]
fn members_of_a_zip_that_were_not_begun_are_listed_as_such() {
    let file = lines(3);
    let names = ["a.jsonl", "b.jsonl", "c.jsonl"];
    let zipped = zip(&names.map(|name| (name, file.bytes.as_slice())));
    let given = InputFile::new("all.zip", zipped);
    let mut store = Store::default();
    read_once(&mut store, &given, 0, 1000, &End::Stopped(4, EndReason::Cancelled), &mut Random::new(1));
    let said = summary(&store);
    let listed: Vec<_> = said["inputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|input| (input["path"].as_str(), input["incomplete"].as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            (Some("all.zip/a.jsonl"), None),
            (Some("all.zip/b.jsonl"), Some("cancelled")),
            (Some("all.zip/c.jsonl"), Some("cancelled")),
        ]
    );
    // One that was lost with its worker is told by the name of the zip, until it is read.
    let mut store = Store::default();
    store.leave_unread(&["all.zip".to_owned()], EndReason::Cancelled);
    assert_eq!(summary(&store)["inputs"][0]["path"], "all.zip");
    read_once(&mut store, &given, 1, 1000, &End::Whole, &mut Random::new(1));
    let index = Index::build(&store);
    assert_eq!(index.order.len(), 3);
    assert_eq!(summary(&store)["inputs"].as_array().map(Vec::len), Some(3));
}
