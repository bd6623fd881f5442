//! What lies on one lane within a range of time: bars, marks, and density where marks would lie over each other.

use super::connections::connections;
use super::layout::{PlacedSession, PlannedTrack};
use super::track_query::TrackQuery;
use crate::model::time::UNDATED;
use crate::model::{Family, RowId, TextField, TimeRange};
use crate::query::answer::{Bar, Lane, LaneKind, Mark};
use crate::query::view::View;
use crate::source::order;

/// Bars that are narrower than a mark are one where they are nearer to each other than this many of its widths: between
/// them would be no gap that is seen. One that is wider stays for itself, so that its ends are seen.
const GAP_MARKS: f64 = 0.3;

/// How many marks are drawn over the length of so many marks beside each other; more of them become density. Some may
/// overlap, as their shapes are told apart nevertheless.
const MARKS_A_WIDTH: f64 = 1.5;

/// Events without a session that are as many widths of a mark apart are looked at each for itself.
const LOOSE_GAP_MARKS: i64 = 6;

/// Families that are never counted in the density of others: what went out, and what was kept from it, is what one
/// looks for.
pub const SIGNS: [Family; 3] = [Family::TransferOut, Family::Blocked, Family::Print];

/// Makes the lanes of an answer, and counts the events that it looks at.
pub(super) struct LaneMaker<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) query: &'a TrackQuery<'a>,
    /// The field that says which events of a session belong to a track.
    pub(super) field: Option<TextField>,
    pub(super) looked_at: u64,
}

impl LaneMaker<'_> {
    /// A lane of a track by its number there.
    pub(super) fn lane(&mut self, plan: &PlannedTrack, is_folded: bool, number: u32) -> Lane {
        match plan.lanes.get(number as usize) {
            _ if is_folded => self.folded(plan),
            Some(sessions) => self.sessions(sessions),
            None => self.loose(plan),
        }
    }

    /// Sessions none of which overlap, in order.
    fn sessions(&mut self, sessions: &[PlacedSession]) -> Lane {
        let TrackQuery { range, .. } = *self.query;
        let first = sessions.partition_point(|placed| placed.span.end_ms <= range.start_ms);
        let last = sessions.partition_point(|placed| placed.span.start_ms < range.end_ms).max(first);
        let mut lane = Lane::default();
        for group in self.merged(&sessions[first..last]) {
            let mut marks = Gathered::default();
            for placed in group {
                self.gather_session(placed, &mut |time_ms, family, row, query| {
                    marks.add(time_ms, family, row, query);
                });
            }
            let bar = self.bar(group);
            marks.put_into(&mut lane, bar.range, self.query);
            lane.bars.push(bar);
        }
        lane
    }

    /// Sessions in the groups that are drawn as one bar each.
    fn merged<'s>(
        &self,
        sessions: &'s [PlacedSession],
    ) -> impl Iterator<Item = &'s [PlacedSession]> + use<'s> {
        let (gap_ms, mark_ms) = (self.gap_ms(), self.query.merge_ms);
        let is_narrow = move |range: TimeRange| range.length_ms() < mark_ms;
        let mut rest = sessions;
        std::iter::from_fn(move || {
            let mut range = rest.first()?.span;
            let mut count = 1;
            while let Some(next) = rest.get(count).map(|placed| placed.span) {
                let is_near = next.start_ms.saturating_sub(range.end_ms) < gap_ms;
                if !is_near || !is_narrow(next) || !(count > 1 || is_narrow(range)) {
                    break;
                }
                range.end_ms = range.end_ms.max(next.end_ms);
                count += 1;
            }
            let (group, others) = rest.split_at(count);
            rest = others;
            Some(group)
        })
    }

    fn gap_ms(&self) -> i64 {
        (self.query.merge_ms as f64 * GAP_MARKS) as i64
    }

    /// The bar of some sessions, by their start.
    fn bar(&mut self, group: &[PlacedSession]) -> Bar {
        let (first, last) = (group[0], group[group.len() - 1]);
        let end_ms = group.iter().map(|placed| placed.span.end_ms).max().unwrap_or(first.span.end_ms);
        let range = TimeRange { start_ms: first.span.start_ms, end_ms };
        // What is hardly wider than a mark shows no parts.
        let shows_connections = group.len() == 1 && range.length_ms() >= 2 * self.query.merge_ms;
        let connections = if shows_connections {
            self.looked_at += self.view.index.rows_of(self.view.store, first.session).len() as u64;
            connections(self.view, first.session, range, self.query)
        } else {
            Vec::new()
        };
        Bar {
            range,
            sessions: group.len() as u32,
            session: first.session,
            state: self.view.index.session(last.session).state,
            connections,
            events: group.iter().map(|placed| placed.events).sum(),
            found: group.iter().filter(|placed| self.query.has_findings(placed.session)).count() as u32,
        }
    }

    /// Events without a session.
    fn loose(&mut self, plan: &PlannedTrack) -> Lane {
        let mut lane = Lane { kind: LaneKind::Loose, ..Lane::default() };
        let gap_ms = self.query.merge_ms.saturating_mul(LOOSE_GAP_MARKS);
        let mut marks = Gathered::default();
        let mut range: Option<TimeRange> = None;
        self.gather_loose(plan, &mut |time_ms, family, row, query| {
            if let Some(before) = range.take_if(|range| time_ms.saturating_sub(range.end_ms) > gap_ms) {
                std::mem::take(&mut marks).put_into(&mut lane, before, query);
            }
            let start_ms = range.map_or(time_ms, |range| range.start_ms);
            range = Some(TimeRange { start_ms, end_ms: time_ms.saturating_add(1) });
            marks.add(time_ms, family, row, query);
        });
        if let Some(range) = range {
            marks.put_into(&mut lane, range, self.query);
        }
        lane
    }

    /// All of a track on one lane.
    fn folded(&mut self, plan: &PlannedTrack) -> Lane {
        let TrackQuery { range, .. } = *self.query;
        let is_in_range = |placed: &&PlacedSession| {
            placed.span.start_ms < range.end_ms && placed.span.end_ms > range.start_ms
        };
        let mut sessions: Vec<PlacedSession> =
            plan.lanes.iter().flatten().filter(is_in_range).copied().collect();
        order::sort_by_key(&mut sessions, |placed| (placed.span.start_ms, placed.session));
        let mut lane = Lane { kind: LaneKind::Folded, ..Lane::default() };
        let mut rest = &sessions[..];
        let gap_ms = self.gap_ms().max(1);
        while let Some(first) = rest.first() {
            let (mut end_ms, mut count) = (first.span.end_ms, 1);
            while let Some(next) =
                rest.get(count).filter(|next| next.span.start_ms.saturating_sub(end_ms) < gap_ms)
            {
                end_ms = end_ms.max(next.span.end_ms);
                count += 1;
            }
            let (group, others) = rest.split_at(count);
            lane.bars.push(self.bar(group));
            rest = others;
        }
        let mut events: Vec<(i64, RowId, Family)> = Vec::new();
        for placed in &sessions {
            self.gather_session(placed, &mut |time_ms, family, row, _| events.push((time_ms, row, family)));
        }
        self.gather_loose(plan, &mut |time_ms, family, row, _| events.push((time_ms, row, family)));
        order::sort(&mut events);
        let mut marks = Gathered::default();
        for (time_ms, row, family) in events {
            marks.add(time_ms, family, row, self.query);
        }
        marks.put_density_into(&mut lane);
        lane
    }

    /// The selected events of a session on this track within the range, in order of time.
    fn gather_session(
        &mut self,
        placed: &PlacedSession,
        each: &mut dyn FnMut(i64, Family, RowId, &TrackQuery<'_>),
    ) {
        let columns = self.view.store.columns();
        let rows = self.view.index.rows_of(self.view.store, placed.session);
        let dated = rows.partition_point(|row| columns.time(*row) != UNDATED);
        let (field, part) = (self.field, placed.part);
        let is_here = |row: RowId| match (field, part) {
            (Some(field), Some(part)) => part.holds(columns.code(field, row)),
            _ => true,
        };
        self.gather(&rows[..dated], &is_here, each);
    }

    fn gather_loose(
        &mut self,
        plan: &PlannedTrack,
        each: &mut dyn FnMut(i64, Family, RowId, &TrackQuery<'_>),
    ) {
        self.gather(&plan.loose, &|_| true, each);
    }

    /// Calls `each` with the selected events among some in order of time, as far as they are within the range.
    fn gather(
        &mut self,
        rows: &[RowId],
        is_here: &dyn Fn(RowId) -> bool,
        each: &mut dyn FnMut(i64, Family, RowId, &TrackQuery<'_>),
    ) {
        let View { store, classification, selection, .. } = *self.view;
        let time = |row: RowId| store.columns().time(row);
        let first = rows.partition_point(|row| time(*row) < self.query.range.start_ms);
        let last = rows.partition_point(|row| time(*row) < self.query.range.end_ms).max(first);
        self.looked_at += (last - first) as u64;
        for row in rows[first..last].iter().copied().filter(|row| selection.contains(*row) && is_here(*row)) {
            each(time(row), classification.family(row), row, self.query);
        }
    }
}

/// Events on their way into marks and density, in order of time.
#[derive(Default)]
struct Gathered {
    marks: Vec<Mark>,
    density: Vec<Mark>,
    /// Index of the latest mark, and of the latest count of density, of each family.
    latest: [(Option<usize>, Option<usize>); Family::COUNT],
}

impl Gathered {
    fn add(&mut self, time_ms: i64, family: Family, row: RowId, query: &TrackQuery<'_>) {
        let (mark, count) = &mut self.latest[family as usize];
        let is_near = |mark: &Mark| time_ms.saturating_sub(mark.time_ms) < query.merge_ms;
        add_to(&mut self.marks, mark, is_near, Mark { time_ms, family, count: 1, row });
        if !SIGNS.contains(&family) {
            let cell = |time_ms: i64| time_ms.div_euclid(query.density_ms());
            let is_same = |mark: &Mark| cell(mark.time_ms) == cell(time_ms);
            add_to(&mut self.density, count, is_same, Mark { time_ms, family, count: 1, row });
        }
    }

    /// Puts what lies within a range on a lane: as marks where there is room for them, else as density and signs.
    fn put_into(self, lane: &mut Lane, range: TimeRange, query: &TrackQuery<'_>) {
        let TimeRange { start_ms, end_ms } = range.clamped_to(query.range);
        let widths = end_ms.saturating_sub(start_ms) as f64 / query.merge_ms as f64;
        if self.marks.len() as f64 <= 1.0 + widths * MARKS_A_WIDTH {
            lane.marks.extend(self.marks);
        } else {
            self.put_density_into(lane);
        }
    }

    fn put_density_into(self, lane: &mut Lane) {
        lane.signs.extend(self.marks.into_iter().filter(|mark| SIGNS.contains(&mark.family)));
        lane.density.extend(self.density);
    }
}

/// Counts an event with the latest of its family, or begins another one.
fn add_to(marks: &mut Vec<Mark>, latest: &mut Option<usize>, is_same: impl Fn(&Mark) -> bool, event: Mark) {
    match latest.and_then(|index| marks.get_mut(index)) {
        Some(mark) if is_same(mark) => mark.count += 1,
        _ => {
            *latest = Some(marks.len());
            marks.push(event);
        }
    }
}
