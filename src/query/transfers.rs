//! Transfers: what moved between which places, how much, by whom, and when.

use super::answer::{Flow, TransferTotal, saturated};
use super::filter::Selection;
use super::range_counter::{Cover, RangeCounter, blocks_of};
use crate::model::classify::{Classification, Kind};
use crate::model::packed::{BLOCK_ROWS, BLOCK_WORDS, for_each_bit};
use crate::model::{ByteCount, Direction, Store, TextField, direction};
use std::ops::Range;

/// One transfer on its way into a total.
struct Moved {
    row: u32,
    /// Number of its kind.
    kind: usize,
    size: Option<ByteCount>,
}

/// Calls `each` with the selected transfers of some blocks, by row.
fn for_each_moved(
    store: &Store,
    classification: &Classification,
    selection: &Selection,
    blocks: Range<usize>,
    each: &mut dyn FnMut(&Moved),
) {
    let columns = store.columns();
    let [mut kinds, mut sizes] = [[0; BLOCK_ROWS]; 2];
    let mut moving = [0; BLOCK_WORDS];
    for (block, bits) in selection.blocks_in(blocks) {
        if classification.moves().is_zero(block) {
            continue;
        }
        let moving = &mut moving[..bits.len()];
        moving.copy_from_slice(bits);
        classification.moves().mask_zeros(block, moving);
        let kinds = classification.moves().read(block, &mut kinds);
        let sizes = columns.sizes().read(block, &mut sizes);
        let first = (block * BLOCK_ROWS) as u32;
        for_each_bit(moving, |place| {
            if let Some(kind) = (kinds[place] as usize).checked_sub(1) {
                let row = first + place as u32;
                each(&Moved { row, kind, size: columns.unpacked_size(row, sizes[place]) });
            }
        });
    }
}

/// The total of a kind of transfer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    count: u64,
    unsized_count: u64,
    bytes: ByteCount,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.count += other.count;
        self.unsized_count += other.unsized_count;
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// Transfers by system and places, in the order of the summary.
pub fn flows(store: &Store, classification: &Classification, range: &mut RangeCounter<'_>) -> Vec<Flow> {
    let kinds = classification.kinds();
    let sums_of = |stretch: usize| {
        let mut sums = vec![Sum::default(); kinds.len()];
        for_each_moved(store, classification, range.selection, blocks_of(stretch), &mut |moved| {
            let unsized_count = u64::from(moved.size.is_none());
            sums[moved.kind].add(Sum { count: 1, unsized_count, bytes: moved.size.unwrap_or(0) });
        });
        sums
    };
    let mut sums = vec![Sum::default(); kinds.len()];
    let mut add = |others: &[Sum]| sums.iter_mut().zip(others).for_each(|(sum, other)| sum.add(*other));
    for (stretch, cover) in range.covers.iter().enumerate() {
        let kept = &mut range.kept.0[stretch].flows;
        match cover {
            Cover::Nothing => {}
            Cover::Part => add(&sums_of(stretch)),
            Cover::Whole => add(kept.get_or_insert_with(|| sums_of(stretch).into())),
        }
    }
    let of_kind = |((system, from, to), sum): (&Kind, Sum)| Flow {
        system: system.id().to_owned(),
        from: *from,
        to: *to,
        count: sum.count,
        bytes: sum.bytes,
        unsized_count: sum.unsized_count,
    };
    let there_are = kinds.iter().zip(sums).filter(|(_, sum)| sum.count > 0);
    let mut flows: Vec<Flow> = there_are.map(of_kind).collect();
    let key = |flow: &Flow| (flow.from.id(), flow.to.id());
    flows.sort_by(|a, b| a.system.cmp(&b.system).then_with(|| key(a).cmp(&key(b))));
    flows
}

/// Which way each kind of transfer goes.
pub(super) fn directions(classification: &Classification) -> Vec<Direction> {
    classification.kinds().iter().map(|(_, from, to)| direction(*from, *to)).collect()
}

/// Transfers in and out by the value of a field, most bytes first.
pub fn transfers_by(
    store: &Store,
    classification: &Classification,
    selection: &Selection,
    field: TextField,
) -> Vec<TransferTotal> {
    let mut totals: Vec<TransferTotal> = Vec::new();
    // Place of each code among the totals.
    let mut places = vec![u32::MAX; store.dictionary(field).len()];
    let directions = directions(classification);
    for_each_moved(store, classification, selection, 0..usize::MAX, &mut |moved| {
        let code = store.columns().code(field, moved.row);
        let direction = directions[moved.kind];
        if direction == Direction::Within {
            return;
        }
        let place = &mut places[code as usize];
        if *place == u32::MAX {
            *place = totals.len() as u32;
            totals.push(TransferTotal {
                value: store.dictionary(field).get(code).to_owned(),
                in_bytes: 0,
                out_bytes: 0,
                in_count: 0,
                out_count: 0,
                in_unsized: 0,
                out_unsized: 0,
            });
        }
        let total = &mut totals[*place as usize];
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
    totals.sort_by(|a, b| {
        let weight = |total: &TransferTotal| {
            (total.out_bytes.saturating_add(total.in_bytes), total.out_count + total.in_count)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.value.cmp(&b.value))
    });
    totals
}
