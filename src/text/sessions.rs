//! What is said of a session.

use crate::model::system::SessionRule;
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
            let meaning = match system.session_rule() {
                SessionRule::ById(System::SessionManager) => say!(language, "sessions-ended-transcript"),
                SessionRule::ById(_)
                | SessionRule::ByGap
                | SessionRule::ByStartAndEnd
                | SessionRule::NoSessions => say!(language, "sessions-ended-explained"),
            };
            ("■", say!(language, "sessions-ended"), meaning)
        }
        SessionState::Disconnected => {
            ("◪", say!(language, "sessions-disconnected"), say!(language, "sessions-disconnected-explained"))
        }
        SessionState::Open => {
            let meaning = match system.session_rule() {
                SessionRule::ById(System::SessionManager) => say!(language, "sessions-open-manager"),
                SessionRule::ByGap => say!(language, "sessions-open-shell"),
                SessionRule::ById(_) | SessionRule::ByStartAndEnd | SessionRule::NoSessions => {
                    say!(language, "sessions-open-explained")
                }
            };
            ("□", say!(language, "sessions-open"), meaning)
        }
    }
}
