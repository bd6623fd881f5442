//! `user-changed` (E24): the user changes within a session of Session Logger.
//!
//! A session is that of one user. Another name in it means that two sessions have one id, that an identity provider
//! spells a name in two ways, or that a record was altered.
//!
//! Source: AWS admin guide, Session Logger: each event has the user of its session.

use super::changes::{Change, find_changes};
use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::TextField;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let change = Change {
        kind: FindingKind::UserChanged,
        detail: Detail::UserChanged,
        field: TextField::User,
        is_several: |number| evidence.tally.session(number).users.is_several,
        key: |code| code,
    };
    find_changes(evidence, &change)
}
