//! How far the case is, how much has been read, and what follows from that.

use std::time::Duration;

/// How far the case is (`data-case`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // Each is what its name says.
pub enum Phase {
    #[default]
    Empty,
    Reading,
    Ready,
    Partial,
}

impl Phase {
    /// The value of `data-case`.
    pub const fn id(self) -> &'static str {
        match self {
            Phase::Empty => "empty",
            Phase::Reading => "reading",
            Phase::Ready => "ready",
            Phase::Partial => "partial",
        }
    }
}

/// How many files and bytes there are, and how many of them are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files in all.
    pub files: u64,
    /// Files that were begun.
    pub begun: u64,
    /// Files that were read whole.
    pub done: u64,
    /// Files whose size is known, and their total size.
    pub sized_files: u64,
    /// See `sized_files`.
    pub sized_bytes: u64,
    /// Bytes that were read.
    pub bytes_read: u64,
    /// Files that are hashed by themselves since work began, or are still to be, as far as that is known.
    pub to_hash: u64,
    /// How many of them are done.
    pub hashed: u64,
}

/// After how many seconds the speed is steady enough to say how long the rest takes.
const STEADY_SECONDS: f64 = 2.0;

/// Once a sixteenth of the memory is taken, it can be told how much all files will take.
const FORESEEING_SHARE: u64 = 16;

impl Progress {
    /// Whether the total size is a guess: the sizes of many files are not asked.
    pub fn is_guess(&self) -> bool {
        self.sized_files < self.files
    }

    /// Size of a file in bytes on average, as far as that is known.
    pub fn mean_bytes(&self) -> u64 {
        self.sized_bytes / self.sized_files.max(1)
    }

    /// Bytes in all; files of unknown size are taken to be like the others.
    pub fn bytes(&self) -> u64 {
        let guessed = self.sized_bytes as f64 * self.files as f64 / self.sized_files.max(1) as f64;
        if self.is_guess() { guessed as u64 } else { self.sized_bytes }
    }

    /// Bytes that were not read.
    pub fn bytes_unread(&self) -> u64 {
        self.bytes().saturating_sub(self.bytes_read)
    }

    /// Seconds that the rest takes at the speed so far, once that is steady. `before` is how far it was when work
    /// began, `seconds` ago.
    pub fn seconds_left(&self, before: &Progress, seconds: f64) -> Option<u64> {
        let read = self.bytes_read.saturating_sub(before.bytes_read);
        let is_steady = seconds >= STEADY_SECONDS && read > 0;
        is_steady.then(|| (seconds * self.bytes_unread() as f64 / read as f64).ceil() as u64)
    }

    /// How many bytes of memory all files need, by what those took that were read so far; only once that can be told,
    /// and where it is more than there is.
    pub fn foreseen_memory(&self, memory_bytes: u64, budget_bytes: u64) -> Option<u64> {
        let needed = memory_bytes as f64 * self.bytes() as f64 / self.bytes_read.max(1) as f64;
        let needed = needed as u64;
        (memory_bytes > budget_bytes / FORESEEING_SHARE && needed > budget_bytes).then_some(needed)
    }
}

/// How long to wait before asking the engine again how far it is, while nothing is there.
const POLL_AT_FIRST: Duration = Duration::from_millis(50);
/// How often views are filled anew while files are read.
const POLL_EVERY: Duration = Duration::from_millis(400);
/// How long they wait at most.
const POLL_AT_LEAST_EVERY: Duration = Duration::from_secs(4);

/// How long to wait before asking the engine again how far it is, when the last answer took so many milliseconds. The
/// more there is, the longer answers take, to this request and to those of the views that follow it: reading keeps
/// most of the engine's time.
pub fn pause_between_polls(took_ms: f64, is_empty: bool) -> Duration {
    let least = if is_empty { POLL_AT_FIRST } else { POLL_EVERY };
    Duration::from_millis((took_ms * 6.0) as u64).clamp(least, POLL_AT_LEAST_EVERY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_unknown_size_are_taken_to_be_like_the_others() {
        let progress =
            Progress { files: 10, sized_files: 4, sized_bytes: 400, bytes_read: 250, ..Progress::default() };
        assert!(progress.is_guess());
        assert_eq!((progress.mean_bytes(), progress.bytes(), progress.bytes_unread()), (100, 1000, 750));
        let progress = Progress { sized_files: 10, sized_bytes: 1234, ..progress };
        assert!(!progress.is_guess());
        assert_eq!(progress.bytes(), 1234);
        assert_eq!(Progress::default().bytes(), 0);
    }

    #[test]
    fn the_time_left_goes_by_what_was_read_since_work_began() {
        let before =
            Progress { files: 1, sized_files: 1, sized_bytes: 1000, bytes_read: 1000, ..Progress::default() };
        let now =
            Progress { files: 2, sized_files: 2, sized_bytes: 5000, bytes_read: 2000, ..Progress::default() };
        assert_eq!(now.seconds_left(&before, 1.9), None);
        assert_eq!(now.seconds_left(&before, 2.0), Some(6));
        assert_eq!(before.seconds_left(&before, 10.0), None);
    }

    #[test]
    fn too_little_memory_is_foreseen_once_a_part_of_it_is_taken() {
        let progress = Progress {
            files: 1,
            sized_files: 1,
            sized_bytes: 10_000,
            bytes_read: 1000,
            ..Progress::default()
        };
        assert_eq!(progress.foreseen_memory(60, 1000), None, "too early to tell");
        assert_eq!(progress.foreseen_memory(63, 1000), None, "it fits");
        assert_eq!(progress.foreseen_memory(200, 1000), Some(2000));
    }

    #[test]
    fn the_slower_the_engine_answers_the_more_seldom_it_is_asked() {
        assert_eq!(pause_between_polls(0.0, true), POLL_AT_FIRST);
        assert_eq!(pause_between_polls(1.0, false), POLL_EVERY);
        assert_eq!(pause_between_polls(200.0, false), Duration::from_millis(1200));
        assert_eq!(pause_between_polls(1e9, false), POLL_AT_LEAST_EVERY);
    }
}
