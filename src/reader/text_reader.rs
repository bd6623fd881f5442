//! The text of an input: decoded, known for what it is, and cut into what its kind has.

use super::log_lines::LogLines;
use super::nested_text::NestedText;
use super::reasons;
use super::record_router::RecordRouter;
use super::records_object::RecordsObject;
use super::table::TableReader;
use crate::container::file_kind::FileKind;
use crate::container::legacy_text::LegacyEncoding;
use crate::container::tar::{BLOCK_BYTES, is_tar};
use crate::container::text::TextDecoder;
use crate::container::zip::is_zip;
use crate::format::detect::{TextKind, detect_text};
use crate::format::log_lines::folder_of;
use crate::format::probe::{format_of_probe, is_probe_object};
use crate::mapping::context::RecordContext;
use crate::mapping::sink::InputSink;
use crate::mapping::{map_rules, map_transcript};
use crate::model::Reason;
use crate::source::limits::{MAX_INNER_ZIP_BYTES, MAX_RULE_FILE_BYTES, MAX_TRANSCRIPT_BYTES, SNIFF_BYTES};
use crate::source::{Span, path};

/// Reads the text of an input, which comes in pieces of any size.
pub(super) struct TextReader {
    path: String,
    decoder: TextDecoder,
    records_object: RecordsObject,
    stage: Stage,
    router: RecordRouter,
    /// Room for decoded text.
    text: Vec<u8>,
    /// Why it cannot be opened as a zip, where that has been tried.
    pub zip_problem: Option<Reason>,
    /// Whether it is a zip that was not opened: there is a notice about it.
    pub is_unopened_zip: bool,
}

/// What is done with the text.
enum Stage {
    /// It is kept until it is known what it is.
    Sniffing(Vec<u8>),
    /// Values are cut out of it.
    Json(Box<NestedText>),
    /// Log events are cut out of its lines.
    Lines(Box<LogLines>),
    /// Rows are cut out of it.
    Table(Box<TableReader>),
    /// It is one record, and kept until it is whole.
    Transcript(Vec<u8>),
    /// Rules, which are read when they are whole.
    Rules(Vec<u8>),
    /// A zip in another container: its list stands at its end, so it is kept until it is whole.
    Zip(Vec<u8>),
    /// A zip that cannot be opened for this reason.
    UnsoundZip(Reason),
    /// The first bytes of a tar: whoever reads the input reads on.
    Tar(Vec<u8>),
    /// It is handed on as it is: nobody wants its records.
    Collected,
    /// It is passed over: a text of no known format, or an object that is skipped whatever it holds.
    PassedOver,
}

impl TextReader {
    /// A reader for the text of the input of this path.
    pub(super) fn new(path: &str) -> TextReader {
        TextReader {
            path: path.to_owned(),
            decoder: TextDecoder::default(),
            records_object: RecordsObject::default(),
            stage: if is_probe_object(path) { Stage::PassedOver } else { Stage::Sniffing(Vec::new()) },
            router: RecordRouter::default(),
            text: Vec::new(),
            zip_problem: None,
            is_unopened_zip: false,
        }
    }

    /// Forgets what is known of the batch: what follows may go to another one.
    pub(super) fn forget_codes(&mut self) {
        self.router.forget_codes();
    }

    /// Adds the next bytes, and hands on what they hold.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut InputSink<'_>) {
        if self.decoder.is_transparent() {
            self.look(bytes, sink);
            return self.push_text(bytes, sink);
        }
        let mut text = std::mem::take(&mut self.text);
        self.decoder.push(bytes, &mut text);
        self.look(&text, sink);
        self.push_text(&text, sink);
        text.clear();
        self.text = text;
    }

    /// Hands on what is left to be decoded when no more bytes will come.
    pub(super) fn flush(&mut self, sink: &mut InputSink<'_>) {
        let mut text = Vec::new();
        self.decoder.finish(&mut text);
        self.look(&text, sink);
        self.push_text(&text, sink);
    }

    /// Notes where the text is an object that begins with `Records`.
    fn look(&mut self, text: &[u8], sink: &mut InputSink<'_>) {
        sink.form().is_records_object |= self.records_object.look(text);
    }

    /// Whether nothing that comes is read.
    pub(super) fn is_passed_over(&self) -> bool {
        matches!(self.stage, Stage::PassedOver)
    }

    /// Hands on what had to wait for the end of the text; `is_sound` says whether nothing around it was damaged.
    /// If it was a packed zip, the bytes of that.
    pub(super) fn finish(&mut self, is_sound: bool, sink: &mut InputSink<'_>) -> Option<Vec<u8>> {
        if is_probe_object(&self.path) {
            self.count_probe(sink);
            return None;
        }
        self.sniff_binary(sink);
        if let Stage::Sniffing(head) = &self.stage {
            match detect_text(head, true, &self.path) {
                // The notice of the broken container says enough.
                Some(TextKind::Blank) if !is_sound => self.stage = Stage::PassedOver,
                kind => self.settle(kind.unwrap_or(TextKind::Unknown), sink),
            }
        }
        self.finish_stage(sink)
    }

    /// The first bytes of the tar that it turned out to be, once.
    pub(super) fn take_tar(&mut self) -> Option<Vec<u8>> {
        let Stage::Tar(head) = &mut self.stage else { return None };
        let head = std::mem::take(head);
        self.stage = Stage::PassedOver;
        Some(head)
    }

    fn push_text(&mut self, text: &[u8], sink: &mut InputSink<'_>) {
        match &mut self.stage {
            Stage::PassedOver | Stage::UnsoundZip(_) => {}
            Stage::Collected => {
                if let Some(decoded) = &mut sink.batch().decoded {
                    decoded.push(&self.path, text);
                }
            }
            Stage::Tar(head) => head.extend_from_slice(text),
            Stage::Json(values) => {
                values.framer.push(text);
                self.router.read(values, &RecordContext::default(), sink);
                self.stop_where_exceeded(sink);
            }
            Stage::Lines(lines) => {
                lines.push(text, &mut self.router, sink);
                self.stop_where_exceeded(sink);
            }
            Stage::Table(table) => {
                table.push(text, &mut self.router, sink);
                self.stop_where_exceeded(sink);
            }
            Stage::Zip(whole) => {
                if whole.len() + text.len() > MAX_INNER_ZIP_BYTES {
                    sink.notice(Span::default(), Reason::InnerZipTooLarge);
                    self.is_unopened_zip = true;
                    self.stage = Stage::PassedOver;
                } else {
                    whole.extend_from_slice(text);
                }
            }
            Stage::Transcript(whole) => {
                let missing = MAX_TRANSCRIPT_BYTES - whole.len();
                whole.extend_from_slice(&text[..text.len().min(missing)]);
                if text.len() > missing {
                    let whole = std::mem::take(whole);
                    sink.notice(Span::default(), Reason::TranscriptTooLong);
                    self.read_transcript(&whole, sink);
                    self.stage = Stage::PassedOver;
                }
            }
            Stage::Rules(whole) => {
                if whole.len() + text.len() > MAX_RULE_FILE_BYTES {
                    sink.notice(Span::default(), Reason::RuleFileTooLarge);
                    self.stage = Stage::PassedOver;
                } else {
                    whole.extend_from_slice(text);
                }
            }
            Stage::Sniffing(head) => {
                let missing = SNIFF_BYTES - head.len();
                let (now, later) = text.split_at(text.len().min(missing));
                head.extend_from_slice(now);
                self.sniff(later, sink);
            }
        }
    }

    /// Looks at the first bytes of the text, and goes on behind them if they tell what it is.
    fn sniff(&mut self, later: &[u8], sink: &mut InputSink<'_>) {
        let Stage::Sniffing(head) = &mut self.stage else { return };
        // Whatever else its first member is called, a tar is told by its first block.
        if head.len() < BLOCK_BYTES {
            return;
        }
        self.sniff_binary(sink);
        if let Stage::Sniffing(head) = &self.stage {
            let Some(kind) = detect_text(head, head.len() == SNIFF_BYTES, &self.path) else { return };
            self.settle(kind, sink);
        }
        self.push_text(later, sink);
    }

    /// Goes on if the first bytes are those of an archive, or of a file that is known and no text.
    fn sniff_binary(&mut self, sink: &mut InputSink<'_>) {
        let Stage::Sniffing(head) = &mut self.stage else { return };
        // Offsets in a tar are those of its bytes.
        if is_tar(head) && self.decoder.is_transparent() {
            self.stage = Stage::Tar(std::mem::take(head));
        } else if let Some(kind) = FileKind::of(head) {
            let (reason, name) = reasons::of_kind(kind);
            sink.detailed_notice(Span::default(), reason, name.to_owned());
            self.stage = Stage::PassedOver;
        } else if is_zip(head) {
            let head = std::mem::take(head);
            self.stage = self.zip_problem.map_or_else(|| Stage::Zip(Vec::new()), Stage::UnsoundZip);
            self.push_text(&head, sink);
        }
    }

    /// Goes on as the first bytes of the text tell.
    fn settle(&mut self, kind: TextKind, sink: &mut InputSink<'_>) {
        let Stage::Sniffing(head) = &mut self.stage else { return };
        let head = std::mem::take(head);
        if sink.batch().contents.is_some() {
            // Nothing is wanted of it but its hash.
            self.stage = Stage::PassedOver;
            return;
        }
        self.stage = match kind {
            _ if sink.batch().decoded.is_some() => Stage::Collected,
            TextKind::Json => Stage::Json(Box::new(NestedText::new())),
            TextKind::LogLines(form) => Stage::Lines(Box::new(LogLines::new(form, folder_of(&self.path)))),
            TextKind::Table(separator) => Stage::Table(Box::new(TableReader::new(separator))),
            TextKind::Transcript => Stage::Transcript(Vec::new()),
            TextKind::Rules => Stage::Rules(Vec::new()),
            TextKind::Blank => {
                sink.notice(Span::default(), Reason::NothingInIt);
                Stage::PassedOver
            }
            TextKind::Unknown => {
                sink.notice(Span::default(), Reason::NoKnownFormat);
                Stage::PassedOver
            }
        };
        self.push_text(&head, sink);
    }

    fn finish_stage(&mut self, sink: &mut InputSink<'_>) -> Option<Vec<u8>> {
        let mut cut = None;
        match &mut self.stage {
            Stage::Json(values) => {
                values.framer.end();
                self.router.read(values, &RecordContext::default(), sink);
                if values.framer.is_cut_between_elements() {
                    let (offset, line) = (values.framer.text_len(), values.framer.line() as u32);
                    cut = Some(Span { offset, len: 0, line });
                }
            }
            Stage::Lines(lines) => lines.finish(&mut self.router, sink),
            Stage::Table(table) => table.finish(&mut self.router, sink),
            Stage::Transcript(whole) => {
                let whole = std::mem::take(whole);
                self.read_transcript(&whole, sink);
                return None;
            }
            Stage::Rules(whole) => map_rules(&std::mem::take(whole), sink),
            Stage::Zip(whole) => return Some(std::mem::take(whole)),
            Stage::UnsoundZip(reason) => {
                sink.notice(Span::default(), *reason);
                self.is_unopened_zip = true;
                return None;
            }
            Stage::PassedOver | Stage::Collected | Stage::Sniffing(_) | Stage::Tar(_) => return None,
        }
        // Where no more was read, the text was not cut off.
        self.finish_records(cut.filter(|_| self.router.exceeded().is_none()), sink);
        None
    }

    /// Passes over the rest of the input where a limit was reached; there is a notice about it.
    fn stop_where_exceeded(&mut self, sink: &mut InputSink<'_>) {
        if self.router.exceeded().is_some() {
            self.finish_records(None, sink);
            self.stage = Stage::PassedOver;
        }
    }

    /// Reads what had to wait until the input was read, and notes what is noted once a file; `cut` is where
    /// its text is cut off.
    fn finish_records(&mut self, cut: Option<Span>, sink: &mut InputSink<'_>) {
        let mut router = std::mem::take(&mut self.router);
        router.finish(path::base_name(&self.path), sink);
        if let Some(reason) = router.exceeded() {
            sink.notice(Span::default(), reason);
        }
        if let Some(cut) = router.first_cut.or(cut) {
            sink.notice(cut, Reason::ArrayWithoutEnd);
        }
        let undecodable = self.decoder.first_invalid().map(|(offset, line)| Span { offset, len: 3, line });
        if let Some(invalid) = undecodable.or(router.first_invalid) {
            let reason = match router.legacy {
                None => Reason::InvalidText,
                Some(LegacyEncoding::ShiftJis) => Reason::ShiftJisText,
                Some(LegacyEncoding::Windows1252) => Reason::Windows1252Text,
            };
            sink.notice(invalid, reason);
        }
    }

    fn read_transcript(&self, text: &[u8], sink: &mut InputSink<'_>) {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        map_transcript(text, &self.path, Span { offset: 0, len, line: 1 }, sink);
    }

    fn count_probe(&self, sink: &mut InputSink<'_>) {
        match format_of_probe(&self.path) {
            Some(format) => sink.skip(format.id(), None),
            None => sink.skip_unnamed(),
        }
    }
}
