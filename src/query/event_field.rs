//! The fields of an event, each with its value: the one list from which exports and tables take what they show. The
//! texts among them are described in `model/text_field.rs`; a new one needs no line here.

use super::view::View;
use crate::model::activity::Activity;
use crate::model::text_field::Sensitivity;
use crate::model::time::{TimeMs, UNDATED, rfc3339};
use crate::model::{ByteCount, Endpoint, Index, RowId, Store, TextField};
use crate::source::Span;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventValue<'a> {
    /// The event has none.
    Absent,
    /// A text as it is in the log (untrusted), or an id of ours. It may be empty.
    Text(&'a str),
    /// Milliseconds since the epoch; written as RFC 3339 in UTC.
    Time(TimeMs),
    /// A number.
    Number(ByteCount),
}

/// As tables have it: times in UTC, numbers as digits, nothing for what is absent.
impl fmt::Display for EventValue<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EventValue::Absent => Ok(()),
            EventValue::Text(text) => out.write_str(text),
            EventValue::Time(time) => out.write_str(&rfc3339(*time)),
            EventValue::Number(number) => write!(out, "{number}"),
        }
    }
}

/// As JSON has it: times in UTC, nothing for what is absent.
impl Serialize for EventValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            EventValue::Absent => serializer.serialize_none(),
            EventValue::Text(text) => serializer.serialize_str(text),
            EventValue::Time(time) => serializer.serialize_str(&rfc3339(*time)),
            EventValue::Number(number) => match u64::try_from(*number) {
                Ok(number) => serializer.serialize_u64(number),
                Err(_) => serializer.serialize_u128(*number),
            },
        }
    }
}

/// An event of which values are asked.
#[derive(Clone, Copy)]
pub struct EventValues<'a> {
    store: &'a Store,
    index: &'a Index,
    /// Its row in the store.
    row: RowId,
    /// Where its record stands in the decoded text of its input.
    span: Span,
    /// What it is.
    activity: Activity,
}

impl<'a> EventValues<'a> {
    /// The event of a row.
    pub fn new(view: &View<'a>, row: RowId) -> Self {
        let View { store, index, classification, .. } = *view;
        EventValues {
            store,
            index,
            row,
            span: store.columns().span(row),
            activity: classification.of_row(store, row),
        }
    }

    /// A text of it; what is empty in the store is absent.
    fn text(&self, field: TextField) -> EventValue<'a> {
        present(self.store.text(field, self.row))
    }

    fn time(&self) -> EventValue<'a> {
        match self.store.columns().time(self.row) {
            UNDATED => EventValue::Absent,
            time => EventValue::Time(time),
        }
    }

    fn session(&self) -> EventValue<'a> {
        present(self.index.session_id(self.store, self.row))
    }

    fn endpoint(&self, which: fn((Endpoint, Endpoint)) -> Endpoint) -> EventValue<'a> {
        self.activity.moves.map_or(EventValue::Absent, |moves| EventValue::Text(which(moves).id()))
    }

    fn path(&self) -> &'a str {
        &self.store.inputs()[self.store.columns().input(self.row) as usize].path
    }
}

fn present(text: &str) -> EventValue<'_> {
    if text.is_empty() { EventValue::Absent } else { EventValue::Text(text) }
}

/// A field of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventField {
    /// One of its texts.
    Text(TextField),
    /// When it happened.
    Time,
    /// The system that recorded it.
    System,
    /// Its family.
    Family,
    /// The recorded size in bytes.
    Size,
    /// From where it moved something.
    From,
    /// To where it moved something.
    To,
    /// The path of the input that its record stands in.
    Path,
    /// The line of its record there.
    Line,
    /// Where its record begins in the decoded text, in bytes.
    Offset,
    /// The length of its record, in bytes.
    Length,
}

impl EventField {
    /// Its name: the header of its column in exports, its key in JSON, and its name in the filter language if it can be
    /// asked for there.
    pub const fn name(self) -> &'static str {
        match self {
            EventField::Text(field) => field.id(),
            EventField::Time => "time",
            EventField::System => "system",
            EventField::Family => "family",
            EventField::Size => "size",
            EventField::From => "from",
            EventField::To => "to",
            EventField::Path => "path",
            EventField::Line => "line",
            EventField::Offset => "offset",
            EventField::Length => "length",
        }
    }

    /// What its values may tell of people.
    pub const fn sensitivity(self) -> Sensitivity {
        match self {
            EventField::Text(field) => field.sensitivity(),
            EventField::Path => Sensitivity::File,
            _ => Sensitivity::None,
        }
    }

    /// Every field, in the order of the columns of exports. Texts that are none of the first columns stand before the last ones.
    pub const ALL: [EventField; OTHERS + TextField::ALL.len()] = {
        let mut fields = [LAST[0]; OTHERS + TextField::ALL.len()];
        let (mut count, mut is_there) = (0, [false; TextField::ALL.len()]);
        while count < FIRST.len() {
            fields[count] = FIRST[count];
            if let EventField::Text(field) = FIRST[count] {
                is_there[field as usize] = true;
            }
            count += 1;
        }
        let mut number = 0;
        while number < is_there.len() {
            if !is_there[number] {
                fields[count] = EventField::Text(TextField::ALL[number]);
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

    /// The value that an event has.
    pub fn value<'a>(self, event: &EventValues<'a>) -> EventValue<'a> {
        let columns = event.store.columns();
        match self {
            // Every event has a name, though it may be empty.
            EventField::Text(TextField::Activity) => {
                EventValue::Text(event.store.text(TextField::Activity, event.row))
            }
            EventField::Text(TextField::Session) => event.session(),
            EventField::Text(field) => event.text(field),
            EventField::Time => event.time(),
            EventField::System => EventValue::Text(columns.system(event.row).id()),
            EventField::Family => EventValue::Text(event.activity.family.id()),
            EventField::Size => columns.size(event.row).map_or(EventValue::Absent, EventValue::Number),
            EventField::From => event.endpoint(|(from, _)| from),
            EventField::To => event.endpoint(|(_, to)| to),
            EventField::Path => EventValue::Text(event.path()),
            EventField::Line => EventValue::Number(event.span.line.into()),
            EventField::Offset => EventValue::Number(event.span.offset.into()),
            EventField::Length => EventValue::Number(event.span.len.into()),
        }
    }
}

/// The first columns. They keep their positions, by which other programs may know them.
const FIRST: [EventField; 22] = [
    EventField::Time,
    EventField::System,
    EventField::Text(TextField::Activity),
    EventField::Family,
    EventField::Text(TextField::User),
    EventField::Text(TextField::Session),
    EventField::Text(TextField::Portal),
    EventField::Text(TextField::ClientIp),
    EventField::Text(TextField::Host),
    EventField::Text(TextField::Url),
    EventField::Text(TextField::File),
    EventField::Text(TextField::Extension),
    EventField::Size,
    EventField::From,
    EventField::To,
    EventField::Text(TextField::Target),
    EventField::Text(TextField::Region),
    EventField::Text(TextField::Service),
    EventField::Text(TextField::Error),
    EventField::Text(TextField::Agent),
    EventField::Text(TextField::Principal),
    EventField::Text(TextField::EventId),
];

/// The last columns: which record an event came from, by the path of its input, and line, offset and length in its
/// decoded text.
const LAST: [EventField; 4] = [EventField::Path, EventField::Line, EventField::Offset, EventField::Length];

/// How many of the fields are no texts.
const OTHERS: usize = 10;
