//! Log events that are lines of text: what stands before the message, and the message, which goes on over the lines that
//! do not begin so.

use super::record_router::RecordRouter;
use crate::container::json_text::{as_text, into_bytes};
use crate::format::log_lines::{LineForm, LogLine};
use crate::format::session_manager_transcript::begins_transcript;
use crate::mapping::context::{IdKind, RecordContext};
use crate::mapping::sink::InputSink;
use crate::model::Reason;
use crate::model::time::{TimeMs, parse_time};
use crate::source::Span;
use crate::source::limits::{LOG_LINE_HEAD_BYTES, MAX_RECORD_BYTES, MAX_TRANSCRIPT_BYTES};
use std::ops::Range;

/// The log event that is being read, and what is known of where it stands.
pub(super) struct LogLines {
    form: LineForm,
    /// The log stream of events that do not name theirs.
    log_stream: String,
    /// Whether a transcript has begun: what looks like a record behind its header is text of it (R42).
    is_transcript: bool,
    /// When the log event was that is being read, where its message is text: a line with an earlier time begins no other
    /// one, but is a line of that text (R42). Pieces of one transcript have the time of its upload or a later one.
    text_since: Option<TimeMs>,
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

impl LogLines {
    /// Lines in this form, of which nothing has come yet; those that name no log stream are of this one.
    pub(super) fn new(form: LineForm, log_stream: &str) -> LogLines {
        LogLines {
            form,
            log_stream: log_stream.to_owned(),
            is_transcript: false,
            text_since: None,
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
        // What a log event is must be told by as much of it, in whatever pieces it comes.
        while is_all || self.text.len() - start >= LOG_LINE_HEAD_BYTES {
            self.note_kind(start);
            let Some((next, is_cut)) = self.next_event(start, is_all) else { break };
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
        let limit = start + if self.is_transcript { MAX_TRANSCRIPT_BYTES } else { MAX_RECORD_BYTES };
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
            // Enough must have come to see all that stands before a message.
            if !is_all && rest.len() < LOG_LINE_HEAD_BYTES && memchr::memchr(b'\n', rest).is_none() {
                self.searched = line_feed;
                return None;
            }
            if self.begins_event(rest) {
                self.searched = known;
                return Some((known, false));
            }
            at = known;
        }
    }

    /// Notes what the log event is that begins here: text, or a transcript, or neither.
    fn note_kind(&mut self, start: usize) {
        let text = &self.text[start..];
        let Some(line) = self.form.log_line(text) else { return };
        let head = &line.message[..line.message.len().min(LOG_LINE_HEAD_BYTES)];
        self.is_transcript |= self.form == LineForm::Export && begins_transcript(head, true) == Some(true);
        let is_text = self.is_transcript || !begins_json(head);
        self.text_since = line.time.filter(|_| is_text).and_then(parse_time);
    }

    /// Whether another log event begins here.
    fn begins_event(&self, text: &[u8]) -> bool {
        let Some(line) = self.form.log_line(text) else { return false };
        let is_earlier = || {
            let time = line.time.and_then(parse_time);
            self.text_since.is_some_and(|since| time.is_some_and(|time| time < since))
        };
        let is_record = begins_json(line.message) && !self.is_transcript;
        is_record || !is_earlier()
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
        let form = self.form.clone();
        let Some(line) = form.log_line(event).filter(|_| !is_rest) else { return };
        let span =
            Span { offset: self.offset + range.start as u64, len: trimmed.len() as u32, line: self.line + 1 };
        let context = RecordContext::at(span);
        if is_cut {
            sink.notice(span, Reason::TooLong);
            return router.check_limits(span.offset, &context, sink);
        }
        router.note_invalid(span, event);
        let LogLine { time, stream, id, message } = line;
        // Of the line end behind the event only one belongs to its line.
        let message = message.strip_suffix(b"\n").unwrap_or(message);
        let quoted = time.map(|time| [b"\"", time, b"\""].concat());
        let id = id.map(String::from_utf8_lossy);
        let stream = stream.map_or(self.log_stream.as_str().into(), String::from_utf8_lossy);
        let context =
            RecordContext { time: quoted.as_deref(), ..context.carried(IdKind::LogEvent, id.as_deref()) };
        router.read_message(into_bytes(as_text(message)), id.as_deref(), &stream, &context, sink);
        router.check_limits(span.offset, &context, sink);
    }
}

/// Whether a message is JSON: text may begin its lines with a time, but not with a time and JSON by chance.
fn begins_json(message: &[u8]) -> bool {
    matches!(message.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// A byte order mark at the start is no part of the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
