//! A hash of a text that can be told from those of its pieces: the store joins pieces without having their texts.

use serde::{Deserialize, Serialize};

/// A prime with room for sums, and a number below it: the hash is the text as the digits of a number in this base.
const PRIME: u64 = (1 << 61) - 1;
const BASE: u64 = 0x1d0a_91c3_5b7e_46f1;

fn product(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

/// Digits of a number, and the base to the power of how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Digits {
    number: u64,
    power: u64,
}

impl Digits {
    const NONE: Digits = Digits { number: 0, power: 1 };

    fn then(self, next: Digits) -> Digits {
        let number = (product(self.number, next.power) + next.number) % PRIME;
        Digits { number, power: product(self.power, next.power) }
    }
}

/// The hash of a text without CR, with and without the line ends behind it (R2): the file in S3 and the upload to
/// CloudWatch Logs differ in those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct JoinedHash {
    all: Digits,
    /// Up to the last line end that has text before it; nothing where there is none.
    body: Option<Digits>,
}

impl Default for JoinedHash {
    fn default() -> JoinedHash {
        JoinedHash { all: Digits::NONE, body: None }
    }
}

impl JoinedHash {
    /// The hash of a text.
    pub fn of(text: &[u8]) -> JoinedHash {
        let mut hash = JoinedHash::default();
        for byte in text.iter().filter(|byte| **byte != b'\r') {
            hash.all = hash.all.then(Digits { number: u64::from(*byte) + 1, power: BASE });
            if *byte != b'\n' {
                hash.body = Some(hash.all);
            }
        }
        hash
    }

    /// The hash of this text and another one behind it.
    #[must_use]
    pub fn then(self, next: JoinedHash) -> JoinedHash {
        let body = next.body.map(|body| self.all.then(body)).or(self.body);
        JoinedHash { all: self.all.then(next.all), body }
    }

    /// The text as a number, without the line ends behind it.
    pub fn content(&self) -> u64 {
        self.body.map_or(0, |body| body.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_text_is_that_of_its_pieces() {
        let text = b"one\r\ntwo\n\n\nthree\n\n";
        let whole = JoinedHash::of(text);
        for cut in 0..=text.len() {
            let (before, behind) = text.split_at(cut);
            assert_eq!(JoinedHash::of(before).then(JoinedHash::of(behind)), whole);
        }
        assert_eq!(whole.content(), JoinedHash::of(b"one\ntwo\n\n\nthree").content());
        assert_ne!(whole.content(), JoinedHash::of(b"one\ntwo\n\nthree").content());
        assert_ne!(JoinedHash::of(b"ab").content(), JoinedHash::of(b"ba").content());
        assert_eq!(JoinedHash::of(b"\n\r\n").content(), JoinedHash::default().content());
    }
}
