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
mod case_file;
mod client;
mod context;
mod deep;
mod drop;
mod engine_worker;
mod found;
mod ingest_worker;
mod leads;
mod marks;
mod protocol;
mod rules;
mod scheduler;
mod selection;
mod shell;
mod store_port;
mod views;
mod watched_worker;
mod widgets;
mod words;
mod zones;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// The page does nothing by itself: `public/boot.js` calls one of the two below, once it has sealed the page.
fn main() {}

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
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if let Some(scope) = worker_scope() {
            let words = format!("{}{panic}", watched_worker::PANIC);
            let _ = scope.post_message(&JsValue::from_str(&words));
        }
    }));
    let Some(scope) = worker_scope() else { return };
    match role.as_str() {
        "engine" => engine_worker::start(&scope),
        _ => ingest_worker::start(&scope),
    }
}

fn worker_scope() -> Option<DedicatedWorkerGlobalScope> {
    web_sys::js_sys::global().dyn_into().ok()
}
