//! The panels of the overview, and the values of one field.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{TextField, Window};
use crate::query::answer::{Overview, ValueCounts};
use crate::query::counts::{counts_by, counts_by_system};
use crate::query::field_counts::{CountableField, FieldCounts};
use crate::query::transfers::flows;
use crate::source::limits::MAX_LIST_ROWS;
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
        let view = scope.view();
        let (histogram, transfers) = scope.over_time(view.time_shown(), self.bins);
        let undated = &view.index.order[view.index.dated..];
        Ok(scope.counted(|view, counter| {
            let mut top = |field, top: u32| counts_by(view, counter, field, Window::new(0, top));
            Overview {
                events: view.selection.count(),
                undated: undated.iter().filter(|row| view.selection.contains(**row)).count() as u64,
                histogram,
                activities: top(TextField::Activity, MAX_LIST_ROWS as u32),
                users: top(TextField::User, self.top),
                hosts: top(TextField::Host, self.top),
                client_ips: top(TextField::ClientIp, self.top),
                services: top(TextField::Service, self.top),
                systems: counts_by_system(view, counter),
                transfers,
                flows: flows(view, counter),
            }
        }))
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
                scope.counted(|view, counter| counts_by(view, counter, field, self.window))
            }
            field => {
                let view = scope.view();
                let counts = scope.scoped.field_counts.get(field, || FieldCounts::of(&view, &[field]));
                counts.top(&view, self.window)
            }
        })
    }
}
