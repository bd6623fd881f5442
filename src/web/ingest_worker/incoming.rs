//! A file on its way in, and what it hashes to.

use super::hasher::Hasher;
use super::slices::{self, Slices};
use super::stream::{ByteStream, Kept, Spare};
use crate::web::protocol::{OPENED_HERE_BYTES, WHOLE_FILE_BYTES};
use crate::web::sha256;
use futures::stream::{self, StreamExt};
use std::rc::Rc;
use web_sys::File;
use web_sys::js_sys::{Promise, Uint8Array};

/// Up to this size handing it over takes longer than hashing it. What the page has opened is never larger: it could
/// not be read again, should the hasher fail.
const HASHED_HERE_BYTES: u32 = OPENED_HERE_BYTES as u32;

/// A file on its way in.
pub struct Incoming {
    /// Its bytes, or that they could not be read.
    pub slices: Slices,
    /// All of them, where they are kept.
    kept: Option<Kept>,
    /// Where their memory goes when they have been hashed, where it can be read into again.
    spare: Option<Rc<Spare>>,
    /// What the browser says that they hash to, once it knows.
    digest: Option<Promise>,
}

impl Incoming {
    /// Begins to read a file, and to hash it beside where `is_hashed`.
    pub async fn begin(file: &File, is_hashed: bool, spare: &Rc<Spare>) -> Incoming {
        if !is_hashed {
            return Incoming { slices: slices::of_file(file), kept: None, spare: None, digest: None };
        }
        let kept = Kept::default();
        match ByteStream::open_kept(file, spare, kept.clone()) {
            Some(stream) => Incoming {
                slices: slices::streamed(stream),
                kept: Some(kept),
                spare: Some(Rc::clone(spare)),
                digest: None,
            },
            None => slices::read_all(file)
                .await
                .map_or_else(|()| Incoming::failed(), |bytes| Incoming::of(&bytes)),
        }
    }

    /// A file that is in memory. The browser may begin to hash it.
    pub fn of(bytes: &Uint8Array) -> Incoming {
        let digest = if bytes.length() <= HASHED_HERE_BYTES { sha256::begin(bytes) } else { None };
        let kept = Kept::new(bytes.clone().into());
        Incoming { slices: slices::of_memory(bytes), kept: Some(kept), spare: None, digest }
    }

    /// A file that cannot be read.
    pub fn failed() -> Incoming {
        Incoming {
            slices: stream::once(async { Err(()) }).boxed_local(),
            kept: None,
            spare: None,
            digest: None,
        }
    }

    /// SHA-256 in lower-case hexadecimal, when all has been read; nothing where it is not kept, or the hasher fails.
    pub async fn sha256(self, hasher: impl FnOnce() -> Rc<Hasher>) -> Option<String> {
        let kept = self.kept?;
        let bytes = kept.get()?;
        if self.digest.is_none() && bytes.length() > HASHED_HERE_BYTES {
            let (sha256, bytes) = hasher().sha256(bytes).await?;
            if let Some(spare) = self.spare {
                spare.put(bytes.buffer());
            }
            return Some(sha256);
        }
        sha256::end(self.digest.or_else(|| sha256::begin(bytes)), bytes).await
    }
}

/// SHA-256 in lower-case hexadecimal of a file, all of which is read for that; nothing where it cannot be, or it is
/// given up.
pub async fn hash_alone(file: &File, spare: &Spare, is_given_up: &dyn Fn() -> bool) -> Option<String> {
    if file.size() <= WHOLE_FILE_BYTES
        && let Some(bytes) = ByteStream::whole(file, spare).await
        && !is_given_up()
    {
        let sha256 = sha256::end(sha256::begin(&bytes), &bytes).await;
        spare.put(bytes.buffer());
        return sha256;
    }
    sha256::of(slices::of_file(file), is_given_up).await
}
