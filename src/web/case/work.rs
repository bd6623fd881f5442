//! Who does what next: the queue's files go to the workers, and what they say goes back into the queue.

use super::Case;
use super::files::{FileContent, NamedFile};
use super::scans::ContentStage;
use super::status::LostWorker;
use super::workers::{CaseWorker, Role, WorkerListener};
use crate::protocol::{FileToRead, FromIngest, ToIngest};
use crate::watched_worker::ExitReason;
use leptos::prelude::*;
use sessionscope::engine::Command;
use sessionscope::source::limits::{SIZED_AHEAD, SMALL_FILE_BYTES};
use sessionscope::state::progress::Phase;
use sessionscope::state::queue::{FileNo, Outcome, StopReason, WorkerNo};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use web_sys::js_sys::{Array, Uint8Array};

impl Case {
    /// Gives the workers what is to be done next: everything is read first, and hashed then.
    pub(super) fn assign_work(self: &Rc<Case>) {
        while let Some(at_once) = self.readings_at_once() {
            let mut workers = self.workers.of(Role::Ingest);
            if workers.is_empty() {
                // All of them hash: one was found to be another file than it seemed, and is to be read after all.
                workers.push(self.workers.one(Role::Ingest));
            }
            let Some(worker) = workers.iter().min_by_key(|worker| worker.jobs.get()) else { break };
            if worker.jobs.get() >= at_once {
                break;
            }
            let bundle = self.files.queue.borrow_mut().take_to_read(worker.number);
            self.hand_over(worker, bundle, true);
        }
        self.assign_hashing();
        if self.files.queue.borrow().is_busy() {
            self.tell_hashing();
        } else {
            self.finish();
        }
    }

    fn readings_at_once(&self) -> Option<u32> {
        // To ask for the sizes of large files takes little beside reading them.
        if self.files.queue.borrow().progress().mean_bytes() > SMALL_FILE_BYTES {
            self.files.measure(SIZED_AHEAD);
        }
        self.files.queue.borrow().readings_at_once()
    }

    fn assign_hashing(self: &Rc<Case>) {
        let waiting = self.files.queue.borrow().waiting_to_be_hashed();
        if !self.files.queue.borrow().is_all_read() || waiting == 0 {
            return;
        }
        self.files.measure(SIZED_AHEAD);
        // All of a file is in memory: each worker hashes one at a time.
        for worker in self.workers.hash(waiting).iter().filter(|worker| worker.jobs.get() == 0) {
            let bundle = self.files.queue.borrow_mut().take_to_hash(worker.number);
            if bundle.is_empty() {
                break;
            }
            self.hand_over(worker, bundle, false);
        }
    }

    /// Hands a bundle to a worker, once its small files are open.
    fn hand_over(self: &Rc<Case>, worker: &Rc<CaseWorker>, bundle: Vec<FileNo>, is_read: bool) {
        let number = self.next_bundle.replace(self.next_bundle.get().wrapping_add(1));
        self.opening.borrow_mut().insert(number, (worker.number, bundle.clone()));
        worker.begin_job();
        let (case, worker) = (Rc::clone(self), Rc::clone(worker));
        spawn_local(async move {
            let opened = case.files.open(&bundle).await;
            // What was stopped meanwhile, or lost its worker, has been put back.
            if case.opening.borrow_mut().remove(&number).is_some() {
                case.post_bundle(&worker, opened, is_read);
                case.assign_work();
            }
        });
    }

    fn post_bundle(&self, worker: &CaseWorker, opened: Vec<(FileNo, FileContent)>, is_read: bool) {
        let mut queue = self.files.queue.borrow_mut();
        let (mut sent, beside) = (Vec::new(), Array::new());
        let mut large = Vec::new();
        for (file, opened) in opened {
            match &opened {
                FileContent::TurnedOutLarge => {
                    large.push(file);
                    continue;
                }
                FileContent::Bytes(bytes) => drop(queue.measure(file, bytes.length().into())),
                FileContent::Large(_) | FileContent::Unreadable => {}
            }
            beside.push(&opened.beside());
            sent.push(file);
        }
        // Others may take what turned out to be large.
        for file in large.into_iter().rev() {
            queue.put_back(file);
            if let Some(given) = self.files.get(file) {
                queue.measure(file, given.size() as u64);
            }
        }
        let message = if is_read {
            let files = sent.into_iter().map(|file| FileToRead {
                file,
                attempt: queue.begin_reading(file),
                path: queue.path(file).to_owned(),
            });
            ToIngest::Read { files: files.collect() }
        } else {
            ToIngest::Hash { files: sent }
        };
        worker.post(&message, &beside);
    }

    /// Says that everything is read, where only hashes are waited for.
    fn tell_hashing(self: &Rc<Case>) {
        let is_hashing = |case: &Case| {
            let queue = case.files.queue.borrow();
            queue.is_all_read() && queue.is_busy()
        };
        if !is_hashing(self) {
            self.status.is_hashing.set(false);
        } else if !self.status.is_hashing.get_untracked() {
            // The numbers are those of everything that was read when it is said.
            let case = Rc::clone(self);
            self.ask_status(move || case.status.is_hashing.set(is_hashing(&case)));
        }
    }

    /// Everything is done that can be.
    fn finish(self: &Rc<Case>) {
        if self.status.phase.get_untracked() != Phase::Reading {
            return;
        }
        // Others are started for the next files.
        self.workers.end(Some(Role::Hash));
        self.show_shortcomings();
        let case = Rc::clone(self);
        spawn_local(async move {
            case.send_unread().await;
            case.check_digests();
        });
    }

    /// Says that everything is done: when the numbers on the page are those of everything that was read.
    pub(super) fn end_work(self: &Rc<Case>) {
        let case = Rc::clone(self);
        self.ask_status(move || {
            let stage = case.scans.contents.replace(ContentStage::Idle);
            let phase = case.files.queue.borrow().phase();
            // Without an engine that is said already, and while files are read it is for later.
            if case.client.is_gone() || phase == Phase::Reading {
                return;
            }
            if stage == ContentStage::Again {
                return case.check_digests();
            }
            case.status.is_hashing.set(false);
            case.enter(phase);
        });
    }

    /// Tells the engine of the files that were given and are not read.
    async fn send_unread(&self) {
        let store = self.store.borrow().clone();
        let Some(store) = store else { return };
        let shortcomings = self.status.shortcomings.get_untracked();
        for why in [StopReason::Cancelled, StopReason::OutOfMemory, StopReason::Changed, StopReason::Lost] {
            let unread = shortcomings.unread.iter().filter(|(_, known)| *known == why);
            let paths: Vec<String> = unread.map(|(path, _)| path.clone()).collect();
            if !paths.is_empty() {
                store.send(&Command::LeaveUnread { paths, ended: why.ended() }).await;
            }
        }
        store.drained().await;
    }

    fn end_reading(&self, file: FileNo, outcome: Outcome) {
        let is_hashed = matches!(outcome, Outcome::Whole { sha256: Some(_), .. });
        self.files.queue.borrow_mut().end_reading(file, outcome);
        // One that was compared with another one before it was read has been hashed.
        if !is_hashed {
            self.send_hash(file);
        }
    }

    /// Tells the engine what a file hashes to, if that is known.
    fn send_hash(&self, file: FileNo) {
        let queue = self.files.queue.borrow();
        let path = queue.path(file).to_owned();
        let (Some(sha256), false) = (queue.sha256(file).map(str::to_owned), path.is_empty()) else { return };
        if let Some(store) = self.store.borrow().clone() {
            spawn_local(async move {
                let _ = store.send(&Command::SetHash { path, sha256 }).await;
            });
        }
    }
}

impl WorkerListener for Case {
    fn hear(self: Rc<Case>, number: WorkerNo, message: FromIngest, beside: &Array) {
        let Some(worker) = self.workers.get(number) else { return };
        match message {
            FromIngest::Progress { file, bytes } => {
                self.files.queue.borrow_mut().note_read(file, bytes);
                self.show();
            }
            FromIngest::Ended { files } => {
                files.into_iter().for_each(|(file, outcome)| self.end_reading(file, outcome));
                self.show();
            }
            FromIngest::BundleDone => {
                worker.end_job();
                self.show();
                self.assign_work();
            }
            FromIngest::Hashed { file, sha256 } => {
                self.files.queue.borrow_mut().end_hashing(file, sha256);
                self.send_hash(file);
                self.show();
            }
            FromIngest::Original { ticket, text } => {
                worker.end_job();
                self.originals.take_text(ticket, text);
            }
            FromIngest::Terminal { ticket, response } => {
                worker.end_job();
                self.originals.take_terminal(ticket, response);
            }
            FromIngest::ScanProgress { ticket, bytes, found } => self.note_scan(ticket, bytes, found),
            FromIngest::Scanned { ticket, unread } => {
                worker.end_job();
                self.end_scan_job(ticket, &unread);
            }
            FromIngest::TextProgress { ticket, progress } => self.originals.tell_progress(ticket, progress),
            FromIngest::Sample { paths } => {
                let files = paths.into_iter().enumerate().filter_map(|(index, path)| {
                    let bytes: Uint8Array = beside.get(index as u32).dyn_into().ok()?;
                    let file = File::new_with_u8_array_sequence(&Array::of1(&bytes), &path).ok()?;
                    Some((path, file))
                });
                self.add(files.collect::<Vec<NamedFile>>());
            }
        }
    }

    fn lose(self: Rc<Case>, number: WorkerNo, gone: ExitReason) {
        let Some(worker) = self.workers.remove(number) else { return };
        let opening = self.opening.borrow_mut().extract_if(|_, (of, _)| *of == number).collect::<Vec<_>>();
        for (_, (_, files)) in opening {
            self.put_back(number, &files);
        }
        self.files.queue.borrow_mut().lose(number, StopReason::Lost);
        self.status.lost.update(|lost| lost.push(LostWorker { role: worker.role(), gone }));
        match worker.role() {
            Role::Reading => self.lose_texts(),
            Role::Scan => self.lose_scanner(number),
            // Nobody is left to read the others.
            Role::Ingest if self.workers.of(Role::Ingest).is_empty() => {
                self.files.queue.borrow_mut().stop(StopReason::Lost);
            }
            _ => {}
        }
        self.show_shortcomings();
        self.assign_work();
    }
}
