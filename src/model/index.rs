//! What is derived from the store as a whole: the order in time, and the sessions. Made anew when the
//! store has changed; it changes nothing itself.

use super::TextField;
use super::classify::Classification;
use super::ids::{RowId, SessionNo};
use super::session::Session;
use super::session_builder::build_sessions;
use super::session_column::SessionColumn;
use super::store::Store;
use super::synthetic_id::start_in;
use super::system::System;
use super::time::{TimeRange, UNDATED};
use crate::source::order;
use std::cell::OnceCell;

/// How many rows are sorted at a time: what that takes is there for a while, beside everything else.
const SORTED_ROWS: u32 = 1 << 19;

/// Order and sessions of one state of a store.
#[derive(Default)]
pub struct Index {
    /// The version of the store that this was made of.
    pub version: u64,
    /// How many rows the store had.
    row_count: u32,
    /// How many of them were no events.
    dead_count: u64,
    /// Rows of all events by time, then path, then offset; events without a time come last.
    pub order: Vec<RowId>,
    /// How many of `order` have a time.
    pub dated: usize,
    /// Sessions in the order of the summary: by start, then id; those without a time last.
    pub sessions: Vec<Session>,
    /// Number of the session of each row.
    session_of: SessionColumn,
    /// The rows of each session, once they were asked for.
    session_rows: OnceCell<SessionRows>,
}

/// What names the session of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionName {
    /// The session that it belongs to.
    Found(SessionNo),
    /// The code of what its record has for an id, though it belongs to no session; of an empty text where it has none.
    AsWritten(u32),
}

/// The rows of sessions.
struct SessionRows {
    /// Start of each session's rows, and the end of the last one's.
    starts: Vec<u32>,
    /// Rows of all sessions, in time order within each.
    rows: Vec<RowId>,
}

impl Index {
    /// The index of a store that has grown since this one was made, and whose events are classified so: only what
    /// is new is sorted.
    pub fn renewed(self, store: &Store, classification: &Classification) -> Index {
        let Index { mut order, row_count, dead_count, .. } = self;
        let dead = u64::from(store.row_count()) - store.event_count();
        if dead != dead_count {
            order.retain(|row| store.is_event(*row));
        }
        let order = order_in_time(store, order, row_count);
        let dated = order.partition_point(|row| store.columns().time(*row) != UNDATED);
        let (sessions, session_of) = build_sessions(store, classification, &order[..dated]);
        Index {
            version: store.version(),
            row_count: store.row_count(),
            dead_count: dead,
            order,
            dated,
            sessions,
            session_of,
            session_rows: OnceCell::new(),
        }
    }

    /// From the first event to just after the last one; nothing where no event has a time.
    pub fn time_range(&self, store: &Store) -> Option<TimeRange> {
        let dated = &self.order[..self.dated];
        let (first, last) = (store.columns().time(*dated.first()?), store.columns().time(*dated.last()?));
        Some(TimeRange { start_ms: first, end_ms: last.saturating_add(1) })
    }

    /// Rows of a session in time order, undated ones last.
    pub fn rows_of(&self, store: &Store, session: SessionNo) -> &[RowId] {
        let SessionRows { starts, rows } = self.session_rows.get_or_init(|| self.rows_by_session(store));
        let index = session.index();
        match (starts.get(index), starts.get(index + 1)) {
            (Some(start), Some(end)) => &rows[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The session of a number.
    pub fn session(&self, number: SessionNo) -> &Session {
        &self.sessions[number.index()]
    }

    /// The sessions with their numbers, in the order of the summary.
    pub fn numbered_sessions(&self) -> impl Iterator<Item = (SessionNo, &Session)> {
        (0..).map(SessionNo).zip(&self.sessions)
    }

    /// The session of a row.
    pub fn session_of(&self, store: &Store, row: RowId) -> Option<SessionNo> {
        self.session_of.get(store, row)
    }

    /// What names the session of a row. A session that was found goes before the id that the record itself has.
    pub fn session_name(&self, store: &Store, row: RowId) -> SessionName {
        match self.session_of(store, row) {
            Some(session) => SessionName::Found(session),
            None => SessionName::AsWritten(store.columns().code(TextField::Session, row)),
        }
    }

    /// The id of the session of a row; empty where nothing names one.
    pub fn session_id<'a>(&'a self, store: &'a Store, row: RowId) -> &'a str {
        match self.session_name(store, row) {
            SessionName::Found(session) => &self.session(session).id,
            SessionName::AsWritten(code) => store.dictionary(TextField::Session).get(code),
        }
    }

    /// The session of this id, or the one that had it before events were read which came earlier.
    pub fn session_named(&self, system: System, id: &str) -> Option<SessionNo> {
        let find = |is_it: &dyn Fn(&Session) -> bool| {
            let index = self.sessions.iter().position(|session| session.system == system && is_it(session));
            index.map(|index| SessionNo(index as u32))
        };
        find(&|session| session.id == id).or_else(|| {
            let start = start_in(id)?;
            find(&|session| session.id_from(start).is_some_and(|known| known == id))
        })
    }

    fn rows_by_session(&self, store: &Store) -> SessionRows {
        let mut starts = Vec::with_capacity(self.sessions.len() + 1);
        let mut next = Vec::with_capacity(self.sessions.len());
        let mut end = 0;
        starts.push(end);
        for session in &self.sessions {
            next.push(end);
            end += session.events as u32;
            starts.push(end);
        }
        let mut rows = vec![RowId(0); end as usize];
        for row in &self.order {
            if let Some(number) = self.session_of(store, *row) {
                let position = &mut next[number.index()];
                rows[*position as usize] = *row;
                *position += 1;
            }
        }
        SessionRows { starts, rows }
    }
}

/// All events by time, path and offset: those before `known_rows` are in order already.
// A loop over all rows, compiled by itself: else a browser compiles all that is around it when this gets hot.
#[inline(never)]
fn order_in_time(store: &Store, mut order: Vec<RowId>, known_rows: u32) -> Vec<RowId> {
    let mut by_path: Vec<u32> = (0..store.inputs().len() as u32).collect();
    order::sort_by(&mut by_path, |a, b| {
        store.inputs()[*a as usize].path.cmp(&store.inputs()[*b as usize].path)
    });
    let mut rank = vec![0u32; by_path.len()];
    for (number, input) in by_path.iter().enumerate() {
        rank[*input as usize] = number as u32;
    }
    let columns = store.columns();
    // Records of one log event have one position; among them the rows are in their order.
    let key = |row: RowId, time: i64| {
        (time == UNDATED, time, rank[columns.input(row) as usize], columns.offset(row), row)
    };
    for first in (known_rows..store.row_count()).step_by(SORTED_ROWS as usize) {
        let rows = first..(first + SORTED_ROWS).min(store.row_count());
        let events = rows.map(RowId).filter(|row| store.is_event(*row));
        let mut added: Vec<(i64, RowId)> = events.map(|row| (columns.time(row), row)).collect();
        added.sort_unstable_by(|(a_time, a), (b_time, b)| match a_time.cmp(b_time) {
            std::cmp::Ordering::Equal => key(*a, *a_time).cmp(&key(*b, *b_time)),
            // Undated ones are the least of all.
            other => (*a_time == UNDATED).cmp(&(*b_time == UNDATED)).then(other),
        });
        merge(&mut order, &added, |row| key(row, columns.time(row)));
    }
    order
}

/// Merges rows that are in order into others that are. Inputs keep their order among each other when others
/// come between them, so what was sorted stays sorted.
fn merge<K: Ord>(order: &mut Vec<RowId>, added: &[(i64, RowId)], key: impl Fn(RowId) -> K) {
    // What is read later mostly is later: all that comes before stays where it is.
    let first = added.first().map(|(_, row)| key(*row));
    let kept = order.partition_point(|row| first.as_ref().is_none_or(|first| key(*row) < *first));
    let later = order[kept..].to_vec();
    order.truncate(kept);
    // A vector that grows is there twice for a while, so it does not grow each time, nor to twice its size.
    let needed = later.len() + added.len();
    if order.capacity() - kept < needed {
        order.reserve_exact(needed + kept / 8);
    }
    let mut added = added.iter().map(|(_, row)| (key(*row), *row)).peekable();
    for row in later {
        let own = key(row);
        while let Some((_, earlier)) = added.next_if(|(added, _)| *added < own) {
            order.push(earlier);
        }
        order.push(row);
    }
    order.extend(added.map(|(_, row)| row));
}
