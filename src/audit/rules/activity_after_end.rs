//! `activity-after-end` (E22): something is done in a session of Session Logger that has ended.
//!
//! A session that has ended can do nothing more. So either its end was written too early, or two sessions have one id,
//! or a record was altered. Clocks that differ between the writers of two records make it harmless.
//!
//! Source: AWS admin guide, Session Logger: the session's events end with `SessionEnd`.

use crate::audit::evidence::Evidence;
use crate::audit::finding::{Detail, Finding, FindingKind};
use crate::audit::tally::known_activity;
use crate::model::TextField;
use crate::model::time::{SECOND_MS, TimeMs};

/// How long after the end something may still be written: what happened at once is written in any order.
pub const GRACE_MS: TimeMs = SECOND_MS;

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Finding> {
    let Some(end) = evidence.activity("SessionEnd") else { return Vec::new() };
    let disconnection = evidence.activity("SessionDisconnection");
    let ends = known_activity("SessionEnd");
    let mut found = Vec::new();
    for (number, _) in evidence.logger_sessions() {
        if evidence.tally.session(number).activities & ends == 0 {
            continue;
        }
        let rows = evidence.dated_rows(number);
        let activity = |index: usize| evidence.code(TextField::Activity, rows[index]);
        let Some(last) = (0..rows.len()).rev().find(|index| activity(*index) == end) else { continue };
        let ended = evidence.time(rows[last]);
        let is_after = |index: &usize| {
            evidence.time(rows[*index]) > ended + GRACE_MS && Some(activity(*index)) != disconnection
        };
        let after: Vec<_> = (last + 1..rows.len()).filter(is_after).map(|index| rows[index]).collect();
        if let Some(first) = after.first().copied() {
            let at = (first, evidence.time(first));
            let detail = Detail::ActivityAfterEnd { ended };
            found.push(Finding::at(FindingKind::ActivityAfterEnd, at, detail, after));
        }
    }
    found
}
