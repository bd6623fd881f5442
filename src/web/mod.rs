//! The page and its workers: the only room that knows a browser.
//!
//! It does not start itself. `public/boot.js` seals the page first, and then calls one of the two
//! entrances below; workers come from its `sessionscope.spawn(role)`.

use wasm_bindgen::prelude::*;

/// The entrance of the page, on the main thread.
#[wasm_bindgen]
pub fn page_main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| leptos::html::main());
}

/// The entrance of a worker. It must set its message handler before it returns: messages that wait
/// already are delivered right after.
#[wasm_bindgen]
pub fn worker_main(role: String) {
    console_error_panic_hook::set_once();
    let _ = role;
}
