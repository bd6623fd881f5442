//! Going from mark to mark on the lanes of the timeline. Plain search over what is drawn, tested without a browser.

use crate::model::{Family, RowId, SessionNo};
use crate::query::answer::{Lane, LaneRow, Lanes, Mark};

/// The selected event, as far as the engine has told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectedEvent {
    /// Its row.
    pub row: RowId,
    /// Number of its session.
    pub session: Option<SessionNo>,
    /// Its family.
    pub family: Family,
    /// Its time, in milliseconds since the epoch.
    pub time_ms: Option<i64>,
    /// The row of the event of its session that comes next in the direction that is gone.
    pub beside: Option<RowId>,
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepTarget {
    /// To a mark that is drawn.
    Mark(Mark),
    /// To an event beyond what is drawn, by its row.
    Row(RowId),
}

/// The lane of a session among the rows that are drawn.
pub fn lane_of(lanes: &Lanes, session: SessionNo) -> Option<&Lane> {
    lanes_in(lanes).find(|lane| lane.session == session)
}

fn lanes_in(lanes: &Lanes) -> impl Iterator<Item = &Lane> {
    lanes.rows.iter().filter_map(|row| match row {
        LaneRow::Lane(lane) => Some(lane),
        LaneRow::User { .. } => None,
    })
}

/// The first mark of the first lane that has one, from this row of the timeline on: where nothing is selected yet.
pub fn first_mark(lanes: &Lanes, top_row: u32) -> Option<Mark> {
    let above = top_row.saturating_sub(lanes.first) as usize;
    lanes.rows.iter().skip(above).find_map(|row| match row {
        LaneRow::Lane(lane) => lane.mark_beside(i64::MIN, true).copied(),
        LaneRow::User { .. } => None,
    })
}

/// One step along the lane of the event of a row, where marks closer than `merge_ms` are merged. Of an event that was
/// selected a moment ago the engine may not have told yet: its lane knows enough.
pub fn step(
    lanes: &Lanes,
    merge_ms: i64,
    row: RowId,
    told: Option<SelectedEvent>,
    is_forward: bool,
) -> Option<StepTarget> {
    let drawn = || {
        lanes_in(lanes).find_map(|lane| Some((lane, lane.marks.iter().find(|mark| mark.row == row)?.time_ms)))
    };
    let next = match told {
        Some(event) => {
            let lane = event.session.and_then(|session| lane_of(lanes, session));
            lane.zip(event.time_ms).and_then(|(lane, time_ms)| {
                let own = lane.mark_of(event.row, event.family, time_ms, merge_ms);
                lane.mark_beside(own.map_or(time_ms, |mark| mark.time_ms), is_forward)
            })
        }
        None => drawn().and_then(|(lane, time_ms)| lane.mark_beside(time_ms, is_forward)),
    };
    // Beyond what was asked for the session itself knows what comes next.
    next.map(|mark| StepTarget::Mark(*mark)).or(told.and_then(|event| event.beside).map(StepTarget::Row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SessionState;

    fn mark(row: u32, time_ms: i64) -> Mark {
        Mark { time_ms, family: Family::Browsing, count: 1, row: RowId(row) }
    }

    fn lane(session: u32, marks: &[Mark]) -> LaneRow {
        LaneRow::Lane(Lane {
            session: SessionNo(session),
            id: session.to_string(),
            user: String::new(),
            client_ips: Vec::new(),
            span: None,
            state: SessionState::Open,
            connections: Vec::new(),
            marks: marks.to_vec(),
            events: 0,
        })
    }

    fn lanes() -> Lanes {
        let user = LaneRow::User {
            user: String::new(),
            sessions: 2,
            folded: false,
            spans: Vec::new(),
            concurrent_addresses: None,
        };
        let rows = vec![user, lane(0, &[]), lane(1, &[mark(10, 100), mark(11, 200), mark(12, 300)])];
        Lanes { total: 8, first: 5, rows, ..Lanes::default() }
    }

    fn event(row: u32, time_ms: i64) -> SelectedEvent {
        let (session, time_ms) = (Some(SessionNo(1)), Some(time_ms));
        SelectedEvent { row: RowId(row), session, family: Family::Browsing, time_ms, beside: Some(RowId(99)) }
    }

    #[test]
    fn the_first_step_goes_to_the_first_mark_in_view() {
        assert_eq!(first_mark(&lanes(), 0), Some(mark(10, 100)));
        assert_eq!(first_mark(&lanes(), 7), Some(mark(10, 100)));
        assert_eq!(first_mark(&lanes(), 8), None, "the lanes lie above");
    }

    #[test]
    fn a_step_goes_along_the_lane_and_beyond_what_is_drawn() {
        let step = |row, told, is_forward| step(&lanes(), 1, RowId(row), told, is_forward);
        assert_eq!(step(11, Some(event(11, 200)), true), Some(StepTarget::Mark(mark(12, 300))));
        assert_eq!(step(11, Some(event(11, 200)), false), Some(StepTarget::Mark(mark(10, 100))));
        assert_eq!(step(12, Some(event(12, 300)), true), Some(StepTarget::Row(RowId(99))));
        assert_eq!(step(11, None, true), Some(StepTarget::Mark(mark(12, 300))), "nothing was told of it yet");
        assert_eq!(step(12, None, true), None);
        assert_eq!(step(77, None, true), None, "it is not drawn");
    }

    #[test]
    fn a_merged_mark_is_left_as_one() {
        // The event is one of those for which the mark at 200 stands.
        let merged = step(&lanes(), 90, RowId(50), Some(event(50, 250)), false);
        assert_eq!(merged, Some(StepTarget::Mark(mark(10, 100))));
    }
}
