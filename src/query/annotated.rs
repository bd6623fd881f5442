//! Annotated events: the events that the marks of a case are of. A mark names a record by the hash of its input and its
//! offset there, so it is found again whatever else is read, and never on what only has the same name.

use crate::casefile::{Annotations, Citation, InputId};
use crate::model::{RowId, Store};
use crate::query::answer::{MarkFate, MarkPlace};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The events of the marks of a case, of one store in one version.
#[derive(Debug, Default)]
pub struct AnnotatedRows {
    /// Which state of the annotations this is of.
    version: u64,
    /// By mark, in the order of the case.
    places: Vec<MarkPlace>,
    /// The tags of each mark.
    tags: Vec<Vec<String>>,
}

impl AnnotatedRows {
    /// Looks for the events of all marks, in one pass over the rows.
    pub fn of(store: &Store, annotations: &Annotations, version: u64) -> AnnotatedRows {
        let events: Vec<&Citation> = annotations.marks.iter().map(|mark| &mark.event).collect();
        let places = places_of(store, &events);
        let tags = annotations.marks.iter().map(|mark| mark.tags.clone()).collect();
        AnnotatedRows { version, places, tags }
    }

    /// Which state of the annotations this is of.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Where each mark is, in the order of the case.
    pub fn places(&self) -> &[MarkPlace] {
        &self.places
    }

    /// The rows of all marks; some may be there twice.
    pub fn marked(&self) -> impl Iterator<Item = RowId> {
        self.places.iter().flat_map(|place| &place.rows).copied()
    }

    /// The rows of the marks that have a tag, or one that passes.
    pub fn tagged(&self, passes: impl Fn(&str) -> bool) -> impl Iterator<Item = RowId> {
        let has_it = move |tags: &Vec<String>| tags.iter().any(|tag| passes(tag));
        self.places
            .iter()
            .zip(&self.tags)
            .filter(move |(_, tags)| has_it(tags))
            .flat_map(|(place, _)| &place.rows)
            .copied()
    }

    /// Every tag, some of them several times.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().flatten().map(String::as_str)
    }
}

/// Where the records are that these name, in their order, looked for in one pass over the rows.
pub(super) fn places_of(store: &Store, events: &[&Citation]) -> Vec<MarkPlace> {
    if events.is_empty() {
        return Vec::new();
    }
    let mut by_hash: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, input) in (0..).zip(store.inputs()) {
        if let Some(sha256) = &input.sha256 {
            by_hash.entry(sha256).or_default().push(number);
        }
    }
    let mut places = Vec::with_capacity(events.len());
    let mut wanted: HashMap<(u32, u64), Vec<usize>> = HashMap::new();
    for (number, event) in events.iter().enumerate() {
        let (fate, inputs) = inputs_of(store, &by_hash, event);
        for input in inputs {
            wanted.entry((input, event.offset)).or_default().push(number);
        }
        places.push(MarkPlace { fate, rows: Vec::new(), sha256: sha256_of(store, event) });
    }
    let is_wanted = wanted_inputs(store, &wanted);
    let columns = store.columns();
    let mut copies: Vec<Option<RowId>> = vec![None; places.len()];
    let rows = if wanted.is_empty() { 0 } else { store.row_count() };
    for row in (0..rows).map(RowId) {
        let input = columns.input(row);
        if !is_wanted[input as usize] {
            continue;
        }
        for number in wanted.get(&(input, columns.offset(row))).into_iter().flatten() {
            if store.is_event(row) {
                places[*number].rows.push(row);
            } else {
                // It is a later copy now: its event is another row.
                copies[*number] = copies[*number].or(store.event_at(row));
            }
        }
    }
    for (place, copy) in places.iter_mut().zip(copies) {
        if place.rows.is_empty() {
            place.rows.extend(copy);
        }
    }
    find_by_content(store, events, &mut places);
    for place in &mut places {
        if place.fate == MarkFate::Found && place.rows.is_empty() {
            place.fate = MarkFate::Gone;
        }
    }
    places
}

/// Finds the events of marks whose input is there, and whose record counts as a copy of one in another input: it has no
/// row, and the one event of the same content is it. Of several nobody could tell.
fn find_by_content(store: &Store, events: &[&Citation], places: &mut [MarkPlace]) {
    let mut wanted: HashMap<u64, Vec<usize>> = HashMap::new();
    for (number, (place, event)) in places.iter().zip(events).enumerate() {
        if let (MarkFate::Found, [], Some(content)) = (place.fate, &place.rows[..], event.content) {
            wanted.entry(content).or_default().push(number);
        }
    }
    if wanted.is_empty() {
        return;
    }
    for row in store.events() {
        for number in wanted.get(&store.content(row)).into_iter().flatten() {
            places[*number].rows.push(row);
        }
    }
    for number in wanted.into_values().flatten() {
        if places[number].rows.len() > 1 {
            places[number].rows.clear();
        }
    }
}

/// The inputs in which the record of a mark may stand, and what is to be told of it if there is none.
fn inputs_of(store: &Store, by_hash: &HashMap<&str, Vec<u32>>, event: &Citation) -> (MarkFate, Vec<u32>) {
    let of_path = store.input_number(&event.path);
    match &event.input {
        InputId::Unknown => (MarkFate::Unproven, Vec::new()),
        InputId::ReadNow => {
            (of_path.map_or(MarkFate::InputMissing, |_| MarkFate::Found), of_path.into_iter().collect())
        }
        InputId::Sha256(sha256) => match (by_hash.get(sha256.as_str()), of_path) {
            (Some(inputs), _) => (MarkFate::Found, inputs.clone()),
            (None, None) => (MarkFate::InputMissing, Vec::new()),
            (None, Some(number)) => match store.inputs()[number as usize].sha256 {
                Some(_) => (MarkFate::InputChanged, Vec::new()),
                None => (MarkFate::InputUnhashed, Vec::new()),
            },
        },
    }
}

/// What the input of a mark hashes to that was made before that was known.
fn sha256_of(store: &Store, event: &Citation) -> Option<String> {
    let number = store.input_number(&event.path).filter(|_| event.input == InputId::ReadNow)?;
    store.inputs()[number as usize].sha256.clone()
}

fn wanted_inputs(store: &Store, wanted: &HashMap<(u32, u64), Vec<usize>>) -> Vec<bool> {
    let mut is_wanted = vec![false; store.inputs().len()];
    for (input, _) in wanted.keys() {
        is_wanted[*input as usize] = true;
    }
    is_wanted
}

/// The annotated events of a case as they are now. They change without anything else that is derived of its store, so
/// they are replaced beside it.
#[derive(Default)]
pub struct CurrentAnnotations(RefCell<Rc<AnnotatedRows>>);

impl CurrentAnnotations {
    /// As they are now.
    pub fn get(&self) -> Rc<AnnotatedRows> {
        Rc::clone(&self.0.borrow())
    }

    /// Puts others in their place.
    pub fn replace(&self, rows: AnnotatedRows) {
        *self.0.borrow_mut() = Rc::new(rows);
    }
}
