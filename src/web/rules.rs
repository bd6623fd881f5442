//! Runs of Sigma rules as the page knows them: the one that is under way, and the ways to begin and to end one.

use super::case::ScanProgress;
use super::context::App;
use leptos::prelude::*;
use sessionscope::engine::requests::RuleSources;
use sessionscope::engine::{Command, Scope};

/// Runs of rules. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct RuleRuns {
    app: App,
    /// Whether the rules that are built in are used.
    pub with_built_in: RwSignal<bool>,
    /// The number of the run that was begun last.
    number: StoredValue<u32>,
    /// How far the run is that is under way.
    pub running: RwSignal<Option<ScanProgress>>,
    /// The files (untrusted paths) that the last run could not read to their ends.
    pub unread: RwSignal<Vec<String>>,
}

impl RuleRuns {
    /// Makes the handle known to all components below.
    pub fn provide(app: App) {
        let (running, unread) = (RwSignal::new(None), RwSignal::new(Vec::new()));
        let with_built_in = RwSignal::new(true);
        provide_context(RuleRuns { app, with_built_in, number: StoredValue::new(0), running, unread });
    }

    /// The handle, in a component.
    pub fn get() -> RuleRuns {
        expect_context()
    }

    /// Whether a run is under way.
    pub fn is_running(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Shows all original records to the rules that are in force.
    pub fn begin(self) {
        if untrack(|| self.is_running()) {
            return;
        }
        let app = self.app;
        self.running.set(Some(ScanProgress::default()));
        let run = self.number.get_value() + 1;
        self.number.set_value(run);
        let request = RuleSources { with_built_in: self.with_built_in.get_untracked() };
        app.client().ask(Scope::default(), request, move |sources| {
            let Ok(sources) = sources else { return self.running.set(None) };
            app.client().execute(Command::BeginRules { run, sources: sources.clone() });
            let tell = move |progress| self.running.set(Some(progress));
            app.case().begin_rules(run, sources, tell, move |end| {
                let is_whole = !end.is_cancelled && end.unread.is_empty();
                app.client().execute(Command::EndRules { run, is_whole });
                self.unread.set(end.unread);
                self.running.set(None);
            });
        });
    }

    /// Ends the run that is under way. What it has found so far is kept.
    pub fn cancel(self) {
        self.app.case().cancel_rules();
    }
}
