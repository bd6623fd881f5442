//! The page and its workers: the only room that knows a browser.
//!
//! It does not start itself. `public/boot.js` seals the page first, and then calls one of the two
//! entrances below; workers come from its `sessionscope.spawn(role)`.
//!
//! ```text
//!   page (Leptos) ⇄ engine worker (store, questions) ⇄ ingest workers (bytes → batches)
//! ```

mod answers;
mod app;
mod bench;
mod case;
mod client;
mod context;
mod drop;
mod engine_worker;
mod hash_worker;
mod ingest_worker;
mod protocol;
mod scheduler;
mod sha256;
mod shell;
mod views;
mod widgets;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// The entrance of the page, on the main thread.
#[wasm_bindgen]
pub fn page_main() {
    console_error_panic_hook::set_once();
    let scheduler = scheduler::Scheduler::install();
    leptos::mount::mount_to_body(move || view! { <app::Root scheduler /> });
}

/// The entrance of a worker. It sets its message handler before it returns: messages that wait
/// already are delivered right after.
#[wasm_bindgen]
pub fn worker_main(role: String) {
    console_error_panic_hook::set_once();
    let Ok(scope) = web_sys::js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    match role.as_str() {
        "engine" => engine_worker::start(&scope),
        "hash" => hash_worker::start(&scope),
        _ => ingest_worker::start(&scope),
    }
}
