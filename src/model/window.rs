//! Some rows of a table, by their positions.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which rows of a table are wanted: the first one and how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window {
    /// Position of the first row.
    pub first: u32,
    /// How many rows.
    pub count: u32,
}

impl Window {
    /// So many rows from the first one on.
    pub const fn new(first: u32, count: u32) -> Window {
        Window { first, count }
    }

    /// The positions in a table of so many rows.
    pub fn positions(self, total: u32) -> Range<u32> {
        self.first.min(total)..self.first.saturating_add(self.count).min(total)
    }

    /// As many rows, moved back where they would reach beyond a table of so many: it may have become shorter since
    /// they were asked for.
    pub fn moved_into(self, total: u32) -> Window {
        Window { first: self.first.min(total.saturating_sub(self.count)), ..self }
    }

    /// Whether a position is one of them.
    pub fn contains(self, position: u32) -> bool {
        self.positions(u32::MAX).contains(&position)
    }
}
