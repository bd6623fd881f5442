//! Texts of log events that are no sound JSON: pieces of transcripts that Session Manager uploaded at the
//! end of a session, to be joined (R44), or each by itself: broken JSON, or nothing that is known.

use crate::format::session_manager_transcript::begins_transcript;
use crate::mapping::context::RecordContext;
use crate::mapping::sink::InputSink;
use crate::mapping::time::parse_json_time;
use crate::mapping::{PieceText, map_pieces};
use crate::model::Reason;
use crate::source::Span;
use crate::source::limits::{HELD_LOG_STREAM_BYTES, HELD_MESSAGE_BYTES, MAX_TRANSCRIPT_BYTES};
use crate::source::order;
use crate::source::session_id::session_id_of_name;
use std::collections::{BTreeMap, HashSet};

/// The text of a log event, and where it stands.
pub(super) struct Message {
    pub text: String,
    /// Whether it begins like JSON.
    pub is_json: bool,
    /// Id of its own log event; empty where it has none.
    id: String,
    context: RecordContext<'static>,
    /// The time of the context, which is kept beside it.
    time: Option<Vec<u8>>,
}

impl Message {
    /// What is around it.
    pub(super) fn context(&self) -> RecordContext<'_> {
        RecordContext { time: self.time.as_deref(), ..self.context.clone() }
    }
}

/// The texts of one log stream of one input.
#[derive(Default)]
pub(super) struct LogStream {
    messages: Vec<Message>,
    has_header: bool,
    has_json: bool,
}

type StreamKey = (u32, String);

/// The texts of all log streams of one input.
#[derive(Default)]
pub(super) struct LogStreams {
    /// By how deep they lie in texts, and by the name of their log stream.
    streams: BTreeMap<StreamKey, LogStream>,
    /// About what all of them take in memory.
    bytes: usize,
    is_limit_noted: bool,
}

impl LogStreams {
    /// Notes that a message of this log stream begins like JSON. Where there is no place for one more log stream, there
    /// is none for a text of it either: what is not remembered then is never asked for.
    pub(super) fn note_json(&mut self, log_stream: &str, context: &RecordContext<'_>) {
        let key = (context.depth, log_stream.to_owned());
        if let Some(known) = self.streams.get_mut(&key) {
            known.has_json = true;
        } else if self.take_place(cost_of(&key)) {
            self.streams.entry(key).or_default().has_json = true;
        }
    }

    /// Keeps a text until all of its log stream is known.
    pub(super) fn push(
        &mut self,
        text: String,
        is_json: bool,
        id: Option<&str>,
        log_stream: &str,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let key = (context.depth, log_stream.to_owned());
        let of_stream = if self.streams.contains_key(&key) { 0 } else { cost_of(&key) };
        let of_text = text.len() + id.map_or(0, str::len) + HELD_MESSAGE_BYTES;
        if !self.take_place(of_text + of_stream) {
            if !self.is_limit_noted {
                sink.notice(Span::default(), Reason::TranscriptTooLong);
                self.is_limit_noted = true;
            }
            return sink.reject(context);
        }
        let stream = self.streams.entry(key).or_default();
        stream.has_header |= begins_transcript(text.as_bytes(), true) == Some(true);
        stream.messages.push(Message {
            text,
            is_json,
            id: id.unwrap_or_default().to_owned(),
            time: context.time.map(<[u8]>::to_vec),
            context: RecordContext { time: None, ..context.clone() },
        });
    }

    /// Takes so many bytes of what may be held; whether there were as many.
    fn take_place(&mut self, cost: usize) -> bool {
        let is_there = self.bytes + cost <= MAX_TRANSCRIPT_BYTES;
        self.bytes += if is_there { cost } else { 0 };
        is_there
    }

    /// Takes out the texts of a log stream, with its name.
    pub(super) fn next_stream(&mut self) -> Option<(String, LogStream)> {
        let ((_, name), stream) = self.streams.pop_first()?;
        Some((name, stream))
    }
}

/// What a log stream takes without its texts.
fn cost_of((_, name): &StreamKey) -> usize {
    name.len() + HELD_LOG_STREAM_BYTES
}

impl LogStream {
    /// Joins the texts where they are pieces of a transcript, or may come to be; if not, gives them back, each to be read
    /// by itself. `stream` is empty where none is named; `name` is that of the file.
    pub(super) fn map_pieces(mut self, stream: &str, name: &str, sink: &mut InputSink<'_>) -> Vec<Message> {
        let has_escape = || self.messages.iter().any(|message| message.text.contains('\u{1b}'));
        let is_of_session = || {
            let named = if stream.is_empty() { name } else { stream };
            !self.has_json && (session_id_of_name(named).is_some() || has_escape())
        };
        let is_known = self.has_header || is_of_session();
        // Texts that nothing names may continue what another input has begun (R44).
        if !is_known && (self.has_json || !stream.is_empty()) {
            return self.messages;
        }
        let Some(first) = self.messages.first() else { return Vec::new() };
        let span = first.context.span();
        let mut seen = HashSet::new();
        // Of a page that continues none each message is rejected.
        self.messages.retain(|message| !is_known || message.id.is_empty() || seen.insert(message.id.clone()));
        let time_of = |message: &Message| message.time.as_deref().and_then(parse_json_time);
        // A stable sort: at the same time they stay in the order of the input.
        order::sort_by_key(&mut self.messages, |message| time_of(message).unwrap_or(i64::MAX));
        let to_piece = |message: Message| {
            let (span, time) = (message.context.span(), time_of(&message));
            let Message { mut text, id, .. } = message;
            // The cut at a line end took the line end away.
            if !text.ends_with('\n') {
                text.push('\n');
            }
            PieceText { span, time, id, text }
        };
        let pieces = self.messages.into_iter().map(to_piece).collect();
        map_pieces(pieces, (stream, name), span, is_known, sink);
        Vec::new()
    }
}
