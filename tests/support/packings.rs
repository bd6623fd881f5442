//! The same records, packed in every way in which they are found.

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::io::Write;
use tar::{EntryType, Header};

/// Every packing by name. The first is the plain one: JSON Lines.
pub fn packings(records: &[Value]) -> Vec<(&'static str, Vec<u8>)> {
    let compact: Vec<String> = records.iter().map(Value::to_string).collect();
    let pretty: Vec<String> =
        records.iter().map(|record| serde_json::to_string_pretty(record).expect("a value")).collect();
    let lines = compact.join("\n") + "\n";
    let array = format!("[{}]", compact.join(","));
    let half = compact.len() / 2;
    let members = [gzip(lines_of(&compact[..half]).as_bytes()), gzip(lines_of(&compact[half..]).as_bytes())];
    // A member may end within a record.
    let (head, tail) = lines.as_bytes().split_at(lines.len() / 3);
    vec![
        ("JSON Lines", lines.clone().into_bytes()),
        ("no line end at the end", lines.trim_end().as_bytes().to_vec()),
        ("CRLF", lines.replace('\n', "\r\n").into_bytes()),
        ("blank lines between", lines.replace('\n', "\n\n  \n").into_bytes()),
        ("array", array.clone().into_bytes()),
        ("array, an element a line", format!("[\n{}\n]\n", compact.join(",\n")).into_bytes()),
        ("pretty array", serde_json::to_vec_pretty(records).expect("values")),
        ("pretty array, CRLF", format!("[\r\n{}]", pretty.join(",").replace('\n', "\r\n")).into_bytes()),
        (
            "two arrays",
            format!("[{}][{}]", compact[..half].join(","), compact[half..].join(",")).into_bytes(),
        ),
        ("array of arrays", format!("[{array}]").into_bytes()),
        ("concatenated", compact.concat().into_bytes()),
        ("concatenated pretty", pretty.concat().into_bytes()),
        ("escaped", escaped(&lines).into_bytes()),
        ("byte order mark", ["\u{feff}", &lines].concat().into_bytes()),
        ("UTF-16 little endian", utf16(&lines, u16::to_le_bytes)),
        ("UTF-16 big endian", utf16(&lines, u16::to_be_bytes)),
        ("gzip", gzip(lines.as_bytes())),
        ("gzip of an array", gzip(array.as_bytes())),
        ("gzip in gzip", gzip(&gzip(lines.as_bytes()))),
        ("several members", members.concat()),
        ("members that end within a record", [gzip(head), gzip(b""), gzip(tail)].concat()),
        ("gzip of UTF-16", gzip(&utf16(&lines, u16::to_le_bytes))),
    ]
}

/// Every packing in archives by name; their members are the inputs then.
pub fn archives(records: &[Value]) -> Vec<(&'static str, Vec<u8>)> {
    let compact: Vec<String> = records.iter().map(Value::to_string).collect();
    let lines = lines_of(&compact);
    let half = compact.len() / 2;
    vec![
        ("zip", zip(&[("2026/a.jsonl", lines.as_bytes())])),
        ("zip of gzip", zip(&[("a.jsonl.gz", &gzip(lines.as_bytes()))])),
        (
            "zip of two files",
            zip(&[
                ("a.jsonl", lines_of(&compact[..half]).as_bytes()),
                ("b.jsonl", lines_of(&compact[half..]).as_bytes()),
            ]),
        ),
        ("zip in a zip", zip(&[("inner.zip", &zip(&[("a.jsonl", lines.as_bytes())]))])),
        ("zip in gzip", gzip(&zip(&[("a.jsonl", lines.as_bytes())]))),
        ("tar", tar(&[("2026/a.jsonl", lines.as_bytes())])),
        ("tar of gzip", tar(&[("./a.jsonl.gz", &gzip(lines.as_bytes()))])),
        (
            "tar of two files in gzip",
            gzip(&tar(&[
                ("a.jsonl", lines_of(&compact[..half]).as_bytes()),
                ("b.jsonl", lines_of(&compact[half..]).as_bytes()),
            ])),
        ),
        ("tar in a zip", zip(&[("inner.tar.gz", &gzip(&tar(&[("a.jsonl", lines.as_bytes())])))])),
        ("zip in a tar", tar(&[("inner.zip", &zip(&[("a.jsonl", lines.as_bytes())]))])),
        ("tar in a tar", tar(&[("inner.tar", &tar(&[("a.jsonl", lines.as_bytes())]))])),
    ]
}

fn lines_of(records: &[String]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("to memory");
    encoder.finish().expect("to memory")
}

/// A zip whose members are stored as they are: packing is the business of other packings.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let len = u32::try_from(bytes.len()).expect("a small member").to_le_bytes();
        // Version, flags, method, time, date, checksum, packed length, length, length of name, of more.
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend_from_slice(&crc.sum().to_le_bytes());
        common.extend_from_slice(&len);
        common.extend_from_slice(&len);
        common.extend_from_slice(&(name.len() as u16).to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        let at = (out.len() as u32).to_le_bytes();
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);
        list.extend_from_slice(b"PK\x01\x02\x14\x00");
        list.extend_from_slice(&common);
        list.extend_from_slice(&[0; 10]);
        list.extend_from_slice(&at);
        list.extend_from_slice(name.as_bytes());
    }
    let (count, at) = ((members.len() as u16).to_le_bytes(), (out.len() as u32).to_le_bytes());
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&[count, count].concat());
    out.extend_from_slice(&[(list.len() as u32).to_le_bytes(), at].concat());
    out.extend_from_slice(&[0, 0]);
    out
}

/// A tar of files.
pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members = members.iter().flat_map(|(name, bytes)| tar_member(name, EntryType::Regular, bytes));
    members.chain([0; 1024]).collect()
}

/// A member of a tar: its header, and its content up to the end of a block. The length is written also where there
/// is no content of it.
pub fn tar_member(name: &str, kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    let mut member = header.as_bytes().to_vec();
    member.extend_from_slice(content);
    member.resize(member.len().next_multiple_of(512), 0);
    member
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// Every character beyond ASCII as an escape, as some producers write it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}
