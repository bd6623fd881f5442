//! The reading of one bundle of files: bytes to batches, batches to the engine, and word of it to the page.

use super::incoming::{Incoming, hash_alone};
use super::slices;
use super::store_port::StorePort;
use super::{Worker, open_zip};
use crate::web::protocol::FromIngest;
use futures::stream::StreamExt;
use sessionscope::engine::Command;
use sessionscope::model::batch::Batch;
use sessionscope::reader::Reader;
use sessionscope::reader::archive::Archive;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::File;
use web_sys::js_sys::{Array, Date, Uint8Array};

/// Bytes that are worked on before the batch is looked at: packed, they may hold many times as much.
const PART_BYTES: usize = 1 << 20;

/// How often the page is told how far reading is, in milliseconds: more would keep it busy.
const PROGRESS_EVERY_MS: f64 = 50.0;

/// What is read, and not handed on yet.
pub struct Reading<'w> {
    worker: &'w Worker,
    store: Rc<StorePort>,
    /// The worker's `cancels` when it began.
    began: u32,
    /// Files up to this size in bytes are hashed beside.
    hashed_bytes: f64,
    batch: Batch,
    /// Bytes that were read since the page was told, and when that was.
    progress: u64,
    told_ms: f64,
}

impl<'w> Reading<'w> {
    /// Nothing yet.
    pub fn begin(worker: &'w Worker, store: Rc<StorePort>, hashed_bytes: f64) -> Reading<'w> {
        Reading {
            worker,
            store,
            began: worker.cancels.get(),
            hashed_bytes,
            batch: Batch::default(),
            progress: 0,
            told_ms: 0.0,
        }
    }

    /// Reads files, each with its path, up to the last one or to a `Cancel`: each a file, or its bytes, or its size
    /// where it cannot be read.
    pub async fn read(mut self, paths: Vec<String>, files: &Array) {
        let mut waiting = paths.into_iter();
        for (path, given) in waiting.by_ref().zip(files.iter()) {
            // A small zip is read like any file.
            if let Some(bytes) = given.dyn_ref::<Uint8Array>() {
                self.read_file(&path, bytes.length().into(), Incoming::of(bytes), None).await;
            } else if let Some(file) = given.dyn_ref::<File>() {
                let len = file.size();
                match open_zip(file, &path).await {
                    Some(archive) => self.read_archive(archive, true).await,
                    None => {
                        let incoming =
                            Incoming::begin(file, len <= self.hashed_bytes, &self.worker.spare).await;
                        self.read_file(&path, len as u64, incoming, Some(file)).await;
                    }
                }
            } else {
                let len = given.as_f64().unwrap_or_default();
                self.read_file(&path, len as u64, Incoming::failed(), None).await;
            }
            if self.is_cancelled() {
                break;
            }
        }
        self.tell_progress();
        self.hand_on().await;
        self.store.drained().await;
        self.worker.tell(&FromIngest::ReadDone { given_up: waiting.collect() }, &[]);
    }

    fn is_cancelled(&self) -> bool {
        self.worker.cancels.get() != self.began
    }

    async fn read_file(&mut self, path: &str, len: u64, mut incoming: Incoming, file: Option<&File>) {
        let mut reader = Reader::new(path).with_len(len);
        let mut read = 0;
        while let Some(slice) = incoming.slices.next().await {
            let Ok(slice) = slice else {
                // What will never be read is not waited for.
                self.note_progress(len.saturating_sub(read));
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
        let mut hash = incoming.sha256(|| self.worker.hasher()).await;
        if let (None, Some(file)) = (&hash, file)
            && len as f64 <= self.hashed_bytes
        {
            hash = hash_alone(file, &self.worker.spare, &|| self.is_cancelled()).await;
        }
        if let Some(hash) = hash {
            reader = reader.with_known_hash(hash);
        }
        if let Some(archive) = reader.finish(&mut self.batch) {
            self.read_archive(archive, false).await;
        }
    }

    /// Reads the members of a zip. `is_new` says that its bytes do not count as read yet.
    async fn read_archive(&mut self, mut archive: Archive, is_new: bool) {
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
        self.store.send(&Command::Append(Box::new(self.batch.take()))).await;
    }

    fn note_progress(&mut self, bytes: u64) {
        self.progress += bytes;
        if Date::now() >= self.told_ms + PROGRESS_EVERY_MS {
            self.tell_progress();
        }
    }

    fn tell_progress(&mut self) {
        self.told_ms = Date::now();
        self.worker.tell(&FromIngest::Progress { bytes: std::mem::take(&mut self.progress) }, &[]);
    }
}
