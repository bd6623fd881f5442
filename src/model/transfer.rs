//! Transfers: events that move something from one place to another.

use super::activity::{self, Activity};
use super::columns::TextField;
use super::dictionary::ABSENT;
use super::family::Family;
use super::store::Store;
use super::system::System;

/// What an activity of a system means; unknown ones are of the family `Other` and move nothing.
pub fn meaning(system: System, name: &str) -> Activity {
    let known = match system {
        System::SessionLogger => activity::session_logger(name),
        System::UserAccess => activity::user_access(name),
        System::CloudTrail => Some(activity::cloudtrail(name)),
        System::CloudShell => Some(activity::cloudshell(name).unwrap_or(activity::cloudtrail(name))),
        System::SessionManager => activity::session_manager(name),
        System::SessionManagerStream | System::SessionManagerTranscript => {
            Some(Activity { name: "", family: Family::Command, moves: None })
        }
        System::WorkspacesAccess => Some(Activity { name: "", family: Family::Login, moves: None }),
    };
    known.unwrap_or(Activity { name: "", family: Family::Other, moves: None })
}

/// The meaning of every activity code, a row a system, in the order of `System::ALL`; and of every error
/// code, whether it refuses a call.
pub struct Meanings {
    of_activities: Vec<Vec<Activity>>,
    refuses: Vec<bool>,
}

/// Whether an error code says that a call was not allowed (CloudTrail has `AccessDenied`,
/// `AccessDeniedException`, `UnauthorizedOperation`, `Client.UnauthorizedOperation` and others).
fn is_refusal(error: &str) -> bool {
    let error = error.to_ascii_lowercase();
    ["accessdenied", "unauthorized", "notauthorized"].iter().any(|sign| error.contains(sign))
}

impl Meanings {
    /// The meanings of all activities of a store.
    pub fn of(store: &Store) -> Meanings {
        let names = store.dictionary(TextField::Activity);
        let of_system = |system: &System| names.iter().map(|name| meaning(*system, name)).collect();
        Meanings {
            of_activities: System::ALL.iter().map(of_system).collect(),
            refuses: store.dictionary(TextField::Error).iter().map(is_refusal).collect(),
        }
    }

    /// What an event is.
    #[inline]
    pub fn of_row(&self, store: &Store, row: u32) -> Activity {
        let columns = store.columns();
        let code = columns.text(TextField::Activity).get(row);
        let system = columns.system[row as usize];
        let mut meaning = self.of_activities[usize::from(system)][code as usize];
        if [System::CloudTrail, System::CloudShell, System::SessionManager]
            .iter()
            .any(|calls| system == *calls as u8)
        {
            let error = columns.text(TextField::Error).get(row);
            // A call that failed moved nothing (R18).
            if error != ABSENT {
                meaning.moves = None;
            }
            if self.refuses[error as usize] {
                meaning.family = Family::Blocked;
            }
        }
        meaning
    }
}
