//! What a person asks with the filter: what each part of it does, and what else could be asked.

use crate::engine::request::Request;
use crate::engine::scope::Scope;
use crate::engine::snapshot::Snapshot;
use crate::filter::{Chosen, Field, Filter, Mistake, Value};
use crate::model::Window;
use crate::query::answer::ValueCounts;
use crate::query::facets::facet_counts;
use crate::query::filter_report::FilterReport;
use crate::source::limits::MAX_CHIPS;
use serde::{Deserialize, Serialize};

/// Why the filter of the scope finds what it finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterDiagnosis;

impl Request for FilterDiagnosis {
    type Response = FilterReport;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<FilterReport, Mistake> {
        let Scope { filter, range, zone, .. } = snapshot.scope;
        let filter = Filter::parse(filter, zone)?;
        let (store, derived) = (snapshot.store, &snapshot.cache.derived);
        let mut scopes = snapshot.scopes.borrow_mut();
        Ok(FilterReport::of(&filter, *range, store, derived, scopes.clauses(store.version())))
    }
}

/// Facets of the scope. The values of each are counted under all that the filter asks of other fields, so that what is
/// chosen in a facet takes no value out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets(pub Vec<FacetRequest>);

/// A facet that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRequest {
    /// The field. Of times, and of whether an event is marked, nothing is counted.
    pub field: Field,
    /// A text that the values hold, in whatever case; empty for all.
    pub holding: String,
    /// Which of them.
    pub window: Window,
}

const EVERY_VALUE: Window = Window::new(0, u32::MAX);

/// What a facet shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Its field.
    pub field: Field,
    /// Some of its values.
    pub counts: ValueCounts,
    /// How each of them is chosen, in their order.
    pub marks: Vec<Option<Chosen>>,
    /// The values that are chosen one by one and stand for none of these, in the order of the filter.
    pub chosen: Vec<ChosenValue>,
}

/// A value that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenValue {
    /// The value, as it is asked for.
    pub value: String,
    /// How it is chosen.
    pub how: Chosen,
    /// The events of all that it stands for under all that the filter asks of other fields.
    pub events: u64,
}

impl Request for Facets {
    type Response = Vec<FacetCounts>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<FacetCounts>, Mistake> {
        let scope = snapshot.scope;
        let filter = Filter::parse(&scope.filter, &scope.zone)?;
        let count = |FacetRequest { field, holding, window }: &FacetRequest| {
            let under = match filter.asks_alone(*field) {
                true => Scope { filter: filter.without_field(*field).to_string(), ..scope.clone() },
                false => scope.clone(),
            };
            let needle = holding.to_lowercase();
            let holds = |value: &str| needle.is_empty() || value.to_lowercase().contains(&needle);
            let chosen = filter.chosen_values(*field);
            let is_chosen = |value: &str| chosen.iter().any(|(known, _)| known.passes(value));
            let answer = snapshot.in_scope_of(&under)?;
            let count = |is_wanted: &dyn Fn(&str) -> bool, window| {
                answer.counted(|view, counter| facet_counts(view, counter, *field, is_wanted, window))
            };
            let counts = count(&holds, *window);
            let of_chosen = if chosen.is_empty() { Vec::new() } else { count(&is_chosen, EVERY_VALUE).top };
            let events = |value: &Value| {
                of_chosen.iter().filter(|count| value.passes(&count.value)).map(|count| count.events).sum()
            };
            let marks = counts.top.iter().map(|count| filter.chosen(*field, &count.value)).collect();
            // What a value stands for that is shown is marked there; the others are told beside these.
            let is_shown = |value: &Value| counts.top.iter().any(|count| value.passes(&count.value));
            let chosen = chosen.into_iter().filter(|(value, _)| !is_shown(value)).take(MAX_CHIPS);
            let chosen = chosen.map(|(value, how)| ChosenValue {
                value: value.written.text().unwrap_or_default().to_owned(),
                how,
                events: events(value),
            });
            Ok(FacetCounts { field: *field, chosen: chosen.collect(), marks, counts })
        };
        self.0.iter().map(count).collect()
    }
}

/// Facets of what a person has added, which change with each mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFacets {
    /// Which state of the annotations is asked about.
    pub version: u64,
    /// The facets.
    pub facets: Facets,
}

impl Request for CaseFacets {
    type Response = Vec<FacetCounts>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<FacetCounts>, Mistake> {
        self.facets.respond(snapshot)
    }
}
