//! The page and its workers: the only room that knows a browser.
//!
//! It does not start itself. `public/boot.js` seals the page first, and then calls one of the two
//! entrances below; workers come from its `sessionscope.spawn(role)`.
//!
//! ```text
//!   page (Leptos) ⇄ engine worker (store, questions) ⇄ ingest workers (bytes → batches)
//! ```
//!
//! In a `view!` a computed child or attribute is written as a closure there (`{move || words()}`), not
//! given by the name of one: leptos, built to erase types, then compiles its part once for all of them.
//! An element that such a closure gives, in an option or a list too, ends in `.into_any()`, and a number in
//! `.to_string()`: that part is compiled for each type that closures give. For the same reason `web` has a
//! [`memo::Memo`], [`signal::RwSignal`], [`node_ref::NodeRef`] and [`widgets::show::Show`] of its own, and handlers are
//! written `on:click=handler(…)`; `tests/architecture.rs` holds that.
#![allow(clippy::redundant_closure)] // See above.

mod any;
mod app;
mod bench;
mod case;
mod client;
mod context;
mod drop;
mod effect;
mod engine_worker;
mod followed;
mod handler;
mod hash_worker;
mod ingest_worker;
mod memo;
mod node_ref;
mod protocol;
mod sha256;
mod shell;
mod signal;
mod turns;
mod views;
mod widgets;
mod words;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// The entrance of the page, on the main thread.
#[wasm_bindgen]
pub fn page_main() {
    console_error_panic_hook::set_once();
    turns::take();
    leptos::mount::mount_to_body(app::Root);
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
