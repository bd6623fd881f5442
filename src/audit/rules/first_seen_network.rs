//! `first-seen-network` (E29): a session comes from a network from which its user never came before.
//!
//! Somebody else may have the password. Harmless where people travel, or a provider gives them another network: so it
//! is told only where there are enough sessions before to say what is usual.
//!
//! Source: AWS admin guide, Session Logger: each event has the address of the client.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, Subject};
use crate::model::TextField;
use crate::model::dictionary::ABSENT;
use crate::source::network::AddressNetwork;
use std::collections::{HashMap, HashSet};

/// How many sessions with a network must have come before: of fewer it cannot be said what is usual.
pub const MIN_SESSIONS_BEFORE: u64 = 3;

/// The networks of the sessions of a user, and how many have one.
#[derive(Default)]
struct Known {
    networks: HashSet<AddressNetwork>,
    sessions: u64,
}

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let addresses = evidence.view.store.dictionary(TextField::ClientIp);
    let mut of_users: HashMap<&str, Known> = HashMap::new();
    let mut found = Vec::new();
    // They come by start, then id.
    for (number, session) in evidence.logger_sessions() {
        let has_address = evidence.tally.session(number).addresses.code != ABSENT;
        if session.start.is_none() || session.user.is_empty() || !has_address {
            continue;
        }
        let rows = evidence.dated_rows(number).iter();
        let with_address = |row: &&_| evidence.code(TextField::ClientIp, **row) != ABSENT;
        let Some(row) = rows.copied().find(|row| with_address(&row)) else { continue };
        let address = addresses.get(evidence.code(TextField::ClientIp, row));
        let Some(network) = AddressNetwork::of(address) else { continue };
        let known = of_users.entry(&session.user).or_default();
        if known.networks.insert(network) && known.sessions >= MIN_SESSIONS_BEFORE {
            found.push(Finding {
                kind: FindingKind::FirstSeenNetwork,
                time: Some(evidence.time(row)),
                subject: Subject::Session(number),
                detail: Detail::FirstSeenNetwork { sessions_before: known.sessions },
                events: vec![row],
            });
        }
        known.sessions += 1;
    }
    found
}
