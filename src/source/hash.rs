//! A fast hash of short texts, eight bytes at a time: for dictionaries and for finding repeated
//! records. It is no proof against an attacker, who can make as many texts of one hash as he likes: whoever
//! uses it compares what it found, and does without it where too much was found ([`MAX_OF_ONE_HASH`](crate::source::limits::MAX_OF_ONE_HASH)).

use super::word::word_at;

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
const START: u64 = 0x2545_f491_4f6c_dd1d;

// All of this is put in line wherever it is used: a call for each eight bytes would take longer than the work.

/// A hash in the making.
#[derive(Clone, Copy)]
pub struct WordHash(u64);

impl WordHash {
    /// A hash of nothing yet; different kinds of things take different seeds.
    #[inline(always)]
    pub const fn new(seed: u64) -> WordHash {
        WordHash(START ^ seed)
    }

    /// Adds eight bytes.
    #[inline(always)]
    pub const fn word(self, word: u64) -> WordHash {
        let mixed = (self.0 ^ word).wrapping_mul(MULTIPLIER);
        WordHash(mixed ^ (mixed >> 29))
    }

    /// The hash of all that was added, every bit depending on every bit.
    #[inline(always)]
    pub const fn finish(self) -> u64 {
        let mut h = self.0;
        h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        h ^ (h >> 32)
    }
}

/// The hash of a whole text.
#[inline]
pub fn hash_bytes(bytes: &[u8], seed: u64) -> u64 {
    let mut hash = WordHash::new(seed);
    let mut at = 0;
    while at < bytes.len() {
        hash = hash.word(word_at(bytes, at));
        at += 8;
    }
    hash.word(bytes.len() as u64).finish()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One number out of two, where the order matters.
#[inline(always)]
pub const fn combine(a: u64, b: u64) -> u64 {
    WordHash::new(a).word(b).finish()
}

/// Texts of two words, all of one hash: what an attacker would write. For tests, also of other packages.
pub fn texts_of_one_hash(count: usize) -> Vec<[u8; 16]> {
    let end = WordHash::new(0).word(0).word(0).0;
    // A step takes its word back: the second word undoes what the first one did.
    let second = |first: u64| {
        let mut mixed = end ^ (end >> 29) ^ (end >> 58);
        let mut inverse = MULTIPLIER;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(MULTIPLIER.wrapping_mul(inverse)));
        }
        mixed = mixed.wrapping_mul(inverse);
        WordHash::new(0).word(first).0 ^ mixed
    };
    (0..count as u64)
        .map(|first| {
            let mut text = [0; 16];
            text[..8].copy_from_slice(&first.to_le_bytes());
            text[8..].copy_from_slice(&second(first).to_le_bytes());
            text
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_hash_are_made_without_effort() {
        let texts = texts_of_one_hash(3);
        assert_ne!(texts[1], texts[2]);
        assert!(texts.iter().all(|text| hash_bytes(text, 0) == hash_bytes(&texts[0], 0)));
    }

    #[test]
    fn texts_that_differ_only_in_zero_bytes_at_the_end_differ() {
        assert_ne!(hash_bytes(b"a", 0), hash_bytes(b"a\0", 0));
        assert_ne!(hash_bytes(b"", 0), hash_bytes(b"\0", 0));
    }
}
