//! One input, from its bytes to batches of events. It reads no file: bytes are pushed into it, in pieces
//! of any size, and the answer does not depend on the pieces.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─┬▶ Framer ─▶ values ────────┬▶ RecordRouter ─▶ mapping ─▶ Batch
//!            gzip        UTF-16       ├▶ LogLines ─▶ messages ─┤  wrappers,
//!                                     ├▶ Table ─▶ rows ───────────┘  records
//!                                     └▶ a transcript, whole
//! ```

pub mod archive;
pub mod driver;
mod ending;
mod input_hash;
mod list_elements;
mod log_lines;
mod log_streams;
pub mod member_bytes;
mod nested_text;
pub mod original;
mod packed_zip;
mod reasons;
mod record_router;
mod table;
mod text_reader;

pub use input_hash::hex;

use crate::container::gzip::{ContainerError, Unpacker};
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::model::batch::{Batch, EndReason};
use crate::source::Span;
use crate::source::limits::inflate_limit;
use input_hash::InputHash;
use packed_zip::PackedZip;
use text_reader::TextReader;

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
    is_archive: bool,
    /// Whether it is a zip that was not opened.
    is_unopened_zip: bool,
    /// Whether what is around it is damaged, so that not all of it came.
    is_damaged: bool,
    /// Whether there is a notice about what is around it: one a file is enough (R14).
    is_container_noted: bool,
    /// What is to be told of its name, where it is a member of a zip.
    name_note: Option<Reason>,
    /// Bytes of the facts that were found so far.
    fact_bytes: usize,
    /// Records that were rejected so far.
    rejected: u64,
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
            is_archive: false,
            is_unopened_zip: false,
            is_damaged: false,
            is_container_noted: false,
            name_note: None,
            fact_bytes: 0,
            rejected: 0,
        }
    }

    /// Says how long the input is as given: how much may come out of it depends on that.
    pub fn with_len(mut self, len: u64) -> Reader {
        self.unpacker.set_byte_budget(inflate_limit(len));
        self
    }

    /// Like [`Reader::with_len`] for a member of a zip, out of which no more than this budget may come.
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

    /// A reader for a member of a zip, with the containers around it from the outside in.
    pub fn of_member(path: &str, outer: Vec<String>) -> Reader {
        Reader { outer, sha256: InputHash::begin(), ..Reader::new(path) }
    }

    /// Adds the next bytes of the input and appends what they hold to the batch.
    pub fn push(&mut self, bytes: &[u8], batch: &mut Batch) {
        let mut sink = self.begin(batch);
        sink.part().bytes_read += bytes.len() as u64;
        self.bytes += bytes.len() as u64;
        self.sha256.update(bytes);
        // What comes out is read before more is unpacked, so that no bomb fills the memory.
        let Reader { unpacker, text, .. } = self;
        unpacker.push(bytes, &mut |unpacked| text.push(unpacked, &mut sink));
        let part = sink.part();
        (self.fact_bytes, self.rejected) = (part.fact_bytes, part.rejected);
    }

    /// Begins to tell of the input in a batch, which may be another one than the last time.
    fn begin<'b>(&mut self, batch: &'b mut Batch) -> InputSink<'b> {
        self.text.forget_codes();
        let mut sink = InputSink::new(&self.path, self.attempt, batch);
        let part = sink.part();
        (part.fact_bytes, part.rejected) = (self.fact_bytes, self.rejected);
        sink
    }

    /// Ends the input. If it was a packed zip, its members are to be read next.
    #[must_use]
    pub fn finish(mut self, batch: &mut Batch) -> Option<PackedZip> {
        let mut sink = self.begin(batch);
        let Reader { unpacker, text, .. } = &mut self;
        let unpacking = unpacker.finish(&mut |unpacked| text.push(unpacked, &mut sink));
        text.flush(&mut sink);
        let is_sound = unpacking.is_ok() && !self.is_damaged;
        match unpacking {
            Err(ContainerError::Damaged) => self.note_container(Reason::DamagedGzip, &mut sink),
            Err(error) => sink.notice(Span::default(), error.into()),
            Ok(()) => {}
        }
        let zip = self.text.finish(is_sound, &mut sink);
        self.is_unopened_zip = self.text.is_unopened_zip;
        let zip = zip.and_then(|zip| self.open_zip(zip, &mut sink));
        self.is_archive = zip.is_some();
        self.end_input(EndReason::AtItsEnd, &mut sink);
        zip
    }

    fn open_zip(&mut self, zip: Vec<u8>, sink: &mut InputSink<'_>) -> Option<PackedZip> {
        let mut outer = self.containers();
        outer.push("zip".to_owned());
        let len = zip.len() as u64;
        match PackedZip::open(Box::new(zip), len, &self.path, outer, self.attempt) {
            Ok(zip) => Some(zip),
            Err(reason) => {
                sink.notice(Span::default(), reason);
                self.is_unopened_zip = true;
                None
            }
        }
    }

    /// The containers of the input from the outside in.
    fn containers(&self) -> Vec<String> {
        let mut containers = self.outer.clone();
        containers.extend(vec!["gzip".to_owned(); self.unpacker.depth()]);
        if self.is_unopened_zip {
            containers.push("zip".to_owned());
        }
        containers
    }
}
