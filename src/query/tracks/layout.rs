//! The layout of the timeline: which sessions and events lie on which track, and on which of its lanes. It depends on
//! what is in scope alone, not on the time that is looked at: so lanes stay where they are while one zooms and pans.

use super::grouping::TrackValue;
use super::pack::packed;
use crate::model::dictionary::ABSENT;
use crate::model::packed::{BLOCK_ROWS, for_each_bit};
use crate::model::time::UNDATED;
use crate::model::{RowId, SessionNo, System, TextField, TimeRange};
use crate::query::answer::{ConcurrentAddresses, TrackGrouping};
use crate::query::concurrent::{SessionPlaces, concurrent_addresses};
use crate::query::sessions::{client_ip_codes, is_in_scope};
use crate::query::transfers::for_each_out;
use crate::query::view::View;
use crate::source::order;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// All tracks of a scope.
pub struct TrackLayout {
    /// By name.
    pub(super) tracks: Vec<PlannedTrack>,
    /// The field whose values they are, unless sessions belong to one track as a whole.
    pub(super) field: Option<TextField>,
    pub(super) sessions: u32,
    pub(super) undated: u64,
}

/// What lies on a track.
#[derive(Default)]
pub(super) struct PlannedTrack {
    pub(super) name: String,
    /// Sessions by lane, those of a lane in order of time; none of a lane overlap.
    pub(super) lanes: Vec<Vec<PlacedSession>>,
    /// Sessions that have no time, and so no place.
    pub(super) undated_sessions: Vec<SessionNo>,
    /// Selected events that have a time and no session, in order of time.
    pub(super) loose: Vec<RowId>,
    /// All selected events of it.
    pub(super) events: u64,
    pub(super) bytes_out: u128,
    pub(super) first_ms: Option<i64>,
    concurrent_addresses: OnceCell<ConcurrentAddresses>,
}

/// A session on a track.
#[derive(Clone, Copy)]
pub(super) struct PlacedSession {
    pub(super) session: SessionNo,
    pub(super) span: TimeRange,
    /// Selected events of it that belong to this track.
    pub(super) events: u64,
    /// Which of its events belong to this track, unless all do.
    pub(super) part: Option<Part>,
}

/// The events of a session that have a value of a field.
#[derive(Clone, Copy)]
pub(super) struct Part {
    code: u32,
    /// Also those that have none: they lie where the first one lies that has any.
    has_others: bool,
}

impl Part {
    /// Whether an event with this value belongs to it.
    pub(super) fn holds(self, code: u32) -> bool {
        code == self.code || (self.has_others && code == ABSENT)
    }
}

/// From the first to just after the last event of a session.
pub(super) fn span_of(view: &View<'_>, number: SessionNo) -> Option<TimeRange> {
    let session = view.index.session(number);
    let (start_ms, end) = session.start.zip(session.end)?;
    Some(TimeRange { start_ms, end_ms: end.max(start_ms).saturating_add(1) })
}

impl TrackLayout {
    /// That of what is in scope.
    pub fn of(view: &View<'_>, grouping: TrackGrouping) -> TrackLayout {
        let View { index, .. } = *view;
        let value = TrackValue::of(grouping);
        let split = value.parting_field();
        let name_of = |number: u32| value.name(view, number);
        let counted = Counted::of(view, value);
        let mut plans: BTreeMap<&str, (PlannedTrack, Vec<PlacedSession>)> = BTreeMap::new();
        let mut sessions = 0;
        for (number, _) in index.numbered_sessions() {
            let selected = counted.events[number.index()];
            if !is_in_scope(view, number, selected) {
                continue;
            }
            sessions += 1;
            let parts = match split {
                Some(field) => counted.parts_of(view, field, number),
                None => vec![(None, selected)],
            };
            for (part, events) in parts {
                let name = match part {
                    Some(part) => name_of(part.code),
                    None => value.name_of_session(view, number),
                };
                let (plan, placed) = plans.entry(name).or_default();
                plan.events += events;
                if part.is_none() {
                    plan.bytes_out += counted.out_by_session[number.index()];
                }
                match span_of(view, number) {
                    Some(span) => placed.push(PlacedSession { session: number, span, events, part }),
                    None => plan.undated_sessions.push(number),
                }
            }
        }
        for (code, rows, undated) in counted.loose {
            let (plan, _) = plans.entry(name_of(code)).or_default();
            plan.events += rows.len() as u64 + undated;
            plan.loose.extend(rows);
        }
        for (code, bytes) in counted.out_by_code {
            if let Some((plan, _)) = plans.get_mut(name_of(code)) {
                plan.bytes_out += bytes;
            }
        }
        let tracks = plans.into_iter().map(|(name, (plan, placed))| plan.placed(view, name, placed));
        TrackLayout { tracks: tracks.collect(), field: split, sessions, undated: counted.undated }
    }
}

impl PlannedTrack {
    fn placed(self, view: &View<'_>, name: &str, sessions: Vec<PlacedSession>) -> PlannedTrack {
        let time = |row: &RowId| view.store.columns().time(*row);
        let mut loose = self.loose;
        if !loose.is_sorted_by_key(time) {
            order::sort_by_key(&mut loose, time);
        }
        let lanes = packed(sessions, |placed| placed.span);
        let first_sessions = lanes.iter().filter_map(|lane| lane.first()).map(|placed| placed.span.start_ms);
        let first_ms = first_sessions.chain(loose.first().map(time)).min();
        PlannedTrack { name: name.to_owned(), lanes, loose, first_ms, ..self }
    }

    /// How many sessions it has.
    pub(super) fn session_count(&self) -> u32 {
        (self.lanes.iter().map(Vec::len).sum::<usize>() + self.undated_sessions.len()) as u32
    }

    /// Its sessions in the order of their start.
    pub(super) fn sessions_by_start(&self) -> Vec<PlacedSession> {
        let mut sessions = self.lanes.concat();
        order::sort_by_key(&mut sessions, |placed| (placed.span.start_ms, placed.session));
        sessions
    }

    /// The number of its lane on which a selected event lies.
    pub(super) fn lane_of(&self, view: &View<'_>, field: Option<TextField>, row: RowId) -> Option<u32> {
        let View { store, index, .. } = view;
        let time = store.columns().time(row);
        let Some(session) = index.session_of(store, row) else {
            let first = self.loose.partition_point(|loose| store.columns().time(*loose) < time);
            let at_once = self.loose[first..].iter();
            let mut at_once = at_once.take_while(|loose| store.columns().time(**loose) == time);
            return at_once.any(|loose| *loose == row).then_some(self.lanes.len() as u32);
        };
        let is_it = |placed: &PlacedSession| {
            let is_of_part =
                |field| placed.part.is_none_or(|part| part.holds(store.columns().code(field, row)));
            placed.session == session && field.is_none_or(is_of_part)
        };
        let start_ms = index.session(session).start?;
        let lane = self.lanes.iter().position(|lane| {
            let first = lane.partition_point(|placed| placed.span.start_ms < start_ms);
            lane.get(first).is_some_and(is_it)
        });
        lane.map(|lane| lane as u32)
    }

    /// Whether two of its sessions were under way at once from different addresses; found once.
    pub(super) fn concurrent_addresses(&self, view: &View<'_>) -> ConcurrentAddresses {
        *self.concurrent_addresses.get_or_init(|| {
            let places = self.sessions_by_start().into_iter().map(|placed| SessionPlaces {
                session: placed.session,
                span: placed.span,
                addresses: client_ip_codes(view, placed.session),
            });
            concurrent_addresses(places)
        })
    }
}

/// The selected events of a scope by where they belong.
struct Counted {
    /// Of each session.
    events: Vec<u64>,
    /// Of each session by the value of a field, where that parts them.
    parts: BTreeMap<SessionNo, Vec<(u32, u64)>>,
    /// Those without a session by the value of the field: those with a time, and how many have none.
    loose: Vec<(u32, Vec<RowId>, u64)>,
    undated: u64,
    /// Bytes of transfers out, of sessions that belong to one track as a whole, and by the value of the field.
    out_by_session: Vec<u128>,
    out_by_code: HashMap<u32, u128>,
}

impl Counted {
    fn of(view: &View<'_>, value: TrackValue) -> Counted {
        let View { store, index, selection, .. } = view;
        let split = value.parting_field();
        let columns = store.columns();
        let mut counted = Counted {
            events: vec![0u64; index.sessions.len()],
            parts: BTreeMap::new(),
            loose: Vec::new(),
            undated: 0,
            out_by_session: vec![0; index.sessions.len()],
            out_by_code: HashMap::new(),
        };
        // Index of each value among the loose ones.
        let mut indices = vec![u32::MAX; value.count(view)];
        let mut parts: HashMap<(SessionNo, u32), u64> = HashMap::new();
        let (mut systems, mut ids) = ([0; BLOCK_ROWS], [0; BLOCK_ROWS]);
        for (block, bits) in selection.blocks_in(0..usize::MAX) {
            let systems = columns.systems().read(block, &mut systems);
            let ids = columns.text(TextField::Session).read(block, &mut ids);
            let has_undated = store.time_blocks()[block].0 == UNDATED;
            // Neighbours mostly are of one session, and where it has an id, that tells so.
            let mut known = None;
            for_each_bit(bits, |bit| {
                let row = RowId((block * BLOCK_ROWS + bit) as u32);
                let is_undated = has_undated && columns.time(row) == UNDATED;
                counted.undated += u64::from(is_undated);
                let key = (systems[bit], ids[bit]);
                let session = match known {
                    Some((of_last, session)) if of_last == key => session,
                    _ => index.session_of(store, row),
                };
                known = System::from_index(key.0 as u8).has_session_ids().then_some((key, session));
                match session {
                    Some(session) => {
                        counted.events[session.index()] += 1;
                        if let Some(field) = split {
                            *parts.entry((session, columns.code(field, row))).or_default() += 1;
                        }
                    }
                    None => {
                        let code = value.of_event(view, row);
                        let index = &mut indices[code as usize];
                        if *index == u32::MAX {
                            *index = counted.loose.len() as u32;
                            counted.loose.push((code, Vec::new(), 0));
                        }
                        let (_, dated, undated) = &mut counted.loose[*index as usize];
                        if is_undated {
                            *undated += 1;
                        } else {
                            dated.push(row);
                        }
                    }
                }
            });
        }
        for ((session, code), events) in parts {
            counted.parts.entry(session).or_default().push((code, events));
        }
        for_each_out(view, |row, bytes| match (index.session_of(store, row), split) {
            (Some(session), None) => counted.out_by_session[session.index()] += bytes,
            (Some(session), Some(field)) => {
                *counted.out_by_code.entry(value_or_first(view, field, session, row)).or_default() += bytes;
            }
            (None, _) => *counted.out_by_code.entry(value.of_event(view, row)).or_default() += bytes,
        });
        counted
    }

    /// The parts of a session by the value of a field, and how many selected events each has.
    fn parts_of(&self, view: &View<'_>, field: TextField, number: SessionNo) -> Vec<(Option<Part>, u64)> {
        let first = first_code(view, field, number);
        let mut parts: Vec<(u32, u64)> = self.parts.get(&number).cloned().unwrap_or_default();
        let without = parts.iter().position(|(code, _)| *code == ABSENT).map(|at| parts.swap_remove(at).1);
        match parts.iter().position(|(code, _)| *code == first) {
            Some(at) => parts[at].1 += without.unwrap_or_default(),
            None if without.is_some() || parts.is_empty() => parts.push((first, without.unwrap_or_default())),
            None => {}
        }
        let part = |(code, events)| (Some(Part { code, has_others: code == first }), events);
        parts.into_iter().map(part).collect()
    }
}

/// The value of an event, or the first one of its session where it has none.
fn value_or_first(view: &View<'_>, field: TextField, session: SessionNo, row: RowId) -> u32 {
    match view.store.columns().code(field, row) {
        ABSENT => first_code(view, field, session),
        code => code,
    }
}

/// The first value that any event of a session has.
fn first_code(view: &View<'_>, field: TextField, session: SessionNo) -> u32 {
    let rows = view.index.rows_of(view.store, session).iter();
    let mut codes = rows.map(|row| view.store.columns().code(field, *row));
    codes.find(|code| *code != ABSENT).unwrap_or(ABSENT)
}
