//! `sessions-at-once` (E25): sessions of one user are under way at once, from different addresses.
//!
//! One person is rarely in two places: a password or a device may be in two hands. Harmless where somebody works on two
//! devices, or goes home while a session at the office is still open.
//!
//! ```text
//!   S1  ├──────── 203.0.113.7 ────────┤
//!   S2            ├──── 198.51.100.9 ────┤      found at the start of S2
//! ```
//!
//! Source: AWS admin guide, Session Logger.

use crate::audit::addresses::AddressKey;
use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, Subject, share_address};
use crate::model::dictionary::ABSENT;
use crate::model::time::TimeMs;
use crate::model::{RowId, SessionNo, TextField};
use crate::source::limits::MAX_SESSIONS_AT_ONCE;
use crate::source::order;
use std::collections::HashMap;

/// A session that has an address.
struct Place {
    session: SessionNo,
    end: TimeMs,
    /// Its addresses, sorted, each once.
    keys: Vec<AddressKey>,
}

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut of_users: HashMap<&str, Vec<Place>> = HashMap::new();
    // They come by start, then id.
    for (number, session) in evidence.logger_sessions() {
        let (Some(start), Some(end)) = (session.start, session.end) else { continue };
        let mut keys: Vec<AddressKey> =
            address_codes(evidence, number).into_iter().map(|code| evidence.addresses.key(code)).collect();
        if session.user.is_empty() || keys.is_empty() {
            continue;
        }
        order::sort(&mut keys);
        keys.dedup();
        let under_way = of_users.entry(&session.user).or_default();
        under_way.retain(|place| place.end > start);
        let is_apart = |place: &&Place| !share_address(&place.keys, &keys);
        let others: Vec<SessionNo> = under_way.iter().filter(is_apart).map(|place| place.session).collect();
        if !others.is_empty() {
            found.push(finding(evidence, (number, start), others));
        }
        if under_way.len() == MAX_SESSIONS_AT_ONCE {
            under_way.remove(0);
        }
        under_way.push(Place { session: number, end, keys });
    }
    found
}

fn finding(
    evidence: &Evidence<'_>,
    (number, start): (SessionNo, TimeMs),
    mut sessions: Vec<SessionNo>,
) -> Finding {
    let (index, store) = (evidence.view.index, evidence.view.store);
    order::sort_by(&mut sessions, |a, b| index.session(*a).id.cmp(&index.session(*b).id));
    let all = || std::iter::once(&number).chain(&sessions).copied();
    let mut addresses: Vec<u32> = all().flat_map(|session| address_codes(evidence, session)).collect();
    let texts = store.dictionary(TextField::ClientIp);
    order::sort_by(&mut addresses, |a, b| texts.get(*a).cmp(texts.get(*b)));
    addresses.dedup();
    let first_rows: Vec<RowId> =
        all().filter_map(|session| evidence.dated_rows(session).first().copied()).collect();
    Finding {
        kind: FindingKind::SessionsAtOnce,
        time: Some(start),
        subject: Subject::Session(number),
        detail: Detail::SessionsAtOnce { sessions, addresses },
        events: first_rows,
    }
}

/// The codes of the addresses of a session, undated events too; some may be there more than once.
fn address_codes(evidence: &Evidence<'_>, number: SessionNo) -> Vec<u32> {
    let addresses = evidence.tally.session(number).addresses;
    if addresses.code == ABSENT {
        return Vec::new();
    }
    if !addresses.is_several {
        return vec![addresses.code];
    }
    let rows = evidence.view.index.rows_of(evidence.view.store, number);
    let mut codes: Vec<u32> = rows.iter().map(|row| evidence.code(TextField::ClientIp, *row)).collect();
    order::sort(&mut codes);
    codes.dedup();
    codes.retain(|code| *code != ABSENT);
    codes
}
