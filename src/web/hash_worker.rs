//! A hash worker: hashes what an ingest worker has read, while that one reads on. Browsers do it in the thread
//! that asks, and it takes about as long as reading.

use super::sha256;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Sets the worker's handler: `[number, bytes]` comes in, `[number, hash, bytes]` goes out.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let scope = Rc::new(scope.clone());
    let own = Rc::clone(&scope);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let scope = Rc::clone(&own);
        spawn_local(async move {
            let parts: Array = event.data().unchecked_into();
            let bytes: Uint8Array = parts.get(1).unchecked_into();
            let sha256 = sha256::end(sha256::begin(&bytes), &bytes).await;
            let answer = Array::of3(&parts.get(0), &sha256.unwrap_or_default().into(), &bytes);
            let _ = scope.post_message_with_transfer(&answer, &Array::of1(&bytes.buffer()));
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
