//! Comparing what is in scope with another part of the case.

use crate::engine::request::Request;
use crate::engine::scope::Scope;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{TimeRange, Zone};
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
        /// The zone in which times in its filter are meant that say none.
        zone: Zone,
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
            OtherPart::Scope { filter, range, zone } => {
                let (filter, range, zone) = (filter.clone(), *range, zone.clone());
                let other = part(&Scope { filter, range, zone, ..snapshot.scope.clone() })?;
                Ok(compare(here, other.part_counts(), self.most as usize))
            }
        }
    }
}
