//! From JSON values to records: recognises what a value is, opens what only wraps others, and hands what
//! it finds to the batch. One mechanism for every wrapper in every other.
//!
//! ```text
//!   {"logEvents":[{"id":"7","message":"{\"detail-type\":…,\"detail\":{\"eventName\":…}}"}]}
//!    list          log event          text   EventBridge event      CloudTrail record
//! ```

use super::pieces::Pieces;
use super::records::push_record;
use crate::container::frame::{Frame, Framer};
use crate::container::json::{Fields, Walked, elements, string_of, walk};
use crate::container::wrapper::WrapperPart;
use crate::format::envelope::{self, Envelope, List, Listing, LogEvent};
use crate::format::{Format, Reason, listings, metrics, session_manager_history};
use crate::model::batch::Batch;
use crate::model::build_facts;
use crate::model::fact::Fact;
use crate::source::Span;
use crate::source::limits::MAX_TEXT_DEPTH;
use std::borrow::Cow;

/// Which kind of id tells whether a record was seen before; the innermost counts (R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdKind {
    CloudTrail = 1,
    EventBridge = 2,
    LogEvent = 3,
}

/// Where a record stands, and what is around it.
#[derive(Clone)]
pub(super) struct Around<'a> {
    /// Number of the input in the batch.
    pub input: u32,
    /// Place of the element of the input that holds the record; a framed value has its own.
    pub site: Option<Span>,
    /// Id of the nearest wrapper that has one.
    pub id: Option<(IdKind, &'a str)>,
    /// How many records with that id there were before.
    pub place: u32,
    /// Time of the log event around it: the JSON text.
    pub time: Option<&'a [u8]>,
    /// How many texts of JSON it is within.
    pub depth: u32,
}

impl Around<'_> {
    /// What is around the values of an input itself.
    pub fn top(input: u32) -> Around<'static> {
        Around { input, site: None, id: None, place: 0, time: None, depth: 0 }
    }
}

/// An object whose list is being read.
#[derive(Debug, Default)]
struct Open {
    list: Option<List>,
    stream: String,
    is_control: bool,
    began: Span,
}

/// Reads the JSON values of one text; it outlives the pieces in which the text comes.
#[derive(Default)]
pub(super) struct Level {
    pub framer: Framer,
    open: Vec<Open>,
}

/// What is known from one value to the next.
pub(super) struct Intake {
    /// The format of the record before: most inputs have one format only.
    format: Format,
    /// The first piece that has bytes which are no valid text.
    pub first_invalid: Option<Span>,
    /// Texts of log events that may be pieces of transcripts.
    pub pieces: Pieces,
}

impl Default for Intake {
    fn default() -> Self {
        Intake { format: Format::SessionLogger, first_invalid: None, pieces: Pieces::default() }
    }
}

impl Intake {
    /// Reads all values that a level has whole.
    pub fn read(&mut self, level: &mut Level, around: &mut Around<'_>, batch: &mut Batch) {
        loop {
            let in_log = level.open.last().and_then(|open| open.list) == Some(List::LogEvents);
            let schema = if in_log { envelope::LOG_EVENT } else { self.format.schema() };
            let Some(frame) = level.framer.next_frame(|text| walk(text, schema)) else { return };
            match frame {
                Frame::Broken(span, text, breakage) => {
                    note_invalid(&mut self.first_invalid, around.site.unwrap_or(span), text);
                    batch.push_notice(around.input, around.site.unwrap_or(span), breakage.into());
                }
                Frame::Wrapper(span, part) => {
                    self.take_part(&mut level.open, around.site.unwrap_or(span), part, around.input, batch);
                }
                // What a control message holds is part of it.
                Frame::Value(..) if level.open.last().is_some_and(|open| open.is_control) => {}
                Frame::Value(span, text, walked) => {
                    let span = around.site.unwrap_or(span);
                    let is_valid = !walked.non_ascii || note_invalid(&mut self.first_invalid, span, text);
                    let repaired;
                    let (text, walked) = if is_valid {
                        (text, Some(walked))
                    } else {
                        // The record is read with U+FFFD in place of what is no text (R13).
                        repaired = String::from_utf8_lossy(text);
                        (repaired.as_bytes(), walk(repaired.as_bytes(), schema).ok())
                    };
                    let Some(walked) = walked else { continue };
                    let mut within = Around { site: Some(span), ..around.clone() };
                    if in_log {
                        let stream = level.open.last().map_or("", |open| &open.stream);
                        self.read_log_event(&walked.fields(text), stream, &within, batch);
                    } else {
                        self.read_value(text, Some(&walked), &mut within, batch);
                        around.place = within.place;
                    }
                }
            }
        }
    }

    fn take_part(
        &mut self,
        open: &mut Vec<Open>,
        span: Span,
        part: WrapperPart<'_>,
        input: u32,
        batch: &mut Batch,
    ) {
        match part {
            WrapperPart::Begin => open.push(Open { began: span, ..Open::default() }),
            WrapperPart::Member(key, value) => {
                let (Some(open), Some(text)) = (open.last_mut(), string_of(value)) else { return };
                match key {
                    b"logStream" => {
                        self.pieces.name_stream(open.began, &text);
                        open.stream = text.into_owned();
                    }
                    b"messageType" => open.is_control = text == "CONTROL_MESSAGE",
                    _ => {}
                }
            }
            WrapperPart::List(key) => {
                if let Some(open) = open.last_mut() {
                    open.list = List::of_key(key);
                    hint(open.list, input, batch);
                }
            }
            WrapperPart::End => {
                if let Some(Open { is_control: true, .. }) = open.pop() {
                    batch.inputs[input as usize].skipped += 1;
                }
            }
        }
    }

    /// Reads a value, whatever it is: a record, a wrapper of records, a text of them.
    fn read_value(
        &mut self,
        text: &[u8],
        walked: Option<&Walked>,
        around: &mut Around<'_>,
        batch: &mut Batch,
    ) {
        match text.first() {
            Some(b'{') => self.read_object(text, walked, around, batch),
            Some(b'"') => match string_of(text) {
                Some(inner) if is_json(&inner) => self.read_text(&inner, around, batch),
                _ => reject(around, batch),
            },
            _ => reject(around, batch),
        }
    }

    /// Reads a text of JSON that stands in a JSON string.
    fn read_text(&mut self, text: &str, around: &mut Around<'_>, batch: &mut Batch) {
        if around.depth == MAX_TEXT_DEPTH {
            return reject(around, batch);
        }
        around.depth += 1;
        let mut level = Level::default();
        level.framer.push(text.as_bytes());
        level.framer.end();
        self.read(&mut level, around, batch);
        around.depth -= 1;
    }

    fn read_object(
        &mut self,
        text: &[u8],
        walked: Option<&Walked>,
        around: &mut Around<'_>,
        batch: &mut Batch,
    ) {
        if let Some(walked) = walked
            && self.format.recognises(&walked.fields(text))
        {
            return push_record(self.format, text, walked, around, batch);
        }
        if let Ok(walked) = walk(text, envelope::SCHEMA)
            && let Some(found) = envelope::envelope(&walked.fields(text))
            && self.open_envelope(found, text, &walked.fields(text), around, batch)
        {
            return;
        }
        for format in Format::OF_OBJECTS {
            if let Ok(walked) = walk(text, format.schema())
                && format.recognises(&walked.fields(text))
            {
                self.format = format;
                return push_record(format, text, &walked, around, batch);
            }
        }
        reject(around, batch);
    }

    /// Reads what an envelope carries; whether it was one.
    fn open_envelope(
        &mut self,
        found: Envelope<'_>,
        text: &[u8],
        fields: &Fields<'_>,
        around: &mut Around<'_>,
        batch: &mut Batch,
    ) -> bool {
        match found {
            Envelope::Control => batch.inputs[around.input as usize].skipped += 1,
            Envelope::List(list, raw) => {
                hint(Some(list), around.input, batch);
                let stream = envelope::log_stream(fields).unwrap_or_default();
                for element in elements(raw) {
                    let mut within = self.within(element, text, around);
                    if list == List::LogEvents {
                        let Ok(walked) = walk(element, envelope::LOG_EVENT) else { continue };
                        self.read_log_event(&walked.fields(element), &stream, &within, batch);
                    } else {
                        let walked = walk(element, self.format.schema()).ok();
                        self.read_value(element, walked.as_ref(), &mut within, batch);
                        around.place = within.place;
                    }
                }
            }
            Envelope::EventBridge(detail) => {
                if let Ok(walked) = walk(text, Format::WorkspacesAccess.schema())
                    && Format::WorkspacesAccess.recognises(&walked.fields(text))
                {
                    push_record(Format::WorkspacesAccess, text, &walked, around, batch);
                    return true;
                }
                let id = envelope::event_bridge_id(fields);
                let id = id.as_deref().map(|id| (IdKind::EventBridge, id)).or(around.id);
                let mut within = Around { id, place: 0, ..around.clone() };
                let walked = walk(detail, self.format.schema()).ok();
                self.read_value(detail, walked.as_ref(), &mut within, batch);
            }
            Envelope::LookedUp(event) => match string_of(event) {
                Some(inner) if is_json(&inner) => self.read_text(&inner, around, batch),
                _ => reject(around, batch),
            },
            Envelope::Listing(listing, raw) => {
                let format = format_of(listing);
                batch.inputs[around.input as usize].hint.get_or_insert(format);
                for element in elements(raw) {
                    let within = self.within(element, text, around);
                    read_listed(listing, element, fields, &within, batch);
                }
            }
            Envelope::SessionLogger(settings) => {
                read_listed(Listing::SessionLoggers, settings, fields, around, batch);
            }
        }
        true
    }

    /// What is around an element of a list: its own place, where the list stands in the input itself.
    fn within<'a>(&self, element: &[u8], text: &[u8], around: &Around<'a>) -> Around<'a> {
        let mut within = around.clone();
        if let (Some(site), 0) = (around.site, around.depth)
            && around.id.is_none()
        {
            let at = element.as_ptr() as usize - text.as_ptr() as usize;
            let line_feeds = memchr::memchr_iter(b'\n', &text[..at]).count() as u32;
            within.site = Some(Span {
                offset: site.offset + at as u64,
                len: element.len() as u32,
                line: site.line + line_feeds,
            });
        }
        within
    }

    fn read_log_event(&mut self, fields: &Fields<'_>, stream: &str, around: &Around<'_>, batch: &mut Batch) {
        let Some(event) = envelope::parse_log_event(fields) else { return reject(around, batch) };
        let LogEvent { message, id, time, stream: own_stream } = &event;
        let id_here = id.as_deref().map(|id| (IdKind::LogEvent, id)).or(around.id);
        let mut within = Around { id: id_here, time: *time, place: 0, ..around.clone() };
        let text = match string_of(message) {
            None => {
                let walked = walk(message, self.format.schema()).ok();
                return self.read_value(message, walked.as_ref(), &mut within, batch);
            }
            Some(text) => text,
        };
        let stream = own_stream.as_deref().unwrap_or(stream);
        self.read_message(text, stream, &mut within, batch);
    }

    /// Notes the first bytes of a text that are no valid text.
    pub fn note_invalid(&mut self, span: Span, text: &[u8]) {
        note_invalid(&mut self.first_invalid, span, text);
    }

    /// Reads the text of a log event: JSON, or a piece of a transcript.
    pub fn read_message(
        &mut self,
        text: Cow<'_, str>,
        stream: &str,
        around: &mut Around<'_>,
        batch: &mut Batch,
    ) {
        if is_json(&text) && !self.pieces.is_transcript(stream) {
            self.read_text(&text, around, batch);
        } else {
            self.pieces.push(text.into_owned(), stream, around, batch);
        }
    }
}

/// Whether a text begins like JSON, blanks and byte order marks aside.
fn is_json(text: &str) -> bool {
    let is_blank = |c: char| c.is_ascii_whitespace() || c == '\u{feff}';
    text.trim_start_matches(is_blank).starts_with(['{', '['])
}

fn hint(list: Option<List>, input: u32, batch: &mut Batch) {
    if let Some(List::Records) = list {
        batch.inputs[input as usize].hint.get_or_insert(Format::CloudTrail);
    }
}

const fn format_of(listing: Listing) -> Format {
    match listing {
        Listing::Sessions => Format::SessionManagerHistory,
        Listing::Datapoints | Listing::MetricData => Format::Metrics,
        Listing::Workspaces => Format::Workspaces,
        Listing::SessionLoggers => Format::SessionLoggerSettings,
    }
}

pub(super) fn reject(around: &Around<'_>, batch: &mut Batch) {
    batch.push_notice(around.input, around.site.unwrap_or_default(), Reason::NoKnownRecord);
}

/// Reads an element of an answer of the command line.
fn read_listed(
    listing: Listing,
    element: &[u8],
    answer: &Fields<'_>,
    around: &Around<'_>,
    batch: &mut Batch,
) {
    let schema = match listing {
        Listing::Sessions => session_manager_history::SCHEMA,
        Listing::Datapoints => metrics::DATAPOINT,
        Listing::MetricData => metrics::RESULT,
        Listing::Workspaces => listings::WORKSPACE,
        Listing::SessionLoggers => listings::SESSION_LOGGER,
    };
    let Ok(walked) = walk(element, schema) else { return };
    let fields = walked.fields(element);
    let fact = match listing {
        Listing::Sessions => {
            let record = session_manager_history::parse_session_history(&fields);
            record.session.is_some().then(|| build_facts::session_history(&record))
        }
        Listing::Datapoints => metrics::parse_datapoint(&fields, envelope::label(answer))
            .map(|point| build_facts::metric(&point)),
        Listing::MetricData => {
            let Some((points, lonely)) = metrics::parse_metric_data(&fields) else {
                return reject(around, batch);
            };
            for point in &points {
                batch.push_skipped(around.input, Format::Metrics, Some(build_facts::metric(point)));
            }
            (0..lonely).for_each(|_| reject(around, batch));
            return;
        }
        Listing::Workspaces => {
            listings::parse_workspace(&fields).map(|(id, user)| Fact::Workspace { id, user })
        }
        Listing::SessionLoggers if element.starts_with(b"{") => {
            Some(build_facts::session_logger(&listings::parse_session_logger_settings(&fields)))
        }
        Listing::SessionLoggers => None,
    };
    match fact {
        Some(fact) => batch.push_skipped(around.input, format_of(listing), Some(fact)),
        None => reject(around, batch),
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
