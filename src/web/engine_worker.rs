//! The engine worker: takes batches from the ingest workers, and answers the page meanwhile.

use super::protocol::{FromEngine, Parcel, ToEngine, ToStore, pack, unpack};
use sessionscope::engine::Engine;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// Sets the worker's handlers.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let engine = Rc::new(RefCell::new(Engine::default()));
    let own_scope = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match unpack::<ToEngine>(&event.data()) {
            Some((ToEngine::Ask { ticket, scope, question }, _)) => {
                let answer = engine.borrow_mut().ask(&scope, &question);
                let Parcel { message, transfer } = pack(&FromEngine { ticket, answer });
                let _ = own_scope.post_message_with_transfer(&message, &transfer);
            }
            Some((ToEngine::Connect, beside)) => {
                if let Ok(port) = beside.get(0).dyn_into::<MessagePort>() {
                    connect(&engine, &port);
                }
            }
            None => {}
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// Takes in what an ingest worker sends; each message is answered, so that it does not run ahead.
fn connect(engine: &Rc<RefCell<Engine>>, port: &MessagePort) {
    let engine = Rc::clone(engine);
    let own_port = port.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match unpack::<ToStore>(&event.data()) {
            Some((ToStore::Batch(batch), _)) => engine.borrow_mut().append(&batch),
            Some((ToStore::Hash { path, sha256 }, _)) => engine.borrow_mut().set_sha256(&path, &sha256),
            Some((ToStore::Unread { paths, why }, _)) => {
                engine.borrow_mut().leave_unread(&paths, why.ended());
            }
            None => {}
        }
        let _ = own_port.post_message(&wasm_bindgen::JsValue::NULL);
    });
    port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
