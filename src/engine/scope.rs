//! Scopes: what requests are asked about, and what is derived for each. Several live at once, so that two
//! views of different scopes do not undo each other's work.

use super::cache::{Lru, Slot};
use crate::filter::{Filter, Mistake};
use crate::model::audit_options::AuditOptions;
use crate::model::system::is_control_channel_call;
use crate::model::{Index, RowId, SessionNo, Store, System, TextField, TimeRange, Zone};
use crate::query::answer::{
    Histogram, SessionField, SiteField, SiteRow, TrackGrouping, TransferSeries, TransferTotal,
};
use crate::query::compare::PartCounts;
use crate::query::event_column::EventSort;
use crate::query::field_counts::{CountableField, FieldCounts};
use crate::query::prefix_counts::PrefixCounts;
use crate::query::range_counter::CountCache;
use crate::query::rows::selected_of;
use crate::query::select::ClauseCache;
use crate::query::selection::Selection;
use crate::query::sessions::eventless_sessions;
use crate::query::table_sort::TableSort;
use crate::query::tracks::TrackLayout;
use crate::query::transfer_column::TransferColumn;
use crate::query::view::{DerivedData, ScopeSelection, View};
use crate::source::limits::MAX_SCOPES;
use serde::{Deserialize, Serialize};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What a request is asked about: the events that pass the filter, within the range if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The filter line.
    pub filter: String,
    /// The committed range of time; events without a time are outside of every range.
    pub range: Option<TimeRange>,
    /// The zone in which times in the filter are meant that say none; UTC where there are none.
    pub zone: Zone,
    /// Leaves out the calls by which machines keep in touch with Session Manager: they are counted in
    /// [`Status::hidden`](super::requests::Status::hidden), and exports have them.
    pub without_channels: bool,
    /// Which state of what a person has added is asked about, where the filter, or what it is compared with, asks for
    /// that; else 0.
    pub annotations: u64,
    /// Which state of the searches in the original text is asked about, likewise.
    pub searches: u64,
    /// With what findings are looked for, where the filter, or what it is compared with, asks for what they count and
    /// everything has been read. Without it that is not known: nothing passes.
    pub findings: Option<AuditOptions>,
}

impl Scope {
    /// Whether its filter asks for what findings count.
    pub(super) fn asks_for_findings(&self) -> bool {
        Filter::parse(&self.filter, &self.zone).is_ok_and(|filter| filter.depends_on_findings())
    }
}

/// The part of a scope that the filter is about.
#[derive(PartialEq)]
struct FilterKey {
    filter: String,
    zone: Zone,
    without_channels: bool,
    annotations: u64,
    searches: u64,
    findings: Option<AuditOptions>,
}

/// What depends on the filter, whatever the range.
pub(super) struct FilterResult {
    filter: Filter,
    /// Events that pass the filter.
    passing: Rc<Selection>,
    /// The same with those that are hidden, if there are any.
    with_hidden: Option<Rc<Selection>>,
    /// Where events that pass stand in the order of time, once that was asked for.
    prefix_counts: OnceCell<PrefixCounts>,
    /// Events over the whole time, for so many bins.
    pub(super) minimap: Slot<u32, Histogram>,
    /// What was counted already.
    pub(super) counts: RefCell<CountCache>,
}

impl FilterResult {
    /// Events by family and transfers over a range of time, in at most so many bins.
    pub(super) fn over_time(
        &self,
        view: &View<'_>,
        range: TimeRange,
        bins: u32,
    ) -> (Histogram, TransferSeries) {
        self.prefix_counts.get_or_init(|| PrefixCounts::of(view)).over_time(view, range, bins)
    }
}

/// An order of sessions; if it is by findings, with what these are looked for and which state of the annotations says
/// what was dismissed of them.
pub(super) type SessionOrder = (TableSort<SessionField>, Option<(AuditOptions, u64)>);

/// What depends on the whole scope.
pub(super) struct ScopeResult {
    pub(super) filtered: Rc<FilterResult>,
    /// What is in scope.
    pub(super) selected: ScopeSelection,
    /// The same with what is hidden, if there is anything.
    pub(super) with_hidden: Option<ScopeSelection>,
    /// Events in scope in time order, once they were asked for.
    ordered: OnceCell<Vec<RowId>>,
    /// Counts of all that parts are compared by, once they were asked for.
    pub(super) part_counts: OnceCell<PartCounts>,
    /// Transfers in scope in time order, once they were asked for.
    pub(super) transfers: OnceCell<Vec<RowId>>,
    /// Events in scope, in the order of the column that was asked for last.
    pub(super) sorted: Slot<EventSort, Vec<RowId>>,
    /// Transfers in scope, in the order of the column that was asked for last.
    pub(super) sorted_transfers: Slot<TableSort<TransferColumn>, Vec<RowId>>,
    /// Sessions in scope, in the order that was asked for last.
    pub(super) sessions: Slot<SessionOrder, Vec<SessionNo>>,
    /// Sites in scope, in the order that was asked for last.
    pub(super) sites: Slot<TableSort<SiteField>, Vec<SiteRow>>,
    /// What lies on which track of the timeline, by the grouping that was asked for last.
    pub(super) tracks: Slot<TrackGrouping, TrackLayout>,
    /// How many events in scope have which value of the field that was asked for last.
    pub(super) field_counts: Slot<CountableField, FieldCounts>,
    /// What moved by the values of the field that was asked for last, most bytes first.
    pub(super) transfer_totals: Slot<TextField, Vec<TransferTotal>>,
}

impl ScopeResult {
    /// How many events are hidden that pass filter and range.
    pub(super) fn hidden(&self) -> u64 {
        let matching = self.selected.selection.count();
        self.with_hidden.as_ref().map_or(0, |with_hidden| with_hidden.selection.count() - matching)
    }

    /// Rows of the events in scope in time order, undated ones last.
    pub(super) fn ordered<'a>(&'a self, index: &'a Index) -> &'a [RowId] {
        let selection = &self.selected.selection;
        if selection.count() == index.order.len() as u64 {
            return &index.order;
        }
        self.ordered.get_or_init(|| selected_of(&index.order, selection))
    }
}

/// The scopes that were asked about last, of one version of the store.
pub(super) struct Scopes {
    version: u64,
    filters: Lru<FilterKey, FilterResult>,
    scopes: Lru<Scope, ScopeResult>,
    /// Which events each clause of filters that were asked for lately lets through.
    clauses: ClauseCache,
    /// What was counted under filters of the version before: it holds for rows that have not changed.
    counted_before: Vec<(FilterKey, CountCache)>,
}

impl Default for Scopes {
    fn default() -> Self {
        Scopes {
            version: 0,
            filters: Lru::new(MAX_SCOPES),
            scopes: Lru::new(MAX_SCOPES),
            clauses: ClauseCache::default(),
            counted_before: Vec::new(),
        }
    }
}

impl Scopes {
    /// What is derived for a scope.
    pub(super) fn get(
        &mut self,
        store: &Store,
        derived: &DerivedData,
        scope: &Scope,
    ) -> Result<Rc<ScopeResult>, Mistake> {
        self.renew(store.version());
        if let Some(known) = self.scopes.get(scope) {
            return Ok(known);
        }
        let filtered = self.filtered(store, derived, scope)?;
        let scoped = Rc::new(scoped(store, derived, scope.range, filtered));
        self.scopes.insert(scope.clone(), Rc::clone(&scoped));
        Ok(scoped)
    }

    /// Which events each clause lets through, in a store of this version.
    pub(super) fn clauses(&mut self, version: u64) -> &mut ClauseCache {
        self.renew(version);
        &mut self.clauses
    }

    /// Forgets what was derived of another version of the store, but for counts, which may still hold.
    fn renew(&mut self, version: u64) {
        if self.version == version {
            return;
        }
        self.version = version;
        drop(self.scopes.drain());
        let counted =
            self.filters.drain().map(|(key, filtered)| (key, filtered.counts.take())).collect::<Vec<_>>();
        if !counted.is_empty() {
            self.counted_before = counted;
        }
    }

    fn filtered(
        &mut self,
        store: &Store,
        derived: &DerivedData,
        scope: &Scope,
    ) -> Result<Rc<FilterResult>, Mistake> {
        let Scope { filter, zone, without_channels, annotations, searches, findings, .. } = scope.clone();
        let key = FilterKey { filter, zone, without_channels, annotations, searches, findings };
        if let Some(known) = self.filters.get(&key) {
            return Ok(known);
        }
        let filter = Filter::parse(&key.filter, &key.zone)?;
        let mut passing = self.clauses.select(&filter, store, derived);
        if filter.depends_on_findings() && key.findings.is_none() {
            // What findings rest on is not known yet, and so neither is what they do not rest on.
            passing.retain(|_| false);
        }
        let mut with_hidden = None;
        if let (true, Some(is_channel_call)) = (without_channels, channel_calls(store)) {
            with_hidden = Some(Rc::new(passing.clone()));
            passing.retain(|row| !is_channel_call(row));
        }
        let before = self.counted_before.iter().position(|(known, _)| *known == key);
        let counts = before.map(|index| self.counted_before.swap_remove(index).1).unwrap_or_default();
        let filtered = Rc::new(FilterResult {
            filter,
            passing: Rc::new(passing),
            with_hidden,
            prefix_counts: OnceCell::new(),
            minimap: Slot::default(),
            counts: RefCell::new(counts),
        });
        self.filters.insert(key, Rc::clone(&filtered));
        Ok(filtered)
    }
}

fn scoped(
    store: &Store,
    derived: &DerivedData,
    range: Option<TimeRange>,
    filtered: Rc<FilterResult>,
) -> ScopeResult {
    let selected = |passing: &Rc<Selection>| ScopeSelection {
        passing: Rc::clone(passing),
        selection: match range {
            Some(range) => Rc::new(passing.within(store, range)),
            None => Rc::clone(passing),
        },
        eventless: eventless_sessions(store, derived, &filtered.filter, range),
        range,
    };
    ScopeResult {
        selected: selected(&filtered.passing),
        with_hidden: filtered.with_hidden.as_ref().map(selected),
        filtered,
        ordered: OnceCell::new(),
        part_counts: OnceCell::new(),
        transfers: OnceCell::new(),
        sorted: Slot::default(),
        sorted_transfers: Slot::default(),
        sessions: Slot::default(),
        sites: Slot::default(),
        tracks: Slot::default(),
        field_counts: Slot::default(),
        transfer_totals: Slot::default(),
    }
}

/// Whether a row is a call by which a machine keeps in touch; nothing where there is no such call.
fn channel_calls(store: &Store) -> Option<impl Fn(RowId) -> bool> {
    let codes: Vec<bool> =
        store.dictionary(TextField::Activity).iter().map(is_control_channel_call).collect();
    let columns = store.columns();
    codes.contains(&true).then_some({
        move |row: RowId| {
            codes[columns.code(TextField::Activity, row) as usize]
                && columns.system(row) == System::SessionManager
        }
    })
}
