//! A search in the original text that is under way: which files it has still to go through, and how far it is.

use super::queue::{FileNo, WorkerNo};
use crate::model::text_searches::SearchNo;
use crate::source::limits::{BUNDLE_BYTES, BUNDLE_FILES};
use std::collections::{HashMap, VecDeque};

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchProgress {
    /// Bytes of files that it has gone through.
    pub done: u64,
    /// Bytes of all files.
    pub all: u64,
    /// Records in which it has found something.
    pub hits: u64,
}

/// A search that is under way.
pub struct SearchCourse {
    /// Its number.
    pub number: SearchNo,
    /// Files that no worker has, with their sizes.
    waiting: VecDeque<(FileNo, u64)>,
    /// What each worker has: bytes of its files, and how many of them it has gone through.
    under_way: HashMap<WorkerNo, (u64, u64)>,
    progress: SearchProgress,
}

impl SearchCourse {
    /// A search in files of these sizes.
    pub fn new(number: SearchNo, files: Vec<(FileNo, u64)>) -> SearchCourse {
        let all = files.iter().map(|(_, bytes)| bytes).sum();
        let progress = SearchProgress { all, ..SearchProgress::default() };
        SearchCourse { number, waiting: files.into(), under_way: HashMap::new(), progress }
    }

    /// The files that a worker is to go through next: one that is large, or several. None where all have been taken.
    pub fn take(&mut self, worker: WorkerNo) -> Vec<FileNo> {
        let (mut files, mut taken) = (Vec::new(), 0);
        while let Some((file, bytes)) = self.waiting.front().copied() {
            let is_full = files.len() == BUNDLE_FILES || taken + bytes > BUNDLE_BYTES;
            if is_full && !files.is_empty() {
                break;
            }
            self.waiting.pop_front();
            files.push(file);
            taken += bytes;
        }
        if !files.is_empty() {
            self.under_way.insert(worker, (taken, 0));
        }
        files
    }

    /// A worker has gone through more bytes of its files, and found something in so many more records.
    pub fn note(&mut self, worker: WorkerNo, bytes: u64, hits: u64) {
        if let Some((taken, gone_through)) = self.under_way.get_mut(&worker) {
            // A file may be larger than it was.
            let more = bytes.min(*taken - *gone_through);
            *gone_through += more;
            self.progress.done += more;
            self.progress.hits += hits;
        }
    }

    /// A worker is done with its files, or has ended.
    pub fn end(&mut self, worker: WorkerNo) {
        if let Some((taken, gone_through)) = self.under_way.remove(&worker) {
            self.progress.done += taken - gone_through;
        }
    }

    /// No more files are taken.
    pub fn stop(&mut self) {
        self.waiting.clear();
    }

    /// Whether nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.waiting.is_empty() && self.under_way.is_empty()
    }

    /// How far it is.
    pub fn progress(&self) -> SearchProgress {
        self.progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::queue::FileQueue;

    const ONE: WorkerNo = WorkerNo(1);
    const TWO: WorkerNo = WorkerNo(2);

    fn files(sizes: &[u64]) -> Vec<(FileNo, u64)> {
        let mut queue = FileQueue::default();
        sizes.iter().map(|bytes| (queue.add(&bytes.to_string()), *bytes)).collect()
    }

    #[test]
    fn small_files_are_taken_together_and_all_bytes_are_told_in_the_end() {
        let large = BUNDLE_BYTES + 1;
        let files = files(&[3, 4, large, 5]);
        let number = |index: usize| files[index].0;
        let mut course = SearchCourse::new(7, files.clone());
        assert_eq!(course.take(ONE), [number(0), number(1)]);
        assert_eq!(course.take(TWO), [number(2)]);
        course.note(TWO, large - 1, 2);
        course.note(ONE, 100, 1);
        assert_eq!(course.progress(), SearchProgress { done: 7 + large - 1, all: 12 + large, hits: 3 });
        course.end(ONE);
        assert_eq!(course.take(ONE), [number(3)]);
        assert_eq!(course.take(ONE), []);
        course.end(TWO);
        assert!(!course.is_over());
        course.end(ONE);
        assert!(course.is_over());
        assert_eq!(course.progress().done, course.progress().all);
    }

    #[test]
    fn a_search_that_is_stopped_waits_for_what_is_under_way() {
        let mut course = SearchCourse::new(1, files(&[BUNDLE_BYTES, BUNDLE_BYTES + 1]));
        course.take(ONE);
        course.stop();
        assert_eq!(course.take(TWO), []);
        assert!(!course.is_over());
        course.end(ONE);
        assert!(course.is_over());
    }
}
