//! How many events carry each value of a field.

use super::answer::{ValueCount, ValueCounts};
use super::range_counter::{CountKey, RangeCounter};
use super::view::View;
use crate::model::dictionary::ABSENT;
use crate::model::system::SystemSet;
use crate::model::{RowId, System, TextField, Window};
use crate::source::order;
use std::cmp::Ordering;

/// Some of the wanted values of a field among the events in range, the most frequent first.
pub fn counts_by(
    view: &View<'_>,
    counter: &mut RangeCounter<'_>,
    field: TextField,
    window: Window,
    is_wanted: impl Fn(&str) -> bool,
) -> ValueCounts {
    let dictionary = view.store.dictionary(field);
    let totals = counter.totals(view, CountKey::Text(field));
    let mut by_code = vec![0u64; dictionary.len()];
    let activities = if field == TextField::Activity { by_code.len() } else { 0 };
    let mut first_of = vec![RowId(u32::MAX); activities];
    // Which systems have an activity of this name, a bit each.
    let mut systems_of = vec![0 as SystemSet; activities];
    for (key, total) in totals.iter().enumerate().filter(|(_, total)| total.events > 0) {
        let (code, system) = match field {
            TextField::Activity => (key / System::ALL.len(), key % System::ALL.len()),
            _ => (key, 0),
        };
        by_code[code] += total.events;
        if let (Some(first), Some(systems)) = (first_of.get_mut(code), systems_of.get_mut(code)) {
            *first = total.first.min(*first);
            *systems |= 1 << system;
        }
    }
    let mut present: Vec<u32> = (0..by_code.len() as u32)
        .filter(|code| *code != ABSENT && by_code[*code as usize] > 0 && is_wanted(dictionary.get(*code)))
        .collect();
    let range = window.positions(present.len() as u32);
    sort_up_to(range.end as usize, &mut present, |a, b| {
        by_code[*b as usize]
            .cmp(&by_code[*a as usize])
            .then_with(|| dictionary.get(*a).cmp(dictionary.get(*b)))
    });
    let others = present[range.end as usize..].iter().map(|code| by_code[*code as usize]).sum();
    let top = present[range.start as usize..range.end as usize]
        .iter()
        .copied()
        .map(|code| ValueCount {
            value: dictionary.get(code).to_owned(),
            events: by_code[code as usize],
            family: first_of.get(code as usize).map(|first| view.classification.family(*first)),
            system: systems_of.get(code as usize).and_then(|systems| the_only(*systems)),
        })
        .collect();
    ValueCounts { first: range.start, top, distinct: present.len() as u64, others }
}

/// Brings so many of the first items to where they stand in an order in which no two are equal: what is behind them
/// nobody asks for, and it may be much.
pub(super) fn sort_up_to<T>(end: usize, items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if end == 0 {
        return;
    }
    if end < items.len() {
        items.select_nth_unstable_by(end - 1, &compare);
    }
    let end = end.min(items.len());
    order::sort_by(&mut items[..end], compare);
}

/// The system whose bit alone is set.
fn the_only(systems: SystemSet) -> Option<System> {
    systems.is_power_of_two().then(|| System::from_index(systems.trailing_zeros() as u8))
}

/// How many of the events in range each system recorded, most first.
pub fn counts_by_system(view: &View<'_>, counter: &mut RangeCounter<'_>) -> ValueCounts {
    let mut events = [0u64; System::ALL.len()];
    for (key, total) in counter.totals(view, CountKey::Text(TextField::Activity)).iter().enumerate() {
        events[key % System::ALL.len()] += total.events;
    }
    let counts = System::ALL.into_iter().zip(events).filter(|(_, events)| *events > 0);
    let mut top: Vec<ValueCount> = counts
        .map(|(system, events)| ValueCount {
            value: system.id().to_owned(),
            events,
            family: None,
            system: None,
        })
        .collect();
    order::sort_by(&mut top, |a, b| b.events.cmp(&a.events).then_with(|| a.value.cmp(&b.value)));
    ValueCounts { first: 0, distinct: top.len() as u64, top, others: 0 }
}
