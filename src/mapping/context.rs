//! Where a record stands, and what is around it.

use crate::model::time::TimeMs;
use crate::source::Span;
use std::cell::Cell;
use std::rc::Rc;

/// Which kind of id tells whether a record was seen before; the innermost counts (R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// `eventID` of CloudTrail.
    CloudTrail = 1,
    /// `id` of an EventBridge event.
    EventBridge = 2,
    /// `eventId` or `id` of a log event of CloudWatch Logs.
    LogEvent = 3,
}

/// The id of a wrapper, which is that of the records in it that have none of their own.
#[derive(Debug)]
pub struct WrapperId {
    /// Which kind of id it is.
    pub kind: IdKind,
    /// The id.
    pub text: String,
    used: Cell<u32>,
}

impl WrapperId {
    /// How many records have taken the id.
    pub fn used(&self) -> u32 {
        self.used.get()
    }

    /// Takes the id for one more record; the number of that record in the wrapper, from 0 on.
    pub fn take(&self) -> u32 {
        self.used.replace(self.used.get() + 1)
    }
}

/// Where a record stands, and what is around it.
#[derive(Clone, Default)]
pub struct RecordContext<'a> {
    /// Where the record stands in the input; nothing for the values of the input itself, which have positions of
    /// their own.
    pub record_span: Option<Span>,
    /// Whether all records within have this position: it is one of a text, or of an event that carries a record.
    pub is_span_final: bool,
    /// Id of the nearest wrapper that has one.
    pub id: Option<Rc<WrapperId>>,
    /// Time of the log event around it: the JSON text.
    pub time: Option<&'a [u8]>,
    /// When that was taken in, if it says so.
    pub ingested: Option<TimeMs>,
    /// Account of the EventBridge event around it: that of the records in it that name none (R40).
    pub account: Option<Rc<str>>,
    /// How many texts of JSON it is within.
    pub depth: u32,
    /// Whether there are bytes in it that are no valid text.
    pub is_invalid: bool,
}

impl<'a> RecordContext<'a> {
    /// What is around a record of the input that stands here.
    pub fn at(span: Span) -> RecordContext<'static> {
        RecordContext { record_span: Some(span), ..RecordContext::default() }
    }

    /// What is around the record that a wrapper with this id carries.
    pub fn carried(&self, kind: IdKind, id: Option<&str>) -> RecordContext<'a> {
        let own = id.map(|id| Rc::new(WrapperId { kind, text: id.to_owned(), used: Cell::new(0) }));
        RecordContext { id: own.or_else(|| self.id.clone()), is_span_final: true, ..self.clone() }
    }

    /// What is around the values in a text of JSON that stands here.
    pub fn in_text(&self) -> RecordContext<'a> {
        RecordContext { depth: self.depth + 1, is_span_final: true, is_invalid: false, ..self.clone() }
    }

    /// Where notices about the record point.
    pub fn span(&self) -> Span {
        self.record_span.unwrap_or_default()
    }
}
