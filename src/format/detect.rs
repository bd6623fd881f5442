//! Which format a record has: by its content, never by the name of its file.

use super::{session_logger, user_access};
use crate::container::json::{Fields, Schema};
use serde::{Deserialize, Serialize};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Format {
    /// WorkSpaces Secure Browser Session Logger.
    SessionLogger,
    /// WorkSpaces Secure Browser user access logging.
    UserAccess,
}

impl Format {
    /// Every format, in the order in which they are tried on a record of unknown format.
    pub const ALL: [Format; 2] = [Format::SessionLogger, Format::UserAccess];

    /// The identifier of the contract (`inputs[].format`).
    pub const fn id(self) -> &'static str {
        match self {
            Format::SessionLogger => "session-logger",
            Format::UserAccess => "user-access-logging",
        }
    }

    /// The fields that its reader wants.
    pub const fn schema(self) -> Schema {
        match self {
            Format::SessionLogger => session_logger::SCHEMA,
            Format::UserAccess => user_access::SCHEMA,
        }
    }

    /// Whether an object whose fields were cut out by [`Format::schema`] is a record of this format.
    pub fn recognises(self, fields: &Fields<'_>) -> bool {
        match self {
            Format::SessionLogger => session_logger::is_session_logger(fields),
            Format::UserAccess => user_access::is_user_access(fields),
        }
    }
}
