//! What it costs to read zips of many members, in reads and bytes of the file: a browser takes a millisecond for a
//! read, however short.

mod support;

use sessionscope::container::zip::ReaderAt;
use sessionscope::model::Store;
use sessionscope::model::batch::Batch;
use sessionscope::reader::driver::{Driver, Step};
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::source::limits::{READ_AHEAD_FIRST_BYTES, READ_AHEAD_MOST_BYTES};
use std::cell::Cell;
use std::io;
use std::rc::Rc;
use support::packings::zip;

const MEMBERS: usize = 20_000;

/// A file in memory that counts how often it is read, and how many bytes.
#[derive(Clone)]
struct CountingReader {
    bytes: Rc<Vec<u8>>,
    reads: Rc<Cell<u64>>,
    read: Rc<Cell<u64>>,
}

impl ReaderAt for CountingReader {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let len = self.bytes.as_slice().read_at(buffer, offset)?;
        self.reads.set(self.reads.get() + 1);
        self.read.set(self.read.get() + len as u64);
        Ok(len)
    }
}

impl CountingReader {
    fn new(bytes: Vec<u8>) -> CountingReader {
        CountingReader { bytes: Rc::new(bytes), reads: Rc::default(), read: Rc::default() }
    }
}

fn event(number: usize) -> String {
    format!(
        "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{number},\"session_detail\":{{\"session_id\":\"s{number}\"}}}}\n"
    )
}

fn many_members() -> CountingReader {
    let members: Vec<(String, String)> =
        (0..MEMBERS).map(|n| (format!("2026/11/{n}.jsonl"), event(n))).collect();
    CountingReader::new(zip(&members
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect::<Vec<_>>()))
}

#[test]
fn a_zip_of_many_members_is_read_in_large_pieces_once() {
    let file = many_members();
    let len = file.bytes.len() as u64;
    let mut driver = Driver::open("all.zip", len, Some(Box::new(file.clone())), 0);
    let (mut store, mut batch) = (Store::default(), Batch::default());
    let (mut steps, mut read, mut costliest) = (0_u64, 0, 0);
    loop {
        match driver.step(&mut batch) {
            Step::Worked(work) => {
                steps += 1;
                read += work.read;
                costliest = costliest.max(work.cost);
            }
            Step::Done => break,
            other => panic!("{other:?}"),
        }
    }
    store.append(&batch);
    assert_eq!((store.counts().files, store.counts().events), (MEMBERS as u64, MEMBERS as u64));
    let reads = file.reads.get();
    assert!(reads <= len / READ_AHEAD_MOST_BYTES as u64 + 20, "{reads} reads of {len} bytes");
    let bytes = file.read.get();
    assert!(bytes <= len * 2 + (1 << 20), "{bytes} bytes read of {len}");
    // Between two steps whoever reads can stop.
    assert!(steps >= MEMBERS as u64 && costliest <= 1 << 20, "{steps} steps, the costliest of {costliest}");
    assert!(read <= len, "{read} bytes told of {len}");
}

#[test]
fn the_text_of_a_member_is_found_again_without_reading_the_others() {
    let file = many_members();
    let len = file.bytes.len() as u64;
    let mut member =
        MemberBytes::open(Box::new(file.clone()), len, "2026/11/777.jsonl").expect("it is there");
    let mut text = Vec::new();
    while member.step(&mut |bytes| text.extend_from_slice(bytes)) {}
    assert_eq!(String::from_utf8_lossy(&text), event(777));
    // The list of members stands at the end, and is read whole.
    let bytes = file.read.get();
    assert!(bytes <= len * 2 / 3 + 4 * READ_AHEAD_FIRST_BYTES as u64, "{bytes} bytes of {len}");
    assert!(MemberBytes::open(Box::new(file), len, "2026/11/nothing.jsonl").is_none());
}

#[test]
fn the_bytes_of_a_zip_are_told_once_however_it_is_read() {
    let members: Vec<(String, String)> =
        (0..50).map(|n| (format!("{n}.jsonl"), event(n).repeat(20))).collect();
    let parts: Vec<(&str, &[u8])> =
        members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let file = CountingReader::new(zip(&parts));
    let len = file.bytes.len() as u64;
    for access in [None, Some(Box::new(file.clone()) as Box<dyn ReaderAt>)] {
        let is_pushed = access.is_none();
        let mut driver = Driver::open("all.zip", len, access, 0);
        let (mut batch, mut given, mut told) = (Batch::default(), false, 0);
        loop {
            match driver.step(&mut batch) {
                Step::NeedsBytes if !given => {
                    driver.push(file.bytes.to_vec());
                    given = true;
                }
                Step::NeedsBytes => driver.end_of_bytes(None),
                Step::Worked(work) => told += work.read,
                Step::Done => break,
                Step::Unreadable => panic!("it is in memory"),
            }
        }
        assert_eq!(given, is_pushed);
        assert!(told > len / 2 && told <= len, "{told} bytes told of {len}, pushed: {is_pushed}");
    }
}
