//! The fields of an exported event: one table from which CSV, JSON Lines and whatever else names them are
//! derived. A new field of events is one line here.

use crate::model::activity::Activity;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{ByteCount, Endpoint, Index, RowId, Store, TextField};
use crate::query::view::View;
use crate::source::Span;

/// What a value of a field may tell of people, for exports that leave out or replace such values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Times, numbers, and words that AWS has defined: they name nobody and nothing.
    None,
    /// A name of a person, or an id that is made with one.
    Person,
    /// The network address of somebody's machine.
    Address,
    /// Where something was done: a site, a portal, a machine.
    Place,
    /// The name of a file or folder.
    File,
    /// Text that a program wrote as it liked.
    FreeText,
}

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
pub struct ExportField {
    /// Its name: the header of its column, its key in JSON, and its name in the filter language if it can be
    /// asked for there.
    pub name: &'static str,
    /// What its values may tell of people.
    pub sensitivity: Sensitivity,
    value: for<'a> fn(&ExportedEvent<'a>) -> ExportValue<'a>,
}

impl ExportField {
    /// The value that an event has.
    pub fn value<'a>(&self, event: &ExportedEvent<'a>) -> ExportValue<'a> {
        (self.value)(event)
    }
}

const fn field(
    name: &'static str,
    sensitivity: Sensitivity,
    value: for<'a> fn(&ExportedEvent<'a>) -> ExportValue<'a>,
) -> ExportField {
    ExportField { name, sensitivity, value }
}

use Sensitivity::{Address, File, FreeText, None as Harmless, Person, Place};

/// Every field, in the order of the columns. Which record an event came from stands at the end: path of its
/// input, and line, offset and length in its decoded text.
pub static FIELDS: [ExportField; 26] = [
    field("time", Harmless, |event| event.time()),
    field("system", Harmless, |event| ExportValue::Text(event.store.columns().system(event.row).id())),
    field("activity", Harmless, |event| ExportValue::Text(event.store.text(TextField::Activity, event.row))),
    field("family", Harmless, |event| ExportValue::Text(event.activity.family.id())),
    field("user", Person, |event| event.text(TextField::User)),
    field("session", Person, |event| event.session()),
    field("portal", Place, |event| event.text(TextField::Portal)),
    field("client_ip", Address, |event| event.text(TextField::ClientIp)),
    field("host", Place, |event| event.text(TextField::Host)),
    field("url", Place, |event| event.text(TextField::Url)),
    field("file", File, |event| event.text(TextField::File)),
    field("ext", Harmless, |event| event.text(TextField::Extension)),
    field("size", Harmless, |event| {
        event.store.columns().size(event.row).map_or(ExportValue::Absent, ExportValue::Number)
    }),
    field("from", Harmless, |event| event.endpoint(|(from, _)| from)),
    field("to", Harmless, |event| event.endpoint(|(_, to)| to)),
    field("target", Place, |event| event.text(TextField::Target)),
    field("region", Harmless, |event| event.text(TextField::Region)),
    field("service", Harmless, |event| event.text(TextField::Service)),
    field("error", FreeText, |event| event.text(TextField::Error)),
    field("agent", FreeText, |event| event.text(TextField::Agent)),
    field("principal", Person, |event| event.text(TextField::Principal)),
    field("id", Harmless, |event| event.text(TextField::EventId)),
    field("path", File, |event| ExportValue::Text(event.path())),
    field("line", Harmless, |event| ExportValue::Number(event.span.line.into())),
    field("offset", Harmless, |event| ExportValue::Number(event.span.offset.into())),
    field("length", Harmless, |event| ExportValue::Number(event.span.len.into())),
];
