//! The members of the audit that are about portals: what there is of each, and what was delivered.

use crate::audit::coverage::{PortalCoverage, Silence};
use crate::audit::deliveries::{Delivery, DeliveryBounds, MissingStep};
use crate::model::time::{SECOND_MS, TimeMs, rfc3339};
use crate::model::{SessionNo, System};
use crate::query::view::View;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct CoveredPortal<'a> {
    system: &'static str,
    portal: &'a str,
    collected: CollectedEvents<'a>,
    seen: &'a BTreeMap<String, u64>,
    never: &'a [String],
    not_collected: &'a [String],
    against_settings: &'a [String],
    first: Option<String>,
    last: Option<String>,
    sessions: u64,
    without_start: Option<Vec<&'a str>>,
    without_end: Option<Vec<&'a str>>,
    disconnected: Option<Vec<&'a str>>,
    silences: Option<Vec<SilentTime<'a>>>,
}

#[derive(Serialize)]
struct CollectedEvents<'a> {
    said_by: Option<&'a str>,
    all: Option<bool>,
    events: &'a [String],
}

#[derive(Serialize)]
struct SilentTime<'a> {
    session: &'a str,
    from: String,
    to: String,
}

#[derive(Serialize)]
pub(super) struct DeliveredSeries<'a> {
    portal: &'a str,
    source: &'a str,
    period_s: TimeMs,
    from: String,
    to: String,
    delivered_events: u128,
    loaded_events: u64,
    undated: u64,
    rejected: u64,
    damaged_inputs: u64,
    missing_at_least: Option<u128>,
    surplus_at_least: Option<u128>,
    delivered_files: Option<u128>,
    loaded_files: u64,
    steps: Option<Vec<WrittenStep>>,
    errors: WrittenErrors,
}

#[derive(Serialize)]
struct WrittenStep {
    by: String,
    missing_at_least: u128,
}

#[derive(Serialize)]
struct WrittenErrors {
    #[serde(rename = "SessionLoggerAccessDeniedError")]
    access_denied: Option<u128>,
    #[serde(rename = "SessionLoggerTargetNotFoundError")]
    target_not_found: Option<u128>,
}

pub(super) fn covered<'a>(view: &View<'a>, portal: &'a PortalCoverage) -> CoveredPortal<'a> {
    let id = |number: SessionNo| view.index.session(number).id.as_str();
    let ids = |numbers: &Option<Vec<SessionNo>>| {
        numbers.as_ref().map(|numbers| numbers.iter().map(|number| id(*number)).collect())
    };
    let silent = |silence: &Silence| SilentTime {
        session: id(silence.session),
        from: rfc3339(silence.from),
        to: rfc3339(silence.to),
    };
    let collected = &portal.collected;
    CoveredPortal {
        system: System::SessionLogger.id(),
        portal: &portal.portal,
        collected: CollectedEvents {
            said_by: collected.said_by.as_deref(),
            all: collected.is_known().then_some(collected.all),
            events: &collected.events,
        },
        seen: &portal.seen,
        never: &portal.never,
        not_collected: &portal.not_collected,
        against_settings: &portal.against_settings,
        first: portal.first.map(rfc3339),
        last: portal.last.map(rfc3339),
        sessions: portal.sessions.len() as u64,
        without_start: ids(&portal.without_start),
        without_end: ids(&portal.without_end),
        disconnected: ids(&portal.disconnected),
        silences: portal.silences.as_ref().map(|silences| silences.iter().map(silent).collect()),
    }
}

pub(super) fn delivered(delivery: &Delivery) -> DeliveredSeries<'_> {
    let bounds = delivery.bounds.as_ref();
    let step = |step: &MissingStep| WrittenStep { by: rfc3339(step.by), missing_at_least: step.missing };
    DeliveredSeries {
        portal: &delivery.portal,
        source: &delivery.source,
        period_s: delivery.period_ms / SECOND_MS,
        from: rfc3339(delivery.from),
        to: rfc3339(delivery.to),
        delivered_events: delivery.delivered_events,
        loaded_events: delivery.loaded_events,
        undated: delivery.undated,
        rejected: delivery.rejected,
        damaged_inputs: delivery.damaged_inputs,
        missing_at_least: bounds.map(DeliveryBounds::missing),
        surplus_at_least: bounds.map(|bounds| bounds.surplus),
        delivered_files: delivery.delivered_files,
        loaded_files: delivery.loaded_files,
        steps: bounds.map(|bounds| bounds.steps.iter().map(step).collect()),
        errors: WrittenErrors {
            access_denied: delivery.errors.access_denied,
            target_not_found: delivery.errors.target_not_found,
        },
    }
}
