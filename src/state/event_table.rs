//! How the table of events is shown: its order, and which of its columns.

use crate::source::enum_table;

enum_table! {
    /// The columns that can be hidden, from left to right; time and activity always stay.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs)] // Each is the column of its name.
    pub enum EventColumn =>
    /// The name in the URL and in the style sheet.
    pub fn id() -> &'static str {
        User => "user",
        Session => "session",
        ClientIp => "client_ip",
        What => "what",
        Size => "size",
        Moves => "moves",
    }
}

impl EventColumn {
    /// The column of this name.
    pub fn from_id(id: &str) -> Option<EventColumn> {
        EventColumn::ALL.into_iter().find(|column| column.id() == id)
    }
}

/// How the table of events is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventTable {
    /// Latest first.
    pub latest_first: bool,
    /// The columns that are hidden, from left to right.
    hidden: Vec<EventColumn>,
}

impl EventTable {
    /// Whether a column is shown.
    pub fn shows(&self, column: EventColumn) -> bool {
        !self.hidden.contains(&column)
    }

    /// The columns that are hidden, from left to right.
    pub fn hidden(&self) -> &[EventColumn] {
        &self.hidden
    }

    /// Hides a column, or shows it.
    pub fn toggle(&mut self, column: EventColumn) {
        let is_hidden = |known: &EventColumn| self.shows(*known) == (*known == column);
        self.hidden = EventColumn::ALL.into_iter().filter(is_hidden).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_hidden_and_shown_again_and_keeps_its_place() {
        let mut table = EventTable::default();
        table.toggle(EventColumn::Size);
        table.toggle(EventColumn::User);
        assert_eq!(table.hidden(), [EventColumn::User, EventColumn::Size]);
        assert!(!table.shows(EventColumn::Size) && table.shows(EventColumn::What));
        table.toggle(EventColumn::Size);
        assert_eq!(table.hidden(), [EventColumn::User]);
    }

    #[test]
    fn a_column_is_found_by_its_name() {
        for column in EventColumn::ALL {
            assert_eq!(EventColumn::from_id(column.id()), Some(column));
        }
        assert_eq!(EventColumn::from_id("time"), None);
    }
}
