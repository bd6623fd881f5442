//! Transfers in the order of a column: of what is known of their events, or of where what left had come from.

use super::flows::{Flows, InLeg, Origin};
use crate::model::dictionary::ABSENT;
use crate::model::{Endpoint, RowId, TextField};
use crate::query::event_order::{events_in_order, places, rows_by_number};
use crate::query::table_sort::TableSort;
use crate::query::transfer_column::TransferColumn;
use crate::query::view::View;

/// Where something came from: the host of the site, or the name of the place where the event names none.
pub fn place_of_origin<'a>(view: &View<'a>, row: RowId, from: Endpoint) -> &'a str {
    match view.store.text(TextField::Host, row) {
        "" => from.id(),
        site => site,
    }
}

/// Transfers in another order than that of the case, in which they are given. Those of which the value is not known
/// stand last, whichever way round.
pub fn transfers_by(
    view: &View<'_>,
    flows: &Flows,
    rows: &[RowId],
    sort: TableSort<TransferColumn>,
) -> Vec<RowId> {
    match sort.column {
        TransferColumn::Event(column) => {
            events_in_order(view, rows, TableSort { column, descending: sort.descending })
        }
        TransferColumn::CameFrom => by_origin(view, flows, rows, sort.descending),
        // It holds nothing.
        TransferColumn::Around => rows.to_vec(),
    }
}

fn by_origin(view: &View<'_>, flows: &Flows, rows: &[RowId], descending: bool) -> Vec<RowId> {
    // What has come in another size under the name is not known to be what left.
    let origin = |row: RowId| match flows.origin_of(row) {
        Some(Origin::InLeg(InLeg { row, from, .. })) => Some((row, from)),
        _ => None,
    };
    // The names of places stand among those of hosts, as the table shows them.
    let hosts = view.store.dictionary(TextField::Host);
    let names: Vec<&str> = hosts.iter().chain(Endpoint::ALL.map(Endpoint::id)).collect();
    let places = places(&names);
    let endpoints = names.len() - Endpoint::ALL.len();
    rows_by_number(rows, descending, &|row| {
        let (row, from) = origin(row)?;
        let name = match view.store.columns().code(TextField::Host, row) {
            ABSENT => endpoints + from as usize,
            host => host as usize,
        };
        Some(u64::from(places[name]))
    })
}
