//! The case: the files that were given, the workers that read them, and how far they are.
//!
//! ```text
//!   add ─▶ queue of files ─▶ assign_work ─▶ workers ─▶ hear ─▶ queue ─▶ … ─▶ finish
//! ```

mod files;
mod originals;
mod scan;
mod scans;
mod status;
mod texts;
mod watch;
mod work;
mod workers;

pub use files::{GivenFiles, NamedFile};
pub use scans::ScanProgress;
pub use status::ReadingStatus;
pub use workers::Role;

use super::client::Client;
use super::protocol::ToIngest;
use super::store_port::StorePort;
use super::watched_worker::ExitReason;
use files::Files;
use leptos::prelude::*;
use originals::Originals;
use scans::Scans;
use sessionscope::engine::Scope;
use sessionscope::source::limits::SIZED_AT_ONCE;
use sessionscope::state::progress::Phase;
use sessionscope::state::queue::{FileNo, StopReason, WorkerNo};
use status::LostWorker;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;
use web_sys::File;
use web_sys::js_sys::Array;
use workers::Workers;

/// How often workers are asked whether they are there.
const BEAT: Duration = Duration::from_secs(1);

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
    scans: Scans,
    opening: RefCell<PendingBundles>,
    next_bundle: Cell<u32>,
    store: RefCell<Option<Rc<StorePort>>>,
    scope: Memo<Scope>,
    /// Hears that all rows are gone with their engine.
    on_rows_lost: Box<dyn Fn(&Client)>,
    is_polling: Cell<bool>,
}

impl Case {
    /// Starts the workers for so many processors; events may take `byte_budget` bytes of memory. How far it is is told
    /// in `status`, which is asked about `scope`; `on_rows_lost` hears that what was read is gone with its engine.
    pub fn start(
        processors: u32,
        byte_budget: u64,
        status: ReadingStatus,
        scope: Memo<Scope>,
        on_rows_lost: impl Fn(&Client) + 'static,
    ) -> Rc<Case> {
        let case = Rc::new_cyclic(|case: &Weak<Case>| {
            let own = case.clone();
            let client = Client::start(move |gone| {
                if let Some(case) = own.upgrade() {
                    case.lose_engine(gone);
                }
            });
            Case {
                store: RefCell::new(StorePort::connect(&client)),
                workers: Workers::new(processors, byte_budget, Rc::clone(&client), case.clone()),
                client,
                status,
                byte_budget,
                files: Files::default(),
                originals: Originals::default(),
                scans: Scans::default(),
                opening: RefCell::default(),
                next_bundle: Cell::default(),
                scope,
                on_rows_lost: Box::new(on_rows_lost),
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
        for worker in
            self.workers.all().into_iter().filter(|worker| worker.is_silent(watch::BEATS_TO_SILENCE))
        {
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
        self.note_more_files();
        self.enter(Phase::Reading);
        self.assign_work();
        self.poll();
    }

    /// Stops reading; what was read is kept.
    pub fn cancel(self: &Rc<Case>) {
        let opening = self.opening.take();
        for (worker, files) in opening.into_values() {
            self.put_back(worker, &files);
        }
        self.files.queue.borrow_mut().stop(StopReason::Cancelled);
        for worker in self.workers.of(Role::Ingest) {
            worker.post(&ToIngest::Cancel, &Array::new());
        }
        for number in self.workers.end(Some(Role::Hash)) {
            self.files.queue.borrow_mut().lose(number, StopReason::Cancelled);
        }
        self.cancel_contents();
        self.assign_work();
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
        self.lose_texts();
        self.cancel_passes(|_| true);
        self.opening.take();
        self.files.clear();
        self.lose_rows();
        self.client.restart();
        *self.store.borrow_mut() = StorePort::connect(&self.client);
        self.enter(Phase::Empty);
        self.status.clear();
        self.workers.ingest();
    }

    /// The engine has ended, and what was read is lost with it: there is nothing left to read for.
    fn lose_engine(&self, gone: ExitReason) {
        self.lose_rows();
        self.opening.take();
        self.store.take();
        for number in self.workers.end(None) {
            self.files.queue.borrow_mut().lose(number, StopReason::Lost);
        }
        self.files.queue.borrow_mut().stop(StopReason::Lost);
        self.lose_texts();
        self.cancel_passes(|_| true);
        self.status.lost.update(|lost| lost.push(LostWorker { role: Role::Engine, gone }));
        self.status.is_hashing.set(false);
        self.show_shortcomings();
        // Nothing can be added to what is lost.
        self.status.can_go_on.set(false);
        self.enter(Phase::Partial);
    }

    /// The engine has ended, with all that was read.
    fn lose_rows(&self) {
        self.status.engines_ended.update(|ended| *ended += 1);
        (self.on_rows_lost)(&self.client);
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
}
