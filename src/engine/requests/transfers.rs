//! Transfers: charts, totals, and the table.

use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{TextField, Window};
use crate::query::answer::{EventRow, Page, TransferTotals, Transfers};
use crate::query::rows::{event_page, selected_of, transfers_in_order};
use crate::query::transfers::{flows, transfers_by, widest};
use serde::{Deserialize, Serialize};

/// Charts of transfers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferPanels {
    /// At most so many bins.
    pub bins: u32,
}

impl Request for TransferPanels {
    type Response = Transfers;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Transfers, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        Ok(Transfers { flows: scope.counted(flows), series: scope.over_time(view.time_shown(), self.bins).1 })
    }
}

/// In and out by the values of a field, most bytes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferTotalPage {
    /// The field.
    pub field: TextField,
    /// Which of its values; where there are fewer, the last ones.
    pub window: Window,
}

impl Request for TransferTotalPage {
    type Response = TransferTotals;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<TransferTotals, Mistake> {
        let scope = snapshot.in_scope()?;
        let totals = scope.scoped.transfer_totals.get(self.field, || transfers_by(&scope.view(), self.field));
        Ok(TransferTotals {
            most_bytes: totals.iter().map(widest).max().unwrap_or_default(),
            page: Page::of(&totals, self.window.moved_into(totals.len() as u32), Clone::clone),
        })
    }
}

/// Rows of the table of transfers, in time order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferPage {
    /// Which rows.
    pub window: Window,
}

impl Request for TransferPage {
    type Response = Page<EventRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<EventRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let all = snapshot.cache.transfers.get_or_init(|| transfers_in_order(&view));
        let rows = scope.scoped.transfers.get_or_init(|| selected_of(all, view.selection));
        Ok(event_page(&view, rows, self.window, false))
    }
}
