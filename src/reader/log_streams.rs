//! Texts of log events that are no sound JSON: pieces of transcripts that Session Manager uploaded at the
//! end of a session, to be joined (R26), or each by itself: broken JSON, or nothing that is known.

use crate::format::session_manager_transcript::{begins_transcript, session_id_of_name};
use crate::mapping::context::RecordContext;
use crate::mapping::map_transcript;
use crate::mapping::sink::InputSink;
use crate::mapping::time::parse_json_time;
use crate::model::Reason;
use crate::source::Span;
use crate::source::limits::{HELD_MESSAGE_BYTES, MAX_TRANSCRIPT_BYTES};
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

/// The texts of all log streams of one input.
#[derive(Default)]
pub(super) struct LogStreams {
    /// By how deep they lie in texts, and by the name of their log stream.
    streams: BTreeMap<(u32, String), LogStream>,
    bytes: usize,
    is_limit_noted: bool,
}

impl LogStreams {
    /// Notes that a message of this log stream begins like JSON.
    pub(super) fn note_json(&mut self, log_stream: &str, context: &RecordContext<'_>) {
        self.stream(log_stream, context).has_json = true;
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
        let cost = text.len() + id.map_or(0, str::len) + HELD_MESSAGE_BYTES;
        if self.bytes + cost > MAX_TRANSCRIPT_BYTES {
            if !self.is_limit_noted {
                sink.notice(Span::default(), Reason::TranscriptTooLong);
                self.is_limit_noted = true;
            }
            return sink.reject(context);
        }
        self.bytes += cost;
        let stream = self.stream(log_stream, context);
        stream.has_header |= begins_transcript(text.as_bytes(), true) == Some(true);
        stream.messages.push(Message {
            text,
            is_json,
            id: id.unwrap_or_default().to_owned(),
            time: context.time.map(<[u8]>::to_vec),
            context: RecordContext { id: context.id.clone(), time: None, ..*context },
        });
    }

    fn stream(&mut self, name: &str, context: &RecordContext<'_>) -> &mut LogStream {
        self.streams.entry((context.depth, name.to_owned())).or_default()
    }

    /// Takes out the texts of a log stream, with its name.
    pub(super) fn next_stream(&mut self) -> Option<(String, LogStream)> {
        let ((_, name), stream) = self.streams.pop_first()?;
        Some((name, stream))
    }
}

impl LogStream {
    /// Joins the texts where they are pieces of a transcript; if not, gives them back, each to be read by itself.
    pub(super) fn map_transcript(mut self, name: &str, sink: &mut InputSink<'_>) -> Vec<Message> {
        let has_escape = || self.messages.iter().any(|message| message.text.contains('\u{1b}'));
        let is_of_session = || !self.has_json && (session_id_of_name(name).is_some() || has_escape());
        if !(self.has_header || is_of_session()) {
            return self.messages;
        }
        let Some(first) = self.messages.first() else { return Vec::new() };
        let span = first.context.span();
        let mut seen = HashSet::new();
        self.messages.retain(|message| message.id.is_empty() || seen.insert(message.id.clone()));
        // A stable sort: at the same time they stay in the order of the input.
        let time_of = |message: &Message| message.time.as_deref().and_then(parse_json_time);
        self.messages.sort_by_key(|message| time_of(message).unwrap_or(i64::MAX));
        let mut text = String::new();
        for message in &self.messages {
            text.push_str(&message.text);
            // The cut at a line end took the line end away.
            if !message.text.ends_with('\n') {
                text.push('\n');
            }
        }
        map_transcript(text.as_bytes(), name, span, sink);
        Vec::new()
    }
}
