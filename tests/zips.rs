//! What it costs to read zips of many members, in reads and bytes of the file: a browser takes a millisecond for a
//! read, however short. And what is told of members that are not read whole.

mod support;

use sessionscope::container::zip::ReaderAt;
use sessionscope::model::batch::Batch;
use sessionscope::model::{Reason, Store};
use sessionscope::reader::driver::{Driver, Step};
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::source::limits::{READ_AHEAD_FIRST_BYTES, READ_AHEAD_MOST_BYTES, STEP_BYTES};
use std::cell::Cell;
use std::io;
use std::rc::Rc;
use support::packings::zip;
use support::{InputFile, read};

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

/// A large file that begins like a zip and is none.
struct Zeros;

const ZEROS_LEN: u64 = 300 << 20;

impl ReaderAt for Zeros {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let head = b"PK\x03\x04";
        let len = buffer.len().min((ZEROS_LEN - offset.min(ZEROS_LEN)) as usize);
        for (at, byte) in (offset..).zip(&mut buffer[..len]) {
            *byte = head.get(at as usize).copied().unwrap_or_default();
        }
        Ok(len)
    }
}

#[test]
fn a_large_zip_that_cannot_be_opened_is_called_damaged_and_not_held() {
    let mut driver = Driver::open("all.zip", ZEROS_LEN, Some(Box::new(Zeros)), 0);
    let (mut store, mut batch, mut at) = (Store::default(), Batch::default(), 0);
    loop {
        match driver.step(&mut batch) {
            Step::NeedsBytes if at < ZEROS_LEN => {
                let mut piece = vec![0; STEP_BYTES as usize];
                Zeros.read_exact_at(&mut piece, at).expect("they are there");
                at += piece.len() as u64;
                driver.push(piece);
            }
            Step::NeedsBytes => driver.end_of_bytes(None),
            Step::Done => break,
            _ => {}
        }
    }
    store.append(&batch);
    let input = &store.inputs()[0];
    let end = input.end.as_ref().expect("it was read");
    assert_eq!((end.bytes, end.containers.as_slice()), (ZEROS_LEN, &["zip".to_owned()][..]));
    let reasons: Vec<Reason> = store.notices().iter().map(|notice| notice.reason).collect();
    assert_eq!(reasons, [Reason::DamagedZip]);
}

/// Path and reason of each notice about a zip, and how many events it has.
fn told_of(zip: Vec<u8>) -> (Vec<(String, Reason)>, u64) {
    let store = read(&[InputFile::new("a.zip", zip)]);
    let path = |input: u32| store.inputs()[input as usize].path.clone();
    let told = store.notices().iter().map(|notice| (path(notice.input), notice.reason)).collect();
    (told, store.event_count())
}

fn told(path: &str, reason: Reason) -> Vec<(String, Reason)> {
    vec![(path.to_owned(), reason)]
}

/// That the name is unsafe, and what else is told of the member that has it.
fn told_of_unsafe(reason: Reason) -> Vec<(String, Reason)> {
    [told("a.zip/../x.jsonl", Reason::UnsafeName), told("a.zip/../x.jsonl", reason)].concat()
}

#[test]
fn that_a_member_is_not_read_is_told_beside_its_strange_name() {
    let name = "../x.jsonl";
    let (first, second) = (event(1), event(2));
    let zip = zip(&[(name, first.as_bytes()), (name, second.as_bytes())]);
    assert_eq!(told_of(zip), (told_of_unsafe(Reason::RepeatedName), 1));
}

#[test]
fn damage_is_told_beside_a_strange_name() {
    let text = event(1);
    let mut zip = zip(&[("../x.jsonl", text.as_bytes())]);
    assert_eq!(told_of(zip.clone()), (told("a.zip/../x.jsonl", Reason::UnsafeName), 1));
    let at = zip.windows(text.len()).position(|part| part == text.as_bytes()).expect("it is stored as it is");
    // The checksum is not that of another session.
    zip[at + text.len() - 6] = b'!';
    assert_eq!(told_of(zip), (told_of_unsafe(Reason::DamagedZip), 1));
}

/// Says of all members that they are encrypted, in their list.
fn encrypted(mut zip: Vec<u8>) -> Vec<u8> {
    let entries: Vec<usize> =
        zip.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02").map(|(at, _)| at).collect();
    entries.into_iter().for_each(|at| zip[at + 8] |= 1);
    zip
}

#[test]
fn that_a_member_is_encrypted_is_told_and_a_folder_is_still_none() {
    let text = event(1);
    let packed = encrypted(zip(&[("folder/", b""), ("a.jsonl", text.as_bytes())]));
    assert_eq!(told_of(packed), (told("a.zip/a.jsonl", Reason::EncryptedMember), 0));
    let mut folder = encrypted(zip(&[("folder/", &[0; 12]), ("a", b"")]));
    // What is encrypted has a header of twelve bytes before what it holds, which is nothing here.
    let list = folder.windows(4).position(|four| four == b"PK\x01\x02").expect("a list");
    folder[list + 24..list + 28].fill(0);
    assert_eq!(told_of(folder), (told("a.zip/a", Reason::EncryptedMember), 0));
}

#[test]
fn what_is_in_a_member_is_read_though_its_name_is_that_of_a_folder() {
    let (text, other) = (event(1), event(2));
    let zip =
        zip(&[("folder/", b""), ("hidden.jsonl/", text.as_bytes()), ("folder/b.jsonl", other.as_bytes())]);
    let store = read(&[InputFile::new("a.zip", zip.clone())]);
    let paths: Vec<&str> = store.inputs().iter().map(|input| input.path.as_str()).collect();
    assert_eq!(paths, ["a.zip", "a.zip/hidden.jsonl/", "a.zip/folder/b.jsonl"]);
    assert_eq!(store.event_count(), 2);
    let mut member =
        MemberBytes::open(Box::new(zip.clone()), zip.len() as u64, "hidden.jsonl/").expect("it is there");
    let mut found = Vec::new();
    while member.step(&mut |bytes| found.extend_from_slice(bytes)) {}
    assert_eq!(String::from_utf8_lossy(&found), text);
}
