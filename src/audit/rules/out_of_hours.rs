//! `out-of-hours` (E34): something leaves the remote disk outside of the hours that were given.
//!
//! Who takes along what he should not prefers to be alone. Harmless where people work late, or in another zone. Told only
//! where hours are given, for only the reader knows them.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::model::time::UNDATED;
use crate::model::{RowId, SessionNo};
use std::collections::HashMap;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    if evidence.options.hours.is_none() {
        return Vec::new();
    }
    let view = &evidence.view;
    let mut of_sessions: HashMap<SessionNo, Vec<RowId>> = HashMap::new();
    for leg in evidence.flows.legs() {
        let time = evidence.time(leg.row);
        if time == UNDATED || !evidence.options.is_out_of_hours(time) {
            continue;
        }
        if let Some(session) = view.index.session_of(view.store, leg.row) {
            of_sessions.entry(session).or_default().push(leg.row);
        }
    }
    let finding = |legs: Vec<RowId>| {
        let at = (legs[0], evidence.time(legs[0]));
        Finding::at(FindingKind::OutOfHours, at, Detail::OutOfHours, legs)
    };
    of_sessions.into_values().map(finding).collect()
}
