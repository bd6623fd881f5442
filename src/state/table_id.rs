//! The tables whose columns people choose, and all columns of each.

use crate::query::answer::{SessionField, SiteField};
use crate::query::event_column::EventColumn;

/// A table whose columns can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableId {
    /// Of all events.
    Events,
    /// Of sessions.
    Sessions,
    /// Of sites.
    Sites,
}

impl TableId {
    /// Every one of them.
    pub const ALL: [TableId; 3] = [TableId::Events, TableId::Sessions, TableId::Sites];

    /// Its name in the page, by which the widths of its columns are kept, too.
    pub const fn id(self) -> &'static str {
        match self {
            TableId::Events => "events",
            TableId::Sessions => "sessions",
            TableId::Sites => "sites",
        }
    }

    /// The key under which the address and the settings that are kept have its columns.
    pub const fn key(self) -> &'static str {
        match self {
            TableId::Events => "cols",
            TableId::Sessions => "session-cols",
            TableId::Sites => "site-cols",
        }
    }

    /// The names of all its columns, in the order in which they are offered.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            TableId::Events => EventColumn::all().map(EventColumn::id).collect(),
            TableId::Sessions => SessionField::ALL.map(SessionField::id).to_vec(),
            TableId::Sites => SiteField::ALL.map(SiteField::id).to_vec(),
        }
    }

    /// The first so many of them are shown where nobody has chosen any.
    pub const fn default_count(self) -> usize {
        match self {
            TableId::Events => EventColumn::DEFAULT.len(),
            TableId::Sessions => SessionField::ALL.len(),
            TableId::Sites => SiteField::ALL.len(),
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
        for field in SessionField::ALL {
            assert_eq!(session_field(field.id()), Some(field));
        }
        for field in SiteField::ALL {
            assert_eq!(site_field(field.id()), Some(field));
        }
    }
}
