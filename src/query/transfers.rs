//! Transfers: what moved between which places, how much, by whom, and when.

use super::answer::{Flow, TimeRange, TransferBin, TransferSeries, TransferTotal, saturated};
use super::filter::Selection;
use crate::model::time::UNDATED;
use crate::model::transfer::{Kind, Meanings};
use crate::model::{ByteCount, Direction, Store, TextField, direction};
use crate::sort::sort_by;
use std::collections::BTreeMap;

/// One transfer on its way into a total.
struct Moved {
    row: u32,
    /// Number of its kind.
    kind: usize,
    size: Option<ByteCount>,
}

fn for_each_moved(store: &Store, meanings: &Meanings, selection: &Selection, mut each: impl FnMut(Moved)) {
    for (block, bits) in selection.blocks() {
        meanings.moves().for_each_of(block, bits, |row, number| {
            each(Moved { row, kind: number as usize - 1, size: store.columns().size(row) });
        });
    }
}

/// Which way each kind of transfer goes.
fn directions(meanings: &Meanings) -> Vec<Direction> {
    meanings.kinds().iter().map(|(_, from, to)| direction(*from, *to)).collect()
}

/// Transfers by system and places, in the order of the summary.
pub fn flows(store: &Store, meanings: &Meanings, selection: &Selection) -> Vec<Flow> {
    let of_kind = |(system, from, to): &Kind| Flow {
        system: system.id().to_owned(),
        from: *from,
        to: *to,
        count: 0,
        bytes: 0,
        unsized_count: 0,
    };
    let mut flows: Vec<Flow> = meanings.kinds().iter().map(of_kind).collect();
    for_each_moved(store, meanings, selection, |moved| {
        let flow = &mut flows[moved.kind];
        flow.count += 1;
        match moved.size {
            Some(size) => flow.bytes = flow.bytes.saturating_add(size),
            None => flow.unsized_count += 1,
        }
    });
    flows.retain(|flow| flow.count > 0);
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
    let (start_ms, bin_ms, count) = super::bins::bins_over(range, bins);
    let mut series = TransferSeries { start_ms, bin_ms, bins: vec![TransferBin::default(); count] };
    let directions = directions(meanings);
    for_each_moved(store, meanings, selection, |moved| {
        let time = store.columns().time(moved.row);
        if time == UNDATED || !range.contains(time) {
            return;
        }
        let Some(bin) = series.bins.get_mut(((time - start_ms) / bin_ms) as usize) else { return };
        let size = moved.size.map_or(0, saturated);
        match directions[moved.kind] {
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
    });
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
    let directions = directions(meanings);
    for_each_moved(store, meanings, selection, |moved| {
        let code = store.columns().code(field, moved.row);
        let direction = directions[moved.kind];
        if direction == Direction::Within {
            return;
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
    });
    let mut totals: Vec<TransferTotal> = totals.into_values().collect();
    sort_by(&mut totals, |a, b| {
        let weight = |total: &TransferTotal| {
            (total.out_bytes.saturating_add(total.in_bytes), total.out_count + total.in_count)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.value.cmp(&b.value))
    });
    totals
}
