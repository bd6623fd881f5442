//! The panels of the overview, and the values of one field.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::{Field, Mistake};
use crate::model::TextField;
use crate::query::answer::ValueCounts;
use crate::query::counts::{counts_by, counts_by_system};
use crate::query::field_counts::FieldCounts;
use crate::query::overview::Overview;
use serde::{Deserialize, Serialize};

/// What the overview shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewPanels {
    /// At most so many bins in each series.
    pub bins: u32,
    /// How many top values of each field.
    pub top: u32,
}

impl Request for OverviewPanels {
    type Response = Overview;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Overview, Mistake> {
        let scope = snapshot.in_scope()?;
        let over_time = scope.over_time(scope.view().time_shown(), self.bins);
        Ok(scope.counted(|view, counter| Overview::of(view, counter, self.top as usize, over_time)))
    }
}

/// The most frequent values of one field, events without one left aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopValues {
    /// The field, which must be one that can be counted.
    pub field: Field,
    /// How many values.
    pub top: u32,
}

impl Request for TopValues {
    type Response = ValueCounts;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<ValueCounts, Mistake> {
        Ok(snapshot.in_scope()?.counted(|view, counter| match self.field {
            Field::System => counts_by_system(view, counter),
            // Which session an event is of is not in its own columns alone.
            Field::Text(field) if field != TextField::Session => {
                counts_by(view, counter, field, self.top as usize)
            }
            field => FieldCounts::of(view, &[field]).top(view, self.top as usize),
        }))
    }
}
