//! The panels of the overview, and the values of one field.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{TextField, Window};
use crate::query::answer::ValueCounts;
use crate::query::counts::{counts_by, counts_by_system};
use crate::query::field_counts::{CountableField, FieldCounts};
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
        Ok(scope.counted(|view, counter| Overview::of(view, counter, self.top, over_time)))
    }
}

/// Some of the values of one field, the most frequent first; events without one are left aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopValues {
    /// The field.
    pub field: CountableField,
    /// Which values. Systems are always given whole: there are only a few.
    pub window: Window,
}

impl Request for TopValues {
    type Response = ValueCounts;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<ValueCounts, Mistake> {
        let scope = snapshot.in_scope()?;
        Ok(match self.field {
            CountableField::System => scope.counted(counts_by_system),
            // Which session an event is of is not in its own columns alone.
            CountableField::Text(field) if field != TextField::Session => {
                scope.counted(|view, counter| counts_by(view, counter, field, self.window, |_| true))
            }
            field => {
                let view = scope.view();
                let counts = scope.scoped.field_counts.get(field, || FieldCounts::of(&view, &[field]));
                counts.top(&view, self.window)
            }
        })
    }
}
