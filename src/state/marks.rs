//! Going from mark to mark on the lanes of the timeline. Plain search over what is drawn, tested without a browser.

use crate::model::{Family, RowId};
use crate::query::answer::{Lane, Mark, Tracks};

/// The selected event, as far as the engine has told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectedEvent {
    /// Its row.
    pub row: RowId,
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

/// The lane on which an event lies, among those that are drawn: the one that has a mark for it, else the one that the
/// engine has told of.
pub fn lane_of(tracks: &Tracks, row: RowId) -> Option<&Lane> {
    let has_mark = |lane: &&Lane| lane.all_marks().any(|mark| mark.row == row);
    let told = || tracks.lane_at(tracks.selected_lane?);
    tracks.lanes.iter().find(has_mark).or_else(told)
}

/// The first mark of the first lane that has one, from this lane of the timeline on: where nothing is selected yet.
pub fn first_mark(tracks: &Tracks, top_lane: u32) -> Option<Mark> {
    let above = top_lane.saturating_sub(tracks.first) as usize;
    tracks.lanes.iter().skip(above).find_map(|lane| lane.mark_beside(i64::MIN, true).copied())
}

/// One step along the lane of the event of a row, where marks closer than `merge_ms` are merged. Of an event that was
/// selected a moment ago the engine may not have told yet: its lane knows enough.
pub fn step(
    tracks: &Tracks,
    merge_ms: i64,
    row: RowId,
    told: Option<SelectedEvent>,
    is_forward: bool,
) -> Option<StepTarget> {
    let lane = lane_of(tracks, row);
    let own_time = || {
        let lane = lane?;
        let drawn = lane.all_marks().find(|mark| mark.row == row);
        drawn.map(|mark| mark.time_ms).or_else(|| {
            let (event, time_ms) = told.and_then(|event| Some((event, event.time_ms?)))?;
            let mark = lane.mark_of(row, event.family, time_ms, merge_ms);
            Some(mark.map_or(time_ms, |mark| mark.time_ms))
        })
    };
    let next = own_time().and_then(|time_ms| lane?.mark_beside(time_ms, is_forward));
    // Beyond what was asked for the session itself knows what comes next.
    next.map(|mark| StepTarget::Mark(*mark)).or(told.and_then(|event| event.beside).map(StepTarget::Row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(row: u32, time_ms: i64) -> Mark {
        Mark { time_ms, family: Family::Browsing, count: 1, row: RowId(row) }
    }

    fn tracks() -> Tracks {
        let marked = Lane {
            marks: vec![mark(10, 100), mark(12, 300)],
            density: vec![mark(11, 200)],
            ..Lane::default()
        };
        let lanes = vec![Lane::default(), Lane::default(), marked];
        Tracks { total: 8, first: 5, lanes, selected_lane: Some(7), ..Tracks::default() }
    }

    fn event(row: u32, time_ms: i64) -> SelectedEvent {
        let time_ms = Some(time_ms);
        SelectedEvent { row: RowId(row), family: Family::Browsing, time_ms, beside: Some(RowId(99)) }
    }

    #[test]
    fn the_first_step_goes_to_the_first_mark_in_view() {
        assert_eq!(first_mark(&tracks(), 0), Some(mark(10, 100)));
        assert_eq!(first_mark(&tracks(), 7), Some(mark(10, 100)));
        assert_eq!(first_mark(&tracks(), 8), None, "the lanes lie above");
    }

    #[test]
    fn a_step_goes_along_the_lane_through_marks_and_density_and_beyond_what_is_drawn() {
        let step = |row, told, is_forward| step(&tracks(), 1, RowId(row), told, is_forward);
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
        let merged = step(&tracks(), 90, RowId(50), Some(event(50, 250)), false);
        assert_eq!(merged, Some(StepTarget::Mark(mark(10, 100))));
    }
}
