//! What is known of a JSON value that was read, or why it could not be read.

use super::fields::{Fields, Slots};

/// Why a value could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// The text ends within the value.
    Incomplete,
    /// The byte at this offset may not stand there.
    Syntax {
        /// Bytes from the start of the value.
        at: usize,
    },
    /// More than [`MAX_JSON_DEPTH`](crate::source::limits::MAX_JSON_DEPTH) levels.
    TooDeep {
        /// Bytes from the start of the value.
        at: usize,
    },
}

/// What is known of a value that was read.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Length of the value in bytes.
    pub len: usize,
    /// Hash of its content.
    pub content: u64,
    /// Whether it has bytes beyond ASCII, which may not be valid UTF-8.
    pub non_ascii: bool,
    /// Line feeds within it.
    pub line_feeds: u32,
    /// Number of the shape that it was recalled by (`shape.rs`).
    pub shape: Option<u8>,
}

/// How a value was read does not count.
impl PartialEq for Extent {
    fn eq(&self, other: &Extent) -> bool {
        let told = |extent: &Extent| (extent.len, extent.content, extent.non_ascii, extent.line_feeds);
        told(self) == told(other)
    }
}

impl Eq for Extent {}

/// A value that was read, and where its wanted fields lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkedValue {
    /// What is known of the value.
    pub extent: Extent,
    /// Where the wanted fields lie.
    pub slots: Slots,
}

impl WalkedValue {
    /// The wanted fields as slices of the text that was walked.
    pub fn fields<'a>(&'a self, text: &'a [u8]) -> Fields<'a> {
        self.slots.fields(text)
    }
}
