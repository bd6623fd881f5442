//! Where what left the remote disk came from (E18 to E20): each out leg with the in leg of its file, or why none is known.
//!
//! ```text
//!   site or local ──in leg──▶ remote disk ──out leg──▶ local, printer or site
//!                             same session, same name, not later; best the same size
//! ```

use super::leg::{Leg, Legs};
use crate::model::dictionary::ABSENT;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::{ByteCount, Endpoint, RowId, TextField};
use crate::query::view::View;
use crate::source::enum_table;
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

enum_table! {
    /// By what an out leg and its in leg are taken for the same file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum MatchBasis =>
    /// Its name in the audit.
    pub fn id() -> &'static str {
        /// Both have the same name and size.
        NameAndSize => "name-and-size",
        /// Both have the same name; the size of one of them is not known.
        Name => "name",
    }
}

enum_table! {
    /// Why it is not known where something that left came from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum UnmatchedReason =>
    /// Its name in the audit.
    pub fn id() -> &'static str {
        /// The event names no session.
        NoSession => "no-session",
        /// The event has no time.
        Undated => "undated",
        /// The event names no file.
        NoFileName => "no-file-name",
        /// Nothing of this name came before in the session.
        NoEarlierInLeg => "no-earlier-in-leg",
        /// What came under this name had another size.
        OtherSize => "other-size",
    }
}

/// An event with which something came to the remote disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InLeg {
    /// The event.
    pub row: RowId,
    /// Where it came from.
    pub from: Endpoint,
    /// By what it is told that this is what left.
    pub basis: MatchBasis,
}

/// Where something that left came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It came with this event.
    InLeg(InLeg),
    /// The last that came under its name has another size.
    OtherSize {
        /// The event with which that came.
        row: RowId,
        /// Where it came from.
        from: Endpoint,
    },
    /// Nothing is known that it could be.
    Unknown(UnmatchedReason),
}

impl Origin {
    /// Why it is not known; nothing where it is.
    pub const fn unmatched(self) -> Option<UnmatchedReason> {
        match self {
            Origin::InLeg(_) => None,
            Origin::OtherSize { .. } => Some(UnmatchedReason::OtherSize),
            Origin::Unknown(reason) => Some(reason),
        }
    }
}

/// An event with which something left the remote disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutLeg {
    /// The event.
    pub row: RowId,
    /// Where it went.
    pub to: Endpoint,
    /// Where it came from.
    pub origin: Origin,
}

/// All that left the remote disk.
#[derive(Debug, Default)]
pub struct Flows {
    /// In order of time, undated ones last.
    legs: Vec<OutLeg>,
    /// The indices of `legs`, by row.
    by_row: Vec<u32>,
}

/// What came to the remote disk under one name in one session, up to some time.
#[derive(Default)]
struct Arrivals {
    /// The last of each size.
    of_sizes: HashMap<ByteCount, Arrival>,
    /// The last of a size that is not known.
    without_size: Option<Arrival>,
    /// The last of all.
    last: Option<Arrival>,
}

/// The event with which it came, and from where.
type Arrival = (RowId, Endpoint);

impl Arrivals {
    fn add(&mut self, arrival: Arrival, size: Option<ByteCount>) {
        self.last = Some(arrival);
        match size {
            Some(size) => drop(self.of_sizes.insert(size, arrival)),
            None => self.without_size = Some(arrival),
        }
    }

    /// The one that is most likely what left in this size.
    fn origin(&self, size: Option<ByteCount>) -> Origin {
        let Some(last) = self.last else { return Origin::Unknown(UnmatchedReason::NoEarlierInLeg) };
        let by = |basis, (row, from): Arrival| Origin::InLeg(InLeg { row, from, basis });
        let Some(size) = size else { return by(MatchBasis::Name, last) };
        match (self.of_sizes.get(&size), self.without_size) {
            (Some(same_size), _) => by(MatchBasis::NameAndSize, *same_size),
            (None, Some(without_size)) => by(MatchBasis::Name, without_size),
            (None, None) => Origin::OtherSize { row: last.0, from: last.1 },
        }
    }
}

impl Flows {
    /// Those of everything that was read.
    pub fn of(view: &View<'_>) -> Flows {
        let (columns, legs) = (view.store.columns(), Legs::of(view));
        let mut flows = Flows::default();
        let mut arrivals: HashMap<(u32, u32), Arrivals> = HashMap::new();
        let mut leaving: Vec<(RowId, Endpoint)> = Vec::new();
        let mut now: Option<TimeMs> = None;
        for (row, leg) in view.index.order.iter().filter_map(|row| Some((*row, legs.of_row(*row)?))) {
            let time = columns.time(row);
            // What comes in at the time at which something leaves may stand behind it.
            if now.replace(time) != Some(time) {
                flows.push_all(view, &arrivals, &mut leaving);
            }
            match leg {
                Leg::Out(to) => leaving.push((row, to)),
                Leg::In(_) if time == UNDATED => {}
                Leg::In(from) => {
                    let key = (columns.code(TextField::Session, row), columns.code(TextField::File, row));
                    if key.0 != ABSENT && key.1 != ABSENT {
                        arrivals.entry(key).or_default().add((row, from), columns.size(row));
                    }
                }
            }
        }
        flows.push_all(view, &arrivals, &mut leaving);
        flows.by_row = (0..flows.legs.len() as u32).collect();
        order::sort_by_key(&mut flows.by_row, |index| flows.legs[*index as usize].row);
        flows
    }

    /// Adds out legs, given all that has arrived up to their time.
    fn push_all(
        &mut self,
        view: &View<'_>,
        arrivals: &HashMap<(u32, u32), Arrivals>,
        leaving: &mut Vec<(RowId, Endpoint)>,
    ) {
        let columns = view.store.columns();
        for (row, to) in leaving.drain(..) {
            let key = (columns.code(TextField::Session, row), columns.code(TextField::File, row));
            let origin = match key {
                (ABSENT, _) => Origin::Unknown(UnmatchedReason::NoSession),
                _ if columns.time(row) == UNDATED => Origin::Unknown(UnmatchedReason::Undated),
                (_, ABSENT) => Origin::Unknown(UnmatchedReason::NoFileName),
                _ => match arrivals.get(&key) {
                    Some(arrivals) => arrivals.origin(columns.size(row)),
                    None => Origin::Unknown(UnmatchedReason::NoEarlierInLeg),
                },
            };
            self.legs.push(OutLeg { row, to, origin });
        }
    }

    /// All that left the remote disk, in order of time, undated ones last.
    pub fn legs(&self) -> &[OutLeg] {
        &self.legs
    }

    /// Where it came from what left with an event; nothing where nothing left with it.
    pub fn origin_of(&self, row: RowId) -> Option<Origin> {
        let index = self.by_row.binary_search_by_key(&row, |index| self.legs[*index as usize].row).ok()?;
        Some(self.legs[self.by_row[index] as usize].origin)
    }
}

#[cfg(test)]
mod tests;
