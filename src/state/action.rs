//! What a user can do to the state.

use super::compare::CompareWith;
use super::{EventLocation, Language, Tab, TableId, TerminalChoice, Theme, Zone};
use crate::casefile::{AnnotationEdit, CaseFile, SavedFilter};
use crate::filter::{CharSpan, Chosen, Field};
use crate::model::{Measure, RowId, TimeRange, ValueScale};
use crate::query::answer::{TrackGrouping, TrackSort};
use crate::query::table_sort::TableSort;
use crate::search::Needle;

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
    /// Begin a search in the original text: one more of the next number.
    AddSearch(Needle),
    /// Learn that the search of a number has ended or was ended, and which files could not be read again.
    EndSearch(u32, Vec<String>),
    /// Forget the search of a number.
    RemoveSearch(u32),
    /// Show or hide the drawer.
    SetDrawer(bool),
    /// Show times in a zone.
    SetZone(Zone),
    /// Learn what a zone is that is asked for by its name.
    LearnZone(Zone),
    /// Keep the settings between visits, or keep nothing.
    Remember(bool),
    /// Leave what may name somebody out of the address, or have it there.
    OmitNames(bool),
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
    /// Draw what was moved over time on a scale.
    ScaleMoved(ValueScale),
    /// Draw it by its bytes or by its number.
    MeasureMoved(Measure),
    /// Sort a table by the column of a name.
    SortTable(TableId, TableSort<&'static str>),
    /// Hide a column of a table, or show it.
    ToggleColumn(TableId, &'static str),
    /// Move a column of a table by one place: to the right, or to the left.
    ShiftColumn(TableId, &'static str, bool),
    /// Show the columns of a table that it has when nobody has chosen any, each as wide as it is by itself.
    ResetColumns(TableId),
    /// Make columns of a table so many CSS pixels wide; nothing where a column gets its own width again.
    SetColumnWidths(&'static str, Vec<(&'static str, Option<u32>)>),
    /// Change what was added to the case.
    Annotate(AnnotationEdit),
    /// Take the last such change back.
    UndoAnnotation,
    /// Learn what the inputs of these paths hash to, whose marks were made before that was known.
    SettleMarks(Vec<(String, String)>),
    /// Learn that a file has this state of what was added.
    CaseSaved(u64),
    /// Take over what a case file holds.
    OpenCase(Box<CaseFile>),
    /// Put a saved filter in force; where it asks for times that say no zone, in its zone.
    ApplyFilter(SavedFilter),
    /// Compare the scope with something else.
    CompareWith(CompareWith),
    /// Look at a moment of a text of a terminal session.
    LookAtTerminal(TerminalChoice),
    /// Forget what was chosen of a case that is put away. How the page speaks and looks stays.
    StartAnew,
}
