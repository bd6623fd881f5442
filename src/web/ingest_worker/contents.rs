//! A job of the pass for what contents hash to: files are read again, unpacked as far as archives need it, and the engine
//! is told what was found.

use super::open_file::OpenFile;
use super::page_link::PageLink;
use super::pause::pause;
use crate::protocol::FromIngest;
use crate::store_port::StorePort;
use sessionscope::engine::Command;
use sessionscope::model::batch::Batch;
use sessionscope::model::content_hash::ContentHashes;
use sessionscope::source::limits::PAUSE_EVERY_BYTES;
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
        let (mut unread, mut found) = (Vec::new(), Vec::new());
        for (number, ((path, wanted), given)) in (0..).zip(files.into_iter().zip(beside.iter())) {
            let contents = Some(Box::new(ContentHashes::of(wanted)));
            let mut batch = Batch { contents, ..Batch::default() };
            let is_read = match OpenFile::open(&given) {
                Some(given) => self.read(&path, given, &mut batch).await,
                None => false,
            };
            found.extend(batch.contents.map(|contents| contents.found).unwrap_or_default());
            if !is_read {
                unread.push(number);
            }
        }
        self.store.send(&Command::SetContents(found)).await;
        self.store.drained().await;
        self.page.tell(&FromIngest::Scanned { ticket: self.ticket, unread }, &[]);
    }

    /// Reads a file; whether to its end.
    async fn read(&self, path: &str, given: OpenFile, batch: &mut Batch) -> bool {
        let mut cost = 0;
        given
            .drive(path, batch, async |_, work| {
                cost += work.cost;
                if cost >= PAUSE_EVERY_BYTES {
                    cost = 0;
                    pause().await;
                }
            })
            .await
    }
}
