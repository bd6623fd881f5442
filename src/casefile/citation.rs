//! Citations: where the record of an event stands, whatever is read and in which order.

use serde::{Deserialize, Serialize};

/// What is known of the content of an input.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InputId {
    /// Its SHA-256 in lower-case hexadecimal.
    Sha256(String),
    /// The input of this path that is read now, which is not hashed yet.
    ReadNow,
    /// Nothing: what has the same path now may be something else.
    Unknown,
}

impl InputId {
    /// Of an input that is read now, with its hash if that is known.
    pub fn of(sha256: Option<&str>) -> InputId {
        sha256.map_or(InputId::ReadNow, |sha256| InputId::Sha256(sha256.to_owned()))
    }

    /// Its hash, if that is known.
    pub fn sha256(&self) -> Option<&str> {
        match self {
            InputId::Sha256(sha256) => Some(sha256),
            InputId::ReadNow | InputId::Unknown => None,
        }
    }
}

/// A record, by the place where it is written (E3). If it holds several events, it stands for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// Path of its input.
    pub path: String,
    /// Which content that has.
    pub input: InputId,
    /// Its line in the decoded text, from 1, for people; 0 where lines make no sense.
    pub line: u32,
    /// Where the record begins in the decoded text, in bytes.
    pub offset: u64,
    /// The hash of the content of the event, where it is known. By this it is found where its record counts as a copy of
    /// one in another input, which depends on what else is read.
    pub content: Option<u64>,
}

impl Citation {
    /// Whether both are of one record: of the same content, or, where its hash is not known, of the same path.
    pub fn is_same(&self, other: &Citation) -> bool {
        // The offset first: it is nearly always another one.
        self.offset == other.offset
            && match (&self.input, &other.input) {
                (InputId::Sha256(one), InputId::Sha256(other)) => one == other,
                (one, another) => one == another && self.path == other.path,
            }
    }
}
