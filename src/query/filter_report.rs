//! Why a filter finds what it finds: how many events each of its clauses lets through, which of its words and values
//! cannot match anything of this case, and what is nearest to those.

use super::annotated::AnnotatedRows;
use super::select::ClauseCache;
use super::selection::Selection;
use super::view::DerivedData;
use crate::filter::{CharSpan, Expression, ExpressionKind, Field, Filter};
use crate::model::text_field::Search;
use crate::model::{Store, TextField, TimeRange};
use crate::source::limits::{MAX_COMPARED_VALUES, MAX_NEAREST_VALUES};
use crate::source::order;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use strsim::osa_distance;

/// What a filter does to the events of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterReport {
    /// Its clauses, in the order of the line.
    pub clauses: Vec<ClauseReport>,
    /// Events that pass all clauses, within the range and outside of it.
    pub passing: u64,
    /// The words and values that nothing matches, in the order of the line.
    pub dead: Vec<DeadTerm>,
}

/// What a clause does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseReport {
    /// Events within the range that it lets through alone.
    pub alone: u64,
    /// Events within the range that pass all the others.
    pub others: u64,
}

/// A word or a value that nothing in the case matches, whatever the range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadTerm {
    /// The clause that it stands in, from 0.
    pub clause: u32,
    /// Where it stands in the line.
    pub span: CharSpan,
    /// Its field; nothing for a word.
    pub field: Option<Field>,
    /// As it is written.
    pub written: String,
    /// What is nearest to it.
    pub nearest: NearestValues,
}

/// Values of the case that may have been meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearestValues {
    /// In what they are like it.
    pub likeness: Likeness,
    /// How many there are.
    pub total: u32,
    /// Those of most events.
    pub values: Vec<NearestValue>,
}

/// In what a value is like what was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Likeness {
    /// It begins so.
    Begins,
    /// It holds it.
    Contains,
    /// It is another in few characters.
    #[default]
    Similar,
}

/// A value that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearestValue {
    /// Its field.
    pub field: Field,
    /// The value, as events have it (untrusted text).
    pub value: String,
    /// Events that have it.
    pub events: u64,
}

impl FilterReport {
    /// The report on a filter; what is derived must be of the store as it is.
    pub fn of(
        filter: &Filter,
        range: Option<TimeRange>,
        store: &Store,
        derived: &DerivedData,
        cache: &mut ClauseCache,
    ) -> FilterReport {
        let count = |selection: Selection| match range {
            Some(range) => selection.within(store, range).count(),
            None => selection.count(),
        };
        let mut report =
            FilterReport { passing: cache.select(filter, store, derived).count(), ..FilterReport::default() };
        for (number, clause) in filter.clauses().iter().enumerate() {
            report.clauses.push(ClauseReport {
                alone: count(cache.select_alone(clause, store, derived)),
                others: count(cache.select_without(number, filter, store, derived)),
            });
            for leaf in clause.leaves() {
                if cache.select_alone(&leaf, store, derived).count() == 0 {
                    report.dead.push(dead_term(number as u32, &leaf, store, derived, cache));
                }
            }
        }
        report
    }
}

fn dead_term(
    clause: u32,
    leaf: &Expression,
    store: &Store,
    derived: &DerivedData,
    cache: &mut ClauseCache,
) -> DeadTerm {
    let (field, pattern) = match &leaf.kind {
        ExpressionKind::Term(term) => (Some(term.field), term.values.first().map(|value| &value.written)),
        ExpressionKind::Word(pattern) => (None, Some(pattern)),
        ExpressionKind::And(_) | ExpressionKind::Or(_) | ExpressionKind::Not(_) => (None, None),
    };
    // Of a pattern with stars the longest part tells most.
    let needle = pattern.and_then(|pattern| pattern.parts().iter().max_by_key(|part| part.chars().count()));
    let needle = needle.map(|needle| needle.to_lowercase()).unwrap_or_default();
    let nearest = match field {
        _ if needle.is_empty() => NearestValues::default(),
        Some(field) => nearest(&[field], &needle, store, derived, cache),
        None => nearest(&word_fields(), &needle, store, derived, cache),
    };
    let written = pattern.map(|pattern| pattern.parts().join("*")).unwrap_or_default();
    DeadTerm { clause, span: leaf.span, field, written, nearest }
}

/// The fields that words look in, but those whose values are made of many others.
fn word_fields() -> Vec<Field> {
    let is_short =
        |field: &TextField| !matches!(field, TextField::Url | TextField::Agent | TextField::EventId);
    let searched = TextField::ALL.into_iter().filter(|field| field.search() == Search::InWords);
    searched.filter(is_short).map(Field::Text).collect()
}

/// The values of these fields that are most like a text in lower case.
fn nearest(
    fields: &[Field],
    needle: &str,
    store: &Store,
    derived: &DerivedData,
    cache: &mut ClauseCache,
) -> NearestValues {
    let annotated = derived.annotated.get();
    let mut found: BTreeSet<(Likeness, usize, usize, &str)> = BTreeSet::new();
    for (number, field) in fields.iter().enumerate() {
        for value in values_of(*field, store, derived, &annotated)
            .take(MAX_COMPARED_VALUES)
            .filter(|value| !value.is_empty())
        {
            if let Some((likeness, distance)) = likeness(needle, &value.to_lowercase()) {
                found.insert((likeness, distance, number, value));
            }
        }
    }
    let Some(&(likeness, least, ..)) = found.first() else { return NearestValues::default() };
    let best = found.iter().take_while(|(kind, distance, ..)| (*kind, *distance) == (likeness, least));
    let mut values: Vec<NearestValue> = best
        .filter_map(|(.., number, value)| {
            let field = fields[*number];
            let events = cache.select_alone(&Expression::exactly(field, value)?, store, derived).count();
            (events > 0).then(|| NearestValue { field, value: (*value).to_owned(), events })
        })
        .collect();
    order::sort_by(&mut values, |a, b| (Reverse(a.events), &a.value).cmp(&(Reverse(b.events), &b.value)));
    let total = values.len() as u32;
    values.truncate(MAX_NEAREST_VALUES);
    NearestValues { likeness, total, values }
}

/// The values that a field has in the case.
fn values_of<'a>(
    field: Field,
    store: &'a Store,
    derived: &'a DerivedData,
    annotated: &'a AnnotatedRows,
) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    match field {
        Field::Text(field) => Box::new(store.dictionary(field).iter()),
        Field::Person => Box::new(derived.people.get(store).all().iter().map(|person| person.name.as_str())),
        Field::Input => Box::new(store.inputs().iter().map(|input| input.path.as_str())),
        Field::Tag => Box::new(annotated.tags()),
        // One number is as near as another.
        Field::Deep => Box::new(std::iter::empty()),
        Field::System
        | Field::Family
        | Field::From
        | Field::To
        | Field::Size
        | Field::Time
        | Field::Marked
        | Field::Found => Box::new(field.known_values().unwrap_or_default().into_iter()),
    }
}

/// In what a value in lower case is like a text, and in how many characters it is another.
fn likeness(needle: &str, value: &str) -> Option<(Likeness, usize)> {
    if value.starts_with(needle) {
        return Some((Likeness::Begins, 0));
    }
    if value.contains(needle) {
        return Some((Likeness::Contains, 0));
    }
    // A slip is one character of four; what is shorter than three says too little.
    let length = needle.chars().count();
    let allowed = if length < 3 { 0 } else { length.div_ceil(4).min(3) };
    let parts = value.split(|c: char| !c.is_alphanumeric()).chain([value]);
    let alike = parts.filter(|part| part.chars().count().abs_diff(length) <= allowed);
    let distance = alike.map(|part| osa_distance(needle, part)).min()?;
    (distance <= allowed).then_some((Likeness::Similar, distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_is_nearest_then_what_holds_it_then_a_slip() {
        for (needle, value, expected) in [
            ("alice", "alice.meyer@example.com", Some((Likeness::Begins, 0))),
            ("meyer", "alice.meyer@example.com", Some((Likeness::Contains, 0))),
            ("alcie", "alice.meyer@example.com", Some((Likeness::Similar, 1))),
            ("exmaple", "alice.meyer@example.com", Some((Likeness::Similar, 1))),
            ("zoe", "alice.meyer@example.com", None),
            ("xy", "x", None),
        ] {
            assert_eq!(likeness(needle, value), expected, "{needle}");
        }
    }
}
