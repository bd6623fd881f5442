//! What a person has added to the case: which events their marks are of, and the inputs that a case file names.

use crate::casefile::{CaseInput, Citation, InputId};
use crate::engine::request::Request;
use crate::engine::snapshot::Snapshot;
use crate::filter::Mistake;
use crate::model::{RowId, Store, Window};
use crate::query::answer::{CaseInputFate, EventRow, InputComparison, MarkPlace};
use crate::query::rows::event_row;
use crate::source::limits::MAX_NAMED_CASE_INPUTS;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The place of the record of an event; nothing where there is no such row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCitation {
    /// The row of the event, or one that it had.
    pub row: RowId,
}

impl Request for EventCitation {
    type Response = Option<Citation>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Option<Citation>, Mistake> {
        let store = snapshot.store;
        Ok(store.event_at(self.row).map(|row| citation(store, row)))
    }
}

fn citation(store: &Store, row: RowId) -> Citation {
    let input = &store.inputs()[store.columns().input(row) as usize];
    let span = store.columns().span(row);
    let id = InputId::of(input.sha256.as_deref());
    Citation { path: input.path.clone(), input: id, line: span.line, offset: span.offset }
}

/// Where the marks are, in the order of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkPlaces {
    /// Which state of the annotations is asked about.
    pub version: u64,
}

impl Request for MarkPlaces {
    type Response = Vec<MarkPlace>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<MarkPlace>, Mistake> {
        Ok(snapshot.cache.derived.annotated.get().places().to_vec())
    }
}

/// The events of some of the marks, in the order of the case; nothing for a mark whose event is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedEvents {
    /// Which state of the annotations is asked about.
    pub version: u64,
    /// Which of the marks.
    pub window: Window,
}

impl Request for MarkedEvents {
    type Response = Vec<Option<EventRow>>;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<Vec<Option<EventRow>>, Mistake> {
        let scope = snapshot.in_scope()?;
        let annotated = snapshot.cache.derived.annotated.get();
        let places = annotated.places();
        let view = scope.view();
        let of_place = |place: &MarkPlace| place.rows.first().map(|row| event_row(&view, *row));
        let positions = self.window.positions(places.len() as u32);
        Ok(places[positions.start as usize..positions.end as usize].iter().map(of_place).collect())
    }
}

/// How the inputs that a case file names compare with those that were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInputs {
    /// Which opening of a case file is asked about.
    pub opened: u32,
}

impl Request for CaseInputs {
    type Response = InputComparison;

    fn respond(&self, snapshot: &Snapshot<'_>) -> Result<InputComparison, Mistake> {
        Ok(compared(snapshot.store, snapshot.expected_inputs))
    }
}

fn compared(store: &Store, expected: &[CaseInput]) -> InputComparison {
    let inputs = || store.inputs().iter().filter(|input| !input.is_archive());
    let hashes: HashSet<&str> = inputs().filter_map(|input| input.sha256.as_deref()).collect();
    let by_path: HashMap<&str, Option<&str>> =
        inputs().map(|input| (input.path.as_str(), input.sha256.as_deref())).collect();
    let fate = |input: &CaseInput| match (&input.sha256, by_path.get(input.path.as_str())) {
        (Some(sha256), _) if hashes.contains(sha256.as_str()) => CaseInputFate::Same,
        (_, None) => CaseInputFate::Missing,
        (None, Some(_)) | (_, Some(None)) => CaseInputFate::Unproven,
        (Some(_), Some(Some(_))) => CaseInputFate::Changed,
    };
    let mut compared = InputComparison::default();
    for input in expected {
        let fate = fate(input);
        *match fate {
            CaseInputFate::Same => &mut compared.same,
            CaseInputFate::Changed => &mut compared.changed,
            CaseInputFate::Missing => &mut compared.missing,
            CaseInputFate::Unproven => &mut compared.unproven,
        } += 1;
        if fate != CaseInputFate::Same && compared.named.len() < MAX_NAMED_CASE_INPUTS {
            compared.named.push((input.path.clone(), fate));
        }
    }
    let known: HashSet<&str> = expected.iter().filter_map(|input| input.sha256.as_deref()).collect();
    let paths: HashSet<&str> = expected.iter().map(|input| input.path.as_str()).collect();
    let is_new = |path: &str, sha256: Option<&str>| {
        !paths.contains(path) && !sha256.is_some_and(|sha256| known.contains(sha256))
    };
    compared.new = inputs().filter(|input| is_new(&input.path, input.sha256.as_deref())).count() as u64;
    compared
}
