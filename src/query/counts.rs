//! How many events carry each value of a field.

use super::answer::{Count, Counts};
use super::filter::Selection;
use crate::model::dictionary::ABSENT;
use crate::model::transfer::Meanings;
use crate::model::{Family, Store, TextField};

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
    let mut family_of: Vec<Option<Family>> =
        vec![None; if field == TextField::Activity { by_code.len() } else { 0 }];
    store.columns().text(field).for_each(|row, code| {
        if selection.contains(row) {
            by_code[code as usize] += 1;
            if let Some(family) = family_of.get_mut(code as usize) {
                family.get_or_insert_with(|| meanings.of_row(store, row).family);
            }
        }
    });
    let mut present: Vec<u32> =
        (0..by_code.len() as u32).filter(|code| *code != ABSENT && by_code[*code as usize] > 0).collect();
    present.sort_by(|a, b| {
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
        })
        .collect();
    Counts { top, distinct, others }
}
