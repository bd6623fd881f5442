//! What was found, as the page knows it: asked for once, whatever shows a part of it.

use super::answers::Answers;
use super::context::App;
use leptos::prelude::*;
use sessionscope::engine::requests::{FindingKinds, FindingSummary, SessionFinding, SessionFindings};
use sessionscope::model::SessionNo;
use sessionscope::query::answer::{Page, SessionRow};
use sessionscope::state::{Action, Tab};
use std::sync::Arc;

/// What was found. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Found {
    app: App,
    /// It, once everything has been read: it is of everything, and would change with each file. What was found before
    /// more was read, or in another case, is not told; what was found in the same files stays while they are looked at
    /// anew, so that nobody who reads loses his place.
    pub summary: Memo<Option<Arc<FindingSummary>>>,
    /// The finding to which somebody has been led, by its kind and its position: the view that opens begins there.
    led_to: StoredValue<Option<(String, u32)>>,
}

impl Found {
    /// Makes the handle known to all components below.
    pub fn provide(app: App) -> Found {
        let (is_read, audit) = (app.is_read, app.audit);
        let all = move || is_read.get().then(|| FindingKinds(audit.get()));
        let answers = app.ask_of_all_then(all, move |asked: &FindingKinds, told: &FindingSummary| {
            if asked.0 == audit.get_untracked() && !told.hashes.is_empty() {
                app.act(Action::SettleMarks(told.hashes.clone()));
            }
        });
        let summary = Memo::new(move |before: Option<&Option<Arc<FindingSummary>>>| {
            if !is_read.get() {
                return None;
            }
            let now = || answers.latest.with(|it| it.as_ref().map(|it| Arc::clone(&it.response)));
            if answers.is_of(app.version.get()) { now() } else { before.cloned().flatten() }
        });
        let found = Found { app, summary, led_to: StoredValue::new(None) };
        provide_context(found);
        found
    }

    /// The handle, in a component.
    pub fn get() -> Found {
        expect_context()
    }

    /// Asks which of some sessions have findings. Numbers of sessions are those of a store that does not grow any more.
    pub fn ask_of_sessions(
        self,
        sessions: impl Fn() -> Vec<SessionNo> + Send + Sync + 'static,
    ) -> Answers<SessionFindings> {
        let app = self.app;
        app.ask_of_all(move || {
            let sessions = sessions();
            let is_asked = app.is_read.get() && !sessions.is_empty();
            is_asked.then(|| SessionFindings { scope: app.audit.get(), sessions })
        })
    }

    /// The same of the rows of a table.
    pub fn ask_of_rows(self, page: Memo<Option<Page<SessionRow>>>) -> Answers<SessionFindings> {
        let rows = |page: &Option<Page<SessionRow>>| -> Vec<SessionNo> {
            page.iter().flat_map(|page| &page.rows).map(|it| it.session).collect()
        };
        let sessions = Memo::new(move |_| page.with(rows));
        self.ask_of_sessions(move || sessions.get())
    }

    /// A part of what is found in sessions; nothing of what was found before more was read.
    pub fn of_sessions<T: Default>(
        self,
        findings: Answers<SessionFindings>,
        read: impl FnOnce(&[SessionFinding]) -> T,
    ) -> T {
        let is_now = self.summary.with(Option::is_some) && findings.is_of(self.app.version.get());
        if is_now { findings.with(|all| read(all)).unwrap_or_default() } else { T::default() }
    }

    /// Shows the findings of a kind, from the one at a position on.
    pub fn show(self, kind: &str, first: u32) {
        self.led_to.set_value(Some((kind.to_owned(), first)));
        self.app.act(Action::SetTab(Tab::Findings));
    }

    /// Whether somebody has been led to findings of this kind, and to which; asked once.
    pub fn take_led_to(self, kind: &str) -> Option<u32> {
        let is_it = self.led_to.with_value(|led| led.as_ref().is_some_and(|(known, _)| known == kind));
        is_it.then(|| self.led_to.try_update_value(Option::take).flatten()).flatten().map(|(_, first)| first)
    }
}
