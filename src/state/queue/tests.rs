//! The queue is told what workers do, and says what is left to do.

use super::*;

const FIRST: WorkerNo = WorkerNo(0);

fn whole(sha256: Option<&str>) -> Outcome {
    Outcome::Whole { sha256: sha256.map(str::to_owned), is_archive: false }
}

/// Reads all that waits; what a file hashes to is told while it is read where it is small.
fn read_all(queue: &mut FileQueue, content: impl Fn(FileNo) -> Option<&'static str>) {
    loop {
        let (reading, hashing) = (queue.take_to_read(FIRST), queue.take_to_hash(FIRST));
        if reading.is_empty() && hashing.is_empty() {
            return;
        }
        for file in reading {
            queue.begin_reading(file);
            let is_small = queue.bytes(file).is_none_or(|bytes| bytes <= 1000);
            queue.end_reading(
                file,
                match content(file) {
                    Some(content) => whole(is_small.then_some(content)),
                    None => Outcome::Stopped(StopReason::Changed),
                },
            );
        }
        for file in hashing {
            queue.end_hashing(file, content(file).map(str::to_owned));
        }
    }
}

#[test]
fn many_small_files_make_a_bundle_and_a_large_one_makes_its_own() {
    let mut queue = FileQueue::default();
    for number in 0..600 {
        let file = queue.add(&format!("{number}.jsonl"));
        queue.measure(file, if number == 300 { 5 * BUNDLE_BYTES } else { 100 });
    }
    let bundles = [BUNDLE_FILES, 300 - BUNDLE_FILES, 1, BUNDLE_FILES, 299 - BUNDLE_FILES, 0];
    assert_eq!(bundles.map(|_| queue.take_to_read(FIRST).len()), bundles);
    let unknown = FileQueue { to_read: queue.to_read, ..FileQueue::default() };
    assert_eq!(unknown.readings_at_once(), None);
}

#[test]
fn what_was_read_is_hashed_afterwards_where_that_was_not_done_meanwhile() {
    let mut queue = FileQueue::default();
    let [small, large] = [("small", 10), ("large", 10_000)].map(|(path, bytes)| {
        let file = queue.add(path);
        queue.measure(file, bytes);
        file
    });
    assert_eq!(queue.phase(), Phase::Reading);
    assert_eq!(queue.take_to_read(FIRST), [small, large]);
    queue.end_reading(small, whole(Some("a")));
    assert!(!queue.is_all_read() && queue.waiting_to_be_hashed() == 0);
    queue.end_reading(large, whole(None));
    assert!(queue.is_all_read() && queue.is_busy());
    assert_eq!(queue.take_to_hash(FIRST), [large]);
    assert_eq!(queue.phase(), Phase::Reading);
    queue.end_hashing(large, Some("b".to_owned()));
    assert_eq!(queue.phase(), Phase::Ready);
    let progress = queue.progress();
    assert_eq!(
        (progress.bytes_read, progress.bytes(), progress.hashed, progress.to_hash),
        (10_010, 10_010, 1, 1)
    );
}

#[test]
fn a_file_that_is_given_again_is_read_once_and_another_of_its_path_under_a_path_of_its_own() {
    for bytes in [10, 10_000] {
        let mut queue = FileQueue::default();
        for content in ["one", "one", "two", "one", "two", "three"] {
            let file = queue.add("a/000000.gz");
            queue.measure(file, bytes);
            let contents = ["one", "one", "two", "one", "two", "three"];
            read_all(&mut queue, |file| Some(contents[file.index()]));
            assert_eq!(queue.sha256(file), Some(content));
        }
        assert_eq!(queue.phase(), Phase::Ready);
        let said = queue.shortcomings();
        assert_eq!(said.given_again, ["a/000000.gz"; 3]);
        let renamed = ["(2)/a/000000.gz", "(3)/a/000000.gz"];
        assert_eq!(said.renamed, renamed.map(|path| ("a/000000.gz".to_owned(), path.to_owned())));
        assert!(said.is_whole());
        assert_eq!((queue.progress().files, queue.progress().bytes_read), (3, 3 * bytes));
        assert_eq!(queue.file_at("(3)/a/000000.gz"), Some(FileNo(5)));
    }
}

#[test]
fn files_of_one_path_that_are_given_at_once_are_told_apart_too() {
    let mut queue = FileQueue::default();
    let contents = ["one", "two", "two", "one", "three"];
    for _ in contents {
        queue.add("x");
    }
    read_all(&mut queue, |file| Some(contents[file.index()]));
    let said = queue.shortcomings();
    assert_eq!((said.given_again.len(), said.renamed.len(), queue.phase()), (2, 2, Phase::Ready));
}

#[test]
fn a_file_of_another_size_is_another_one_before_anything_is_hashed() {
    let mut queue = FileQueue::default();
    let [first, second] = [10, 11].map(|bytes| {
        let file = queue.add("x");
        queue.measure(file, bytes);
        file
    });
    assert_eq!(queue.waiting_to_be_hashed(), 0);
    assert_eq!(queue.take_to_read(FIRST), [first, second]);
    assert_eq!([first, second].map(|file| queue.path(file).to_owned()), ["x", "(2)/x"]);
}

#[test]
fn a_folder_that_is_named_like_our_own_names_takes_nothing_away() {
    let mut queue = FileQueue::default();
    let contents = ["one", "two", "three"];
    for path in ["x", "x", "(2)/x"] {
        queue.add(path);
    }
    read_all(&mut queue, |file| Some(contents[file.index()]));
    let paths = [0, 1, 2].map(|file| queue.path(FileNo(file)).to_owned());
    let mut sorted = paths.to_vec();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), 3, "{paths:?}");
    assert!(queue.shortcomings().given_again.is_empty());
}

#[test]
fn an_archive_is_hashed_only_to_be_compared() {
    let mut queue = FileQueue::default();
    let zip = queue.add("x.zip");
    queue.take_to_read(FIRST);
    queue.end_reading(zip, Outcome::Whole { sha256: None, is_archive: true });
    assert_eq!(queue.phase(), Phase::Ready);
    let again = queue.add("x.zip");
    assert_eq!(queue.take_to_hash(FIRST), [again, zip]);
    queue.end_hashing(again, Some("z".to_owned()));
    queue.end_hashing(zip, Some("z".to_owned()));
    assert_eq!(queue.phase(), Phase::Ready);
    assert_eq!(queue.shortcomings().given_again, ["x.zip"]);
}

#[test]
fn a_file_that_vanishes_is_counted_once_however_often_it_is_missed() {
    let mut queue = FileQueue::default();
    for path in ["a", "b"] {
        let file = queue.add(path);
        queue.measure(file, 10_000_000);
    }
    read_all(&mut queue, |_| None);
    assert_eq!(queue.phase(), Phase::Partial);
    assert_eq!(queue.shortcomings().of(StopReason::Changed), ["a", "b"]);
    // One that was read before it vanished has no hash.
    let file = queue.add("c");
    queue.measure(file, 10_000_000);
    queue.take_to_read(FIRST);
    queue.end_reading(file, whole(None));
    queue.take_to_hash(FIRST);
    queue.end_hashing(file, None);
    let said = queue.shortcomings();
    assert_eq!((said.unread.len(), said.unhashed.len(), queue.phase()), (2, 1, Phase::Partial));
    assert_eq!(said.of(StopReason::Changed), ["a", "b", "c"]);
    queue.add_unreadable("d");
    queue.add_unreadable("d");
    assert_eq!(queue.shortcomings().of(StopReason::Changed), ["a", "b", "d", "c"]);
}

#[test]
fn what_was_cancelled_is_read_when_it_is_given_again_or_resumed() {
    for is_given in [true, false] {
        let mut queue = FileQueue::default();
        let [a, b, c] = ["a", "b", "c"].map(|path| queue.add(path));
        let all = queue.take_to_read(FIRST);
        assert_eq!(all, [a, b, c]);
        assert_eq!(queue.begin_reading(a), 0);
        queue.note_read(a, 70);
        queue.put_back(c);
        queue.put_back(b);
        queue.stop(StopReason::Cancelled);
        queue.end_reading(a, Outcome::Stopped(StopReason::Cancelled));
        assert_eq!((queue.phase(), queue.can_resume()), (Phase::Partial, true));
        assert_eq!(queue.shortcomings().of(StopReason::Cancelled), ["a", "b", "c"]);
        if is_given {
            for path in ["a", "b", "c"] {
                queue.add(path);
            }
        } else {
            queue.resume();
        }
        // What was begun is read by itself, and no byte of it counts twice.
        assert_eq!(queue.take_to_read(FIRST), [a]);
        assert_eq!((queue.begin_reading(a), queue.progress().bytes_read), (1, 0));
        queue.end_reading(a, whole(Some("0")));
        read_all(&mut queue, |file| Some(["0", "1", "2"][file.index() % 3]));
        assert_eq!(queue.phase(), Phase::Ready);
        assert_eq!(queue.shortcomings().given_again.len(), if is_given { 3 } else { 0 });
        assert_eq!((queue.progress().files, queue.progress().begun), (3, 3));
    }
}

#[test]
fn the_files_of_a_worker_that_is_lost_are_unread_until_work_is_resumed() {
    let mut queue = FileQueue::default();
    for path in ["a", "b", "c"] {
        let file = queue.add(path);
        queue.measure(file, 2 * BUNDLE_BYTES);
    }
    let (first, second) = (queue.take_to_read(FIRST), queue.take_to_read(WorkerNo(1)));
    queue.begin_reading(first[0]);
    queue.begin_reading(second[0]);
    queue.lose(FIRST, StopReason::Lost);
    assert_eq!(queue.shortcomings().of(StopReason::Lost), ["a"]);
    queue.end_reading(second[0], whole(None));
    let third = queue.take_to_read(WorkerNo(1));
    queue.end_reading(third[0], whole(None));
    while let [file] = queue.take_to_hash(WorkerNo(1))[..] {
        queue.end_hashing(file, Some("b".to_owned()));
    }
    assert_eq!((queue.phase(), queue.can_resume()), (Phase::Partial, true));
    queue.resume();
    assert_eq!(queue.take_to_read(WorkerNo(2)), first);
    assert_eq!(queue.begin_reading(first[0]), 1);
    queue.end_reading(first[0], whole(Some("a")));
    assert_eq!(queue.phase(), Phase::Ready);
}

#[test]
fn a_file_at_which_two_workers_end_is_left_without_a_hash() {
    let mut queue = FileQueue::default();
    let file = queue.add("a");
    queue.take_to_read(FIRST);
    queue.end_reading(file, whole(None));
    for worker in [WorkerNo(1), WorkerNo(2)] {
        assert_eq!(queue.take_to_hash(worker), [file]);
        queue.lose(worker, StopReason::Lost);
    }
    assert_eq!((queue.phase(), queue.shortcomings().of(StopReason::Lost)), (Phase::Partial, vec!["a"]));
    queue.resume();
    assert_eq!(queue.take_to_hash(WorkerNo(3)), [file]);
    queue.end_hashing(file, Some("a".to_owned()));
    assert_eq!((queue.phase(), queue.progress().to_hash), (Phase::Ready, 1));
}

#[test]
fn where_there_is_no_memory_for_more_what_was_read_is_hashed_still() {
    let mut queue = FileQueue::default();
    let [read, full, unread] = ["read", "full", "unread"].map(|path| {
        let file = queue.add(path);
        queue.measure(file, 2 * BUNDLE_BYTES);
        file
    });
    for outcome in [whole(None), Outcome::Stopped(StopReason::OutOfMemory)] {
        for file in queue.take_to_read(FIRST) {
            queue.begin_reading(file);
            queue.end_reading(file, outcome.clone());
        }
    }
    assert_eq!(queue.take_to_read(FIRST), [], "nobody begins what there is no memory for");
    assert_eq!(queue.take_to_hash(FIRST), [read]);
    queue.end_hashing(read, Some("a".to_owned()));
    assert_eq!((queue.phase(), queue.can_resume()), (Phase::Partial, false));
    let paths = [full, unread].map(|file| (queue.path(file).to_owned(), StopReason::OutOfMemory));
    assert_eq!(queue.shortcomings().unread, paths);
}

#[test]
fn the_file_of_an_input_is_itself_or_the_archive_that_it_is_in() {
    let mut queue = FileQueue::default();
    let [plain, archive] = ["logs/a.json", "logs/b.zip"].map(|path| queue.add(path));
    for (path, file) in [
        ("logs/a.json", Some(plain)),
        ("logs/b.zip", Some(archive)),
        ("logs/b.zip/c/d.json", Some(archive)),
        ("logs/b.zip.json", None),
        ("logs", None),
        ("", None),
    ] {
        assert_eq!(queue.file_of_input(path), file, "{path}");
    }
}
