//! The program of all workers that have files: ingest workers read them in slices and send batches to the engine, and
//! hash them when all is read; the reading worker finds original texts again and interprets terminal sessions. An
//! ingest worker also makes the sample case.

mod contents;
mod course;
mod hashing;
mod input_bytes;
mod open_file;
mod page_link;
mod pause;
mod random_access;
mod reading;
mod rules;
mod scanning;
mod sha256;
mod slices;
mod terminal;

use super::protocol::{FromIngest, ToIngest, unpack_in_worker};
use super::store_port::StorePort;
use contents::ContentJob;
use futures::lock::Mutex;
use hashing::Hasher;
use input_bytes::original;
use page_link::PageLink;
use reading::ReadJob;
use rules::{KnownRules, RuleJob};
use scanning::ScanJob;
use sessionscope::state::queue::FileNo;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// What all tasks of the worker share.
struct Worker {
    page: PageLink,
    store: RefCell<Option<Rc<StorePort>>>,
    hasher: Hasher,
    /// Texts of terminal sessions that are being looked at.
    texts: terminal::TerminalTexts,
    rules: KnownRules,
    /// Held while a job of a pass over files is done.
    scanning: Mutex<()>,
}

/// Sets the worker's handler.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let worker = Rc::new(Worker {
        page: PageLink::new(scope),
        store: RefCell::default(),
        hasher: Hasher::default(),
        texts: terminal::TerminalTexts::default(),
        rules: KnownRules::default(),
        scanning: Mutex::default(),
    });
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some((message, beside)) = unpack_in_worker::<ToIngest>(&event.data()) {
            Rc::clone(&worker).hear(message, beside);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

impl Worker {
    fn hear(self: Rc<Worker>, message: ToIngest, beside: Array) {
        match message {
            ToIngest::Connect { byte_budget } => {
                if let Ok(port) = beside.get(0).dyn_into::<MessagePort>() {
                    *self.store.borrow_mut() = Some(StorePort::new(port, byte_budget));
                }
            }
            ToIngest::Cancel => self.page.cancel(),
            ToIngest::Read { files } => spawn_local(async move {
                let store = self.store.borrow().clone();
                if let Some(store) = store {
                    ReadJob::begin(&self.page, store).read(files, &beside).await;
                }
            }),
            ToIngest::Hash { files } => spawn_local(async move { self.hash(files, &beside).await }),
            ToIngest::Original { ticket, member, offset, len } => spawn_local(async move {
                let text = original(&beside, member, offset, len).await;
                self.page.tell(&FromIngest::Original { ticket, text }, &[]);
            }),
            ToIngest::Terminal { ticket, request, inputs } => {
                let job = terminal::TerminalJob { ticket, request, inputs, files: beside };
                spawn_local(async move {
                    self.texts.respond(job, &|message| self.page.tell(&message, &[])).await
                });
            }
            ToIngest::Scan { ticket, search, needle, files } => spawn_local(async move {
                let store = self.store.borrow().clone();
                if let Some(store) = store {
                    // One after the other: each has places in memory.
                    let _turn = self.scanning.lock().await;
                    ScanJob { page: &self.page, store, ticket, search }.run(&needle, files, &beside).await;
                }
            }),
            ToIngest::HashContents { ticket, files } => spawn_local(async move {
                let store = self.store.borrow().clone();
                if let Some(store) = store {
                    let _turn = self.scanning.lock().await;
                    ContentJob { page: &self.page, store, ticket }.run(files, &beside).await;
                }
            }),
            ToIngest::RunRules { ticket, run, rules, files } => spawn_local(async move {
                let store = self.store.borrow().clone();
                if let Some(store) = store {
                    let _turn = self.scanning.lock().await;
                    let rules = self.rules.get(rules);
                    RuleJob { page: &self.page, store, ticket, run }.run(&rules, files, &beside).await;
                }
            }),
            ToIngest::CancelTerminal { ticket } => self.texts.cancel(ticket),
            ToIngest::Sample => self.make_sample(),
        }
    }

    async fn hash(&self, files: Vec<FileNo>, given: &Array) {
        for (file, given) in files.into_iter().zip(given.iter()) {
            let sha256 = self.hasher.sha256(&given).await;
            self.page.tell(&FromIngest::Hashed { file, sha256 }, &[]);
        }
        self.page.tell(&FromIngest::BundleDone, &[]);
    }

    fn make_sample(&self) {
        let (paths, bytes): (Vec<String>, Vec<Uint8Array>) = sessionscope::sample::sample_case()
            .into_iter()
            .map(|file| (file.path, Uint8Array::from(file.bytes.as_slice())))
            .unzip();
        self.page.tell(&FromIngest::Sample { paths }, &bytes);
    }
}
