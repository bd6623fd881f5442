//! Files that are known and not read, by their first bytes: who is told what one is can do something about it.

/// A kind of file that is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Apache Parquet: how Security Lake keeps its objects.
    Parquet,
    /// Apache Avro.
    Avro,
    /// An archive that is no zip.
    Archive,
    /// A file that is packed, and not by gzip.
    Packed,
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
const MAGICS: [(&[u8], FileKind); 13] = [
    (b"PAR1", FileKind::Parquet),
    (b"Obj\x01", FileKind::Avro),
    // 7z, RAR.
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive),
    (b"Rar!\x1a\x07", FileKind::Archive),
    // Zstandard, xz, bzip2.
    (b"\x28\xb5\x2f\xfd", FileKind::Packed),
    (b"\xfd7zXZ\0", FileKind::Packed),
    (b"BZh", FileKind::Packed),
    (b"ElfFile\0", FileKind::EventLog),
    // pcap in both byte orders, pcapng.
    (b"\xd4\xc3\xb2\xa1", FileKind::Packets),
    (b"\xa1\xb2\xc3\xd4", FileKind::Packets),
    (b"\x0a\x0d\x0d\x0a", FileKind::Packets),
    (b"%PDF-", FileKind::Pdf),
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
        for text in [&b"{\"a\":1}"[..], b"PARtition", b"\n\r\n", b"", b"BZ"] {
            assert_eq!(FileKind::of(text), None);
        }
    }
}
