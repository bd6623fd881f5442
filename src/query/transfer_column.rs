//! The columns that a table of transfers can have: those of events, and what is known of a transfer beyond its event.

use super::event_column::EventColumn;
use super::event_field::EventField;
use super::table_sort::TableSort;
use crate::model::TextField;
use serde::{Deserialize, Serialize};

/// A column of a table of transfers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TransferColumn {
    /// What is known of its event.
    Event(EventColumn),
    /// Where what left had come from.
    CameFrom,
    /// The way to what happened around it. It holds nothing, so nothing is sorted by it and nothing of it is saved.
    Around,
}

use TransferColumn::{Around, CameFrom, Event};

const fn field(field: EventField) -> TransferColumn {
    Event(EventColumn::Field(field))
}

impl TransferColumn {
    /// The columns of a table of which nobody has chosen any, from left to right.
    pub const DEFAULT: [TransferColumn; 8] = [
        field(EventField::Time),
        field(EventField::Text(TextField::User)),
        Event(EventColumn::Moves),
        field(EventField::Text(TextField::File)),
        field(EventField::Size),
        CameFrom,
        Around,
        field(EventField::Text(TextField::Session)),
    ];

    /// Every column: those of [`TransferColumn::DEFAULT`], then the others of events in their order.
    pub fn all() -> impl Iterator<Item = TransferColumn> {
        let others = EventColumn::all().map(Event).filter(|column| !TransferColumn::DEFAULT.contains(column));
        TransferColumn::DEFAULT.into_iter().chain(others)
    }

    /// Its name in the address and in the style sheet.
    pub const fn id(self) -> &'static str {
        match self {
            Event(column) => column.id(),
            CameFrom => "came_from",
            Around => "around",
        }
    }

    /// The column of this name.
    pub fn from_id(id: &str) -> Option<TransferColumn> {
        TransferColumn::all().find(|column| column.id() == id)
    }

    /// The names of the columns that a saved table has for it.
    pub fn saved_as(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Event(column) => [Some(column.id()), None],
            CameFrom => [Some("came_from"), Some("came_from_basis")],
            Around => [None, None],
        };
        names.into_iter().flatten()
    }

    /// Whether a table can be sorted by it.
    pub const fn sorts(self) -> bool {
        !matches!(self, Around)
    }

    /// Whether the most stand first where a table is sorted by it for the first time.
    pub const fn is_most_first(self) -> bool {
        matches!(self, Event(column) if column.is_most_first())
    }
}

impl Default for TableSort<TransferColumn> {
    fn default() -> TableSort<TransferColumn> {
        TableSort::ascending(field(EventField::Time))
    }
}
