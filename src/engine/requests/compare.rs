//! Comparing what is in scope with another part of the case.

use crate::engine::request::Request;
use crate::engine::scope::Scope;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::TimeRange;
use crate::query::compare::{ComparisonResult, compare};
use serde::{Deserialize, Serialize};

/// What is in scope beside another part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// With what.
    pub with: OtherPart,
    /// How many values of each dimension.
    pub most: u32,
}

/// Another part of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherPart {
    /// All that is not in scope.
    Rest,
    /// What passes a filter, within a range if there is one.
    Scope {
        /// The filter line.
        filter: String,
        /// The range of time.
        range: Option<TimeRange>,
        /// Times in its filter that say no zone are so many minutes east of UTC.
        zone_minutes: i32,
    },
}

impl Request for Comparison {
    type Response = ComparisonResult;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<ComparisonResult, Mistake> {
        let part = |scope: &Scope| snapshot.in_scope_of(scope);
        let own = part(snapshot.scope)?;
        let here = own.part_counts();
        match &self.with {
            OtherPart::Rest => {
                let all = part(&Scope { filter: String::new(), range: None, ..snapshot.scope.clone() })?;
                Ok(compare(here, &all.part_counts().without(here), self.most as usize))
            }
            OtherPart::Scope { filter, range, zone_minutes } => {
                let (filter, range, zone_minutes) = (filter.clone(), *range, *zone_minutes);
                let other = part(&Scope { filter, range, zone_minutes, ..snapshot.scope.clone() })?;
                Ok(compare(here, other.part_counts(), self.most as usize))
            }
        }
    }
}
