//! Systems: which service an event tells of (`by_system` of the summary).

use serde::{Deserialize, Serialize};

/// The system that recorded an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum System {
    /// WorkSpaces Secure Browser Session Logger.
    SessionLogger,
    /// WorkSpaces Secure Browser user access logging.
    UserAccess,
}

impl System {
    /// Every system; the place in it is what columns hold.
    pub const ALL: [System; 2] = [System::SessionLogger, System::UserAccess];

    /// The name in the summary and in the filter language.
    pub const fn id(self) -> &'static str {
        match self {
            System::SessionLogger => "session-logger",
            System::UserAccess => "user-access-logging",
        }
    }

    /// The system of this number in a column.
    pub fn from_index(index: u8) -> System {
        Self::ALL.get(usize::from(index)).copied().unwrap_or(System::SessionLogger)
    }
}
