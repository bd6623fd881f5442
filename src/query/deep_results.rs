//! What searches in the original text have found: sets of rows, by the number of each search. What was not searched is
//! kept beside, so that it can be told, and searched later.

use super::selection::Selection;
use crate::model::row_set::{RowRuns, RowSet};
use crate::model::{RowId, Store};
use crate::source::limits::MAX_NAMED_UNSEARCHED;
use crate::source::order;
use serde::{Deserialize, Serialize};

/// What a search has found so far.
#[derive(Debug, Default)]
pub struct DeepResult {
    number: u32,
    /// Rows from here on have come since it was begun, or gone on with.
    limit: u32,
    /// Rows before that which have not been searched yet.
    pending: RowSet,
    /// Rows of transcripts that came in pieces, and those of them of which a piece was searched: all of one has been
    /// searched only once all files have been.
    in_pieces: RowSet,
    begun: RowRuns,
    found: RowSet,
}

/// What is to be told of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeepReport {
    /// Its number.
    pub number: u32,
    /// Events that it has found.
    pub found: u64,
    /// Events that it has not searched.
    pub unsearched: u64,
    /// In how many inputs these are.
    pub input_count: u32,
    /// Paths of the first of them (untrusted text).
    pub inputs: Vec<String>,
}

/// The results of all searches.
#[derive(Debug, Default)]
pub struct DeepResults {
    /// Changes with each of them.
    version: u64,
    results: Vec<DeepResult>,
}

impl DeepResults {
    /// A number that changes whenever a result does.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Begins a search over all that is in a store, or goes on with one: what has come since is to be searched too.
    pub fn begin(&mut self, number: u32, store: &Store) {
        self.version += 1;
        let index = self.results.iter().position(|result| result.number == number);
        let index = index.unwrap_or_else(|| {
            self.results.push(DeepResult { number, ..DeepResult::default() });
            self.results.len() - 1
        });
        let result = &mut self.results[index];
        result.pending.add(&RowRuns::between(result.limit, store.row_count()));
        result.limit = store.row_count();
        let mut in_pieces = RowRuns::default();
        store.transcript_pieces().for_each(|(row, ..)| in_pieces.push(row));
        result.in_pieces.add(&in_pieces);
        result.begun = RowRuns::default();
    }

    /// Notes that rows were searched, and which of them were found.
    pub fn note(&mut self, number: u32, searched: &RowRuns, found: &RowRuns) {
        if let Some(result) = self.results.iter_mut().find(|result| result.number == number) {
            self.version += 1;
            let (mut whole, begun) = (RowRuns::default(), &mut result.begun);
            for row in searched.rows() {
                if result.in_pieces.contains(row) { &mut *begun } else { &mut whole }.push(row);
            }
            result.pending.remove(&whole);
            result.found.add(found);
        }
    }

    /// Notes that a search has ended: all files were read to their ends, or not.
    pub fn end(&mut self, number: u32, is_whole: bool) {
        if let Some(result) = self.results.iter_mut().find(|result| result.number == number) {
            self.version += 1;
            let begun = std::mem::take(&mut result.begun);
            if is_whole {
                result.pending.remove(&begun);
            }
        }
    }

    /// Forgets a search.
    pub fn forget(&mut self, number: u32) {
        self.version += 1;
        self.results.retain(|result| result.number != number);
    }

    /// Whether a row is to be searched still; of no search that there is not.
    pub fn is_pending(&self, number: u32, row: RowId) -> bool {
        let result = self.results.iter().find(|result| result.number == number);
        result.is_some_and(|result| result.pending.contains(row))
    }

    /// The events that the searches have found whose number passes. One that has got another row since, as an earlier
    /// copy came in, stays found.
    pub fn found<'a>(
        &'a self,
        store: &'a Store,
        passes: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = RowId> + 'a {
        let results = self.results.iter().filter(move |result| passes(&result.number.to_string()));
        results.flat_map(|result| result.found.rows()).filter_map(|row| store.event_at(row))
    }

    /// What is to be told of each search, in the order in which they were begun.
    pub fn reports(&self, store: &Store) -> Vec<DeepReport> {
        self.results.iter().map(|result| result.report(store)).collect()
    }
}

impl DeepResult {
    fn report(&self, store: &Store) -> DeepReport {
        let found = Selection::of_rows(store, self.found.rows().filter_map(|row| store.event_at(row)));
        let later = (self.limit..store.row_count()).map(RowId);
        let unsearched = self.pending.rows().chain(later);
        let (mut count, mut has_any) = (0, vec![false; store.inputs().len()]);
        for row in unsearched.filter(|row| store.is_event(*row) && !found.contains(*row)) {
            count += 1;
            has_any[store.columns().input(row) as usize] = true;
        }
        let inputs = store.inputs().iter().zip(&has_any).filter(|(_, has_any)| **has_any);
        let mut paths: Vec<&str> = inputs.map(|(input, _)| input.path.as_str()).collect();
        let input_count = paths.len() as u32;
        order::sort(&mut paths);
        paths.truncate(MAX_NAMED_UNSEARCHED);
        DeepReport {
            number: self.number,
            found: found.count(),
            unsearched: count,
            input_count,
            inputs: paths.into_iter().map(str::to_owned).collect(),
        }
    }
}
