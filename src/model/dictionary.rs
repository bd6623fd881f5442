//! Dictionaries: each distinct text once, and a small number for it in the columns.

use super::numbers;
use crate::source::hash::hash_bytes;
use crate::source::limits::{MAX_OF_ONE_HASH, SLOW_GROWTH_BYTES};
use crate::source::order;
use crate::source::word::is_same;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// The code of the empty text: the field is absent.
pub const ABSENT: u32 = 0;

/// Texts in one arena, distinct but for what was [appended](Dictionary::append); a code is the number of a text in the
/// order of arrival.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Texts", into = "Texts")]
pub struct Dictionary {
    texts: Texts,
    codes: Codes,
    last: u32,
}

/// The way from a text to its code.
#[derive(Clone, Debug)]
enum Codes {
    /// Not known yet.
    Unmade,
    /// By its hash.
    Hashed(HashTable<u32>),
    /// By itself, where too many texts had one hash: slower, but not to be made slower still.
    Sorted(BTreeMap<Box<[u8]>, u32>),
}

impl Codes {
    fn find(&self, texts: &Texts, hash: u64, text: &[u8]) -> Lookup {
        match self {
            Codes::Unmade => Lookup::NotByHash,
            Codes::Sorted(codes) => codes.get(text).map_or(Lookup::Nothing, |code| Lookup::Code(*code)),
            Codes::Hashed(codes) => {
                let mut compared = 0;
                let is_it = |code: &u32| {
                    compared += 1;
                    compared > MAX_OF_ONE_HASH || texts.has(*code, text)
                };
                match codes.find(hash, is_it).copied() {
                    Some(_) if compared > MAX_OF_ONE_HASH => Lookup::NotByHash,
                    Some(code) => Lookup::Code(code),
                    None => Lookup::Nothing,
                }
            }
        }
    }

    fn insert(&mut self, texts: &Texts, hash: u64, code: u32) {
        match self {
            Codes::Unmade => {}
            Codes::Sorted(codes) => {
                codes.insert(texts.get(code).as_bytes().into(), code);
            }
            Codes::Hashed(codes) => {
                codes.insert_unique(hash, code, |other| hash_bytes(texts.get(*other).as_bytes(), 0));
            }
        }
    }
}

/// What a search finds.
enum Lookup {
    Code(u32),
    Nothing,
    /// It must be looked for in another way: too many texts have one hash, or the way is not made yet.
    NotByHash,
}

/// Makes room for so many bytes.
fn make_room(text: &mut String, bytes: usize) {
    if text.len() >= SLOW_GROWTH_BYTES && text.capacity() - text.len() < bytes {
        text.reserve_exact(bytes.max(text.len() / 8));
    }
}

/// What a dictionary holds: all that is sent from worker to worker.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Texts {
    arena: String,
    /// End of each text in the arena; its start is the end of the one before.
    #[serde(with = "numbers")]
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, code: u32) -> &str {
        &self.arena[self.range(code)]
    }

    /// Whether the text of a code is this one.
    fn has(&self, code: u32, text: &[u8]) -> bool {
        is_same(&self.arena.as_bytes()[self.range(code)], text)
    }

    fn range(&self, code: u32) -> Range<usize> {
        let index = code as usize;
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        start..self.ends.get(index).copied().unwrap_or(start)
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        let codes = Codes::Hashed(HashTable::new());
        let mut dictionary = Dictionary { texts: Texts::default(), codes, last: ABSENT };
        dictionary.intern("");
        dictionary
    }
}

impl From<Texts> for Dictionary {
    fn from(texts: Texts) -> Self {
        // Whoever gets a dictionary mostly only goes through its texts.
        Dictionary { texts, codes: Codes::Unmade, last: ABSENT }
    }
}

impl From<Dictionary> for Texts {
    fn from(dictionary: Dictionary) -> Self {
        dictionary.texts
    }
}

impl Dictionary {
    /// An empty one with room for as much as this one has: what grows with each text takes its time.
    pub fn another(&self) -> Dictionary {
        let mut texts = Texts::default();
        texts.arena.reserve(self.texts.arena.len());
        texts.ends.reserve(self.len());
        let codes = match self.codes {
            Codes::Unmade => HashTable::new(),
            Codes::Hashed(_) | Codes::Sorted(_) => HashTable::with_capacity(self.len()),
        };
        let codes = Codes::Hashed(codes);
        let mut dictionary = Dictionary { texts, codes, last: ABSENT };
        dictionary.intern("");
        dictionary
    }

    /// The code of a text, new if it was not there. Invalid bytes become U+FFFD (R13).
    #[inline]
    pub fn intern(&mut self, text: impl AsRef<[u8]>) -> u32 {
        let text = text.as_ref();
        // Neighbouring events mostly share their session, user, portal and address.
        if self.texts.ends.len() > self.last as usize && self.texts.has(self.last, text) {
            return self.last;
        }
        self.intern_another(text)
    }

    /// The same of a text that is not the last one.
    #[inline(never)]
    fn intern_another(&mut self, text: &[u8]) -> u32 {
        let hash = hash_bytes(text, 0);
        let known = match self.codes.find(&self.texts, hash, text) {
            Lookup::NotByHash => {
                self.sort();
                self.known_code(text)
            }
            Lookup::Code(code) => Some(code),
            Lookup::Nothing => None,
        };
        self.last = match known {
            Some(code) => code,
            // Checking alone is much faster than looking for what to replace.
            None => match std::str::from_utf8(text) {
                Ok(text) => self.push(text, hash),
                Err(_) => return self.intern(String::from_utf8_lossy(text).as_bytes()),
            },
        };
        self.last
    }

    /// The code of a text that is likely to be new, as an id is: it is looked for in the text before alone, so it may be
    /// here more than once.
    pub(super) fn append(&mut self, text: &[u8]) -> u32 {
        if !self.texts.has(self.last, text) {
            // What would find it again takes longer than all else, and nobody asks.
            self.codes = Codes::Unmade;
            self.last = match std::str::from_utf8(text) {
                Ok(text) => self.push(text, 0),
                Err(_) => self.push(&String::from_utf8_lossy(text), 0),
            };
        }
        self.last
    }

    /// Adds a text that is not there.
    fn push(&mut self, text: &str, hash: u64) -> u32 {
        let code = self.texts.ends.len() as u32;
        make_room(&mut self.texts.arena, text.len());
        self.texts.arena.push_str(text);
        self.texts.ends.push(self.texts.arena.len());
        self.codes.insert(&self.texts, hash, code);
        code
    }

    /// Makes the way from a text to its code that needs no hash.
    fn sort(&mut self) {
        let codes = (0..self.len() as u32).map(|code| (self.get(code).as_bytes().into(), code));
        self.codes = Codes::Sorted(order::map_of(codes));
    }

    /// The code of a text that is there.
    pub fn code(&self, text: &str) -> Option<u32> {
        self.known_code(text.as_bytes())
    }

    fn known_code(&self, text: &[u8]) -> Option<u32> {
        match self.codes.find(&self.texts, hash_bytes(text, 0), text) {
            Lookup::Code(code) => Some(code),
            Lookup::Nothing => None,
            // Looking at all of them is slow, but a code is asked for once, not for each event.
            Lookup::NotByHash => (0..self.len() as u32).find(|code| self.texts.has(*code, text)),
        }
    }

    /// The text of a code.
    pub fn get(&self, code: u32) -> &str {
        self.texts.get(code)
    }

    /// How many texts there are, the empty one included.
    pub fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// Memory that it takes in bytes, room for more left out: the texts, and two numbers for each.
    pub fn byte_count(&self) -> usize {
        self.texts.arena.len() + self.len() * (size_of::<usize>() + size_of::<u32>())
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
    use crate::source::hash::texts_of_one_hash;

    #[test]
    fn what_is_no_text_is_repaired_and_found_again() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> = [&b"a\xff"[..], b"b", b"a\xff"].map(|bytes| dictionary.intern(bytes)).to_vec();
        assert_eq!(codes, [1, 2, 1]);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["", "a\u{fffd}", "b"]);
        assert_eq!(dictionary.code("a\u{fffd}"), Some(1));
    }

    #[test]
    fn equal_texts_have_equal_codes_and_the_empty_text_is_absent() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> = ["a", "b", "", "a", "c", "b"].map(|text| dictionary.intern(text)).to_vec();
        assert_eq!(codes, [1, 2, ABSENT, 1, 3, 2]);
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["", "a", "b", "c"]);
        assert_eq!(dictionary.code("c"), Some(3));
        assert_eq!(dictionary.code("d"), None);
        // Sent to another worker, it says the same, and goes on.
        let bytes = postcard::to_stdvec(&dictionary).expect("to memory");
        let mut sent: Dictionary = postcard::from_bytes(&bytes).expect("what was written");
        assert_eq!(sent.iter().collect::<Vec<_>>(), ["", "a", "b", "c"]);
        assert_eq!((sent.code("c"), sent.code("d")), (Some(3), None));
        assert_eq!(["d", "b", "", "d"].map(|text| sent.intern(text)), [4, 2, ABSENT, 4]);
        assert_eq!((sent.code("c"), sent.code("d")), (Some(3), Some(4)));
    }

    #[test]
    fn texts_that_are_appended_are_found_like_others() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> =
            [&b"a"[..], b"a", b"b\xff", b"a"].map(|bytes| dictionary.append(bytes)).to_vec();
        assert_eq!(codes, [1, 1, 2, 3], "only the one before is looked at");
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["", "a", "b\u{fffd}", "a"]);
        assert_eq!(dictionary.code("b\u{fffd}"), Some(2));
        assert_eq!(dictionary.intern("b\u{fffd}"), 2);
        let another = dictionary.another();
        assert!(another.is_empty());
    }

    #[test]
    fn texts_of_one_hash_take_no_longer_than_others() {
        // Half of them hold bytes that are no text: of 16 bytes each, enough are.
        let made = texts_of_one_hash(2_000_000);
        let texts: Vec<&str> = made.iter().filter_map(|text| std::str::from_utf8(text).ok()).collect();
        assert!(texts.len() > 2_000, "{}", texts.len());
        let mut dictionary = Dictionary::default();
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(dictionary.intern(text) as usize, index + 1);
        }
        assert!(matches!(dictionary.codes, Codes::Sorted(_)));
        assert_eq!(dictionary.intern(texts[7]), 8);
        assert_eq!(dictionary.code(texts[9]), Some(10));
        let mut sent: Dictionary = Texts::from(dictionary).into();
        assert_eq!(sent.code(texts[9]), Some(10));
        assert_eq!(sent.intern(texts[7]), 8);
    }
}
