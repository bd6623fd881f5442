//! Which columns tables show, and in which order.

use super::TableId;

/// The names of the columns that each table shows whose columns can be chosen, from left to right: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumns([Vec<&'static str>; TableId::ALL.len()]);

impl Default for TableColumns {
    fn default() -> TableColumns {
        TableColumns(TableId::ALL.map(default_columns))
    }
}

/// Those of a table of which nobody has chosen any.
fn default_columns(table: TableId) -> Vec<&'static str> {
    let mut columns = table.columns();
    columns.truncate(table.default_count());
    columns
}

impl TableColumns {
    /// The columns that a table shows, from left to right.
    pub fn of(&self, table: TableId) -> &[&'static str] {
        &self.0[table as usize]
    }

    /// Whether these are the columns of a table of which nobody has chosen any.
    pub fn is_default(&self, table: TableId) -> bool {
        self.of(table) == default_columns(table)
    }

    /// The columns that a table shows as a text: `time,user,size`.
    pub fn to_text(&self, table: TableId) -> String {
        self.of(table).join(",")
    }

    /// Shows the columns of such a text and no others; those of a table of which nobody has chosen any where it names
    /// none.
    pub fn show(&mut self, table: TableId, text: &str) {
        let all = table.columns();
        let shown = &mut self.0[table as usize];
        shown.clear();
        for name in text.split(',') {
            if let Some(column) = all.iter().find(|column| **column == name)
                && !shown.contains(column)
            {
                shown.push(column);
            }
        }
        if shown.is_empty() {
            *shown = default_columns(table);
        }
    }

    /// The same of the table whose columns an address or kept settings have under this key; other keys are left aside.
    pub fn show_of_key(&mut self, key: &str, text: &str) {
        if let Some(table) = TableId::ALL.into_iter().find(|table| table.key() == key) {
            self.show(table, text);
        }
    }

    /// Hides a column, or shows it before the first one that stands behind it in the list of all. The last one that is
    /// shown stays.
    pub fn toggle(&mut self, table: TableId, column: &'static str) {
        let shown = &mut self.0[table as usize];
        if let Some(place) = place(shown, column) {
            if shown.len() > 1 {
                shown.remove(place);
            }
            return;
        }
        let all = table.columns();
        let own = place(&all, column);
        let behind = shown.iter().position(|other| place(&all, other) > own);
        shown.insert(behind.unwrap_or(shown.len()), column);
    }

    /// Moves a column that is shown by one place, to the right or to the left.
    pub fn shift(&mut self, table: TableId, column: &str, right: bool) {
        let shown = &mut self.0[table as usize];
        let Some(place) = place(shown, column) else { return };
        let other = if right { place.checked_add(1) } else { place.checked_sub(1) };
        if let Some(other) = other.filter(|other| *other < shown.len()) {
            shown.swap(place, other);
        }
    }
}

/// Which of some columns one is, counted from 0.
fn place(columns: &[&'static str], column: &str) -> Option<usize> {
    columns.iter().position(|other| *other == column)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: TableId = TableId::Events;

    #[test]
    fn a_column_is_hidden_and_shown_again_in_its_place() {
        let mut columns = TableColumns::default();
        for id in ["size", "user", "moves", "session"] {
            columns.toggle(EVENTS, id);
        }
        assert_eq!(columns.to_text(EVENTS), "time,activity,client_ip,what");
        for id in ["line", "size", "host"] {
            columns.toggle(EVENTS, id);
        }
        assert_eq!(columns.to_text(EVENTS), "time,activity,client_ip,what,size,host,line");
    }

    #[test]
    fn the_last_column_of_a_table_stays_and_other_tables_are_left_alone() {
        for table in TableId::ALL {
            let mut columns = TableColumns::default();
            let all = columns.of(table).to_vec();
            for column in &all {
                columns.toggle(table, column);
            }
            assert_eq!(columns.of(table), &all[all.len() - 1..]);
            for other in TableId::ALL {
                assert_eq!(columns.is_default(other), other != table);
            }
        }
    }

    #[test]
    fn a_column_moves_by_one_place_and_not_beyond_the_ends() {
        let mut columns = TableColumns::default();
        columns.show(EVENTS, "user,host,nothing,user,size");
        columns.shift(EVENTS, "host", true);
        assert_eq!(columns.to_text(EVENTS), "user,size,host");
        columns.shift(EVENTS, "host", true);
        columns.shift(EVENTS, "user", false);
        columns.shift(EVENTS, "time", false);
        assert_eq!(columns.to_text(EVENTS), "user,size,host");
        columns.shift(EVENTS, "size", false);
        assert_eq!(columns.to_text(EVENTS), "size,user,host");
        columns.show(EVENTS, "");
        assert_eq!(columns, TableColumns::default());
    }
}
