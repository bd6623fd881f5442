//! How many events carry each value of a field.

use super::answer::{Count, Counts};
use super::filter::Selection;
use crate::model::columns::Codes;
use crate::model::dictionary::ABSENT;
use crate::model::transfer::Meanings;
use crate::model::{Family, Store, System, TextField};
use crate::sort::sort_by;

/// The most frequent values of a field among the selected events.
pub fn counts_by(
    store: &Store,
    meanings: &Meanings,
    selection: &Selection,
    field: TextField,
    top: usize,
) -> Counts {
    let dictionary = store.dictionary(field);
    let mut by_code = vec![0u64; dictionary.len()];
    let activities = if field == TextField::Activity { by_code.len() } else { 0 };
    let mut family_of: Vec<Option<Family>> = vec![None; activities];
    // Which systems have an activity of this name, a bit each.
    let mut systems_of = vec![0u16; activities];
    match store.columns().text(field) {
        Codes::Dense(codes) if field == TextField::Activity => {
            let systems = &store.columns().system;
            let of_row = |row: u32| (codes[row as usize], systems[row as usize]);
            selection.for_each_run(of_row, |row, (code, system), events| {
                by_code[code as usize] += events;
                family_of[code as usize].get_or_insert_with(|| meanings.families()[row as usize]);
                systems_of[code as usize] |= 1 << system;
            });
        }
        Codes::Dense(codes) => {
            let code_of = |row: u32| codes[row as usize];
            selection.for_each_run(code_of, |_, code, events| by_code[code as usize] += events);
        }
        Codes::Sparse(codes) => codes.for_each_in(selection.stretch(), |row, code| {
            by_code[code as usize] += u64::from(selection.contains(row));
        }),
    }
    let mut present: Vec<u32> =
        (0..by_code.len() as u32).filter(|code| *code != ABSENT && by_code[*code as usize] > 0).collect();
    sort_by(&mut present, |a, b| {
        by_code[*b as usize]
            .cmp(&by_code[*a as usize])
            .then_with(|| dictionary.get(*a).cmp(dictionary.get(*b)))
    });
    let others = present.iter().skip(top).map(|code| by_code[*code as usize]).sum();
    let distinct = present.len() as u64;
    let top = present
        .into_iter()
        .take(top)
        .map(|code| Count {
            value: dictionary.get(code).to_owned(),
            events: by_code[code as usize],
            family: family_of.get(code as usize).copied().flatten(),
            system: systems_of.get(code as usize).and_then(|systems| the_only(*systems)),
        })
        .collect();
    Counts { top, distinct, others }
}

/// The system whose bit alone is set.
fn the_only(systems: u16) -> Option<System> {
    systems.is_power_of_two().then(|| System::from_index(systems.trailing_zeros() as u8))
}

/// How many of the selected events each system recorded, most first.
pub fn counts_by_system(store: &Store, selection: &Selection) -> Counts {
    let mut events = [0u64; System::ALL.len()];
    let systems = &store.columns().system;
    let system_of = |row: u32| systems[row as usize];
    selection.for_each_run(system_of, |_, system, rows| events[usize::from(system)] += rows);
    let counts = System::ALL.into_iter().zip(events).filter(|(_, events)| *events > 0);
    let mut top: Vec<Count> = counts
        .map(|(system, events)| Count { value: system.id().to_owned(), events, family: None, system: None })
        .collect();
    sort_by(&mut top, |a, b| b.events.cmp(&a.events).then_with(|| a.value.cmp(&b.value)));
    Counts { distinct: top.len() as u64, top, others: 0 }
}
