//! How the table of events is shown: which of its columns, in which order, and what it is sorted by.

use crate::query::event_column::{EventColumn, EventSort};

/// How the table of events is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTable {
    /// The columns that are shown, from left to right: at least one.
    columns: Vec<EventColumn>,
    /// What it is sorted by, whether that is shown or not.
    pub sort: EventSort,
}

impl Default for EventTable {
    fn default() -> EventTable {
        EventTable { columns: EventColumn::DEFAULT.to_vec(), sort: EventSort::default() }
    }
}

impl EventTable {
    /// The columns that are shown, from left to right.
    pub fn columns(&self) -> &[EventColumn] {
        &self.columns
    }

    /// Which of them a column is, counted from 0; nothing where it is hidden.
    pub fn place(&self, column: EventColumn) -> Option<usize> {
        self.columns.iter().position(|shown| *shown == column)
    }

    /// Shows these columns and no others; those of a table of which nobody has chosen any where there are none.
    pub fn show(&mut self, columns: impl IntoIterator<Item = EventColumn>) {
        self.columns.clear();
        for column in columns {
            if self.place(column).is_none() {
                self.columns.push(column);
            }
        }
        if self.columns.is_empty() {
            self.columns = EventColumn::DEFAULT.to_vec();
        }
    }

    /// Hides a column, or shows it before the first one that stands behind it in the list of all. The last one that is
    /// shown stays.
    pub fn toggle(&mut self, column: EventColumn) {
        if let Some(place) = self.place(column) {
            if self.columns.len() > 1 {
                self.columns.remove(place);
            }
            return;
        }
        let rank = |column: &EventColumn| EventColumn::all().position(|other| other == *column);
        let own = rank(&column);
        let place = self.columns.iter().position(|shown| rank(shown) > own).unwrap_or(self.columns.len());
        self.columns.insert(place, column);
    }

    /// Moves a column that is shown by one place, to the right or to the left.
    pub fn shift(&mut self, column: EventColumn, right: bool) {
        let Some(place) = self.place(column) else { return };
        let other = if right { place.checked_add(1) } else { place.checked_sub(1) };
        if let Some(other) = other.filter(|other| *other < self.columns.len()) {
            self.columns.swap(place, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(id: &str) -> EventColumn {
        EventColumn::from_id(id).expect("a column")
    }

    fn ids(table: &EventTable) -> Vec<&str> {
        table.columns().iter().map(|column| column.id()).collect()
    }

    #[test]
    fn a_column_is_hidden_and_shown_again_in_its_place() {
        let mut table = EventTable::default();
        for id in ["size", "user", "moves", "session"] {
            table.toggle(column(id));
        }
        assert_eq!(ids(&table), ["time", "activity", "client_ip", "what"]);
        for id in ["line", "size", "host"] {
            table.toggle(column(id));
        }
        assert_eq!(ids(&table), ["time", "activity", "client_ip", "what", "size", "host", "line"]);
    }

    #[test]
    fn the_last_column_stays() {
        let mut table = EventTable::default();
        for shown in EventColumn::DEFAULT {
            table.toggle(shown);
        }
        assert_eq!(ids(&table), ["moves"]);
    }

    #[test]
    fn a_column_moves_by_one_place_and_not_beyond_the_ends() {
        let mut table = EventTable::default();
        table.show(["user", "host", "user", "size"].map(column));
        table.shift(column("host"), true);
        assert_eq!(ids(&table), ["user", "size", "host"]);
        table.shift(column("host"), true);
        table.shift(column("user"), false);
        table.shift(column("time"), false);
        assert_eq!(ids(&table), ["user", "size", "host"]);
        table.shift(column("size"), false);
        assert_eq!(ids(&table), ["size", "user", "host"]);
        table.show([]);
        assert_eq!(table, EventTable::default());
    }
}
