//! Dictionaries: each distinct text once, and a small number for it in the columns.

use crate::container::hash::hash_bytes;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

/// The code of the empty text: the field is absent.
pub const ABSENT: u32 = 0;

/// Distinct texts in one arena; a code is the place of a text in the order of arrival.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Texts", into = "Texts")]
pub struct Dictionary {
    texts: Texts,
    codes: HashTable<u32>,
    last: u32,
}

/// What a dictionary holds: all that is sent from worker to worker.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Texts {
    arena: String,
    /// End of each text in the arena; its start is the end of the one before.
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, code: u32) -> &str {
        let index = code as usize;
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        let end = self.ends.get(index).copied().unwrap_or(start);
        &self.arena[start..end]
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Dictionary { texts: Texts::default(), codes: HashTable::new(), last: ABSENT };
        dictionary.intern("");
        dictionary
    }
}

impl From<Texts> for Dictionary {
    fn from(texts: Texts) -> Self {
        let mut codes = HashTable::with_capacity(texts.ends.len());
        for code in 0..texts.ends.len() as u32 {
            let hash = |code: u32| hash_bytes(texts.get(code).as_bytes(), 0);
            codes.insert_unique(hash(code), code, |other| hash(*other));
        }
        Dictionary { texts, codes, last: ABSENT }
    }
}

impl From<Dictionary> for Texts {
    fn from(dictionary: Dictionary) -> Self {
        dictionary.texts
    }
}

impl Dictionary {
    /// The code of a text, new if it was not there.
    pub fn intern(&mut self, text: &str) -> u32 {
        // Neighbouring events mostly share their session, user, portal and address.
        if self.texts.ends.len() > self.last as usize && self.texts.get(self.last) == text {
            return self.last;
        }
        let texts = &mut self.texts;
        let hash = hash_bytes(text.as_bytes(), 0);
        if let Some(code) = self.codes.find(hash, |code| texts.get(*code) == text) {
            self.last = *code;
            return *code;
        }
        let code = texts.ends.len() as u32;
        texts.arena.push_str(text);
        texts.ends.push(texts.arena.len());
        self.codes.insert_unique(hash, code, |other| hash_bytes(texts.get(*other).as_bytes(), 0));
        self.last = code;
        code
    }

    /// The code of a text that is there.
    pub fn code(&self, text: &str) -> Option<u32> {
        let hash = hash_bytes(text.as_bytes(), 0);
        self.codes.find(hash, |code| self.texts.get(*code) == text).copied()
    }

    /// The text of a code.
    pub fn get(&self, code: u32) -> &str {
        self.texts.get(code)
    }

    /// How many texts there are, the empty one included.
    pub fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// Whether there is none but the empty text.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// All texts in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|code| self.get(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_codes_and_the_empty_text_is_absent() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> = ["a", "b", "", "a", "c", "b"].map(|text| dictionary.intern(text)).to_vec();
        assert_eq!(codes, [1, 2, ABSENT, 1, 3, 2]);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["", "a", "b", "c"]);
        assert_eq!(dictionary.code("c"), Some(3));
        assert_eq!(dictionary.code("d"), None);
    }
}
