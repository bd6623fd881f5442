//! What the audit finds of everything that was read, whatever the scope.

use crate::audit::answer::{CoverageRow, DeliveryRow, FindingGroup, FindingRow, FindingSummary};
use crate::audit::cannot_show::systems_with_limitations;
use crate::audit::digests::wanted_contents;
use crate::audit::finding::{Finding, FindingKind};
use crate::audit::results::AuditResults;
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
        Ok(of_audit(snapshot, |view, audit| {
            let count = |kind| audit.findings.iter().filter(|finding| finding.kind == kind).count() as u32;
            let groups = FindingKind::BY_WEIGHT.map(|kind| FindingGroup { kind, count: count(kind) });
            FindingSummary {
                groups: groups.into_iter().filter(|group| group.count > 0).collect(),
                portals: audit.coverage.len() as u32,
                portals_with_settings: audit.coverage.iter().filter(|it| it.collected.is_known()).count()
                    as u32,
                deliveries: audit.deliveries.len() as u32,
                has_unchecked_digests: wanted_contents(view.store).next().is_some(),
                systems: systems_with_limitations(view.store),
            }
        }))
    }
}

/// Findings of a kind, in the order of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingPage {
    /// The kind.
    pub kind: FindingKind,
    /// Which of them.
    pub window: Window,
}

impl Request for FindingPage {
    type Response = Page<FindingRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<FindingRow>, Mistake> {
        Ok(of_audit(snapshot, |view, audit| {
            let of_kind: Vec<&Finding> =
                audit.findings.iter().filter(|finding| finding.kind == self.kind).collect();
            Page::of(&of_kind, self.window, |finding| FindingRow::of(view, finding))
        }))
    }
}

/// What there is of each portal, by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoveragePage {
    /// Which of them.
    pub window: Window,
}

impl Request for CoveragePage {
    type Response = Page<CoverageRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<CoverageRow>, Mistake> {
        Ok(of_audit(snapshot, |view, audit| {
            Page::of(&audit.coverage, self.window, |portal| CoverageRow::of(view, portal))
        }))
    }
}

/// What was delivered against what is here, by portal and source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPage {
    /// Which of it.
    pub window: Window,
}

impl Request for DeliveryPage {
    type Response = Page<DeliveryRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<DeliveryRow>, Mistake> {
        Ok(of_audit(snapshot, |_, audit| Page::of(&audit.deliveries, self.window, DeliveryRow::of)))
    }
}
