//! What a table is sorted by: a column, and which way round. An address has it as the name of the column, with a minus
//! before it where the greatest stand first: `user`, `-size`.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// What a table is sorted by, of columns that are told by values of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSort<C> {
    /// By what.
    pub column: C,
    /// Whether the greatest stand first.
    pub descending: bool,
}

impl<C: Copy + PartialEq> TableSort<C> {
    /// The least first.
    pub const fn ascending(column: C) -> TableSort<C> {
        TableSort { column, descending: false }
    }

    /// The greatest first.
    pub const fn descending(column: C) -> TableSort<C> {
        TableSort { column, descending: true }
    }

    /// After a click on the heading of a column: that by which the table is sorted already is turned round, another one
    /// begins with its most or its least.
    pub fn after_click(self, column: C, is_most_first: bool) -> TableSort<C> {
        let descending = if self.column == column { !self.descending } else { is_most_first };
        TableSort { column, descending }
    }

    /// The same with columns that are told in another way; nothing where there is no such column.
    pub fn of_column<D>(self, column: impl FnOnce(C) -> Option<D>) -> Option<TableSort<D>> {
        Some(TableSort { column: column(self.column)?, descending: self.descending })
    }

    /// The order of two rows, of which that of the column is known from the least on.
    pub fn directed(self, ordering: Ordering) -> Ordering {
        if self.descending { ordering.reverse() } else { ordering }
    }
}

impl<'a> TableSort<&'a str> {
    /// What a text asks for, whether there is such a column or not.
    pub fn parse(text: &'a str) -> TableSort<&'a str> {
        match text.strip_prefix('-') {
            Some(column) => TableSort::descending(column),
            None => TableSort::ascending(text),
        }
    }
}

impl fmt::Display for TableSort<&str> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TableSort { column, descending } = self;
        write!(out, "{}{column}", if *descending { "-" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_sorts_by_another_column_or_turns_the_order_round() {
        let sort = TableSort::ascending("time").after_click("user", false);
        assert_eq!(sort, TableSort::ascending("user"));
        assert_eq!(sort.after_click("user", false), TableSort::descending("user"));
        let by_size = sort.after_click("size", true);
        assert_eq!(by_size, TableSort::descending("size"), "the largest are looked for");
        assert_eq!(by_size.after_click("size", true), TableSort::ascending("size"));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (text, sort) in [("size", TableSort::ascending("size")), ("-size", TableSort::descending("size"))]
        {
            assert_eq!((TableSort::parse(text), sort.to_string().as_str()), (sort, text));
        }
        assert_eq!(TableSort::parse(""), TableSort::ascending(""));
    }
}
