//! What the content of an input hashes to: the hash that digests of CloudTrail have of it.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What the content of an input hashes to. Its content is that of its first gzip member, uncompressed, or its bytes
/// where they are not packed (E41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentHash {
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// Whether anything follows the first gzip member.
    pub has_more: bool,
}

/// Collects what the contents of some inputs hash to. A batch that has it is filled by a pass over files for these hashes
/// alone: nothing else is read of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentHashes {
    /// Paths of the inputs whose contents are wanted.
    pub wanted: HashSet<String>,
    /// What was found: path and hash, each once.
    pub found: Vec<(String, ContentHash)>,
}

impl ContentHashes {
    /// A pass for the contents of these inputs.
    pub fn of(paths: impl IntoIterator<Item = String>) -> ContentHashes {
        ContentHashes { wanted: paths.into_iter().collect(), found: Vec::new() }
    }
}
