//! An ingest worker: reads files in slices, and sends batches to the engine. The same worker hashes
//! files, finds original texts again, interprets the texts of terminal sessions, and makes the sample case.

mod random_access;
mod slices;
mod store_port;
mod terminal;
mod whole;

use super::protocol::{FromIngest, Parcel, ToIngest, ToStore, is_read_whole, pack, unpack};
use futures::stream::{self, StreamExt};
use random_access::RandomAccess;
use sessionscope::container::zip::{ReaderAt, is_zip};
use sessionscope::model::batch::Batch;
use sessionscope::reader::archive::{Archive, extract, extract_packed};
use sessionscope::reader::original::{HEAD_BYTES, OriginalText, is_plain_text};
use sessionscope::reader::{Reader, hex};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use store_port::StorePort;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent, MessagePort};
use whole::Whole;

/// How many files of a bundle are being read and hashed while one is worked on: the time that a small file
/// takes to be opened is mostly waiting.
const FILES_AHEAD: usize = 16;

/// Bytes that are worked on before the batch is looked at: packed, they may hold many times as much.
const PART_BYTES: usize = 1 << 20;

/// Bytes after which the page is told how far reading is.
const PROGRESS_BYTES: u64 = 1 << 20;

/// What all tasks of the worker share.
struct Worker {
    scope: DedicatedWorkerGlobalScope,
    store: RefCell<Option<Rc<StorePort>>>,
    /// Grows with every `Cancel`: a task that began before stops.
    cancels: Cell<u32>,
    /// Texts of terminal sessions that are being looked at.
    texts: terminal::Texts,
}

/// Sets the worker's handler.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let worker = Rc::new(Worker {
        scope: scope.clone(),
        store: RefCell::default(),
        cancels: Cell::default(),
        texts: terminal::Texts::default(),
    });
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some((message, beside)) = unpack::<ToIngest>(&event.data()) else { return };
        let worker = Rc::clone(&worker);
        match message {
            ToIngest::Connect => {
                if let Ok(port) = beside.get(0).dyn_into::<MessagePort>() {
                    *worker.store.borrow_mut() = Some(StorePort::new(port));
                }
            }
            ToIngest::Cancel => worker.cancels.set(worker.cancels.get() + 1),
            ToIngest::Read { paths } => spawn_local(async move { worker.read(paths, &beside).await }),
            ToIngest::Hash { paths } => spawn_local(async move { worker.hash(paths, &beside).await }),
            ToIngest::Original { ticket, member, offset, len } => spawn_local(async move {
                let text = original(&beside, member, offset, len).await;
                worker.tell(&FromIngest::Original { ticket, text }, &[]);
            }),
            ToIngest::Terminal { ticket, question, inputs } => {
                let ask = terminal::Ask { ticket, question, inputs, files: beside };
                spawn_local(
                    async move { worker.texts.answer(ask, &|answer| worker.tell(&answer, &[])).await },
                );
            }
            ToIngest::CancelTerminal { ticket } => worker.texts.cancel(ticket),
            ToIngest::Sample => worker.make_sample(),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

fn file_at(files: &Array, index: usize) -> Option<File> {
    files.get(index as u32).dyn_into().ok()
}

impl Worker {
    fn tell(&self, message: &FromIngest, beside: &[Uint8Array]) {
        let Parcel { message, transfer } = pack(message);
        for bytes in beside {
            message.push(bytes);
            transfer.push(&bytes.buffer());
        }
        let _ = self.scope.post_message_with_transfer(&message, &transfer);
    }

    fn store(&self) -> Option<Rc<StorePort>> {
        self.store.borrow().clone()
    }

    async fn read(&self, paths: Vec<String>, files: &Array) {
        let Some(store) = self.store() else { return };
        let began = self.cancels.get();
        let mut batch = Batch::default();
        let mut progress = 0;
        let whole = (0..paths.len()).filter_map(|index| file_at(files, index).filter(is_read_whole));
        let mut whole = stream::iter(whole).map(Whole::of).buffered(FILES_AHEAD);
        for (index, path) in paths.iter().enumerate() {
            let Some(file) = file_at(files, index) else { continue };
            let whole = if is_read_whole(&file) { whole.next().await } else { None };
            if whole.as_ref().is_none_or(Whole::is_large_zip)
                && let Some(archive) = open_zip(&file, path).await
            {
                let tell = |bytes| self.tell(&FromIngest::Progress { bytes }, &[]);
                self.read_archive(archive, &mut batch, &store, began, tell).await;
                if self.cancels.get() != began {
                    break;
                }
                continue;
            }
            let mut reader = Reader::new(path).with_len(file.size() as u64);
            let mut slices = match &whole {
                Some(whole) => whole.slices(),
                None => slices::of_file(&file),
            };
            let (mut read, mut failed) = (0, false);
            'file: while let Some(slice) = slices.next().await {
                let Ok(slice) = slice else {
                    failed = true;
                    break;
                };
                for part in slice.chunks(PART_BYTES) {
                    reader.push(part, &mut batch);
                    if batch.is_full() {
                        store.send(&ToStore::Batch(Box::new(std::mem::take(&mut batch)))).await;
                    }
                    if self.cancels.get() != began {
                        break 'file;
                    }
                }
                // A message for each of many small files would keep the page busy.
                (read, progress) = (read + slice.len() as u64, progress + slice.len() as u64);
                if progress >= PROGRESS_BYTES {
                    self.tell(&FromIngest::Progress { bytes: std::mem::take(&mut progress) }, &[]);
                }
            }
            if failed {
                // What will never be read is not waited for.
                progress += file.size() as u64 - read;
                self.tell(&FromIngest::Failed { path: path.clone() }, &[]);
                reader.fail(&mut batch);
            } else if self.cancels.get() != began {
                reader.cancel(&mut batch);
            } else {
                if let Some(whole) = &whole {
                    reader = reader.with_known_hash(whole.sha256().await);
                }
                if let Some(archive) = reader.finish(&mut batch) {
                    self.read_archive(archive, &mut batch, &store, began, |_| {}).await;
                }
            }
            if self.cancels.get() != began {
                break;
            }
        }
        self.tell(&FromIngest::Progress { bytes: progress }, &[]);
        store.send(&ToStore::Batch(Box::new(batch))).await;
        store.drained().await;
        self.tell(&FromIngest::ReadDone, &[]);
    }

    /// Reads the members of a zip. `tell` is told of its bytes as they are read: where it was taken in as a
    /// whole before, they count already.
    async fn read_archive<S: ReaderAt>(
        &self,
        mut archive: Archive<S>,
        batch: &mut Batch,
        store: &StorePort,
        began: u32,
        tell: impl Fn(u64),
    ) {
        let mut told = 0;
        while archive.step(batch) {
            if batch.is_full() {
                store.send(&ToStore::Batch(Box::new(std::mem::take(batch)))).await;
            }
            let read = archive.packed_read();
            if read > told {
                tell(read - told);
                told = read;
                // Lets a `Cancel` in.
                slices::pause().await;
            }
            if self.cancels.get() != began {
                return archive.cancel(batch);
            }
        }
    }

    async fn hash(&self, paths: Vec<String>, files: &Array) {
        let Some(store) = self.store() else { return };
        let began = self.cancels.get();
        for (index, path) in paths.into_iter().enumerate() {
            let Some(file) = file_at(files, index) else { continue };
            let sha256 = hash(&file, || self.cancels.get() != began).await;
            if let Some(sha256) = sha256 {
                store.send(&ToStore::Hash { path, sha256 }).await;
            }
        }
        store.drained().await;
        self.tell(&FromIngest::HashDone, &[]);
    }

    fn make_sample(&self) {
        let (paths, bytes): (Vec<String>, Vec<Uint8Array>) = sessionscope::sample::sample_case()
            .into_iter()
            .map(|file| (file.path, Uint8Array::from(file.bytes.as_slice())))
            .unzip();
        self.tell(&FromIngest::Sample { paths }, &bytes);
    }
}

/// Hashes a file slice by slice; nothing where it cannot be read, or is given up.
async fn hash(file: &File, is_given_up: impl Fn() -> bool) -> Option<String> {
    let mut sha256 = Sha256::new();
    let mut slices = slices::of_file(file);
    while let Some(slice) = slices.next().await {
        sha256.update(&slice.ok()?);
        if is_given_up() {
            return None;
        }
    }
    Some(hex(&sha256.finalize()))
}

/// The members of a file that is a zip and can be opened.
async fn open_zip(file: &File, path: &str) -> Option<Archive<RandomAccess>> {
    let head = slices::read(file, 0, 4).await.ok()?;
    let access = RandomAccess::to(file).filter(|_| is_zip(&head))?;
    let len = access.len();
    Archive::open(access, len, path, vec!["zip".to_owned()]).ok()
}

/// Gives the bytes of a member of a zip, which may be packed itself, to `sink`; whether it is there, and
/// nothing where the file cannot be read.
async fn extract_member(file: &File, member: &str, sink: &mut dyn FnMut(&[u8]) -> bool) -> Option<bool> {
    let head = slices::read(file, 0, 4).await.ok()?;
    if is_zip(&head) {
        let access = RandomAccess::to(file)?;
        return Some(extract(&access, access.len(), member, sink));
    }
    let whole = slices::read(file, 0, u64::MAX).await.ok()?;
    Some(extract_packed(&whole, member, sink))
}

/// A stretch of the decoded text of a file, or of a member of it.
async fn original(files: &Array, member: Option<String>, offset: u64, len: u32) -> Option<String> {
    let file = file_at(files, 0)?;
    if let Some(member) = member {
        let mut original = OriginalText::new(offset, len);
        let mut sink = |bytes: &[u8]| original.push(bytes);
        let is_there = extract_member(&file, &member, &mut sink).await?;
        return is_there.then(|| original.finish());
    }
    let first = slices::read(&file, 0, HEAD_BYTES).await.ok()?;
    if is_plain_text(&first) {
        let bytes = slices::read(&file, offset, offset + u64::from(len)).await.ok()?;
        return Some(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut original = OriginalText::new(offset, len);
    let mut slices = slices::of_file(&file);
    while let Some(slice) = slices.next().await {
        if original.push(&slice.ok()?) {
            break;
        }
    }
    Some(original.finish())
}
