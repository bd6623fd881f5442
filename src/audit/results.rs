//! What the audit finds of everything that was read, computed once for all that ask for it.

use super::addresses::AddressKeys;
use super::collected::PortalSettings;
use super::coverage::{PortalCoverage, coverage};
use super::deliveries::{Delivery, deliveries};
use super::evidence::Evidence;
use super::finding::Finding;
use super::flows::Flows;
use super::logging_changes::{LoggingChange, logging_changes};
use super::rules;
use super::sigma::RuleRun;
use super::tally::LoggerTally;
use crate::model::audit_options::AuditOptions;
use crate::query::view::View;

/// What the audit finds.
pub struct AuditResults {
    /// What deserves a look, in the order of the audit.
    pub findings: Vec<Finding>,
    /// What there is of each portal.
    pub coverage: Vec<PortalCoverage>,
    /// What was delivered, against what is here.
    pub deliveries: Vec<Delivery>,
    /// Calls that have changed what is logged; nothing where there is no record of CloudTrail.
    pub changes: Option<Vec<LoggingChange>>,
}

impl AuditResults {
    /// The results of a view of everything; `flows` are those of the same view, `run` is what Sigma rules have found.
    pub fn of(view: &View<'_>, flows: &Flows, options: AuditOptions, run: &RuleRun) -> AuditResults {
        let tally = LoggerTally::of(view);
        let settings = PortalSettings::of(view.store, &tally);
        let evidence = Evidence {
            view: *view,
            flows,
            tally: &tally,
            settings: &settings,
            options,
            addresses: AddressKeys::of(view.store),
        };
        AuditResults {
            findings: rules::findings(&evidence, run),
            coverage: coverage(view, &tally, &settings),
            deliveries: deliveries(view, &tally, &settings),
            changes: logging_changes(&evidence),
        }
    }
}
