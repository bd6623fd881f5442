//! Which changes are steps that the browser's *back* takes back: another view, filter, range, or selected event.

use super::{AppState, EventLocation, Tab, TerminalChoice};
use crate::model::TimeRange;

/// What of a state is told apart by steps back. How things are shown (language, zone, columns) is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    filter: String,
    range: Option<TimeRange>,
    tab: Tab,
    location: Option<EventLocation>,
    terminal: TerminalChoice,
    /// Which time of typing the filter is of, if it was typed: a line that is left or entered ends it.
    typing: Option<u32>,
}

impl HistoryEntry {
    /// Of a state whose filter was typed at this time, if it was. Nothing while it is not known yet where the
    /// selected event stands, for that is about to be told.
    pub fn of(state: &AppState, typing: Option<u32>) -> Option<HistoryEntry> {
        (state.selected.is_none() || state.location.is_some()).then(|| HistoryEntry {
            filter: state.filter.to_string(),
            range: state.range(),
            tab: state.tab,
            location: state.location.clone(),
            terminal: state.terminal.clone(),
            typing,
        })
    }

    /// Whether it is a step from another one. A filter that is typed is one step, however often it is taken meanwhile,
    /// and so is walking from event to event, or through a text of a terminal.
    pub fn is_step_from(&self, before: &HistoryEntry) -> bool {
        if self.tab != before.tab {
            return true;
        }
        let is_typed_on = self.typing.is_some() && self.typing == before.typing;
        if (&self.filter, self.range) != (&before.filter, before.range) {
            return !is_typed_on;
        }
        self.location.is_some() != before.location.is_some() || self.terminal.key != before.terminal.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RowId;
    use crate::state::{Action, Zone, apply};

    fn entry(actions: impl IntoIterator<Item = Action>, typing: Option<u32>) -> HistoryEntry {
        let mut state = AppState::default();
        actions.into_iter().for_each(|action| apply(&mut state, action));
        HistoryEntry::of(&state, typing).expect("all is known")
    }

    fn selected(offset: u64) -> Vec<Action> {
        let location = EventLocation { path: "a".to_owned(), offset };
        vec![Action::Select(Some(RowId(1))), Action::Locate(RowId(1), location)]
    }

    #[test]
    fn views_filters_ranges_and_selections_are_steps_and_the_look_is_none() {
        let start = entry([], None);
        let range = TimeRange { start_ms: 1, end_ms: 2 };
        for step in [
            vec![Action::SetTab(Tab::Events)],
            vec![Action::SetFilter("a".to_owned())],
            vec![Action::PushRange(range)],
            selected(1),
        ] {
            let entry = entry(step, None);
            assert!(entry.is_step_from(&start) && start.is_step_from(&entry), "{entry:?}");
        }
        assert!(!entry([Action::SetZone(Zone::fixed(60))], None).is_step_from(&start));
        assert!(!start.is_step_from(&start));
    }

    #[test]
    fn what_is_typed_on_and_walking_along_events_are_one_step() {
        let typed = |line: &str, time: u32| entry([Action::SetFilter(line.to_owned())], Some(time));
        assert!(typed("us", 1).is_step_from(&entry([], None)));
        assert!(!typed("user:alice", 1).is_step_from(&typed("us", 1)));
        assert!(typed("b", 2).is_step_from(&typed("a", 1)), "another line, after the first one was entered");
        assert!(entry([Action::SetFilter("b".to_owned())], None).is_step_from(&typed("a", 1)));
        assert!(!entry(selected(2), None).is_step_from(&entry(selected(1), None)));
        let mut state = AppState::default();
        apply(&mut state, Action::Select(Some(RowId(7))));
        assert_eq!(HistoryEntry::of(&state, None), None, "it is not known yet where it stands");
    }
}
