//! What the store knows of searches in the original text: the records that there are to be searched, and the events in
//! whose records something was found.

use super::ids::RowId;
use super::record_spans::RecordSpans;
use super::store::Store;
use super::system::System;
use super::text_searches::{FoundRecords, InputRecords, SearchNo, SearchedInput};
use crate::source::Span;
use std::collections::{BTreeMap, HashMap, HashSet};

impl Store {
    /// Where the texts of transcripts stand, each with its input and the row of the event that stands for it, if there is
    /// one: a transcript may be joined of many.
    pub fn transcript_texts(&self) -> impl Iterator<Item = (u32, Span, Option<RowId>)> {
        self.transcripts.texts()
    }

    /// The records of the inputs whose path is wanted, in the order of the inputs; those without any are left out.
    pub fn records_of(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<InputRecords> {
        let is_wanted: Vec<bool> = self.inputs().iter().map(|input| is_wanted(&input.path)).collect();
        let mut found: BTreeMap<u32, Vec<(u64, u32)>> = BTreeMap::new();
        let columns = self.columns();
        for row in self.events() {
            let input = columns.input(row);
            if is_wanted[input as usize] {
                let span = columns.span(row);
                found.entry(input).or_default().push((span.offset, span.len));
            }
        }
        // What has become of a piece of a transcript may change with what is read of other inputs.
        for (input, span, _) in self.transcript_texts().filter(|(input, ..)| is_wanted[*input as usize]) {
            found.entry(input).or_default().push((span.offset, span.len));
        }
        let named = |(number, records)| {
            let input = &self.inputs()[number as usize];
            InputRecords {
                path: input.path.clone(),
                attempt: input.attempt(),
                has_ended: input.end.is_some(),
                records: RecordSpans::of(records),
            }
        };
        found.into_iter().map(named).collect()
    }

    /// Takes in what a search has found in some inputs. Whoever asks for it meanwhile may get what there was before.
    pub fn add_found(&mut self, search: SearchNo, found: &[FoundRecords]) {
        let known: Vec<(u32, &FoundRecords)> =
            found.iter().filter_map(|found| Some((self.input_number(&found.path)?, found))).collect();
        let inputs = self.searches.searches.entry(search).or_default();
        for (number, FoundRecords { attempt, is_whole, records, .. }) in known {
            let whole = is_whole.then_some(*attempt);
            inputs.insert(number, SearchedInput { whole, records: records.clone() });
        }
    }

    /// A search is over, at its end or before: what it has found can be asked for.
    pub fn end_search(&mut self, search: SearchNo) {
        self.searches.searches.entry(search).or_default();
        self.searches.shrink();
        self.version += 1;
    }

    /// Whether a search of this number is kept.
    pub fn has_search(&self, search: SearchNo) -> bool {
        self.searches.searches.contains_key(&search)
    }

    /// Whether a row is an event in whose record a search has found something; a transcript has the text of all pieces
    /// that it is joined of. Nothing where no such search is kept.
    pub fn found_by(&self, search: SearchNo) -> Option<impl Fn(RowId) -> bool> {
        let inputs = self.searches.searches.get(&search)?;
        let with_hits = inputs.iter().filter(|(_, input)| !input.records.is_empty());
        let records: HashMap<u32, Vec<(u64, u32)>> =
            with_hits.map(|(number, input)| (*number, input.records.iter().collect())).collect();
        let has = move |input: u32, at: (u64, u32)| {
            records.get(&input).is_some_and(|records| records.binary_search(&at).is_ok())
        };
        let of_texts = self.transcript_texts();
        let found = of_texts.filter(|(input, span, _)| has(*input, (span.offset, span.len)));
        let transcripts: HashSet<RowId> = found.filter_map(|(.., event)| event).collect();
        let columns = self.columns();
        Some(move |row: RowId| match columns.system(row) {
            System::SessionManagerTranscript => transcripts.contains(&row),
            _ => {
                let span = columns.span(row);
                has(columns.input(row), (span.offset, span.len))
            }
        })
    }

    /// The inputs with events that a search has not gone through, or not wholly, or that were read anew since: in no
    /// particular order.
    pub fn unsearched_inputs(&self, search: SearchNo) -> Vec<u32> {
        let Some(searched) = self.searches.searches.get(&search) else { return Vec::new() };
        let mut has_text: HashSet<u32> = self.transcript_texts().map(|(input, ..)| input).collect();
        let numbered = self.inputs().iter().zip(0..);
        has_text.extend(numbered.filter(|(input, _)| input.events > 0).map(|(_, number)| number));
        let is_searched = |number: &u32| {
            let attempt = self.inputs()[*number as usize].attempt();
            searched.get(number).is_some_and(|input| input.whole == Some(attempt))
        };
        has_text.into_iter().filter(|number| !is_searched(number)).collect()
    }
}
