//! An ingest worker: reads files in slices, and sends batches to the engine. The same worker hashes
//! files, finds original texts again, interprets the texts of terminal sessions, and makes the sample case.

mod hasher;
mod incoming;
mod random_access;
mod reading;
pub mod slices;
mod store_port;
mod stream;
mod terminal;

use super::protocol::{FromIngest, Parcel, ToIngest, pack, unpack};
use futures::StreamExt;
use hasher::Hasher;
use incoming::hash_alone;
use random_access::RandomAccess;
use reading::Reading;
use sessionscope::container::zip::is_zip;
use sessionscope::engine::Command;
use sessionscope::reader::archive::{Archive, extract, extract_packed};
use sessionscope::reader::original::{HEAD_BYTES, OriginalText, is_plain_text};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use store_port::StorePort;
use stream::Spare;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent, MessagePort};

/// What all tasks of the worker share.
struct Worker {
    scope: DedicatedWorkerGlobalScope,
    store: RefCell<Option<Rc<StorePort>>>,
    /// Started when there is something to hash that is worth to be handed over.
    hasher: OnceCell<Rc<Hasher>>,
    /// The memory of a file that has been hashed, for the next one.
    spare: Rc<Spare>,
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
        hasher: OnceCell::default(),
        spare: Rc::default(),
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
            ToIngest::AllRead => worker.spare.clear(),
            ToIngest::Read { paths, hashed_bytes } => {
                spawn_local(async move { worker.read(paths, &beside, hashed_bytes).await });
            }
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

    fn hasher(&self) -> Rc<Hasher> {
        Rc::clone(self.hasher.get_or_init(|| Rc::new(Hasher::start())))
    }

    async fn read(&self, paths: Vec<String>, files: &Array, hashed_bytes: f64) {
        let Some(store) = self.store() else { return };
        Reading::begin(self, store, hashed_bytes).read(paths, files).await;
    }

    async fn hash(&self, paths: Vec<String>, files: &Array) {
        let Some(store) = self.store() else { return };
        let began = self.cancels.get();
        let (mut done, mut given_up) = (0, Vec::new());
        for (index, path) in paths.into_iter().enumerate() {
            let Some(file) = file_at(files, index) else { continue };
            let is_given_up = || self.cancels.get() != began;
            // Of a zip the members are inputs, not the zip.
            if open_zip(&file, &path).await.is_none() {
                match hash_alone(&file, &self.spare, &is_given_up).await {
                    Some(sha256) => store.send(&Command::SetHash { path, sha256 }).await,
                    None if is_given_up() => {
                        given_up.push(path);
                        continue;
                    }
                    None => self.tell(&FromIngest::Failed { path }, &[]),
                }
            }
            done += 1;
        }
        store.drained().await;
        self.tell(&FromIngest::HashDone { done, given_up }, &[]);
    }

    fn make_sample(&self) {
        let (paths, bytes): (Vec<String>, Vec<Uint8Array>) = sessionscope::sample::sample_case()
            .into_iter()
            .map(|file| (file.path, Uint8Array::from(file.bytes.as_slice())))
            .unzip();
        self.tell(&FromIngest::Sample { paths }, &bytes);
    }
}

/// The members of a file that is a zip and can be opened.
async fn open_zip(file: &File, path: &str) -> Option<Archive> {
    let head = slices::read(file, 0, 4).await.ok()?;
    let access = RandomAccess::to(file).filter(|_| is_zip(&head))?;
    let len = access.len();
    Archive::open(Box::new(access), len, path, vec!["zip".to_owned()]).ok()
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
