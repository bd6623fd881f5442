//! What the content of an input hashes to (E41).

use crate::container::first_member::FirstMember;
use crate::model::content_hash::ContentHash;
use sha2::{Digest, Sha256};

/// Hashes the content of an input whose bytes are pushed into it.
pub(super) struct ContentHasher {
    member: FirstMember,
    sha256: Sha256,
}

impl ContentHasher {
    /// A hash of nothing yet; no more than so many bytes come out of what is packed.
    pub(super) fn new(byte_budget: u64) -> ContentHasher {
        ContentHasher { member: FirstMember::new(byte_budget), sha256: Sha256::new() }
    }

    /// Adds the next bytes of the input.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let ContentHasher { member, sha256 } = self;
        member.push(bytes, &mut |content| sha256.update(content));
    }

    /// The hash when all has come.
    pub(super) fn finish(self) -> ContentHash {
        let ContentHasher { member, mut sha256 } = self;
        let has_more = member.finish(&mut |content| sha256.update(content));
        ContentHash { sha256: sha256.finalize().into(), has_more }
    }
}
