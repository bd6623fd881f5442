//! Finds a text of ASCII in either case, sixty-four bytes at a time: by the two of its bytes that are rarest in logs.

use crate::source::block::{BLOCK_BYTES, Block, bits_of, block_at, places};

/// The bytes that are frequent in logs, the most frequent first.
const FREQUENT: &[u8] = b"\"e:,a0t1ionsr2lc5-d3_mp46789uf.bg/hvywkx {}zjq";

/// Finds a text, upper and lower case alike.
pub(super) struct AsciiFinder {
    /// In lower case, without a zero byte.
    text: Vec<u8>,
    /// Where its two rarest bytes stand in it.
    rare: [usize; 2],
}

impl AsciiFinder {
    /// A way to find a text of two bytes or more.
    pub(super) fn new(text: &str) -> AsciiFinder {
        let text = text.to_ascii_lowercase().into_bytes();
        let rank = |at: usize| FREQUENT.iter().position(|byte| *byte == text[at]).unwrap_or(FREQUENT.len());
        let mut places: Vec<usize> = (0..text.len()).collect();
        places.sort_by_key(|at| std::cmp::Reverse(rank(*at)));
        AsciiFinder { rare: [places[0], places[1]], text }
    }

    /// Where it stands first at or behind `from`.
    pub(super) fn find(&self, block: &[u8], from: usize) -> Option<usize> {
        let [one, other] = self.rare;
        let cases = |at: usize| [self.text[at], self.text[at].to_ascii_uppercase()];
        let (one_cases, other_cases) = (cases(one), cases(other));
        let mut at = from;
        while at + self.text.len() <= block.len() {
            let bits = bits_of_either(one_cases, &block_at(block, at + one, 0))
                & bits_of_either(other_cases, &block_at(block, at + other, 0));
            let found = places(bits).map(|place| at + place).find(|start| self.is_at(block, *start));
            if found.is_some() {
                return found;
            }
            at += BLOCK_BYTES;
        }
        None
    }

    fn is_at(&self, block: &[u8], start: usize) -> bool {
        block.get(start..start + self.text.len()).is_some_and(|text| text.eq_ignore_ascii_case(&self.text))
    }
}

/// A bit for each byte that is one of two.
#[inline(always)]
fn bits_of_either(cases: [u8; 2], block: &Block) -> u64 {
    bits_of(cases[0], block) | bits_of(cases[1], block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_wherever_it_stands() {
        for text in ["ab", "secret", "no such thing"] {
            let finder = AsciiFinder::new(text);
            for before in (0..200).step_by(3) {
                let block = format!("{}{}{}{text}", "s".repeat(before), text.to_uppercase(), "x".repeat(70));
                let second = before + text.len() + 70;
                assert_eq!(finder.find(block.as_bytes(), 0), Some(before), "{text}");
                assert_eq!(finder.find(block.as_bytes(), before + 1), Some(second), "{text}");
                assert_eq!(finder.find(block.as_bytes(), second + 1), None, "{text}");
            }
        }
    }
}
