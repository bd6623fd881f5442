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

/// The meaning of every activity code, a row a system, in the order of `System::ALL`.
pub struct Meanings(Vec<Vec<Activity>>);

impl Meanings {
    /// The meanings of all activities of a store.
    pub fn of(store: &Store) -> Meanings {
        let names = store.dictionary(TextField::Activity);
        Meanings(
            System::ALL
                .iter()
                .map(|system| names.iter().map(|name| meaning(*system, name)).collect())
                .collect(),
        )
    }

    /// What an event is.
    #[inline]
    pub fn of_row(&self, store: &Store, row: u32) -> Activity {
        let columns = store.columns();
        let code = columns.text(TextField::Activity).get(row);
        let system = columns.system[row as usize];
        let mut meaning = self.0[usize::from(system)][code as usize];
        // A call that failed moved nothing (R18).
        if system == System::CloudShell as u8 && columns.text(TextField::Error).get(row) != ABSENT {
            meaning.moves = None;
        }
        meaning
    }
}
