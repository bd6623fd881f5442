//! What the user has chosen: filter, range, selection, tab, zone, language. Small, plain and without
//! Leptos; everything else on the page is derived from it and from the engine's answers.

pub mod bins;
pub mod brush;
pub mod compare;
pub mod credit;
pub mod drawer;
mod event_table;
mod export_course;
pub mod hash;
pub mod history;
pub mod latest_only;
pub mod list_part;
pub mod marks;
pub mod player;
pub mod pointer;
pub mod progress;
pub mod queue;
pub mod scroll;
mod settings;
mod tab;
pub mod table;
mod terminal_choice;
pub mod tooltip;
pub mod window;

pub use event_table::{EventColumn, EventTable};
pub use export_course::ExportCourse;
pub use settings::{Language, Theme, Zone};
pub use tab::Tab;
pub use terminal_choice::TerminalChoice;

use crate::filter::{CharSpan, Chosen, Expression, Field, Filter};
use crate::model::{RowId, TimeRange};
use crate::query::answer::{TrackChoice, TrackGrouping, TrackSort};
use compare::CompareWith;

/// Where an event stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLocation {
    /// Path of its input.
    pub path: String,
    /// Where its record begins.
    pub offset: u64,
}

/// What the user has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppState {
    /// The filter that is in force.
    pub filter: Filter,
    /// A filter line that was given and cannot be read; the one in force stays.
    pub draft: Option<String>,
    /// Committed ranges, each within the one before: the breadcrumb. The last one is in force.
    pub ranges: Vec<TimeRange>,
    /// The view.
    pub tab: Tab,
    /// The row of the selected event, once it is known: rows are numbered as they come in.
    pub selected: Option<RowId>,
    /// Where the selected event stands, once it is known: this is the same whenever the files are read.
    pub location: Option<EventLocation>,
    /// The zone of all times on the page.
    pub zone: Zone,
    /// The language of the page.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Which tracks the timeline shows, and how.
    pub tracks: TrackChoice,
    /// Whether the drawer is shown.
    pub is_drawer_open: bool,
    /// Whether views show the calls by which machines keep in touch with Session Manager.
    pub shows_channels: bool,
    /// How the table of events is shown.
    pub events: EventTable,
    /// The terminal session that is looked at.
    pub terminal: TerminalChoice,
    /// With what the scope is compared.
    pub compare: CompareWith,
}

impl AppState {
    /// The range that is in force.
    pub fn range(&self) -> Option<TimeRange> {
        self.ranges.last().copied()
    }

    /// The filter and the range in force as one line.
    pub fn line(&self) -> Filter {
        let filter = self.filter.clone();
        match self.range() {
            Some(range) => filter.within_time(range, self.zone.minutes),
            None => filter,
        }
    }

    /// Whether a line asks for what is in force already.
    pub fn is_in_force(&self, line: &str) -> bool {
        let asked = Filter::parse(line, self.zone.minutes).map(Filter::split_time);
        asked.is_ok_and(|(filter, range)| filter == self.filter && range == self.range())
    }

    /// What one step back does: it closes the drawer, then takes back the ranges one by one. Nothing where there
    /// is nothing to take back.
    pub fn step_back(&self) -> Option<Action> {
        if self.is_drawer_open {
            return Some(Action::SetDrawer(false));
        }
        self.ranges.len().checked_sub(1).map(Action::PopRangesTo)
    }
}

/// What a user can do to the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Put a filter line in force, and the range of time that it asks for; one that cannot be read becomes the draft.
    SetFilter(String),
    /// Take a clause of the filter away, counted from 0.
    RemoveClause(usize),
    /// Turn a clause of the filter round, counted from 0.
    NegateClause(usize),
    /// Join a clause of the filter with another one: one of both must hold.
    JoinClauses(usize, usize),
    /// Go to what a hash of the URL says; language and theme stay where it says nothing of them.
    Navigate(String),
    /// Go back or forth to what a hash of this page says was asked; how things are shown stays.
    Revisit(String),
    /// Add a term for a value: only events with it, or only events without it.
    AddTerm {
        /// Field of the filter language.
        field: String,
        /// Its value, as it is.
        value: String,
        /// Without it instead of with it.
        negated: bool,
    },
    /// Choose a value of a field beside those that are chosen of it, or take that back.
    ChooseValue {
        /// The field.
        field: Field,
        /// Its value, as events have it.
        value: String,
        /// How.
        how: Chosen,
    },
    /// Write a term in place of what stands in a part of the filter line in force.
    ReplaceTerm(CharSpan, String),
    /// Zoom to a range: one more in the breadcrumb.
    PushRange(TimeRange),
    /// Put a range in force that was picked on the whole time: within the deepest range that holds it.
    PickRange(TimeRange),
    /// Go back to this step of the breadcrumb; 0 is everything.
    PopRangesTo(usize),
    /// Show a view.
    SetTab(Tab),
    /// Select an event and show it, or select nothing.
    Select(Option<RowId>),
    /// Learn that the event of this row stands at this location.
    Locate(RowId, EventLocation),
    /// Learn that the event of the first of these rows has the second one now, and stands at this location.
    Renumber(RowId, RowId, EventLocation),
    /// Forget the row of the selected event, for all that was read is lost: what is read now has other rows. Where
    /// the event stands is still known, and by that it is found again.
    ForgetRow,
    /// Show or hide the drawer.
    SetDrawer(bool),
    /// Show times in a zone.
    SetZone(Zone),
    /// Speak a language.
    SetLanguage(Language),
    /// Light or dark.
    SetTheme(Theme),
    /// Fold a track of the timeline into one lane, or unfold it.
    ToggleFold(String),
    /// Pin a track of the timeline, so that it comes first, or let it go.
    TogglePin(String),
    /// Choose what a track of the timeline is of.
    GroupTracks(TrackGrouping),
    /// Sort the tracks of the timeline.
    SortTracks(TrackSort),
    /// Show also tracks that have nothing in the time that is shown, or leave them out.
    ShowAllTracks(bool),
    /// Show the calls by which machines keep in touch, or leave them out of the views.
    ShowChannels(bool),
    /// Turn the table of events round.
    ReverseEvents,
    /// Hide a column of the table of events, or show it.
    ToggleEventColumn(EventColumn),
    /// Compare the scope with something else.
    CompareWith(CompareWith),
    /// Look at a moment of a text of a terminal session.
    LookAtTerminal(TerminalChoice),
    /// Forget what was chosen of a case that is put away. How the page speaks and looks stays.
    StartAnew,
}

/// The state after an action.
pub fn apply(state: &mut AppState, action: Action) {
    match action {
        Action::SetFilter(line) => set_line(state, line),
        Action::Navigate(hash) => {
            let AppState { language, theme, tracks, mut ranges, .. } = std::mem::take(state);
            *state = AppState { language, theme, tracks, ..AppState::default() };
            hash::apply_hash(state, &hash);
            // A step back leads to one of the ranges that this one lies in.
            if let Some(depth) = ranges.iter().position(|range| Some(*range) == state.range()) {
                ranges.truncate(depth + 1);
                state.ranges = ranges;
            }
            state.is_drawer_open = state.location.is_some();
        }
        Action::Revisit(hash) => {
            let before = state.clone();
            apply(state, Action::Navigate(hash));
            let AppState { zone, language, theme, shows_channels, events, tracks, .. } = before;
            *state = AppState { language, theme, shows_channels, events, tracks, ..std::mem::take(state) };
            set_zone(state, zone);
        }
        Action::StartAnew => {
            let AppState { zone, language, theme, shows_channels, .. } = std::mem::take(state);
            *state = AppState { zone, language, theme, shows_channels, ..AppState::default() };
        }
        Action::AddTerm { field, value, negated } => {
            let term = Field::from_name(&field).and_then(|field| Expression::exactly(field, &value));
            if let Some(term) = term {
                let filter = state.filter.clone();
                let filter = if negated { filter.exclude(term) } else { filter.and(term) };
                // What it becomes may be nested too deep, and is told as any line that is.
                set_filter(state, filter.to_string());
            }
        }
        Action::RemoveClause(index) => {
            state.filter = std::mem::take(&mut state.filter).remove(index);
            state.draft = None;
        }
        Action::NegateClause(index) => {
            let filter = state.filter.clone().toggle(index);
            set_filter(state, filter.to_string());
        }
        Action::JoinClauses(index, with) => {
            let filter = state.filter.clone().join(index, with);
            set_filter(state, filter.to_string());
        }
        Action::ChooseValue { field, value, how } => {
            let line = state.filter.choose(field, &value, how).to_string();
            set_filter(state, line);
        }
        Action::ReplaceTerm(span, term) => {
            let line = state.filter.to_string();
            let [before, _, after] = span.split(&line);
            set_filter(state, format!("{before}{term}{after}"));
        }
        Action::PushRange(range) => push_range(state, range),
        Action::PickRange(range) => pick_range(state, range),
        Action::PopRangesTo(depth) => state.ranges.truncate(depth),
        Action::SetTab(tab) => state.tab = tab,
        Action::Select(row) => {
            if state.selected != row || row.is_none() {
                state.location = None;
            }
            state.selected = row;
            state.is_drawer_open = row.is_some();
        }
        Action::Locate(row, location) => {
            if state.selected == Some(row) {
                state.location = Some(location);
            } else if state.location.as_ref() == Some(&location) {
                state.selected = Some(row);
            }
        }
        Action::Renumber(before, row, location) => {
            if state.selected == Some(before) {
                (state.selected, state.location) = (Some(row), Some(location));
            }
        }
        Action::ForgetRow => {
            state.selected = None;
            state.is_drawer_open &= state.location.is_some();
        }
        Action::ShowChannels(shown) => state.shows_channels = shown,
        Action::ReverseEvents => state.events.latest_first = !state.events.latest_first,
        Action::ToggleEventColumn(column) => state.events.toggle(column),
        Action::LookAtTerminal(choice) => state.terminal = choice,
        Action::CompareWith(with) => state.compare = with,
        Action::SetDrawer(open) => state.is_drawer_open = open,
        Action::SetZone(zone) => set_zone(state, zone),
        Action::SetLanguage(language) => state.language = language,
        Action::SetTheme(theme) => state.theme = theme,
        Action::ToggleFold(track) => toggle(&mut state.tracks.folded, track),
        Action::TogglePin(track) => toggle(&mut state.tracks.pinned, track),
        Action::GroupTracks(grouping) if grouping != state.tracks.grouping => {
            // What is folded or pinned are names of what the tracks were before.
            state.tracks = TrackChoice {
                grouping,
                folded: Vec::new(),
                pinned: Vec::new(),
                ..std::mem::take(&mut state.tracks)
            };
        }
        Action::GroupTracks(_) => {}
        Action::SortTracks(sort) => state.tracks.sort = sort,
        Action::ShowAllTracks(shown) => state.tracks.shows_all = shown,
    }
}

/// Puts a name on a list, or takes it off.
fn toggle(names: &mut Vec<String>, name: String) {
    match names.iter().position(|known| *known == name) {
        Some(index) => {
            names.remove(index);
        }
        None => names.push(name),
    }
}

fn push_range(state: &mut AppState, range: TimeRange) {
    if range.length_ms() > 0 && state.range() != Some(range) {
        state.ranges.push(range);
    }
}

fn pick_range(state: &mut AppState, range: TimeRange) {
    let holds = |outer: &&TimeRange| outer.start_ms <= range.start_ms && range.end_ms <= outer.end_ms;
    state.ranges.truncate(state.ranges.iter().take_while(holds).count());
    push_range(state, range);
}

/// Puts a filter line in force if it can be read, with the range that it asks for or none, and keeps it as the draft
/// if not.
fn set_line(state: &mut AppState, line: String) {
    if set_filter(state, line) == Some(None) {
        state.ranges.clear();
    }
}

/// Puts a filter in force if it can be read, and the range that it asks for if it asks for one; keeps it as the draft
/// if not. The range, where the filter could be read.
fn set_filter(state: &mut AppState, filter: String) -> Option<Option<TimeRange>> {
    let Ok(read) = Filter::parse(&filter, state.zone.minutes) else {
        state.draft = Some(filter);
        return None;
    };
    let (filter, range) = read.split_time();
    (state.filter, state.draft) = (filter, None);
    if let Some(range) = range {
        pick_range(state, range);
    }
    Some(range)
}

/// Shows times in a zone. Times in the filter that say none are meant in it now, which may make a range of them
/// end before it begins: then the filter is told as any line that cannot be read, and none is in force.
fn set_zone(state: &mut AppState, zone: Zone) {
    state.zone = zone;
    let (line, draft) = (std::mem::take(&mut state.filter).to_string(), state.draft.take());
    set_filter(state, line);
    if let Some(draft) = draft {
        set_line(state, draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(filter: &str, field: &str, value: &str, negated: bool) -> String {
        let mut state = AppState::default();
        apply(&mut state, Action::SetFilter(filter.to_owned()));
        apply(&mut state, Action::AddTerm { field: field.to_owned(), value: value.to_owned(), negated });
        state.filter.to_string()
    }

    #[test]
    fn a_term_is_added_once_and_replaces_its_opposite() {
        assert_eq!(after("", "user", "alice", false), "user:alice");
        assert_eq!(after("user:alice", "user", "alice", false), "user:alice");
        assert_eq!(after("user:alice \"a b\"", "user", "alice", true), "\"a b\" -user:alice");
        assert_eq!(after("", "file", "my report.pdf", false), "file:\"my report.pdf\"");
        assert_eq!(after("", "file", r#"a"b*(1).pdf"#, true), r#"-file:"a\"b*(1).pdf""#);
        assert_eq!(after("a OR b", "path", "", false), "(a OR b) input:\"\"");
        assert_eq!(after("a", "colour", "red", false), "a", "there is no such field");
    }

    #[test]
    fn a_line_that_cannot_be_read_leaves_the_filter_in_force() {
        let mut state = AppState::default();
        apply(&mut state, Action::SetFilter("user:alice".to_owned()));
        apply(&mut state, Action::SetFilter("user:alice size:>much".to_owned()));
        assert_eq!(
            (state.filter.to_string().as_str(), state.draft.as_deref()),
            ("user:alice", Some("user:alice size:>much"))
        );
        apply(&mut state, Action::SetFilter("user:bob".to_owned()));
        assert_eq!((state.filter.to_string().as_str(), &state.draft), ("user:bob", &None));
        apply(&mut state, Action::SetFilter("user:bob  AND NOT a".to_owned()));
        apply(&mut state, Action::RemoveClause(0));
        assert_eq!((state.filter.to_string().as_str(), state.draft), ("-a", None));
    }

    #[test]
    fn times_of_a_filter_are_meant_in_the_zone_of_the_page() {
        let mut state = AppState::default();
        apply(&mut state, Action::SetFilter("-time:2026-11-19T08Z..2026-11-19T09".to_owned()));
        assert!(state.draft.is_none());
        apply(&mut state, Action::SetZone(Zone { minutes: 540 }));
        assert_eq!(
            state.draft.as_deref(),
            Some("-time:2026-11-19T08Z..2026-11-19T09"),
            "it ends at midnight now"
        );
        assert!(state.filter.is_empty());
        apply(&mut state, Action::SetZone(Zone { minutes: -60 }));
        assert!(state.draft.is_none() && !state.filter.is_empty());
        apply(&mut state, Action::Navigate("#v=1&q=time:2026-11-19T08Z..2026-11-19T09&tz=540".to_owned()));
        assert!(state.draft.is_some(), "the zone that stands behind it counts");
    }

    #[test]
    fn the_time_of_the_line_and_the_range_are_one_thing() {
        let range = |start_hour: i64, end_hour: i64| {
            let hour = |hour: i64| 1_795_046_400_000 + hour * 3_600_000; // 2026-11-19
            TimeRange { start_ms: hour(start_hour), end_ms: hour(end_hour) }
        };
        let mut state = AppState::default();
        apply(&mut state, Action::SetFilter("user:alice time:2026-11-19".to_owned()));
        assert_eq!((state.filter.to_string().as_str(), state.range()), ("user:alice", Some(range(0, 24))));
        assert_eq!(state.line().to_string(), "user:alice time:2026-11-19");
        assert!(state.is_in_force("time:2026-11-19 user:alice") && !state.is_in_force("user:alice"));
        apply(&mut state, Action::PickRange(range(8, 10)));
        assert_eq!(state.line().to_string(), "user:alice time:2026-11-19T08..2026-11-19T09");
        assert_eq!(state.ranges, [range(0, 24), range(8, 10)], "within the one before");
        apply(&mut state, Action::RemoveClause(0));
        assert_eq!(state.range(), Some(range(8, 10)), "an edit of the filter leaves the range");
        apply(&mut state, Action::SetFilter("user:bob".to_owned()));
        assert_eq!((state.ranges.len(), state.line().to_string().as_str()), (0, "user:bob"));
        let time = "2026-11-19T08:00:00.000Z".to_owned();
        apply(&mut state, Action::AddTerm { field: "time".to_owned(), value: time, negated: false });
        assert_eq!(state.range().map(TimeRange::length_ms), Some(1));
        apply(&mut state, Action::SetFilter("user:bob time:".to_owned()));
        assert!(state.draft.is_some() && state.range().is_some(), "a mistake changes nothing");
        apply(&mut state, Action::SetFilter("time:2026-11-18".to_owned()));
        apply(&mut state, Action::SetZone(Zone { minutes: 540 }));
        assert_eq!(
            state.line().to_string(),
            "time:2026-11-18T09..2026-11-19T08",
            "the same range in its zone"
        );
    }

    #[test]
    fn a_step_back_leaves_how_things_are_shown() {
        let mut state = AppState::default();
        apply(&mut state, Action::SetFilter("a time:2026-11-19".to_owned()));
        let hash = hash::to_hash(&state);
        apply(&mut state, Action::SetTab(Tab::Events));
        apply(&mut state, Action::SetLanguage(Language::Japanese));
        apply(&mut state, Action::SetZone(Zone { minutes: 540 }));
        apply(&mut state, Action::ReverseEvents);
        let range = state.range();
        apply(&mut state, Action::Revisit(hash));
        assert_eq!(
            (state.tab, state.filter.to_string().as_str(), state.range()),
            (Tab::Overview, "a", range)
        );
        let look = (state.language, state.zone.minutes, state.events.latest_first);
        assert_eq!(look, (Language::Japanese, 540, true));
    }

    #[test]
    fn a_step_back_leads_to_a_range_of_the_breadcrumb() {
        let mut state = AppState::default();
        for range in [(0, 100), (10, 50), (20, 30)] {
            apply(&mut state, Action::PushRange(TimeRange { start_ms: range.0, end_ms: range.1 }));
        }
        let two = AppState { ranges: state.ranges[..2].to_vec(), ..AppState::default() };
        let before = state.ranges.clone();
        apply(&mut state, Action::Navigate(hash::to_hash(&two)));
        assert_eq!(state.ranges, before[..2]);
        apply(&mut state, Action::Navigate("#v=1".to_owned()));
        assert!(state.ranges.is_empty());
    }

    #[test]
    fn a_new_hash_replaces_what_was_chosen_and_keeps_the_theme() {
        let mut state = AppState { theme: Theme::Dark, ..AppState::default() };
        apply(&mut state, Action::SetFilter("a".to_owned()));
        apply(&mut state, Action::Navigate("#v=1&tab=events&sel=a/b.json:3&q=%22open".to_owned()));
        assert_eq!((state.filter.is_empty(), state.draft.as_deref()), (true, Some("\"open")));
        assert_eq!((state.tab, state.theme), (Tab::Events, Theme::Dark));
        assert_eq!(state.location, Some(EventLocation { path: "a/b.json".to_owned(), offset: 3 }));
        assert!(state.is_drawer_open);
    }

    #[test]
    fn row_and_location_of_the_selected_event_are_learned_from_each_other() {
        let location = |offset| EventLocation { path: "a.json".to_owned(), offset };
        let mut state = AppState::default();
        apply(&mut state, Action::Navigate("#sel=a.json:7".to_owned()));
        assert_eq!(state.selected, None);
        apply(&mut state, Action::Locate(RowId(3), location(6)));
        assert_eq!(state.selected, None, "another event");
        apply(&mut state, Action::Locate(RowId(4), location(7)));
        assert_eq!(state.selected, Some(RowId(4)));
        apply(&mut state, Action::Select(Some(RowId(5))));
        assert_eq!((state.selected, &state.location), (Some(RowId(5)), &None));
        apply(&mut state, Action::Locate(RowId(4), location(7)));
        assert_eq!(state.location, None, "an answer that came too late");
        apply(&mut state, Action::Locate(RowId(5), location(8)));
        assert_eq!(state.location, Some(location(8)));
        apply(&mut state, Action::SetDrawer(false));
        apply(&mut state, Action::Renumber(RowId(4), RowId(9), location(1)));
        assert_eq!(state.selected, Some(RowId(5)), "another event was");
        apply(&mut state, Action::Renumber(RowId(5), RowId(9), location(1)));
        assert_eq!((state.selected, &state.location), (Some(RowId(9)), &Some(location(1))));
        assert!(!state.is_drawer_open, "nobody has selected anything");
        apply(&mut state, Action::Select(None));
        assert_eq!((state.selected, state.location), (None, None));
    }

    #[test]
    fn an_event_whose_row_is_lost_is_found_again_by_where_it_stands_and_never_another_one() {
        let mut state = AppState::default();
        let location = EventLocation { path: "a.json".to_owned(), offset: 7 };
        apply(&mut state, Action::Select(Some(RowId(4))));
        apply(&mut state, Action::Locate(RowId(4), location.clone()));
        apply(&mut state, Action::ForgetRow);
        assert_eq!((state.selected, &state.location), (None, &Some(location.clone())));
        assert!(state.is_drawer_open);
        apply(&mut state, Action::Locate(RowId(0), location));
        assert_eq!(state.selected, Some(RowId(0)));
        // Of one that was selected when its engine had ended nobody knows where it stands.
        apply(&mut state, Action::Select(Some(RowId(5))));
        apply(&mut state, Action::ForgetRow);
        assert_eq!((state.selected, state.location, state.is_drawer_open), (None, None, false));
    }

    #[test]
    fn ranges_make_a_breadcrumb() {
        let mut state = AppState::default();
        let range = |start_ms, end_ms| TimeRange { start_ms, end_ms };
        apply(&mut state, Action::PushRange(range(0, 100)));
        apply(&mut state, Action::PushRange(range(10, 20)));
        apply(&mut state, Action::PushRange(range(10, 10)));
        assert_eq!(state.range(), Some(range(10, 20)));
        apply(&mut state, Action::PopRangesTo(1));
        assert_eq!(state.range(), Some(range(0, 100)));
    }

    #[test]
    fn a_value_is_chosen_and_a_term_is_replaced_where_it_stands() {
        let mut state = AppState::default();
        let user = Field::from_name("user").expect("a field");
        let choose = |value: &str, how| Action::ChooseValue { field: user, value: value.to_owned(), how };
        apply(&mut state, choose("alice", Chosen::Included));
        apply(&mut state, choose("bob (x)", Chosen::Included));
        assert_eq!(state.filter.to_string(), "user:(alice OR \"bob (x)\")");
        let CharSpan { start, end } = state.filter.clauses()[0].leaves()[0].span;
        assert_eq!((start, end), (6, 11), "of the line as it is written");
        apply(&mut state, Action::ReplaceTerm(CharSpan { start, end }, "carol".to_owned()));
        assert_eq!(state.filter.to_string(), "user:(carol OR \"bob (x)\")");
        apply(&mut state, choose("carol", Chosen::Excluded));
        assert_eq!(state.filter.to_string(), "user:\"bob (x)\" -user:carol");
    }
}
