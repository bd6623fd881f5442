//! A search in the original texts of some files: they are gone through again, and what is found goes to the engine.

use super::page_link::PageLink;
use super::pause::pause;
use super::random_access::RandomAccess;
use super::slices;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use futures::stream::StreamExt;
use sessionscope::container::zip::ReaderAt;
use sessionscope::engine::Command;
use sessionscope::filter::TextSearch;
use sessionscope::model::batch::{Batch, EndReason};
use sessionscope::model::text_searches::{InputRecords, SearchNo};
use sessionscope::reader::driver::{Driver, Step, Work};
use sessionscope::reader::scan::Scan;
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::File;
use web_sys::js_sys::{Array, Date};

/// How often the page is told how far it is, in milliseconds.
const PROGRESS_EVERY_MS: f64 = 100.0;

/// The files of a search that this worker goes through.
pub struct SearchJob<'w> {
    page: &'w PageLink,
    store: Rc<StorePort>,
    number: SearchNo,
    /// How often work was cancelled when this began.
    began: u32,
    /// What was done since the last pause.
    cost: u64,
    /// Bytes that were gone through since the page was told, and when that was.
    bytes: u64,
    told_ms: f64,
    /// Hits that the page was told of.
    told_hits: u64,
}

impl<'w> SearchJob<'w> {
    /// Nothing yet.
    pub fn begin(page: &'w PageLink, store: Rc<StorePort>, number: SearchNo) -> SearchJob<'w> {
        let began = page.cancels();
        SearchJob { page, store, number, began, cost: 0, bytes: 0, told_ms: Date::now(), told_hits: 0 }
    }

    /// Goes through files up to the last one, or until it is stopped. Of one that cannot be read nothing is told: the engine
    /// knows of which files it has heard.
    pub async fn search(
        mut self,
        wanted: &TextSearch,
        paths: Vec<String>,
        records: Vec<InputRecords>,
        files: &Array,
    ) {
        // The page has looked whether it can be searched for.
        let Ok(scan) = Scan::new(wanted) else { return };
        scan.want(records);
        for (path, file) in paths.iter().zip(files.iter()) {
            if let (false, Ok(file)) = (self.is_stopped(), file.dyn_into::<File>()) {
                self.search_file(path, &file, &scan).await;
                self.hand_on(&scan).await;
            }
        }
        self.store.drained().await;
        self.tell(&scan);
    }

    fn is_stopped(&self) -> bool {
        self.page.cancels() != self.began
    }

    async fn search_file(&mut self, path: &str, file: &File, scan: &Rc<Scan>) {
        let access = RandomAccess::to(file).map(|access| Box::new(access) as Box<dyn ReaderAt>);
        let mut slices = slices::of_file(file);
        let mut driver = Driver::search(path, file.size() as u64, access, Rc::clone(scan));
        loop {
            // What is read of a file is in the store.
            let mut batch = Batch::default();
            match driver.step(&mut batch) {
                Step::NeedsBytes => match slices.next().await {
                    Some(Ok(bytes)) => driver.push(bytes),
                    Some(Err(())) => return driver.stop(EndReason::Changed, &mut batch),
                    None => driver.end_of_bytes(None),
                },
                Step::Worked(work) => {
                    self.note(work, scan).await;
                    if self.is_stopped() {
                        return driver.stop(EndReason::Cancelled, &mut batch);
                    }
                }
                Step::Unreadable => return driver.stop(EndReason::Changed, &mut batch),
                Step::Done => return,
            }
        }
    }

    /// Tells how far it is, and pauses, each when it is time.
    async fn note(&mut self, work: Work, scan: &Rc<Scan>) {
        self.bytes += work.read;
        self.cost += work.cost;
        if Date::now() >= self.told_ms + PROGRESS_EVERY_MS {
            self.tell(scan);
        }
        if self.cost >= PAUSE_EVERY_BYTES {
            self.cost = 0;
            pause().await;
        }
    }

    /// Hands on what was found.
    async fn hand_on(&self, scan: &Rc<Scan>) {
        let found = scan.take_found();
        if !found.is_empty() {
            self.store.send(&Command::AddFound { search: self.number, found }).await;
        }
    }

    fn tell(&mut self, scan: &Rc<Scan>) {
        self.told_ms = Date::now();
        let hits = scan.hits() - std::mem::replace(&mut self.told_hits, scan.hits());
        let bytes = std::mem::take(&mut self.bytes);
        self.page.tell(&FromIngest::SearchProgress { bytes, hits }, &[]);
    }
}
