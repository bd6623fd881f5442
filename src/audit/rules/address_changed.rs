//! `address-changed` (E23): the client address changes within a session of Session Logger.
//!
//! A session that goes on from another address may have been taken over. Harmless where a laptop goes from one network
//! to another, a phone leaves the house, or a provider changes the address behind which it puts many users.
//!
//! Source: AWS admin guide, Session Logger: each event has the address of the client.

use super::changes::{Change, find_changes};
use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::TextField;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let change = Change {
        kind: FindingKind::AddressChanged,
        detail: Detail::AddressChanged,
        field: TextField::ClientIp,
        is_several: |number| evidence.tally.session(number).addresses.is_several,
        key: |code| evidence.addresses.key(code),
    };
    find_changes(evidence, &change)
}
