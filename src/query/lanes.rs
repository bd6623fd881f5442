//! Lanes: users, their sessions, and what happened in them, ready to be drawn over time.

use super::answer::{Lane, LaneRow, Lanes, Mark, Shade, TimeRange};
use super::filter::Selection;
use super::sessions::client_ips;
use crate::model::session::Turn;
use crate::model::time::UNDATED;
use crate::model::transfer::Meanings;
use crate::model::{Family, Index, Store, TextField};
use std::collections::{BTreeMap, HashSet};

/// What part of the timeline is wanted.
pub struct LanesWanted<'a> {
    /// The time that is shown.
    pub range: TimeRange,
    /// Marks of one family that are closer than this are merged, in milliseconds.
    pub merge_ms: i64,
    /// Users whose sessions are folded away.
    pub folded: &'a [String],
    /// First row and how many.
    pub window: (u32, u32),
}

/// The rows of the timeline: users by name, and under each the sessions with selected events.
pub fn lanes_in(
    store: &Store,
    index: &Index,
    meanings: &Meanings,
    selection: &Selection,
    wanted: &LanesWanted<'_>,
) -> Lanes {
    let mut lanes = Lanes { first: wanted.window.0, ..Lanes::default() };
    let mut matching = vec![0u64; index.sessions.len()];
    for row in selection.iter() {
        lanes.undated += u64::from(store.columns().time[row as usize] == UNDATED);
        match index.session_of(row) {
            Some(session) => matching[session as usize] += 1,
            None => lanes.without_session += 1,
        }
    }
    let mut by_user: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, session) in index.sessions.iter().enumerate() {
        if matching[number] > 0 {
            by_user.entry(&session.user).or_default().push(number as u32);
        }
    }
    let folded: HashSet<&str> = wanted.folded.iter().map(String::as_str).collect();
    let (first, count) = wanted.window;
    let window = first..first.saturating_add(count);
    for (user, sessions) in by_user {
        let is_folded = folded.contains(user);
        if window.contains(&lanes.total) {
            lanes.rows.push(LaneRow::User {
                user: user.to_owned(),
                sessions: sessions.len() as u32,
                folded: is_folded,
            });
        }
        lanes.total += 1;
        if is_folded {
            continue;
        }
        for session in sessions {
            if window.contains(&lanes.total) {
                let mut lane = lane(store, index, meanings, selection, session, wanted);
                lane.events = matching[session as usize];
                lanes.rows.push(LaneRow::Lane(lane));
            }
            lanes.total += 1;
        }
    }
    lanes
}

fn lane(
    store: &Store,
    index: &Index,
    meanings: &Meanings,
    selection: &Selection,
    number: u32,
    wanted: &LanesWanted<'_>,
) -> Lane {
    let session = &index.sessions[number as usize];
    let span = session
        .start
        .zip(session.end)
        .map(|(start, end)| TimeRange { start_ms: start, end_ms: end.saturating_add(1) });
    Lane {
        session: number,
        id: session.id.clone(),
        user: session.user.clone(),
        client_ips: client_ips(store, index, number),
        span,
        state: session.state,
        shades: span.map(|span| shades(store, index, number, span)).unwrap_or_default(),
        marks: marks(store, meanings, selection, index.rows_of(number), wanted),
        events: 0,
    }
}

/// Stretches of a session with a client connected, and without.
fn shades(store: &Store, index: &Index, number: u32, span: TimeRange) -> Vec<Shade> {
    let session = &index.sessions[number as usize];
    let columns = store.columns();
    let turns: Vec<Option<Turn>> =
        store.dictionary(TextField::Activity).iter().map(|name| Turn::of(session.system, name)).collect();
    let mut shades: Vec<Shade> = Vec::new();
    let mut from = span.start_ms;
    // A user access session has no connections of its own: it counts as connected from its start.
    let mut connected = session.system == crate::model::System::UserAccess;
    let mut change = |to: i64, now: bool, connected: &mut bool| {
        if *connected == now {
            return;
        }
        if from < to {
            shades.push(Shade { range: TimeRange { start_ms: from, end_ms: to }, connected: *connected });
        }
        from = to;
        *connected = now;
    };
    for row in index.rows_of(number) {
        let time = columns.time[*row as usize];
        if time == UNDATED {
            break;
        }
        match turns[columns.text(TextField::Activity).get(*row) as usize] {
            Some(Turn::Connect) => change(time, true, &mut connected),
            Some(Turn::Disconnect | Turn::End) => change(time, false, &mut connected),
            _ => {}
        }
    }
    if from < span.end_ms {
        shades.push(Shade { range: TimeRange { start_ms: from, end_ms: span.end_ms }, connected });
    }
    shades
}

/// Marks of the selected events of a lane within the range, in drawing order.
fn marks(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    rows: &[u32],
    wanted: &LanesWanted<'_>,
) -> Vec<Mark> {
    let times = &store.columns().time;
    let dated = rows.partition_point(|row| times[*row as usize] != UNDATED);
    let first = rows[..dated].partition_point(|row| times[*row as usize] < wanted.range.start_ms);
    let last = rows[..dated].partition_point(|row| times[*row as usize] < wanted.range.end_ms);
    let mut latest: [Option<usize>; Family::COUNT] = [None; Family::COUNT];
    let mut marks: Vec<Mark> = Vec::new();
    for row in rows[first..last].iter().copied().filter(|row| selection.contains(*row)) {
        let time_ms = times[row as usize];
        let family = meanings.of_row(store, row).family;
        let place = &mut latest[family as usize];
        match place.and_then(|place| marks.get_mut(place)) {
            Some(mark) if time_ms.saturating_sub(mark.time_ms) < wanted.merge_ms => mark.count += 1,
            _ => {
                *place = Some(marks.len());
                marks.push(Mark { time_ms, family, count: 1, row });
            }
        }
    }
    // What matters most is drawn last, over the rest.
    marks.sort_by_key(|mark| {
        let layer = match mark.family {
            Family::TransferOut | Family::Print => 2,
            Family::Blocked => 3,
            Family::Input | Family::Browsing => 0,
            _ => 1,
        };
        (layer, mark.time_ms)
    });
    marks
}
