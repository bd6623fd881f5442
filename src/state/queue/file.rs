//! A file of the queue, and what becomes of it.

use crate::model::batch::EndReason;
use serde::{Deserialize, Serialize};

/// Number of a file, in the order in which files were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileNo(pub(super) u32);

impl FileNo {
    /// The index of the file in a list of all files.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Number of a worker, in the order in which workers were started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkerNo(pub u32);

/// Why a file was not read, or not hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopReason {
    /// The user cancelled.
    Cancelled,
    /// There is no memory for more.
    OutOfMemory,
    /// The browser cannot read it: it was moved or changed after it had been given.
    Changed,
    /// The worker that had it has ended.
    Lost,
}

impl StopReason {
    /// What the store says of an input that was not read whole for this reason.
    pub const fn ended(self) -> EndReason {
        match self {
            StopReason::Cancelled | StopReason::Lost => EndReason::Cancelled,
            StopReason::OutOfMemory => EndReason::OutOfMemory,
            StopReason::Changed => EndReason::Changed,
        }
    }
}

/// What came of reading a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was read whole.
    Whole {
        /// What it hashes to, in lower-case hexadecimal, where it was hashed while it was read.
        sha256: Option<String>,
        /// Whether it is an archive: its members are inputs, and have their hashes.
        is_archive: bool,
    },
    /// It was not read to its end.
    Stopped(StopReason),
    /// It was not begun.
    Unbegun(StopReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadState {
    Waiting,
    UnderWay(WorkerNo),
    Whole,
    Stopped(StopReason),
    Undecided,
    Same,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HashState {
    /// It is known, or is not wanted.
    Done,
    Waiting,
    UnderWay(WorkerNo),
    Stopped(StopReason),
}

/// A file in the queue.
#[derive(Debug)]
pub(super) struct QueuedFile {
    /// The path with which it was given.
    pub given_path: String,
    /// The path that it has in the summary. Of another file of the same path it is another one.
    pub path: String,
    pub bytes: Option<u64>,
    pub bytes_read: u64,
    /// Readings of it that were begun.
    pub attempts: u32,
    pub reading: ReadState,
    pub hashing: HashState,
    pub sha256: Option<String>,
    /// How many workers have ended while they hashed it.
    pub hashers_lost: u32,
}

impl QueuedFile {
    /// One of which nothing is known but the path with which it was given.
    pub(super) fn new(given_path: &str) -> QueuedFile {
        QueuedFile {
            given_path: given_path.to_owned(),
            path: String::new(),
            bytes: None,
            bytes_read: 0,
            attempts: 0,
            reading: ReadState::Undecided,
            hashing: HashState::Done,
            sha256: None,
            hashers_lost: 0,
        }
    }

    /// Whether it was cancelled, or lost with its worker.
    pub(super) fn can_resume(&self) -> bool {
        let can = |why| matches!(why, StopReason::Cancelled | StopReason::Lost);
        matches!(self.reading, ReadState::Stopped(why) if can(why))
            || matches!(self.hashing, HashState::Stopped(why) if can(why))
    }

    /// Whether the browser cannot read it any more.
    pub(super) fn has_changed(&self) -> bool {
        self.hashing == HashState::Stopped(StopReason::Changed)
            || self.reading == ReadState::Stopped(StopReason::Changed)
    }
}
