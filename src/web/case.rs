//! The case: the files that were given, the workers that read them, and how far they are.
//!
//! ```text
//!   add ─▶ queue of files ─▶ assign_work ─▶ workers ─▶ hear ─▶ queue ─▶ … ─▶ finish
//! ```

mod files;
mod originals;
mod status;
mod work;
mod workers;

pub use files::{GivenFiles, NamedFile};
pub use status::ReadingStatus;
pub use workers::Role;

use super::client::Client;
use super::protocol::ToIngest;
use super::store_port::StorePort;
use super::watched_worker::ExitReason;
use files::Files;
use leptos::prelude::*;
use originals::Originals;
use sessionscope::engine::Scope;
use sessionscope::engine::requests::CaseStatus;
use sessionscope::source::limits::SIZED_AT_ONCE;
use sessionscope::state::progress::{Phase, pause_between_polls};
use sessionscope::state::queue::{FileNo, StopReason, WorkerNo};
use sessionscope::terminal::answer::TextProgress;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use status::LostWorker;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;
use web_sys::File;
use web_sys::js_sys::{Array, Date};
use workers::Workers;

/// How often workers are asked whether they are there.
const BEAT: Duration = Duration::from_secs(1);

/// Beats without an answer after which the page says that a worker does not answer. Readers work for a fraction of a
/// second at a time; a machine that is busy, or low on memory, may take many times as long.
const BEATS_TO_SILENCE: u32 = 60;

/// Bundles that are being opened: the worker that will have each, and its files.
type PendingBundles = HashMap<u32, (WorkerNo, Vec<FileNo>)>;

/// The files and the workers that read them.
pub struct Case {
    /// The engine worker.
    pub client: Rc<Client>,
    /// How far the case is.
    pub status: ReadingStatus,
    /// Memory in bytes that events may take.
    pub byte_budget: u64,
    files: Files,
    workers: Workers,
    originals: Originals,
    opening: RefCell<PendingBundles>,
    next_bundle: Cell<u32>,
    store: RefCell<Option<Rc<StorePort>>>,
    scope: Memo<Scope>,
    is_polling: Cell<bool>,
}

impl Case {
    /// Starts the workers for so many processors; events may take `byte_budget` bytes of memory. The status is asked
    /// about `scope`.
    pub fn start(processors: u32, byte_budget: u64, scope: Memo<Scope>) -> Rc<Case> {
        let case = Rc::new_cyclic(|case: &Weak<Case>| {
            let own = case.clone();
            let client = Client::start(move |gone| {
                if let Some(case) = own.upgrade() {
                    case.lose_engine(gone);
                }
            });
            Case {
                store: RefCell::new(StorePort::connect(&client)),
                workers: Workers::new(processors, Rc::clone(&client), case.clone()),
                client,
                status: ReadingStatus::new(),
                byte_budget,
                files: Files::default(),
                originals: Originals::default(),
                opening: RefCell::default(),
                next_bundle: Cell::default(),
                scope,
                is_polling: Cell::default(),
            }
        });
        case.workers.ingest();
        let own = Rc::downgrade(&case);
        let beat = move || {
            if let Some(case) = own.upgrade() {
                case.beat();
            }
        };
        set_interval(beat, BEAT);
        case
    }

    /// Adds files; what of them was given before and not finished is done now.
    pub fn add(self: &Rc<Case>, given: impl Into<GivenFiles>) {
        let given = given.into();
        if given.files.is_empty() && given.unreadable.is_empty() {
            return;
        }
        if self.client.is_gone() {
            // What was read is lost; only a new engine can take anything in.
            self.start_anew();
        }
        self.begin_work(|files| {
            files.add(given);
            files.measure(SIZED_AT_ONCE);
        });
    }

    /// Adds text that was pasted.
    pub fn add_text(self: &Rc<Case>, text: &str) {
        let path = |number: u32| format!("pasted-{number}.txt");
        let number = (1..).find(|number| !self.files.queue.borrow().knows(&path(*number)));
        let path = path(number.unwrap_or_default());
        let parts = Array::of1(&text.into());
        if let Ok(file) = File::new_with_str_sequence(&parts, &path) {
            self.add(vec![(path, file)]);
        }
    }

    /// Makes the sample case and adds it.
    pub fn add_sample(self: &Rc<Case>) {
        if let Some(worker) = self.workers.ingest().first() {
            worker.post(&ToIngest::Sample, &Array::new());
        }
    }

    /// Goes on with what was cancelled, or was lost with its worker. Workers that do not answer are ended.
    pub fn go_on(self: &Rc<Case>) {
        for worker in self.workers.all().into_iter().filter(|worker| worker.is_silent(BEATS_TO_SILENCE)) {
            worker.give_up();
        }
        self.begin_work(|files| files.queue.borrow_mut().resume());
    }

    fn begin_work(self: &Rc<Case>, change: impl FnOnce(&Files)) {
        let was_idle = !self.files.queue.borrow().is_busy();
        change(&self.files);
        if was_idle {
            self.files.queue.borrow_mut().begin_work();
            self.status.begin(self.files.queue.borrow().progress());
        }
        self.workers.ingest();
        self.enter(Phase::Reading);
        self.assign_work();
        self.poll();
    }

    /// Stops reading; what was read is kept.
    pub fn cancel(self: &Rc<Case>) {
        self.stop(StopReason::Cancelled);
    }

    fn stop(self: &Rc<Case>, why: StopReason) {
        let opening = self.opening.take();
        for (worker, files) in opening.into_values() {
            self.put_back(worker, &files);
        }
        self.files.queue.borrow_mut().stop(why);
        for worker in self.workers.of(Role::Ingest) {
            worker.post(&ToIngest::Stop { why }, &Array::new());
        }
        if why != StopReason::OutOfMemory {
            self.end_hashing(why);
        }
        self.assign_work();
    }

    fn end_hashing(&self, why: StopReason) {
        for number in self.workers.end(Some(Role::Hash)) {
            self.files.queue.borrow_mut().lose(number, why);
        }
    }

    /// Puts files back that a worker has not been sent.
    fn put_back(&self, worker: WorkerNo, files: &[FileNo]) {
        let mut queue = self.files.queue.borrow_mut();
        files.iter().rev().for_each(|file| queue.put_back(*file));
        if let Some(worker) = self.workers.get(worker) {
            worker.end_job();
        }
    }

    /// Clears everything, as if the page had just been opened.
    pub fn start_anew(self: &Rc<Case>) {
        self.workers.end(None);
        self.originals.fail_all();
        self.opening.take();
        self.files.clear();
        self.client.restart();
        *self.store.borrow_mut() = StorePort::connect(&self.client);
        self.enter(Phase::Empty);
        self.status.clear();
        self.workers.ingest();
    }

    /// The engine has ended, and what was read is lost with it: there is nothing left to read for.
    fn lose_engine(&self, gone: ExitReason) {
        self.opening.take();
        self.store.take();
        for number in self.workers.end(None) {
            self.files.queue.borrow_mut().lose(number, StopReason::Lost);
        }
        self.files.queue.borrow_mut().stop(StopReason::Lost);
        self.originals.fail_all();
        self.status.lost.update(|lost| lost.push(LostWorker { role: Role::Engine, gone }));
        self.status.is_hashing.set(false);
        self.show_shortcomings();
        // Nothing can be added to what is lost.
        self.status.can_go_on.set(false);
        self.enter(Phase::Partial);
    }

    fn enter(&self, phase: Phase) {
        self.show();
        self.status.phase.set(phase);
    }

    /// Shows how far the queue is.
    fn show(&self) {
        let queue = self.files.queue.borrow();
        self.status.progress.set(queue.progress());
    }

    /// Shows what could not be read as it was given.
    fn show_shortcomings(&self) {
        let queue = self.files.queue.borrow();
        self.status.shortcomings.set(queue.shortcomings());
        self.status.can_go_on.set(queue.can_resume());
    }

    /// Asks for the status, and again after a while for as long as files are read.
    fn poll(self: &Rc<Case>) {
        if self.is_polling.replace(true) {
            return;
        }
        let case = Rc::clone(self);
        let asked = Date::now();
        self.ask_status(move || {
            let (memory, records) =
                case.status.engine.with_untracked(|status| (status.memory_bytes, status.counts.records));
            if memory > case.byte_budget && !case.files.queue.borrow().is_all_read() {
                case.stop(StopReason::OutOfMemory);
            }
            let poll_again = move || {
                case.is_polling.set(false);
                if case.status.phase.get_untracked() == Phase::Reading {
                    case.poll();
                }
            };
            set_timeout(poll_again, pause_between_polls(Date::now() - asked, records == 0));
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

    /// Reads a part of the decoded text of an input again.
    pub fn original(&self, path: &str, offset: u64, len: u32, then: impl FnOnce(Option<String>) + 'static) {
        self.originals.ask_text(&self.files, &self.workers, (path, offset, len), then);
    }

    /// Asks about texts of terminal sessions that stand in these inputs; `tell` hears how far that is. The
    /// number of the request, by which it can be cancelled.
    pub fn terminal(
        &self,
        request: TerminalRequest,
        paths: &[String],
        tell: impl Fn(TextProgress) + 'static,
        then: impl FnOnce(Option<TerminalResponse>) + 'static,
    ) -> u32 {
        self.originals.ask_terminal(&self.files, &self.workers, (request, paths), tell, then)
    }

    /// Stops the work on a request about texts, if there is no response yet.
    pub fn cancel_terminal(&self, ticket: u32) {
        self.originals.cancel_terminal(&self.workers, ticket);
    }

    /// Asks the workers that have something to do whether they are there.
    fn beat(&self) {
        let silent = self.workers.all().into_iter().filter(|worker| worker.is_silent(BEATS_TO_SILENCE));
        let mut silent: Vec<Role> = silent.map(|worker| worker.role).collect();
        silent.extend(self.client.is_silent(BEATS_TO_SILENCE).then_some(Role::Engine));
        if self.status.silent.with_untracked(|known| *known != silent) {
            self.status.silent.set(silent);
        }
    }
}
