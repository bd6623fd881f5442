//! What is derived from the store as a whole: the order in time, and the sessions. Made anew when the
//! store has changed; it changes nothing itself.

use super::session::{NO_SESSION, Session, build_sessions};
use super::store::Store;
use super::time::UNDATED;
use crate::sort::sort_by;

/// Order and sessions of one state of a store.
#[derive(Default)]
pub struct Index {
    /// The version of the store that this was made of.
    pub version: u64,
    /// How many rows the store had.
    row_count: u32,
    /// Rows of all events by time, then path, then offset; events without a time come last.
    pub order: Vec<u32>,
    /// How many of `order` have a time.
    pub dated: usize,
    /// Sessions in the order of the summary: by start, then id; those without a time last.
    pub sessions: Vec<Session>,
    /// Number of the session of each row, or `NO_SESSION`.
    pub session_of: Vec<u32>,
    /// Start of each session's rows in `session_rows`, and the end of the last one's.
    session_starts: Vec<u32>,
    /// Rows of all sessions, in time order within each.
    session_rows: Vec<u32>,
}

impl Index {
    /// The index of a store.
    pub fn build(store: &Store) -> Index {
        Index::default().renewed(store)
    }

    /// The index of a store that has grown since this one was made: only what is new is sorted.
    pub fn renewed(self, store: &Store) -> Index {
        let order = order_in_time(store, self.order, self.row_count);
        let times = &store.columns().time;
        let dated = order.partition_point(|row| times[*row as usize] != UNDATED);
        let (sessions, session_of) = build_sessions(store, &order, dated);
        let (session_starts, session_rows) = rows_by_session(&order, &session_of, sessions.len());
        Index {
            version: store.version(),
            row_count: store.row_count(),
            order,
            dated,
            sessions,
            session_of,
            session_starts,
            session_rows,
        }
    }

    /// Rows of a session in time order, undated ones last.
    pub fn rows_of(&self, session: u32) -> &[u32] {
        let index = session as usize;
        match (self.session_starts.get(index), self.session_starts.get(index + 1)) {
            (Some(start), Some(end)) => &self.session_rows[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The session of a row.
    pub fn session_of(&self, row: u32) -> Option<u32> {
        self.session_of.get(row as usize).copied().filter(|session| *session != NO_SESSION)
    }
}

/// All events by time, path and offset: those before `known_rows` are in order already.
fn order_in_time(store: &Store, known: Vec<u32>, known_rows: u32) -> Vec<u32> {
    let mut by_path: Vec<u32> = (0..store.inputs().len() as u32).collect();
    sort_by(&mut by_path, |a, b| store.inputs()[*a as usize].path.cmp(&store.inputs()[*b as usize].path));
    let mut rank = vec![0u32; by_path.len()];
    for (place, input) in by_path.iter().enumerate() {
        rank[*input as usize] = place as u32;
    }
    let columns = store.columns();
    let key = |row: u32| {
        let row = row as usize;
        let time = columns.time[row];
        (time == UNDATED, time, rank[columns.input[row] as usize], columns.offset[row])
    };
    let mut added: Vec<u32> = (known_rows..store.row_count()).filter(|row| store.is_event(*row)).collect();
    added.sort_unstable_by_key(|row| key(*row));
    if known.is_empty() {
        return added;
    }
    // Inputs keep their order among each other when others come between them, so what was sorted stays
    // sorted, and the two can be merged.
    let mut order = Vec::with_capacity(known.len() + added.len());
    let mut added = added.into_iter().peekable();
    for row in known.into_iter().filter(|row| store.is_event(*row)) {
        let place = key(row);
        while let Some(earlier) = added.next_if(|added| key(*added) < place) {
            order.push(earlier);
        }
        order.push(row);
    }
    order.extend(added);
    order
}

fn rows_by_session(order: &[u32], session_of: &[u32], sessions: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; sessions + 1];
    let session = |row: &u32| Some(session_of[*row as usize]).filter(|session| *session != NO_SESSION);
    for number in order.iter().filter_map(session) {
        starts[number as usize + 1] += 1;
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let mut next = starts.clone();
    let mut rows = vec![0u32; starts.last().map_or(0, |end| *end as usize)];
    for row in order {
        if let Some(number) = session(row) {
            let place = &mut next[number as usize];
            rows[*place as usize] = *row;
            *place += 1;
        }
    }
    (starts, rows)
}
