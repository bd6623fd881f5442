//! Searches in the original text as the page knows them: the one that runs, what the others have found, and the ways to
//! begin and to end one.

use super::case::ScanProgress;
use super::context::App;
use leptos::prelude::*;
use sessionscope::engine::Command;
use sessionscope::engine::requests::DeepReports;
use sessionscope::query::deep_results::DeepReport;
use sessionscope::search::Needle;
use sessionscope::state::{Action, DeepSearch};
use std::sync::Arc;

/// Searches in the original text. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct DeepSearching {
    app: App,
    /// The searches that were made.
    pub searches: Memo<Arc<Vec<DeepSearch>>>,
    /// The number of the search that runs, and how far it is.
    pub running: RwSignal<Option<(u32, ScanProgress)>>,
    /// What each has found.
    pub reports: Memo<Arc<Vec<DeepReport>>>,
    /// What is written in the dialog.
    pub written: RwSignal<Needle>,
}

impl DeepSearching {
    /// Makes the handle known to all components below.
    pub fn provide(app: App) -> DeepSearching {
        let searches = app.pick(|state| Arc::clone(state.searches.all()));
        let version = app.pick(|state| (!state.searches.all().is_empty()).then_some(state.searches.version));
        let answers = app.ask_of_all(move || version.get().map(|version| DeepReports { version }));
        // Of results as they were before a search has ended nothing is told.
        let reports = Memo::new(move |_| {
            answers.latest.with(|latest| {
                let latest = latest.as_ref().filter(|latest| Some(latest.request.version) == version.get());
                latest.map(|latest| Arc::clone(&latest.response)).unwrap_or_default()
            })
        });
        let searching = DeepSearching {
            app,
            searches,
            running: RwSignal::new(None),
            reports,
            written: RwSignal::new(Needle::default()),
        };
        provide_context(searching);
        searching
    }

    /// The handle, in a component.
    pub fn get() -> DeepSearching {
        expect_context()
    }

    /// What is to be told of a search.
    pub fn report(self, number: u32) -> Option<DeepReport> {
        self.reports.with(|reports| reports.iter().find(|report| report.number == number).cloned())
    }

    /// Whether a search runs.
    pub fn is_running(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Searches for something that can be searched for. What it finds becomes a clause of the filter.
    pub fn begin(self, needle: Needle) {
        if untrack(|| self.is_running()) || needle.mistake().is_some() {
            return;
        }
        let (number, oldest) =
            self.app.now(|state| (state.searches.next_number(), state.searches.without_room()));
        oldest.into_iter().for_each(|oldest| self.remove(oldest));
        self.app.act(Action::AddSearch(needle.clone()));
        self.run(number, needle, true);
    }

    /// Searches what a search has not searched.
    pub fn go_on(self, number: u32) {
        let needle = self.app.now(|state| state.searches.get(number).map(|search| search.needle.clone()));
        if let (Some(needle), false) = (needle, untrack(|| self.is_running())) {
            self.run(number, needle, false);
        }
    }

    fn run(self, number: u32, needle: Needle, is_new: bool) {
        let app = self.app;
        app.client().execute(Command::BeginSearch(number));
        let tell = move |progress| self.running.set(Some((number, progress)));
        app.case().begin_scan(number, needle, tell, move |end| {
            self.running.set(None);
            if app.now(|state| state.searches.get(number).is_none()) {
                return;
            }
            let is_whole = !end.is_cancelled && end.unread.is_empty();
            app.client().execute(Command::EndSearch { search: number, is_whole });
            app.act(Action::EndSearch(number, end.unread));
            if is_new && !end.is_cancelled {
                self.filter_for(number);
            }
        });
    }

    /// Ends the search that runs. What it has found so far is kept.
    pub fn cancel(self) {
        self.app.case().cancel_scan();
    }

    /// Forgets a search.
    pub fn remove(self, number: u32) {
        if self.running.with_untracked(|running| running.is_some_and(|(running, _)| running == number)) {
            self.cancel();
        }
        self.app.client().execute(Command::ForgetSearch(number));
        self.app.act(Action::RemoveSearch(number));
    }

    /// Limits the page to what a search has found.
    pub fn filter_for(self, number: u32) {
        self.app.filter_for("deep", &number.to_string());
    }
}
