//! The timeline: a track a user (or portal, target, address, system), its sessions packed into lanes, and what happened
//! in them, ready to be drawn over time.
//!
//! ```text
//!   View ──▶ TrackLayout      which sessions and events lie on which track and lane; of the scope, whatever is looked at
//!               │
//!   TrackQuery ─┴─▶ Tracks    some lanes within a range of time, as finely as they can be drawn
//! ```

mod arcs;
mod connections;
mod grouping;
mod lane;
mod layout;
mod pack;
mod track_query;

pub use lane::SIGNS;
pub use layout::TrackLayout;
pub use track_query::{JoinedTransfer, TrackQuery};

use super::answer::{
    Beyond, ConcurrentAddresses, Lane, Track, TrackChoice, TrackGrouping, TrackSort, Tracks,
};
use super::view::View;
use crate::model::{RowId, SessionNo, TimeRange};
use crate::source::order;
use arcs::{SessionLanes, arcs_on};
use lane::LaneMaker;
use layout::{PlacedSession, PlannedTrack};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Some lanes of the timeline.
pub fn tracks_in(view: &View<'_>, layout: &TrackLayout, query: &TrackQuery<'_>) -> Tracks {
    let order = Order::of(view, layout, query);
    let selected = query.selected.filter(|row| row.0 < view.store.row_count());
    let mut maker = LaneMaker { view, query, field: layout.field, looked_at: 0 };
    let mut tracks = Tracks {
        first: query.window.first,
        shown: order.plans.len() as u32,
        left_out: (layout.tracks.len() - order.plans.len()) as u32,
        sessions: layout.sessions,
        undated: layout.undated,
        density_ms: query.density_ms(),
        ..Tracks::default()
    };
    let mut sessions = SessionLanes::default();
    for plan in &order.plans {
        let is_folded = order.folded.contains(&*plan.name);
        let lanes = order.lanes_of(view, plan, query);
        if let Some(lane) = selected.and_then(|row| plan.lane_of(view, layout.field, row)) {
            let place = lanes.iter().position(|known| is_folded || *known == lane);
            tracks.selected_lane = place.map(|place| tracks.total + place as u32);
        }
        let wanted = (tracks.total..).zip(&lanes).filter(|(number, _)| query.window.contains(*number));
        let before = tracks.lanes.len();
        tracks.lanes.extend(wanted.map(|(number, lane)| {
            if !query.joined.is_empty() {
                sessions.add(plan, (number, *lane), query);
            }
            Lane { is_first: number == tracks.total, ..maker.lane(plan, is_folded, *lane) }
        }));
        let count = lanes.len() as u32;
        if tracks.lanes.len() > before {
            let is_pinned = order.pinned.contains_key(&*plan.name);
            let head = head(view, plan, query);
            tracks.tracks.push(Track {
                first_lane: tracks.total,
                lanes: count,
                is_folded,
                is_pinned,
                ..head
            });
        }
        tracks.total += count;
    }
    tracks.looked_at = maker.looked_at;
    tracks.arcs = arcs_on(view, &sessions, layout.field, (tracks.first, &tracks.lanes), query);
    tracks
}

/// The sessions of some lanes, by their tracks and their start: what a table of the lanes lists.
pub fn sessions_of_lanes(view: &View<'_>, layout: &TrackLayout, query: &TrackQuery<'_>) -> Vec<SessionNo> {
    let order = Order::of(view, layout, query);
    let mut sessions = Vec::new();
    let mut total = 0;
    for plan in &order.plans {
        let lanes = order.lanes_of(view, plan, query).len() as u32;
        if (total..total + lanes).any(|lane| query.window.contains(lane)) {
            sessions.extend(plan.sessions_by_start().iter().map(|placed| placed.session));
            sessions.extend(&plan.undated_sessions);
        }
        total += lanes;
    }
    // A session that is on several tracks is listed with the first of them.
    let mut seen = HashSet::new();
    sessions.retain(|session| seen.insert(*session));
    sessions
}

/// The tracks that have lanes, in their order.
struct Order<'a> {
    plans: Vec<&'a PlannedTrack>,
    folded: HashSet<&'a str>,
    /// Where each pinned track stands among them.
    pinned: HashMap<&'a str, usize>,
}

impl<'a> Order<'a> {
    fn of(view: &View<'_>, layout: &'a TrackLayout, query: &TrackQuery<'a>) -> Order<'a> {
        let TrackChoice { sort, shows_all, folded, pinned, .. } = query.choice;
        let pinned: HashMap<&str, usize> =
            pinned.iter().enumerate().map(|(index, name)| (&**name, index)).collect();
        let is_wanted = |plan: &&PlannedTrack| {
            *shows_all || pinned.contains_key(&*plan.name) || is_in(view, plan, query.shown)
        };
        let mut plans: Vec<&PlannedTrack> = layout.tracks.iter().filter(is_wanted).collect();
        // They stand by name, which tells equal ones apart; a track that names nobody comes last.
        order::sort_by_key(&mut plans, |plan| {
            let place = pinned.get(&*plan.name).copied().unwrap_or(usize::MAX);
            let first = (plan.first_ms.is_none(), plan.first_ms);
            let key = match sort {
                TrackSort::Name => (plan.name.is_empty(), None, Reverse(0)),
                TrackSort::First => (first.0, first.1, Reverse(0)),
                TrackSort::Events => (false, None, Reverse(u128::from(plan.events))),
                TrackSort::BytesOut => (false, None, Reverse(plan.bytes_out)),
            };
            (place, key)
        });
        Order { plans, folded: folded.iter().map(String::as_str).collect(), pinned }
    }

    /// Which lanes of a track are shown: those that have something in the shown time, unless all are asked for; never
    /// none.
    fn lanes_of(&self, view: &View<'_>, plan: &PlannedTrack, query: &TrackQuery<'_>) -> Vec<u32> {
        if self.folded.contains(&*plan.name) {
            return vec![0];
        }
        let (shows_all, shown) = (query.choice.shows_all, query.shown);
        let sessions = (0..).zip(&plan.lanes).filter(|(_, lane)| shows_all || has_session_in(lane, shown));
        let has_loose = !plan.loose.is_empty() && (shows_all || has_loose_in(view, plan, shown));
        let loose = has_loose.then_some(plan.lanes.len() as u32);
        let lanes: Vec<u32> = sessions.map(|(number, _)| number).chain(loose).collect();
        if lanes.is_empty() { vec![0] } else { lanes }
    }
}

/// Whether any of the sessions of a lane was under way within a range.
fn has_session_in(lane: &[PlacedSession], range: TimeRange) -> bool {
    let first = lane.partition_point(|placed| placed.span.end_ms <= range.start_ms);
    lane.get(first).is_some_and(|placed| placed.span.start_ms < range.end_ms)
}

/// Whether any of the events of a track without a session lies within a range.
fn has_loose_in(view: &View<'_>, plan: &PlannedTrack, range: TimeRange) -> bool {
    let time = |row: &RowId| view.store.columns().time(*row);
    let first = plan.loose.partition_point(|row| time(row) < range.start_ms);
    plan.loose.get(first).is_some_and(|row| time(row) < range.end_ms)
}

/// Whether anything of a track lies within a range.
fn is_in(view: &View<'_>, plan: &PlannedTrack, range: TimeRange) -> bool {
    plan.lanes.iter().any(|lane| has_session_in(lane, range)) || has_loose_in(view, plan, range)
}

/// What is said of a track as a whole.
fn head(view: &View<'_>, plan: &PlannedTrack, query: &TrackQuery<'_>) -> Track {
    let (before, after) = beyond(view, plan, query.shown);
    let is_of_a_user = query.choice.grouping == TrackGrouping::User && !plan.name.is_empty();
    Track {
        name: plan.name.clone(),
        first_lane: 0,
        lanes: 0,
        sessions: plan.session_count(),
        events: plan.events,
        bytes_out: plan.bytes_out,
        is_folded: false,
        is_pinned: false,
        before,
        after,
        concurrent_addresses: if is_of_a_user {
            plan.concurrent_addresses(view)
        } else {
            ConcurrentAddresses::NotSeen
        },
    }
}

/// What of a track lies before and after a range.
fn beyond(view: &View<'_>, plan: &PlannedTrack, range: TimeRange) -> (Beyond, Beyond) {
    let [mut before, mut after] = [Beyond::default(); 2];
    let last_of = |known: Option<i64>, time: i64| Some(known.map_or(time, |known| known.max(time)));
    let first_of = |known: Option<i64>, time: i64| Some(known.map_or(time, |known| known.min(time)));
    for lane in &plan.lanes {
        let first = lane.partition_point(|placed| placed.span.end_ms <= range.start_ms);
        let last = lane.partition_point(|placed| placed.span.start_ms < range.end_ms);
        before.sessions += first as u32;
        after.sessions += (lane.len() - last) as u32;
        if let Some(nearest) = first.checked_sub(1).and_then(|index| lane.get(index)) {
            before.nearest_ms = last_of(before.nearest_ms, nearest.span.end_ms - 1);
        }
        if let Some(nearest) = lane.get(last) {
            after.nearest_ms = first_of(after.nearest_ms, nearest.span.start_ms);
        }
    }
    let time = |row: &RowId| view.store.columns().time(*row);
    let first = plan.loose.partition_point(|row| time(row) < range.start_ms);
    let last = plan.loose.partition_point(|row| time(row) < range.end_ms);
    (before.events, after.events) = (first as u64, (plan.loose.len() - last) as u64);
    if let Some(row) = first.checked_sub(1).and_then(|index| plan.loose.get(index)) {
        before.nearest_ms = last_of(before.nearest_ms, time(row));
    }
    if let Some(row) = plan.loose.get(last) {
        after.nearest_ms = first_of(after.nearest_ms, time(row));
    }
    (before, after)
}
