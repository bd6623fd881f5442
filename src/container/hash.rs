//! A fast hash of short texts, eight bytes at a time: for dictionaries and for finding repeated
//! records. It is no proof against an attacker; whoever uses it compares what it found.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
const START: u64 = 0x2545_f491_4f6c_dd1d;

/// A hash in the making.
#[derive(Clone, Copy)]
pub struct WordHash(u64);

impl WordHash {
    /// A hash of nothing yet; different kinds of things take different seeds.
    #[inline]
    pub const fn new(seed: u64) -> WordHash {
        WordHash(START ^ seed)
    }

    /// Takes in eight bytes.
    #[inline]
    pub const fn word(self, word: u64) -> WordHash {
        let mixed = (self.0 ^ word).wrapping_mul(MULTIPLIER);
        WordHash(mixed ^ (mixed >> 29))
    }

    /// The hash of all that was taken in, every bit depending on every bit.
    #[inline]
    pub const fn finish(self) -> u64 {
        let mut h = self.0;
        h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        h ^ (h >> 32)
    }
}

/// Eight bytes from `at` on as a little-endian word; missing ones count as zero.
#[inline]
pub fn word_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8) {
        Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or([0; 8])),
        None => {
            let rest = bytes.get(at..).unwrap_or(&[]);
            let mut word = [0u8; 8];
            word[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(word)
        }
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

/// One number out of two, where the order matters.
#[inline]
pub const fn combine(a: u64, b: u64) -> u64 {
    WordHash::new(a).word(b).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_only_in_zero_bytes_at_the_end_differ() {
        assert_ne!(hash_bytes(b"a", 0), hash_bytes(b"a\0", 0));
        assert_ne!(hash_bytes(b"", 0), hash_bytes(b"\0", 0));
    }
}
