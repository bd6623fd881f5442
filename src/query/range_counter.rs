//! Tallies: how often each value of a field is among events, kept by stretches of rows, so that a range of
//! time is mostly added up, and only the stretches at its ends are counted.

use super::filter::Selection;
use crate::model::packed::{BLOCK_ROWS, for_each_bit};
use crate::model::{Amount, Store, System, TextField};
use std::ops::Range;

/// Blocks of a stretch: few enough for its rows to lie close together in time, and enough for the tallies of
/// all stretches to be few.
const STRETCH_BLOCKS: usize = 4;

/// Most values of a field that are kept of a stretch: where there are more, counting is as fast.
const MAX_KEPT: usize = STRETCH_BLOCKS * BLOCK_ROWS / 16;

/// How often a value is among events.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// How many events have it.
    pub events: u64,
    /// The first row of them.
    pub first: u32,
}

const NOTHING: Total = Total { events: 0, first: u32::MAX };

impl Total {
    fn add(&mut self, events: u64, first: u32) {
        self.events += events;
        self.first = self.first.min(first);
    }
}

/// How often a value is in a stretch.
#[derive(Clone, Copy, Debug)]
struct ConservationCounts {
    key: u32,
    events: u32,
    first: u32,
}

/// How much of a stretch is in range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    Nothing,
    Part,
    Whole,
}

/// What the tallies of a question are about: of all that a filter lets through, what is in range.
pub struct RangeCounter<'a> {
    pub(super) selection: &'a Selection,
    pub(super) covers: Vec<Cover>,
    pub(super) kept: &'a mut CountCache,
}

impl<'a> RangeCounter<'a> {
    /// Of what is shown, the selection.
    pub fn of(shown: &'a Selection, selection: &'a Selection, kept: &'a mut CountCache) -> RangeCounter<'a> {
        kept.renew(shown);
        let cover = |(shown, words): (&[u64], &[u64])| match words.iter().all(|word| *word == 0) {
            true => Cover::Nothing,
            false if shown == words => Cover::Whole,
            false => Cover::Part,
        };
        let stretches = shown.stretches(STRETCH_BLOCKS).zip(selection.stretches(STRETCH_BLOCKS));
        RangeCounter { selection, covers: stretches.map(cover).collect(), kept }
    }
}

/// The blocks of a stretch.
pub(super) fn blocks_of(stretch: usize) -> Range<usize> {
    stretch * STRETCH_BLOCKS..(stretch + 1) * STRETCH_BLOCKS
}

/// What was counted of stretches of which everything shown was in range. What rows are never changes, so it
/// holds for as long as the same rows are shown, whatever the filter, and however much was read since.
#[derive(Default)]
pub struct CountCache(pub(super) Vec<ChunkCounts>);

/// What was counted of a stretch.
#[derive(Default)]
pub(super) struct ChunkCounts {
    /// The bits of the rows that are shown.
    shown: Box<[u64]>,
    /// How often each value of a field is there, once that was asked for.
    tallies: [Option<Box<[ConservationCounts]>>; TextField::ALL.len()],
    /// What moved, once that was asked for.
    pub(super) flows: Option<Box<[Amount]>>,
}

impl CountCache {
    /// Forgets the stretches of which other rows are shown now.
    fn renew(&mut self, shown: &Selection) {
        for (stretch, bits) in shown.stretches(STRETCH_BLOCKS).enumerate() {
            let fresh = || ChunkCounts { shown: bits.into(), ..ChunkCounts::default() };
            match self.0.get_mut(stretch) {
                Some(kept) if *kept.shown == *bits => {}
                Some(kept) => *kept = fresh(),
                None => self.0.push(fresh()),
            }
        }
    }
}

impl RangeCounter<'_> {
    /// How often each value of a field is in range, by its code. Of activities, it is by code and system.
    pub(super) fn totals(&mut self, store: &Store, field: TextField) -> Vec<Total> {
        let mut totals = vec![NOTHING; key_count(store, field)];
        let mut of_stretch = Counter::default();
        for (stretch, cover) in self.covers.iter().enumerate() {
            let kept = &mut self.kept.0[stretch].tallies[field as usize];
            match (cover, &kept) {
                (Cover::Nothing, _) => {}
                (Cover::Whole, Some(known)) => {
                    for tally in known {
                        totals[tally.key as usize].add(tally.events.into(), tally.first);
                    }
                }
                (Cover::Part, _) => {
                    count(store, self.selection, field, stretch, &mut |key, events, first| {
                        totals[key as usize].add(events.into(), first);
                    })
                }
                (Cover::Whole, None) => {
                    of_stretch.clear(totals.len());
                    count(store, self.selection, field, stretch, &mut |key, events, first| {
                        totals[key as usize].add(events.into(), first);
                        of_stretch.add(key, events, first);
                    });
                    *kept = of_stretch.tallies();
                }
            }
        }
        totals
    }
}

/// How many keys the values of a field have.
fn key_count(store: &Store, field: TextField) -> usize {
    let codes = store.dictionary(field).len();
    if field == TextField::Activity { codes * System::ALL.len() } else { codes }
}

/// Counts what a stretch of rows has by runs of equal keys: rows beside each other mostly have the same.
/// Calls `each` with a key, how many rows have it, and the first of them.
fn count(
    store: &Store,
    selection: &Selection,
    field: TextField,
    stretch: usize,
    each: &mut dyn FnMut(u32, u32, u32),
) {
    let columns = store.columns();
    let codes = columns.text(field);
    let is_activity = field == TextField::Activity;
    let system_count = System::ALL.len() as u64;
    let (mut buffer, mut of_systems) = ([0; BLOCK_ROWS], [0; BLOCK_ROWS]);
    for (block, bits) in selection.blocks_in(blocks_of(stretch)) {
        // Only of activities it matters how many events have none: systems are told from them.
        if !is_activity && codes.is_zero(block) {
            continue;
        }
        let codes = codes.read(block, &mut buffer);
        let systems = columns.systems().read(block, &mut of_systems);
        let first_row = (block * BLOCK_ROWS) as u32;
        let mut run = (u64::MAX, 0, 0);
        for_each_bit(bits, |place| {
            let key = if is_activity { codes[place] * system_count + systems[place] } else { codes[place] };
            if key == run.0 {
                run.1 += 1;
                return;
            }
            if run.1 > 0 {
                each(run.0 as u32, run.1, run.2);
            }
            run = (key, 1, first_row + place as u32);
        });
        if run.1 > 0 {
            each(run.0 as u32, run.1, run.2);
        }
    }
}

/// Counts the values of one stretch.
#[derive(Default)]
struct Counter {
    /// Place in `tallies` of each key, `u32::MAX` for none.
    places: Vec<u32>,
    tallies: Vec<ConservationCounts>,
}

impl Counter {
    /// Begins anew, for so many keys.
    fn clear(&mut self, keys: usize) {
        for tally in self.tallies.drain(..) {
            self.places[tally.key as usize] = u32::MAX;
        }
        self.places.resize(keys, u32::MAX);
    }

    fn add(&mut self, key: u32, events: u32, first: u32) {
        let place = &mut self.places[key as usize];
        match self.tallies.get_mut(*place as usize) {
            Some(tally) => tally.events += events,
            None => {
                *place = self.tallies.len() as u32;
                self.tallies.push(ConservationCounts { key, events, first });
            }
        }
    }

    /// What was counted, if it is worth keeping.
    fn tallies(&self) -> Option<Box<[ConservationCounts]>> {
        (self.tallies.len() <= MAX_KEPT).then(|| self.tallies.as_slice().into())
    }
}
