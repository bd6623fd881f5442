//! How a search in the original text goes through the files: which worker has which, and what is told when it is over.

use super::Case;
use super::searches::{MadeSearch, SearchStatus, SearchUnderWay};
use super::workers::{CaseWorker, Role};
use crate::protocol::ToIngest;
use leptos::prelude::*;
use sessionscope::engine::requests::OriginalRecords;
use sessionscope::engine::{Command, Scope};
use sessionscope::filter::TextSearch;
use sessionscope::model::text_searches::SearchNo;
use sessionscope::state::queue::{FileNo, WorkerNo};
use sessionscope::state::search_course::SearchCourse;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::Array;

impl Case {
    /// What the page shows of searches in the original text.
    pub fn searches(&self) -> SearchStatus {
        self.searches.status
    }

    /// Searches the original text of all that was read, where no search is under way. `then` hears of its number when what
    /// it has found can be asked for, also where it was stopped before its end.
    pub fn search(self: &Rc<Case>, wanted: TextSearch, then: impl FnOnce(SearchNo) + 'static) {
        if self.searches.course.borrow().is_some() {
            return;
        }
        let number = self.searches.next.replace(self.searches.next.get() + 1);
        self.searches.status.made.update(|made| made.push(MadeSearch { number, wanted: wanted.clone() }));
        let files = self.files.sizes();
        let workers = self.workers.search(files.len());
        *self.searches.course.borrow_mut() = Some(SearchUnderWay {
            course: SearchCourse::new(number, files),
            wanted,
            is_stopped: false,
            is_ending: false,
            then: Some(Box::new(then)),
        });
        self.searches.show();
        workers.iter().for_each(|worker| self.assign_searching(worker));
        self.finish_search();
    }

    /// Stops the search that is under way; what it has found is kept.
    pub fn stop_search(self: &Rc<Case>) {
        if let Some(under_way) = &mut *self.searches.course.borrow_mut() {
            under_way.course.stop();
            under_way.is_stopped = true;
        }
        for worker in self.workers.of(Role::Search) {
            worker.post(&ToIngest::Cancel, &Array::new());
        }
        self.finish_search();
    }

    /// Gives a worker the next files. The engine says which records are in them.
    fn assign_searching(self: &Rc<Case>, worker: &Rc<CaseWorker>) {
        let taken = self.searches.course.borrow_mut().as_mut().map(|under_way| {
            (under_way.course.number, under_way.course.take(worker.number), under_way.wanted.clone())
        });
        let Some((search, files, wanted)) = taken.filter(|(_, files, _)| !files.is_empty()) else { return };
        let path = |file: &FileNo| self.files.queue.borrow().path(*file).to_owned();
        let paths: Vec<String> = files.iter().map(path).collect();
        let (case, worker) = (Rc::clone(self), Rc::clone(worker));
        worker.begin_job();
        let request = OriginalRecords { files: paths.clone() };
        self.client.ask(Scope::default(), request, move |records| {
            let is_stopped = case
                .searches
                .course
                .borrow()
                .as_ref()
                .map(|under_way| under_way.course.number != search || under_way.is_stopped);
            let records = match (is_stopped, records) {
                (Some(false), Ok(records)) => records,
                (Some(true), _) => {
                    worker.end_job();
                    return case.end_searching(worker.number);
                }
                // The case was put away, or the engine has ended.
                (None, _) | (_, Err(_)) => return,
            };
            // Files without any record of an event are not gone through.
            let has_records = |path: &str| {
                let is_in = |input: &str| {
                    input.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                records.iter().any(|records| is_in(&records.path))
            };
            let (beside, mut sent) = (Array::new(), Vec::new());
            for (file, path) in files.iter().zip(paths) {
                if let Some(file) = case.files.get(*file).filter(|_| has_records(&path)) {
                    beside.push(&file);
                    sent.push(path);
                }
            }
            worker.post(&ToIngest::Search { search, wanted, paths: sent, records }, &beside);
        });
    }

    /// A worker has gone through more of its files.
    pub(super) fn note_searched(&self, worker: WorkerNo, bytes: u64, hits: u64) {
        if let Some(under_way) = &mut *self.searches.course.borrow_mut() {
            under_way.course.note(worker, bytes, hits);
        }
        self.searches.show();
    }

    /// A worker is done with the files that it was given, or has ended.
    pub(super) fn end_searching(self: &Rc<Case>, worker: WorkerNo) {
        if let Some(under_way) = &mut *self.searches.course.borrow_mut() {
            under_way.course.end(worker);
        }
        self.searches.show();
        if let Some(worker) = self.workers.get(worker) {
            self.assign_searching(&worker);
        } else if self.workers.of(Role::Search).is_empty()
            && let Some(under_way) = &mut *self.searches.course.borrow_mut()
        {
            // Nobody is left to go through the others.
            under_way.course.stop();
        }
        self.finish_search();
    }

    /// Tells the engine that a search is over, if it is, and then whoever waits for it.
    fn finish_search(self: &Rc<Case>) {
        let number = {
            let mut course = self.searches.course.borrow_mut();
            let over = course.as_mut().filter(|under_way| under_way.course.is_over() && !under_way.is_ending);
            let Some(under_way) = over else { return };
            under_way.is_ending = true;
            under_way.course.number
        };
        self.workers.end(Some(Role::Search));
        let case = Rc::clone(self);
        spawn_local(async move {
            let store = case.store.borrow().clone();
            let Some(store) = store else { return };
            store.send(&Command::EndSearch { search: number }).await;
            store.drained().await;
            let own = Rc::clone(&case);
            case.ask_status(move || own.tell_of_search(number));
        });
    }

    fn tell_of_search(&self, number: SearchNo) {
        let is_it = |under_way: &SearchUnderWay| under_way.course.number == number;
        // The case may have been put away meanwhile.
        let ended = self.searches.course.borrow_mut().take_if(|under_way| is_it(under_way));
        if let Some(mut ended) = ended {
            self.searches.status.running.set(None);
            if let Some(then) = ended.then.take() {
                then(number);
            }
        }
    }
}
