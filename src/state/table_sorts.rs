//! What tables are sorted by.

use super::TableId;
use crate::query::table_sort::TableSort;

/// What each table is sorted by whose headings sort, by the name of a column, whether that is shown or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSorts([TableSort<&'static str>; TableId::ALL.len()]);

impl Default for TableSorts {
    fn default() -> TableSorts {
        TableSorts(TableId::ALL.map(TableId::default_sort))
    }
}

impl TableSorts {
    /// What a table is sorted by.
    pub fn of(&self, table: TableId) -> TableSort<&'static str> {
        self.0[table as usize]
    }

    /// Sorts a table; what it cannot be sorted by is left aside.
    pub fn sort(&mut self, table: TableId, sort: TableSort<&str>) {
        let known = |name: &str| table.sort_columns().find(|column| *column == name);
        if let Some(sort) = sort.of_column(known) {
            self.0[table as usize] = sort;
        }
    }

    /// As parts of an address, of those tables that are sorted otherwise than by themselves: `site-order=-users`.
    pub fn to_parts(&self) -> impl Iterator<Item = String> {
        let chosen = TableId::ALL.into_iter().filter(|table| self.of(*table) != table.default_sort());
        chosen.map(|table| format!("{}={}", table.order_key(), self.of(table)))
    }

    /// Sorts the table whose order an address has under this key; other keys, and what a table cannot be sorted by, are
    /// left aside.
    pub fn sort_of_key(&mut self, key: &str, text: &str) {
        if let Some(table) = TableId::ALL.into_iter().find(|table| table.order_key() == key) {
            self.sort(table, TableSort::parse(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by way of an address.
    fn read_again(sorts: &TableSorts) -> TableSorts {
        let mut read = TableSorts::default();
        for part in sorts.to_parts() {
            let (key, text) = part.split_once('=').expect("a key");
            read.sort_of_key(key, text);
        }
        read
    }

    #[test]
    fn each_order_of_each_table_is_that_of_its_address_and_leaves_other_tables_alone() {
        for table in TableId::ALL {
            for column in table.sort_columns() {
                for sort in [TableSort::ascending(column), TableSort::descending(column)] {
                    let mut sorts = TableSorts::default();
                    sorts.sort(table, sort);
                    assert_eq!(sorts.of(table), sort);
                    assert_eq!(read_again(&sorts), sorts);
                    let is_own = sort == table.default_sort();
                    assert_eq!(
                        sorts.to_parts().count(),
                        usize::from(!is_own),
                        "what is by itself is not said"
                    );
                }
            }
        }
    }

    #[test]
    fn what_a_table_cannot_be_sorted_by_changes_nothing() {
        for (key, text) in [
            ("session-order", "host"),
            ("site-order", "-"),
            ("site-order", "--users"),
            ("transfer-order", "around"),
            ("order", "Size"),
            ("nothing", "size"),
            ("", ""),
        ] {
            let mut sorts = TableSorts::default();
            sorts.sort_of_key(key, text);
            assert_eq!(sorts, TableSorts::default(), "{key}={text}");
        }
    }
}
