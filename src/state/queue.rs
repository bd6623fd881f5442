//! The queue of files: which are to be read, which are to be hashed, and what has become of each.
//!
//! ```text
//!   add ─▶ Waiting ─▶ UnderWay ─▶ Whole ─▶ (hashed, where that was not done while it was read)
//!     │                   └─▶ Stopped: cancelled, no memory, changed, lost with its worker ─▶ Waiting, when it is
//!     │                                                                          given again or work is resumed
//!     └▶ Undecided: a file of this path was given before. Once both are hashed it is
//!        the Same, and read once, or another one, and read under a path of its own.
//! ```

mod all_files;
mod file;
mod identity;
mod shortcomings;

pub use file::{FileNo, Outcome, StopReason, WorkerNo};
pub use shortcomings::Shortcomings;

use super::progress::{Phase, Progress};
use crate::source::limits::{BUNDLE_BYTES, BUNDLE_FILES, LARGE_FILE_BYTES};
use file::{HashState, QueuedFile, ReadState};
use std::collections::{HashMap, VecDeque};

/// All files that were given.
#[derive(Debug, Default)]
pub struct FileQueue {
    files: Vec<QueuedFile>,
    /// Files by the path with which they were given, those that are the same as one before left out.
    by_given_path: HashMap<String, Vec<FileNo>>,
    /// Files by the path that they have in the summary.
    by_path: HashMap<String, FileNo>,
    to_read: VecDeque<FileNo>,
    to_hash: VecDeque<FileNo>,
    /// How many files are being read, and hashed.
    under_way: (usize, usize),
    progress: Progress,
}

impl FileQueue {
    /// Adds a file, to be read, or to be compared with those of its path that were given before; of these, what was
    /// not finished is done now.
    pub fn add(&mut self, given_path: &str) -> FileNo {
        let file = FileNo(self.files.len() as u32);
        self.files.push(QueuedFile::new(given_path));
        let twins = self.by_given_path.entry(given_path.to_owned()).or_default();
        let before = twins.clone();
        twins.push(file);
        if before.is_empty() {
            self.accept(file);
        } else {
            before.into_iter().for_each(|twin| self.resume_one(twin));
            self.want_hash(file);
            self.settle(file);
        }
        file
    }

    /// Notes a file that was seen and cannot be had at all, unless that is known.
    pub fn add_unreadable(&mut self, given_path: &str) -> FileNo {
        let is_known = |twin: &FileNo| self.file(*twin).reading == ReadState::Stopped(StopReason::Changed);
        let twins = self.by_given_path.get(given_path).into_iter().flatten();
        if let Some(known) = twins.copied().find(is_known) {
            return known;
        }
        let file = self.add(given_path);
        self.to_read.retain(|waiting| *waiting != file);
        self.forget_hash(file);
        if self.file(file).path.is_empty() {
            self.name(file);
        }
        self.set_reading(file, ReadState::Stopped(StopReason::Changed));
        file
    }

    /// Sets how large a file is; whether that was not known.
    pub fn measure(&mut self, file: FileNo, bytes: u64) -> bool {
        let is_new = self.file(file).bytes.is_none();
        if is_new {
            self.file_mut(file).bytes = Some(bytes);
            if !self.file(file).path.is_empty() {
                self.progress.sized_files += 1;
                self.progress.sized_bytes += bytes;
            }
            self.settle(file);
        }
        is_new
    }

    /// Size of a file in bytes, once it is known.
    pub fn bytes(&self, file: FileNo) -> Option<u64> {
        self.file(file).bytes
    }

    /// The path of a file in the summary.
    pub fn path(&self, file: FileNo) -> &str {
        &self.file(file).path
    }

    /// The file of this path in the summary.
    pub fn file_at(&self, path: &str) -> Option<FileNo> {
        self.by_path.get(path).copied()
    }

    /// The file that an input is, or that it is a member of: of `a/b.zip/c`, `a/b.zip`.
    pub fn file_of_input(&self, path: &str) -> Option<FileNo> {
        let cuts = path.match_indices('/').map(|(at, _)| at);
        let mut files =
            std::iter::once(path.len()).chain(cuts.rev()).filter_map(|end| self.file_at(&path[..end]));
        files.next()
    }

    /// Whether a file was given with this path.
    pub fn knows(&self, given_path: &str) -> bool {
        self.by_given_path.contains_key(given_path)
    }

    /// Those of the first files that wait, at most so many, whose size is not known.
    pub fn unmeasured(&self, most: usize) -> Vec<FileNo> {
        let waiting = self.to_read.iter().take(most).chain(self.to_hash.iter().take(most)).copied();
        waiting.filter(|file| self.bytes(*file).is_none()).collect()
    }

    /// Files for a worker to read: many small ones, or one large one.
    pub fn take_to_read(&mut self, worker: WorkerNo) -> Vec<FileNo> {
        let bundle = self.bundle(&self.to_read);
        for file in &bundle {
            self.to_read.pop_front();
            self.set_reading(*file, ReadState::UnderWay(worker));
        }
        bundle
    }

    /// Files for a worker to hash, likewise.
    pub fn take_to_hash(&mut self, worker: WorkerNo) -> Vec<FileNo> {
        let bundle = self.bundle(&self.to_hash);
        for file in &bundle {
            self.to_hash.pop_front();
            self.set_hashing(*file, HashState::UnderWay(worker));
        }
        bundle
    }

    fn bundle(&self, queue: &VecDeque<FileNo>) -> Vec<FileNo> {
        let (mut bundle, mut bytes) = (Vec::new(), 0);
        let usual = self.progress.mean_bytes().max(BUNDLE_BYTES / 64);
        for number in queue {
            let file = self.file(*number);
            let size = file.bytes.unwrap_or(usual);
            // What has ended a worker once is tried by itself.
            let is_alone = file.attempts > 0 || file.hashers_lost > 0 || size >= BUNDLE_BYTES;
            if bytes >= BUNDLE_BYTES || bundle.len() == BUNDLE_FILES || (is_alone && !bundle.is_empty()) {
                break;
            }
            bundle.push(*number);
            bytes += size;
            if is_alone {
                break;
            }
        }
        bundle
    }

    /// How many bundles a worker may have at once, with the next one: while one waits for the engine, the next is
    /// being read. Nothing where none waits to be read.
    pub fn readings_at_once(&self) -> Option<u32> {
        let next = self.file(*self.to_read.front()?);
        Some(if next.bytes.is_some_and(|bytes| bytes >= LARGE_FILE_BYTES) { 1 } else { 2 })
    }

    /// Puts a file back that a worker was to read, or to hash.
    pub fn put_back(&mut self, file: FileNo) {
        if let ReadState::UnderWay(_) = self.file(file).reading {
            self.set_reading(file, ReadState::Waiting);
            self.to_read.push_front(file);
        } else if let HashState::UnderWay(_) = self.file(file).hashing {
            self.set_hashing(file, HashState::Waiting);
            self.to_hash.push_front(file);
        }
    }

    /// Begins to read a file; which reading of it that is, counted from 0.
    pub fn begin_reading(&mut self, file: FileNo) -> u32 {
        let file = &mut self.files[file.index()];
        self.progress.begun += u64::from(file.attempts == 0);
        self.progress.bytes_read -= std::mem::take(&mut file.bytes_read);
        file.attempts += 1;
        file.attempts - 1
    }

    /// Notes that so many more bytes of a file were read.
    pub fn note_read(&mut self, file: FileNo, bytes: u64) {
        self.file_mut(file).bytes_read += bytes;
        self.progress.bytes_read += bytes;
    }

    /// Ends the reading of a file. Where there was no memory for it, there is none for what waits.
    pub fn end_reading(&mut self, number: FileNo, outcome: Outcome) {
        if let Outcome::Stopped(why @ StopReason::OutOfMemory)
        | Outcome::Unbegun(why @ StopReason::OutOfMemory) = outcome
        {
            self.stop(why);
        }
        match outcome {
            Outcome::Stopped(why) => self.set_reading(number, ReadState::Stopped(why)),
            Outcome::Unbegun(why) => {
                self.set_reading(number, ReadState::Stopped(why));
                let file = self.file_mut(number);
                file.attempts -= 1;
                let was_new = file.attempts == 0;
                self.progress.begun -= u64::from(was_new);
            }
            Outcome::Whole { sha256, is_archive } => {
                self.set_reading(number, ReadState::Whole);
                self.progress.done += 1;
                let file = &mut self.files[number.index()];
                file.sha256 = sha256.or(file.sha256.take());
                let wants_hash = file.sha256.is_none() && !is_archive;
                let unread = file.bytes.unwrap_or_default().saturating_sub(file.bytes_read);
                self.note_read(number, unread);
                if wants_hash {
                    self.want_hash(number);
                }
            }
        }
        self.settle(number);
    }

    /// Ends the hashing of a file; nothing where it cannot be read.
    pub fn end_hashing(&mut self, file: FileNo, sha256: Option<String>) {
        self.progress.hashed += 1;
        let is_hashed = sha256.is_some();
        self.set_hashing(
            file,
            if is_hashed { HashState::Done } else { HashState::Stopped(StopReason::Changed) },
        );
        self.file_mut(file).sha256 = sha256;
        self.settle(file);
    }

    /// What a file hashes to, once it is known.
    pub fn sha256(&self, file: FileNo) -> Option<&str> {
        self.file(file).sha256.as_deref()
    }

    /// Gives up what a worker has, which has ended or was ended. What it was hashing is hashed by another one, once.
    pub fn lose(&mut self, worker: WorkerNo, why: StopReason) {
        for number in (0..self.files.len() as u32).map(FileNo) {
            if self.file(number).reading == ReadState::UnderWay(worker) {
                self.set_reading(number, ReadState::Stopped(why));
            }
            if self.file(number).hashing != HashState::UnderWay(worker) {
                continue;
            }
            let losses = &mut self.file_mut(number).hashers_lost;
            *losses += u32::from(why == StopReason::Lost);
            if why == StopReason::Lost && *losses == 1 {
                self.set_hashing(number, HashState::Waiting);
                self.to_hash.push_back(number);
            } else {
                self.set_hashing(number, HashState::Stopped(why));
                self.progress.to_hash -= 1;
            }
        }
    }

    /// Stops what has not been begun. Where there is no memory for more, files can still be hashed.
    pub fn stop(&mut self, why: StopReason) {
        for file in std::mem::take(&mut self.to_read) {
            self.set_reading(file, ReadState::Stopped(why));
        }
        if why != StopReason::OutOfMemory {
            for file in std::mem::take(&mut self.to_hash) {
                self.set_hashing(file, HashState::Stopped(why));
                self.progress.to_hash -= 1;
            }
        }
    }

    /// Does anew what was cancelled, or was lost with its worker.
    pub fn resume(&mut self) {
        for number in (0..self.files.len() as u32).map(FileNo) {
            if self.file(number).can_resume() {
                self.resume_one(number);
            }
        }
    }

    /// Whether [`FileQueue::resume`] would find anything.
    pub fn can_resume(&self) -> bool {
        self.files.iter().any(QueuedFile::can_resume)
    }

    fn resume_one(&mut self, number: FileNo) {
        if let ReadState::Stopped(_) = self.file(number).reading {
            self.set_reading(number, ReadState::Waiting);
            self.to_read.push_back(number);
        }
        if let HashState::Stopped(_) = self.file(number).hashing {
            self.want_hash(number);
        }
    }

    fn want_hash(&mut self, file: FileNo) {
        self.set_hashing(file, HashState::Waiting);
        self.to_hash.push_back(file);
        self.progress.to_hash += 1;
    }

    /// A hash that waits is not needed any more.
    fn forget_hash(&mut self, file: FileNo) {
        if self.file(file).hashing == HashState::Waiting {
            self.to_hash.retain(|waiting| *waiting != file);
            self.progress.to_hash -= 1;
        }
        self.set_hashing(file, HashState::Done);
    }

    /// Whether everything was read, as far as it will be; files may be hashed still.
    pub fn is_all_read(&self) -> bool {
        self.to_read.is_empty() && self.under_way.0 == 0
    }

    /// Whether anything waits or is under way.
    pub fn is_busy(&self) -> bool {
        !self.is_all_read() || !self.to_hash.is_empty() || self.under_way.1 > 0
    }

    /// How many files wait to be hashed.
    pub fn waiting_to_be_hashed(&self) -> usize {
        self.to_hash.len()
    }

    /// How far the case is.
    pub fn phase(&self) -> Phase {
        match () {
            () if self.files.is_empty() => Phase::Empty,
            () if self.is_busy() => Phase::Reading,
            () if self.shortcomings().is_whole() => Phase::Ready,
            () => Phase::Partial,
        }
    }

    /// How much there is, and how much of it is done.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Begins to count anew how many files are hashed.
    pub fn begin_work(&mut self) {
        (self.progress.to_hash, self.progress.hashed) = (self.to_hash.len() as u64, 0);
    }

    fn set_reading(&mut self, file: FileNo, reading: ReadState) {
        let is_under_way = |reading| usize::from(matches!(reading, ReadState::UnderWay(_)));
        let before = std::mem::replace(&mut self.file_mut(file).reading, reading);
        self.under_way.0 = self.under_way.0 + is_under_way(reading) - is_under_way(before);
    }

    fn set_hashing(&mut self, file: FileNo, hashing: HashState) {
        let is_under_way = |hashing| usize::from(matches!(hashing, HashState::UnderWay(_)));
        let before = std::mem::replace(&mut self.file_mut(file).hashing, hashing);
        self.under_way.1 = self.under_way.1 + is_under_way(hashing) - is_under_way(before);
    }

    fn file(&self, file: FileNo) -> &QueuedFile {
        &self.files[file.index()]
    }

    fn file_mut(&mut self, file: FileNo) -> &mut QueuedFile {
        &mut self.files[file.index()]
    }
}

#[cfg(test)]
mod tests;
