//! A job of the pass for what contents hash to: files are read again, unpacked as far as archives need it, and the engine
//! is told what was found.

use super::course::Course;
use super::open_file::OpenFile;
use super::page_link::PageLink;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use sessionscope::engine::Command;
use sessionscope::model::batch::Batch;
use sessionscope::model::content_hash::ContentHashes;
use std::rc::Rc;
use web_sys::js_sys::Array;

/// A job of the pass.
pub struct ContentJob<'w> {
    pub page: &'w PageLink,
    pub store: Rc<StorePort>,
    /// Its number.
    pub ticket: u32,
}

impl ContentJob<'_> {
    /// Hashes what is wanted of these files, which came beside the message.
    pub async fn run(self, files: Vec<(String, Vec<String>)>, beside: &Array) {
        let (mut found, mut course) = (Vec::new(), Course::begin(self.page, self.ticket));
        let hash = async |(path, wanted): (String, Vec<String>), given| {
            let contents = Some(Box::new(ContentHashes::of(wanted)));
            let mut batch = Batch { contents, ..Batch::default() };
            let is_read = read(&path, given, &mut batch, &mut course).await;
            found.extend(batch.contents.map(|contents| contents.found).unwrap_or_default());
            is_read
        };
        let unread = OpenFile::each(files, beside, hash).await;
        self.store.send(&Command::SetContents(found)).await;
        self.store.drained().await;
        self.page.tell(&FromIngest::Scanned { ticket: self.ticket, unread }, &[]);
    }
}

/// Reads a file; whether to its end.
async fn read(path: &str, given: OpenFile, batch: &mut Batch, course: &mut Course<'_>) -> bool {
    given
        .drive(path, batch, async |_, work| {
            if course.note(work).await {
                course.tell();
            }
        })
        .await
}
