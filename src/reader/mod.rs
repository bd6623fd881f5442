//! One input, from its bytes to batches of events. It reads no file: bytes are pushed into it, in pieces
//! of any size, and the answer does not depend on the pieces.
//!
//! ```text
//!   bytes ─▶ Unpacker ─▶ TextDecoder ─▶ Framer ─▶ Format ─▶ build_* ─▶ Batch
//!            gzip        UTF-16         values    record    event
//! ```

pub mod original;

use crate::container::frame::{Frame, Framer};
use crate::container::gzip::Unpacker;
use crate::container::json::{Walked, walk};
use crate::container::sniff::{Sniffed, sniff};
use crate::container::text::TextDecoder;
use crate::format::session_logger::parse_session_logger;
use crate::format::user_access::parse_user_access;
use crate::format::{Format, Reason};
use crate::model::batch::{Batch, Ended, InputEnd};
use crate::model::build;
use crate::source::limits::SNIFF_BYTES;
use crate::source::{Span, path};

/// Reads one input.
pub struct Reader {
    path: String,
    bytes: u64,
    unpacker: Unpacker,
    decoder: TextDecoder,
    stage: Stage,
    /// The format of the record before: most inputs have one format only.
    format: Format,
    /// The first piece that has bytes which are no valid text.
    first_invalid: Option<Span>,
    text: Vec<u8>,
}

/// What is done with the text of an input.
enum Stage {
    /// It is kept until it is known what it is.
    Sniffing(Vec<u8>),
    /// Values are cut out of it.
    Json(Box<Framer>),
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
            format: Format::SessionLogger,
            first_invalid: None,
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
            Stage::Json(framer) => {
                framer.push(text);
                self.read_frames(input, batch);
            }
            Stage::Sniffing(head) => {
                let missing = SNIFF_BYTES - head.len();
                let (now, later) = text.split_at(text.len().min(missing));
                head.extend_from_slice(now);
                let sniffed = sniff(head, head.len() == SNIFF_BYTES);
                if self.settle(sniffed, input, batch) {
                    self.push_text(later, input, batch);
                }
            }
        }
    }

    /// Goes on as the first bytes of the text tell; whether they told enough.
    fn settle(&mut self, sniffed: Sniffed, input: u32, batch: &mut Batch) -> bool {
        let Stage::Sniffing(head) = &mut self.stage else { return true };
        match sniffed {
            Sniffed::TooShort => return false,
            Sniffed::Json => {
                let mut framer = Box::new(Framer::default());
                framer.push(&std::mem::take(head));
                self.stage = Stage::Json(framer);
                self.read_frames(input, batch);
            }
            Sniffed::Unknown | Sniffed::Blank => {
                let reason = match sniffed {
                    Sniffed::Blank => Reason::NothingInIt,
                    _ => Reason::NoKnownFormat,
                };
                batch.push_notice(input, Span { offset: 0, len: 0, line: 0 }, reason);
                self.stage = Stage::PassedOver;
            }
        }
        true
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
            match sniff(head, true) {
                // The notice of the broken container says enough.
                Sniffed::Blank if !is_sound => self.stage = Stage::PassedOver,
                sniffed => {
                    self.settle(sniffed, input, batch);
                }
            }
        }
        if let Stage::Json(framer) = &mut self.stage {
            framer.end();
            self.read_frames(input, batch);
        }
        if let Stage::Json(framer) = &self.stage {
            let end = Span { offset: framer.text_len(), len: 0, line: framer.line() as u32 };
            if framer.is_cut_between_elements() {
                batch.push_notice(input, end, Reason::ArrayWithoutEnd);
            }
            if let Some((offset, line)) = self.decoder.first_invalid() {
                batch.push_notice(input, Span { offset, len: 3, line }, Reason::InvalidText);
            } else if let Some(span) = self.first_invalid {
                batch.push_notice(input, span, Reason::InvalidText);
            }
        }
    }

    fn end_input(&mut self, input: u32, ended: Ended, batch: &mut Batch) {
        batch.inputs[input as usize].end = Some(InputEnd {
            containers: vec!["gzip".to_owned(); self.unpacker.depth()],
            bytes: self.bytes,
            ended,
        });
    }

    fn read_frames(&mut self, input: u32, batch: &mut Batch) {
        let Stage::Json(framer) = &mut self.stage else { return };
        loop {
            let schema = self.format.schema();
            match framer.next_frame(|text| walk(text, schema)) {
                None => return,
                Some(Frame::Wrapper(_)) => {}
                Some(Frame::Broken(span, text, breakage)) => {
                    note_invalid(&mut self.first_invalid, span, text);
                    batch.push_notice(input, span, breakage.into());
                }
                Some(Frame::Value(span, text, walked)) => {
                    let is_valid = !walked.non_ascii || note_invalid(&mut self.first_invalid, span, text);
                    if is_valid {
                        read_record(&mut self.format, input, span, text, &walked, batch);
                    } else {
                        // The record is read with U+FFFD in place of what is no text (R13).
                        let repaired = String::from_utf8_lossy(text);
                        if let Ok(walked) = walk(repaired.as_bytes(), schema) {
                            read_record(&mut self.format, input, span, repaired.as_bytes(), &walked, batch);
                        }
                    }
                }
            }
        }
    }
}

/// Whether a piece is valid text; if not, and it is the first such, where.
fn note_invalid(first: &mut Option<Span>, span: Span, text: &[u8]) -> bool {
    let Err(error) = std::str::from_utf8(text) else { return true };
    let before = &text[..error.valid_up_to()];
    let line_feeds = memchr::memchr_iter(b'\n', before).count() as u32;
    first.get_or_insert(Span {
        offset: span.offset + before.len() as u64,
        len: error.error_len().unwrap_or(1) as u32,
        line: span.line + line_feeds,
    });
    false
}

/// Reads one JSON value as a record of the format that recognises it.
fn read_record(format: &mut Format, input: u32, span: Span, text: &[u8], walked: &Walked, batch: &mut Batch) {
    if format.recognises(&walked.fields(text)) {
        return push_record(*format, input, span, text, walked, batch);
    }
    for other in Format::ALL {
        if other != *format
            && let Ok(walked) = walk(text, other.schema())
            && other.recognises(&walked.fields(text))
        {
            *format = other;
            return push_record(other, input, span, text, &walked, batch);
        }
    }
    batch.push_notice(input, span, Reason::NoKnownRecord);
}

fn push_record(format: Format, input: u32, span: Span, text: &[u8], walked: &Walked, batch: &mut Batch) {
    let fields = walked.fields(text);
    batch.count_record(input, format);
    match format {
        Format::SessionLogger => {
            let record = parse_session_logger(&fields);
            batch.push_event(input, span, walked.content, &build::build_session_logger(&record));
        }
        Format::UserAccess => {
            let record = parse_user_access(&fields);
            batch.push_event(input, span, walked.content, &build::build_user_access(&record));
        }
    }
}
