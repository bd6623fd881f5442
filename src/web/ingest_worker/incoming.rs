//! A file on its way in, and what it hashes to. The browser hashes several times as fast as we do, and beside
//! the reading; but whole buffers only, and not on pages that came unencrypted from another machine.

use super::hash;
use super::slices::{self, Slices};
use super::stream::Kept;
use crate::web::protocol::is_kept;
use futures::stream::{self, StreamExt};
use sessionscope::reader::hex;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Promise, Uint8Array, global};
use web_sys::{File, WorkerGlobalScope};

/// Of a file up to this size, opening it takes longer than reading it.
const AHEAD_BYTES: f64 = 1e6;

/// Whether a file is read while those before it are worked on.
pub fn is_read_ahead(file: &File) -> bool {
    file.size() <= AHEAD_BYTES
}

/// A file on its way in.
pub struct Incoming {
    /// Its bytes, or that they could not be read.
    pub slices: Slices,
    /// All of them, where they are kept.
    kept: Option<Kept>,
    /// What the browser says that they hash to, once it knows.
    digest: Option<Promise>,
}

impl Incoming {
    /// Begins to read a file.
    pub async fn begin(file: &File) -> Incoming {
        if !is_kept(file) {
            return Incoming { slices: slices::of_file(file), kept: None, digest: None };
        }
        let kept = Kept::default();
        match slices::streamed(file, Some(kept.clone())) {
            Some(slices) => Incoming { slices, kept: Some(kept), digest: None },
            None => Incoming::ahead(file.clone()).await,
        }
    }

    /// Reads all of a file, and lets the browser begin to hash it.
    pub async fn ahead(file: File) -> Incoming {
        let Ok(bytes) = slices::read_all(&file).await else {
            return Incoming {
                slices: stream::once(async { Err(()) }).boxed_local(),
                kept: None,
                digest: None,
            };
        };
        let (slices, digest) = (slices::of_memory(&bytes), begin_digest(&bytes));
        Incoming { slices, kept: Some(Kept::new(bytes.into())), digest }
    }

    /// SHA-256 in lower-case hexadecimal, when all has been read; nothing where that is to be found out later.
    pub async fn sha256(self) -> Option<String> {
        let kept = self.kept?;
        let bytes = kept.get()?;
        if let Some(digest) = self.digest.or_else(|| begin_digest(bytes))
            && let Ok(digest) = JsFuture::from(digest).await
        {
            return Some(hex(&Uint8Array::new(&digest).to_vec()));
        }
        hash(slices::of_memory(bytes), || false).await
    }
}

/// Has the browser hash these bytes; nothing where it does not.
fn begin_digest(bytes: &Uint8Array) -> Option<Promise> {
    let crypto = global().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
    // Where it has none this throws, which is an error like any other.
    crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes).ok()
}
