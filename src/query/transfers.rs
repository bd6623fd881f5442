//! Transfers: what moved between which places, how much, by whom, and when.

use super::answer::{Flow, TimeRange, TransferBin, TransferSeries, TransferTotal, saturated};
use super::bins::bins_over;
use super::filter::Selection;
use crate::model::packed::{BLOCK_ROWS, BLOCK_WORDS, for_each_bit};
use crate::model::table::unpacked_time;
use crate::model::time::{TimeMs, UNDATED};
use crate::model::transfer::{Kind, Meanings};
use crate::model::{ByteCount, Direction, Store, TextField, direction};
use crate::sort::sort_by;
use std::collections::BTreeMap;

/// One transfer on its way into a total.
struct Moved {
    row: u32,
    /// Number of its kind.
    kind: usize,
    time: TimeMs,
    size: Option<ByteCount>,
}

/// Calls `each` with the selected transfers, by row.
fn for_each_moved(store: &Store, meanings: &Meanings, selection: &Selection, mut each: impl FnMut(&Moved)) {
    let columns = store.columns();
    let [mut kinds, mut times, mut sizes] = [[0; BLOCK_ROWS]; 3];
    let mut moving = [0; BLOCK_WORDS];
    for (block, bits) in selection.blocks() {
        if meanings.moves().is_nought(block) {
            continue;
        }
        let moving = &mut moving[..bits.len()];
        moving.copy_from_slice(bits);
        meanings.moves().leave_out_noughts(block, moving);
        let kinds = meanings.moves().read(block, &mut kinds);
        let times = columns.times().read(block, &mut times);
        let sizes = columns.sizes().read(block, &mut sizes);
        let first = (block * BLOCK_ROWS) as u32;
        for_each_bit(moving, |place| {
            if let Some(kind) = (kinds[place] as usize).checked_sub(1) {
                let row = first + place as u32;
                let size = columns.unpacked_size(row, sizes[place]);
                each(&Moved { row, kind, time: unpacked_time(times[place]), size });
            }
        });
    }
}

/// Totals of each kind of transfer.
struct Flows(Vec<Flow>);

impl Flows {
    fn of(meanings: &Meanings) -> Flows {
        let of_kind = |(system, from, to): &Kind| Flow {
            system: system.id().to_owned(),
            from: *from,
            to: *to,
            count: 0,
            bytes: 0,
            unsized_count: 0,
        };
        Flows(meanings.kinds().iter().map(of_kind).collect())
    }

    fn add(&mut self, moved: &Moved) {
        let flow = &mut self.0[moved.kind];
        flow.count += 1;
        match moved.size {
            Some(size) => flow.bytes = flow.bytes.saturating_add(size),
            None => flow.unsized_count += 1,
        }
    }

    fn finish(self) -> Vec<Flow> {
        let mut flows = self.0;
        flows.retain(|flow| flow.count > 0);
        let key = |flow: &Flow| (flow.from.id(), flow.to.id());
        sort_by(&mut flows, |a, b| a.system.cmp(&b.system).then_with(|| key(a).cmp(&key(b))));
        flows
    }
}

/// Transfers by system and places, in the order of the summary.
pub fn flows(store: &Store, meanings: &Meanings, selection: &Selection) -> Vec<Flow> {
    let mut flows = Flows::of(meanings);
    for_each_moved(store, meanings, selection, |moved| flows.add(moved));
    flows.finish()
}

/// The bin of the transfer before, and from when to when it is: neighbours mostly are of one, and to divide
/// takes long.
type LastBin = (usize, TimeMs, TimeMs);

/// Transfers as [`flows`], and in and out over a range of time, in at most `bins` bins.
pub fn flows_over_time(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    range: TimeRange,
    bins: u32,
) -> (Vec<Flow>, TransferSeries) {
    let (start_ms, bin_ms, count) = bins_over(range, bins);
    let mut series = TransferSeries { start_ms, bin_ms, bins: vec![TransferBin::default(); count] };
    let mut flows = Flows::of(meanings);
    let directions = directions(meanings);
    let mut last: LastBin = (0, 0, 0);
    for_each_moved(store, meanings, selection, |moved| {
        flows.add(moved);
        if moved.time == UNDATED || !range.contains(moved.time) {
            return;
        }
        if !(last.1..last.2).contains(&moved.time) {
            let number = (moved.time - start_ms) / bin_ms;
            let start = start_ms + number * bin_ms;
            last = (number as usize, start, start.saturating_add(bin_ms));
        }
        let Some(bin) = series.bins.get_mut(last.0) else { return };
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
    (flows.finish(), series)
}

/// Which way each kind of transfer goes.
fn directions(meanings: &Meanings) -> Vec<Direction> {
    meanings.kinds().iter().map(|(_, from, to)| direction(*from, *to)).collect()
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
