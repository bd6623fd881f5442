//! Where the reading stands, and the minimap above all views.

use crate::engine::request::Request;
use crate::engine::scope::Scope;
use crate::engine::snapshot::Snapshot;
use crate::export::provenance::{Question, provenance};
use crate::filter::Mistake;
use crate::model::store::ConservationCounts;
use crate::model::{System, TimeRange, Zone};
use crate::query::answer::Histogram;
use crate::query::terminal::has_session_text;
use serde::{Deserialize, Serialize};

/// Where the reading stands, and how much is in scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStatus;

/// Where the reading stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The numbers of the conservation law.
    pub counts: ConservationCounts,
    /// Inputs that were read to their end.
    pub files_done: u64,
    /// The systems that have events.
    pub systems: Vec<System>,
    /// From the first event to just after the last, whatever the filter.
    pub time_range: Option<TimeRange>,
    /// Events in scope.
    pub matching: u64,
    /// Events that pass filter and range, and are left out for
    /// [`Scope::without_channels`](crate::engine::Scope::without_channels).
    pub hidden: u64,
    /// Events without a time.
    pub undated: u64,
    /// Sessions in all.
    pub sessions: u64,
    /// Whether any session has text.
    pub has_session_text: bool,
    /// Changes with every batch.
    pub version: u64,
    /// Whether some input was not read to its end because it was cancelled.
    pub is_partial: bool,
    /// Memory that everything takes that was read, in bytes.
    pub memory_bytes: u64,
}

impl Request for CaseStatus {
    type Response = Status;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Status, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let (store, index) = (view.store, view.index);
        let matching = view.selection.count();
        Ok(Status {
            counts: store.counts(),
            files_done: store.inputs().iter().filter(|input| input.end.is_some()).count() as u64,
            systems: System::ALL.into_iter().filter(|system| store.has(*system)).collect(),
            time_range: index.time_range(store),
            matching,
            hidden: scope.scoped.hidden(),
            undated: (index.order.len() - index.dated) as u64,
            sessions: index.sessions.len() as u64,
            has_session_text: has_session_text(store),
            version: store.version(),
            memory_bytes: store.byte_count(),
            is_partial: store.inputs().iter().any(|input| input.incomplete().is_some()),
        })
    }
}

/// Events over the whole time by family, whatever the range of the scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minimap {
    /// At most so many bins.
    pub bins: u32,
}

impl Request for Minimap {
    type Response = Histogram;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Histogram, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        // Where there is no time there is no axis.
        let Some(range) = view.index.time_range(view.store) else {
            return Ok(Histogram { start_ms: 0, bin_ms: 1, bins: Vec::new() });
        };
        let minimap = scope.filtered().minimap.get(self.bins, || scope.over_time(range, self.bins).0);
        Ok((*minimap).clone())
    }
}

/// Of what part of the case a picture of the page is, as lines of a name and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Times are written so many minutes east of UTC.
    pub zone: Zone,
    /// Whether the picture is of all the time, whatever the range.
    pub of_all_time: bool,
}

impl Request for Provenance {
    type Response = Vec<(String, String)>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<(String, String)>, Mistake> {
        let range = snapshot.scope.range.filter(|_| !self.of_all_time);
        let scope = snapshot.in_scope_of(&Scope { range, ..snapshot.scope.clone() })?;
        let (filter, hidden) = (snapshot.scope.filter.clone(), scope.scoped.hidden());
        let question = Question { filter, zone: self.zone.clone(), hidden, findings: None };
        let lines = provenance(&scope.view(), &question);
        Ok(lines.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}
