//! Transfers: what moved between which places, how much, by whom, and when.

use super::answer::{Flow, TimeRange, TransferBin, TransferSeries, TransferTotal, saturated};
use super::filter::Selection;
use crate::model::time::UNDATED;
use crate::model::transfer::Meanings;
use crate::model::{ByteCount, Direction, Place, Store, System, TextField, direction};
use crate::sort::sort_by;
use std::collections::BTreeMap;

/// One transfer on its way into a total.
struct Moved {
    row: u32,
    system: System,
    from: Place,
    to: Place,
    size: Option<ByteCount>,
}

fn moved<'a>(
    store: &'a Store,
    meanings: &'a Meanings,
    selection: &'a Selection,
) -> impl Iterator<Item = Moved> + 'a {
    let (stretch, transfers) = (selection.stretch(), meanings.transfers());
    let at = |row: u32| transfers.partition_point(|other| *other < row);
    let mut size_of = store.sizes().ascending(stretch.start);
    transfers[at(stretch.start)..at(stretch.end)].iter().filter(|row| selection.contains(**row)).filter_map(
        move |row| {
            let row = *row;
            let (from, to) = meanings.of_row(store, row).moves?;
            let system = System::from_index(store.columns().system[row as usize]);
            Some(Moved { row, system, from, to, size: size_of(row) })
        },
    )
}

/// Transfers by system and places, in the order of the summary.
pub fn flows(store: &Store, meanings: &Meanings, selection: &Selection) -> Vec<Flow> {
    let mut flows: BTreeMap<(u8, Place, Place), Flow> = BTreeMap::new();
    for moved in moved(store, meanings, selection) {
        let key = (moved.system as u8, moved.from, moved.to);
        let flow = flows.entry(key).or_insert_with(|| Flow {
            system: moved.system.id().to_owned(),
            from: moved.from,
            to: moved.to,
            count: 0,
            bytes: 0,
            unsized_count: 0,
        });
        flow.count += 1;
        match moved.size {
            Some(size) => flow.bytes = flow.bytes.saturating_add(size),
            None => flow.unsized_count += 1,
        }
    }
    let mut flows: Vec<Flow> = flows.into_values().collect();
    let key = |flow: &Flow| (flow.from.id(), flow.to.id());
    sort_by(&mut flows, |a, b| a.system.cmp(&b.system).then_with(|| key(a).cmp(&key(b))));
    flows
}

/// Transfers in and out over a range of time, in at most `bins` bins.
pub fn transfers_over_time(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    range: TimeRange,
    bins: u32,
) -> TransferSeries {
    let (start_ms, bin_ms, count) = super::histogram::bins_over(range, bins);
    let mut series = TransferSeries { start_ms, bin_ms, bins: vec![TransferBin::default(); count] };
    for moved in moved(store, meanings, selection) {
        let time = store.columns().time[moved.row as usize];
        if time == UNDATED || !range.contains(time) {
            continue;
        }
        let Some(bin) = series.bins.get_mut(((time - start_ms) / bin_ms) as usize) else { continue };
        let size = moved.size.map_or(0, saturated);
        match direction(moved.from, moved.to) {
            Direction::In => {
                bin.in_count += 1;
                bin.in_bytes = bin.in_bytes.saturating_add(size);
                bin.in_unsized += u32::from(moved.size.is_none());
            }
            Direction::Out => {
                bin.out_count += 1;
                bin.out_bytes = bin.out_bytes.saturating_add(size);
                bin.out_unsized += u32::from(moved.size.is_none());
            }
            Direction::Within => {}
        }
    }
    series
}

/// Transfers in and out by the value of a field, most bytes first.
pub fn transfers_by(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    field: TextField,
) -> Vec<TransferTotal> {
    let mut totals: BTreeMap<u32, TransferTotal> = BTreeMap::new();
    for moved in moved(store, meanings, selection) {
        let code = store.columns().text(field).get(moved.row);
        let direction = direction(moved.from, moved.to);
        if direction == Direction::Within {
            continue;
        }
        let total = totals.entry(code).or_insert_with(|| TransferTotal {
            value: store.dictionary(field).get(code).to_owned(),
            in_bytes: 0,
            out_bytes: 0,
            in_count: 0,
            out_count: 0,
            in_unsized: 0,
            out_unsized: 0,
        });
        let size = moved.size.map_or(0, saturated);
        if direction == Direction::In {
            total.in_count += 1;
            total.in_bytes = total.in_bytes.saturating_add(size);
            total.in_unsized += u64::from(moved.size.is_none());
        } else {
            total.out_count += 1;
            total.out_bytes = total.out_bytes.saturating_add(size);
            total.out_unsized += u64::from(moved.size.is_none());
        }
    }
    let mut totals: Vec<TransferTotal> = totals.into_values().collect();
    sort_by(&mut totals, |a, b| {
        let weight = |total: &TransferTotal| {
            (total.out_bytes.saturating_add(total.in_bytes), total.out_count + total.in_count)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.value.cmp(&b.value))
    });
    totals
}
