//! Words of the sessions table that need more than a key.

use sessionscope::model::{SessionState, System};
use sessionscope::say;
use sessionscope::state::Language;

/// The sign of a state, its name, and what it means.
pub fn state(language: Language, system: System, state: SessionState) -> (&'static str, String, String) {
    match state {
        SessionState::Ended => {
            let why = if system == System::SessionManager {
                say!(language, "sessions-ended-transcript")
            } else {
                say!(language, "sessions-ended-explained")
            };
            ("■", say!(language, "sessions-ended"), why)
        }
        SessionState::Disconnected => {
            ("◪", say!(language, "sessions-disconnected"), say!(language, "sessions-disconnected-explained"))
        }
        SessionState::Open => {
            let why = match system {
                System::SessionManager => say!(language, "sessions-open-manager"),
                System::CloudShell => say!(language, "sessions-open-shell"),
                _ => say!(language, "sessions-open-explained"),
            };
            ("□", say!(language, "sessions-open"), why)
        }
    }
}
