//! What the bytes of an input hash to: made while they are read, or told by somebody who knows.

use crate::source::hash::hex;
use sha2::{Digest, Sha256};

/// SHA-256 of an input.
#[derive(Default)]
pub(super) enum InputHash {
    /// Nobody asked for it here.
    #[default]
    NotAsked,
    /// It is being made.
    Begun(Box<Sha256>),
    /// It was known before.
    Known(String),
}

impl InputHash {
    /// The hash of nothing yet.
    pub(super) fn begin() -> InputHash {
        InputHash::Begun(Box::default())
    }

    /// Adds the next bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        if let InputHash::Begun(sha256) = self {
            sha256.update(bytes);
        }
    }

    /// The hash of all bytes, in lower-case hexadecimal, where it was asked for.
    pub(super) fn end(self) -> Option<String> {
        match self {
            InputHash::NotAsked => None,
            InputHash::Begun(sha256) => Some(hex(&sha256.finalize())),
            InputHash::Known(sha256) => Some(sha256),
        }
    }
}
