//! Counting: how often each value of a field is among events. What was counted is kept by chunks of rows, so
//! that a range of time is mostly added up, and only the chunks at its ends are counted.

use super::selection::Selection;
use super::view::View;
use crate::model::packed::{BLOCK_ROWS, PackedColumn, for_each_bit};
use crate::model::{Amount, Family, RowId, System, TextField};
use std::ops::Range;

/// Blocks of a chunk: few enough for its rows to lie close together in time, and enough for the counts of all
/// chunks to be few.
const CHUNK_BLOCKS: usize = 4;

/// Most values of a field whose counts are kept of a chunk: where there are more, counting is as fast.
const MAX_KEPT: usize = CHUNK_BLOCKS * BLOCK_ROWS / 16;

/// What is counted of events: the numbers of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountKey {
    /// The codes of a text; of activities together with their system.
    Text(TextField),
    /// The codes of users together with their system.
    UserOfSystem,
    /// The codes of targets together with their system.
    TargetOfSystem,
    /// Their families.
    Family,
    /// What they move: one more than the number of the flow.
    Flow,
    /// Their inputs.
    Input,
}

impl CountKey {
    const COUNT: usize = TextField::ALL.len() + 5;

    const fn index(self) -> usize {
        match self {
            CountKey::Text(field) => field as usize,
            CountKey::Family => TextField::ALL.len(),
            CountKey::Flow => TextField::ALL.len() + 1,
            CountKey::Input => TextField::ALL.len() + 2,
            CountKey::UserOfSystem => TextField::ALL.len() + 3,
            CountKey::TargetOfSystem => TextField::ALL.len() + 4,
        }
    }

    fn column<'a>(self, view: &View<'a>) -> &'a PackedColumn {
        match self {
            CountKey::Text(field) => view.store.columns().text(field),
            CountKey::UserOfSystem => view.store.columns().text(TextField::User),
            CountKey::TargetOfSystem => view.store.columns().text(TextField::Target),
            CountKey::Family => view.classification.families(),
            CountKey::Flow => view.classification.moves(),
            CountKey::Input => view.store.columns().inputs(),
        }
    }

    /// How many keys there are.
    fn key_count(self, view: &View<'_>) -> usize {
        match self {
            CountKey::Text(field) => {
                let codes = view.store.dictionary(field).len();
                if self.is_of_system() { codes * System::ALL.len() } else { codes }
            }
            CountKey::UserOfSystem => view.store.dictionary(TextField::User).len() * System::ALL.len(),
            CountKey::TargetOfSystem => view.store.dictionary(TextField::Target).len() * System::ALL.len(),
            CountKey::Family => Family::ALL.len(),
            CountKey::Flow => view.classification.flows().len() + 1,
            CountKey::Input => view.store.inputs().len(),
        }
    }

    /// Whether a key is a code together with a system: that of code 1 in the first system is the number of systems.
    const fn is_of_system(self) -> bool {
        matches!(
            self,
            CountKey::Text(TextField::Activity) | CountKey::UserOfSystem | CountKey::TargetOfSystem
        )
    }

    /// Whether a 0 stands for nothing that anybody counts. Of activities it matters how many events have none:
    /// systems are told from them.
    const fn leaves_out_zero(self) -> bool {
        match self {
            CountKey::Text(field) => !matches!(field, TextField::Activity),
            CountKey::UserOfSystem | CountKey::TargetOfSystem | CountKey::Flow => true,
            CountKey::Family | CountKey::Input => false,
        }
    }
}

/// How often a value is among the events in range.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyTotal {
    /// How many events have it.
    pub(super) events: u64,
    /// The first row of them.
    pub(super) first: RowId,
}

impl KeyTotal {
    const NONE: KeyTotal = KeyTotal { events: 0, first: RowId(u32::MAX) };

    fn add(&mut self, events: u64, first: RowId) {
        self.events += events;
        self.first = self.first.min(first);
    }
}

/// How often a value is in a chunk.
#[derive(Clone, Copy, Debug)]
struct KeyCount {
    key: u32,
    events: u32,
    first: RowId,
}

/// How much of what passes the filter in a chunk is in range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    Nothing,
    Part,
    Whole,
}

/// Counts what is in scope, chunk by chunk.
pub struct RangeCounter<'a> {
    pub(super) selection: &'a Selection,
    pub(super) covers: Vec<Cover>,
    pub(super) cache: &'a mut CountCache,
}

impl<'a> RangeCounter<'a> {
    /// Of a view, with what was counted already.
    pub fn of(view: &View<'a>, cache: &'a mut CountCache) -> RangeCounter<'a> {
        cache.renew(view.passing);
        let cover = |(passing, selected): (&[u64], &[u64])| match selected.iter().all(|word| *word == 0) {
            true => Cover::Nothing,
            false if passing == selected => Cover::Whole,
            false => Cover::Part,
        };
        let chunks = view.passing.chunks(CHUNK_BLOCKS).zip(view.selection.chunks(CHUNK_BLOCKS));
        RangeCounter { selection: view.selection, covers: chunks.map(cover).collect(), cache }
    }
}

/// The blocks of a chunk.
pub(super) fn blocks_of(chunk: usize) -> Range<usize> {
    chunk * CHUNK_BLOCKS..(chunk + 1) * CHUNK_BLOCKS
}

/// What was counted of chunks of which everything that passes was in range. What a row is never changes, so it
/// holds for as long as the same rows pass, and however much was read since.
#[derive(Default)]
pub struct CountCache(pub(super) Vec<ChunkCounts>);

/// What was counted of a chunk.
#[derive(Default)]
pub(super) struct ChunkCounts {
    /// The bits of the rows that pass.
    passing: Box<[u64]>,
    /// How often each value of a field is there, once that was asked for.
    values: [Option<Box<[KeyCount]>>; CountKey::COUNT],
    /// What moved, once that was asked for.
    pub(super) flows: Option<Box<[Amount]>>,
}

impl CountCache {
    /// Forgets the chunks of which other rows pass now.
    fn renew(&mut self, passing: &Selection) {
        for (chunk, bits) in passing.chunks(CHUNK_BLOCKS).enumerate() {
            let fresh = || ChunkCounts { passing: bits.into(), ..ChunkCounts::default() };
            match self.0.get_mut(chunk) {
                Some(counts) if *counts.passing == *bits => {}
                Some(counts) => *counts = fresh(),
                None => self.0.push(fresh()),
            }
        }
    }
}

impl RangeCounter<'_> {
    /// How often each key is in range, by its number. Of activities, for one, it is by code and system.
    pub(super) fn totals(&mut self, view: &View<'_>, counted: CountKey) -> Vec<KeyTotal> {
        let mut totals = vec![KeyTotal::NONE; counted.key_count(view)];
        let mut of_chunk = ChunkCounter::default();
        for (chunk, cover) in self.covers.iter().enumerate() {
            let known = &mut self.cache.0[chunk].values[counted.index()];
            match (cover, &known) {
                (Cover::Nothing, _) => {}
                (Cover::Whole, Some(known)) => {
                    for count in known {
                        totals[count.key as usize].add(count.events.into(), count.first);
                    }
                }
                (Cover::Part, _) => {
                    count_chunk(view, self.selection, counted, chunk, &mut |key, events, first| {
                        totals[key as usize].add(events.into(), first);
                    })
                }
                (Cover::Whole, None) => {
                    of_chunk.clear(totals.len());
                    count_chunk(view, self.selection, counted, chunk, &mut |key, events, first| {
                        totals[key as usize].add(events.into(), first);
                        of_chunk.add(key, events, first);
                    });
                    *known = of_chunk.worth_keeping();
                }
            }
        }
        totals
    }
}

/// Counts a chunk by runs of equal keys, since rows beside each other mostly have the same.
/// Calls `each` with a key, how many rows have it, and the first of them.
fn count_chunk(
    view: &View<'_>,
    selection: &Selection,
    counted: CountKey,
    chunk: usize,
    each: &mut dyn FnMut(u32, u32, RowId),
) {
    let columns = view.store.columns();
    let codes = counted.column(view);
    let is_of_system = counted.is_of_system();
    let system_count = System::ALL.len() as u64;
    let (mut buffer, mut of_systems) = ([0; BLOCK_ROWS], [0; BLOCK_ROWS]);
    for (block, bits) in selection.blocks_in(blocks_of(chunk)) {
        if counted.leaves_out_zero() && codes.is_zero(block) {
            continue;
        }
        let codes = codes.read(block, &mut buffer);
        let systems = columns.systems().read(block, &mut of_systems);
        let first_row = (block * BLOCK_ROWS) as u32;
        let mut run = (u64::MAX, 0, RowId(0));
        for_each_bit(bits, |index| {
            let key = if is_of_system { codes[index] * system_count + systems[index] } else { codes[index] };
            if key == run.0 {
                run.1 += 1;
                return;
            }
            if run.1 > 0 {
                each(run.0 as u32, run.1, run.2);
            }
            run = (key, 1, RowId(first_row + index as u32));
        });
        if run.1 > 0 {
            each(run.0 as u32, run.1, run.2);
        }
    }
}

/// Counts the values of one chunk.
#[derive(Default)]
struct ChunkCounter {
    /// Index in `counts` of each key, `u32::MAX` for none.
    indices: Vec<u32>,
    counts: Vec<KeyCount>,
}

impl ChunkCounter {
    /// Begins anew, for so many keys.
    fn clear(&mut self, keys: usize) {
        for count in self.counts.drain(..) {
            self.indices[count.key as usize] = u32::MAX;
        }
        self.indices.resize(keys, u32::MAX);
    }

    fn add(&mut self, key: u32, events: u32, first: RowId) {
        let index = &mut self.indices[key as usize];
        match self.counts.get_mut(*index as usize) {
            Some(count) => count.events += events,
            None => {
                *index = self.counts.len() as u32;
                self.counts.push(KeyCount { key, events, first });
            }
        }
    }

    /// What was counted, if it is so little that keeping it is cheaper than counting again.
    fn worth_keeping(&self) -> Option<Box<[KeyCount]>> {
        (self.counts.len() <= MAX_KEPT).then(|| self.counts.as_slice().into())
    }
}
