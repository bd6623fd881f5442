//! Which session each row belongs to.

use super::ids::{RowId, SessionNo};
use super::packed::PackedColumn;
use super::session::NO_SESSION;
use super::store::Store;
use super::system::{SessionRule, System};
use super::text_field::TextField;

/// The number of the session of each row. Where sessions have ids, they tell; so only the others have a
/// column.
#[derive(Default)]
pub struct SessionColumn {
    /// By code of the id, for each system that has sessions of its own which have ids.
    pub(super) by_id: [Vec<u32>; System::ALL.len()],
    /// One more than the number, of the rows of systems whose sessions have no ids; 0 for none.
    pub(super) others: PackedColumn,
}

impl SessionColumn {
    /// The number of the session of a row, if it has one.
    pub fn get(&self, store: &Store, row: RowId) -> Option<SessionNo> {
        let columns = store.columns();
        let number = match columns.system(row).session_rule() {
            SessionRule::ById(owner) => {
                let id = columns.code(TextField::Session, row) as usize;
                self.by_id[owner as usize].get(id).copied().unwrap_or(NO_SESSION)
            }
            SessionRule::ByGap | SessionRule::ByStartAndEnd | SessionRule::NoSessions => {
                if self.others.is_empty() {
                    NO_SESSION
                } else {
                    (self.others.get(row) as u32).wrapping_sub(1)
                }
            }
        };
        (number != NO_SESSION).then_some(SessionNo(number))
    }
}
