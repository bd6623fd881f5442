//! The tables whose columns people choose and by whose headings they sort, and all columns of each.

use crate::query::answer::{SessionField, SiteField};
use crate::query::event_column::{EventColumn, EventSort};
use crate::query::table_sort::TableSort;
use crate::query::transfer_column::TransferColumn;

/// A table whose columns can be chosen and sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableId {
    /// Of all events.
    Events,
    /// Of sessions.
    Sessions,
    /// Of sites.
    Sites,
    /// Of transfers.
    Transfers,
}

impl TableId {
    /// Every one of them.
    pub const ALL: [TableId; 4] = [TableId::Events, TableId::Sessions, TableId::Sites, TableId::Transfers];

    /// Its name in the page, by which the widths of its columns are kept, too.
    pub const fn id(self) -> &'static str {
        match self {
            TableId::Events => "events",
            TableId::Sessions => "sessions",
            TableId::Sites => "sites",
            TableId::Transfers => "transfers",
        }
    }

    /// The key under which the address and the settings that are kept have its columns.
    pub const fn key(self) -> &'static str {
        match self {
            TableId::Events => "cols",
            TableId::Sessions => "session-cols",
            TableId::Sites => "site-cols",
            TableId::Transfers => "transfer-cols",
        }
    }

    /// The key under which the address has what it is sorted by.
    pub const fn order_key(self) -> &'static str {
        match self {
            TableId::Events => "order",
            TableId::Sessions => "session-order",
            TableId::Sites => "site-order",
            TableId::Transfers => "transfer-order",
        }
    }

    /// What it is sorted by where nobody has chosen anything.
    pub fn default_sort(self) -> TableSort<&'static str> {
        fn named<C>(sort: TableSort<C>, id: fn(C) -> &'static str) -> TableSort<&'static str> {
            TableSort { column: id(sort.column), descending: sort.descending }
        }
        match self {
            TableId::Events => named(EventSort::default(), EventColumn::id),
            TableId::Sessions => named(TableSort::default(), SessionField::id),
            TableId::Sites => named(TableSort::default(), SiteField::id),
            TableId::Transfers => named(TableSort::default(), TransferColumn::id),
        }
    }

    /// The names of the columns that it can be sorted by.
    pub fn sort_columns(self) -> impl Iterator<Item = &'static str> {
        let sorts = move |column: &&'static str| match self {
            TableId::Transfers => TransferColumn::from_id(column).is_some_and(TransferColumn::sorts),
            TableId::Events | TableId::Sessions | TableId::Sites => true,
        };
        self.columns().into_iter().filter(sorts)
    }

    /// Whether the most stand first where it is sorted by the column of this name for the first time.
    pub fn is_most_first(self, column: &str) -> bool {
        match self {
            TableId::Events => EventColumn::from_id(column).is_some_and(EventColumn::is_most_first),
            TableId::Sessions => session_field(column).is_some_and(SessionField::is_most_first),
            TableId::Sites => site_field(column).is_some_and(SiteField::is_most_first),
            TableId::Transfers => TransferColumn::from_id(column).is_some_and(TransferColumn::is_most_first),
        }
    }

    /// The names of all its columns, in the order in which they are offered.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            TableId::Events => EventColumn::all().map(EventColumn::id).collect(),
            TableId::Sessions => SessionField::ALL.map(SessionField::id).to_vec(),
            TableId::Sites => SiteField::ALL.map(SiteField::id).to_vec(),
            TableId::Transfers => TransferColumn::all().map(TransferColumn::id).collect(),
        }
    }

    /// The first so many of them are shown where nobody has chosen any.
    pub const fn default_count(self) -> usize {
        match self {
            TableId::Events => EventColumn::DEFAULT.len(),
            TableId::Sessions => SessionField::ALL.len(),
            TableId::Sites => SiteField::ALL.len(),
            TableId::Transfers => TransferColumn::DEFAULT.len(),
        }
    }
}

/// What the column of this name tells of a session.
pub fn session_field(name: &str) -> Option<SessionField> {
    SessionField::ALL.into_iter().find(|field| field.id() == name)
}

/// What the column of this name tells of a site.
pub fn site_field(name: &str) -> Option<SiteField> {
    SiteField::ALL.into_iter().find(|field| field.id() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_columns_of_each_table_have_names_of_their_own_and_the_first_are_shown() {
        for table in TableId::ALL {
            let columns = table.columns();
            assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len(), "{}", table.id());
            assert!((1..=columns.len()).contains(&table.default_count()), "{}", table.id());
        }
        assert_eq!(TableId::Events.columns()[..8], EventColumn::DEFAULT.map(EventColumn::id));
        assert_eq!(TableId::Transfers.columns()[..8], TransferColumn::DEFAULT.map(TransferColumn::id));
        for column in TransferColumn::all() {
            assert_eq!(TransferColumn::from_id(column.id()), Some(column));
        }
        for field in SessionField::ALL {
            assert_eq!(session_field(field.id()), Some(field));
        }
        for field in SiteField::ALL {
            assert_eq!(site_field(field.id()), Some(field));
        }
    }
}
