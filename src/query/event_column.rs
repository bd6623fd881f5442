//! The columns that a table of events can have: every field that an export has, and what is said of several of them in
//! one cell.

use super::event_field::EventField;
use super::table_sort::TableSort;
use crate::model::system::Subject;
use crate::model::{System, TextField};
use serde::{Deserialize, Serialize};

/// A column of a table of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventColumn {
    /// A field.
    Field(EventField),
    /// What it was about, in a line.
    What,
    /// From where to where it moved something.
    Moves,
}

use EventColumn::{Field, Moves, What};

impl EventColumn {
    /// The columns of a table of which nobody has chosen any, from left to right.
    pub const DEFAULT: [EventColumn; 8] = [
        Field(EventField::Time),
        Field(EventField::Text(TextField::Activity)),
        Field(EventField::Text(TextField::User)),
        Field(EventField::Text(TextField::Session)),
        Field(EventField::Text(TextField::ClientIp)),
        What,
        Field(EventField::Size),
        Moves,
    ];

    /// Every column: those of [`EventColumn::DEFAULT`], then the other fields in the order of the exports.
    pub fn all() -> impl Iterator<Item = EventColumn> {
        let fields = EventField::ALL.into_iter().map(Field);
        let others = fields.filter(|column| !EventColumn::DEFAULT.contains(column));
        EventColumn::DEFAULT.into_iter().chain(others)
    }

    /// Its name in the URL, in the style sheet and at the head of an export: of a field the name that the field has.
    pub const fn id(self) -> &'static str {
        match self {
            Field(field) => field.name(),
            What => "what",
            Moves => "moves",
        }
    }

    /// The column of this name.
    pub fn from_id(id: &str) -> Option<EventColumn> {
        EventColumn::all().find(|column| column.id() == id)
    }

    /// Whether the most stand first where a table is sorted by it for the first time.
    pub const fn is_most_first(self) -> bool {
        matches!(self, Field(EventField::Size))
    }
}

/// What a table of events is sorted by. Events of which that is not known stand last, and those of which it is the same
/// in the order of the case: by time, undated ones last.
pub type EventSort = TableSort<EventColumn>;

impl Default for EventSort {
    fn default() -> EventSort {
        TableSort::ascending(Field(EventField::Time))
    }
}

impl EventSort {
    /// By time, the latest first.
    pub const LATEST_FIRST: EventSort = TableSort::descending(Field(EventField::Time));
}

/// The texts that say what an event of a system was about, as far as it has them: a file, else an address, else what was
/// acted on and the service or client. A call of an API that acted on something is told with its own name before that.
pub fn subject_fields(system: System, has: impl Fn(TextField) -> bool) -> [Option<TextField>; 3] {
    let is_there = |field: &TextField| has(*field);
    let place = [TextField::File, TextField::Url, TextField::Host].into_iter().find(is_there);
    let fields = match system.subject() {
        _ if place.is_some() => [place, None, None],
        Subject::Nothing => [None, None, None],
        Subject::Target => [Some(TextField::Target), None, None],
        Subject::TargetAndService if !has(TextField::Target) => [Some(TextField::Service), None, None],
        Subject::TargetAndService => {
            [Some(TextField::Activity), Some(TextField::Target), Some(TextField::Service)]
        }
        Subject::TargetAndAgent => [Some(TextField::Target), Some(TextField::Agent), None],
    };
    fields.map(|field| field.filter(is_there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_column_which_is_found_by_its_name() {
        let all: Vec<EventColumn> = EventColumn::all().collect();
        assert_eq!(all.len(), EventField::ALL.len() + 2);
        for column in &all {
            assert_eq!(EventColumn::from_id(column.id()), Some(*column));
        }
        assert_eq!(EventColumn::from_id("whatever"), None);
    }
}
