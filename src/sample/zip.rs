//! A zip without compression, for the reason that gzip has none here: the same bytes everywhere.

use super::SampleFile;

/// Packs files under their paths. The members are stored (APPNOTE.TXT 4.3: local headers with the
/// contents, the central directory, its end record), all of midnight 2026-11-20.
pub(super) fn archive(path: &str, members: &[SampleFile]) -> SampleFile {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let facts = facts(member);
        let offset = bytes.len() as u32;
        bytes.extend_from_slice(b"PK\x03\x04");
        bytes.extend_from_slice(&facts);
        bytes.extend_from_slice(member.path.as_bytes());
        bytes.extend_from_slice(&member.bytes);
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&VERSION.to_le_bytes());
        directory.extend_from_slice(&facts);
        // No comment, the first disk, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(member.path.as_bytes());
    }
    let (count, offset, length) = (members.len() as u16, bytes.len() as u32, directory.len() as u32);
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&offset.to_le_bytes());
    bytes.extend_from_slice(&[0; 2]);
    SampleFile { path: path.to_owned(), bytes }
}

/// Version 2.0 of the format, which every reader knows.
const VERSION: u16 = 20;

/// What the local header and the directory say in common, from the version needed to the length of the
/// extra field.
fn facts(member: &SampleFile) -> Vec<u8> {
    const NAME_IS_UTF_8: u16 = 1 << 11;
    const STORED: u16 = 0;
    const MIDNIGHT: u16 = 0;
    const DATE: u16 = (2026 - 1980) << 9 | 11 << 5 | 20;
    let mut crc = flate2::Crc::new();
    crc.update(&member.bytes);
    let length = member.bytes.len() as u32;
    let mut out = Vec::new();
    for short in [VERSION, NAME_IS_UTF_8, STORED, MIDNIGHT, DATE] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    for long in [crc.sum(), length, length] {
        out.extend_from_slice(&long.to_le_bytes());
    }
    for short in [member.path.len() as u16, 0] {
        out.extend_from_slice(&short.to_le_bytes());
    }
    out
}
