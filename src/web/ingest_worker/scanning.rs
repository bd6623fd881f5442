//! A job of a search in the original text: files are read again, their records searched, and the engine told of what is
//! found.

use super::open_file::OpenFile;
use super::page_link::PageLink;
use super::pause::pause;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use sessionscope::engine::Command;
use sessionscope::model::record_places::RecordPlaces;
use sessionscope::reader::scan::RecordScan;
use sessionscope::search::{Needle, Searcher};
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::js_sys::{Array, Date, Uint8Array};

/// How often the page is told how far it is, in milliseconds.
const TELL_EVERY_MS: f64 = 100.0;

/// A job of a search.
pub struct ScanJob<'w> {
    pub page: &'w PageLink,
    pub store: Rc<StorePort>,
    /// Its number.
    pub ticket: u32,
    /// The number of the search.
    pub search: u32,
}

/// How far a job is.
#[derive(Default)]
struct ScanCourse {
    /// What was done since the last pause.
    cost: u64,
    /// Bytes that were read since the page was told, and when that was.
    bytes: u64,
    told_ms: f64,
    /// Events that were found since.
    found: u64,
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
            let mut course = ScanCourse::default();
            for (number, (path, given)) in files.iter().zip(beside.iter()).enumerate() {
                let is_read = match OpenFile::open(&given) {
                    Some(given) => self.read(path, given, &mut scan, &mut searcher, &mut course).await,
                    None => false,
                };
                if !is_read {
                    unread.push(number as u32);
                }
            }
            self.note(&mut searcher, &mut course).await;
            self.tell(&mut course);
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
        course: &mut ScanCourse,
    ) -> bool {
        let mut batch = RecordScan::batch();
        given
            .drive(path, &mut batch, async |batch, work| {
                scan.drain(batch, searcher);
                course.bytes += work.read;
                course.cost += work.cost;
                if searcher.is_full() {
                    self.note(searcher, course).await;
                }
                if course.cost >= PAUSE_EVERY_BYTES {
                    course.cost = 0;
                    pause().await;
                }
                if Date::now() >= course.told_ms + TELL_EVERY_MS {
                    self.note(searcher, course).await;
                    self.tell(course);
                }
            })
            .await
    }

    /// Tells the engine what was searched and found.
    async fn note(&self, searcher: &mut Searcher, course: &mut ScanCourse) {
        let (searched, found) = searcher.take();
        course.found += found.rows().count() as u64;
        if !searched.is_empty() {
            self.store.send(&Command::NoteSearched { search: self.search, searched, found }).await;
        }
    }

    fn tell(&self, course: &mut ScanCourse) {
        course.told_ms = Date::now();
        let (bytes, found) = (std::mem::take(&mut course.bytes), std::mem::take(&mut course.found));
        self.page.tell(&FromIngest::ScanProgress { ticket: self.ticket, bytes, found }, &[]);
    }
}
