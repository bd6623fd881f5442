//! One input, from its bytes to batches of events. It reads no file: bytes are pushed into it, in pieces
//! of any size, and the answer does not depend on the pieces.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─┬▶ Framer ─▶ values ────────┬▶ Intake ─▶ build_* ─▶ Batch
//!            gzip        UTF-16       ├▶ ExportLines ─▶ messages ─┤  wrappers, records
//!                                     ├▶ Table ─▶ rows ───────────┘
//!                                     └▶ a transcript, whole
//! ```

pub mod archive;
pub mod driver;
mod ending;
mod export_lines;
mod input_hash;
mod inventory;
mod log_streams;
pub mod member_bytes;
pub mod original;
pub mod packed_zip;
mod record_context;
mod record_router;
mod records;
mod table;
mod transcript;

pub use input_hash::hex;

use crate::container::gzip::{ContainerError, Unpacker};
use crate::container::text::TextDecoder;
use crate::container::zip::is_zip;
use crate::format::detect::{TextKind, detect_text, folder_of};
use crate::format::{Format, Reason};
use crate::model::batch::{Batch, Ended};
use crate::source::limits::{MAX_INNER_ZIP_BYTES, MAX_TRANSCRIPT_BYTES, SNIFF_BYTES, inflate_limit};
use crate::source::{Span, path};
use export_lines::ExportLines;
use input_hash::InputHash;
use packed_zip::PackedZip;
use record_context::RecordContext;
use record_router::{NestedText, RecordRouter};
use table::Table;
use transcript::push_transcript;

/// Reads one input.
pub struct Reader {
    path: String,
    /// Which reading of the input this is, counted from 0.
    attempt: u32,
    bytes: u64,
    unpacker: Unpacker,
    decoder: TextDecoder,
    stage: Stage,
    router: RecordRouter,
    text: Vec<u8>,
    /// Containers around the input, where it is a member of a zip.
    outer: Vec<String>,
    sha256: InputHash,
    is_archive: bool,
    /// Whether it is a zip that was not opened.
    is_zip: bool,
    /// Whether what is around it is damaged, so that not all of it came.
    is_damaged: bool,
    /// Whether there is a notice about what is around it: one a file is enough (R14).
    is_container_noted: bool,
    /// Bytes of the facts that were found so far.
    fact_bytes: usize,
    /// Records that were rejected so far.
    rejected: u64,
}

/// What is done with the text of an input.
enum Stage {
    /// It is kept until it is known what it is.
    Sniffing(Vec<u8>),
    /// Values are cut out of it.
    Json(Box<NestedText>),
    /// Log events are cut out of its lines.
    Lines(Box<ExportLines>),
    /// Rows are cut out of it.
    Table(Box<Table>),
    /// It is one record, and kept until it is whole.
    Transcript(Vec<u8>),
    /// A zip in another container: its list stands at its end, so it is kept until it is whole.
    Zip(Vec<u8>),
    /// It is passed over: a text of no known format, or an object that is skipped whatever it holds.
    PassedOver,
}

impl Reader {
    /// A reader for the input of this path.
    pub fn new(path: &str) -> Reader {
        let is_probe = path::is_probe_object(path);
        Reader {
            path: path.to_owned(),
            attempt: 0,
            bytes: 0,
            unpacker: Unpacker::default(),
            decoder: TextDecoder::default(),
            stage: if is_probe { Stage::PassedOver } else { Stage::Sniffing(Vec::new()) },
            router: RecordRouter::default(),
            text: Vec::new(),
            outer: Vec::new(),
            sha256: InputHash::NotAsked,
            is_archive: false,
            is_zip: false,
            is_damaged: false,
            is_container_noted: false,
            fact_bytes: 0,
            rejected: 0,
        }
    }

    /// Says how long the input is as given: how much may come out of it hangs on that.
    pub fn with_len(mut self, len: u64) -> Reader {
        self.unpacker.set_room(inflate_limit(len));
        self
    }

    /// Like [`Reader::with_len`] for a member of a zip, out of which no more than `room` may come.
    fn with_room(mut self, room: u64, len: u64) -> Reader {
        self.unpacker.set_room(inflate_limit(len).min(room));
        self
    }

    /// Says which reading of the input this is, counted from 0: what a later one repeats is not counted again.
    pub fn with_attempt(self, attempt: u32) -> Reader {
        Reader { attempt, ..self }
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

    /// Reads the next bytes of the input and appends what they hold to the batch.
    pub fn push(&mut self, bytes: &[u8], batch: &mut Batch) {
        let input = self.begin(batch);
        batch.inputs[input as usize].bytes_read += bytes.len() as u64;
        self.bytes += bytes.len() as u64;
        self.sha256.update(bytes);
        // What comes out is read before more is unpacked, so that no bomb fills the memory.
        let mut unpacker = std::mem::take(&mut self.unpacker);
        unpacker.push(bytes, &mut |unpacked| self.push_unpacked(unpacked, input, batch));
        self.unpacker = unpacker;
        let part = &batch.inputs[input as usize];
        (self.fact_bytes, self.rejected) = (part.fact_bytes, part.rejected);
    }

    /// Begins to tell of the input in a batch, which may be another one than the last time.
    fn begin(&mut self, batch: &mut Batch) -> u32 {
        self.router.forget_codes();
        let input = self.input_in(batch);
        let part = &mut batch.inputs[input as usize];
        (part.fact_bytes, part.rejected) = (self.fact_bytes, self.rejected);
        input
    }

    /// Ends the input. If it was a packed zip, its members are to be read next.
    #[must_use]
    pub fn finish(mut self, batch: &mut Batch) -> Option<PackedZip> {
        let input = self.begin(batch);
        let mut unpacker = std::mem::take(&mut self.unpacker);
        let unpacking = unpacker.finish(&mut |unpacked| self.push_unpacked(unpacked, input, batch));
        self.unpacker = unpacker;
        let mut text = Vec::new();
        self.decoder.finish(&mut text);
        self.push_text(&text, input, batch);
        let is_sound = unpacking.is_ok() && !self.is_damaged;
        match unpacking {
            Err(ContainerError::Damaged) => self.note_container(Reason::DamagedGzip, batch),
            Err(error) => batch.push_notice(input, Span::default(), error.into()),
            Ok(()) => {}
        }
        let archive = self.finish_stage(input, is_sound, batch);
        self.is_archive = archive.is_some();
        self.end_input(input, Ended::AtItsEnd, batch);
        archive
    }

    /// The number of the input in a batch.
    fn input_in(&self, batch: &mut Batch) -> u32 {
        batch.begin_attempt(&self.path, self.attempt)
    }

    fn push_unpacked(&mut self, bytes: &[u8], input: u32, batch: &mut Batch) {
        if self.decoder.is_transparent() {
            self.push_text(bytes, input, batch);
        } else {
            let mut text = std::mem::take(&mut self.text);
            self.decoder.push(bytes, &mut text);
            self.push_text(&text, input, batch);
            text.clear();
            self.text = text;
        }
    }

    fn push_text(&mut self, text: &[u8], input: u32, batch: &mut Batch) {
        match &mut self.stage {
            Stage::PassedOver => {}
            Stage::Json(level) => {
                level.framer.push(text);
                self.read_json(input, batch);
                self.stop_where_over(input, batch);
            }
            Stage::Lines(lines) => {
                lines.push(text, folder_of(&self.path), &mut self.router, input, batch);
                self.stop_where_over(input, batch);
            }
            Stage::Table(table) => {
                table.push(text, &mut self.router, input, batch);
                self.stop_where_over(input, batch);
            }
            Stage::Zip(whole) => {
                if whole.len() + text.len() > MAX_INNER_ZIP_BYTES {
                    batch.push_notice(input, Span::default(), Reason::InnerZipTooLarge);
                    self.is_zip = true;
                    self.stage = Stage::PassedOver;
                } else {
                    whole.extend_from_slice(text);
                }
            }
            Stage::Transcript(whole) => {
                let room = MAX_TRANSCRIPT_BYTES - whole.len();
                if text.len() > room {
                    batch.push_notice(input, Span::default(), Reason::TranscriptTooLong);
                    whole.extend_from_slice(&text[..room]);
                    let whole = std::mem::take(whole);
                    self.read_transcript(&whole, input, batch);
                    self.stage = Stage::PassedOver;
                } else {
                    whole.extend_from_slice(text);
                }
            }
            Stage::Sniffing(head) => {
                let missing = SNIFF_BYTES - head.len();
                let (now, later) = text.split_at(text.len().min(missing));
                head.extend_from_slice(now);
                if head.len() < ZIP_HEAD_BYTES {
                    return;
                }
                if is_zip(head) {
                    let head = std::mem::take(head);
                    self.stage = Stage::Zip(Vec::new());
                    self.push_text(&head, input, batch);
                    return self.push_text(later, input, batch);
                }
                let kind = detect_text(head, head.len() == SNIFF_BYTES, &self.path);
                if let Some(kind) = kind {
                    self.settle(kind, input, batch);
                    self.push_text(later, input, batch);
                }
            }
        }
    }

    /// Passes over the rest of the input where a limit was reached; there is a notice about it.
    fn stop_where_over(&mut self, input: u32, batch: &mut Batch) {
        if self.router.over().is_some() {
            self.finish_intake(input, None, batch);
            self.stage = Stage::PassedOver;
        }
    }

    /// Goes on as the first bytes of the text tell.
    fn settle(&mut self, kind: TextKind, input: u32, batch: &mut Batch) {
        let Stage::Sniffing(head) = &mut self.stage else { return };
        let head = std::mem::take(head);
        let mut whole_notice = |reason| batch.push_notice(input, Span::default(), reason);
        self.stage = match kind {
            TextKind::Json => Stage::Json(Box::default()),
            TextKind::ExportLines => Stage::Lines(Box::default()),
            TextKind::Table => Stage::Table(Box::new(Table::new())),
            TextKind::Transcript => Stage::Transcript(Vec::new()),
            TextKind::Blank => {
                whole_notice(Reason::NothingInIt);
                Stage::PassedOver
            }
            TextKind::Unknown => {
                whole_notice(Reason::NoKnownFormat);
                Stage::PassedOver
            }
        };
        self.push_text(&head, input, batch);
    }

    fn finish_stage(&mut self, input: u32, is_sound: bool, batch: &mut Batch) -> Option<PackedZip> {
        if path::is_probe_object(&self.path) {
            batch.inputs[input as usize].skipped += 1;
            if path::base_name(&self.path) == path::SESSION_LOGGER_PROBE {
                batch.count_record(input, Format::SessionLogger);
            }
            return None;
        }
        if let Stage::Sniffing(head) = &self.stage {
            match detect_text(head, true, &self.path) {
                // The notice of the broken container says enough.
                Some(TextKind::Blank) if !is_sound => self.stage = Stage::PassedOver,
                kind => self.settle(kind.unwrap_or(TextKind::Unknown), input, batch),
            }
        }
        match &mut self.stage {
            Stage::Json(level) => {
                level.framer.end();
                self.read_json(input, batch);
            }
            Stage::Lines(lines) => lines.finish(folder_of(&self.path), &mut self.router, input, batch),
            Stage::Table(table) => table.finish(&mut self.router, input, batch),
            Stage::Transcript(whole) => {
                let whole = std::mem::take(whole);
                self.read_transcript(&whole, input, batch);
                return None;
            }
            Stage::Zip(whole) => {
                let whole = std::mem::take(whole);
                return self.open_zip(whole, input, batch);
            }
            Stage::PassedOver | Stage::Sniffing(_) => return None,
        }
        if self.router.over().is_some() {
            self.stop_where_over(input, batch);
            return None;
        }
        let end = match &self.stage {
            Stage::Json(level) if level.framer.is_cut_between_elements() => {
                Some(Span { offset: level.framer.text_len(), len: 0, line: level.framer.line() as u32 })
            }
            _ => None,
        };
        self.finish_intake(input, end, batch);
        None
    }

    /// Reads what had to wait until the input was read, and notes what is noted once a file; `cut` is where
    /// its text is cut off.
    fn finish_intake(&mut self, input: u32, cut: Option<Span>, batch: &mut Batch) {
        let mut router = std::mem::take(&mut self.router);
        router.finish(input, path::base_name(&self.path), batch);
        if let Some(reason) = router.over() {
            batch.push_notice(input, Span::default(), reason);
        }
        if let Some(cut) = router.first_cut.or(cut) {
            batch.push_notice(input, cut, Reason::ArrayWithoutEnd);
        }
        if let Some((offset, line)) = self.decoder.first_invalid() {
            batch.push_notice(input, Span { offset, len: 3, line }, Reason::InvalidText);
        } else if let Some(span) = router.first_invalid {
            batch.push_notice(input, span, Reason::InvalidText);
        }
    }

    fn open_zip(&mut self, zip: Vec<u8>, input: u32, batch: &mut Batch) -> Option<PackedZip> {
        let mut outer = self.containers();
        outer.push("zip".to_owned());
        let len = zip.len() as u64;
        match PackedZip::open(Box::new(zip), len, &self.path, outer, self.attempt) {
            Ok(zip) => Some(zip),
            Err(reason) => {
                batch.push_notice(input, Span::default(), reason);
                self.is_zip = true;
                None
            }
        }
    }

    /// The containers of the input from the outside in.
    fn containers(&self) -> Vec<String> {
        let mut containers = self.outer.clone();
        containers.extend(vec!["gzip".to_owned(); self.unpacker.depth()]);
        if self.is_zip {
            containers.push("zip".to_owned());
        }
        containers
    }

    fn read_json(&mut self, input: u32, batch: &mut Batch) {
        let Stage::Json(level) = &mut self.stage else { return };
        self.router.read(level, &RecordContext::top(input), batch);
    }

    fn read_transcript(&self, text: &[u8], input: u32, batch: &mut Batch) {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let site = Span { offset: 0, len, line: 1 };
        push_transcript(text, path::base_name(&self.path), input, site, batch);
    }
}

/// Bytes by which a zip is told.
const ZIP_HEAD_BYTES: usize = 4;
