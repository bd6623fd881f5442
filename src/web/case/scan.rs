//! Passes over files that were read: for a search in the original text, for rules, and for what contents hash to. The page hands
//! bundles of files to workers, for a search with the places at which the records in them stand, as the engine tells
//! them; what the workers find they tell the engine.

use super::Case;
use super::files::FileContent;
use super::scans::{ContentStage, Scan, ScanAim, ScanEnd, ScanJob, ScanProgress};
use super::workers::{CaseWorker, Role};
use crate::client::PagePiece;
use crate::protocol::ToIngest;
use leptos::prelude::Set;
use sessionscope::audit::sigma::RuleSource;
use sessionscope::engine::requests::WantedContents;
use sessionscope::engine::{RequestError, Scope, StreamRequest};
use sessionscope::search::Needle;
use sessionscope::source::limits::LARGE_FILE_BYTES;
use sessionscope::state::queue::{FileNo, WorkerNo};
use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
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
        self.begin_pass(ScanAim::Search(search, needle), waiting, Box::new(tell), Box::new(then));
    }

    /// Passes over all files for a run of rules that the engine knows of; `tell` hears how far that is.
    pub fn begin_rules(
        self: &Rc<Case>,
        run: u32,
        rules: Vec<RuleSource>,
        tell: impl Fn(ScanProgress) + 'static,
        then: impl FnOnce(ScanEnd) + 'static,
    ) {
        let waiting = self.files.queue.borrow().bundles_of_all();
        let own = Rc::clone(self);
        let then = move |end| {
            then(end);
            // What was found comes with a new version of what is known.
            own.ask_status(|| ());
        };
        self.begin_pass(ScanAim::Rules(run, rules), waiting, Box::new(tell), Box::new(then));
    }

    /// Ends the run of rules.
    pub fn cancel_rules(self: &Rc<Case>) {
        self.cancel_passes(ScanAim::is_rules);
        self.assign_scan();
    }

    /// Hashes the contents that digests of CloudTrail speak of, if there are any that have not been hashed, and says
    /// then that everything is done.
    pub fn check_digests(self: &Rc<Case>) {
        if self.scans.contents.get() != ContentStage::Idle {
            return;
        }
        self.scans.contents.set(ContentStage::UnderWay);
        let case = Rc::clone(self);
        self.client.ask(Scope::default(), WantedContents, move |wanted| {
            let files = case.by_file(wanted.unwrap_or_default());
            if files.is_empty() {
                return case.end_work();
            }
            let mut waiting = case.files.queue.borrow().bundles_of_all();
            waiting.iter_mut().for_each(|bundle| bundle.retain(|file| files.contains_key(file)));
            waiting.retain(|bundle| !bundle.is_empty());
            let own = Rc::clone(&case);
            case.ask_status(move || {
                let is_under_way = own.scans.contents.get() != ContentStage::Idle;
                own.status.is_hashing.set(is_under_way && own.files.queue.borrow().is_all_read());
            });
            let own = Rc::clone(&case);
            // What could not be read again the evidence says: its contents are still wanted.
            let then = Box::new(move |_| own.end_work());
            case.begin_pass(ScanAim::Contents(files), waiting, Box::new(|_| ()), then);
        });
    }

    /// Notes that files have come: if contents are being hashed, these may want some too.
    pub(super) fn note_more_files(&self) {
        if self.scans.contents.get() == ContentStage::UnderWay {
            self.scans.contents.set(ContentStage::Again);
        }
    }

    /// Ends the hashing of contents; what was found is kept.
    pub(super) fn cancel_contents(self: &Rc<Case>) {
        if self.scans.contents.get() == ContentStage::Again {
            self.scans.contents.set(ContentStage::UnderWay);
        }
        self.cancel_passes(ScanAim::is_contents);
        self.assign_scan();
    }

    /// Inputs by the file that they are, or that they are in.
    fn by_file(&self, inputs: Vec<String>) -> HashMap<FileNo, Vec<String>> {
        let queue = self.files.queue.borrow();
        let mut files: HashMap<FileNo, Vec<String>> = HashMap::new();
        for path in inputs {
            if let Some(file) = queue.file_of_input(&path) {
                files.entry(file).or_default().push(path);
            }
        }
        files
    }

    /// Begins a pass over files, once the passes before it are through.
    fn begin_pass(
        self: &Rc<Case>,
        aim: ScanAim,
        waiting: VecDeque<Vec<FileNo>>,
        tell: Box<dyn Fn(ScanProgress)>,
        then: Box<dyn FnOnce(ScanEnd)>,
    ) {
        let all = waiting.iter().map(|bundle| self.bytes_of(bundle)).sum();
        let progress = ScanProgress { all, ..ScanProgress::default() };
        tell(progress);
        let (jobs, unread) = (HashMap::new(), Vec::new());
        self.scans.next.borrow_mut().push_back(Scan { aim, waiting, jobs, progress, unread, tell, then });
        self.assign_scan();
    }

    /// Ends the pass of a search; what was found so far is kept.
    pub fn cancel_scan(self: &Rc<Case>) {
        self.cancel_passes(ScanAim::is_search);
        self.assign_scan();
    }

    /// Ends passes, those that wait as well.
    pub(super) fn cancel_passes(&self, is_meant: impl Fn(&ScanAim) -> bool) {
        let mut waiting = self.scans.next.borrow_mut();
        let (ended, kept): (Vec<Scan>, Vec<Scan>) = waiting.drain(..).partition(|scan| is_meant(&scan.aim));
        waiting.extend(kept);
        drop(waiting);
        if self.scans.current.borrow().as_ref().is_some_and(|scan| is_meant(&scan.aim)) {
            self.end_scan(true);
        }
        for Scan { unread, then, .. } in ended {
            then(ScanEnd { is_cancelled: true, unread });
        }
    }

    fn end_scan(&self, is_cancelled: bool) {
        let Some(Scan { unread, then, .. }) = self.scans.current.take() else { return };
        self.workers.end(Some(Role::Scan));
        then(ScanEnd { is_cancelled, unread });
    }

    fn bytes_of(&self, files: &[FileNo]) -> u64 {
        files.iter().map(|file| self.files.queue.borrow().bytes(*file).unwrap_or_default()).sum()
    }

    /// Gives the workers what is to be passed over next. Each has one job more than it works on, but for large files,
    /// so that it need not wait.
    pub(super) fn assign_scan(self: &Rc<Case>) {
        loop {
            if self.scans.current.borrow().is_none() {
                let next = self.scans.next.borrow_mut().pop_front();
                self.scans.current.replace(next);
            }
            let waiting =
                self.scans.current.borrow().as_ref().map(|scan| (scan.waiting.len(), scan.jobs.len()));
            let Some((waiting, under_way)) = waiting else { return };
            if waiting == 0 {
                if under_way > 0 {
                    return;
                }
                self.end_scan(false);
                continue;
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
            let search = match scan.aim {
                ScanAim::Search(search, _) => Some(search),
                ScanAim::Contents(_) | ScanAim::Rules(..) => None,
            };
            drop(current);
            worker.begin_job();
            match search {
                Some(search) => self.ask_places(ticket, search, &files),
                None => self.post_scan(ticket, Array::new()),
            }
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
            let Ok(PagePiece { bytes, is_last, .. }) = piece else { return case.cancel_passes(|_| true) };
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
            let path = |file: FileNo| queue.path(file).to_owned();
            let message = match &scan.aim {
                ScanAim::Search(search, needle) => ToIngest::Scan {
                    ticket,
                    search: *search,
                    needle: needle.clone(),
                    files: files.iter().map(|file| path(*file)).collect(),
                },
                ScanAim::Rules(run, rules) => ToIngest::RunRules {
                    ticket,
                    run: *run,
                    rules: rules.clone(),
                    files: files.iter().map(|file| path(*file)).collect(),
                },
                ScanAim::Contents(wanted) => {
                    let wanted = |file: &FileNo| wanted.get(file).cloned().unwrap_or_default();
                    let files = files.iter().map(|file| (path(*file), wanted(file))).collect();
                    ToIngest::HashContents { ticket, files }
                }
            };
            worker.post(&message, &beside);
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
