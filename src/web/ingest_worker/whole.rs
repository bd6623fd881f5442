//! A file in memory, and what it hashes to. The browser hashes several times as fast as we do, and beside
//! the reading; but whole buffers only, and not on pages that came unencrypted from another machine.

use super::hash;
use super::slices::{self, Slices};
use futures::stream::{self, StreamExt};
use sessionscope::container::zip::is_zip;
use sessionscope::reader::hex;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{ArrayBuffer, Promise, Uint8Array, global};
use web_sys::{File, WorkerGlobalScope};

/// A zip of more bytes is not copied to where we work.
const LARGE_ZIP_BYTES: u32 = 1 << 20;

/// A file that was read whole, if that could be done.
pub struct Whole {
    buffer: Result<ArrayBuffer, ()>,
    /// What the browser says that it hashes to, once it knows.
    digest: Option<Promise>,
}

impl Whole {
    /// Reads a file, and lets the browser begin to hash it.
    pub async fn of(file: File) -> Whole {
        let buffer = slices::read_all(&file).await;
        let digest = buffer.as_ref().ok().and_then(begin_digest);
        Whole { buffer, digest }
    }

    /// Its bytes, or that it could not be read.
    pub fn slices(&self) -> Slices {
        match &self.buffer {
            Ok(buffer) => slices::of_buffer(buffer),
            Err(()) => stream::once(async { Err(()) }).boxed_local(),
        }
    }

    /// Whether it is a zip that is better read at its members' places than held.
    pub fn is_large_zip(&self) -> bool {
        self.buffer.as_ref().is_ok_and(|buffer| {
            buffer.byte_length() > LARGE_ZIP_BYTES && is_zip(&Uint8Array::new(buffer).slice(0, 4).to_vec())
        })
    }

    /// SHA-256 in lower-case hexadecimal.
    pub async fn sha256(&self) -> String {
        if let Some(digest) = &self.digest
            && let Ok(digest) = JsFuture::from(digest.clone()).await
        {
            return hex(&Uint8Array::new(&digest).to_vec());
        }
        hash(self.slices(), || false).await.unwrap_or_default()
    }
}

/// Has the browser hash a buffer; nothing where it does not.
fn begin_digest(buffer: &ArrayBuffer) -> Option<Promise> {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    // Where it has none this throws, which is an error like any other.
    crypto.subtle().digest_with_str_and_buffer_source("SHA-256", buffer).ok()
}
