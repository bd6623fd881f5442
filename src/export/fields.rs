//! The fields of an exported event: one table from which CSV, JSON Lines and whatever else names them are
//! derived. The texts among them are described in `model/text_field.rs`; a new one needs no line here.

use crate::model::activity::Activity;
use crate::model::text_field::Sensitivity;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{ByteCount, Endpoint, Index, RowId, Store, TextField};
use crate::query::view::View;
use crate::source::Span;

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportValue<'a> {
    /// The event has none.
    Absent,
    /// A text as it is in the log (untrusted), or an id of ours. It may be empty.
    Text(&'a str),
    /// Milliseconds since the epoch; written as RFC 3339 in UTC.
    Time(TimeMs),
    /// A number.
    Number(ByteCount),
}

/// An event that is exported.
#[derive(Clone, Copy)]
pub struct ExportedEvent<'a> {
    store: &'a Store,
    index: &'a Index,
    /// Its row in the store.
    row: RowId,
    /// Where its record stands in the decoded text of its input.
    span: Span,
    /// What it is.
    activity: Activity,
}

impl<'a> ExportedEvent<'a> {
    /// The event of a row.
    pub fn new(view: &View<'a>, row: RowId) -> Self {
        let View { store, index, classification, .. } = *view;
        ExportedEvent {
            store,
            index,
            row,
            span: store.columns().span(row),
            activity: classification.of_row(store, row),
        }
    }

    /// A text of it; what is empty in the store is absent.
    fn text(&self, field: TextField) -> ExportValue<'a> {
        present(self.store.text(field, self.row))
    }

    fn time(&self) -> ExportValue<'a> {
        match self.store.columns().time(self.row) {
            UNDATED => ExportValue::Absent,
            time => ExportValue::Time(time),
        }
    }

    fn session(&self) -> ExportValue<'a> {
        present(self.index.session_id(self.store, self.row))
    }

    fn endpoint(&self, which: fn((Endpoint, Endpoint)) -> Endpoint) -> ExportValue<'a> {
        self.activity.moves.map_or(ExportValue::Absent, |moves| ExportValue::Text(which(moves).id()))
    }

    fn path(&self) -> &'a str {
        &self.store.inputs()[self.store.columns().input(self.row) as usize].path
    }
}

fn present(text: &str) -> ExportValue<'_> {
    if text.is_empty() { ExportValue::Absent } else { ExportValue::Text(text) }
}

/// A field that is exported of every event.
#[derive(Clone, Copy)]
pub struct ExportField {
    /// Its name: the header of its column, its key in JSON, and its name in the filter language if it can be
    /// asked for there.
    pub name: &'static str,
    /// What its values may tell of people.
    pub sensitivity: Sensitivity,
    source: Source,
}

/// Where the value of a field comes from.
#[derive(Clone, Copy)]
enum Source {
    Text(TextField),
    Time,
    System,
    Family,
    Size,
    From,
    To,
    Path,
    Line,
    Offset,
    Length,
}

impl ExportField {
    /// The value that an event has.
    pub fn value<'a>(&self, event: &ExportedEvent<'a>) -> ExportValue<'a> {
        let columns = event.store.columns();
        match self.source {
            // Every event has a name, though it may be empty.
            Source::Text(TextField::Activity) => {
                ExportValue::Text(event.store.text(TextField::Activity, event.row))
            }
            Source::Text(TextField::Session) => event.session(),
            Source::Text(field) => event.text(field),
            Source::Time => event.time(),
            Source::System => ExportValue::Text(columns.system(event.row).id()),
            Source::Family => ExportValue::Text(event.activity.family.id()),
            Source::Size => columns.size(event.row).map_or(ExportValue::Absent, ExportValue::Number),
            Source::From => event.endpoint(|(from, _)| from),
            Source::To => event.endpoint(|(_, to)| to),
            Source::Path => ExportValue::Text(event.path()),
            Source::Line => ExportValue::Number(event.span.line.into()),
            Source::Offset => ExportValue::Number(event.span.offset.into()),
            Source::Length => ExportValue::Number(event.span.len.into()),
        }
    }
}

const fn text(field: TextField) -> ExportField {
    ExportField { name: field.id(), sensitivity: field.sensitivity(), source: Source::Text(field) }
}

const fn other(name: &'static str, sensitivity: Sensitivity, source: Source) -> ExportField {
    ExportField { name, sensitivity, source }
}

/// The first columns. They keep their positions, by which other programs may know them.
const FIRST: [ExportField; 22] = [
    other("time", Sensitivity::None, Source::Time),
    other("system", Sensitivity::None, Source::System),
    text(TextField::Activity),
    other("family", Sensitivity::None, Source::Family),
    text(TextField::User),
    text(TextField::Session),
    text(TextField::Portal),
    text(TextField::ClientIp),
    text(TextField::Host),
    text(TextField::Url),
    text(TextField::File),
    text(TextField::Extension),
    other("size", Sensitivity::None, Source::Size),
    other("from", Sensitivity::None, Source::From),
    other("to", Sensitivity::None, Source::To),
    text(TextField::Target),
    text(TextField::Region),
    text(TextField::Service),
    text(TextField::Error),
    text(TextField::Agent),
    text(TextField::Principal),
    text(TextField::EventId),
];

/// The last columns: which record an event came from, by the path of its input, and line, offset and length in its
/// decoded text.
const LAST: [ExportField; 4] = [
    other("path", Sensitivity::File, Source::Path),
    other("line", Sensitivity::None, Source::Line),
    other("offset", Sensitivity::None, Source::Offset),
    other("length", Sensitivity::None, Source::Length),
];

/// How many of the fields are no texts.
const OTHERS: usize = 10;

/// Every field, in the order of the columns. Texts that are none of the first columns stand before the last ones.
pub static FIELDS: [ExportField; OTHERS + TextField::ALL.len()] = {
    let mut fields = [LAST[0]; OTHERS + TextField::ALL.len()];
    let (mut count, mut is_there) = (0, [false; TextField::ALL.len()]);
    while count < FIRST.len() {
        fields[count] = FIRST[count];
        if let Source::Text(field) = FIRST[count].source {
            is_there[field as usize] = true;
        }
        count += 1;
    }
    let mut number = 0;
    while number < is_there.len() {
        if !is_there[number] {
            fields[count] = text(TextField::ALL[number]);
            count += 1;
        }
        number += 1;
    }
    let mut last = 0;
    while last < LAST.len() {
        fields[count + last] = LAST[last];
        last += 1;
    }
    fields
};
