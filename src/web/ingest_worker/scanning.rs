//! A job of a search in the original text: files are read again, their records searched, and the engine told of what is
//! found.

use super::course::Course;
use super::open_file::OpenFile;
use super::page_link::PageLink;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use sessionscope::engine::Command;
use sessionscope::model::record_places::RecordPlaces;
use sessionscope::reader::scan::RecordScan;
use sessionscope::search::{Needle, Searcher};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::js_sys::{Array, Uint8Array};

/// A job of a search.
pub struct ScanJob<'w> {
    pub page: &'w PageLink,
    pub store: Rc<StorePort>,
    /// Its number.
    pub ticket: u32,
    /// The number of the search.
    pub search: u32,
}

impl ScanJob<'_> {
    /// Searches the records of these files, which came beside the message with the places in them.
    pub async fn run(self, needle: &Needle, files: Vec<String>, beside: &Array) {
        let mut unread = Vec::new();
        // What the page has asked for it has read before.
        if let Ok(mut searcher) = Searcher::new(needle) {
            let pieces = beside.iter().skip(files.len()).filter_map(|it| it.dyn_into::<Uint8Array>().ok());
            let mut places = Vec::new();
            pieces.for_each(|piece| places.extend(piece.to_vec()));
            let mut scan = RecordScan::new(RecordPlaces::read(places));
            let mut course = Course::begin(self.page, self.ticket);
            let read = async |path: String, given| {
                self.read(&path, given, &mut scan, &mut searcher, &mut course).await
            };
            unread = OpenFile::each(files, beside, read).await;
            self.note(&mut searcher, &mut course).await;
            course.tell();
        }
        self.store.drained().await;
        self.page.tell(&FromIngest::Scanned { ticket: self.ticket, unread }, &[]);
    }

    /// Reads a file; whether to its end.
    async fn read(
        &self,
        path: &str,
        given: OpenFile,
        scan: &mut RecordScan,
        searcher: &mut Searcher,
        course: &mut Course<'_>,
    ) -> bool {
        let mut batch = RecordScan::batch();
        given
            .drive(path, &mut batch, async |batch, work| {
                scan.drain(batch, searcher);
                let is_due = course.note(work).await;
                if is_due || searcher.is_full() {
                    self.note(searcher, course).await;
                }
                if is_due {
                    course.tell();
                }
            })
            .await
    }

    /// Tells the engine what was searched and found.
    async fn note(&self, searcher: &mut Searcher, course: &mut Course<'_>) {
        let (searched, found) = searcher.take();
        course.found += found.rows().count() as u64;
        if !searched.is_empty() {
            self.store.send(&Command::NoteSearched { search: self.search, searched, found }).await;
        }
    }
}
