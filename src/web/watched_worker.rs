//! A worker that is watched: one that ends, for whatever reason, is told of.
//!
//! It may fail (`error`, `messageerror`; a panic says its last words before), or end without a word: then the lock
//! that it held is free (`public/boot.js`). Where there are no locks, and where it hangs, it only stops answering.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Array;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker of this program (`public/boot.js`).
    #[wasm_bindgen(js_namespace = sessionscope, js_name = spawn)]
    fn spawn(role: &str) -> Worker;
}

/// What a panic in a worker says begins with this.
pub const PANIC: &str = "panic: ";

/// How a worker has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// It failed, in these words.
    Failed(String),
    /// It ended without a word: the browser had no memory for it, or somebody ended it.
    Ended,
    /// It did not answer any more, and was ended.
    Silent,
}

/// A worker of this program.
pub struct WatchedWorker {
    worker: Worker,
    watch: Rc<Watch>,
}

/// What hears once that a worker has ended.
type OnExit = Box<dyn FnOnce(ExitReason)>;

struct Watch {
    worker: Worker,
    on_gone: RefCell<Option<OnExit>>,
    last_words: RefCell<Option<String>>,
    /// Beats since it was heard of last.
    unanswered: Cell<u32>,
}

impl Watch {
    /// The worker has ended, or is in no known state: it is ended for good.
    fn end(&self, gone: ExitReason) {
        self.silence();
        let on_gone = self.on_gone.borrow_mut().take();
        if let Some(on_gone) = on_gone {
            on_gone(gone);
        }
    }

    fn silence(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }

    /// Whether what it says is for others.
    fn hear(&self, data: &JsValue) -> bool {
        self.unanswered.set(0);
        let Some(words) = data.as_string() else { return true };
        if let Some(words) = words.strip_prefix(PANIC) {
            *self.last_words.borrow_mut() = Some(words.to_owned());
        }
        false
    }

    fn fail(&self, words: String) {
        let last_words = self.last_words.borrow_mut().take();
        self.end(ExitReason::Failed(last_words.unwrap_or(words)));
    }
}

impl WatchedWorker {
    /// Starts a worker. `on_message` hears what it says, `on_gone` once that it has ended.
    pub fn start(
        role: &str,
        on_message: impl Fn(&JsValue) + 'static,
        on_gone: impl FnOnce(ExitReason) + 'static,
    ) -> WatchedWorker {
        let worker = spawn(role);
        let watch = Rc::new(Watch {
            worker: worker.clone(),
            on_gone: RefCell::new(Some(Box::new(on_gone))),
            last_words: RefCell::default(),
            unanswered: Cell::default(),
        });
        let own = Rc::clone(&watch);
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if own.hear(&event.data()) {
                on_message(&event.data());
            }
        });
        worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        let own = Rc::clone(&watch);
        let fail = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let words = event.dyn_ref().map_or_else(|| event.type_(), ErrorEvent::message);
            own.fail(words);
        });
        let fail = fail.into_js_value();
        worker.set_onerror(Some(fail.unchecked_ref()));
        worker.set_onmessageerror(Some(fail.unchecked_ref()));
        let own = Rc::clone(&watch);
        let gone = Closure::<dyn FnMut()>::new(move || own.end(ExitReason::Ended));
        let _ = worker.add_event_listener_with_callback("gone", gone.into_js_value().unchecked_ref());
        WatchedWorker { worker, watch }
    }

    /// Sends it a message, and hands over what travels beside it.
    pub fn post(&self, message: &Array, transfer: &Array) {
        let _ = self.worker.post_message_with_transfer(message, transfer);
    }

    /// Asks whether it is there, and says how often it was asked since it was heard of last. One that is busy answers
    /// when it is done.
    pub fn beat(&self) -> u32 {
        let unanswered = self.watch.unanswered.get();
        if unanswered == 0 {
            let _ = self.worker.post_message(&JsValue::from_str("beat"));
        }
        self.watch.unanswered.set(unanswered + 1);
        unanswered
    }

    /// Ends a worker that does not answer: it is told of like any that has ended.
    pub fn give_up(&self) {
        self.watch.end(ExitReason::Silent);
    }
}

impl Drop for WatchedWorker {
    /// One that is not needed any more is ended, and nothing is told of it.
    fn drop(&mut self) {
        self.watch.on_gone.borrow_mut().take();
        self.watch.silence();
    }
}
