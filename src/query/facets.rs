//! Facets: the values of a field with their events, of which a person chooses some.

use super::answer::{ValueCount, ValueCounts};
use super::counts::{counts_by, counts_by_system};
use super::field_counts::{CountableField, FieldCounts};
use super::people::told_by;
use super::range_counter::{CountKey, KeyTotal, RangeCounter};
use super::view::View;
use crate::model::{Family, System, TextField, Window};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The wanted values of a field among the events in range, the most frequent first, and some of them; events without a
/// value are left aside.
pub fn facet_counts(
    view: &View<'_>,
    counter: &mut RangeCounter<'_>,
    field: CountableField,
    is_wanted: &dyn Fn(&str) -> bool,
    window: Window,
) -> ValueCounts {
    let counts: Vec<ValueCount> = match field {
        // Which session an event is of is not in its own columns alone.
        CountableField::Text(TextField::Session) | CountableField::Size => {
            FieldCounts::of(view, &[field]).top(view, Window::new(0, u32::MAX)).top
        }
        CountableField::Text(field) => return counts_by(view, counter, field, window, is_wanted),
        CountableField::System => counts_by_system(view, counter).top,
        CountableField::Family => {
            let totals = counter.totals(view, CountKey::Family);
            let of_family = |(family, total): (Family, KeyTotal)| ValueCount {
                family: Some(family),
                ..value_count(family.id(), total.events)
            };
            most_first(Family::ALL.into_iter().zip(totals).map(of_family))
        }
        CountableField::Person => most_first(people_counted(view, counter).into_iter()),
        CountableField::Input => {
            let totals = counter.totals(view, CountKey::Input);
            let inputs = view.store.inputs().iter().zip(totals);
            most_first(inputs.map(|(input, total)| value_count(&input.path, total.events)))
        }
        CountableField::From | CountableField::To => {
            let totals = counter.totals(view, CountKey::Flow);
            let mut ends: BTreeMap<&str, u64> = BTreeMap::new();
            for (flow, total) in view.classification.flows().iter().zip(&totals[1..]) {
                let end = if field == CountableField::From { flow.from } else { flow.to };
                *ends.entry(end.id()).or_default() += total.events;
            }
            most_first(ends.into_iter().map(|(end, events)| value_count(end, events)))
        }
    };
    page_of(counts.into_iter().filter(|count| count.events > 0 && is_wanted(&count.value)).collect(), window)
}

/// How many events in range are of each person.
fn people_counted(view: &View<'_>, counter: &mut RangeCounter<'_>) -> Vec<ValueCount> {
    let people = view.people();
    let mut events = vec![0; people.all().len() + 1];
    for (field, key) in
        [(TextField::User, CountKey::UserOfSystem), (TextField::Target, CountKey::TargetOfSystem)]
    {
        let is_told = |system: &System| told_by(*system) == field && view.store.has(*system);
        let systems: Vec<System> = System::ALL.into_iter().filter(is_told).collect();
        if systems.is_empty() {
            continue;
        }
        let totals = counter.totals(view, key);
        // Keys are of a code in each system.
        for (code, of_systems) in (0..).zip(totals.chunks(System::ALL.len())) {
            for system in &systems {
                events[people.number_of_code(*system, code) as usize] += of_systems[*system as usize].events;
            }
        }
    }
    let counted = people.all().iter().zip(events.into_iter().skip(1));
    counted.map(|(person, events)| value_count(&person.name, events)).collect()
}

fn value_count(value: &str, events: u64) -> ValueCount {
    ValueCount { value: value.to_owned(), events, family: None, system: None }
}

/// Counts with most events first, ties by value.
fn most_first(counts: impl Iterator<Item = ValueCount>) -> Vec<ValueCount> {
    let mut counts: Vec<ValueCount> = counts.collect();
    counts.sort_by(|a, b| (Reverse(a.events), &a.value).cmp(&(Reverse(b.events), &b.value)));
    counts
}

/// Some of these counts.
fn page_of(mut counts: Vec<ValueCount>, window: Window) -> ValueCounts {
    let distinct = counts.len() as u32;
    let range = window.positions(distinct);
    let others = counts[range.end as usize..].iter().map(|count| count.events).sum();
    let first = range.start;
    let top = counts.drain(range.start as usize..range.end as usize).collect();
    ValueCounts { first, top, distinct: distinct.into(), others }
}
