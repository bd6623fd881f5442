//! What the overview shows: the counts, series and flows of its panels.

use super::answer::{Flow, Histogram, TransferSeries, ValueCounts};
use super::counts::{counts_by, counts_by_system};
use super::range_counter::RangeCounter;
use super::transfers::flows;
use super::view::View;
use crate::model::{TextField, Window};
use crate::source::limits::MAX_LIST_ROWS;
use serde::{Deserialize, Serialize};

/// What the overview shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Events in scope.
    pub events: u64,
    /// Those of them without a time, which no chart over time shows.
    pub undated: u64,
    /// Events over the range by family.
    pub histogram: Histogram,
    /// Events by activity.
    pub activities: ValueCounts,
    /// Events by user.
    pub users: ValueCounts,
    /// Events by host.
    pub hosts: ValueCounts,
    /// Events by client address.
    pub client_ips: ValueCounts,
    /// Calls by service.
    pub services: ValueCounts,
    /// Events by system.
    pub systems: ValueCounts,
    /// Transfers in and out over the range.
    pub transfers: TransferSeries,
    /// Transfers between endpoints.
    pub flows: Vec<Flow>,
}

impl Overview {
    /// The overview of a view, with so many top values of each field, and with what happened and moved over time.
    // Within whoever asks it would be compiled as that is, to be small.
    #[inline(never)]
    pub fn of(
        view: &View<'_>,
        counter: &mut RangeCounter<'_>,
        top: u32,
        (histogram, transfers): (Histogram, TransferSeries),
    ) -> Overview {
        let undated = &view.index.order[view.index.dated..];
        let mut counts = |field, top| counts_by(view, counter, field, Window::new(0, top), |_| true);
        Overview {
            events: view.selection.count(),
            undated: undated.iter().filter(|row| view.selection.contains(**row)).count() as u64,
            histogram,
            activities: counts(TextField::Activity, MAX_LIST_ROWS as u32),
            users: counts(TextField::User, top),
            hosts: counts(TextField::Host, top),
            client_ips: counts(TextField::ClientIp, top),
            services: counts(TextField::Service, top),
            systems: counts_by_system(view, counter),
            transfers,
            flows: flows(view, counter),
        }
    }
}
