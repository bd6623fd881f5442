//! What is looked after while the page lives: how far the case is, and whether its workers answer.

use super::Case;
use super::workers::Role;
use leptos::prelude::*;
use sessionscope::engine::requests::CaseStatus;
use sessionscope::state::progress::{Phase, pause_between_polls};
use std::rc::Rc;
use web_sys::js_sys::Date;

/// Beats without an answer after which the page says that a worker does not answer. Readers work for a fraction of a
/// second at a time; a machine that is busy, or low on memory, may take many times as long.
pub(super) const BEATS_TO_SILENCE: u32 = 60;

impl Case {
    /// Asks for the status, and again after a while for as long as files are read.
    pub(super) fn poll(self: &Rc<Case>) {
        if self.is_polling.replace(true) {
            return;
        }
        let case = Rc::clone(self);
        let asked = Date::now();
        self.ask_status(move || {
            let is_empty = case.status.engine.with_untracked(|status| status.counts.records == 0);
            let poll_again = move || {
                case.is_polling.set(false);
                if case.status.phase.get_untracked() == Phase::Reading {
                    case.poll();
                }
            };
            set_timeout(poll_again, pause_between_polls(Date::now() - asked, is_empty));
        });
    }

    /// Asks for the status of the scope that is in force.
    pub fn ask_status(&self, then: impl FnOnce() + 'static) {
        let status = self.status.engine;
        self.client.ask(self.scope.get_untracked(), CaseStatus, move |response| {
            if let Ok(latest) = response {
                status.set(latest);
            }
            then();
        });
    }

    /// Asks the workers that have something to do whether they are there, and shows which do not answer.
    pub(super) fn beat(&self) {
        let workers = self.workers.all();
        workers.iter().for_each(|worker| worker.beat());
        self.client.beat();
        let silent = workers.iter().filter(|worker| worker.is_silent(BEATS_TO_SILENCE));
        let mut silent: Vec<Role> = silent.map(|worker| worker.role()).collect();
        silent.extend(self.client.is_silent(BEATS_TO_SILENCE).then_some(Role::Engine));
        if self.status.silent.with_untracked(|known| *known != silent) {
            self.status.silent.set(silent);
        }
    }
}
