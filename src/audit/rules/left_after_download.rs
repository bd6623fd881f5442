//! `left-after-download` (E28): a file from a site leaves for the user's machine or printer, and a second sign is there.
//!
//! To fetch a file and take it along is everyday work. It is told where the file is very large, or where something else
//! is remarkable of its session, its user's day, or its hour. Harmless where the other finding is.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind, KindSet, Subject};
use crate::audit::flows::Origin;
use crate::model::audit_options::Threshold;
use crate::model::{ByteCount, Endpoint, SessionNo, TextField};
use std::collections::{HashMap, HashSet};

/// The findings that are signs where they are of the same session.
pub const SIGNS: KindSet = FindingKind::AddressChanged.bit()
    | FindingKind::UserChanged.bit()
    | FindingKind::SessionsAtOnce.bit()
    | FindingKind::FirstSeenNetwork.bit()
    | FindingKind::BlockedThenReached.bit()
    | FindingKind::OutOfHours.bit();

pub(super) fn find(evidence: &Evidence<'_>, others: &[Finding]) -> Vec<Finding> {
    let view = &evidence.view;
    let mut of_sessions: HashMap<SessionNo, KindSet> = HashMap::new();
    let mut bulk_days: HashSet<(u32, i64)> = HashSet::new();
    for other in others {
        let session = other.session(view);
        if let (Detail::BulkOut { day, .. }, Subject::User(row)) = (&other.detail, other.subject) {
            bulk_days.insert((evidence.code(TextField::User, row), *day));
        }
        if let Some(session) = session.filter(|_| SIGNS & other.kind.bit() != 0) {
            *of_sessions.entry(session).or_default() |= other.kind.bit();
        }
    }
    let mut found = Vec::new();
    let large = ByteCount::from(evidence.options.thresholds.get(Threshold::LargeBytes));
    for leg in evidence.flows.legs() {
        let Origin::InLeg(in_leg) = leg.origin else { continue };
        if in_leg.from != Endpoint::Site || !matches!(leg.to, Endpoint::Local | Endpoint::Printer) {
            continue;
        }
        let columns = view.store.columns();
        let size = columns.size(leg.row).or_else(|| columns.size(in_leg.row));
        let is_large = size.is_some_and(|size| size >= large);
        let session = view.index.session_of(view.store, leg.row);
        let mut signs = session.and_then(|session| of_sessions.get(&session)).copied().unwrap_or_default();
        let time = evidence.time(leg.row);
        if bulk_days.contains(&(evidence.code(TextField::User, leg.row), evidence.options.day(time))) {
            signs |= FindingKind::BulkOut.bit();
        }
        if !is_large && signs == 0 {
            continue;
        }
        let detail = Detail::LeftAfterDownload {
            in_leg: in_leg.row,
            out_leg: leg.row,
            to: leg.to,
            basis: in_leg.basis,
            is_large,
            signs,
        };
        // At equal times the one that came may stand behind the one that left.
        let mut events = vec![in_leg.row, leg.row];
        if evidence.time(in_leg.row) == time && evidence.compare_places(in_leg.row, leg.row).is_gt() {
            events.reverse();
        }
        found.push(Finding::at(FindingKind::LeftAfterDownload, (leg.row, time), detail, events));
    }
    found
}
