//! The pass over all files for a search in the original text. The page hands bundles of files to workers, each with the
//! places at which the records in them stand, as the engine tells them; what the workers find they tell the engine.

use super::Case;
use super::files::FileContent;
use super::scans::{Scan, ScanEnd, ScanJob, ScanProgress};
use super::workers::{CaseWorker, Role};
use crate::client::PagePiece;
use crate::protocol::ToIngest;
use sessionscope::engine::{RequestError, Scope, StreamRequest};
use sessionscope::search::Needle;
use sessionscope::source::limits::LARGE_FILE_BYTES;
use sessionscope::state::queue::{FileNo, WorkerNo};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::Array;

impl Case {
    /// Passes over all files for a search that the engine knows of; `tell` hears how far that is.
    pub fn begin_scan(
        self: &Rc<Case>,
        search: u32,
        needle: Needle,
        tell: impl Fn(ScanProgress) + 'static,
        then: impl FnOnce(ScanEnd) + 'static,
    ) {
        let waiting = self.files.queue.borrow().bundles_of_all();
        let all = waiting.iter().map(|bundle| self.bytes_of(bundle)).sum();
        let progress = ScanProgress { all, ..ScanProgress::default() };
        tell(progress);
        let scan = Scan {
            search,
            needle,
            waiting,
            jobs: HashMap::new(),
            progress,
            unread: Vec::new(),
            tell: Box::new(tell),
            then: Box::new(then),
        };
        self.scans.current.replace(Some(scan));
        self.assign_scan();
    }

    /// Ends the pass; what was found so far is kept.
    pub fn cancel_scan(&self) {
        self.stop_scan(true);
    }

    fn stop_scan(&self, is_cancelled: bool) {
        let Some(Scan { unread, then, .. }) = self.scans.current.take() else { return };
        self.workers.end(Some(Role::Scan));
        then(ScanEnd { is_cancelled, unread });
    }

    fn bytes_of(&self, files: &[FileNo]) -> u64 {
        files.iter().map(|file| self.files.queue.borrow().bytes(*file).unwrap_or_default()).sum()
    }

    /// Gives the workers what is to be passed over next. Each has one job more than it works on, but for large files,
    /// so that it need not wait.
    fn assign_scan(self: &Rc<Case>) {
        loop {
            let waiting =
                self.scans.current.borrow().as_ref().map(|scan| (scan.waiting.len(), scan.jobs.len()));
            let Some((waiting, under_way)) = waiting else { return };
            if waiting == 0 {
                return if under_way == 0 {
                    self.stop_scan(false)
                };
            }
            let workers = self.workers.scan(waiting + under_way);
            let Some(worker) = workers.iter().min_by_key(|worker| worker.jobs.get()) else { return };
            let is_large = |bundle: &Vec<FileNo>| self.bytes_of(bundle) >= LARGE_FILE_BYTES;
            let mut current = self.scans.current.borrow_mut();
            let Some(scan) = current.as_mut() else { return };
            let at_once = if scan.waiting.front().is_some_and(is_large) { 1 } else { 2 };
            if worker.jobs.get() >= at_once {
                return;
            }
            let Some(files) = scan.waiting.pop_front() else { return };
            let ticket = self.scans.next_ticket.replace(self.scans.next_ticket.get().wrapping_add(1));
            let left = self.bytes_of(&files);
            scan.jobs.insert(ticket, ScanJob { worker: worker.number, files: files.clone(), left });
            let search = scan.search;
            drop(current);
            worker.begin_job();
            self.ask_places(ticket, search, &files);
        }
    }

    /// Asks the engine where the records of a job stand, which comes in pieces, and posts the job then.
    fn ask_places(self: &Rc<Case>, ticket: u32, search: u32, files: &[FileNo]) {
        let queue = self.files.queue.borrow();
        let paths = files.iter().map(|file| queue.path(*file).to_owned()).collect();
        drop(queue);
        let (case, pieces, stream) = (Rc::clone(self), Array::new(), Rc::new(Cell::new(0)));
        let own = Rc::clone(&stream);
        let on_piece = move |piece: Result<PagePiece, RequestError>| {
            // Without an engine there is nobody to tell what is found.
            let Ok(PagePiece { bytes, is_last, .. }) = piece else { return case.cancel_scan() };
            if bytes.length() > 0 {
                pieces.push(&bytes);
            }
            match (is_last, pieces.length()) {
                (false, _) => case.client.next_piece(own.get()),
                // Nothing in its files is to be looked at.
                (true, 0) => case.end_unposted(ticket),
                (true, _) => case.post_scan(ticket, pieces.clone()),
            }
        };
        let request = StreamRequest::RecordPlaces { search, files: paths };
        stream.set(self.client.stream(Scope::default(), request, on_piece));
    }

    fn scan_worker(&self, ticket: u32) -> Option<(Rc<CaseWorker>, Vec<FileNo>)> {
        let current = self.scans.current.borrow();
        let job = current.as_ref()?.jobs.get(&ticket)?;
        Some((self.workers.get(job.worker)?, job.files.clone()))
    }

    fn end_unposted(self: &Rc<Case>, ticket: u32) {
        if let Some((worker, _)) = self.scan_worker(ticket) {
            worker.end_job();
            self.end_scan_job(ticket, &[]);
        }
    }

    /// Posts a job to its worker, with its files and the places in them.
    fn post_scan(self: &Rc<Case>, ticket: u32, places: Array) {
        let Some((_, files)) = self.scan_worker(ticket) else { return };
        let case = Rc::clone(self);
        spawn_local(async move {
            let opened = case.files.open(&files).await;
            // It may have been ended meanwhile.
            let Some((worker, _)) = case.scan_worker(ticket) else { return };
            let beside = Array::new();
            for (file, opened) in opened {
                let opened = match opened {
                    FileContent::TurnedOutLarge => {
                        case.files.get(file).map_or(FileContent::Unreadable, FileContent::Large)
                    }
                    opened => opened,
                };
                beside.push(&opened.beside());
            }
            for piece in places.iter() {
                beside.push(&piece);
            }
            let current = case.scans.current.borrow();
            let Some(scan) = current.as_ref() else { return };
            let queue = case.files.queue.borrow();
            let files = files.iter().map(|file| queue.path(*file).to_owned()).collect();
            let (search, needle) = (scan.search, scan.needle.clone());
            worker.post(&ToIngest::Scan { ticket, search, needle, files }, &beside);
        });
    }

    /// Notes how far a job is.
    pub(super) fn note_scan(&self, ticket: u32, bytes: u64, found: u64) {
        if let Some(scan) = self.scans.current.borrow_mut().as_mut() {
            scan.progress.found += found;
            if let Some(job) = scan.jobs.get_mut(&ticket) {
                let bytes = bytes.min(job.left);
                job.left -= bytes;
                scan.progress.done += bytes;
            }
            (scan.tell)(scan.progress);
        }
    }

    /// Notes that a job is done, and which of its files could not be read to their ends.
    pub(super) fn end_scan_job(self: &Rc<Case>, ticket: u32, unread: &[u32]) {
        if let Some(scan) = self.scans.current.borrow_mut().as_mut()
            && let Some(job) = scan.jobs.remove(&ticket)
        {
            let queue = self.files.queue.borrow();
            let unread = unread.iter().filter_map(|index| job.files.get(*index as usize));
            scan.unread.extend(unread.map(|file| queue.path(*file).to_owned()));
            scan.progress.done += job.left;
            (scan.tell)(scan.progress);
        }
        self.assign_scan();
    }

    /// A worker has ended that had jobs: none of their files was read to its end, as far as anybody knows.
    pub(super) fn lose_scanner(self: &Rc<Case>, number: WorkerNo) {
        let of_worker =
            |(ticket, job): (&u32, &ScanJob)| (job.worker == number).then_some((*ticket, job.files.len()));
        let current = self.scans.current.borrow();
        let lost: Vec<(u32, usize)> =
            current.iter().flat_map(|scan| scan.jobs.iter()).filter_map(of_worker).collect();
        drop(current);
        for (ticket, files) in lost {
            let all: Vec<u32> = (0..files as u32).collect();
            self.end_scan_job(ticket, &all);
        }
    }
}
