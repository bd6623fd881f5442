//! What the user has chosen: filter, range, selection, tab, zone, language. Small, plain and without
//! Leptos; everything else on the page is derived from it and from the engine's answers.

mod action;
pub mod bins;
pub mod brush;
mod case_link;
mod case_opening;
mod case_work;
pub mod column_widths;
pub mod compare;
pub mod credit;
mod deep_search;
mod event_location;
mod export_course;
pub mod hash;
pub mod history;
pub mod latest_only;
pub mod list_part;
pub mod marks;
mod navigation;
pub mod player;
pub mod pointer;
pub mod progress;
pub mod queue;
pub mod remembered;
pub mod scroll;
mod settings;
pub mod side_panel;
mod tab;
pub mod table;
mod table_columns;
mod table_id;
mod table_sorts;
mod terminal_choice;
pub mod tooltip;
pub mod window;

pub use crate::model::Zone;
pub use action::Action;
pub use case_link::CaseLink;
pub use case_opening::CaseOpening;
pub use case_work::CaseWork;
pub use deep_search::{DeepSearch, DeepSearches};
pub use event_location::EventLocation;
pub use export_course::ExportCourse;
pub use settings::{Language, Theme};
pub use tab::Tab;
pub use table_columns::TableColumns;
pub use table_id::{TableId, session_field, site_field};
pub use table_sorts::TableSorts;
pub use terminal_choice::TerminalChoice;

use crate::casefile::{CaseFile, SavedFilter};
use crate::filter::{Expression, Field, Filter};
use crate::model::audit_options::AuditOptions;
use crate::model::{Measure, RowId, TimeRange, ValueScale};
use crate::query::answer::TrackChoice;
use column_widths::ColumnWidths;
use compare::CompareWith;

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
    /// The zones that are known by their names: who knows the rules of zones tells what they are.
    pub zones: Vec<Zone>,
    /// The language of the page.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the settings are kept between visits.
    pub remembers: bool,
    /// Whether the address leaves out what may name somebody, or a thing of the logs.
    pub omits_names: bool,
    /// Which tracks the timeline shows, and how.
    pub tracks: TrackChoice,
    /// Whether the drawer is shown.
    pub is_drawer_open: bool,
    /// Whether views show the calls by which machines keep in touch with Session Manager.
    pub shows_channels: bool,
    /// On which scale what was moved over time is drawn.
    pub scale: ValueScale,
    /// And by what.
    pub measure: Measure,
    /// What tables are sorted by.
    pub sorts: TableSorts,
    /// Which columns tables show.
    pub columns: TableColumns,
    /// How wide they are.
    pub widths: ColumnWidths,
    /// The terminal session that is looked at.
    pub terminal: TerminalChoice,
    /// With what the scope is compared.
    pub compare: CompareWith,
    /// What was added to the case.
    pub case: CaseWork,
    /// The files that the address is about which the page was opened with.
    pub wanted: Option<CaseLink>,
    /// The searches in the original text.
    pub searches: DeepSearches,
}

impl AppState {
    /// The range that is in force.
    pub fn range(&self) -> Option<TimeRange> {
        self.ranges.last().copied()
    }

    /// The zone of a name, where it says what it is by itself or is known.
    pub fn zone_named(&self, name: &str) -> Option<Zone> {
        let known = || self.zones.iter().find(|zone| zone.name() == name).cloned();
        Zone::of_fixed_name(name).or_else(known)
    }

    /// The filter and the range in force as one line.
    pub fn line(&self) -> Filter {
        let filter = self.filter.clone();
        match self.range() {
            Some(range) => filter.within_time(range, &self.zone),
            None => filter,
        }
    }

    /// The state of what was added to the case, and of the searches, where an answer depends on them; else 0.
    pub fn versions_asked(&self) -> (u64, u64) {
        let is_asked = self.filter.depends_on_case() || self.compare.depends_on_case();
        if is_asked { (self.case.version, self.searches.version) } else { (0, 0) }
    }

    /// With what findings are looked for, where an answer depends on what they count.
    pub fn findings_asked(&self) -> Option<AuditOptions> {
        let is_asked = self.filter.depends_on_findings() || self.compare.depends_on_findings();
        is_asked.then_some(self.case.annotations.audit)
    }

    /// Whether a line asks for what is in force already.
    pub fn is_in_force(&self, line: &str) -> bool {
        let asked = Filter::parse(line, &self.zone).map(Filter::split_time);
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

/// The name of the zone that an action asks for by its name: that has to be known by then.
pub fn zone_asked_for(action: &Action) -> Option<String> {
    match action {
        Action::Navigate(hash) => hash::zone_of_hash(hash),
        Action::OpenCase(file) => Some(file.zone.clone()),
        Action::ApplyFilter(saved) => Some(saved.zone.clone()),
        _ => None,
    }
}

/// The state after an action.
pub fn apply(state: &mut AppState, action: Action) {
    match action {
        Action::SetFilter(line) => set_line(state, line),
        Action::Navigate(hash) => navigation::navigate(state, &hash),
        Action::Revisit(hash) => navigation::revisit(state, &hash),
        Action::StartAnew => navigation::start_anew(state),
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
            state.case.lose_inputs();
            state.searches.clear();
        }
        Action::AddSearch(needle) => state.searches.add(needle),
        Action::EndSearch(number, unread) => state.searches.end(number, unread),
        Action::RemoveSearch(number) => state.searches.remove(number),
        Action::ShowChannels(shown) => state.shows_channels = shown,
        Action::ScaleMoved(scale) => state.scale = scale,
        Action::MeasureMoved(measure) => state.measure = measure,
        Action::SortTable(table, sort) => state.sorts.sort(table, sort),
        Action::ToggleColumn(table, column) => state.columns.toggle(table, column),
        Action::ShiftColumn(table, column, right) => state.columns.shift(table, column, right),
        Action::ResetColumns(table) => {
            state.columns.show(table, "");
            state.widths.forget(table.id());
        }
        Action::SetColumnWidths(table, widths) => {
            for (column, px) in widths {
                state.widths.set(table, column, px);
            }
        }
        Action::LookAtTerminal(choice) => state.terminal = choice,
        Action::CompareWith(with) => state.compare = with,
        Action::Annotate(edit) => state.case.edit(edit),
        Action::UndoAnnotation => state.case.undo(),
        Action::SettleMarks(hashes) => state.case.settle(&hashes),
        Action::CaseSaved(version) => state.case.note_saved(version),
        Action::OpenCase(file) => open_case(state, *file),
        Action::ApplyFilter(SavedFilter { line, zone, .. }) => {
            // As the language reads it, for the range is a part of the line.
            let zone = state.zone_named(&zone).unwrap_or_default();
            if Filter::parse(&line, &zone).is_ok_and(|filter| filter.depends_on_zone()) {
                set_zone(state, zone);
            }
            set_line(state, line);
        }
        Action::SetDrawer(open) => state.is_drawer_open = open,
        Action::SetZone(zone) => set_zone(state, zone),
        Action::LearnZone(zone) => {
            if state.zone_named(zone.name()).is_none() {
                state.zones.push(zone);
            }
        }
        Action::Remember(wanted) => state.remembers = wanted,
        Action::OmitNames(wanted) => state.omits_names = wanted,
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

/// Takes a case file over: what it adds, and what was looked at when it was saved. A filter that this program cannot
/// read is told as any line that cannot be.
fn open_case(state: &mut AppState, file: CaseFile) {
    let CaseFile { filter, range, zone, annotations, .. } = file;
    state.case.open(annotations);
    state.zone = state.zone_named(&zone).unwrap_or_default();
    (state.ranges, state.draft) = (range.into_iter().collect(), None);
    set_filter(state, filter);
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
    let Ok(read) = Filter::parse(&filter, &state.zone) else {
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
mod tests;
