//! Where a record stands, and what is around it.

use crate::format::Reason;
use crate::model::batch::Batch;
use crate::source::Span;
use std::cell::Cell;
use std::rc::Rc;

/// Which kind of id tells whether a record was seen before; the innermost counts (R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdKind {
    CloudTrail = 1,
    EventBridge = 2,
    LogEvent = 3,
}

/// The id of a wrapper, which is that of the records in it that have none of their own.
#[derive(Debug)]
pub(super) struct WrapperId {
    pub kind: IdKind,
    pub text: String,
    /// How many records have taken it.
    pub used: Cell<u32>,
}

/// Where a record stands, and what is around it.
#[derive(Clone)]
pub(super) struct RecordContext<'a> {
    /// Number of the input in the batch.
    pub input: u32,
    /// Place of the element of the input that holds the record; a framed value has its own.
    pub site: Option<Span>,
    /// Whether that place is the one of all that is within: a text or an event that carries a record.
    pub is_holder: bool,
    /// Id of the nearest wrapper that has one.
    pub id: Option<Rc<WrapperId>>,
    /// Time of the log event around it: the JSON text.
    pub time: Option<&'a [u8]>,
    /// How many texts of JSON it is within.
    pub depth: u32,
    /// Whether there are bytes in it that are no valid text.
    pub is_invalid: bool,
}

impl<'a> RecordContext<'a> {
    /// What is around the values of an input itself.
    pub fn top(input: u32) -> RecordContext<'static> {
        RecordContext {
            input,
            site: None,
            is_holder: false,
            id: None,
            time: None,
            depth: 0,
            is_invalid: false,
        }
    }

    /// What is around a record of the input that stands here.
    pub fn at(input: u32, site: Span) -> RecordContext<'static> {
        RecordContext { site: Some(site), ..RecordContext::top(input) }
    }

    /// What is around the record that a wrapper with this id carries.
    pub fn carried(&self, kind: IdKind, id: Option<&str>) -> RecordContext<'a> {
        let own = id.map(|id| Rc::new(WrapperId { kind, text: id.to_owned(), used: Cell::new(0) }));
        RecordContext { id: own.or_else(|| self.id.clone()), is_holder: true, ..self.clone() }
    }

    /// What is around an element of a list: its own place, where the list stands in the input itself.
    pub fn element(&self, element: &[u8], lines: &mut LinesBefore<'_>) -> RecordContext<'a> {
        let mut within = self.clone();
        if let (Some(site), false) = (self.site, self.is_holder) {
            let at = element.as_ptr() as usize - lines.text.as_ptr() as usize;
            within.site = Some(Span {
                offset: site.offset + at as u64,
                len: element.len() as u32,
                line: site.line + lines.up_to(at),
            });
        }
        within
    }

    /// Takes in that what stands here is no known record.
    pub fn reject(&self, batch: &mut Batch) {
        batch.push_notice(self.input, self.site.unwrap_or_default(), Reason::NoKnownRecord);
    }
}

/// Counts the line feeds before places of a text that come one after the other. Counted from its start each
/// time, a long list would take the square of its length.
pub(super) struct LinesBefore<'t> {
    text: &'t [u8],
    at: usize,
    line_feeds: u32,
}

impl<'t> LinesBefore<'t> {
    /// At the start of a text.
    pub fn of(text: &'t [u8]) -> LinesBefore<'t> {
        LinesBefore { text, at: 0, line_feeds: 0 }
    }

    /// How many there are before this place, which is no earlier than the one before.
    pub fn up_to(&mut self, at: usize) -> u32 {
        self.line_feeds += memchr::memchr_iter(b'\n', &self.text[self.at..at]).count() as u32;
        self.at = at;
        self.line_feeds
    }
}
