//! What files hash to. The browser hashes what is in memory as a whole; what is larger than that, we hash.

use super::sha256;
use super::slices::{self, ByteStream};
use sessionscope::source::limits::{HASH_BUFFER_STEP_BYTES, WHOLE_FILE_BYTES};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;
use web_sys::js_sys::{ArrayBuffer, Uint8Array};

/// Hashes files.
#[derive(Default)]
pub struct Hasher {
    /// The memory of the file before, for the next one. What is taken anew has to be cleared by the system first, and
    /// what is left behind stays until the browser looks for it.
    buffer: Cell<Option<ArrayBuffer>>,
}

impl Hasher {
    /// SHA-256, in lower-case hexadecimal, of a file or of its bytes; nothing where it cannot be read.
    pub async fn sha256(&self, given: &JsValue) -> Option<String> {
        if let Some(bytes) = given.dyn_ref::<Uint8Array>() {
            return sha256::end(sha256::begin(bytes), bytes).await;
        }
        let file: &File = given.dyn_ref()?;
        if file.size() <= WHOLE_FILE_BYTES as f64 && sha256::is_known_to_the_browser() {
            let len = file.size() as u32;
            if let Some(stream) = ByteStream::open(file, self.buffer(len + 1)) {
                let (bytes, buffer) = stream.whole(len).await?;
                let sha256 = sha256::end(sha256::begin(&bytes), &bytes).await;
                self.buffer.set(Some(buffer));
                return sha256;
            }
        }
        sha256::of(slices::of_file(file)).await
    }

    fn buffer(&self, bytes: u32) -> ArrayBuffer {
        let left = self.buffer.take().filter(|left| left.byte_length() >= bytes);
        left.unwrap_or_else(|| ArrayBuffer::new(bytes.next_multiple_of(HASH_BUFFER_STEP_BYTES)))
    }
}
