//! From JSON values to records: recognises what a value is, opens what only wraps others, and hands what
//! it finds to the batch. One mechanism for every wrapper in every other.
//!
//! ```text
//!   {"logEvents":[{"id":"7","message":"{\"detail-type\":…,\"detail\":{\"eventName\":…}}"}]}
//!    list          log event          text   EventBridge event      CloudTrail record
//! ```

use super::inventory::{format_of, read_listed};
use super::log_streams::Pieces;
use super::record_context::{IdKind, LinesBefore, RecordContext};
use super::records::{Target, push_record};
use crate::container::frame::{Frame, Framer};
use crate::container::json::{Extent, Fields, SlotSet, Slots, string_of, walk, walk_into};
use crate::container::json_text::unescape;
use crate::container::parts::elements;
use crate::container::shape::{MAX_SHAPES, Shapes};
use crate::container::wrapper::WrapperPart;
use crate::format::envelope::{self, Envelope, List, Listing};
use crate::format::{Format, Reason};
use crate::model::batch::{Batch, KnownCodes};
use crate::source::Span;
use crate::source::limits::{MAX_REJECTED, MAX_RESCAN_BYTES, MAX_RESCAN_RATIO, MAX_TEXT_DEPTH};
use std::borrow::Cow;

/// An object whose list is being read.
#[derive(Debug)]
struct Open {
    list: Option<List>,
    stream: String,
    is_empty: bool,
}

/// Reads the JSON values of one text; it outlives the pieces in which the text comes.
#[derive(Default)]
pub(super) struct NestedText {
    pub framer: Framer,
    open: Vec<Open>,
}

/// What is known from one value to the next.
pub(super) struct RecordRouter {
    /// The format of the record before: most inputs have one format only.
    format: Format,
    /// Shapes of its records, and of log events.
    shapes: Shapes,
    log_shapes: Shapes,
    /// By shape, the codes of the last of its records in the batch.
    codes: Vec<KnownCodes>,
    /// The first piece that has bytes which are no valid text.
    pub first_invalid: Option<Span>,
    /// The first record that holds a text which is cut off between two elements of an array.
    pub first_cut: Option<Span>,
    /// Texts of log events that may be pieces of transcripts.
    pieces: Pieces,
    /// Bytes of broken values that were read in vain.
    vain: u64,
    /// Why no more is read of the input.
    over: Option<Reason>,
}

impl Default for RecordRouter {
    fn default() -> Self {
        RecordRouter {
            format: Format::SessionLogger,
            shapes: Shapes::new(Format::SessionLogger.schema()),
            log_shapes: Shapes::new(envelope::LOG_EVENT),
            codes: vec![KnownCodes::default(); MAX_SHAPES],
            first_invalid: None,
            first_cut: None,
            pieces: Pieces::default(),
            vain: 0,
            over: None,
        }
    }
}

impl RecordRouter {
    /// Reads all values that a level has whole.
    pub fn read(&mut self, nested: &mut NestedText, context: &RecordContext<'_>, batch: &mut Batch) {
        let mut slots = Slots::default();
        while self.over.is_none() {
            // A wrapper that goes on like no object has been given up.
            nested.open.truncate(nested.framer.open_wrappers());
            let in_log = nested.open.last().and_then(|open| open.list) == Some(List::LogEvents);
            let shapes = if in_log { &mut self.log_shapes } else { &mut self.shapes };
            let Some(frame) = nested.framer.next_frame(|text| shapes.walk_into(text, &mut slots)) else {
                return;
            };
            if let (Some(open), Frame::Value(..) | Frame::Broken(..)) = (nested.open.last_mut(), &frame) {
                open.is_empty = false;
            }
            let mut place = 0;
            match frame {
                Frame::Broken(span, text, breakage) => {
                    place = span.offset;
                    note_invalid(&mut self.first_invalid, context.site.unwrap_or(span), text);
                    batch.push_notice(context.input, context.site.unwrap_or(span), breakage.into());
                }
                Frame::Wrapper(span, part) => {
                    if let WrapperPart::Member { text, .. } = part {
                        note_invalid(&mut self.first_invalid, context.site.unwrap_or(span), text);
                    }
                    take_part(&mut nested.open, part, context.input, batch);
                }
                Frame::Value(span, text, extent) => {
                    place = span.offset;
                    let span = context.site.unwrap_or(span);
                    let is_valid = !extent.non_ascii || note_invalid(&mut self.first_invalid, span, text);
                    let within = RecordContext { site: Some(span), is_invalid: !is_valid, ..context.clone() };
                    if in_log {
                        let stream = nested.open.last().map_or("", |open| &open.stream);
                        self.read_log_event(&slots.fields(text), stream, &within, batch);
                    } else if text[0] == b'[' {
                        // It lies too deep to be opened.
                        within.reject(batch);
                    } else {
                        self.read_value(text, Some((extent, &slots)), &within, batch);
                    }
                }
            }
            self.vain += nested.framer.take_rescanned();
            self.look_at_limits(context.site.map_or(place, |site| site.offset), context, batch);
        }
    }

    /// Takes in that what follows may go to another batch.
    pub fn forget_codes(&mut self) {
        self.codes.iter_mut().for_each(KnownCodes::forget);
    }

    /// Why no more is to be read of the input, if that is so.
    pub fn over(&self) -> Option<Reason> {
        self.over
    }

    /// Sees whether the input is to be read on behind what stands at this offset. That hangs on nothing but
    /// the text before, in whatever pieces it comes.
    pub fn look_at_limits(&mut self, offset: u64, context: &RecordContext<'_>, batch: &Batch) {
        if self.vain > MAX_RESCAN_BYTES + offset * MAX_RESCAN_RATIO {
            self.over.get_or_insert(Reason::TooBroken);
        } else if context.depth == 0 && batch.inputs[context.input as usize].rejected > MAX_REJECTED {
            self.over.get_or_insert(Reason::TooManyRejected);
        }
    }

    /// Reads a value, whatever it is: a record, a wrapper of records, a text of them.
    fn read_value(
        &mut self,
        text: &[u8],
        walked: Option<(Extent, &Slots)>,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        match text.first() {
            Some(b'{') => self.read_object(text, walked, context, batch),
            Some(b'[') => {
                let mut lines = LinesBefore::of(text);
                for element in elements(text) {
                    self.read_value(element, None, &context.element(element, &mut lines), batch);
                }
            }
            Some(b'"') => match string_of(text) {
                Some(inner) if is_json(&inner) => self.read_text(&inner, context, batch),
                _ => context.reject(batch),
            },
            _ => context.reject(batch),
        }
    }

    /// Reads a text of JSON that stands in a JSON string.
    fn read_text(&mut self, text: &str, context: &RecordContext<'_>, batch: &mut Batch) {
        if context.depth == MAX_TEXT_DEPTH {
            return context.reject(batch);
        }
        let within =
            RecordContext { depth: context.depth + 1, is_holder: true, is_invalid: false, ..context.clone() };
        let mut nested = NestedText::of(text);
        self.read(&mut nested, &within, batch);
        if nested.framer.is_cut_between_elements() {
            let site = context.site.unwrap_or_default();
            if self.first_cut.is_none_or(|first| site.offset < first.offset) {
                self.first_cut = Some(site);
            }
        }
    }

    fn read_object(
        &mut self,
        text: &[u8],
        walked: Option<(Extent, &Slots)>,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        let mut own_slots = Slots::default();
        let (extent, slots) = match walked {
            Some(walked) => walked,
            None => match self.shapes.walk_into(text, &mut own_slots) {
                Ok(extent) => (extent, &own_slots),
                Err(_) => return context.reject(batch),
            },
        };
        let fields = slots.fields(text);
        if self.format.recognises(&fields) && self.format.is_sure(&fields) {
            let mut unknown = KnownCodes::default();
            let (codes, changed) = match extent.shape {
                Some(shape) => (&mut self.codes[usize::from(shape)], self.shapes.take_changed(shape)),
                None => (&mut unknown, SlotSet::MAX),
            };
            let target = Target { codes, context, batch };
            return push_record(self.format, fields, extent.content, changed, target);
        }
        let Ok(walked) = walk(text, envelope::SCHEMA) else { return context.reject(batch) };
        let fields = walked.fields(text);
        // A record is a record, whatever lists it has.
        for format in Format::OF_OBJECTS.into_iter().filter(|format| envelope::may_be(*format, &fields)) {
            if let Ok(walked) = walk(text, format.schema())
                && format.recognises(&walked.fields(text))
            {
                self.format = format;
                self.shapes = Shapes::new(format.schema());
                self.forget_codes();
                let (fields, content) = (walked.fields(text), walked.extent.content);
                let target = Target { codes: &mut KnownCodes::default(), context, batch };
                return push_record(format, fields, content, SlotSet::MAX, target);
            }
        }
        match envelope::envelope(&fields) {
            Some(found) => self.open_envelope(found, text, &fields, context, batch),
            None => context.reject(batch),
        }
    }

    /// Reads what an envelope carries.
    fn open_envelope(
        &mut self,
        found: Envelope<'_>,
        text: &[u8],
        fields: &Fields<'_>,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        let input = context.input;
        match found {
            Envelope::Control => batch.inputs[input as usize].skipped += 1,
            Envelope::List(list, raw) => {
                let stream = envelope::log_stream(fields).unwrap_or_default();
                let (mut is_empty, mut lines) = (true, LinesBefore::of(text));
                for element in elements(raw) {
                    is_empty = false;
                    let within = context.element(element, &mut lines);
                    if list == List::LogEvents {
                        let Ok(walked) = walk(element, envelope::LOG_EVENT) else { continue };
                        self.read_log_event(&walked.fields(element), &stream, &within, batch);
                    } else {
                        self.read_value(element, None, &within, batch);
                    }
                }
                if is_empty {
                    hint(list, input, batch);
                }
            }
            Envelope::EventBridge(detail) => {
                let id = envelope::event_bridge_id(fields);
                let within = context.carried(IdKind::EventBridge, id.as_deref());
                self.read_value(detail, None, &within, batch);
            }
            Envelope::LookedUp(event) => {
                let within = RecordContext { is_holder: true, ..context.clone() };
                self.read_value(event, None, &within, batch);
            }
            Envelope::Listing(listing, raw) => {
                let (mut is_empty, mut has_empty, mut lines) = (true, false, LinesBefore::of(text));
                for element in elements(raw) {
                    is_empty = false;
                    let within = context.element(element, &mut lines);
                    has_empty |= !read_listed(listing, element, fields, &within, batch);
                }
                if is_empty || has_empty {
                    batch.inputs[input as usize].hint.get_or_insert(format_of(listing));
                }
            }
            Envelope::SessionLogger(settings) => {
                read_listed(Listing::SessionLoggers, settings, fields, context, batch);
            }
        }
    }

    fn read_log_event(
        &mut self,
        fields: &Fields<'_>,
        stream: &str,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        let Some(event) = envelope::parse_log_event(fields) else { return context.reject(batch) };
        let mut within = context.carried(IdKind::LogEvent, event.id.as_deref());
        within.time = event.time.or(context.time);
        let Some(text) = string_of(event.message) else {
            return self.read_value(event.message, None, &within, batch);
        };
        let stream = event.stream.as_deref().unwrap_or(stream);
        self.read_message(text, event.id.as_deref(), stream, &within, batch);
    }

    /// Notes the first bytes of a text that are no valid text.
    pub fn note_invalid(&mut self, span: Span, text: &[u8]) {
        note_invalid(&mut self.first_invalid, span, text);
    }

    /// Reads the text of a log event: JSON, or what may be a piece of a transcript. JSON that is broken may
    /// be one too, and waits until all of its log stream is known.
    pub fn read_message(
        &mut self,
        text: Cow<'_, str>,
        id: Option<&str>,
        stream: &str,
        context: &RecordContext<'_>,
        batch: &mut Batch,
    ) {
        let is_json = is_json(&text);
        if is_json {
            self.pieces.note_json(stream, context);
            let mut slots = Slots::default();
            if text.starts_with('{')
                && context.depth < MAX_TEXT_DEPTH
                && let Ok(extent) = self.shapes.walk_into(text.as_bytes(), &mut slots)
                && extent.len == text.len()
            {
                let within = RecordContext {
                    depth: context.depth + 1,
                    is_holder: true,
                    is_invalid: false,
                    ..context.clone()
                };
                return self.read_value(text.as_bytes(), Some((extent, &slots)), &within, batch);
            }
            if NestedText::of(&text).is_sound() {
                return self.read_text(&text, context, batch);
            }
        }
        self.pieces.push(text.into_owned(), is_json, id, stream, context, batch);
    }

    /// Reads what had to wait for the end of the input; `name` is that of its file.
    pub fn finish(&mut self, input: u32, name: &str, batch: &mut Batch) {
        // What is read here may hold log events itself.
        while let Some((stream, pieces)) = self.pieces.next_stream() {
            let name = if stream.is_empty() { name } else { &stream };
            for (piece, time) in pieces.push_transcript(name, input, batch) {
                // The batch may be another one by now, and the input have another number in it.
                let context = RecordContext { input, time: time.as_deref(), ..piece.context };
                if piece.is_json {
                    self.read_text(&piece.text, &context, batch);
                } else {
                    context.reject(batch);
                }
            }
        }
    }
}

impl NestedText {
    /// A whole text.
    fn of(text: &str) -> NestedText {
        let mut nested = NestedText::default();
        nested.framer.push(text.as_bytes());
        nested.framer.end();
        nested
    }

    /// Whether nothing in it is broken or cut.
    fn is_sound(&mut self) -> bool {
        while let Some(frame) = self.framer.next_frame(|text| walk_into(text, &[], &mut Slots::default())) {
            if matches!(frame, Frame::Broken(..)) {
                return false;
            }
        }
        !self.framer.is_cut_between_elements()
    }
}

fn take_part(open: &mut Vec<Open>, part: WrapperPart<'_>, input: u32, batch: &mut Batch) {
    match (part, open.last_mut()) {
        (WrapperPart::Begin, _) => open.push(Open { list: None, stream: String::new(), is_empty: true }),
        (WrapperPart::List(key), Some(open)) => open.list = List::of_key(&unescape(key)),
        // What stands behind the list came too late to count.
        (WrapperPart::Member { key, value, .. }, Some(open))
            if open.list.is_none() && unescape(key) == "logStream" =>
        {
            open.stream = string_of(value).unwrap_or_default().into_owned();
        }
        (WrapperPart::End, _) => {
            if let Some(Open { list: Some(list), is_empty: true, .. }) = open.pop() {
                hint(list, input, batch);
            }
        }
        _ => {}
    }
}

/// Whether a text begins like JSON, blanks and byte order marks aside: an object or an array, or a string
/// that holds one.
fn is_json(text: &str) -> bool {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{feff}');
    let text = text.trim_start_matches(is_blank);
    text.starts_with(['{', '[']) || matches!(text.as_bytes(), [b'"', b'{' | b'[', b'\\' | b'{', ..])
}

/// Takes in what an empty list says of its file (R5).
fn hint(list: List, input: u32, batch: &mut Batch) {
    if let List::Records | List::LookedUp = list {
        batch.inputs[input as usize].hint.get_or_insert(Format::CloudTrail);
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
