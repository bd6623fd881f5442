//! What was given: paths, spans and limits, and how bytes are looked at and hashed whatever they mean. No bytes
//! are kept here, and nothing is read here.

pub mod arn;
pub mod block;
pub mod cidr;
pub mod composed;
mod enum_table;
pub mod hash;
pub mod joined_hash;
pub mod limits;
pub mod network;
pub mod order;
pub mod path;
pub mod recorder;
pub mod script_line;
pub mod session_id;
pub mod word;

pub use crate::enum_table;

use serde::{Deserialize, Serialize};

/// Where a piece of an input lies: the way back from an event to its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset in the decoded text (after gzip, and after UTF-16 has become UTF-8).
    pub offset: u64,
    /// Length in bytes of the decoded text.
    pub len: u32,
    /// Line of the first byte, counted from 1; 0 where lines make no sense.
    pub line: u32,
}
