//! What a tar can hold beside files, and in what ways one can be damaged: each member is an input of its own, and
//! nothing is read in part without a word.

mod support;

use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::model::{Reason, Store};
use sessionscope::reader::driver::{Driver, Step};
use sessionscope::reader::member_bytes::MemberBytes;
use sessionscope::source::limits::{MAX_TAR_HEADER_BYTES, MAX_UNRATED_BYTES};
use support::packings::{gzip, tar, tar_member, zip};
use support::random::Random;
use support::{InputFile, read, read_scattered, summary};
use tar::{EntryType, Header};

const END: [u8; 1024] = [0; 1024];

fn event(number: usize) -> Vec<u8> {
    format!(
        "{{\"category_name\":\"WorkSpacesSecureBrowser\",\"time\":{number},\"session_detail\":{{\"session_id\":\"s{number}\"}}}}\n"
    )
    .into_bytes()
}

fn file(name: &str, content: &[u8]) -> Vec<u8> {
    tar_member(name, EntryType::Regular, content)
}

fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::new();
    for (key, value) in records {
        let rest = format!(" {key}={value}\n");
        let len = (1..).find(|len| len.to_string().len() + rest.len() == *len).expect("a length");
        text.push_str(&format!("{len}{rest}"));
    }
    tar_member("PaxHeaders/x", EntryType::XHeader, text.as_bytes())
}

/// Reads a tar whole, and in pieces, which give the same.
#[track_caller]
fn read_tar(path: &str, bytes: Vec<u8>) -> Store {
    let given = [InputFile::new(path, bytes)];
    let store = read(&given);
    for chunk in [1, 511, 512, 513, 4096] {
        let scattered = read_scattered(&given, chunk, 1, &mut Random::new(1));
        assert_eq!(summary(&store), summary(&scattered), "chunks of {chunk}");
    }
    store
}

/// Path, events and containers of each input in the summary.
fn inputs(store: &Store) -> Vec<(String, u64, String)> {
    let inputs = store.inputs().iter().filter(|input| !input.is_archive());
    let described = inputs.map(|input| {
        let containers = input.end.as_ref().map(|end| end.containers.join(" ")).unwrap_or_default();
        (input.path.clone(), input.events, containers)
    });
    let mut inputs: Vec<_> = described.collect();
    inputs.sort();
    inputs
}

fn told(store: &Store) -> Vec<(&str, Reason)> {
    let mut told: Vec<_> = store
        .notices()
        .iter()
        .map(|it| (store.inputs()[it.input as usize].path.as_str(), it.reason))
        .collect();
    told.sort();
    told
}

fn input(path: &str, events: u64, containers: &str) -> (String, u64, String) {
    (path.to_owned(), events, containers.to_owned())
}

#[test]
fn names_of_any_length_are_those_that_were_given() {
    let long = format!("{}/a.jsonl", "folder".repeat(40));
    let gnu = [
        tar_member("././@LongLink", EntryType::GNULongName, format!("{long}\0").as_bytes()),
        file("cut", &event(1)),
        END.to_vec(),
    ]
    .concat();
    let own = [pax(&[("mtime", "1.5"), ("path", &long)]), file("cut", &event(1)), END.to_vec()].concat();
    let mut ustar = Header::new_ustar();
    ustar.set_path(&long[200..]).expect("it is short enough");
    ustar.set_size(0);
    ustar.as_ustar_mut().expect("it is one").prefix[..6].copy_from_slice(b"before");
    ustar.set_cksum();
    for bytes in [gnu, own] {
        assert_eq!(inputs(&read_tar("a.tar", bytes)), [input(&format!("a.tar/{long}"), 1, "tar")]);
    }
    let store = read_tar("a.tar", [ustar.as_bytes().as_slice(), &END].concat());
    assert_eq!(inputs(&store), [input(&format!("a.tar/before/{}", &long[200..]), 0, "tar")]);
}

#[test]
fn a_length_that_a_header_has_no_room_for_is_the_one_before_it() {
    let mut member = file("a.jsonl", &event(1));
    // Eight octal digits and no more.
    Header::from_byte_slice(&member[..512]);
    let mut header = Header::from_byte_slice(&member[..512]).clone();
    header.set_size(0);
    header.set_cksum();
    member[..512].copy_from_slice(header.as_bytes());
    let len = event(1).len().to_string();
    let store = read_tar("a.tar", [pax(&[("size", &len)]), member, END.to_vec()].concat());
    assert_eq!((inputs(&store), told(&store)), (vec![input("a.tar/a.jsonl", 1, "tar")], vec![]));
}

#[test]
fn what_is_no_file_is_passed_over_or_told() {
    let mut holes = Header::new_gnu();
    holes.as_old_mut().name[..1].copy_from_slice(b"h");
    holes.set_entry_type(EntryType::GNUSparse);
    holes.set_size(512);
    holes.as_gnu_mut().expect("it is one").isextended = [1];
    holes.set_cksum();
    let mut more_holes = vec![0; 1024];
    more_holes[504] = 1;
    let bytes = [
        tar_member("folder/", EntryType::Directory, b""),
        tar_member("old/", EntryType::Regular, b""),
        tar_member("g", EntryType::XGlobalHeader, b"20 comment=whatever\n"),
        tar_member("link", EntryType::Symlink, b""),
        tar_member("hard", EntryType::Link, b""),
        holes.as_bytes().to_vec(),
        more_holes,
        vec![b'x'; 512],
        pax(&[("GNU.sparse.major", "1"), ("GNU.sparse.name", "sparse")]),
        file("GNUSparseFile.0/sparse", &event(9)),
        file("a.jsonl", &event(1)),
        END.to_vec(),
    ]
    .concat();
    let store = read_tar("a.tar", bytes);
    let paths: Vec<String> = inputs(&store).into_iter().map(|(path, ..)| path).collect();
    assert_eq!(paths, ["a.tar/a.jsonl", "a.tar/h", "a.tar/hard", "a.tar/link", "a.tar/sparse"]);
    assert_eq!(
        told(&store),
        [
            ("a.tar/h", Reason::PartialMember),
            ("a.tar/hard", Reason::LinkMember),
            ("a.tar/link", Reason::LinkMember),
            ("a.tar/sparse", Reason::PartialMember),
        ]
    );
    assert_eq!(store.event_count(), 1);
}

#[test]
fn a_tar_that_is_cut_says_so_wherever_it_is_cut() {
    let whole = [file("a.jsonl", &event(1)), file("b.jsonl", &event(2)), END.to_vec()].concat();
    assert_eq!(told(&read(&[InputFile::new("a.tar", whole.clone())])), []);
    for len in (513..whole.len() - 1024).step_by(37).chain([512, 1024, 1536, 2048, 2048 + 511]) {
        let store = read(&[InputFile::new("a.tar", &whole[..len])]);
        let told = told(&store);
        assert!(told.contains(&("a.tar", Reason::DamagedTar)), "cut at {len}: {told:?}");
        let is_within = |start: usize, content: usize| (start + 512..start + 512 + content).contains(&len);
        for (path, start) in [("a.tar/a.jsonl", 0), ("a.tar/b.jsonl", 1024)] {
            let is_cut = is_within(start, event(1).len());
            assert_eq!(told.contains(&(path, Reason::DamagedTar)), is_cut, "{path} cut at {len}");
        }
    }
}

#[test]
fn behind_a_header_that_is_damaged_reading_goes_on_at_the_next() {
    let mut bytes =
        [file("a.jsonl", &event(1)), file("b.jsonl", &event(2)), file("c.jsonl", &event(3)), END.to_vec()]
            .concat();
    bytes[1024 + 100] ^= 1;
    let store = read_tar("a.tar", bytes.clone());
    assert_eq!(told(&store), [("a.tar", Reason::DamagedTar)]);
    assert_eq!(store.event_count(), 2);
    // It is still known for what it is where the first header is the damaged one.
    bytes[100] ^= 1;
    let store = read_tar("a.tar", bytes);
    assert_eq!((told(&store), store.event_count()), (vec![("a.tar", Reason::DamagedTar)], 1));
}

#[test]
fn damaged_gzip_around_a_tar_is_told_of_the_tar() {
    let mut packed = gzip(&tar(&[("a.jsonl", &event(1))]));
    let checksum = packed.len() - 8;
    packed[checksum] ^= 1;
    let store = read_tar("a.tgz", packed);
    assert_eq!(inputs(&store), [input("a.tgz", 0, "gzip tar"), input("a.tgz/a.jsonl", 1, "gzip tar")]);
    assert_eq!(told(&store), [("a.tgz", Reason::DamagedGzip)]);
}

#[test]
fn two_archives_put_together_are_both_read() {
    let bytes = [tar(&[("a.jsonl", &event(1))]), tar(&[("b.jsonl", &event(2))])].concat();
    let store = read_tar("a.tar", bytes);
    assert_eq!((told(&store), store.event_count()), (vec![], 2));
}

#[test]
fn a_tar_without_a_file_is_empty() {
    let store = read_tar("a.tar", [tar_member("a/", EntryType::Directory, b""), END.to_vec()].concat());
    assert_eq!(told(&store), [("a.tar", Reason::EmptyArchive)]);
    assert_eq!(inputs(&store), [input("a.tar", 0, "tar")]);
}

#[test]
fn whatever_the_first_member_is_called_a_tar_is_a_tar() {
    for name in ["{\"a\":1}", "BZhang", "%PDF-1", "PK\u{3}\u{4}", "[", "2026-11-19T08:00:00Z {"] {
        let store = read_tar("a.tar", tar(&[(name, &event(1))]));
        assert_eq!((told(&store), store.event_count()), (vec![], 1), "{name}");
    }
}

#[test]
fn of_members_of_one_name_the_first_is_read_and_that_is_said_once() {
    let bytes = tar(&[("a.jsonl", &event(1)), ("a.jsonl", &event(2)), ("./a.jsonl", &event(3))]);
    let store = read_tar("a.tar", bytes);
    assert_eq!((told(&store), store.event_count()), (vec![("a.tar/a.jsonl", Reason::RepeatedName)], 1));
}

#[test]
fn names_that_must_not_be_unpacked_to_are_told_in_every_archive() {
    let members: [(&str, &[u8]); 3] =
        [("../a.jsonl", &event(1)), ("/etc/b.jsonl", &event(2)), ("c/d.jsonl", &event(3))];
    for bytes in [tar(&members), zip(&members)] {
        let store = read(&[InputFile::new("a", bytes)]);
        assert_eq!(
            told(&store),
            [("a/../a.jsonl", Reason::UnsafeName), ("a//etc/b.jsonl", Reason::UnsafeName)]
        );
        assert_eq!(store.event_count(), 3);
    }
}

#[test]
fn archives_are_opened_two_deep() {
    let deep = |inner: Vec<u8>| tar(&[("b", &tar(&[("c", &inner)]))]);
    for inner in [tar(&[("x", &event(1))]), zip(&[("x", &event(1))])] {
        let store = read_tar("a", deep(inner));
        assert_eq!((told(&store), store.event_count()), (vec![("a/b/c", Reason::TooManyArchives)], 0));
    }
    assert_eq!(read_tar("a", deep(event(1))).event_count(), 1);
}

#[test]
fn an_extended_header_that_is_too_long_is_not_held() {
    let long = tar_member("x", EntryType::XHeader, &vec![b'x'; MAX_TAR_HEADER_BYTES as usize + 1]);
    let store = read(&[InputFile::new("a.tar", [long, file("a.jsonl", &event(1)), END.to_vec()].concat())]);
    assert_eq!((told(&store), store.event_count()), (vec![("a.tar", Reason::DamagedTar)], 1));
}

#[test]
fn what_comes_out_of_all_members_together_is_bounded() {
    // Each alone may be of this size.
    let bomb = gzip(&vec![b'\n'; MAX_UNRATED_BYTES as usize]);
    let store = read(&[InputFile::new("a.tar", tar(&[("a", &bomb), ("b", &bomb)]))]);
    let too_much: Vec<_> =
        told(&store).into_iter().filter(|(_, reason)| *reason == Reason::TooMuchInflated).collect();
    assert_eq!(too_much, [("a.tar/b", Reason::TooMuchInflated)]);
}

#[test]
fn zips_in_a_tar_are_read_a_little_at_a_time() {
    let zips: Vec<(String, Vec<u8>)> = (0..50)
        .map(|n| (format!("{n}.zip"), zip(&[("a.jsonl", &event(n)), ("b.jsonl", &event(n + 100))])))
        .collect();
    let members: Vec<(&str, &[u8])> =
        zips.iter().map(|(name, zip)| (name.as_str(), zip.as_slice())).collect();
    let bytes = gzip(&tar(&members));
    let mut driver = Driver::open("a.tgz", bytes.len() as u64, Some(Box::new(bytes.clone())), 0);
    let (mut store, mut batch, mut given, mut told, mut steps) =
        (Store::default(), Batch::default(), false, 0, 0);
    loop {
        match driver.step(&mut batch) {
            Step::NeedsBytes if !given => {
                driver.push(bytes.clone());
                given = true;
            }
            Step::NeedsBytes => driver.end_of_bytes(None),
            Step::Worked(work) => (told, steps) = (told + work.read, steps + 1),
            Step::Done => break,
            Step::Unreadable => panic!("it is in memory"),
        }
    }
    store.append(&batch);
    assert_eq!((store.event_count(), told), (100, bytes.len() as u64));
    assert!(steps > 200, "{steps} steps");
}

#[test]
fn what_was_stopped_is_told_as_unread() {
    let bytes = tar(&[("a.jsonl", &event(1)), ("b.jsonl", &event(2).repeat(100))]);
    let mut batch = Batch::default();
    let mut driver = Driver::open("a.tar", bytes.len() as u64, None, 0);
    driver.push(bytes[..3000].to_vec());
    while driver.step(&mut batch) != Step::NeedsBytes {}
    driver.stop(EndReason::Cancelled, &mut batch);
    let mut store = Store::default();
    store.append(&batch);
    let unread: Vec<&str> =
        store.inputs().iter().filter(|it| it.incomplete().is_some()).map(|it| it.path.as_str()).collect();
    assert_eq!(unread, ["a.tar", "a.tar/b.jsonl"]);
}

/// The bytes of a member, found again.
fn found(archive: &[u8], path: &str) -> Option<Vec<u8>> {
    let mut member = MemberBytes::open(Box::new(archive.to_vec()), archive.len() as u64, path)?;
    let mut bytes = Vec::new();
    while member.step(&mut |piece| bytes.extend_from_slice(piece)) {}
    (!member.has_failed()).then_some(bytes)
}

#[test]
fn the_bytes_of_a_member_are_found_again_however_it_is_packed() {
    let files: [(&str, &[u8]); 3] =
        [("x/a.jsonl", &event(1)), ("./b.jsonl", &event(2)), ("c.gz", &gzip(&event(3)))];
    let (as_tar, as_zip) = (tar(&files), zip(&[("x/a.jsonl", &event(1)), ("b.jsonl", &event(2))]));
    let archives = [
        (as_tar.clone(), ""),
        (gzip(&as_tar), ""),
        (gzip(&as_zip), ""),
        (zip(&[("n", &event(9)), ("in.tar", &as_tar)]), "in.tar/"),
        (zip(&[("in.tgz", &gzip(&as_tar))]), "in.tgz/"),
        (tar(&[("in", &event(9)), ("in.zip", &as_zip)]), "in.zip/"),
        (gzip(&tar(&[("in.tgz", &gzip(&as_tar))])), "in.tgz/"),
        (tar(&[("in.zip.gz", &gzip(&as_zip))]), "in.zip.gz/"),
        (zip(&[("in.zip", &as_zip)]), "in.zip/"),
    ];
    for (number, (archive, before)) in archives.iter().enumerate() {
        assert_eq!(found(archive, &format!("{before}x/a.jsonl")), Some(event(1)), "{number}");
        assert_eq!(found(archive, &format!("{before}b.jsonl")), Some(event(2)), "{number}");
        assert_eq!(found(archive, &format!("{before}nothing")), None, "{number}");
    }
    assert_eq!(found(&as_tar, "c.gz"), Some(gzip(&event(3))));
}
