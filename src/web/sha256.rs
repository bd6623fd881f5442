//! SHA-256 of what is in memory. The browser hashes several times as fast as we do, but does not on pages that
//! came unencrypted from another machine.

use sessionscope::reader::hex;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;
use web_sys::js_sys::{Promise, Uint8Array, global};

/// Bytes that we hash at a time.
const SLICE_BYTES: u32 = 8 << 20;

/// Has the browser hash these bytes; nothing where it does not.
pub fn begin(bytes: &Uint8Array) -> Option<Promise> {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    // Where it has none this throws, which is an error like any other.
    crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes).ok()
}

/// What the browser has found; where it has not, what we find. In lower-case hexadecimal.
pub async fn end(begun: Option<Promise>, bytes: &Uint8Array) -> String {
    if let Some(digest) = begun
        && let Ok(digest) = JsFuture::from(digest).await
    {
        return hex(&Uint8Array::new(&digest).to_vec());
    }
    let (mut sha256, len) = (Sha256::new(), bytes.length());
    for start in (0..len).step_by(SLICE_BYTES as usize) {
        sha256.update(bytes.subarray(start, len.min(start + SLICE_BYTES)).to_vec());
    }
    hex(&sha256.finalize())
}
