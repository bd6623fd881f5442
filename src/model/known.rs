//! Which events are there already. Repeated ones are found by the hash of their content and told apart by
//! their facts; where they are kept is left to others.

use super::columns::{ByteCount, Row};
use super::dictionary::ABSENT;
use super::ids::RowId;
use super::packed::PackedColumn;
use super::table::Table;
use super::text_field::TextField;
use super::time::TimeMs;
use crate::source::limits::MAX_OF_ONE_HASH;
use crate::source::order;
use hashbrown::HashTable;
use std::collections::BTreeMap;

/// The rows of all events, to be found by what they are.
#[derive(Debug)]
pub(super) enum KnownEvents {
    /// By the hash of their content.
    Hashed(HashTable<RowId>),
    /// By their facts, where too many have one hash: slower, but not to be made slower still.
    Sorted(BTreeMap<Identity, RowId>),
}

/// All by which an event is told from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Identity {
    content: u64,
    id: u32,
    facts: Facts,
}

/// What must be equal beside the hash and the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Facts {
    /// Of an event with an id: time, service and activity. Ids are masked in published logs (R34).
    OfId(TimeMs, u32, u32),
    /// Of one without: all that the columns hold, its position aside.
    All(TimeMs, u8, [u32; TextField::ALL.len()], Option<ByteCount>),
}

impl Identity {
    /// The identity of a row whose content has this hash.
    pub(super) fn of(row: &Row, content: u64) -> Identity {
        let [id, service, activity] = [TextField::EventId, TextField::Service, TextField::Activity]
            .map(|field| row.texts[field as usize]);
        let facts = if id == ABSENT {
            Facts::All(row.time, row.system, row.texts, row.size)
        } else {
            Facts::OfId(row.time, service, activity)
        };
        Identity { content, id, facts }
    }
}

/// Whether a row of the store is the event of this row with this content.
fn is_same_event(
    columns: &Table,
    contents: &PackedColumn,
    known: RowId,
    (row, content): (&Row, u64),
) -> bool {
    // Hardly any event has the content of another one: only then the rest of both is put together.
    contents.get(known) == content && Identity::of(&columns.row(known), content) == Identity::of(row, content)
}

impl Default for KnownEvents {
    fn default() -> Self {
        KnownEvents::Hashed(HashTable::new())
    }
}

impl KnownEvents {
    /// The row of an event that is the same as this one. `contents` has the hash of each row's content.
    pub(super) fn find(
        &mut self,
        columns: &Table,
        contents: &PackedColumn,
        row: &Row,
        content: u64,
    ) -> Option<RowId> {
        if let KnownEvents::Hashed(rows) = self {
            let mut compared = 0;
            let is_it = |other: &RowId| {
                compared += 1;
                compared > MAX_OF_ONE_HASH || is_same_event(columns, contents, *other, (row, content))
            };
            let found = rows.find(content, is_it).copied();
            if compared <= MAX_OF_ONE_HASH {
                return found;
            }
            let of_row = |row: RowId| (Identity::of(&columns.row(row), contents.get(row)), row);
            *self = KnownEvents::Sorted(order::map_of(rows.iter().map(|row| of_row(*row))));
        }
        match self {
            KnownEvents::Sorted(rows) => rows.get(&Identity::of(row, content)).copied(),
            KnownEvents::Hashed(_) => None,
        }
    }

    /// The row that stands for the event of a row.
    pub(super) fn current(&self, columns: &Table, contents: &PackedColumn, row: RowId) -> Option<RowId> {
        let (row, content) = (columns.row(row), contents.get(row));
        match self {
            KnownEvents::Hashed(rows) => {
                rows.find(content, |other| is_same_event(columns, contents, *other, (&row, content))).copied()
            }
            KnownEvents::Sorted(rows) => rows.get(&Identity::of(&row, content)).copied(),
        }
    }

    /// Memory that it takes in bytes: of hashed rows a number and a byte each, with the room between them.
    pub(super) fn byte_count(&self) -> usize {
        match self {
            KnownEvents::Hashed(rows) => rows.allocation_size(),
            KnownEvents::Sorted(rows) => rows.len() * size_of::<(Identity, RowId)>(),
        }
    }

    /// Adds the event of a row, which is a new one.
    pub(super) fn insert(&mut self, columns: &Table, contents: &PackedColumn, row: RowId) {
        let content = contents.get(row);
        match self {
            KnownEvents::Hashed(rows) => {
                rows.insert_unique(content, row, |row| contents.get(*row));
            }
            KnownEvents::Sorted(rows) => {
                rows.insert(Identity::of(&columns.row(row), content), row);
            }
        }
    }

    /// Puts a row in place of another one that is the same event.
    pub(super) fn replace(&mut self, columns: &Table, contents: &PackedColumn, earlier: RowId, row: RowId) {
        let content = contents.get(row);
        match self {
            KnownEvents::Hashed(rows) => {
                if let Some(known) = rows.find_mut(content, |known| *known == earlier) {
                    *known = row;
                }
            }
            KnownEvents::Sorted(rows) => {
                rows.insert(Identity::of(&columns.row(row), content), row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Store;
    use crate::model::batch::{Batch, KnownCodes};
    use crate::model::event::Event;
    use crate::model::system::System;
    use crate::source::Span;

    /// A batch of this many different events, all with one hash.
    fn batch(path: &str, count: u64) -> Batch {
        let mut batch = Batch::default();
        let input = batch.begin_attempt(path, 0);
        for number in 0..count {
            let name = format!("user {number}");
            let mut event = Event::new(System::SessionLogger, Some(0));
            event.set(TextField::User, name.as_bytes());
            batch.push_event(
                input,
                Span { offset: number, len: 1, line: 0 },
                7,
                &event,
                &mut KnownCodes::default(),
            );
        }
        batch
    }

    #[test]
    fn events_of_one_hash_are_told_apart_and_take_no_longer_than_others() {
        let mut store = Store::default();
        store.append(&batch("b", 200_000));
        assert_eq!(store.event_count(), 200_000);
        // Those of an earlier path take the place of those that were there.
        store.append(&batch("a", 1_000));
        store.append(&batch("c", 1_000));
        let counts = store.counts();
        assert_eq!((counts.events, counts.duplicates), (200_000, 2_000));
        assert_eq!([7, 200_007].map(|row| store.event_at(RowId(row))), [Some(RowId(200_007)); 2]);
        assert_eq!(store.inputs()[0].events, 199_000);
    }

    #[test]
    fn many_equal_records_take_no_longer_than_others() {
        const MANY: u64 = 200_000;
        let equal = |path: &str, count: u64| {
            let mut batch = Batch::default();
            let input = batch.begin_attempt(path, 0);
            let event = Event::new(System::SessionLogger, Some(0));
            for offset in 0..count {
                batch.push_event(
                    input,
                    Span { offset, len: 1, line: 0 },
                    7,
                    &event,
                    &mut KnownCodes::default(),
                );
            }
            batch
        };
        let mut store = Store::default();
        store.append(&equal("b", MANY));
        store.append(&equal("c", MANY + 1));
        store.append(&equal("a", MANY / 2));
        let counts = store.counts();
        assert_eq!((counts.events, counts.duplicates), (MANY + 1, MANY + MANY / 2));
        assert_eq!(
            store.inputs().iter().map(|input| input.events).collect::<Vec<_>>(),
            [MANY / 2, 1, MANY / 2]
        );
    }
}
