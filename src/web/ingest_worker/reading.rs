//! The reading of one bundle of files: bytes to batches, batches to the engine, and word of it to the page.

use super::incoming::{Incoming, is_read_ahead};
use super::slices;
use super::store_port::StorePort;
use super::{Worker, open_zip};
use crate::web::protocol::{FromIngest, ToStore};
use futures::stream::{self, StreamExt};
use sessionscope::container::zip::ReaderAt;
use sessionscope::model::batch::Batch;
use sessionscope::reader::Reader;
use sessionscope::reader::archive::Archive;
use std::rc::Rc;
use web_sys::File;

/// How many files of a bundle are being read and hashed while one is worked on: the time that a small file
/// takes to be opened is mostly waiting.
const FILES_AHEAD: usize = 16;

/// Bytes that are worked on before the batch is looked at: packed, they may hold many times as much.
const PART_BYTES: usize = 1 << 20;

/// Bytes after which the page is told how far reading is: a message for each of many small files would keep
/// it busy.
const PROGRESS_BYTES: u64 = 1 << 20;

/// What is read, and not handed on yet.
pub struct Reading<'w> {
    worker: &'w Worker,
    store: Rc<StorePort>,
    /// The worker's `cancels` when it began.
    began: u32,
    batch: Batch,
    /// Bytes that were read since the page was told.
    progress: u64,
}

impl<'w> Reading<'w> {
    /// Nothing yet.
    pub fn begin(worker: &'w Worker, store: Rc<StorePort>) -> Reading<'w> {
        Reading { worker, store, began: worker.cancels.get(), batch: Batch::default(), progress: 0 }
    }

    /// Reads files, each with its path, up to the last one or to a `Cancel`.
    pub async fn read(mut self, files: Vec<(String, File)>) {
        let ahead: Vec<File> = files.iter().map(|(_, file)| file.clone()).filter(is_read_ahead).collect();
        let mut ahead = stream::iter(ahead).map(Incoming::ahead).buffered(FILES_AHEAD);
        for (path, file) in files {
            let small = if is_read_ahead(&file) { ahead.next().await } else { None };
            // A small zip is read like any file.
            match if small.is_none() { open_zip(&file, &path).await } else { None } {
                Some(archive) => self.read_archive(archive, true).await,
                None => self.read_file(&file, &path, small).await,
            }
            if self.is_cancelled() {
                break;
            }
        }
        self.tell_progress();
        self.hand_on().await;
        self.store.drained().await;
        self.worker.tell(&FromIngest::ReadDone, &[]);
    }

    fn is_cancelled(&self) -> bool {
        self.worker.cancels.get() != self.began
    }

    async fn read_file(&mut self, file: &File, path: &str, small: Option<Incoming>) {
        let mut reader = Reader::new(path).with_len(file.size() as u64);
        let mut incoming = match small {
            Some(small) => small,
            None => Incoming::begin(file).await,
        };
        let mut read = 0;
        while let Some(slice) = incoming.slices.next().await {
            let Ok(slice) = slice else {
                // What will never be read is not waited for.
                self.note_progress(file.size() as u64 - read);
                self.worker.tell(&FromIngest::Failed { path: path.to_owned() }, &[]);
                return reader.fail(&mut self.batch);
            };
            for part in slice.chunks(PART_BYTES) {
                reader.push(part, &mut self.batch);
                self.hand_on_if_full().await;
                if self.is_cancelled() {
                    return reader.cancel(&mut self.batch);
                }
            }
            read += slice.len() as u64;
            self.note_progress(slice.len() as u64);
        }
        if let Some(sha256) = incoming.sha256(|| self.worker.hasher()).await {
            reader = reader.with_known_hash(sha256);
        }
        if let Some(archive) = reader.finish(&mut self.batch) {
            self.read_archive(archive, false).await;
        }
    }

    /// Reads the members of a zip. `is_new` says that its bytes do not count as read yet.
    async fn read_archive<S: ReaderAt>(&mut self, mut archive: Archive<S>, is_new: bool) {
        let mut known = 0;
        while archive.step(&mut self.batch) {
            self.hand_on_if_full().await;
            let read = archive.packed_read();
            if read > known {
                if is_new {
                    self.note_progress(read - known);
                }
                known = read;
                // Lets a `Cancel` in.
                slices::pause().await;
            }
            if self.is_cancelled() {
                return archive.cancel(&mut self.batch);
            }
        }
    }

    async fn hand_on_if_full(&mut self) {
        if self.batch.is_full() {
            self.hand_on().await;
        }
    }

    async fn hand_on(&mut self) {
        self.store.send(&ToStore::Batch(Box::new(self.batch.take()))).await;
    }

    fn note_progress(&mut self, bytes: u64) {
        self.progress += bytes;
        if self.progress >= PROGRESS_BYTES {
            self.tell_progress();
        }
    }

    fn tell_progress(&mut self) {
        self.worker.tell(&FromIngest::Progress { bytes: std::mem::take(&mut self.progress) }, &[]);
    }
}
