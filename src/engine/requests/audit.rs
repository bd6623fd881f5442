//! What the audit finds of everything that was read, whatever the scope.

use crate::audit::answer::{AuditPart, AuditRow, FindingGroup, FindingSummary};
use crate::audit::cannot_show::systems_with_limitations;
use crate::audit::digests::{DigestFinding, DigestReport};
use crate::audit::finding::{Finding, FindingKind};
use crate::audit::results::AuditResults;
use crate::audit::sigma::{RuleSource, rule_sources};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::Window;
use crate::query::answer::Page;
use crate::query::view::{ScopeSelection, View};
use serde::{Deserialize, Serialize};

/// What `read` makes of the results of the audit.
fn of_audit<T>(snapshot: &Snapshot<'_>, read: impl FnOnce(&View<'_>, &AuditResults) -> T) -> T {
    let Snapshot { store, cache, .. } = *snapshot;
    let everything = ScopeSelection::everything(store, &cache.derived);
    let view = cache.derived.view(store, &everything);
    read(&view, cache.audit(&view))
}

/// Which kinds of findings there are, and what could not be looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingKinds {}

impl Request for FindingKinds {
    type Response = FindingSummary;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<FindingSummary, Mistake> {
        let digests = snapshot.cache.digests(snapshot.store);
        let of_digests = digests.map_or(0, |digests| digests.findings().len());
        Ok(of_audit(snapshot, |view, audit| {
            let count = |kind| audit.findings.iter().filter(|finding| finding.kind == kind).count();
            let others = FindingKind::BY_WEIGHT.map(|kind| FindingGroup::of(kind.id(), count(kind)));
            let groups = [FindingGroup::of(DigestFinding::KIND, of_digests)].into_iter().chain(others);
            let with_settings = audit.coverage.iter().filter(|portal| portal.collected.is_known());
            FindingSummary {
                groups: groups.filter(|group| group.count > 0).collect(),
                portals: audit.coverage.len() as u32,
                portals_with_settings: with_settings.count() as u32,
                deliveries: audit.deliveries.len() as u32,
                has_unchecked_digests: digests.is_none(),
                systems: systems_with_limitations(view.store),
                rules: snapshot.cache.rules.borrow().report(view.store),
            }
        }))
    }
}

/// The texts of the rules that are in force, for a run of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSources {
    /// Whether those that are built in are wanted, too.
    pub with_built_in: bool,
}

impl Request for RuleSources {
    type Response = Vec<RuleSource>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<RuleSource>, Mistake> {
        Ok(rule_sources(snapshot.store, self.with_built_in))
    }
}

/// Rows of a part of the audit: findings in its order, portals by their ids, deliveries by portal and source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Of what.
    pub part: AuditPart,
    /// Which of it.
    pub window: Window,
}

impl Request for AuditPage {
    type Response = Page<AuditRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<AuditRow>, Mistake> {
        Ok(of_audit(snapshot, |view, audit| match &self.part {
            AuditPart::Findings(kind) if kind == DigestFinding::KIND => {
                let findings = snapshot.cache.digests(snapshot.store).map(DigestReport::findings);
                Page::of(&findings.unwrap_or_default(), self.window, AuditRow::of_digest)
            }
            AuditPart::Findings(kind) => {
                let is_of_kind = |finding: &&Finding| finding.kind.id() == kind;
                let of_kind: Vec<&Finding> = audit.findings.iter().filter(is_of_kind).collect();
                Page::of(&of_kind, self.window, |finding| AuditRow::of_finding(view, finding))
            }
            AuditPart::Coverage => {
                Page::of(&audit.coverage, self.window, |portal| AuditRow::of_coverage(view, portal))
            }
            AuditPart::Deliveries => Page::of(&audit.deliveries, self.window, AuditRow::of_delivery),
        }))
    }
}
