//! What is derived from the store as a whole: the order in time, and the sessions. Made anew when the
//! store has changed; it changes nothing itself.

use super::session::{NO_SESSION, Session, build_sessions};
use super::store::Store;
use super::time::UNDATED;

/// Order and sessions of one state of a store.
#[derive(Default)]
pub struct Index {
    /// The version of the store that this was made of.
    pub version: u64,
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
        let order = order_in_time(store);
        let times = &store.columns().time;
        let dated = order.partition_point(|row| times[*row as usize] != UNDATED);
        let (sessions, session_of) = build_sessions(store, &order, dated);
        let (session_starts, session_rows) = rows_by_session(&order, &session_of, sessions.len());
        Index { version: store.version(), order, dated, sessions, session_of, session_starts, session_rows }
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

fn order_in_time(store: &Store) -> Vec<u32> {
    let mut by_path: Vec<u32> = (0..store.inputs().len() as u32).collect();
    by_path.sort_by(|a, b| store.inputs()[*a as usize].path.cmp(&store.inputs()[*b as usize].path));
    let mut rank = vec![0u32; by_path.len()];
    for (place, input) in by_path.iter().enumerate() {
        rank[*input as usize] = place as u32;
    }
    let columns = store.columns();
    let mut order: Vec<u32> = store.events().collect();
    order.sort_unstable_by_key(|row| {
        let row = *row as usize;
        let time = columns.time[row];
        (time == UNDATED, time, rank[columns.input[row] as usize], columns.offset[row])
    });
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
