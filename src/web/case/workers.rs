//! The workers of the case that have files: ingest workers read, and hash when all is read; one reads texts again.

use super::files::transferred;
use crate::client::Client;
use crate::protocol::{FromIngest, ToIngest, WireMessage, pack, unpack};
use crate::watched_worker::{ExitReason, WatchedWorker};
use sessionscope::source::limits::MAX_WORKERS;
use sessionscope::state::queue::WorkerNo;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use web_sys::MessageChannel;
use web_sys::js_sys::Array;

/// What a worker of the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It keeps what was read, and answers.
    Engine,
    /// It reads files.
    Ingest,
    /// It has read files, and hashes them. It ends when that is done, and its memory with it: all of a file is in it.
    Hash,
    /// It reads texts again.
    Reading,
    /// It looks at all records again, for a search.
    Scan,
}

impl Role {
    /// The name of such a worker.
    pub const fn id(self) -> &'static str {
        match self {
            Role::Engine => "engine",
            Role::Ingest => "ingest",
            Role::Hash => "hash",
            Role::Reading => "reading",
            Role::Scan => "scan",
        }
    }
}

/// A worker of the case.
pub struct CaseWorker {
    /// Its number.
    pub number: WorkerNo,
    role: Cell<Role>,
    /// Bundles or questions that it has not answered yet.
    pub jobs: Cell<u32>,
    worker: WatchedWorker,
}

impl CaseWorker {
    /// What it does.
    pub fn role(&self) -> Role {
        self.role.get()
    }

    /// Sends it a message; what comes beside it is handed over where it can be.
    pub fn post(&self, message: &ToIngest, beside: &Array) {
        let WireMessage { message, transfer } = pack(message);
        for memory in transferred(beside) {
            transfer.push(&memory);
        }
        self.worker.post(&message.concat(beside), &transfer);
    }

    /// Gives it one more job.
    pub fn begin_job(&self) {
        self.jobs.set(self.jobs.get() + 1);
    }

    /// Notes that it is done with a job.
    pub fn end_job(&self) {
        self.jobs.set(self.jobs.get().saturating_sub(1));
    }

    /// Asks whether it is there, if it has something to do.
    pub fn beat(&self) {
        if self.jobs.get() > 0 {
            self.worker.beat();
        }
    }

    /// Whether it has something to do, and has not answered for more than so many beats.
    pub fn is_silent(&self, beats: u32) -> bool {
        self.jobs.get() > 0 && self.worker.unanswered() > beats
    }

    /// Ends it, as one that does not answer.
    pub fn give_up(&self) {
        self.worker.give_up();
    }
}

/// What hears of the workers: what they say, and that one has ended.
pub trait WorkerListener {
    /// A worker has said something, with something beside it.
    fn hear(self: Rc<Self>, number: WorkerNo, message: FromIngest, beside: &Array);
    /// A worker has ended that nobody has ended.
    fn lose(self: Rc<Self>, number: WorkerNo, gone: ExitReason);
}

/// All workers of the case but the engine.
pub struct Workers {
    client: Rc<Client>,
    hearing: Weak<dyn WorkerListener>,
    /// Memory in bytes that events may take.
    byte_budget: u64,
    /// Most workers that read, and most that hash.
    size: usize,
    next: Cell<u32>,
    all: RefCell<Vec<Rc<CaseWorker>>>,
}

impl Workers {
    /// Workers for so many processors, none of which is started; events may take `byte_budget` bytes of memory.
    pub fn new(
        processors: u32,
        byte_budget: u64,
        client: Rc<Client>,
        hearing: Weak<dyn WorkerListener>,
    ) -> Workers {
        Workers {
            client,
            hearing,
            byte_budget,
            size: processors.clamp(1, MAX_WORKERS) as usize,
            next: Cell::default(),
            all: RefCell::default(),
        }
    }

    /// As many ingest workers as there should be; those that are missing are started.
    pub fn ingest(&self) -> Vec<Rc<CaseWorker>> {
        for _ in self.of(Role::Ingest).len()..self.size {
            self.start(Role::Ingest);
        }
        self.of(Role::Ingest)
    }

    /// Workers that pass over so many bundles of files; those that are missing are started.
    pub fn scan(&self, bundles: usize) -> Vec<Rc<CaseWorker>> {
        for _ in self.of(Role::Scan).len()..self.size.min(bundles) {
            self.start(Role::Scan);
        }
        self.of(Role::Scan)
    }

    /// Workers that hash so many files. They are those that have read: nothing has to be started for it.
    pub fn hash(&self, files: usize) -> Vec<Rc<CaseWorker>> {
        let missing = self.size.min(files).saturating_sub(self.of(Role::Hash).len());
        let mut readers = self.of(Role::Ingest);
        if readers.is_empty() && self.of(Role::Hash).is_empty() {
            readers.push(self.start(Role::Ingest));
        }
        let idle = readers.into_iter().filter(|worker| worker.jobs.get() == 0);
        idle.take(missing).for_each(|worker| worker.role.set(Role::Hash));
        self.of(Role::Hash)
    }

    /// The one worker of a role.
    pub fn one(&self, role: Role) -> Rc<CaseWorker> {
        let known = self.of(role).pop();
        known.unwrap_or_else(|| self.start(role))
    }

    fn start(&self, role: Role) -> Rc<CaseWorker> {
        let number = WorkerNo(self.next.replace(self.next.get() + 1));
        let (hearing, losing) = (self.hearing.clone(), self.hearing.clone());
        let worker = WatchedWorker::start(
            role.id(),
            move |data| {
                let (message, beside) = unpack(data)?;
                if let Some(hearing) = hearing.upgrade() {
                    hearing.hear(number, message, &beside);
                }
                Ok(())
            },
            move |gone: ExitReason| {
                if let Some(losing) = losing.upgrade() {
                    losing.lose(number, gone);
                }
            },
        );
        if let (Role::Ingest | Role::Scan, Ok(channel)) = (role, MessageChannel::new()) {
            self.client.connect(&channel.port1());
            let WireMessage { message, transfer } =
                pack(&ToIngest::Connect { byte_budget: self.byte_budget });
            message.push(&channel.port2());
            transfer.push(&channel.port2());
            worker.post(&message, &transfer);
        }
        let worker = Rc::new(CaseWorker { number, role: Cell::new(role), jobs: Cell::default(), worker });
        self.all.borrow_mut().push(Rc::clone(&worker));
        worker
    }

    /// The workers of a role.
    pub fn of(&self, role: Role) -> Vec<Rc<CaseWorker>> {
        self.all.borrow().iter().filter(|worker| worker.role() == role).cloned().collect()
    }

    /// All of them.
    pub fn all(&self) -> Vec<Rc<CaseWorker>> {
        self.all.borrow().clone()
    }

    /// The worker of this number, if it is there.
    pub fn get(&self, number: WorkerNo) -> Option<Rc<CaseWorker>> {
        self.all.borrow().iter().find(|worker| worker.number == number).cloned()
    }

    /// Takes a worker away, which has ended.
    pub fn remove(&self, number: WorkerNo) -> Option<Rc<CaseWorker>> {
        let mut all = self.all.borrow_mut();
        let index = all.iter().position(|worker| worker.number == number)?;
        Some(all.swap_remove(index))
    }

    /// Ends all workers of a role, or all.
    pub fn end(&self, role: Option<Role>) -> Vec<WorkerNo> {
        let mut all = self.all.borrow_mut();
        let ended = all.extract_if(.., |worker| role.is_none_or(|role| worker.role() == role));
        ended.map(|worker| worker.number).collect()
    }
}
