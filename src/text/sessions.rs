//! What is said of a session.

use crate::model::{SessionState, System};
use crate::say;
use crate::state::Language;

/// The sign of a session's state, its name, and what it means for sessions of its system.
pub fn session_state(
    language: Language,
    system: System,
    state: SessionState,
) -> (&'static str, String, String) {
    match state {
        SessionState::Ended => {
            let meaning = match system {
                System::SessionManager | System::SessionManagerStream | System::SessionManagerTranscript => {
                    say!(language, "sessions-ended-transcript")
                }
                System::SessionLogger
                | System::UserAccess
                | System::CloudTrail
                | System::CloudShell
                | System::WorkspacesAccess => say!(language, "sessions-ended-explained"),
            };
            ("■", say!(language, "sessions-ended"), meaning)
        }
        SessionState::Disconnected => {
            ("◪", say!(language, "sessions-disconnected"), say!(language, "sessions-disconnected-explained"))
        }
        SessionState::Open => {
            let meaning = match system {
                System::SessionManager | System::SessionManagerStream | System::SessionManagerTranscript => {
                    say!(language, "sessions-open-manager")
                }
                System::CloudShell => say!(language, "sessions-open-shell"),
                System::SessionLogger
                | System::UserAccess
                | System::CloudTrail
                | System::WorkspacesAccess => say!(language, "sessions-open-explained"),
            };
            ("□", say!(language, "sessions-open"), meaning)
        }
    }
}
