//! One binary, two faces: the page and its workers on wasm32, a command line natively.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    sessionscope::cli::main()
}

// The page calls `page_main` and `worker_main` of the library when it is sealed.
#[cfg(target_arch = "wasm32")]
fn main() {}
