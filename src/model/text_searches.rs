//! What searches in the original text have found: of each, the inputs that it went through, and the records in them that
//! hold what was looked for. The text is in the files; here is only where it was found.

use super::record_spans::RecordSpans;
use crate::source::limits::{MAX_TEXT_SEARCH_BYTES, MAX_TEXT_SEARCHES};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The number by which a filter names a search: `deep:1`.
pub type SearchNo = u32;

/// The records of an input that events are made of: what a search is to go through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecords {
    /// Path of the input.
    pub path: String,
    /// Which reading of it gave them, counted from 0.
    pub attempt: u32,
    /// Whether that reading has ended, so that no more of them will come of it.
    pub has_ended: bool,
    /// Where they stand.
    pub records: RecordSpans,
}

/// The records of an input in which a search has found something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRecords {
    /// Path of the input.
    pub path: String,
    /// Which reading of it gave the records that were gone through.
    pub attempt: u32,
    /// Whether all of them were gone through.
    pub is_whole: bool,
    /// Where those stand.
    pub records: RecordSpans,
}

/// What a search has found in one input.
#[derive(Debug)]
pub(super) struct SearchedInput {
    /// The reading of which it went through all records; none where it did not go through all.
    pub whole: Option<u32>,
    pub records: RecordSpans,
}

/// All searches that are kept.
#[derive(Debug, Default)]
pub(super) struct TextSearches {
    pub searches: BTreeMap<SearchNo, HashMap<u32, SearchedInput>>,
}

impl TextSearches {
    /// Memory that they take in bytes.
    pub(super) fn byte_count(&self) -> usize {
        let of_input = |input: &SearchedInput| size_of::<SearchedInput>() + input.records.byte_count();
        self.searches.values().flat_map(HashMap::values).map(of_input).sum()
    }

    /// Lets go of the oldest searches while there are more than are kept; the last one is kept in any case.
    pub(super) fn shrink(&mut self) {
        self.shrink_to(MAX_TEXT_SEARCHES, MAX_TEXT_SEARCH_BYTES);
    }

    fn shrink_to(&mut self, searches: usize, bytes: usize) {
        while self.searches.len() > searches || self.searches.len() > 1 && self.byte_count() > bytes {
            self.searches.pop_first();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_searches_go_where_they_are_too_many_or_have_found_too_much() {
        let mut kept = TextSearches::default();
        for search in 1..=4 {
            let records = RecordSpans::of((0..1000).map(|offset| (offset, 1)).collect());
            kept.searches.entry(search).or_default().insert(0, SearchedInput { whole: Some(0), records });
        }
        kept.shrink_to(3, usize::MAX);
        assert_eq!(kept.searches.keys().copied().collect::<Vec<_>>(), [2, 3, 4]);
        kept.shrink_to(3, 5000);
        assert_eq!(kept.searches.keys().copied().collect::<Vec<_>>(), [3, 4]);
        kept.shrink_to(3, 10);
        assert_eq!(kept.searches.keys().copied().collect::<Vec<_>>(), [4], "the last one stays");
    }
}
