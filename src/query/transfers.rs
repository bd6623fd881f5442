//! Transfers: what moved between which endpoints, how much, by whom, and when.

use super::answer::{Flow, TransferTotal};
use super::range_counter::{Cover, RangeCounter, blocks_of};
use super::selection::Selection;
use super::view::View;
use crate::model::classify::Classification;
use crate::model::packed::{BLOCK_ROWS, BLOCK_WORDS, for_each_bit};
use crate::model::{Amount, Direction, Endpoint, FlowKey, InOut, RowId, TextField};
use crate::source::order;
use std::ops::Range;

/// One transfer on its way into a total.
struct Transfer {
    row: RowId,
    /// Number of its flow.
    flow: usize,
    amount: Amount,
}

/// Calls `each` with the selected transfers of some blocks, by row.
fn for_each_transfer(
    view: &View<'_>,
    selection: &Selection,
    blocks: Range<usize>,
    each: &mut dyn FnMut(&Transfer),
) {
    let View { store, classification, .. } = view;
    let columns = store.columns();
    let [mut flows, mut sizes] = [[0; BLOCK_ROWS]; 2];
    let mut moving = [0; BLOCK_WORDS];
    for (block, bits) in selection.blocks_in(blocks) {
        if classification.moves().is_zero(block) {
            continue;
        }
        let moving = &mut moving[..bits.len()];
        moving.copy_from_slice(bits);
        classification.moves().mask_zeros(block, moving);
        let flows = classification.moves().read(block, &mut flows);
        let sizes = columns.sizes().read(block, &mut sizes);
        let first = (block * BLOCK_ROWS) as u32;
        for_each_bit(moving, |index| {
            if let Some(flow) = (flows[index] as usize).checked_sub(1) {
                let row = RowId(first + index as u32);
                let amount = Amount::of(columns.unpacked_size(row, sizes[index]));
                each(&Transfer { row, flow, amount });
            }
        });
    }
}

/// Calls `each` with the selected transfers out and the bytes of each, as far as they are recorded.
pub(super) fn for_each_out(view: &View<'_>, mut each: impl FnMut(RowId, u128)) {
    let directions = directions(view.classification);
    for_each_transfer(view, view.selection, 0..usize::MAX, &mut |transfer| {
        if directions[transfer.flow] == Direction::Out {
            each(transfer.row, transfer.amount.bytes);
        }
    });
}

/// Transfers by system and endpoints, in the order of the summary.
pub fn flows(view: &View<'_>, counter: &mut RangeCounter<'_>) -> Vec<Flow> {
    let keys = view.classification.flows();
    let selection = counter.selection;
    let sums_of = |chunk: usize| {
        let mut sums = vec![Amount::default(); keys.len()];
        for_each_transfer(view, selection, blocks_of(chunk), &mut |transfer| {
            sums[transfer.flow] += transfer.amount;
        });
        sums
    };
    let mut sums = vec![Amount::default(); keys.len()];
    let mut add = |others: &[Amount]| sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += *other);
    for (chunk, cover) in counter.covers.iter().enumerate() {
        let known = &mut counter.cache.0[chunk].flows;
        match cover {
            Cover::Nothing => {}
            Cover::Part => add(&sums_of(chunk)),
            Cover::Whole => add(known.get_or_insert_with(|| sums_of(chunk).into())),
        }
    }
    let all = keys.iter().zip(sums).map(|(key, amount)| Flow { key: *key, amount });
    let mut flows: Vec<Flow> = all.filter(|flow| !flow.amount.is_none()).collect();
    order::sort_by_key(&mut flows, |flow| flow.key.ids());
    flows
}

/// What moved in one direction.
pub fn moved(flows: &[Flow], wanted: Direction) -> Amount {
    flows.iter().filter(|flow| flow.key.direction() == wanted).map(|flow| flow.amount).sum()
}

/// How many transfers went to an endpoint, and how many came from it.
pub fn transfer_counts(flows: &[Flow], endpoint: Endpoint) -> (u64, u64) {
    let count = |is_wanted: fn(&Flow, Endpoint) -> bool| {
        flows.iter().filter(|flow| is_wanted(flow, endpoint)).map(|flow| flow.amount.count).sum()
    };
    (count(|flow, endpoint| flow.key.to == endpoint), count(|flow, endpoint| flow.key.from == endpoint))
}

/// Which way each flow goes, by its number.
pub(super) fn directions(classification: &Classification) -> Vec<Direction> {
    classification.flows().iter().copied().map(FlowKey::direction).collect()
}

/// The bytes of the longer one of the bars of a total.
pub fn widest(total: &TransferTotal) -> u128 {
    total.moved.incoming.bytes.max(total.moved.outgoing.bytes)
}

/// Transfers in and out by the value of a field, most bytes first.
// Not within whoever asks: there it would be compiled to be small.
#[inline(never)]
pub fn transfers_by(view: &View<'_>, field: TextField) -> Vec<TransferTotal> {
    let store = view.store;
    let mut totals: Vec<TransferTotal> = Vec::new();
    // Index of each code among the totals.
    let mut indices = vec![u32::MAX; store.dictionary(field).len()];
    let directions = directions(view.classification);
    for_each_transfer(view, view.selection, 0..usize::MAX, &mut |transfer| {
        let code = store.columns().code(field, transfer.row);
        let direction = directions[transfer.flow];
        if direction == Direction::Within {
            return;
        }
        let index = &mut indices[code as usize];
        if *index == u32::MAX {
            *index = totals.len() as u32;
            let value = store.dictionary(field).get(code).to_owned();
            totals.push(TransferTotal { value, moved: InOut::default() });
        }
        totals[*index as usize].moved.add(direction, transfer.amount);
    });
    order::sort_by(&mut totals, |a, b| {
        let weight = |total: &TransferTotal| {
            let Amount { bytes, count, .. } = total.moved.total();
            (bytes, count)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.value.cmp(&b.value))
    });
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::System;

    #[test]
    fn what_moved_is_summed_by_direction_and_counted_at_each_endpoint() {
        let flow = |from, to, count, bytes| Flow {
            key: FlowKey { system: System::SessionLogger, from, to },
            amount: Amount { count, bytes, ..Amount::default() },
        };
        let flows = [
            flow(Endpoint::RemoteDisk, Endpoint::Local, 2, 30),
            flow(Endpoint::RemoteDisk, Endpoint::Local, 1, 5),
            flow(Endpoint::Local, Endpoint::RemoteDisk, 4, 7),
            flow(Endpoint::Site, Endpoint::RemoteDisk, 8, 1),
        ];
        let sums = [Direction::Out, Direction::In].map(|way| {
            let Amount { count, bytes, .. } = moved(&flows, way);
            (count, bytes)
        });
        assert_eq!(sums, [(3, 35), (12, 8)]);
        assert_eq!(transfer_counts(&flows, Endpoint::RemoteDisk), (12, 3));
        assert_eq!(transfer_counts(&flows, Endpoint::Printer), (0, 0));
    }
}
