//! Ids: numbers that stand for things of one store. Each kind has a type, so that none is taken for another.

use serde::{Deserialize, Serialize};

/// The row of an event in the store, by order of arrival. It stays that of the event, unless an earlier copy of
/// it comes in (see [`Store::event_at`](super::Store::event_at)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId(pub u32);

impl RowId {
    /// Where it stands in something that has an entry a row.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a session in one state of the store: its position in the order of the summary. It changes when
/// an earlier session comes in, so what outlives that names a session by its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionNo(pub u32);

impl SessionNo {
    /// Where it stands in something that has an entry a session.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
