//! Lines of a CloudWatch Logs export task: a time, a blank, and a message, which goes on over the lines that
//! have no time. The log stream is the folder that the file lies in.
//!
//! Source: CloudWatch Logs user guide, "Exporting log data to Amazon S3".

use super::around::Around;
use super::intake::Intake;
use crate::format::detect::export_time;
use crate::model::batch::Batch;
use crate::source::Span;
use crate::source::limits::MAX_RECORD_BYTES;

/// The log event that is being read, and what is known of where it stands.
#[derive(Default)]
pub(super) struct ExportLines {
    /// Text that has come and is not yet read: from the start of a log event on.
    text: Vec<u8>,
    /// Bytes of `text` in which the next log event does not begin.
    searched: usize,
    /// Offset of `text[0]`.
    offset: u64,
    /// Line of `text[0]`, counted from 1, less one.
    line: u32,
}

impl ExportLines {
    /// Takes in the next text and reads the log events that are whole.
    pub fn push(&mut self, text: &[u8], stream: &str, intake: &mut Intake, input: u32, batch: &mut Batch) {
        self.text.extend_from_slice(text);
        if self.offset == 0 && self.text.starts_with(MARK) {
            self.text.drain(..MARK.len());
            self.offset = MARK.len() as u64;
        }
        let mut start = 0;
        while let Some(next) = self.next_event(start, false) {
            self.read(start..next, stream, intake, input, batch);
            start = next;
        }
        self.line += memchr::memchr_iter(b'\n', &self.text[..start]).count() as u32;
        self.text.drain(..start);
        self.offset += start as u64;
        self.searched = self.searched.saturating_sub(start);
    }

    /// Reads the last log events.
    pub fn finish(&mut self, stream: &str, intake: &mut Intake, input: u32, batch: &mut Batch) {
        let mut start = 0;
        while let Some(next) = self.next_event(start, true) {
            self.read(start..next, stream, intake, input, batch);
            start = next;
        }
        let end = self.text.len();
        self.read(start..end, stream, intake, input, batch);
    }

    /// Where the log event behind the one at `start` begins, if that has come.
    fn next_event(&mut self, start: usize, is_all: bool) -> Option<usize> {
        let mut at = self.searched.max(start);
        loop {
            let line = at + memchr::memchr(b'\n', &self.text[at..])? + 1;
            let rest = &self.text[line..];
            // Enough must have come to see a whole time.
            if !is_all && rest.len() < LONGEST_TIME && memchr::memchr(b'\n', rest).is_none() {
                self.searched = line - 1;
                return None;
            }
            if export_time(rest).is_some() || line - start > MAX_RECORD_BYTES {
                self.searched = line;
                return Some(line);
            }
            at = line;
        }
    }

    fn read(
        &self,
        range: std::ops::Range<usize>,
        stream: &str,
        intake: &mut Intake,
        input: u32,
        batch: &mut Batch,
    ) {
        let event = &self.text[range.clone()];
        let trimmed = event.trim_ascii_end();
        let Some(time) = export_time(event) else { return };
        let line_feeds = memchr::memchr_iter(b'\n', &self.text[..range.start]).count() as u32;
        let site = Span {
            offset: self.offset + range.start as u64,
            len: trimmed.len() as u32,
            line: self.line + line_feeds + 1,
        };
        intake.note_invalid(site, event);
        let message = &event[(time.len() + 1).min(event.len())..];
        // Of the line end behind the event only one belongs to the export.
        let message = message.strip_suffix(b"\n").unwrap_or(message);
        let quoted = [b"\"", time, b"\""].concat();
        let around = Around { time: Some(&quoted), ..Around::at(input, site) };
        intake.read_message(String::from_utf8_lossy(message), None, stream, &around, batch);
    }
}

/// A byte order mark at the start is no part of the first line.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes of the longest time that an export writes, with nanoseconds.
const LONGEST_TIME: usize = 31;
