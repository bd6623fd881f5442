//! Files that are known and not read, by their first bytes: who is told what one is can do something about it.

/// A kind of file that is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Apache Parquet: how Security Lake keeps its objects.
    Parquet,
    /// Apache Avro.
    Avro,
    /// Apache ORC.
    Orc,
    /// An archive that is no zip and no tar, by what it is called.
    Archive(&'static str),
    /// A file that is packed, and not by gzip, by what that is called.
    Packed(&'static str),
    /// A workbook of Excel, or another document of Office, as it was before these were zips.
    Workbook,
    /// A Windows event log.
    EventLog,
    /// A capture of network packets.
    Packets,
    /// A PDF.
    Pdf,
    /// A database of SQLite.
    Sqlite,
}

/// The first bytes of each kind.
const MAGICS: [(&[u8], FileKind); 21] = [
    (b"PAR1", FileKind::Parquet),
    (b"Obj\x01", FileKind::Avro),
    (b"ORC\x0a", FileKind::Orc),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive("7z")),
    (b"Rar!\x1a\x07", FileKind::Archive("RAR")),
    (b"MSCF\0\0\0\0", FileKind::Archive("cabinet")),
    (b"\x28\xb5\x2f\xfd", FileKind::Packed("Zstandard")),
    (b"\xfd7zXZ\0", FileKind::Packed("xz")),
    (b"BZh", FileKind::Packed("bzip2")),
    (b"\x04\x22\x4d\x18", FileKind::Packed("LZ4")),
    (b"\xff\x06\0\0sNaPpY", FileKind::Packed("Snappy")),
    (b"\x1f\x9d\x90", FileKind::Packed("compress")),
    (b"ElfFile\0", FileKind::EventLog),
    // pcap in both byte orders, with microseconds and with nanoseconds, and pcapng.
    (b"\xd4\xc3\xb2\xa1", FileKind::Packets),
    (b"\xa1\xb2\xc3\xd4", FileKind::Packets),
    (b"\x4d\x3c\xb2\xa1", FileKind::Packets),
    (b"\xa1\xb2\x3c\x4d", FileKind::Packets),
    (b"\x0a\x0d\x0d\x0a", FileKind::Packets),
    (b"%PDF-", FileKind::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Workbook),
    (b"SQLite format 3\0", FileKind::Sqlite),
];

impl FileKind {
    /// The kind of file that begins like this.
    pub fn of(head: &[u8]) -> Option<FileKind> {
        MAGICS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        assert_eq!(FileKind::of(b"PAR1\x15\x04"), Some(FileKind::Parquet));
        assert_eq!(FileKind::of(b"%PDF-1.7\n"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of(b"7z\xbc\xaf\x27\x1c\0\x04"), Some(FileKind::Archive("7z")));
        assert_eq!(FileKind::of(b"\x04\x22\x4d\x18d"), Some(FileKind::Packed("LZ4")));
        for text in [&b"{\"a\":1}"[..], b"PARtition", b"\n\r\n", b"", b"BZ"] {
            assert_eq!(FileKind::of(text), None);
        }
    }
}
