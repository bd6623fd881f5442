//! zip: the list of members and the content of each. Reading the list is rawzip's work, inflating flate2's.
//! Members are taken as the central directory has them: each of them, in its order, whatever it is named.

use super::gzip::ContainerError;
use super::read_ahead::ReadAhead;
use crate::source::limits::{INFLATE_STEP_BYTES, INFLATED_STEP_BYTES, MAX_MEMBERS, inflate_limit};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use rawzip::{
    CompressionMethod, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
    ZipLocator,
};
use std::io;
use std::ops::Range;

pub use rawzip::{FileReader, ReaderAt};

/// Whether these are the first bytes of a zip: a member, or the end of an empty list.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A zip that is open: it can be read at any offset.
pub struct Zip {
    archive: ZipArchive<ReadAhead<Box<dyn ReaderAt>>>,
    len: u64,
}

/// A member of a zip, as its central directory has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZipMember {
    /// Name as written; invalid bytes as U+FFFD.
    pub name: String,
    /// Whether its content is encrypted.
    pub is_encrypted: bool,
    /// Where it lies; nothing where it is encrypted, or packed by a method that is not known.
    wayfinder: Option<ZipArchiveEntryWayfinder>,
    is_deflated: bool,
    size: u64,
    crc32: u32,
}

impl ZipMember {
    /// A reader of its packed bytes, which are so many, and of which no more than `byte_budget` come out.
    pub fn inflater(&self, packed_len: u64, byte_budget: u64) -> Inflater {
        Inflater {
            deflated: self.is_deflated.then(Deflated::new),
            crc: Crc::new(),
            packed: 0,
            inflated: 0,
            byte_budget: byte_budget.min(if self.is_deflated { inflate_limit(packed_len) } else { u64::MAX }),
            wanted: (self.size, self.crc32),
            has_failed: false,
            is_over: false,
        }
    }
}

impl Zip {
    /// Opens a zip of this length.
    ///
    /// # Errors
    /// `Damaged` where there is no central directory.
    pub fn open(source: Box<dyn ReaderAt>, len: u64) -> Result<Zip, ContainerError> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive = ZipLocator::new().locate_in_reader(ReadAhead::new(source), &mut buffer, len);
        Ok(Zip { archive: archive.map_err(|_| ContainerError::Damaged)?, len })
    }

    /// Its members; folders, which have no content, left out.
    ///
    /// # Errors
    /// `Damaged` where the central directory does not add up; `TooLarge` where it is longer than the limit.
    pub fn members(&self) -> Result<Vec<ZipMember>, ContainerError> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let mut members = Vec::new();
        let mut entries = self.archive.entries(&mut buffer);
        while let Some(entry) = entries.next_entry().map_err(|_| ContainerError::Damaged)? {
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            if name.ends_with('/') && is_nothing(&entry) {
                continue;
            }
            if members.len() == MAX_MEMBERS {
                return Err(ContainerError::TooLarge);
            }
            let method = entry.compression_method();
            let is_encrypted = entry.flags().is_encrypted();
            let is_readable =
                !is_encrypted && (method == CompressionMethod::STORE || method == CompressionMethod::DEFLATE);
            members.push(ZipMember {
                name,
                is_encrypted,
                wayfinder: is_readable.then(|| entry.wayfinder()),
                is_deflated: method == CompressionMethod::DEFLATE,
                size: entry.uncompressed_size_hint(),
                crc32: entry.crc32(),
            });
        }
        Ok(members)
    }

    /// Where the packed bytes of a member are: its own header, right before them, is read for that. Nothing where
    /// they cannot be read, or the directory points to where no member is.
    pub fn locate(&self, member: &ZipMember) -> Option<Range<u64>> {
        let (start, end) = self.archive.get_entry(member.wayfinder?).ok()?.compressed_data_range();
        // A damaged directory may lead behind the end.
        let start = start.min(self.len);
        Some(start..end.clamp(start, self.len))
    }

    /// Whether the bytes of the zip can no longer be read, as of a file that has gone.
    pub fn has_failed(&self) -> bool {
        self.archive.get_ref().has_failed()
    }

    /// Reads bytes of the zip.
    ///
    /// # Errors
    /// Those of the source; `UnexpectedEof` where there are not as many.
    pub fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.archive.get_ref().read_exact_at(buffer, offset)
    }
}

/// Whether a member has no content, as a folder has none: packed, nothing is two bytes, and encrypted, it has a header
/// besides. Whatever else a name says, what is there is read.
fn is_nothing(entry: &ZipFileHeaderRecord<'_>) -> bool {
    let is_packed_nothing = entry.compressed_size_hint() <= 2 || entry.flags().is_encrypted();
    entry.uncompressed_size_hint() == 0 && is_packed_nothing
}

/// A deflate stream that is being read (RFC 1951).
struct Deflated {
    stream: Decompress,
    /// Whether it has come to its last symbol, which says that it ends there.
    has_ended: bool,
}

impl Deflated {
    fn new() -> Deflated {
        Deflated { stream: Decompress::new(false), has_ended: false }
    }

    /// Inflates the next bytes, and hands on what comes out, also before damage. Whether they are sound: none of them
    /// may be left when the stream has ended.
    fn push(&mut self, mut packed: &[u8], sink: &mut dyn FnMut(&[u8])) -> bool {
        let mut out = Vec::with_capacity(INFLATED_STEP_BYTES);
        while !self.has_ended {
            out.clear();
            let before = self.stream.total_in();
            let status = self.stream.decompress_vec(packed, &mut out, FlushDecompress::None);
            let taken = (self.stream.total_in() - before) as usize;
            packed = &packed[taken..];
            sink(&out);
            match status {
                Ok(Status::StreamEnd) => self.has_ended = true,
                // It wants more than there is.
                Ok(_) if taken == 0 && out.is_empty() => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        packed.is_empty()
    }
}

/// The content of a member in the making.
pub struct Inflater {
    deflated: Option<Deflated>,
    crc: Crc,
    packed: u64,
    inflated: u64,
    /// How many bytes may still come out.
    byte_budget: u64,
    wanted: (u64, u32),
    has_failed: bool,
    is_over: bool,
}

impl Inflater {
    /// How many packed bytes went in, and how many came out of them.
    pub fn progress(&self) -> (u64, u64) {
        (self.packed, self.inflated)
    }

    /// Unpacks the next packed bytes; what comes out is handed on piece by piece.
    pub fn push(&mut self, packed: &[u8], sink: &mut dyn FnMut(&[u8])) {
        let mut deflated = self.deflated.take();
        for step in packed.chunks(INFLATE_STEP_BYTES) {
            if self.has_failed || self.is_over {
                break;
            }
            self.packed += step.len() as u64;
            match &mut deflated {
                Some(deflated) => self.has_failed = !deflated.push(step, &mut |out| self.take(out, sink)),
                None => self.take(step, sink),
            }
        }
        self.deflated = deflated;
    }

    /// Whether all came out as it went in.
    ///
    /// # Errors
    /// `Damaged` where length or checksum differ, or a deflate stream lacks its end; `TooLarge` where the limit was
    /// reached.
    pub fn finish(self) -> Result<(), ContainerError> {
        if self.is_over {
            return Err(ContainerError::TooLarge);
        }
        let has_ended = self.deflated.is_none_or(|deflated| deflated.has_ended);
        let is_whole = has_ended && !self.has_failed && (self.inflated, self.crc.sum()) == self.wanted;
        is_whole.then_some(()).ok_or(ContainerError::Damaged)
    }

    fn take(&mut self, out: &[u8], sink: &mut dyn FnMut(&[u8])) {
        self.is_over |= out.len() as u64 > self.byte_budget;
        let out = &out[..self.byte_budget.min(out.len() as u64) as usize];
        self.byte_budget -= out.len() as u64;
        self.inflated += out.len() as u64;
        self.crc.update(out);
        if !out.is_empty() {
            sink(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip(files: &[(&str, &[u8], bool)]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = rawzip::ZipArchiveWriter::new(&mut out);
        for (name, content, is_deflated) in files {
            let method = if *is_deflated { CompressionMethod::DEFLATE } else { CompressionMethod::STORE };
            let (mut entry, config) =
                writer.new_file(*name).compression_method(method).start().expect("a member");
            let descriptor = if *is_deflated {
                let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
                let mut inner = config.wrap(encoder);
                inner.write_all(content).expect("to memory");
                let (encoder, descriptor) = inner.finish().expect("to memory");
                encoder.finish().expect("to memory");
                descriptor
            } else {
                let mut inner = config.wrap(&mut entry);
                inner.write_all(content).expect("to memory");
                inner.finish().expect("to memory").1
            };
            entry.finish(descriptor).expect("to memory");
        }
        writer.finish().expect("to memory");
        out
    }

    fn open(zip: &[u8]) -> Result<Zip, ContainerError> {
        Zip::open(Box::new(zip.to_vec()), zip.len() as u64)
    }

    fn members(zip: &[u8]) -> Vec<ZipMember> {
        open(zip).and_then(|zip| zip.members()).expect("a zip")
    }

    fn content(zip: &[u8], member: &ZipMember) -> (Vec<u8>, Result<(), ContainerError>) {
        let range = open(zip).expect("a zip").locate(member).expect("it can be read");
        let mut out = Vec::new();
        let mut inflater = member.inflater(range.end - range.start, u64::MAX);
        for piece in zip[range.start as usize..range.end as usize].chunks(7) {
            inflater.push(piece, &mut |bytes| out.extend_from_slice(bytes));
        }
        (out, inflater.finish())
    }

    #[test]
    fn members_of_one_name_are_both_there() {
        let zip = zip(&[("a/b.json", b"first", true), ("a/b.json", b"second", false)]);
        let members = members(&zip);
        assert_eq!(
            members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(),
            ["a/b.json", "a/b.json"]
        );
        assert_eq!(content(&zip, &members[0]), (b"first".to_vec(), Ok(())));
        assert_eq!(content(&zip, &members[1]), (b"second".to_vec(), Ok(())));
    }

    #[test]
    fn damage_is_seen_and_what_came_before_it_is_kept() {
        let mut zip = zip(&[("a", b"stored content", false)]);
        let list = members(&zip);
        let at = open(&zip).expect("a zip").locate(&list[0]).expect("it can be read").start as usize;
        zip[at] ^= 1;
        let (out, end) = content(&zip, &list[0]);
        assert_eq!((out.len(), end), (14, Err(ContainerError::Damaged)));
        assert_eq!(open(&zip[..zip.len() - 30]).err(), Some(ContainerError::Damaged));
    }

    #[test]
    fn a_deflated_member_is_whole_only_with_the_end_of_its_stream_and_nothing_behind_it() {
        let zip = zip(&[("a", b"all of it", true)]);
        let member = &members(&zip)[0];
        let range = open(&zip).expect("a zip").locate(member).expect("it can be read");
        let packed = &zip[range.start as usize..range.end as usize];
        let unpacked = |packed: &[u8]| {
            let mut out = Vec::new();
            let mut inflater = member.inflater(packed.len() as u64, u64::MAX);
            inflater.push(packed, &mut |bytes| out.extend_from_slice(bytes));
            (out, inflater.finish())
        };
        let content = b"all of it".to_vec();
        assert_eq!(unpacked(packed), (content.clone(), Ok(())));
        // What says that the stream ends is in the last bits: all of the content comes out without them.
        let cut = &packed[..packed.len() - 1];
        assert_eq!(unpacked(cut), (content.clone(), Err(ContainerError::Damaged)));
        let longer = [packed, &b"x"[..]].concat();
        assert_eq!(unpacked(&longer), (content, Err(ContainerError::Damaged)));
    }
}
