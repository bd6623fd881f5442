//! Facets: the values of a field with their events, of which a person chooses some.

use super::answer::{ValueCount, ValueCounts};
use super::counts::{counts_by, counts_by_system, sort_up_to};
use super::field_counts::{CountableField, FieldCounts};
use super::people::told_by;
use super::range_counter::{CountKey, KeyTotal, RangeCounter};
use super::view::View;
use crate::filter::Field;
use crate::model::{Family, RowId, System, TextField, Window};
use crate::source::order;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// The wanted values of a field among the events in range, the most frequent first, and some of them; events without a
/// value are left aside.
pub fn facet_counts(
    view: &View<'_>,
    counter: &mut RangeCounter<'_>,
    field: Field,
    is_wanted: &dyn Fn(&str) -> bool,
    window: Window,
) -> ValueCounts {
    let counts = match CountableField::of(field) {
        Some(CountableField::Text(field)) if field != TextField::Session => {
            return counts_by(view, counter, field, window, is_wanted);
        }
        Some(field) => countable_counts(view, counter, field),
        None if field == Field::Tag => tags_counted(view),
        // Of times there are as many as events, and of marks there is one value.
        None => Vec::new(),
    };
    page_of(counts.into_iter().filter(|count| count.events > 0 && is_wanted(&count.value)).collect(), window)
}

/// All values of a field among the events in range.
fn countable_counts<'a>(
    view: &View<'a>,
    counter: &mut RangeCounter<'_>,
    field: CountableField,
) -> Vec<Counted<'a>> {
    match field {
        // Which session an event is of is not in its own columns alone.
        CountableField::Text(_) | CountableField::Size => {
            let all = FieldCounts::of(view, &[field]).top(view, Window::new(0, u32::MAX)).top;
            all.into_iter().map(|count| Counted::new(count.value, count.events)).collect()
        }
        CountableField::System => {
            let all = counts_by_system(view, counter).top;
            all.into_iter().map(|count| Counted::new(count.value, count.events)).collect()
        }
        CountableField::Family => {
            let totals = counter.totals(view, CountKey::Family);
            let of_family = |(family, total): (Family, KeyTotal)| Counted {
                family: Some(family),
                ..Counted::new(family.id(), total.events)
            };
            Family::ALL.into_iter().zip(totals).map(of_family).collect()
        }
        CountableField::Person => people_counted(view, counter),
        CountableField::Input => {
            let totals = counter.totals(view, CountKey::Input);
            let inputs = view.store.inputs().iter().zip(totals);
            inputs.map(|(input, total)| Counted::new(&*input.path, total.events)).collect()
        }
        CountableField::From | CountableField::To => {
            let totals = counter.totals(view, CountKey::Flow);
            let mut ends: BTreeMap<&str, u64> = BTreeMap::new();
            for (flow, total) in view.classification.flows().iter().zip(&totals[1..]) {
                let end = if field == CountableField::From { flow.from } else { flow.to };
                *ends.entry(end.id()).or_default() += total.events;
            }
            ends.into_iter().map(|(end, events)| Counted::new(end, events)).collect()
        }
    }
}

/// How many events in range have each tag; an event may have several.
fn tags_counted(view: &View<'_>) -> Vec<Counted<'static>> {
    let annotated = view.annotated();
    let tags = order::set_of(annotated.tags());
    let events_of = |tag: &str| {
        let rows = annotated.tagged(|known| known == tag).filter(|row| view.selection.contains(*row));
        // Several marks may be of one event.
        rows.collect::<HashSet<RowId>>().len() as u64
    };
    tags.into_iter().map(|tag| Counted::new(tag.to_owned(), events_of(tag))).collect()
}

/// A value, and its events in range.
struct Counted<'a> {
    value: Cow<'a, str>,
    events: u64,
    family: Option<Family>,
}

impl<'a> Counted<'a> {
    fn new(value: impl Into<Cow<'a, str>>, events: u64) -> Counted<'a> {
        Counted { value: value.into(), events, family: None }
    }
}

/// How many events in range are of each person.
fn people_counted<'a>(view: &View<'a>, counter: &mut RangeCounter<'_>) -> Vec<Counted<'a>> {
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
    counted.map(|(person, events)| Counted::new(&*person.name, events)).collect()
}

/// Some of these counts, most events first, ties by value.
fn page_of(mut counts: Vec<Counted<'_>>, window: Window) -> ValueCounts {
    let distinct = counts.len() as u32;
    let range = window.positions(distinct);
    let (first, end) = (range.start as usize, range.end as usize);
    sort_up_to(end, &mut counts, |a, b| (Reverse(a.events), &a.value).cmp(&(Reverse(b.events), &b.value)));
    let others = counts[end..].iter().map(|count| count.events).sum();
    let top = counts.drain(first..end).map(|Counted { value, events, family }| ValueCount {
        value: value.into_owned(),
        events,
        family,
        system: None,
    });
    ValueCounts { first: range.start, top: top.collect(), distinct: distinct.into(), others }
}
