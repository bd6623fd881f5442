//! What is said of files that were not read as they were given.

use super::units::{bytes, grouped};
use super::visible;
use crate::say;
use crate::state::Language;
use crate::state::progress::Progress;
use crate::state::queue::{Shortcomings, StopReason};

/// How many names of files are said in full.
const MOST_NAMES: usize = 5;

/// Names of files, the first of them in full.
pub fn file_names<'a>(paths: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = if paths.len() > MOST_NAMES { ", …" } else { "" };
    let shown: Vec<_> = paths.take(MOST_NAMES).map(|path| visible(path).into_owned()).collect();
    shown.join(", ") + more
}

/// A number of bytes that depends on how many there are in all, which may be a guess.
pub fn size_of_all(language: Language, progress: &Progress, size: u64) -> String {
    let size = bytes(size.into());
    if progress.is_guess() { say!(language, "about-size", size = size) } else { size }
}

/// Why a case is partial; nothing where something else says it.
pub fn partial_explained(language: Language, progress: &Progress, files: &Shortcomings) -> Option<String> {
    let unread = |why| files.unread.iter().filter(|(_, known)| *known == why).count();
    let is_unhashed = files.unhashed.iter().any(|(_, why)| *why == StopReason::Cancelled);
    let [begun, all] = [progress.begun, progress.files].map(|number| grouped(number.into()));
    if unread(StopReason::OutOfMemory) > 0 {
        let [unread, size] =
            [progress.bytes_unread(), progress.bytes()].map(|size| size_of_all(language, progress, size));
        let words =
            say!(language, "partial-room-words", begun = begun, all = all, unread = unread, size = size);
        return Some(words);
    }
    let left = unread(StopReason::Cancelled);
    if left > 0 {
        return Some(say!(language, "partial-words", begun = begun, all = all, left = grouped(left as u128)));
    }
    let is_hash_cancelled = is_unhashed || !files.undecided.is_empty();
    is_hash_cancelled.then(|| say!(language, "partial-hash-words"))
}

/// So many workers that read files have ended: what has come of it.
pub fn lost_readers_explained(language: Language, workers: usize, files: &Shortcomings) -> String {
    let (files, names) = lost(&files.unread);
    say!(language, "lost-ingest", count = workers, files = files, names = names)
}

/// The same of workers that hash files.
pub fn lost_hashers_explained(language: Language, workers: usize, files: &Shortcomings) -> String {
    let (files, names) = lost(&files.unhashed);
    say!(language, "lost-hash", count = workers, files = files, names = names)
}

/// How many of these files were lost with their worker, and their names.
fn lost(files: &[(String, StopReason)]) -> (usize, String) {
    let lost = files.iter().filter(|(_, why)| *why == StopReason::Lost);
    let paths: Vec<&str> = lost.map(|(path, _)| path.as_str()).collect();
    (paths.len(), file_names(paths.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(unread: &[(&str, StopReason)]) -> Shortcomings {
        let unread = unread.iter().map(|(path, why)| ((*path).to_owned(), *why)).collect();
        Shortcomings { unread, ..Shortcomings::default() }
    }

    #[test]
    fn the_first_names_are_said_in_full_and_hostile_characters_are_seen() {
        let named = |paths: &[&'static str]| file_names(paths.iter().copied());
        assert_eq!(named(&[]), "");
        assert_eq!(named(&["a", "b\u{202e}c"]), "a, b⟨U+202E⟩c");
        assert_eq!(named(&["1", "2", "3", "4", "5"]), "1, 2, 3, 4, 5");
        assert_eq!(named(&["1", "2", "3", "4", "5", "6"]), "1, 2, 3, 4, 5, …");
    }

    #[test]
    fn of_several_reasons_why_a_case_is_partial_want_of_memory_is_said_first() {
        let progress = Progress { begun: 2, files: 3, ..Progress::default() };
        let said = |unread: &[(&str, StopReason)]| {
            partial_explained(Language::English, &progress, &files(unread)).unwrap_or_default()
        };
        let (cancelled, no_room) = (("a", StopReason::Cancelled), ("b", StopReason::OutOfMemory));
        assert!(said(&[cancelled]).contains("after 2 of 3 files were begun; 1 were not read whole"));
        assert!(said(&[cancelled, no_room]).contains("has no room for more"));
        assert_eq!(said(&[("c", StopReason::Lost)]), "", "the worker's end is told by itself");
        let undecided = Shortcomings { undecided: vec!["d".to_owned()], ..Shortcomings::default() };
        let words = partial_explained(Language::English, &progress, &undecided);
        assert!(words.is_some_and(|words| words.starts_with("Hashing was cancelled")));
    }

    #[test]
    fn of_the_files_of_a_worker_that_has_ended_only_those_are_named_that_were_lost_with_it() {
        let known = files(&[("a", StopReason::Lost), ("b", StopReason::Cancelled)]);
        let words = lost_readers_explained(Language::English, 1, &known);
        assert!(words.contains("One file was not read whole: a."), "{words}");
        assert!(lost_hashers_explained(Language::English, 2, &known).contains("Other workers hash"));
    }
}
