//! One binary with two faces: the page and its workers on wasm32, a command line natively.

/// The page does nothing by itself: `public/boot.js` calls `page_main` or `worker_main` of the
/// library's `web` room, once it has sealed the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    // Naming the library here links it, and with it the two entrances.
    use sessionscope as _;
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
