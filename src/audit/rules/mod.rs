//! The rules: one file each, with what it finds, why that deserves a look, and the thresholds that it has.
//!
//! A rule is a pure function of the evidence. To add one: its kind in `finding.rs`, its file here, its line in
//! [`RULES`], its words, a planted case in the tests.

pub mod activity_after_end;
mod address_changed;
pub mod blocked_then_reached;
pub mod bulk_out;
mod changes;
pub mod first_seen_network;
pub mod left_after_download;
mod out_of_hours;
mod out_without_in;
pub mod secret_then_download;
mod sessions_at_once;
mod size_changed;
pub mod two_places;
mod unknown_activity;
mod user_changed;

use super::evidence::Evidence;
use super::finding::{Detail, Finding, Subject};
use super::sigma::{RuleRun, rule_findings};
use crate::source::order;
use std::cmp::Ordering;

/// What a rule finds.
type FindFn = fn(&Evidence<'_>) -> Vec<Finding>;

/// The rules that look at the evidence alone.
const RULES: [FindFn; 13] = [
    activity_after_end::find,
    address_changed::find,
    user_changed::find,
    sessions_at_once::find,
    out_without_in::find,
    size_changed::find,
    first_seen_network::find,
    bulk_out::find,
    blocked_then_reached::find,
    secret_then_download::find,
    two_places::find,
    out_of_hours::find,
    unknown_activity::find,
];

/// All findings, by time (those without one last), kind, session, and the citation of the first event. Those of which the
/// first events are within one log event follow each other as these do, so that changes of one moment can be read as a
/// chain; what several Sigma rules say of one event, by their ids.
pub fn findings(evidence: &Evidence<'_>, run: &RuleRun) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|find| find(evidence)).collect();
    // It takes what the others found for signs.
    found.extend(left_after_download::find(evidence, &found));
    found.extend(rule_findings(evidence, run));
    order::sort_by(&mut found, |a, b| compare(evidence, a, b));
    found
}

fn compare(evidence: &Evidence<'_>, a: &Finding, b: &Finding) -> Ordering {
    let by_time = (a.time.is_none(), a.time).cmp(&(b.time.is_none(), b.time));
    by_time
        .then_with(|| a.kind.id().cmp(b.kind.id()))
        .then_with(|| session(evidence, a).cmp(session(evidence, b)))
        .then_with(|| match (a.events.first(), b.events.first()) {
            (Some(a), Some(b)) => {
                evidence.compare_citations(*a, *b).then_with(|| evidence.compare_within_citation(*a, *b))
            }
            (a, b) => a.is_some().cmp(&b.is_some()),
        })
        .then_with(|| match (&a.detail, &b.detail) {
            (Detail::Rule(a), Detail::Rule(b)) => (&a.id, &a.title).cmp(&(&b.id, &b.title)),
            _ => Ordering::Equal,
        })
}

/// The id of the session that a finding is about; empty for none.
fn session<'a>(evidence: &Evidence<'a>, finding: &Finding) -> &'a str {
    let view = &evidence.view;
    match finding.subject {
        Subject::Event(row) => view.index.session_id(view.store, row),
        Subject::Session(number) => &view.index.session(number).id,
        Subject::User(_) | Subject::Nobody => "",
    }
}
