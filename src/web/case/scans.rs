//! What the case knows of a pass over all files.

use sessionscope::search::Needle;
use sessionscope::state::queue::{FileNo, WorkerNo};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

/// How far a pass is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScanProgress {
    /// Bytes of files that were read.
    pub done: u64,
    /// Bytes of all files.
    pub all: u64,
    /// Events that were found.
    pub found: u64,
}

/// How a pass has ended.
pub struct ScanEnd {
    /// Whether it was ended before it was through.
    pub is_cancelled: bool,
    /// Paths of files that could not be read to their ends.
    pub unread: Vec<String>,
}

/// The pass that is under way, if one is.
#[derive(Default)]
pub struct Scans {
    pub current: RefCell<Option<Scan>>,
    pub next_ticket: Cell<u32>,
}

/// The pass that is under way.
pub struct Scan {
    pub search: u32,
    pub needle: Needle,
    pub waiting: VecDeque<Vec<FileNo>>,
    /// Bundles that workers have, by ticket.
    pub jobs: HashMap<u32, ScanJob>,
    pub progress: ScanProgress,
    pub unread: Vec<String>,
    pub tell: Box<dyn Fn(ScanProgress)>,
    pub then: Box<dyn FnOnce(ScanEnd)>,
}

/// A bundle of files that a worker has.
pub struct ScanJob {
    pub worker: WorkerNo,
    pub files: Vec<FileNo>,
    /// Bytes of its files that are not counted yet.
    pub left: u64,
}
