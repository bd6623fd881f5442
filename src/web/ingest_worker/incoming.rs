//! A file on its way in, and what it hashes to.

use super::hasher::Hasher;
use super::slices::{self, Slices};
use super::stream::Kept;
use crate::web::protocol::is_kept;
use crate::web::sha256;
use futures::stream::{self, StreamExt};
use std::rc::Rc;
use web_sys::File;
use web_sys::js_sys::Promise;

/// Of a file up to this size, opening it takes longer than reading it, and handing it over than hashing it.
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
        let digest = if is_read_ahead(&file) { sha256::begin(&bytes) } else { None };
        let slices = slices::of_memory(&bytes);
        Incoming { slices, kept: Some(Kept::new(bytes.into())), digest }
    }

    /// SHA-256 in lower-case hexadecimal, when all has been read; nothing where that is to be found out later.
    pub async fn sha256(self, hasher: impl FnOnce() -> Rc<Hasher>) -> Option<String> {
        let kept = self.kept?;
        let bytes = kept.get()?;
        match self.digest {
            None if f64::from(bytes.length()) > AHEAD_BYTES => hasher().sha256(bytes).await,
            digest => Some(sha256::end(digest, bytes).await),
        }
    }
}
