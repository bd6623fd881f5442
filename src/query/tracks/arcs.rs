//! What is joined on the lanes: a transfer out with the one with which the same file came in, which is in the same
//! session.

use super::layout::{Part, PlannedTrack};
use super::track_query::{JoinedTransfer, TrackQuery};
use crate::model::{RowId, SessionNo, TextField};
use crate::query::answer::{ArcEnd, Lane, LaneKind, Mark, TransferArc};
use crate::query::view::View;
use std::collections::{HashMap, HashSet};

/// On which of the lanes of an answer sessions lie.
#[derive(Default)]
pub(super) struct SessionLanes(HashMap<SessionNo, Vec<(u32, Option<Part>)>>);

impl SessionLanes {
    /// Adds a lane of a track, by its number among all and in its track, as far as it is in range.
    pub(super) fn add(&mut self, plan: &PlannedTrack, (number, lane): (u32, u32), query: &TrackQuery<'_>) {
        let sessions = plan.lanes.get(lane as usize).map_or(&[][..], Vec::as_slice);
        let first = sessions.partition_point(|placed| placed.span.end_ms <= query.range.start_ms);
        let in_range =
            sessions[first..].iter().take_while(|placed| placed.span.start_ms < query.range.end_ms);
        for placed in in_range {
            self.0.entry(placed.session).or_default().push((number, placed.part));
        }
    }

    /// The lane of an event of a session.
    fn lane_of(
        &self,
        view: &View<'_>,
        field: Option<TextField>,
        (session, row): (SessionNo, RowId),
    ) -> Option<u32> {
        let code = field.map(|field| view.store.columns().code(field, row));
        let holds = |part: Option<Part>| part.zip(code).is_none_or(|(part, code)| part.holds(code));
        self.0.get(&session)?.iter().find(|(_, part)| holds(*part)).map(|(number, _)| *number)
    }
}

/// The arcs of an answer whose ends are apart; of those that would begin or end in one mark the first, and that of the
/// selected event. `lanes` are those of the answer, from `first` on.
pub(super) fn arcs_on(
    view: &View<'_>,
    sessions: &SessionLanes,
    field: Option<TextField>,
    (first, lanes): (u32, &[Lane]),
    query: &TrackQuery<'_>,
) -> Vec<TransferArc> {
    let from = query.joined.partition_point(|joined| joined.left.0 < query.range.start_ms);
    let mut arcs = Vec::new();
    let mut known = HashSet::new();
    for joined in &query.joined[from..] {
        let JoinedTransfer { came_in, left } = *joined;
        let are_selected = view.selection.contains(came_in.1) && view.selection.contains(left.1);
        if came_in.0 >= query.range.end_ms || !are_selected {
            continue;
        }
        let Some(session) = view.index.session_of(view.store, left.1) else { continue };
        let end = |(time_ms, row): (i64, RowId)| {
            let lane = sessions.lane_of(view, field, (session, row))?;
            let family = view.classification.family(row);
            let drawn = lanes.get(lane.checked_sub(first)? as usize)?;
            // Of a track that is folded there are no marks.
            let drawn = (drawn.kind == LaneKind::Sessions).then_some(drawn)?;
            let mark = mark_at(drawn, time_ms, query.merge_ms, |mark| mark.family == family);
            Some(ArcEnd { lane, time_ms: mark.map_or(time_ms, |mark| mark.time_ms), row })
        };
        let (Some(from), Some(to)) = (end(came_in), end(left)) else { continue };
        let are_apart = from.lane != to.lane || to.time_ms.saturating_sub(from.time_ms) >= query.merge_ms;
        let is_selected = query.selected.is_some_and(|row| row == from.row || row == to.row);
        if are_apart && (known.insert((to.lane, to.time_ms)) || is_selected) {
            arcs.push(TransferArc { from, to });
        }
    }
    arcs
}

/// The mark or sign that stands for an event of this time: the last one that begins before it and is near enough.
fn mark_at(lane: &Lane, time_ms: i64, merge_ms: i64, is_it: impl Fn(&Mark) -> bool) -> Option<&Mark> {
    let among = |marks: &'_ [Mark]| {
        let next = marks.partition_point(|mark| mark.time_ms <= time_ms);
        let near = |mark: &&Mark| time_ms.saturating_sub(mark.time_ms) < merge_ms;
        marks[..next].iter().rposition(&is_it).filter(|at| near(&&marks[*at]))
    };
    let of_marks = among(&lane.marks).map(|at| &lane.marks[at]);
    of_marks.or_else(|| among(&lane.signs).map(|at| &lane.signs[at]))
}
