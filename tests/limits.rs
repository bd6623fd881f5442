//! Limits: each that an input can reach is reached here, has its notice, and costs nothing of what is beside it.
//! Those of containers in one another are in `src/container/` and `tests/fixtures/zip/`, those of terminal
//! sessions in `tests/terminal.rs` and `src/terminal/`, and that of the memory of a page in `tests/e2e/`.

mod support;

use flate2::{Compression, write::DeflateEncoder, write::GzEncoder};
use sessionscope::model::Reason;
use sessionscope::model::batch::Batch;
use sessionscope::model::{RowId, Store, TextField};
use sessionscope::reader::Reader;
use sessionscope::source::limits::{
    BATCH_BYTES, BATCH_ROWS, MAX_FACT_BYTES, MAX_INNER_ZIP_BYTES, MAX_MEMBERS, MAX_NOTICE_DETAIL_BYTES,
    MAX_RECORD_BYTES, MAX_REJECTED, MAX_SESSION_ID_BYTES, MAX_TEXT_DEPTH, MAX_TRANSCRIPT_BYTES,
    MAX_UNRATED_BYTES, SNIFF_BYTES,
};
use std::io::Write;
use support::thread_time::soon;
use support::{InputFile, read};

const EVENT: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen","time":1}"#;

fn reasons(store: &Store) -> Vec<Reason> {
    store.notices().iter().map(|notice| notice.reason).collect()
}

fn read_one(path: &str, bytes: impl Into<Vec<u8>>) -> Store {
    let store = read(&[InputFile::new(path, bytes)]);
    let counts = store.counts();
    assert_eq!(counts.records, counts.events + counts.duplicates + counts.rejected + counts.skipped);
    store
}

#[test]
fn a_record_that_is_too_long_costs_itself() {
    let long = format!("{{\"a\":\"{}\"}}\n{EVENT}\n", "x".repeat(MAX_RECORD_BYTES));
    let store = read_one("a.json", long);
    assert_eq!((reasons(&store), store.event_count()), (vec![Reason::TooLong], 1));
}

#[test]
fn a_log_event_of_an_export_that_is_too_long_costs_itself() {
    let time = "2026-11-20T10:00:00.000Z";
    let (event, filler) = (format!("{time} {EVENT}\n"), "x".repeat(MAX_RECORD_BYTES));
    for long in [format!("{time} {{{filler}{filler}\n"), format!("{time} {{\n{filler}\n{filler}\n")] {
        let store = read_one("000000", format!("{event}{long}{event}"));
        assert_eq!(reasons(&store), [Reason::TooLong]);
        let counts = store.counts();
        assert_eq!((counts.events, counts.duplicates, counts.rejected), (2, 0, 1));
    }
}

#[test]
fn a_row_that_is_too_long_costs_its_line() {
    let filler = "x".repeat(MAX_RECORD_BYTES);
    let table = format!("eventName,eventTime\na,{filler}\nGetObject,2026-11-20T10:00:00Z\n");
    let store = read_one("a.csv", table);
    assert_eq!((reasons(&store), store.event_count()), (vec![Reason::BadRow], 1));
}

#[test]
fn rows_that_are_all_broken_are_scanned_once() {
    // Each row is open to the end of the text, and costs one line: scanned each by itself they would take
    // the square of their number, which is hours.
    let text = format!("eventName,eventTime\n{}", "a\",\"\n".repeat(200_000));
    let store = soon("the table", || read_one("a.csv", text));
    assert_eq!(store.counts().rejected, 200_000);
}

#[test]
fn of_too_many_data_points_all_are_counted_and_not_all_kept() {
    let (label, many) = ("x".repeat(1 << 20), vec!["1"; 300].join(","));
    let answer =
        format!(r#"{{"MetricDataResults":[{{"Label":"{label}","Timestamps":[{many}],"Values":[{many}]}}]}}"#);
    let store = read_one("a.json", answer);
    assert_eq!((reasons(&store), store.counts().skipped), (vec![Reason::TooManyFacts], 300));
    assert!(store.facts().iter().map(|fact| fact.byte_count()).sum::<usize>() <= MAX_FACT_BYTES);
}

#[test]
fn nothing_is_read_behind_too_many_rejected_records() {
    let text = "{}".repeat(MAX_REJECTED as usize + 10) + EVENT;
    let store = read_one("a.json", text);
    assert_eq!((store.counts().rejected, store.event_count()), (MAX_REJECTED + 1, 0));
    assert_eq!(store.notices().last().map(|notice| notice.reason), Some(Reason::TooManyRejected));
}

#[test]
fn nothing_is_read_behind_what_was_read_in_vain_too_often() {
    // Each of the objects holds all that come after it, until they are too deep.
    let line = format!("{{\"p\":\"{}\",\"a\":\n", "x".repeat(20_000));
    let text = format!("{EVENT}\n{}{EVENT}\n", line.repeat(200));
    let whole = read_one("a.json", text.clone());
    assert_eq!(whole.event_count(), 1);
    assert_eq!(whole.notices().last().map(|notice| notice.reason), Some(Reason::TooBroken));
    let mut random = support::random::Random::new(1);
    let pieces = support::read_scattered(&[InputFile::new("a.json", text)], 5_000, 1, &mut random);
    assert_eq!(support::summary(&whole), support::summary(&pieces));
}

#[test]
fn lines_that_are_cut_off_are_not_too_broken() {
    let text = format!("{}\n", &EVENT[..EVENT.len() - 1]).repeat(2_000) + EVENT;
    let store = read_one("a.json", text);
    assert_eq!((store.counts().rejected, store.event_count()), (2_000, 1));
}

#[test]
fn texts_within_texts_are_opened_to_their_limit() {
    for (depth, events) in [(MAX_TEXT_DEPTH, 1), (MAX_TEXT_DEPTH + 1, 0)] {
        let text = (0..depth).fold(EVENT.to_owned(), |text, _| {
            format!("{{\"Records\":[{}]}}", serde_json::to_string(&text).expect("a text"))
        });
        assert_eq!(read_one("a.json", text).event_count(), events, "{depth}");
    }
}

#[test]
fn a_transcript_that_is_too_long_is_cut() {
    let text = "x\n".repeat(MAX_TRANSCRIPT_BYTES / 2 + 1);
    let store = read_one("alice-0a1b2c3d4e5f67890.log", format!("Script started on 2026-11-20\n{text}"));
    assert_eq!((reasons(&store), store.event_count()), (vec![Reason::TranscriptTooLong], 1));
}

#[test]
fn names_of_log_streams_count_as_what_is_held() {
    let answer = |stream: &str, message: &str| {
        let message = serde_json::to_string(message).expect("a text");
        format!("{{\"events\":[{{\"logStreamName\":\"{stream}\",\"timestamp\":0,\"message\":{message}}}]}}\n")
    };
    let name = "x".repeat(1 << 20);
    let most = MAX_TRANSCRIPT_BYTES / name.len();
    for (names, expected) in
        [(most - 2, vec![]), (most + 9, vec![Reason::TranscriptTooLong, Reason::NoKnownRecord])]
    {
        let events: String = (0..names).map(|number| answer(&format!("{name}{number}"), EVENT)).collect();
        assert_eq!(reasons(&read_one("a.json", events.clone())), [], "nothing is lost of {names} names");
        let transcript = answer(&name, "Script started on 2026-11-20\n$ ls\n");
        let store = read_one("a.json", events + &transcript);
        assert_eq!(reasons(&store), expected, "{names} names");
        let transcripts = u64::from(expected.is_empty());
        assert_eq!(store.event_count(), names as u64 + transcripts);
    }
}

#[test]
fn a_name_that_is_longer_than_any_session_id_is_none() {
    let suffix = "-0a1b2c3d4e5f67890";
    for len in [MAX_SESSION_ID_BYTES, MAX_SESSION_ID_BYTES + 1] {
        let id = "x".repeat(len - suffix.len()) + suffix;
        let store = read_one(&format!("{id}.log"), "Script started on 2026-11-20\n$ ls\n");
        let expected = if len > MAX_SESSION_ID_BYTES { "" } else { &id };
        assert_eq!((store.event_count(), store.text(TextField::Session, RowId(0))), (1, expected));
    }
}

#[test]
fn json_that_does_not_begin_within_what_is_looked_at_is_unknown() {
    for (before, events) in [(SNIFF_BYTES - 100, 1), (SNIFF_BYTES, 0)] {
        let store = read_one("a.txt", format!("{}\n{EVENT}\n", "x".repeat(before)));
        assert_eq!(store.event_count(), events, "{before}");
    }
}

#[test]
fn a_batch_is_handed_on_when_it_has_many_rows_or_much_text() {
    let filler = "x".repeat(1 << 10);
    let long = format!("{{\"x\":\"{filler}\",{}\n", &EVENT[1..]);
    for (line, most_rows) in
        [(EVENT.to_owned() + "\n", BATCH_ROWS), (long.clone(), BATCH_BYTES as usize / (long.len() - 1) + 1)]
    {
        let (mut batch, mut reader) = (Batch::default(), Reader::new("a.json"));
        let full = (1..=2 * most_rows).find(|_| {
            reader.push(line.as_bytes(), &mut batch);
            batch.is_full()
        });
        // The last line may be held back until it is known that it is whole.
        assert!(full.is_some_and(|rows| rows.abs_diff(most_rows) <= 1), "{full:?} of {most_rows}");
    }
}

#[test]
fn a_packed_zip_that_is_too_large_is_not_opened() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(b"PK\x03\x04").expect("to memory");
    let zeros = vec![0; 1 << 20];
    for _ in 0..MAX_INNER_ZIP_BYTES >> 20 {
        gzip.write_all(&zeros).expect("to memory");
    }
    let store = read_one("a.zip.gz", gzip.finish().expect("to memory"));
    assert_eq!(reasons(&store), [Reason::InnerZipTooLarge]);
}

/// A zip whose list names one and the same content so many times. The checksum is that of no content at all:
/// of any other each member is called damaged when it has been read.
fn zip_of_one_content(content: &[u8], count: usize) -> Vec<u8> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(content).expect("to memory");
    let packed = deflate.finish().expect("to memory");
    let sizes = [0, packed.len() as u32, content.len() as u32].map(u32::to_le_bytes).concat();
    let mut zip =
        [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\x21\0".as_slice(), &sizes, b"\x01\0\0\0a", &packed].concat();
    let start = zip.len();
    for number in 0..count {
        let name = format!("{number:07}");
        zip.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\x21\0");
        zip.extend_from_slice(&sizes);
        zip.extend_from_slice(b"\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        zip.extend_from_slice(name.as_bytes());
    }
    let len = (zip.len() - start) as u64;
    // The end record of zip64, its locator, and the end record: it has room for any number.
    let end = zip.len() as u64;
    let counts = [count as u64, count as u64, len, start as u64].map(u64::to_le_bytes).concat();
    zip.extend_from_slice(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
    zip.extend_from_slice(&counts);
    zip.extend_from_slice(b"PK\x06\x07\0\0\0\0");
    zip.extend_from_slice(&end.to_le_bytes());
    zip.extend_from_slice(
        b"\x01\0\0\0PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0",
    );
    zip
}

#[test]
fn members_that_share_their_bytes_share_the_limit() {
    let store = read_one("a.zip", zip_of_one_content(&vec![0; 100 << 20], 5));
    let inflated: u64 =
        store.inputs().iter().filter(|input| !input.is_archive()).map(|input| input.bytes_read).sum();
    assert_eq!(inflated, MAX_UNRATED_BYTES);
    let over = reasons(&store).into_iter().filter(|reason| *reason == Reason::TooMuchInflated).count();
    assert_eq!((over, store.counts().files), (3, 5), "what is cut, and what is not begun");
}

#[test]
fn a_zip_of_too_many_members_says_so() {
    let zip = zip_of_one_content(b"", MAX_MEMBERS + 1);
    assert_eq!(reasons(&read_one("a.zip", zip)), [Reason::TooManyMembers]);
}

#[test]
fn an_unknown_wrapper_says_what_it_hides_and_takes_bounded_memory() {
    let store =
        read_one("a.json", r#"{"next":"t","items":[{},{},[1,2]],"page":{"more":[1],"x":{"y":[1]}},"n":[]}"#);
    let [notice] = store.notices() else { panic!("{:?}", store.notices()) };
    assert_eq!(notice.reason, Reason::UnknownWrapper { values: 5 });
    assert_eq!(&*notice.detail, "next, items, page, n");
    // An object without lists hides nothing.
    assert_eq!(reasons(&read_one("a.json", r#"{"a":{"b":1}}"#)), [Reason::NoKnownRecord]);
    // Long keys, and many of them.
    let object = |number: usize| {
        let keys: Vec<String> =
            (0..20).map(|key| format!(r#""{number}{key}{}":[1]"#, "k".repeat(500))).collect();
        format!("{{{}}}\n", keys.join(","))
    };
    let store = read_one("a.json", (0..5_000).map(object).collect::<String>());
    let bytes: usize = store.notices().iter().map(|notice| notice.detail.len()).sum();
    assert_eq!(store.notices().len(), 5_000);
    assert!((MAX_NOTICE_DETAIL_BYTES / 2..=MAX_NOTICE_DETAIL_BYTES).contains(&bytes), "{bytes}");
}
