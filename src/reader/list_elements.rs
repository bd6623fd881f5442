//! Elements of a list in a value: each with its own position in the input.

use crate::container::parts::elements;
use crate::mapping::context::RecordContext;
use crate::source::Span;

/// The elements of a list that stands in a value, each with its context: its own position, where the value stands in
/// the input itself.
pub(super) fn list_elements<'t, 'a: 't>(
    list: &'t [u8],
    value: &'t [u8],
    outer: &'t RecordContext<'a>,
) -> impl Iterator<Item = (&'t [u8], RecordContext<'a>)> {
    let mut lines = LineCounter::new(value);
    elements(list).map(move |element| {
        let mut context = outer.clone();
        if let (Some(span), false) = (outer.record_span, outer.is_span_final) {
            let at = element.as_ptr() as usize - value.as_ptr() as usize;
            context.record_span = Some(Span {
                offset: span.offset + at as u64,
                len: element.len() as u32,
                line: span.line + lines.up_to(at),
            });
        }
        (element, context)
    })
}

/// Counts the line feeds before offsets of a text that come one after the other. Counted from its start each
/// time, a long list would take the square of its length.
struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line_feeds: u32,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t [u8]) -> LineCounter<'t> {
        LineCounter { text, at: 0, line_feeds: 0 }
    }

    /// How many there are before this offset, which is no earlier than the one before.
    fn up_to(&mut self, at: usize) -> u32 {
        self.line_feeds += memchr::memchr_iter(b'\n', &self.text[self.at..at]).count() as u32;
        self.at = at;
        self.line_feeds
    }
}
