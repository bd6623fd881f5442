//! Log events: what their messages are.

use super::RecordRouter;
use crate::container::json::{Fields, Slots, bytes_of};
use crate::container::json_text::{Text, into_bytes, into_text};
use crate::format::log_event::parse_log_event;
use crate::mapping::context::{IdKind, RecordContext};
use crate::mapping::sink::InputSink;
use crate::mapping::time::parse_json_time;
use crate::reader::nested_text::{NestedText, is_json};
use crate::source::limits::MAX_TEXT_DEPTH;
use std::borrow::Cow;

impl RecordRouter {
    /// Reads a log event, whose fields were cut out by [`walk_unhashed`](crate::container::json::walk_unhashed) into
    /// what the router has unescaped.
    pub(super) fn read_log_event(
        &mut self,
        fields: &Fields<'_>,
        log_stream: &str,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let Some(event) = parse_log_event(fields) else { return sink.reject(context) };
        let mut within = context.carried(IdKind::LogEvent, event.id.as_deref());
        within.time = event.time.or(context.time);
        within.ingested = event.ingested.and_then(parse_json_time);
        if !event.message.starts_with(b"\"") {
            return self.read_value(event.message, None, &within, sink);
        }
        // Log events may be in it.
        let unescaped = std::mem::take(&mut self.unescaped);
        let start = event.message.as_ptr() as usize + 1 - fields.whole().as_ptr() as usize;
        let text = unescaped.content(start).map(Cow::Borrowed).or_else(|| bytes_of(event.message));
        let text = text.unwrap_or_default();
        let text = if context.is_invalid { into_bytes(into_text(text)) } else { text };
        let log_stream = event.stream.as_deref().unwrap_or(log_stream);
        self.read_message(text, event.id.as_deref(), log_stream, &within, sink);
        self.unescaped = unescaped;
    }

    /// Reads the text of a log event: JSON, or what may be a piece of a transcript. JSON that is broken may
    /// be one too, and waits until all of its log stream is known.
    pub(in crate::reader) fn read_message(
        &mut self,
        text: Text<'_>,
        id: Option<&str>,
        log_stream: &str,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let is_json = is_json(&text);
        if is_json {
            self.note_json(log_stream, context);
            let mut slots = Slots::default();
            if text.starts_with(b"{")
                && context.depth < MAX_TEXT_DEPTH
                && let Ok(extent) = self.shapes.walk_into(&text, &mut slots)
                && extent.len == text.len()
            {
                return self.read_value(&text, Some((extent, &slots)), &context.in_text(), sink);
            }
            if NestedText::of(&text).parses_whole() {
                return self.read_text(&text, context, sink);
            }
        }
        self.log_streams.push(into_text(text).into_owned(), is_json, id, log_stream, context, sink);
    }

    /// Notes that a message of this log stream begins like JSON.
    fn note_json(&mut self, log_stream: &str, context: &RecordContext<'_>) {
        let is_of = |(depth, name): &(u32, String)| *depth == context.depth && name == log_stream;
        if !self.json_stream.as_ref().is_some_and(is_of) {
            self.log_streams.note_json(log_stream, context);
            self.json_stream = Some((context.depth, log_stream.to_owned()));
        }
    }

    /// Reads what had to wait for the end of the input; `name` is that of its file.
    pub(in crate::reader) fn finish(&mut self, name: &str, sink: &mut InputSink<'_>) {
        // What is read here may hold log events itself.
        while let Some((log_stream, messages)) = self.log_streams.next_stream() {
            self.json_stream = None;
            for message in messages.map_pieces(&log_stream, name, sink) {
                let context = message.context();
                if message.is_json {
                    self.read_text(message.text.as_bytes(), &context, sink);
                } else {
                    sink.reject(&context);
                }
            }
        }
    }
}
