//! One binary with two faces: the page and its workers on wasm32, a command line natively.

#[cfg(target_arch = "wasm32")]
mod web;

/// The page does nothing by itself: `public/boot.js` calls `page_main` or `worker_main` of the `web`
/// room, once it has sealed the page.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    sessionscope::cli::main()
}
