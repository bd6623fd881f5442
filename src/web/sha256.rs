//! SHA-256, in lower-case hexadecimal. The browser hashes several times as fast as we do, but only what is in
//! memory, and not on pages that came unencrypted from another machine.

use super::ingest_worker::slices::{self, Slices};
use futures::StreamExt;
use sessionscope::reader::hex;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;
use web_sys::js_sys::{Promise, Uint8Array, global};

/// Has the browser hash these bytes; nothing where it does not.
pub fn begin(bytes: &Uint8Array) -> Option<Promise> {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    // Where it has none this throws, which is an error like any other.
    crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes).ok()
}

/// What the browser has found; where it has not, what we find.
pub async fn end(begun: Option<Promise>, bytes: &Uint8Array) -> Option<String> {
    if let Some(digest) = begun
        && let Ok(digest) = JsFuture::from(digest).await
    {
        return Some(hex(&Uint8Array::new(&digest).to_vec()));
    }
    of(slices::of_memory(bytes), &|| false).await
}

/// What we find; nothing where a slice cannot be read, or it is given up.
pub async fn of(mut slices: Slices, is_given_up: &dyn Fn() -> bool) -> Option<String> {
    let mut sha256 = Sha256::new();
    while let Some(slice) = slices.next().await {
        sha256.update(&slice.ok()?);
        if is_given_up() {
            return None;
        }
    }
    Some(hex(&sha256.finalize()))
}
