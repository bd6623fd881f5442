//! What the targets share.

use sessionscope::export::summary::write_summary;
use sessionscope::model::batch::Batch;
use sessionscope::model::Store;
use sessionscope::query::view::{DerivedData, ScopeSelection};
use sessionscope::reader::Reader;

/// Names by which a file may be taken for something.
pub const NAMES: [&str; 6] = [
    "logs/a.json",
    "a-0123456789abcdef0.log",
    "jane-wzleysigzmbd6fmkefjqvt5w4u.log.gz",
    "jane-wzleysigzmbd6fmkefjqvt5w4u/000000.gz",
    "_workspaces_secure_browser.tmp",
    "table.csv",
];

/// Reads bytes as a file, whole and in pieces: both give the same summary, and nothing is lost.
pub fn check(name: &str, bytes: &[u8], chunk: usize) {
    let whole = read(name, bytes, bytes.len().max(1));
    let pieces = read(name, bytes, chunk);
    let counts = whole.counts();
    assert_eq!(counts.records, counts.events + counts.duplicates + counts.rejected + counts.skipped);
    let rejections = whole.notices().iter().filter(|notice| notice.reason.kind().is_rejection()).count();
    assert_eq!(counts.rejected, rejections as u64);
    let (whole, pieces) = (summary(&whole), summary(&pieces));
    for (one, other) in whole.lines().zip(pieces.lines()) {
        assert_eq!(one, other, "whole and in pieces of {chunk}");
    }
    assert_eq!(whole.len(), pieces.len(), "whole and in pieces of {chunk}");
}

fn read(name: &str, bytes: &[u8], chunk: usize) -> Store {
    let mut batch = Batch::default();
    let mut reader = Reader::new(name);
    for piece in bytes.chunks(chunk) {
        reader.push(piece, &mut batch);
    }
    reader.finish_all(&mut batch);
    let mut store = Store::default();
    store.append(&batch);
    store
}

fn summary(store: &Store) -> String {
    let mut out = Vec::new();
    let derived = DerivedData::of(store);
    let selected = ScopeSelection::everything(store, &derived);
    write_summary(&derived.view(store, &selected), &mut out).expect("to memory");
    String::from_utf8(out).expect("text")
}
