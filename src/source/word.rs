//! Eight bytes of a text at a time, as one little-endian word: to look at them one by one takes several times as
//! long.

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
pub const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Eight bytes from `at` on as a little-endian word; missing ones count as zero.
#[inline(always)]
pub fn word_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_word(bytes, at),
    }
}

/// As [`word_at`], where fewer than eight bytes are left: those of the last eight that are among them.
#[inline]
fn last_word(bytes: &[u8], at: usize) -> u64 {
    let left = bytes.len().saturating_sub(at);
    match bytes.last_chunk::<8>() {
        _ if left == 0 => 0,
        Some(eight) => u64::from_le_bytes(*eight) >> (64 - 8 * left),
        None => bytes[at..].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Whether two texts are the same. In WebAssembly `==` goes byte by byte, which takes as long as hashing.
#[inline]
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    one.len() == other.len()
        && words.into_iter().all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
        && last_word(one, one.len() / 8 * 8) == last_word(other, one.len() / 8 * 8)
}

/// High bit of the first byte of a word that is this one; of those behind it perhaps also where they are not.
#[inline(always)]
pub const fn mask_of(byte: u8, word: u64) -> u64 {
    let differing = word ^ (LOW_BITS * byte as u64);
    differing.wrapping_sub(LOW_BITS) & !differing & HIGH_BITS
}

/// The same of bytes that end or break a run of plain bytes in a JSON string: `"`, `\`, or below 0x20.
#[inline(always)]
pub const fn special_bytes(word: u64) -> u64 {
    let control = word.wrapping_sub(LOW_BITS * 0x20) & !word & HIGH_BITS;
    mask_of(b'"', word) | mask_of(b'\\', word) | control
}

/// How many bytes of a word come before the first one that is marked so; 8 where none is.
#[inline(always)]
pub const fn bytes_before(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_end_have_zeros_for_what_is_missing() {
        let text: Vec<u8> = (1..=20).collect();
        for len in 0..=text.len() {
            for at in 0..=len + 1 {
                let mut word = [0; 8];
                text[..len].iter().skip(at).zip(&mut word).for_each(|(byte, to)| *to = *byte);
                assert_eq!(word_at(&text[..len], at), u64::from_le_bytes(word), "{len} bytes, from {at} on");
            }
        }
    }

    #[test]
    fn texts_are_the_same_where_all_bytes_are() {
        for len in 0..=25 {
            let text = vec![b'a'; len];
            assert!(is_same(&text, &text.clone()));
            assert!(!is_same(&text, &vec![b'a'; len + 1]));
            for at in 0..len {
                let mut other = text.clone();
                other[at] = b'b';
                assert!(!is_same(&text, &other), "{len} bytes, of which {at} differs");
            }
        }
    }

    #[test]
    fn the_first_byte_that_is_special_is_found() {
        for special in [b'"', b'\\', 0, 0x1f] {
            for index in 0..8 {
                let mut bytes = *b"ab !\x7f\x80\xdc\xff";
                assert_eq!(bytes_before(special_bytes(u64::from_le_bytes(bytes))), 8);
                bytes[index] = special;
                let word = u64::from_le_bytes(bytes);
                assert_eq!(
                    (bytes_before(special_bytes(word)), bytes_before(mask_of(special, word))),
                    (index, index)
                );
            }
        }
    }
}
