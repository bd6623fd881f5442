//! SHA-256, in lower-case hexadecimal. The browser hashes several times as fast as we do, but only what is in
//! memory, and not on pages that came unencrypted from another machine.

use futures::stream::{Stream, StreamExt};
use sessionscope::source::hash::hex;
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;
use web_sys::js_sys::{Promise, Reflect, Uint8Array, global};

/// Whether the browser hashes here.
pub fn is_known_to_the_browser() -> bool {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto();
    crypto.is_ok_and(|crypto| {
        Reflect::get(&crypto, &JsValue::from_str("subtle")).is_ok_and(|subtle| subtle.is_object())
    })
}

/// Has the browser hash these bytes; nothing where it does not.
pub fn begin(bytes: &Uint8Array) -> Option<Promise> {
    if !is_known_to_the_browser() {
        return None;
    }
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes).ok()
}

/// What the browser has found; where it has not, what we find.
pub async fn end(begun: Option<Promise>, bytes: &Uint8Array) -> Option<String> {
    if let Some(digest) = begun
        && let Ok(digest) = JsFuture::from(digest).await
    {
        return Some(hex(&Uint8Array::new(&digest).to_vec()));
    }
    of(super::slices::of_memory(bytes)).await
}

/// What we find; nothing where a slice cannot be read.
pub async fn of(mut slices: impl Stream<Item = Result<Vec<u8>, ()>> + Unpin) -> Option<String> {
    let mut sha256 = Sha256::new();
    while let Some(slice) = slices.next().await {
        sha256.update(&slice.ok()?);
    }
    Some(hex(&sha256.finalize()))
}
