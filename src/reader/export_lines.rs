//! Lines of a CloudWatch Logs export task: a time, a blank, and a message, which goes on over the lines that
//! have no time. The log stream is the folder that the file lies in.
//!
//! Source: CloudWatch Logs user guide, "Exporting log data to Amazon S3".

use super::record_router::RecordRouter;
use crate::format::log_export::export_time;
use crate::mapping::context::RecordContext;
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::source::Span;
use crate::source::limits::MAX_RECORD_BYTES;
use std::ops::Range;

/// The log event that is being read, and what is known of where it stands.
pub(super) struct ExportLines {
    /// The log stream that all events are of.
    log_stream: String,
    /// Text that has come and is not yet read: from the start of a log event on.
    text: Vec<u8>,
    /// Bytes of `text` in which the next log event does not begin.
    searched: usize,
    /// Offset of `text[0]`.
    offset: u64,
    /// Line on which the next log event begins, counted from 1, less one.
    line: u32,
    /// Whether what comes next is the rest of a log event that was longer than the limit: it is passed over.
    is_rest: bool,
}

impl ExportLines {
    /// The lines of this log stream, of which nothing has come yet.
    pub(super) fn new(log_stream: &str) -> ExportLines {
        ExportLines {
            log_stream: log_stream.to_owned(),
            text: Vec::new(),
            searched: 0,
            offset: 0,
            line: 0,
            is_rest: false,
        }
    }

    /// Adds the next text and reads the log events that are whole.
    pub(super) fn push(&mut self, text: &[u8], router: &mut RecordRouter, sink: &mut InputSink<'_>) {
        self.text.extend_from_slice(text);
        if self.offset == 0 && self.text.starts_with(BYTE_ORDER_MARK) {
            self.text.drain(..BYTE_ORDER_MARK.len());
            self.offset = BYTE_ORDER_MARK.len() as u64;
        }
        let start = self.read_whole(false, router, sink);
        self.text.drain(..start);
        self.offset += start as u64;
        self.searched = self.searched.saturating_sub(start);
    }

    /// Reads the last log events.
    pub(super) fn finish(&mut self, router: &mut RecordRouter, sink: &mut InputSink<'_>) {
        let start = self.read_whole(true, router, sink);
        if router.exceeded().is_none() {
            self.read(start..self.text.len(), false, router, sink);
        }
    }

    /// Reads the log events behind which another one begins; where the last one begins. The line moves on
    /// with them: counted anew for each, the time would grow with the square of the text.
    fn read_whole(&mut self, is_all: bool, router: &mut RecordRouter, sink: &mut InputSink<'_>) -> usize {
        let mut start = 0;
        while let Some((next, is_cut)) = self.next_event(start, is_all) {
            self.read(start..next, is_cut, router, sink);
            self.line += memchr::memchr_iter(b'\n', &self.text[start..next]).count() as u32;
            start = next;
            if router.exceeded().is_some() {
                break;
            }
        }
        start
    }

    /// Where the log event behind the one at `start` begins, if that has come; or where the one at `start` has
    /// reached the limit, and that it is cut there.
    fn next_event(&mut self, start: usize, is_all: bool) -> Option<(usize, bool)> {
        let limit = start + MAX_RECORD_BYTES;
        let mut at = self.searched.max(start);
        loop {
            let line_feed = memchr::memchr(b'\n', &self.text[at..]).map(|len| at + len);
            let known = line_feed.map_or(self.text.len(), |line_feed| line_feed + 1);
            if known > limit {
                self.searched = line_feed.unwrap_or(known);
                return Some((limit, true));
            }
            let Some(line_feed) = line_feed else {
                self.searched = known;
                return None;
            };
            let rest = &self.text[known..];
            // Enough must have come to see a whole time.
            if !is_all && rest.len() < LONGEST_TIME && memchr::memchr(b'\n', rest).is_none() {
                self.searched = line_feed;
                return None;
            }
            if export_time(rest).is_some() {
                self.searched = known;
                return Some((known, false));
            }
            at = known;
        }
    }

    fn read(
        &mut self,
        range: Range<usize>,
        is_cut: bool,
        router: &mut RecordRouter,
        sink: &mut InputSink<'_>,
    ) {
        let event = &self.text[range.clone()];
        let is_rest = std::mem::replace(&mut self.is_rest, is_cut);
        let trimmed = event.trim_ascii_end();
        let Some(time) = export_time(event).filter(|_| !is_rest) else { return };
        let span =
            Span { offset: self.offset + range.start as u64, len: trimmed.len() as u32, line: self.line + 1 };
        let context = RecordContext::at(span);
        if is_cut {
            sink.notice(span, Reason::TooLong);
            return router.check_limits(span.offset, &context, sink);
        }
        router.note_invalid(span, event);
        let message = &event[(time.len() + 1).min(event.len())..];
        // Of the line end behind the event only one belongs to the export.
        let message = message.strip_suffix(b"\n").unwrap_or(message);
        let quoted = [b"\"", time, b"\""].concat();
        let context = RecordContext { time: Some(&quoted), ..context };
        router.read_message(String::from_utf8_lossy(message), None, &self.log_stream, &context, sink);
        router.check_limits(span.offset, &context, sink);
    }
}

/// A byte order mark at the start is no part of the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes of the longest time that an export writes, with nanoseconds.
const LONGEST_TIME: usize = 31;
