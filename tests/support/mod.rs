//! What the tests share: reading given bytes into a store, as a whole or in scattered pieces, and
//! comparing summaries. It knows no format.
#![allow(dead_code)] // Each test program uses a part of it.

pub mod cases;
pub mod diff;
pub mod not_run;
pub mod packings;
pub mod random;
pub mod rules;
pub mod streams;
pub mod terminal;
pub mod thread_time;

use random::Random;
use serde_json::Value;
use sessionscope::audit::digests::wanted_contents;
use sessionscope::export::audit::write_audit;
use sessionscope::export::summary::write_summary;
use sessionscope::model::Store;
use sessionscope::model::audit_options::AuditOptions;
use sessionscope::model::batch::Batch;
use sessionscope::model::content_hash::ContentHashes;
use sessionscope::query::view::{DerivedData, ScopeSelection, View};
use sessionscope::reader::Reader;
use sessionscope::reader::driver::{Driver, Step};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::fmt;

/// One input: the path that the summary gives it, and its bytes.
#[derive(Clone)]
pub struct InputFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl InputFile {
    pub fn new(path: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
        InputFile { path: path.to_owned(), bytes: bytes.into() }
    }
}

impl fmt::Debug for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: b\"{}\"", self.path, self.bytes.escape_ascii())
    }
}

/// Reads everything at once, in the order given: a batch an input.
pub fn read_batches(given: &[InputFile]) -> Vec<Batch> {
    let read_input = |input: &InputFile| {
        let mut batch = Batch::default();
        let mut reader = Reader::new(&input.path);
        reader.push(&input.bytes, &mut batch);
        reader.finish_all(&mut batch);
        batch
    };
    given.iter().map(read_input).collect()
}

/// Passes over a file as a worker does, which is given so many bytes at a time; hands on what comes of each step.
pub fn pass(file: &InputFile, batch: &mut Batch, chunk: usize, mut on_step: impl FnMut(&mut Batch)) {
    let access = Box::new(file.bytes.clone());
    let mut driver = Driver::open(&file.path, file.bytes.len() as u64, Some(access), 0);
    let mut chunks = file.bytes.chunks(chunk);
    loop {
        let step = driver.step(batch);
        on_step(batch);
        match step {
            Step::NeedsBytes => match chunks.next() {
                Some(bytes) => driver.push(bytes.to_vec()),
                None => driver.end_of_bytes(None),
            },
            Step::Worked(_) => {}
            Step::Unreadable => panic!("what is in memory can be read"),
            Step::Done => return,
        }
    }
}

/// Reads everything at once, in the order given.
pub fn read(given: &[InputFile]) -> Store {
    let mut store = Store::default();
    read_batches(given).iter().for_each(|batch| store.append(batch));
    set_hashes(&mut store, given);
    set_contents(&mut store, given, usize::MAX);
    store
}

/// Reads one input whose path does not matter.
pub fn read_bytes(bytes: &[u8]) -> Store {
    read(&[InputFile::new("a", bytes)])
}

/// Reads as several workers do: each takes the next input, pushes pieces of `chunk` bytes, and hands
/// over its batch whenever chance wants. All batches go through the form in which they are sent
/// between workers; those of one come in their order, and among those of others as chance wants.
pub fn read_scattered(given: &[InputFile], chunk: usize, workers: usize, random: &mut Random) -> Store {
    let mut order: Vec<&InputFile> = given.iter().collect();
    random.shuffle(&mut order);
    let mut of_workers: Vec<VecDeque<Vec<u8>>> = Vec::new();
    for worker in 0..workers {
        let (mut batch, mut sent) = (Batch::default(), VecDeque::new());
        let hand_over = |batch: &mut Batch, sent: &mut VecDeque<Vec<u8>>| {
            let full = std::mem::take(batch);
            sent.push_back(postcard::to_stdvec(&full).expect("a batch can always be written"));
        };
        for input in order.iter().skip(worker).step_by(workers) {
            let mut reader = Reader::new(&input.path);
            for piece in input.bytes.chunks(chunk) {
                reader.push(piece, &mut batch);
                // About ten batches an input, so that small pieces do not make a batch a byte.
                if random.below(1 + input.bytes.len() / chunk / 10) == 0 {
                    hand_over(&mut batch, &mut sent);
                }
            }
            reader.finish_all(&mut batch);
            if random.below(2) == 0 {
                hand_over(&mut batch, &mut sent);
            }
        }
        hand_over(&mut batch, &mut sent);
        of_workers.push(sent);
    }
    let mut store = Store::default();
    while !of_workers.is_empty() {
        let worker = random.below(of_workers.len());
        match of_workers[worker].pop_front() {
            Some(bytes) => store.append(&postcard::from_bytes(&bytes).expect("it was written by this test")),
            None => drop(of_workers.remove(worker)),
        }
    }
    set_hashes(&mut store, given);
    set_contents(&mut store, given, chunk);
    store
}

fn set_hashes(store: &mut Store, given: &[InputFile]) {
    for input in given {
        store.set_sha256(&input.path, &sha256(&input.bytes));
    }
}

/// Hashes the contents that an audit wants, in one more pass over the inputs, in pieces of `chunk` bytes.
fn set_contents(store: &mut Store, given: &[InputFile], chunk: usize) {
    let wanted: Vec<String> = wanted_contents(store).map(str::to_owned).collect();
    if wanted.is_empty() {
        return;
    }
    let contents = Some(Box::new(ContentHashes::of(wanted)));
    let mut batch = Batch { contents, ..Batch::default() };
    for input in given {
        let mut reader = Reader::new(&input.path);
        input.bytes.chunks(chunk).for_each(|piece| reader.push(piece, &mut batch));
        reader.finish_all(&mut batch);
    }
    let found = batch.contents.expect("they were asked for").found;
    found.iter().for_each(|(path, content)| store.set_content(path, *content));
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Looks at everything in a store.
pub fn with_everything<T>(store: &Store, look: impl FnOnce(&View<'_>) -> T) -> T {
    let derived = DerivedData::of(store);
    let selected = ScopeSelection::everything(store, &derived);
    look(&derived.view(store, &selected))
}

/// The summary of a store without the wording of its notices, which is not fixed.
pub fn summary(store: &Store) -> Value {
    let mut text = Vec::new();
    with_everything(store, |view| write_summary(view, &mut text)).expect("to memory");
    without_messages(serde_json::from_slice(&text).expect("the summary is JSON"))
}

/// The audit of a store, as it is written.
pub fn audit_text(store: &Store) -> String {
    audit_text_with(store, AuditOptions::default())
}

/// The same with what is asked for beside.
pub fn audit_text_with(store: &Store, options: AuditOptions) -> String {
    let mut text = Vec::new();
    with_everything(store, |view| write_audit(view, options, &mut text)).expect("to memory");
    String::from_utf8(text).expect("UTF-8")
}

pub fn without_messages(mut summary: Value) -> Value {
    for notice in summary["notices"].as_array_mut().into_iter().flatten() {
        notice["message"] = Value::String(String::new());
    }
    summary
}
