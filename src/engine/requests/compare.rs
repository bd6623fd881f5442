//! Comparing what is in scope with another part of the case.

use crate::engine::request::Request;
use crate::engine::scope::Scope;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::TimeRange;
use crate::query::compare::{Compared, PartCounts, compare};
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
    },
}

impl Request for Comparison {
    type Response = Compared;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Compared, Mistake> {
        let count = |scope: &Scope| Ok(snapshot.in_scope_of(scope)?.counted(PartCounts::of));
        let here = count(snapshot.scope)?;
        let there = match &self.with {
            OtherPart::Rest => {
                let all = Scope { filter: String::new(), range: None, ..snapshot.scope.clone() };
                count(&all)?.without(&here)
            }
            OtherPart::Scope { filter, range } => {
                count(&Scope { filter: filter.clone(), range: *range, ..snapshot.scope.clone() })?
            }
        };
        Ok(compare(&here, &there, self.most as usize))
    }
}
