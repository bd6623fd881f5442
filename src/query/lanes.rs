//! Lanes: users, their sessions, and what happened in them, ready to be drawn over time.

use super::answer::{ConnectionSpan, Lane, LaneRow, Lanes, Mark};
use super::concurrent::{SessionPlaces, concurrent_addresses};
use super::sessions::{client_ip_codes, client_ips};
use super::view::View;
use crate::model::activity::ConnectionChange;
use crate::model::dictionary::ABSENT;
use crate::model::packed::{BLOCK_ROWS, for_each_bit};
use crate::model::time::UNDATED;
use crate::model::{Family, Index, RowId, SessionNo, System, TextField, TimeRange, Window};
use crate::source::limits::LIST_START_ROWS;
use std::collections::{BTreeMap, HashSet};

/// What part of the timeline is wanted.
pub struct LaneQuery<'a> {
    /// The time that is shown.
    pub range: TimeRange,
    /// Marks of one family that are closer than this are merged, in milliseconds.
    pub merge_ms: i64,
    /// Users whose sessions are folded away.
    pub folded: &'a [String],
    /// Which rows.
    pub window: Window,
}

/// The rows of the timeline: users by name, and under each the sessions with selected events.
pub fn lanes_in(view: &View<'_>, query: &LaneQuery<'_>) -> Lanes {
    let View { index, .. } = view;
    let mut lanes = Lanes { first: query.window.first, ..Lanes::default() };
    let matching = matching_by_session(view, &mut lanes);
    let mut by_user: BTreeMap<&str, Vec<SessionNo>> = BTreeMap::new();
    for (number, session) in index.numbered_sessions() {
        if matching[number.index()] > 0 || view.eventless.contains(&number) {
            by_user.entry(&session.user).or_default().push(number);
        }
    }
    let folded: HashSet<&str> = query.folded.iter().map(String::as_str).collect();
    for (user, sessions) in by_user {
        let is_folded = folded.contains(user);
        lanes.users += 1;
        lanes.sessions += sessions.len() as u32;
        if query.window.contains(lanes.total) {
            lanes.rows.push(LaneRow::User {
                user: user.to_owned(),
                sessions: sessions.len() as u32,
                folded: is_folded,
                spans: if is_folded { merged_spans(index, &sessions, query) } else { Vec::new() },
                concurrent_addresses: concurrent_addresses(places(view, &sessions)),
            });
        }
        lanes.total += 1;
        if is_folded {
            continue;
        }
        for session in sessions {
            if query.window.contains(lanes.total) {
                let mut lane = lane(view, session, query);
                lane.events = matching[session.index()];
                lanes.rows.push(LaneRow::Lane(lane));
            }
            lanes.total += 1;
        }
    }
    lanes
}

/// How many selected events each session has; those without a session or a time are told in `lanes`.
fn matching_by_session(view: &View<'_>, lanes: &mut Lanes) -> Vec<u64> {
    let View { store, index, selection, .. } = view;
    let mut matching = vec![0u64; index.sessions.len()];
    let (mut systems, mut ids) = ([0; BLOCK_ROWS], [0; BLOCK_ROWS]);
    for (block, bits) in selection.blocks_in(0..usize::MAX) {
        let systems = store.columns().systems().read(block, &mut systems);
        let ids = store.columns().text(TextField::Session).read(block, &mut ids);
        let has_undated = store.time_blocks()[block].0 == UNDATED;
        // Neighbours mostly are of one session, and where it has an id, that tells so.
        let mut known = None;
        for_each_bit(bits, |bit| {
            let row = RowId((block * BLOCK_ROWS + bit) as u32);
            lanes.undated += u64::from(has_undated && store.columns().time(row) == UNDATED);
            let key = (systems[bit], ids[bit]);
            let session = match known {
                Some((of_last, session)) if of_last == key => session,
                _ => index.session_of(store, row),
            };
            known = System::from_index(key.0 as u8).has_session_ids().then_some((key, session));
            match session {
                Some(session) => matching[session.index()] += 1,
                None => lanes.without_session += 1,
            }
        });
    }
    matching
}

fn lane(view: &View<'_>, number: SessionNo, query: &LaneQuery<'_>) -> Lane {
    let View { index, .. } = view;
    let session = index.session(number);
    let span = span_of(index, number);
    Lane {
        session: number,
        id: session.id.clone(),
        user: session.user.clone(),
        client_ips: client_ips(view, number, LIST_START_ROWS),
        span,
        state: session.state,
        connections: span.map(|span| connections(view, number, span, query)).unwrap_or_default(),
        marks: marks(view, index.rows_of(view.store, number), query),
        events: 0,
    }
}

/// From the first to just after the last event of a session.
fn span_of(index: &Index, number: SessionNo) -> Option<TimeRange> {
    let session = index.session(number);
    let (start_ms, end) = session.start.zip(session.end)?;
    Some(TimeRange { start_ms, end_ms: end.saturating_add(1) })
}

/// When sessions (by their start) were, within the range; those that would be drawn over or against each
/// other are one, so that there are no more than a line of the picture can show.
fn merged_spans(index: &Index, sessions: &[SessionNo], query: &LaneQuery<'_>) -> Vec<TimeRange> {
    let mut spans: Vec<TimeRange> = Vec::new();
    for span in sessions.iter().filter_map(|session| span_of(index, *session)) {
        if span.end_ms <= query.range.start_ms || span.start_ms >= query.range.end_ms {
            continue;
        }
        match spans.last_mut() {
            Some(last) if span.start_ms.saturating_sub(last.end_ms) < query.merge_ms => {
                last.end_ms = last.end_ms.max(span.end_ms);
            }
            _ => spans.push(span),
        }
    }
    spans
}

/// Where the sessions of a user were, by their start.
fn places<'a>(view: &'a View<'_>, sessions: &'a [SessionNo]) -> impl Iterator<Item = SessionPlaces> + 'a {
    sessions.iter().filter_map(|session| {
        let span = span_of(view.index, *session)?;
        Some(SessionPlaces { session: *session, span, addresses: client_ip_codes(view, *session) })
    })
}

/// When a client of a session was connected within the range, and when not; what is too short to be drawn is part of
/// what is beside it, so that there are no more than a line of the picture can show.
fn connections(
    view: &View<'_>,
    number: SessionNo,
    span: TimeRange,
    query: &LaneQuery<'_>,
) -> Vec<ConnectionSpan> {
    let View { store, index, classification, .. } = view;
    let session = index.session(number);
    let columns = store.columns();
    let mut connections: Vec<ConnectionSpan> = Vec::new();
    let tells_connections = session.system.tells_connections();
    let (mut from, mut connected) = (span.start_ms, !tells_connections);
    for row in index.rows_of(store, number) {
        let time = columns.time(*row);
        if time == UNDATED {
            break;
        }
        if columns.code(TextField::Error, *row) != ABSENT {
            continue;
        }
        let change =
            classification.connection_change(session.system, columns.code(TextField::Activity, *row));
        let now = match change {
            Some(ConnectionChange::Start) if !tells_connections => true,
            Some(ConnectionChange::Connect) => true,
            Some(ConnectionChange::Disconnect | ConnectionChange::End) => false,
            _ => continue,
        };
        if now != connected {
            add_connection(&mut connections, TimeRange { start_ms: from, end_ms: time }, connected, query);
            (from, connected) = (time, now);
        }
    }
    add_connection(&mut connections, TimeRange { start_ms: from, end_ms: span.end_ms }, connected, query);
    connections
}

/// Adds the next part of a session, unless it is drawn as part of the one before or not at all. Time without a client
/// that is too short to be drawn is passed over, and what follows it is joined to what was before.
fn add_connection(
    connections: &mut Vec<ConnectionSpan>,
    range: TimeRange,
    connected: bool,
    query: &LaneQuery<'_>,
) {
    let is_seen = range.start_ms < query.range.end_ms && range.end_ms > query.range.start_ms;
    if range.start_ms >= range.end_ms || !is_seen {
        return;
    }
    match connections.last_mut() {
        Some(last) if last.connected => {
            if connected && range.start_ms.saturating_sub(last.range.end_ms) < query.merge_ms {
                last.range.end_ms = range.end_ms;
            } else if connected || range.length_ms() >= query.merge_ms {
                connections.push(ConnectionSpan { range, connected });
            }
        }
        _ => connections.push(ConnectionSpan { range, connected }),
    }
}

/// Marks of the selected events of a lane within the range, in order of time.
fn marks(view: &View<'_>, rows: &[RowId], query: &LaneQuery<'_>) -> Vec<Mark> {
    let View { store, classification, selection, .. } = view;
    let time = |row: RowId| store.columns().time(row);
    let dated = rows.partition_point(|row| time(*row) != UNDATED);
    let first = rows[..dated].partition_point(|row| time(*row) < query.range.start_ms);
    let last = rows[..dated].partition_point(|row| time(*row) < query.range.end_ms);
    let mut latest: [Option<usize>; Family::COUNT] = [None; Family::COUNT];
    let mut marks: Vec<Mark> = Vec::new();
    for row in rows[first..last].iter().copied().filter(|row| selection.contains(*row)) {
        let time_ms = time(row);
        let family = classification.family(row);
        let known = &mut latest[family as usize];
        match known.and_then(|index| marks.get_mut(index)) {
            Some(mark) if time_ms.saturating_sub(mark.time_ms) < query.merge_ms => mark.count += 1,
            _ => {
                *known = Some(marks.len());
                marks.push(Mark { time_ms, family, count: 1, row });
            }
        }
    }
    marks
}
