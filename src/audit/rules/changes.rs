//! What changes from one event of a session to the next: what the rules about addresses and users share.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::dictionary::ABSENT;
use crate::model::{SessionNo, TextField};
use std::collections::HashSet;

/// What changes, and how it is compared.
pub(super) struct Change<S, K> {
    pub kind: FindingKind,
    pub detail: Detail,
    pub field: TextField,
    /// Whether a session has several texts of the field.
    pub is_several: S,
    /// What stands for a text in all its spellings, by its code.
    pub key: K,
}

/// Each change between two events of a session of Session Logger that follow each other in order and both have a text of
/// the field; the first of each pair of texts, in either order.
pub(super) fn find_changes(
    evidence: &Evidence<'_>,
    change: &Change<impl Fn(SessionNo) -> bool, impl Fn(u32) -> u32>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, _) in evidence.logger_sessions().filter(|(number, _)| (change.is_several)(*number)) {
        let (mut before, mut known) = (None, HashSet::new());
        for row in evidence.dated_rows(number).iter().copied() {
            let code = evidence.code(change.field, row);
            if code == ABSENT {
                continue;
            }
            let key = (change.key)(code);
            if let Some((earlier, other)) = before.replace((row, key)).filter(|(_, other)| *other != key)
                && known.insert((key.min(other), key.max(other)))
            {
                let at = (row, evidence.time(row));
                found.push(Finding::at(change.kind, at, change.detail.clone(), vec![earlier, row]));
            }
        }
    }
    found
}
