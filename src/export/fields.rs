//! The fields of an exported event: one table from which CSV, JSON Lines and whatever else names them are derived. What
//! they are and what value an event has is in `query/event_field.rs`; a new one needs no line here.

pub use crate::query::event_field::{EventValue, EventValues};

use crate::model::text_field::Sensitivity;
use crate::query::event_field::EventField;

/// A field that is exported of every event.
#[derive(Clone, Copy)]
pub struct ExportField {
    /// Its name: the header of its column, its key in JSON, and its name in the filter language if it can be
    /// asked for there.
    pub name: &'static str,
    /// What its values may tell of people.
    pub sensitivity: Sensitivity,
    field: EventField,
}

impl ExportField {
    /// The value that an event has.
    pub fn value<'a>(&self, event: &EventValues<'a>) -> EventValue<'a> {
        self.field.value(event)
    }
}

/// Every field, in the order of the columns.
pub static FIELDS: [ExportField; EventField::ALL.len()] = {
    let all = EventField::ALL;
    let mut fields = [export_field(all[0]); EventField::ALL.len()];
    let mut number = 1;
    while number < all.len() {
        fields[number] = export_field(all[number]);
        number += 1;
    }
    fields
};

const fn export_field(field: EventField) -> ExportField {
    ExportField { name: field.name(), sensitivity: field.sensitivity(), field }
}
