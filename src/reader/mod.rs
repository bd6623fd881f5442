//! One input, from its bytes to batches of events. It reads no file: bytes are pushed into it, in pieces
//! of any size, and the answer does not depend on the pieces.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─┬▶ Framer ─▶ values ────────┬▶ Intake ─▶ build_* ─▶ Batch
//!            gzip        UTF-16       ├▶ ExportLines ─▶ messages ─┤  wrappers, records
//!                                     ├▶ Table ─▶ rows ───────────┘
//!                                     └▶ a transcript, whole
//! ```

mod export_lines;
mod intake;
pub mod original;
mod pieces;
mod table;
mod transcript;

use crate::container::gzip::Unpacker;
use crate::container::text::TextDecoder;
use crate::format::detect::{TextKind, detect_text, folder_of};
use crate::format::{Format, Reason};
use crate::model::batch::{Batch, Ended, InputEnd};
use crate::source::limits::{MAX_TRANSCRIPT_BYTES, SNIFF_BYTES};
use crate::source::{Span, path};
use export_lines::ExportLines;
use intake::{Around, Intake, Level};
use table::Table;
use transcript::push_transcript;

/// Reads one input.
pub struct Reader {
    path: String,
    bytes: u64,
    unpacker: Unpacker,
    decoder: TextDecoder,
    stage: Stage,
    intake: Intake,
    /// How many events with one id the input has had.
    place: u32,
    text: Vec<u8>,
}

/// What is done with the text of an input.
enum Stage {
    /// It is kept until it is known what it is.
    Sniffing(Vec<u8>),
    /// Values are cut out of it.
    Json(Box<Level>),
    /// Log events are cut out of its lines.
    Lines(Box<ExportLines>),
    /// Rows are cut out of it.
    Table(Box<Table>),
    /// It is one record, and kept until it is whole.
    Transcript(Vec<u8>),
    /// It is passed over: a text of no known format, or an object that is skipped whatever it holds.
    PassedOver,
}

impl Reader {
    /// A reader for the input of this path.
    pub fn new(path: &str) -> Reader {
        let is_probe = path::is_probe_object(path);
        Reader {
            path: path.to_owned(),
            bytes: 0,
            unpacker: Unpacker::default(),
            decoder: TextDecoder::default(),
            stage: if is_probe { Stage::PassedOver } else { Stage::Sniffing(Vec::new()) },
            intake: Intake::default(),
            place: 0,
            text: Vec::new(),
        }
    }

    /// Path of the input, as in the summary.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Takes in the next bytes of the input and appends what they hold to the batch.
    pub fn push(&mut self, bytes: &[u8], batch: &mut Batch) {
        let input = batch.begin_input(&self.path);
        batch.inputs[input as usize].bytes_read += bytes.len() as u64;
        self.bytes += bytes.len() as u64;
        // What comes out is read before more is unpacked, so that no bomb fills the memory.
        let mut unpacker = std::mem::take(&mut self.unpacker);
        unpacker.push(bytes, &mut |unpacked| self.push_unpacked(unpacked, input, batch));
        self.unpacker = unpacker;
    }

    /// Takes in that the input has ended.
    pub fn finish(mut self, batch: &mut Batch) {
        let input = batch.begin_input(&self.path);
        let mut unpacker = std::mem::take(&mut self.unpacker);
        let unpacking = unpacker.finish(&mut |unpacked| self.push_unpacked(unpacked, input, batch));
        self.unpacker = unpacker;
        let mut text = Vec::new();
        self.decoder.finish(&mut text);
        self.push_text(&text, input, batch);
        let is_sound = unpacking.is_ok();
        if let Err(error) = unpacking {
            batch.push_notice(input, Span { offset: 0, len: 0, line: 0 }, error.into());
        }
        self.finish_stage(input, is_sound, batch);
        self.end_input(input, Ended::AtItsEnd, batch);
    }

    /// Takes in that reading was cancelled before the end of the input: what was read is kept.
    pub fn cancel(mut self, batch: &mut Batch) {
        let input = batch.begin_input(&self.path);
        self.end_input(input, Ended::Cancelled, batch);
    }

    /// Takes in that the bytes of the input cannot be read any further: what was read is kept.
    pub fn fail(mut self, batch: &mut Batch) {
        let input = batch.begin_input(&self.path);
        batch.push_notice(input, Span { offset: 0, len: 0, line: 0 }, Reason::Unreadable);
        self.end_input(input, Ended::Failed, batch);
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
            }
            Stage::Lines(lines) => {
                lines.push(text, folder_of(&self.path), &mut self.intake, input, batch);
            }
            Stage::Table(table) => table.push(text, &mut self.intake, input, batch),
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
                let kind = detect_text(head, head.len() == SNIFF_BYTES, &self.path);
                if let Some(kind) = kind {
                    self.settle(kind, input, batch);
                    self.push_text(later, input, batch);
                }
            }
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

    fn finish_stage(&mut self, input: u32, is_sound: bool, batch: &mut Batch) {
        if path::is_probe_object(&self.path) {
            batch.inputs[input as usize].skipped += 1;
            if path::base_name(&self.path) == path::SESSION_LOGGER_PROBE {
                batch.count_record(input, Format::SessionLogger);
            }
            return;
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
            Stage::Lines(lines) => lines.finish(folder_of(&self.path), &mut self.intake, input, batch),
            Stage::Table(table) => table.finish(&mut self.intake, input, batch),
            Stage::Transcript(whole) => {
                let whole = std::mem::take(whole);
                return self.read_transcript(&whole, input, batch);
            }
            Stage::PassedOver | Stage::Sniffing(_) => return,
        }
        if let Stage::Json(level) = &self.stage
            && level.framer.is_cut_between_elements()
        {
            let end = Span { offset: level.framer.text_len(), len: 0, line: level.framer.line() as u32 };
            batch.push_notice(input, end, Reason::ArrayWithoutEnd);
        }
        let intake = std::mem::take(&mut self.intake);
        intake.pieces.finish(input, path::base_name(&self.path), batch);
        if let Some((offset, line)) = self.decoder.first_invalid() {
            batch.push_notice(input, Span { offset, len: 3, line }, Reason::InvalidText);
        } else if let Some(span) = intake.first_invalid {
            batch.push_notice(input, span, Reason::InvalidText);
        }
    }

    fn read_json(&mut self, input: u32, batch: &mut Batch) {
        let Stage::Json(level) = &mut self.stage else { return };
        let mut around = Around { place: self.place, ..Around::top(input) };
        self.intake.read(level, &mut around, batch);
        self.place = around.place;
    }

    fn read_transcript(&self, text: &[u8], input: u32, batch: &mut Batch) {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let site = Span { offset: 0, len, line: 1 };
        push_transcript(text, path::base_name(&self.path), input, site, batch);
    }

    fn end_input(&mut self, input: u32, ended: Ended, batch: &mut Batch) {
        batch.inputs[input as usize].end = Some(InputEnd {
            containers: vec!["gzip".to_owned(); self.unpacker.depth()],
            bytes: self.bytes,
            ended,
        });
    }
}
