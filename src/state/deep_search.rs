//! The searches in the original text that were made in this case. What each has found is with the engine; here is what it
//! searched for, by which people know it.

use crate::search::Needle;
use crate::source::limits::MAX_DEEP_SEARCHES;
use std::sync::Arc;

/// A search in the original text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeepSearch {
    /// Its number, by which the filter asks for it.
    pub number: u32,
    /// What was searched for.
    pub needle: Needle,
    /// Paths of files that could not be read again (untrusted text).
    pub unread: Vec<String>,
}

/// The searches of a case, in the order in which they were begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeepSearches {
    /// Changes with each of their results: what depends on them is asked anew.
    pub version: u64,
    all: Arc<Vec<DeepSearch>>,
    /// The greatest number so far: none is given twice, so that an old line never means another search.
    last: u32,
}

impl DeepSearches {
    /// The searches.
    pub fn all(&self) -> &Arc<Vec<DeepSearch>> {
        &self.all
    }

    /// The search of a number.
    pub fn get(&self, number: u32) -> Option<&DeepSearch> {
        self.all.iter().find(|search| search.number == number)
    }

    /// The number of the next one.
    pub fn next_number(&self) -> u32 {
        self.last + 1
    }

    /// The one that is to go, so that there is room for the next one.
    pub fn without_room(&self) -> Option<u32> {
        self.all.first().filter(|_| self.all.len() >= MAX_DEEP_SEARCHES).map(|search| search.number)
    }

    /// Adds a search of the next number.
    pub(super) fn add(&mut self, needle: Needle) {
        self.last += 1;
        Arc::make_mut(&mut self.all).push(DeepSearch { number: self.last, needle, unread: Vec::new() });
    }

    /// Notes that a search has ended, and which files could not be read again.
    pub(super) fn end(&mut self, number: u32, unread: Vec<String>) {
        self.version += 1;
        if let Some(search) = Arc::make_mut(&mut self.all).iter_mut().find(|search| search.number == number) {
            search.unread = unread;
        }
    }

    /// Forgets a search.
    pub(super) fn remove(&mut self, number: u32) {
        self.version += 1;
        Arc::make_mut(&mut self.all).retain(|search| search.number != number);
    }

    /// Forgets all: what was read is gone.
    pub(super) fn clear(&mut self) {
        *self = DeepSearches { version: self.version + 1, all: Arc::default(), last: self.last };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_given_twice_and_the_oldest_goes_for_want_of_room() {
        let mut searches = DeepSearches::default();
        for _ in 0..MAX_DEEP_SEARCHES {
            assert_eq!(searches.without_room(), None);
            searches.add(Needle::default());
        }
        assert_eq!(searches.without_room(), Some(1));
        searches.remove(1);
        assert_eq!(searches.without_room(), None);
        assert_eq!((searches.get(1), searches.get(2).map(|search| search.number)), (None, Some(2)));
        let version = searches.version;
        searches.clear();
        assert!(searches.all().is_empty() && searches.version > version);
        assert_eq!(searches.next_number(), MAX_DEEP_SEARCHES as u32 + 1);
    }
}
