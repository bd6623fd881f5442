//! A hash of a text that can be told from those of its pieces: the store joins pieces without having their texts.

use serde::{Deserialize, Serialize};

/// The hash is the text as the digits of a number in two bases, modulo a prime whose products have room in one word.
const PRIME: u64 = (1 << 31) - 1;
const BASES: [u64; 2] = [0x1d0a_91c3, 0x5b7e_46f1];

/// How many bytes are taken at once: their products do not wait for each other.
const BLOCK_BYTES: usize = 8;

/// The powers of each base, from the highest that a byte of a block has down to the first.
const POWERS: [[u64; BLOCK_BYTES]; 2] = {
    let mut powers = [[1; BLOCK_BYTES]; 2];
    let mut place = BLOCK_BYTES - 1;
    while place > 0 {
        powers[0][place - 1] = powers[0][place] * BASES[0] % PRIME;
        powers[1][place - 1] = powers[1][place] * BASES[1] % PRIME;
        place -= 1;
    }
    powers
};

/// The power of each base that what stands before a block has.
const BLOCK_POWERS: [u64; 2] = [power(BASES[0], BLOCK_BYTES), power(BASES[1], BLOCK_BYTES)];

/// What is left of a number that is below 2⁶³ when it is divided by the prime.
#[inline(always)]
const fn reduced(number: u64) -> u64 {
    let number = (number & PRIME) + (number >> 31);
    let number = (number & PRIME) + (number >> 31);
    if number >= PRIME { number - PRIME } else { number }
}

const fn power(base: u64, mut exponent: usize) -> u64 {
    let (mut square, mut power) = (base, 1);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = reduced(power * square);
        }
        square = reduced(square * square);
        exponent /= 2;
    }
    power
}

/// Digits of a number in each base, and the base to the power of how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Digits {
    numbers: [u32; 2],
    powers: [u32; 2],
}

impl Digits {
    const NONE: Digits = Digits { numbers: [0; 2], powers: [1; 2] };

    /// Those of a text without CR.
    fn of(text: &[u8]) -> Digits {
        let (mut numbers, mut count) = ([0; 2], 0);
        for line in text.split(|byte| *byte == b'\r') {
            count += line.len();
            let (blocks, rest) = line.as_chunks::<BLOCK_BYTES>();
            for block in blocks {
                for ((number, powers), before) in numbers.iter_mut().zip(&POWERS).zip(BLOCK_POWERS) {
                    let sum: u64 = block.iter().zip(powers).map(|(byte, power)| digit(*byte) * power).sum();
                    *number = reduced(*number * before + sum);
                }
            }
            for byte in rest {
                for (number, base) in numbers.iter_mut().zip(BASES) {
                    *number = reduced(*number * base + digit(*byte));
                }
            }
        }
        Digits {
            numbers: numbers.map(|number| number as u32),
            powers: BASES.map(|base| power(base, count) as u32),
        }
    }

    fn then(self, next: Digits) -> Digits {
        let product = |a: u32, b: u32| u64::from(a) * u64::from(b);
        let number = |lane: usize| {
            reduced(product(self.numbers[lane], next.powers[lane]) + u64::from(next.numbers[lane])) as u32
        };
        let power = |lane: usize| reduced(product(self.powers[lane], next.powers[lane])) as u32;
        Digits { numbers: [number(0), number(1)], powers: [power(0), power(1)] }
    }
}

/// No digit is 0: zeros in front would not count.
const fn digit(byte: u8) -> u64 {
    byte as u64 + 1
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
        let body_end = text.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map(|last| last + 1);
        let (body, line_ends) = text.split_at(body_end.unwrap_or_default());
        let body = body_end.map(|_| Digits::of(body));
        JoinedHash { all: body.unwrap_or(Digits::NONE).then(Digits::of(line_ends)), body }
    }

    /// The hash of this text and another one behind it.
    #[must_use]
    pub fn then(self, next: JoinedHash) -> JoinedHash {
        let body = next.body.map(|body| self.all.then(body)).or(self.body);
        JoinedHash { all: self.all.then(next.all), body }
    }

    /// The text as a number, without the line ends behind it.
    pub fn content(&self) -> u64 {
        self.body.map_or(0, |body| u64::from(body.numbers[0]) << 32 | u64::from(body.numbers[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_text_is_that_of_its_pieces() {
        let text = b"one, which is longer than a block\r\ntwo\n\n\nthree\n\n";
        let whole = JoinedHash::of(text);
        for cut in 0..=text.len() {
            let (before, behind) = text.split_at(cut);
            assert_eq!(JoinedHash::of(before).then(JoinedHash::of(behind)), whole);
        }
        assert_eq!(
            whole.content(),
            JoinedHash::of(b"one, which is longer than a block\ntwo\n\n\nthree").content()
        );
        assert_ne!(
            whole.content(),
            JoinedHash::of(b"one, which is longer than a block\ntwo\n\nthree").content()
        );
        assert_ne!(JoinedHash::of(b"ab").content(), JoinedHash::of(b"ba").content());
        assert_eq!(JoinedHash::of(b"\n\r\n").content(), JoinedHash::default().content());
        assert_ne!(JoinedHash::of(b"\0\0a").content(), JoinedHash::of(b"\0a").content());
    }
}
