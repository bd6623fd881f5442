//! Damaged logs: whatever is wrong with the bytes, nothing panics, every record is counted once, the answer
//! does not depend on the pieces, and none is work without end.

mod support;

use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use support::cases::fixtures;
use support::diff::assert_same;
use support::random::Random;
use support::thread_time::soon;
use support::{InputFile, read, read_scattered, summary};

const COPIES: usize = 2_000;

/// What is put in by chance: what means something to one of the readers.
const PIECES: [&[u8]; 20] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b",",
    b":",
    b"\n",
    b"\r\n",
    b"\0",
    b"\x1b",
    b"\xff",
    b"\xef\xbb\xbf",
    b"{\"Records\":[",
    b"{\"events\":[{\"message\":\"",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"1e999",
    b"\",\"",
];

/// One to four damages at random places.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let len = 1 + random.below((bytes.len() - at).min(64));
        match random.below(7) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.below(256) as u8,
            2 => drop(bytes.drain(at..at + len)),
            3 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            4 => bytes.truncate(at),
            5 => {
                let again = bytes[at..at + len].to_vec();
                bytes.splice(at..at, again);
            }
            _ => drop(bytes.drain(..at)),
        }
    }
}

#[test]
fn damage_costs_only_what_it_touches() {
    let files: Vec<(String, InputFile)> = fixtures()
        .iter()
        .flat_map(|case| case.given().into_iter().map(|input| (case.name.clone(), input)).collect::<Vec<_>>())
        .filter(|(_, input)| !input.bytes.is_empty())
        .collect();
    let mut rejected = 0;
    for copy in 0..COPIES {
        let mut random = Random::new(copy as u64);
        let (case, input) = &files[copy % files.len()];
        let mut damaged = input.clone();
        damage(&mut damaged.bytes, &mut random);
        let what = format!("copy {copy} of {case}/{}", input.path);

        let given = [damaged];
        let store = soon(&what, || read(&given));
        let counts = store.counts();
        let fates = counts.events + counts.duplicates + counts.rejected + counts.skipped;
        assert_eq!(counts.records, fates, "{what}");
        let rejections = store.notices().iter().filter(|notice| notice.reason.kind().is_rejection()).count();
        assert_eq!(counts.rejected, rejections as u64, "{what}: a notice for each");
        rejected += counts.rejected;

        let pieces = read_scattered(&given, 1 + random.below(200), 1, &mut random);
        assert_same(&what, &summary(&store), &summary(&pieces));
    }
    assert!(rejected > COPIES as u64 / 4, "the damage was felt: {rejected} rejected");
}

#[test]
fn an_input_of_which_something_was_left_unread_is_not_complete() {
    const EVENT: &str = r#"{"category_name":"WorkSpacesSecureBrowser","activity_name":"TabOpen"}"#;
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(EVENT.repeat(100).as_bytes()).expect("written");
    let packed = packed.finish().expect("packed");
    let odd = std::fs::read("tests/fixtures/zip/odd-members/input/odd.zip").expect("a fixture");
    let store = read(&[
        InputFile::new("cut.gz", &packed[..packed.len() / 2]),
        InputFile::new("cut.json", format!("[{EVENT},")),
        InputFile::new("odd.zip", odd),
        InputFile::new("rejected.json", format!("{EVENT}\n{{\"a\":1}}\n")),
        InputFile::new("whole.gz", packed),
    ]);
    let mut unread: Vec<&str> = Vec::new();
    for input in store.inputs().iter().filter(|input| !input.is_archive() && !input.is_complete()) {
        unread.push(&input.path);
    }
    unread.sort_unstable();
    assert_eq!(
        unread,
        ["cut.gz", "cut.json", "odd.zip/encrypted.jsonl", "odd.zip/method.jsonl", "odd.zip/twice.jsonl"]
    );
}
