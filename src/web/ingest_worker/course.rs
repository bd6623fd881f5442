//! How far a job of a pass over files is: it lets others have their turn, and tells the page from time to time.

use super::page_link::PageLink;
use super::pause::pause;
use crate::protocol::FromIngest;
use sessionscope::reader::driver::Work;
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
use web_sys::js_sys::Date;

/// How often the page is told how far it is, in milliseconds.
const TELL_EVERY_MS: f64 = 100.0;

/// How far a job is.
pub struct Course<'w> {
    page: &'w PageLink,
    /// Number of the job.
    ticket: u32,
    /// What was done since the last pause.
    cost: u64,
    /// Bytes that were read since the page was told, and when that was.
    bytes: u64,
    told_ms: f64,
    /// Events that were found since.
    pub found: u64,
}

impl<'w> Course<'w> {
    /// That of a job that begins.
    pub fn begin(page: &'w PageLink, ticket: u32) -> Course<'w> {
        Course { page, ticket, cost: 0, bytes: 0, told_ms: 0.0, found: 0 }
    }

    /// Notes a piece of work, after which others may have had their turn; whether it is time to tell the page.
    pub async fn note(&mut self, work: Work) -> bool {
        self.bytes += work.read;
        self.cost += work.cost;
        if self.cost >= PAUSE_EVERY_BYTES {
            self.cost = 0;
            pause().await;
        }
        Date::now() >= self.told_ms + TELL_EVERY_MS
    }

    /// Tells the page.
    pub fn tell(&mut self) {
        self.told_ms = Date::now();
        let (bytes, found) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.found));
        self.page.tell(&FromIngest::ScanProgress { ticket: self.ticket, bytes, found }, &[]);
    }
}
