//! Transfers: what moved between which endpoints, how much, by whom, and when.

use super::answer::{Flow, TransferTotal};
use super::range_counter::{Cover, RangeCounter, blocks_of};
use super::selection::Selection;
use super::view::View;
use crate::model::classify::Classification;
use crate::model::packed::{BLOCK_ROWS, BLOCK_WORDS, for_each_bit};
use crate::model::{Amount, Direction, FlowKey, InOut, RowId, TextField};
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
    flows.sort_by_key(|flow| flow.key.ids());
    flows
}

/// Which way each flow goes, by its number.
pub(super) fn directions(classification: &Classification) -> Vec<Direction> {
    classification.flows().iter().copied().map(FlowKey::direction).collect()
}

/// Transfers in and out by the value of a field, most bytes first.
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
    totals.sort_by(|a, b| {
        let weight = |total: &TransferTotal| {
            let Amount { bytes, count, .. } = total.moved.total();
            (bytes, count)
        };
        weight(b).cmp(&weight(a)).then_with(|| a.value.cmp(&b.value))
    });
    totals
}
