//! Snapshot: what a request is answered from, which is one state of the store and the scope that is asked about.

use super::cache::Slot;
use super::scope::{FilterResult, Scope, ScopeResult, Scopes};
use crate::audit::answer::RuleCounts;
use crate::audit::digests::{ChainPlace, DigestReport};
use crate::audit::flows::{Flows, InLeg, Origin, OutLeg};
use crate::audit::results::AuditResults;
use crate::audit::sigma::RuleRun;
use crate::audit::transfer_order::transfers_by;
use crate::casefile::{Annotations, CaseInput};
use crate::export::table::FindingCounts;
use crate::filter::Mistake;
use crate::model::audit_options::AuditOptions;
use crate::model::limitation::Limitation;
use crate::model::notice_list::Notice;
use crate::model::{RowId, Store, TimeRange};
use crate::query::answer::{Histogram, InputComparison, TransferSeries};
use crate::query::case_inputs::compared_inputs;
use crate::query::compare::PartCounts;
use crate::query::dismissed::DismissedFindings;
use crate::query::event_column::EventSort;
use crate::query::event_order::events_in_order;
use crate::query::facts::FactKind;
use crate::query::found::FoundRows;
use crate::query::range_counter::RangeCounter;
use crate::query::record_places::RowsByInput;
use crate::query::rows::{selected_of, transfers_in_order};
use crate::query::shell_calls::ShellCalls;
use crate::query::table_sort::TableSort;
use crate::query::tracks::JoinedTransfer;
use crate::query::transfer_column::TransferColumn;
use crate::query::view::{DerivedData, ScopeSelection, View};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// What depends on the store alone; what is not of every request is made once it is asked for.
#[derive(Default)]
pub(super) struct StoreCache {
    pub(super) derived: DerivedData,
    /// Inputs by path.
    pub(super) inputs: OnceCell<Vec<u32>>,
    /// What inputs cannot show, by path.
    pub(super) limitations: OnceCell<Vec<(u32, Limitation)>>,
    /// Notices in the order of the summary.
    notices: OnceCell<Rc<[Notice]>>,
    /// Calls that were made from within a CloudShell.
    pub(super) shell_calls: OnceCell<ShellCalls>,
    /// Transfers in time order.
    pub(super) transfers: OnceCell<Vec<RowId>>,
    /// Where what left came from.
    flows: OnceCell<Flows>,
    /// What Sigma rules have found.
    pub(super) rules: Rc<RefCell<RuleRun>>,
    /// How many rules there are.
    pub(super) rule_counts: OnceCell<RuleCounts>,
    /// What the audit finds with the options that were asked for last.
    audit: Slot<AuditOptions, AuditResults>,
    /// How many findings sessions have that nobody has dismissed, with the options that were asked for last.
    pub(super) findings_by_session: Slot<AuditOptions, FindingCounts>,
    /// With what the findings are looked for that filters ask for; nothing as long as none does.
    found_with: Cell<Option<AuditOptions>>,
    /// The findings that a person has dismissed.
    pub(super) dismissed: RefCell<Rc<DismissedFindings>>,
    /// What left and is known to have come in, by when it left.
    joined: OnceCell<Vec<JoinedTransfer>>,
    /// What digests prove; nothing within where contents have not been hashed.
    digests: OnceCell<Option<DigestReport>>,
    /// What of it is not what it should be.
    pub(super) flawed: OnceCell<Vec<ChainPlace>>,
    /// The rows of each input.
    pub(super) rows_by_input: OnceCell<Rc<RowsByInput>>,
    /// All events in the order of the column that was asked for last.
    sorted: Slot<EventSort, Vec<RowId>>,
    /// The facts of a kind, in order.
    pub(super) facts: Slot<FactKind, Vec<u32>>,
}

impl StoreCache {
    /// That of a store that has grown.
    pub(super) fn renewed(self, store: &Store) -> StoreCache {
        StoreCache { derived: self.derived.renewed(store), ..StoreCache::default() }
    }

    /// Where what left came from, of everything that was read; `view` is one of it.
    pub(super) fn flows(&self, view: &View<'_>) -> &Flows {
        self.flows.get_or_init(|| Flows::of(view))
    }

    /// What the audit finds of everything that was read; `view` is one of it.
    pub(super) fn audit(&self, view: &View<'_>, options: AuditOptions) -> Rc<AuditResults> {
        self.audit.get(options, || AuditResults::of(view, self.flows(view), options, &self.rules.borrow()))
    }

    /// Sees to it that what findings count is known to the filter of a scope that asks for it, and to no other: with
    /// other options other findings are there.
    pub(super) fn look_for_findings(&self, store: &Store, scope: &Scope) {
        if self.found_with.get() == scope.findings || !scope.asks_for_findings() {
            return;
        }
        let found = scope.findings.map(|options| {
            let everything = ScopeSelection::everything(store, &self.derived);
            let audit = self.audit(&self.derived.view(store, &everything), options);
            FoundRows::of(audit.findings.iter().map(|finding| (finding.kind, finding.events.clone())))
        });
        self.found_with.set(scope.findings);
        self.derived.found.replace(found.unwrap_or_default());
    }

    /// What left and is known to have come in, by when it left, of everything that was read; `view` is one of it.
    pub(super) fn joined_transfers(&self, view: &View<'_>) -> &[JoinedTransfer] {
        let columns = view.store.columns();
        self.joined.get_or_init(|| {
            let joined = |leg: &OutLeg| match leg.origin {
                Origin::InLeg(InLeg { row, .. }) => {
                    let at = |row| (columns.time(row), row);
                    Some(JoinedTransfer { came_in: at(row), left: at(leg.row) })
                }
                _ => None,
            };
            self.flows(view).legs().iter().filter_map(joined).collect()
        })
    }

    /// What digests prove; nothing as long as contents are wanted that have not been hashed.
    pub(super) fn digests(&self, store: &Store) -> Option<&DigestReport> {
        self.digests.get_or_init(|| DigestReport::of(store)).as_ref()
    }

    /// Notices in the order of the summary.
    pub(super) fn notices(&self, store: &Store) -> Rc<[Notice]> {
        Rc::clone(self.notices.get_or_init(|| store.sorted_notices().into()))
    }
}

/// What a request is answered from.
pub struct Snapshot<'a> {
    pub(super) store: &'a Store,
    pub(super) cache: &'a StoreCache,
    pub(super) scopes: &'a RefCell<Scopes>,
    pub(super) scope: &'a Scope,
    /// What a person has added.
    pub(super) annotations: &'a Annotations,
    pub(super) expected: &'a ExpectedInputs,
}

/// The inputs that a case file names, and how they compare with those of the store, by its version.
#[derive(Default)]
pub(super) struct ExpectedInputs {
    inputs: Vec<CaseInput>,
    compared: Slot<u64, InputComparison>,
}

impl ExpectedInputs {
    pub(super) fn new(inputs: Vec<CaseInput>) -> ExpectedInputs {
        ExpectedInputs { inputs, compared: Slot::default() }
    }

    /// How they compare with the inputs of a store.
    pub(super) fn compared(&self, store: &Store) -> InputComparison {
        let compared = self.compared.get(store.version(), || compared_inputs(store, &self.inputs));
        InputComparison::clone(&compared)
    }
}

impl<'a> Snapshot<'a> {
    /// What is in scope.
    ///
    /// # Errors
    /// A mistake in the filter.
    pub(super) fn in_scope(&self) -> Result<ScopeAnswer<'a>, Mistake> {
        self.in_scope_of(self.scope)
    }

    /// What is in another scope.
    ///
    /// # Errors
    /// A mistake in its filter.
    pub(super) fn in_scope_of(&self, scope: &Scope) -> Result<ScopeAnswer<'a>, Mistake> {
        let Snapshot { store, cache, .. } = *self;
        cache.look_for_findings(store, scope);
        let scoped = self.scopes.borrow_mut().get(store, &cache.derived, scope)?;
        Ok(ScopeAnswer { store, cache, scoped })
    }
}

/// What is in scope, and what was derived of it.
pub(super) struct ScopeAnswer<'a> {
    pub(super) store: &'a Store,
    pub(super) cache: &'a StoreCache,
    pub(super) scoped: Rc<ScopeResult>,
}

impl ScopeAnswer<'_> {
    /// The view of it.
    pub(super) fn view(&self) -> View<'_> {
        self.cache.derived.view(self.store, &self.scoped.selected)
    }

    /// What depends on the filter alone.
    pub(super) fn filtered(&self) -> &FilterResult {
        &self.scoped.filtered
    }

    /// Rows of the events in scope in time order, undated ones last.
    pub(super) fn ordered(&self) -> &[RowId] {
        self.scoped.ordered(&self.cache.derived.index)
    }

    /// Rows of the events in scope in the order of a column: those of all events are sorted once, and what is in scope
    /// is taken from them.
    pub(super) fn with_events<T>(&self, sort: EventSort, of: impl FnOnce(&[RowId]) -> T) -> T {
        if sort == EventSort::default() {
            return of(self.ordered());
        }
        let view = self.view();
        let order = &self.cache.derived.index.order;
        let all = self.cache.sorted.get(sort, || events_in_order(&view, order, sort));
        if view.selection.count() == all.len() as u64 {
            return of(&all);
        }
        of(&self.scoped.sorted.get(sort, || selected_of(&all, view.selection)))
    }

    /// Rows of the transfers in scope in the order of a column.
    pub(super) fn with_transfers<T>(
        &self,
        sort: TableSort<TransferColumn>,
        of: impl FnOnce(&[RowId]) -> T,
    ) -> T {
        let view = self.view();
        let all = self.cache.transfers.get_or_init(|| transfers_in_order(&view));
        let rows = self.scoped.transfers.get_or_init(|| selected_of(all, view.selection));
        if sort == TableSort::default() {
            return of(rows);
        }
        let sorted = || transfers_by(&view, self.cache.flows(&view), rows, sort);
        of(&self.scoped.sorted_transfers.get(sort, sorted))
    }

    /// Events by family and transfers over a range of time, in at most so many bins.
    pub(super) fn over_time(&self, range: TimeRange, bins: u32) -> (Histogram, TransferSeries) {
        self.filtered().over_time(&self.view(), range, bins)
    }

    /// Counts of all that parts of a case are compared by.
    pub(super) fn part_counts(&self) -> &PartCounts {
        self.scoped.part_counts.get_or_init(|| self.counted(PartCounts::of))
    }

    /// Counts what is in scope, with what was counted of it already.
    pub(super) fn counted<T>(&self, count: impl FnOnce(&View<'_>, &mut RangeCounter<'_>) -> T) -> T {
        let view = self.view();
        let mut known = self.filtered().counts.borrow_mut();
        count(&view, &mut RangeCounter::of(&view, &mut known))
    }
}
