//! Words of the sessions table that need more than a key.

use sessionscope::model::{SessionState, System};
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units;

/// A number in full.
pub fn number(number: u64) -> String {
    units::grouped(u128::from(number))
}

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

/// A length of time as a clock shows it: `1:05:09`, `2 d 3:04:05`.
pub fn clock(length_ms: i64) -> String {
    let seconds = length_ms.max(0) / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let clock = format!("{hours}:{minutes:02}:{:02}", seconds % 60);
    if days > 0 { format!("{days} d {clock}") } else { clock }
}
