//! Which session each row belongs to.

use super::columns::TextField;
use super::ids::{RowId, SessionNo};
use super::packed::Packed;
use super::session::NO_SESSION;
use super::store::Store;
use super::system::System;

/// The number of the session of each row. Where sessions have ids, they tell; so only the others have a
/// column.
#[derive(Default)]
pub struct SessionOf {
    /// By code of the id: of Session Logger's sessions, and of Session Manager's.
    pub(super) by_id: [Vec<u32>; 2],
    /// One more than the number, of the rows of other systems; nought for none.
    pub(super) others: Packed,
}

impl SessionOf {
    /// The number of the session of a row, if it has one.
    pub fn get(&self, store: &Store, row: RowId) -> Option<SessionNo> {
        let columns = store.columns();
        let number = match kind_of(columns.system(row)) {
            Some((kind, _)) => {
                let id = columns.code(TextField::Session, row) as usize;
                self.by_id[kind].get(id).copied().unwrap_or(NO_SESSION)
            }
            None if self.others.is_empty() => NO_SESSION,
            None => (self.others.get(row) as u32).wrapping_sub(1),
        };
        (number != NO_SESSION).then_some(SessionNo(number))
    }
}

/// Of a system that gives its sessions ids, which ones, and whose they are. All that Session Manager leaves,
/// whatever the format, is of one session.
pub(super) fn kind_of(system: System) -> Option<(usize, System)> {
    match system {
        System::SessionLogger => Some((0, System::SessionLogger)),
        _ if system.is_session_manager() => Some((1, System::SessionManager)),
        _ => None,
    }
}
