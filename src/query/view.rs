//! View: what a query looks at. It is the one argument of the functions of this room, and of exports.
//!
//! ```text
//!   Store ──▶ Derived                                 order in time, sessions, families: of everything
//!         ╲      │
//!          ╲     ├── filter ──▶ passing               events that pass, whatever the range
//!           ╲    │                 └── range ──▶ selection   events in scope
//!            └───┴─▶ View
//! ```

use super::annotated::{AnnotatedRows, CurrentAnnotations};
use super::deep_results::DeepResults;
use super::facts::{Histories, LazyWorkspaceUsers};
use super::found::CurrentFindings;
use super::people::{LazyPeople, People};
use super::selection::Selection;
use crate::model::classify::Classification;
use crate::model::{Index, RowId, SessionNo, Store, TextField, TimeRange};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

/// What is derived of a store as a whole, whatever the filter.
#[derive(Default)]
pub struct DerivedData {
    /// The order in time, and the sessions.
    pub index: Index,
    /// The family of each event, and what it moved.
    pub classification: Classification,
    /// What Session Manager's own history says of sessions.
    pub histories: Histories,
    /// Who is the same in several systems.
    pub people: LazyPeople,
    /// Whose WorkSpaces there are.
    pub workspace_users: LazyWorkspaceUsers,
    /// The events that a person has marked.
    pub annotated: CurrentAnnotations,
    /// What searches in the original text have found. It changes beside all else, like what a person has marked.
    pub deep: Rc<RefCell<DeepResults>>,
    /// The events that findings count, once a filter has asked for them.
    pub found: CurrentFindings,
}

impl DerivedData {
    /// Of everything that a store holds.
    pub fn of(store: &Store) -> DerivedData {
        DerivedData::default().renewed(store)
    }

    /// Of a store that has grown: only what is new is looked at, as far as that is possible.
    pub fn renewed(self, store: &Store) -> DerivedData {
        let classification = self.classification.renewed(store);
        DerivedData {
            index: self.index.renewed(store, &classification),
            classification,
            histories: self.histories.renewed(store),
            people: LazyPeople::default(),
            workspace_users: LazyWorkspaceUsers::default(),
            annotated: CurrentAnnotations::default(),
            deep: self.deep,
            found: CurrentFindings::default(),
        }
    }

    /// The view of what a scope selects.
    pub fn view<'a>(&'a self, store: &'a Store, selected: &'a ScopeSelection) -> View<'a> {
        View {
            store,
            index: &self.index,
            classification: &self.classification,
            histories: &self.histories,
            people: &self.people,
            workspace_users: &self.workspace_users,
            annotated: &self.annotated,
            passing: &selected.passing,
            selection: &selected.selection,
            eventless: &selected.eventless,
            range: selected.range,
        }
    }
}

/// What a filter and a range of time leave of a store.
#[derive(Clone)]
pub struct ScopeSelection {
    /// Events that pass the filter, whatever the range.
    pub passing: Rc<Selection>,
    /// Events in scope: those of them within the range.
    pub selection: Rc<Selection>,
    /// Numbers of the sessions in scope that have no event: Session Manager's history alone knows them.
    pub eventless: HashSet<SessionNo>,
    /// The range, if there is one.
    pub range: Option<TimeRange>,
}

impl ScopeSelection {
    /// Every event and every session of a store.
    pub fn everything(store: &Store, derived: &DerivedData) -> ScopeSelection {
        let all = Rc::new(Selection::all(store));
        let sessions = derived.index.numbered_sessions();
        let eventless = sessions.filter(|(_, session)| session.events == 0).map(|(number, _)| number);
        ScopeSelection {
            passing: Rc::clone(&all),
            selection: all,
            eventless: eventless.collect(),
            range: None,
        }
    }
}

/// What a query looks at: everything that was read, and which of it is in scope.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Everything that was read.
    pub store: &'a Store,
    /// The order in time, and the sessions.
    pub index: &'a Index,
    /// The family of each event, and what it moved.
    pub classification: &'a Classification,
    /// What Session Manager's own history says of sessions.
    pub histories: &'a Histories,
    people: &'a LazyPeople,
    workspace_users: &'a LazyWorkspaceUsers,
    annotated: &'a CurrentAnnotations,
    /// Events that pass the filter, whatever the range.
    pub passing: &'a Selection,
    /// Events in scope: those of them within the range.
    pub selection: &'a Selection,
    /// Numbers of the sessions in scope that have no event.
    pub eventless: &'a HashSet<SessionNo>,
    /// The range of the scope, if it has one.
    pub range: Option<TimeRange>,
}

impl<'a> View<'a> {
    /// Who is the same in several systems.
    pub fn people(&self) -> &'a People {
        self.people.get(self.store)
    }

    /// The user of the WorkSpace that an event tells of, as `describe-workspaces` told: no event names one.
    pub fn workspace_user(&self, row: RowId) -> Option<&'a str> {
        let tells_of_one = self.store.columns().system(row).targets_workspaces();
        let workspace = tells_of_one.then(|| self.store.text(TextField::Target, row));
        self.workspace_users.get(self.store, workspace?)
    }

    /// The events that a person has marked, as they are now.
    pub fn annotated(&self) -> Rc<AnnotatedRows> {
        self.annotated.get()
    }

    /// The time that charts show: the range of the scope, else that of all events, else an instant.
    pub fn time_shown(&self) -> TimeRange {
        let whole = self.index.time_range(self.store).unwrap_or(TimeRange { start_ms: 0, end_ms: 1 });
        match self.range {
            // A range without an end is shown to where the events end.
            Some(range) if !(range.has_start() && range.has_end()) => range.clamped_to(whole),
            range => range.unwrap_or(whole),
        }
    }
}
