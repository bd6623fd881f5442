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
    /// CloudTrail, any call but those below.
    CloudTrail,
    /// CloudShell's calls in CloudTrail.
    CloudShell,
    /// Session Manager: its calls in CloudTrail, and all of its sessions.
    SessionManager,
    /// Session Manager, streamed to CloudWatch Logs.
    SessionManagerStream,
    /// Session Manager, a transcript.
    SessionManagerTranscript,
    /// Logins to WorkSpaces.
    WorkspacesAccess,
}

impl System {
    /// Every system; the place in it is what columns hold.
    pub const ALL: [System; 8] = [
        System::SessionLogger,
        System::UserAccess,
        System::CloudTrail,
        System::CloudShell,
        System::SessionManager,
        System::SessionManagerStream,
        System::SessionManagerTranscript,
        System::WorkspacesAccess,
    ];

    /// The name in the summary and in the filter language.
    pub const fn id(self) -> &'static str {
        match self {
            System::SessionLogger => "session-logger",
            System::UserAccess => "user-access-logging",
            System::CloudTrail => "cloudtrail",
            System::CloudShell => "cloudshell",
            System::SessionManager => "session-manager",
            System::SessionManagerStream => "session-manager-stream",
            System::SessionManagerTranscript => "session-manager-transcript",
            System::WorkspacesAccess => "workspaces-access",
        }
    }

    /// The system of this number in a column.
    pub fn from_index(index: u8) -> System {
        Self::ALL.get(usize::from(index)).copied().unwrap_or(System::SessionLogger)
    }

    /// Whether its events carry the id of their session.
    pub const fn has_session_ids(self) -> bool {
        matches!(self, System::SessionLogger) || self.is_session_manager()
    }

    /// Whether its events belong to sessions of Session Manager.
    pub const fn is_session_manager(self) -> bool {
        matches!(
            self,
            System::SessionManager | System::SessionManagerStream | System::SessionManagerTranscript
        )
    }
}
