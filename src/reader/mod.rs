//! One input, from its bytes to batches of events. It reads no file: bytes are pushed into it, in pieces
//! of any size, and the answer does not depend on the pieces.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─┬▶ Framer ─▶ values ────────┬▶ RecordRouter ─▶ mapping ─▶ Batch
//!            gzip   │    UTF-16       ├▶ LogLines ─▶ messages ─┤  wrappers,
//!                                     ├▶ Table ─▶ rows ───────────┘  records
//!                   └▶ OpenTar          └▶ a transcript, whole
//!                      a reader a member
//! ```

pub mod archive;
mod content_hasher;
mod content_pass;
mod dated_rows;
pub mod driver;
mod ending;
mod input_hash;
mod list_elements;
mod log_lines;
mod log_streams;
pub mod member_bytes;
mod nested_text;
mod open_tar;
pub mod original;
mod packed_zip;
mod reasons;
mod recoded_rows;
mod record_router;
mod records_object;
pub mod scan;
mod table;
mod tar_members;
mod tar_search;
mod text_reader;

use crate::container::gzip::{ContainerError, Unpacker};
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason, KnownTimes};
use crate::source::Span;
use crate::source::limits::{MAX_ARCHIVE_DEPTH, inflate_limit};
use content_hasher::ContentHasher;
use input_hash::InputHash;
use open_tar::OpenTar;
use packed_zip::{PackedZip, ZIP, archive_depth};
use text_reader::TextReader;

/// What a tar is called among the containers of its members.
const TAR: &str = "tar";

/// Reads one input.
pub struct Reader {
    path: String,
    /// Which reading of the input this is, counted from 0.
    attempt: u32,
    bytes: u64,
    unpacker: Unpacker,
    text: TextReader,
    /// Containers around the input, where it is a member of a zip.
    outer: Vec<String>,
    sha256: InputHash,
    /// Hashes its content, where that is wanted.
    content: Option<Box<ContentHasher>>,
    is_archive: bool,
    /// Which archive it is, where it is an input itself: it was not opened, or not read as a whole.
    own_archive: Option<&'static str>,
    /// Its members, where it is a tar.
    tar: Option<Box<OpenTar<Reader>>>,
    /// Whether what is around it is damaged, so that not all of it came.
    is_damaged: bool,
    /// Whether there is a notice about what is around it: one a file is enough (R14).
    is_container_noted: bool,
    /// Whether other members of its zip have its name.
    is_repeated: bool,
    /// Bytes of the facts that were found so far.
    fact_bytes: usize,
    /// Records that were rejected so far.
    rejected: u64,
    /// What times its events so far have.
    times: KnownTimes,
}

impl Reader {
    /// A reader for the input of this path.
    pub fn new(path: &str) -> Reader {
        Reader {
            path: path.to_owned(),
            attempt: 0,
            bytes: 0,
            unpacker: Unpacker::default(),
            text: TextReader::new(path),
            outer: Vec::new(),
            sha256: InputHash::NotAsked,
            content: None,
            is_archive: false,
            own_archive: None,
            tar: None,
            is_damaged: false,
            is_container_noted: false,
            is_repeated: false,
            fact_bytes: 0,
            rejected: 0,
            times: KnownTimes::default(),
        }
    }

    /// Says how long the input is as given: how much may come out of it depends on that.
    pub fn with_len(mut self, len: u64) -> Reader {
        self.unpacker.set_byte_budget(inflate_limit(len));
        self
    }

    /// Like [`Reader::with_len`] for a member of an archive, out of which no more than this budget may come.
    fn with_byte_budget(mut self, byte_budget: u64, len: u64) -> Reader {
        self.unpacker.set_byte_budget(inflate_limit(len).min(byte_budget));
        self
    }

    /// Says which reading of the input this is, counted from 0: what a later one repeats is not counted again.
    pub fn with_attempt(self, attempt: u32) -> Reader {
        Reader { attempt, ..self }
    }

    /// Says why the input cannot be opened as a zip, though it begins like one: it is not tried once more.
    fn with_zip_problem(mut self, reason: Reason) -> Reader {
        self.text.zip_problem = Some(reason);
        self
    }

    /// How many bytes came out of its gzip.
    fn inflated(&self) -> u64 {
        self.unpacker.inflated()
    }

    /// How many bytes of the input were pushed so far.
    fn byte_count(&self) -> u64 {
        self.bytes
    }

    /// Hashes the bytes as they are pushed.
    fn hashing(self) -> Reader {
        Reader { sha256: InputHash::begin(), ..self }
    }

    /// Says what the input hashes to: SHA-256 in lower-case hexadecimal.
    pub fn with_known_hash(self, sha256: String) -> Reader {
        Reader { sha256: InputHash::Known(sha256), ..self }
    }

    /// A reader for a member of an archive, with the containers around it from the outside in.
    pub fn of_member(path: &str, outer: Vec<String>) -> Reader {
        Reader { outer, sha256: InputHash::begin(), ..Reader::new(path) }
    }

    /// Adds the next bytes of the input and appends what they hold to the batch.
    pub fn push(&mut self, bytes: &[u8], batch: &mut Batch) {
        // Whoever wants the text, its content's hash, or the records alone has no use for what the bytes hash to.
        if batch.decoded.is_none() && batch.contents.is_none() && batch.records.is_none() {
            self.sha256.update(bytes);
        }
        let mut sink = self.begin(batch);
        sink.part().bytes_read += bytes.len() as u64;
        self.hash_content(bytes, &mut sink);
        self.bytes += bytes.len() as u64;
        if self.needs_no_unpacking(&mut sink) {
            return;
        }
        // What comes out is read before more is unpacked, so that no bomb fills the memory.
        let mut unpacker = std::mem::take(&mut self.unpacker);
        unpacker.push(bytes, &mut |unpacked| self.read(unpacked, &mut sink));
        self.unpacker = unpacker;
        self.open_tar(&mut sink);
        let part = sink.part();
        (self.fact_bytes, self.rejected, self.times) = (part.fact_bytes, part.rejected, part.times);
    }

    /// Reads what was unpacked.
    fn read(&mut self, unpacked: &[u8], sink: &mut InputSink<'_>) {
        match &mut self.tar {
            Some(tar) => tar.push(unpacked, sink.batch()),
            None => self.text.push(unpacked, sink),
        }
    }

    /// Goes on with the members if the text turned out to be a tar.
    fn open_tar(&mut self, sink: &mut InputSink<'_>) {
        let Some(head) = self.text.take_tar() else { return };
        let mut outer = self.containers();
        outer.push(TAR.to_owned());
        if archive_depth(&outer) > MAX_ARCHIVE_DEPTH {
            self.own_archive = Some(TAR);
            return sink.notice(Span::default(), Reason::TooManyArchives);
        }
        let mut tar = OpenTar::new(&self.path, self.attempt, outer);
        tar.push(&head, sink.batch());
        self.tar = Some(Box::new(tar));
    }

    /// Zips that were found in it and are whole: they are to be read next.
    fn take_zips(&mut self) -> Vec<PackedZip> {
        self.tar.as_mut().map(|tar| std::mem::take(&mut tar.zips)).unwrap_or_default()
    }

    /// Begins to tell of the input in a batch, which may be another one than the last time.
    fn begin<'b>(&mut self, batch: &'b mut Batch) -> InputSink<'b> {
        self.text.forget_codes();
        let mut sink = InputSink::new(&self.path, self.attempt, batch);
        let part = sink.part();
        (part.fact_bytes, part.rejected, part.times) = (self.fact_bytes, self.rejected, self.times);
        sink
    }

    /// Ends the input. The members of the zips that it was or held are to be read next.
    #[must_use]
    pub fn finish(mut self, batch: &mut Batch) -> Vec<PackedZip> {
        self.end(batch)
    }

    fn end(&mut self, batch: &mut Batch) -> Vec<PackedZip> {
        let mut sink = self.begin(batch);
        self.end_content(&mut sink);
        let mut unpacker = std::mem::take(&mut self.unpacker);
        let unpacking = unpacker.finish(&mut |unpacked| self.read(unpacked, &mut sink));
        self.unpacker = unpacker;
        self.open_tar(&mut sink);
        let is_sound = unpacking.is_ok() && !self.is_damaged;
        match unpacking {
            Err(ContainerError::Damaged) => self.note_container(Reason::DamagedGzip, &mut sink),
            Err(error) => sink.notice(Span::default(), reasons::of_container(error)),
            Ok(()) => {}
        }
        if let Some(tar) = self.tar.take() {
            return self.end_tar(*tar, is_sound, &mut sink);
        }
        self.text.flush(&mut sink);
        let zip = self.text.finish(is_sound, &mut sink);
        if self.text.is_unopened_zip {
            self.own_archive = Some(ZIP);
        }
        let zip = zip.and_then(|zip| self.open_zip(zip, &mut sink));
        self.is_archive = zip.is_some();
        self.end_input(EndReason::AtItsEnd, &mut sink);
        zip.into_iter().collect()
    }

    fn open_zip(&mut self, zip: Vec<u8>, sink: &mut InputSink<'_>) -> Option<PackedZip> {
        let mut outer = self.containers();
        outer.push(ZIP.to_owned());
        let len = zip.len() as u64;
        match PackedZip::open(Box::new(zip), len, &self.path, outer, self.attempt) {
            Ok(zip) => Some(zip),
            Err(reason) => {
                self.note_container(reason, sink);
                self.own_archive = Some(ZIP);
                None
            }
        }
    }

    /// The containers of the input from the outside in.
    fn containers(&self) -> Vec<String> {
        let mut containers = self.outer.clone();
        containers.extend(vec!["gzip".to_owned(); self.unpacker.depth()]);
        containers.extend(self.own_archive.map(str::to_owned));
        containers
    }
}
