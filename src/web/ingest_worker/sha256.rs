//! SHA-256 by the browser, several times as fast as our own. It has it for whole buffers only, and not on
//! pages that came unencrypted from another machine.

use sessionscope::reader::hex;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;
use web_sys::js_sys::{ArrayBuffer, Uint8Array, global};

/// The hash of these bytes in lower-case hexadecimal; nothing where the browser makes none.
pub async fn sha256_of(bytes: &ArrayBuffer) -> Option<String> {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    // Where there is none this throws, which is an error like any other.
    let digest = crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes).ok()?;
    let digest: ArrayBuffer = JsFuture::from(digest).await.ok()?.dyn_into().ok()?;
    Some(hex(&Uint8Array::new(&digest).to_vec()))
}
