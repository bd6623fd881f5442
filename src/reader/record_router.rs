//! From JSON values to records: recognises what a value is, opens what only wraps others, and hands what
//! it finds to the mapping of its format. One mechanism for every wrapper in every other.
//!
//! ```text
//!   {"logEvents":[{"id":"7","message":"{\"detail-type\":…,\"detail\":{\"eventName\":…}}"}]}
//!    list          log event          text   EventBridge event      CloudTrail record
//! ```

mod carried;
mod log_events;

use super::list_elements::list_elements;
use super::log_streams::LogStreams;
use super::nested_text::{NestedText, hint_of_empty, is_json};
use super::reasons;
use crate::container::frame::Frame;
use crate::container::json::{
    Extent, Fields, SlotSet, Slots, UnescapedString, string_of, walk, walk_unhashed,
};
use crate::container::legacy_text::LegacyEncoding;
use crate::container::parts::elements;
use crate::container::shape::{MAX_SHAPES, Shapes};
use crate::container::wrapper::WrapperPart;
use crate::format::Format;
use crate::format::envelope::{self, Envelope, List};
use crate::format::log_event;
use crate::mapping::context::{IdKind, RecordContext};
use crate::mapping::sink::InputSink;
use crate::mapping::{Record, map_listed, map_record};
use crate::model::Reason;
use crate::model::batch::KnownCodes;
use crate::source::Span;
use crate::source::limits::{
    MAX_REJECTED, MAX_RESCAN_BYTES, MAX_RESCAN_RATIO, MAX_TEXT_DEPTH, inflate_limit,
};
use std::rc::Rc;

/// What is known from one value to the next.
pub(super) struct RecordRouter {
    /// The format of the record before: most inputs have one format only.
    format: Format,
    /// Shapes of its records.
    shapes: Shapes,
    /// By shape, the codes of the last of its records in the batch.
    codes: Vec<KnownCodes>,
    /// The first piece that has bytes which are no valid text.
    pub first_invalid: Option<Span>,
    /// The encoding of the text, where it is a table and no UTF-8.
    pub legacy: Option<LegacyEncoding>,
    /// The first record that holds a text which is cut off between two elements of an array.
    pub first_cut: Option<Span>,
    /// Texts of log events that may be pieces of transcripts.
    log_streams: LogStreams,
    /// How deep the last text of a log event lay that began like JSON, and its log stream: most that follow are of the
    /// same one.
    json_stream: Option<(u32, String)>,
    /// The message of the last log event, where it has escapes.
    unescaped: UnescapedString,
    /// Bytes of values that were read until they turned out to be broken.
    rescanned: u64,
    /// Bytes of texts that came out of base64.
    unpacked: u64,
    /// The limit that was reached, so that no more is read of the input.
    exceeded: Option<Reason>,
}

impl Default for RecordRouter {
    fn default() -> Self {
        let format = Format::ALL[0];
        RecordRouter {
            format,
            shapes: Shapes::new(format.schema()),
            codes: vec![KnownCodes::default(); MAX_SHAPES],
            first_invalid: None,
            legacy: None,
            first_cut: None,
            log_streams: LogStreams::default(),
            json_stream: None,
            unescaped: UnescapedString::default(),
            rescanned: 0,
            unpacked: 0,
            exceeded: None,
        }
    }
}

impl RecordRouter {
    /// Reads all values that have come as a whole.
    pub(super) fn read(
        &mut self,
        nested: &mut NestedText,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let mut slots = Slots::default();
        while self.exceeded.is_none() {
            let is_log = nested.is_in_log_events();
            let (framer, mut wrappers) = nested.split();
            // A log event is known by its id or by what its message is, never by all that it holds.
            let frame = framer.next_frame(|text| match is_log {
                true => walk_unhashed(text, log_event::SCHEMA, &mut slots, &mut self.unescaped),
                false => self.shapes.walk_into(text, &mut slots),
            });
            let Some(frame) = frame else { return };
            let mut offset = 0;
            match frame {
                Frame::Broken(span, text, breakage) => {
                    wrappers.note_element();
                    offset = span.offset;
                    self.note_invalid(context.record_span.unwrap_or(span), text);
                    sink.notice(context.record_span.unwrap_or(span), reasons::of_frame(breakage));
                }
                Frame::Wrapper(span, part) => {
                    if let WrapperPart::Member { text, .. } = part {
                        self.note_invalid(context.record_span.unwrap_or(span), text);
                    }
                    wrappers.follow(part, sink);
                }
                Frame::Value(span, text, extent) => {
                    wrappers.note_element();
                    offset = span.offset;
                    let span = context.record_span.unwrap_or(span);
                    let is_valid = !extent.non_ascii || self.note_invalid(span, text);
                    let within =
                        RecordContext { record_span: Some(span), is_invalid: !is_valid, ..context.clone() };
                    if is_log {
                        self.read_log_event(&slots.fields(text), wrappers.log_stream(), &within, sink);
                    } else if text[0] == b'[' {
                        // It lies too deep to be opened.
                        sink.reject(&within);
                    } else {
                        self.read_value(text, Some((extent, &slots)), &within, sink);
                    }
                }
            }
            self.rescanned += nested.framer.take_rescanned();
            self.check_limits(context.record_span.map_or(offset, |span| span.offset), context, sink);
        }
    }

    /// Forgets what is known of the batch: what follows may go to another one.
    pub(super) fn forget_codes(&mut self) {
        self.codes.iter_mut().for_each(KnownCodes::forget);
    }

    /// The limit that was reached, so that no more is to be read of the input.
    pub(super) fn exceeded(&self) -> Option<Reason> {
        self.exceeded
    }

    /// Sees whether the input is to be read on behind what stands at this offset. That depends on nothing but
    /// the text before, in whatever pieces it comes.
    pub(super) fn check_limits(
        &mut self,
        offset: u64,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        if self.unpacked > inflate_limit(offset) {
            self.exceeded.get_or_insert(Reason::TooMuchInflated);
        } else if self.rescanned > MAX_RESCAN_BYTES + offset * MAX_RESCAN_RATIO {
            self.exceeded.get_or_insert(Reason::TooBroken);
        } else if context.depth == 0 && sink.part().rejected > MAX_REJECTED {
            self.exceeded.get_or_insert(Reason::TooManyRejected);
        }
    }

    /// Whether a piece is valid text; if not, notes where the first such begins.
    pub(super) fn note_invalid(&mut self, span: Span, text: &[u8]) -> bool {
        let Err(error) = std::str::from_utf8(text) else { return true };
        let before = &text[..error.valid_up_to()];
        self.first_invalid.get_or_insert_with(|| Span {
            offset: span.offset + before.len() as u64,
            len: error.error_len().unwrap_or(1) as u32,
            line: span.line + memchr::memchr_iter(b'\n', before).count() as u32,
        });
        false
    }

    /// Reads a value, whatever it is: a record, a wrapper of records, a text of them.
    fn read_value(
        &mut self,
        text: &[u8],
        walked: Option<(Extent, &Slots)>,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        match text.first() {
            Some(b'{') => self.read_object(text, walked, context, sink),
            Some(b'[') => {
                for (element, context) in list_elements(text, text, context) {
                    self.read_value(element, None, &context, sink);
                }
            }
            Some(b'"') => match string_of(text) {
                Some(inner) if is_json(inner.as_bytes()) => self.read_text(inner.as_bytes(), context, sink),
                _ => sink.reject(context),
            },
            _ => sink.reject(context),
        }
    }

    /// Reads a text of JSON that stands in a JSON string.
    fn read_text(&mut self, text: &[u8], context: &RecordContext<'_>, sink: &mut InputSink<'_>) {
        if context.depth == MAX_TEXT_DEPTH {
            return sink.reject(context);
        }
        let mut nested = NestedText::of(text);
        self.read(&mut nested, &context.in_text(), sink);
        if nested.framer.is_cut_between_elements() {
            let cut = context.span();
            if self.first_cut.is_none_or(|first| cut.offset < first.offset) {
                self.first_cut = Some(cut);
            }
        }
    }

    fn read_object(
        &mut self,
        text: &[u8],
        walked: Option<(Extent, &Slots)>,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let mut own_slots = Slots::default();
        let (extent, slots) = match walked {
            Some(walked) => walked,
            None => match self.shapes.walk_into(text, &mut own_slots) {
                Ok(extent) => (extent, &own_slots),
                Err(_) => return sink.reject(context),
            },
        };
        let (format, fields) = (self.format, slots.fields(text));
        if format.recognises(&fields) && format.is_sure(&fields) {
            let mut unknown = KnownCodes::default();
            let (codes, changed) = match extent.shape {
                Some(shape) => (&mut self.codes[usize::from(shape)], self.shapes.take_changed(shape)),
                None => (&mut unknown, SlotSet::MAX),
            };
            return map_record(
                Record { format, fields, content: extent.content, changed },
                codes,
                context,
                sink,
            );
        }
        self.read_another(text, context, sink);
    }

    /// Reads an object that is no record of the format of the one before: a record of another, a wrapper, or what no
    /// format knows. Seldom, and much code: a browser compiles well at once what all records go through.
    #[cold]
    #[inline(never)]
    fn read_another(&mut self, text: &[u8], context: &RecordContext<'_>, sink: &mut InputSink<'_>) {
        let mut slots = Slots::default();
        if walk_unhashed(text, envelope::schema(), &mut slots, &mut self.unescaped).is_err() {
            return sink.reject(context);
        }
        let fields = slots.fields(text);
        // A record is a record, whatever lists it has.
        if envelope::candidates(&fields).any(|format| self.read_as(format, text, context, sink)) {
            return;
        }
        match envelope::envelope(&fields) {
            Some(found) => self.open_envelope(found, text, &fields, context, sink),
            None => self.read_carried(text, context, sink),
        }
    }

    /// Reads an object as a record of a format, if it is one; those that follow are likely to be of the same format.
    fn read_as(
        &mut self,
        format: Format,
        text: &[u8],
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) -> bool {
        let Ok(walked) = walk(text, format.schema()) else { return false };
        let fields = walked.fields(text);
        if !format.recognises(&fields) {
            return false;
        }
        self.format = format;
        self.shapes = Shapes::new(format.schema());
        self.forget_codes();
        let record = Record { format, fields, content: walked.extent.content, changed: SlotSet::MAX };
        map_record(record, &mut KnownCodes::default(), context, sink);
        true
    }

    /// Reads what an envelope carries; `text` is all of it, and `fields` are what was cut out of it.
    fn open_envelope(
        &mut self,
        found: Envelope<'_>,
        text: &[u8],
        fields: &Fields<'_>,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        match found {
            Envelope::Control => sink.skip_unnamed(),
            Envelope::List(list, raw) => {
                self.read_list(list, raw, text, fields, context, sink);
                sink.form().is_answer_cut = Some(envelope::is_cut(fields));
            }
            Envelope::EventBridge(detail) => {
                let id = envelope::event_bridge_id(fields);
                let account =
                    envelope::event_bridge_account(fields).map(Rc::from).or_else(|| context.account.clone());
                let within = RecordContext { account, ..context.carried(IdKind::EventBridge, id.as_deref()) };
                self.read_value(detail, None, &within, sink);
            }
            Envelope::LookedUp(event) => {
                let within = RecordContext { is_span_final: true, ..context.clone() };
                self.read_value(event, None, &within, sink);
            }
            Envelope::Listing(listing, raw) if listing.descriptor().is_list => {
                let (mut is_empty, mut has_empty) = (true, false);
                for (element, context) in list_elements(raw, text, context) {
                    is_empty = false;
                    has_empty |= !map_listed(listing, element, fields, &context, sink);
                }
                if is_empty || has_empty {
                    sink.hint(listing.descriptor().id);
                }
                sink.form().is_answer_cut = Some(envelope::is_cut(fields));
            }
            Envelope::Listing(listing, raw) => {
                map_listed(listing, raw, fields, context, sink);
            }
        }
    }

    fn read_list(
        &mut self,
        list: List,
        raw: &[u8],
        text: &[u8],
        fields: &Fields<'_>,
        context: &RecordContext<'_>,
        sink: &mut InputSink<'_>,
    ) {
        let log_stream = envelope::log_stream(fields).unwrap_or_default();
        let mut slots = Slots::default();
        for (element, context) in list_elements(raw, text, context) {
            if !list.has_log_events() {
                self.read_value(element, None, &context, sink);
            } else if walk_unhashed(element, log_event::SCHEMA, &mut slots, &mut self.unescaped).is_ok() {
                self.read_log_event(&slots.fields(element), &log_stream, &context, sink);
            } else {
                sink.reject(&context);
            }
        }
        if elements(raw).next().is_none() {
            hint_of_empty(list, sink);
        }
    }
}
