//! Transfers: charts, totals, and the table, in which what left stands with where it came from.

use crate::audit::flows::{InLeg, MatchBasis, Origin, UnmatchedReason};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::time::UNDATED;
use crate::model::{Endpoint, RowId, TextField, Window};
use crate::query::answer::{EventRow, Page, TransferTotals, Transfers, saturated};
use crate::query::event_field::EventField;
use crate::query::rows::event_row_with;
use crate::query::table_sort::TableSort;
use crate::query::transfer_column::TransferColumn;
use crate::query::transfers::{flows, transfers_by, widest};
use crate::query::view::View;
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

/// A transfer in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferRow {
    /// The event.
    pub event: EventRow,
    /// Where it came from, if it is something that left the remote disk.
    pub origin: Option<TransferOrigin>,
}

/// Where something that left the remote disk came from (E18 to E20), in scope or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TransferOrigin {
    /// It came with this event of the same session.
    CameFrom(InLegRow, MatchBasis),
    /// It is not known, for this reason. What came under the same name, but in another size, is told.
    Unmatched(UnmatchedReason, Option<InLegRow>),
}

/// An event with which something came to the remote disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InLegRow {
    /// Row in the store: what selects it.
    pub row: RowId,
    /// Time in milliseconds since the epoch.
    pub time_ms: Option<i64>,
    /// From where.
    pub from: Endpoint,
    /// The host of the site (untrusted text); empty where the event names none.
    pub site: String,
    /// Recorded size in bytes.
    pub size: Option<u64>,
}

impl InLegRow {
    fn of(view: &View<'_>, row: RowId, from: Endpoint) -> InLegRow {
        let columns = view.store.columns();
        InLegRow {
            row,
            time_ms: Some(columns.time(row)).filter(|time| *time != UNDATED),
            from,
            site: view.store.text(TextField::Host, row).to_owned(),
            size: columns.size(row).map(saturated),
        }
    }
}

impl TransferOrigin {
    fn of(view: &View<'_>, origin: Origin) -> TransferOrigin {
        match origin {
            Origin::InLeg(InLeg { row, from, basis }) => {
                TransferOrigin::CameFrom(InLegRow::of(view, row, from), basis)
            }
            Origin::OtherSize { row, from } => {
                TransferOrigin::Unmatched(UnmatchedReason::OtherSize, Some(InLegRow::of(view, row, from)))
            }
            Origin::Unknown(reason) => TransferOrigin::Unmatched(reason, None),
        }
    }
}

/// Rows of the table of transfers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferPage {
    /// Which rows.
    pub window: Window,
    /// In which order.
    pub sort: TableSort<TransferColumn>,
    /// What is told of each event beside what every row has.
    pub fields: Vec<EventField>,
}

impl Request for TransferPage {
    type Response = Page<TransferRow>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Page<TransferRow>, Mistake> {
        let scope = snapshot.in_scope()?;
        let view = scope.view();
        let flows = snapshot.cache.flows(&view);
        let row = |row: &RowId| TransferRow {
            event: event_row_with(&view, *row, &self.fields),
            origin: flows.origin_of(*row).map(|origin| TransferOrigin::of(&view, origin)),
        };
        Ok(scope.with_transfers(self.sort, |rows| Page::of(rows, self.window, row)))
    }
}
