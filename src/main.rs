//! One binary, two faces: the page and its workers on wasm32, a command line natively.
fn main() {}
