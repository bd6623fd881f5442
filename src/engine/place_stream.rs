//! The stream of places at which a search is still to look: what whoever reads files again must know of them.

use crate::export::pieces::Pieces;
use crate::export::{Export, Progress};
use crate::model::Store;
use crate::query::deep_results::DeepResults;
use crate::query::record_places::RowsByInput;
use crate::query::view::View;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// The places of the records that a search has not looked at, of the inputs in some files.
pub(super) struct PlaceStream {
    search: u32,
    results: Rc<RefCell<DeepResults>>,
    rows: Rc<RowsByInput>,
    inputs: Vec<u32>,
    next: usize,
}

impl PlaceStream {
    /// Those of the inputs that are these files, or members of them; `sorted` are all inputs in the order of their paths.
    pub(super) fn new(
        store: &Store,
        (search, files): (u32, &[String]),
        sorted: &[u32],
        rows: Rc<RowsByInput>,
        results: Rc<RefCell<DeepResults>>,
    ) -> PlaceStream {
        let path = |input: &u32| store.inputs()[*input as usize].path.as_str();
        let mut inputs = Vec::new();
        for file in files {
            inputs.extend(store.input_number(file));
            let folder = format!("{file}/");
            let first = sorted.partition_point(|input| path(input) < folder.as_str());
            inputs.extend(sorted[first..].iter().take_while(|input| path(input).starts_with(&folder)));
        }
        PlaceStream { search, results, rows, inputs, next: 0 }
    }
}

impl Export for PlaceStream {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        if let Some(input) = self.inputs.get(self.next) {
            let (results, mut bytes) = (self.results.borrow(), Vec::new());
            self.rows.write(view.store, *input, |row| results.is_pending(self.search, row), &mut bytes);
            out.write_all(&bytes)?;
            self.next += 1;
        }
        Ok(self.next < self.inputs.len())
    }

    fn progress(&self) -> Progress {
        Progress { done: self.next as u64, total: self.inputs.len() as u64 }
    }
}
