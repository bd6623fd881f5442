//! How far the case is, as the page shows it.

use super::workers::Role;
use crate::watched_worker::ExitReason;
use leptos::prelude::*;
use sessionscope::engine::requests::Status;
use sessionscope::state::progress::{Phase, Progress};
use sessionscope::state::queue::Shortcomings;
use web_sys::js_sys::Date;

/// A worker that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct LostWorker {
    /// What it did.
    pub role: Role,
    /// How it has ended.
    pub gone: ExitReason,
}

/// When the work that is under way began, and how far the case was then.
#[derive(Clone, Copy, Default, PartialEq)]
struct WorkStart {
    at_ms: f64,
    progress: Progress,
}

/// How far the case is. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct ReadingStatus {
    /// What the engine says of everything that was read so far.
    pub engine: RwSignal<Status>,
    /// How far the case is.
    pub phase: RwSignal<Phase>,
    /// How much has been read.
    pub progress: RwSignal<Progress>,
    /// Whether everything was read, and only hashes are waited for.
    pub is_hashing: RwSignal<bool>,
    /// What is to be said of files that were not read as they were given.
    pub shortcomings: RwSignal<Shortcomings>,
    /// Whether there is something to go on with: what was cancelled, or was lost with its worker.
    pub can_go_on: RwSignal<bool>,
    /// Workers that have ended since work began, and that nobody ended.
    pub lost: RwSignal<Vec<LostWorker>>,
    /// Workers that have not answered for long.
    pub silent: RwSignal<Vec<Role>>,
    began: RwSignal<WorkStart>,
}

impl ReadingStatus {
    /// An empty case.
    pub fn new() -> ReadingStatus {
        ReadingStatus {
            engine: RwSignal::default(),
            phase: RwSignal::default(),
            progress: RwSignal::default(),
            is_hashing: RwSignal::default(),
            shortcomings: RwSignal::default(),
            can_go_on: RwSignal::default(),
            lost: RwSignal::default(),
            silent: RwSignal::default(),
            began: RwSignal::default(),
        }
    }

    /// Notes that work begins.
    pub fn begin(&self, progress: Progress) {
        self.began.set(WorkStart { at_ms: Date::now(), progress });
        self.lost.set(Vec::new());
        self.is_hashing.set(false);
    }

    /// Seconds that reading the rest takes at the speed so far, once that can be told.
    pub fn seconds_left(&self) -> Option<u64> {
        let began = self.began.get();
        self.progress.get().seconds_left(&began.progress, (Date::now() - began.at_ms) / 1000.0)
    }

    /// Back to an empty case.
    pub fn clear(&self) {
        self.engine.set(Status::default());
        self.phase.set(Phase::Empty);
        self.progress.set(Progress::default());
        self.is_hashing.set(false);
        self.shortcomings.set(Shortcomings::default());
        self.can_go_on.set(false);
        self.lost.set(Vec::new());
        self.silent.set(Vec::new());
    }
}
