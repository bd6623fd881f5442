//! What the case knows of passes over its files, of which one comes after the other.

use sessionscope::audit::sigma::RuleSource;
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

/// The pass that is under way, if one is, and those that come after it.
#[derive(Default)]
pub struct Scans {
    pub current: RefCell<Option<Scan>>,
    pub next: RefCell<VecDeque<Scan>>,
    pub next_ticket: Cell<u32>,
    /// How far the hashing of contents is.
    pub contents: Cell<ContentStage>,
}

/// How far the hashing of contents is, from the question which are wanted until it is said that all is done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ContentStage {
    /// Nothing is asked.
    #[default]
    Idle,
    /// It is under way.
    UnderWay,
    /// It is under way, and files have come meanwhile: it is to be asked for once more.
    Again,
}

/// What files are passed over for.
pub enum ScanAim {
    /// A search in the original text: its number, and what is searched for.
    Search(u32, Needle),
    /// What contents hash to: the paths of those that are wanted, by the file that they are in.
    Contents(HashMap<FileNo, Vec<String>>),
    /// A run of rules: its number, and the rules.
    Rules(u32, Vec<RuleSource>),
}

impl ScanAim {
    /// Whether it is a search.
    pub fn is_search(&self) -> bool {
        matches!(self, ScanAim::Search(..))
    }

    /// Whether it is for what contents hash to.
    pub fn is_contents(&self) -> bool {
        matches!(self, ScanAim::Contents(_))
    }

    /// Whether it is a run of rules.
    pub fn is_rules(&self) -> bool {
        matches!(self, ScanAim::Rules(..))
    }
}

/// A pass over files.
pub struct Scan {
    pub aim: ScanAim,
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
