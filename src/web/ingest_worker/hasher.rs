//! The hash worker of an ingest worker.

use crate::web::client::spawn;
use futures::channel::oneshot;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{MessageEvent, Worker};

/// Hashes in a worker of its own.
pub struct Hasher {
    worker: Worker,
    next: Cell<u32>,
    has_failed: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Waiting>>,
}

/// Who waits for which hash, and for its bytes.
type Waiting = HashMap<u32, oneshot::Sender<(String, Uint8Array)>>;

impl Hasher {
    /// Starts the worker.
    pub fn start() -> Hasher {
        let (worker, waiting) = (spawn("hash"), Rc::<RefCell<Waiting>>::default());
        let own = Rc::clone(&waiting);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let number = parts.get(0).as_f64().unwrap_or_default() as u32;
            let sender = own.borrow_mut().remove(&number);
            if let (Some(sender), Some(sha256)) =
                (sender, parts.get(1).as_string().filter(|hash| !hash.is_empty()))
            {
                let _ = sender.send((sha256, parts.get(2).unchecked_into()));
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        // Nobody waits for a worker that has failed.
        let (own, has_failed) = (Rc::clone(&waiting), Rc::<Cell<bool>>::default());
        let failed = Rc::clone(&has_failed);
        let on_error = Closure::<dyn FnMut()>::new(move || {
            failed.set(true);
            own.borrow_mut().clear();
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        Hasher { worker, next: Cell::default(), has_failed, waiting }
    }

    /// SHA-256 in lower-case hexadecimal of bytes, which are handed over and come back with it; nothing where the
    /// worker fails.
    pub async fn sha256(&self, bytes: &Uint8Array) -> Option<(String, Uint8Array)> {
        if self.has_failed.get() {
            return None;
        }
        let (sender, receiver) = oneshot::channel();
        let number = self.next.replace(self.next.get().wrapping_add(1));
        self.waiting.borrow_mut().insert(number, sender);
        let (message, transfer) = (Array::of2(&number.into(), bytes), Array::of1(&bytes.buffer()));
        self.worker.post_message_with_transfer(&message, &transfer).ok()?;
        receiver.await.ok()
    }
}
