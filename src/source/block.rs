//! Sixty-four bytes of a text at a time, each class of them as the bits of one number. Where something stands every few
//! bytes, to look for the next one again and again takes longer than to find all of a block at once.

/// How many bytes a block has.
pub const BLOCK_BYTES: usize = 64;

/// A block of a text.
pub type Block = [u8; BLOCK_BYTES];

/// The block that begins here; what is missing at the end of the text is filled with this byte.
#[inline(always)]
pub fn block_at(text: &[u8], at: usize, filler: u8) -> Block {
    let rest = text.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(block) => *block,
        None => {
            let mut block = [filler; BLOCK_BYTES];
            block[..rest.len()].copy_from_slice(rest);
            block
        }
    }
}

/// A bit for each byte that is this one, the lowest for the first.
#[inline(always)]
pub fn bits_of(byte: u8, block: &Block) -> u64 {
    vector::bits_of(byte, block)
}

/// A bit for each byte that is below this one.
#[inline(always)]
pub fn bits_below(limit: u8, block: &Block) -> u64 {
    vector::bits_below(limit, block)
}

/// WebAssembly has an instruction that makes bits of sixteen bytes, but the compiler finds no way from plain Rust to it.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use super::Block;
    use std::arch::wasm32::{
        u8x16_all_true, u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, v128, v128_and, v128_or,
    };

    #[inline(always)]
    pub(super) fn bits_of(byte: u8, block: &Block) -> u64 {
        bits_where(block, |part| u8x16_eq(part, u8x16_splat(byte)))
    }

    #[inline(always)]
    pub(super) fn bits_below(limit: u8, block: &Block) -> u64 {
        bits_where(block, |part| u8x16_lt(part, u8x16_splat(limit)))
    }

    /// How many bytes both have in common from their beginnings.
    #[inline(always)]
    pub(super) fn common_of_sixteen(one: &[u8; 16], other: &[u8; 16]) -> usize {
        let equal = u8x16_bitmask(u8x16_eq(vector_of(one), vector_of(other)));
        equal.trailing_ones() as usize
    }

    /// Whether both are equal. Byte by byte: what could as well be said of words, the compiler makes words of.
    #[inline(always)]
    pub(super) fn is_equal(one: &Block, other: &Block) -> bool {
        let equal = |(one, other)| u8x16_eq(vector_of(one), vector_of(other));
        let all = one.as_chunks().0.iter().zip(other.as_chunks().0).map(equal);
        u8x16_all_true(all.fold(u8x16_splat(u8::MAX), |equal, part| v128_and(equal, part)))
    }

    /// How many bytes come before the first that is special in a JSON string.
    #[inline(always)]
    pub(super) fn plain_of_sixteen(part: &[u8; 16]) -> usize {
        let part = vector_of(part);
        let marks = v128_or(u8x16_eq(part, u8x16_splat(b'"')), u8x16_eq(part, u8x16_splat(b'\\')));
        u8x16_bitmask(v128_or(marks, u8x16_lt(part, u8x16_splat(0x20)))).trailing_zeros() as usize
    }

    #[inline(always)]
    fn bits_where(block: &Block, compare: impl Fn(v128) -> v128) -> u64 {
        let mut bits = 0;
        for (index, part) in block.as_chunks().0.iter().enumerate() {
            bits |= u64::from(u8x16_bitmask(compare(vector_of(part)))) << (16 * index);
        }
        bits
    }

    #[inline(always)]
    fn vector_of(part: &[u8; 16]) -> v128 {
        bytemuck::cast(*part)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod vector {
    use super::{BLOCK_BYTES, Block};
    use crate::source::word::{bytes_before, special_bytes};

    #[inline(always)]
    pub(super) fn bits_of(byte: u8, block: &Block) -> u64 {
        bits_where(block, |found| found == byte)
    }

    #[inline(always)]
    pub(super) fn bits_below(limit: u8, block: &Block) -> u64 {
        bits_where(block, |found| found < limit)
    }

    /// How many bytes both have in common from their beginnings.
    #[inline(always)]
    pub(super) fn common_of_sixteen(one: &[u8; 16], other: &[u8; 16]) -> usize {
        let differing = u128::from_le_bytes(*one) ^ u128::from_le_bytes(*other);
        (differing.trailing_zeros() / 8) as usize
    }

    /// Whether both are equal: written so that it becomes few wide instructions.
    #[inline(always)]
    pub(super) fn is_equal(one: &Block, other: &Block) -> bool {
        let mut differing = 0;
        for (one, other) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
            differing |= u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        }
        differing == 0
    }

    /// How many bytes come before the first that is special in a JSON string.
    #[inline(always)]
    pub(super) fn plain_of_sixteen(part: &[u8; 16]) -> usize {
        let part = u128::from_le_bytes(*part);
        match bytes_before(special_bytes(part as u64)) {
            8 => 8 + bytes_before(special_bytes((part >> 64) as u64)),
            plain => plain,
        }
    }

    #[inline(always)]
    fn bits_where(block: &Block, is_wanted: impl Fn(u8) -> bool) -> u64 {
        // The highest byte of the product has the marks of eight bytes side by side. Written so, both loops become few
        // wide instructions.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let mut marks = [0; BLOCK_BYTES];
        for (mark, byte) in marks.iter_mut().zip(block) {
            *mark = u8::from(is_wanted(*byte));
        }
        let mut bits = 0;
        for (index, marks) in marks.as_chunks::<8>().0.iter().enumerate() {
            bits |= (u64::from_le_bytes(*marks).wrapping_mul(GATHER) >> 56) << (8 * index);
        }
        bits
    }
}

/// How many of sixteen bytes come before the first that ends or breaks a run of plain bytes in a JSON string: `"`, `\`, or
/// below 0x20; 16 where none does.
#[inline(always)]
pub fn plain_of_sixteen(part: &[u8; 16]) -> usize {
    vector::plain_of_sixteen(part)
}

/// How many bytes two texts have in common from their beginnings.
#[inline(always)]
pub fn common_len(one: &[u8], other: &[u8]) -> usize {
    let len = one.len().min(other.len());
    let (one, other) = (&one[..len], &other[..len]);
    let equal = one
        .as_chunks::<64>()
        .0
        .iter()
        .zip(other.as_chunks::<64>().0)
        .take_while(|(one, other)| vector::is_equal(one, other));
    let mut at = equal.count() * 64;
    for (one, other) in one[at..].as_chunks().0.iter().zip(other[at..].as_chunks().0) {
        let common = vector::common_of_sixteen(one, other);
        at += common;
        if common < 16 {
            return at;
        }
    }
    match (one.last_chunk(), other.last_chunk()) {
        // The last sixteen: those that were compared before are equal.
        (Some(one), Some(other)) => len - 16 + vector::common_of_sixteen(one, other),
        _ => at + one[at..].iter().zip(&other[at..]).take_while(|(one, other)| one == other).count(),
    }
}

/// Finds the bytes behind those that escape the next one, block after block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Escapes {
    /// Whether the first byte of the next block is escaped.
    is_next: bool,
}

impl Escapes {
    /// Whether the first byte of the next block is escaped.
    #[inline(always)]
    pub fn is_next_escaped(self) -> bool {
        self.is_next
    }

    /// The bytes of the next block that are escaped, given those that escape where they are not escaped themselves. Of a
    /// run of such bytes every second one is.
    #[inline(always)]
    pub fn escaped(&mut self, escaping: u64) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let first = u64::from(self.is_next);
        if escaping == 0 {
            self.is_next = false;
            return first;
        }
        let escaping = escaping & !first;
        let behind = escaping << 1 | first;
        // Of a run that begins at an odd place, a carry turns the places behind it over.
        let odd_starts = escaping & !EVEN & !behind;
        let (carried, is_next) = odd_starts.overflowing_add(escaping);
        self.is_next = is_next;
        (EVEN ^ carried << 1) & behind
    }
}

/// The places of the bits of a number, from the lowest on.
#[inline(always)]
pub fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_bytes_are_counted_up_to_the_first_special_one() {
        for special in [b'"', b'\\', 0, 0x1f] {
            let mut part = *b"ab !\x7f\x80\xdc\xff]#[a-z09";
            assert_eq!(plain_of_sixteen(&part), 16);
            for index in (0..16).rev() {
                part[index] = special;
                assert_eq!(plain_of_sixteen(&part), index);
            }
        }
    }

    #[test]
    fn each_byte_has_its_bit() {
        let text: Vec<u8> = (0..=u8::MAX).chain(0..40).collect();
        for at in [0, 1, 63, 64, 200, 240, text.len()] {
            let block = block_at(&text, at, b'?');
            for (place, byte) in block.iter().enumerate() {
                assert_eq!(*byte, text.get(at + place).copied().unwrap_or(b'?'));
            }
            for byte in 0..=u8::MAX {
                let expected = |is_wanted: fn(&u8, &u8) -> bool| {
                    (0..BLOCK_BYTES).filter(|place| is_wanted(&block[*place], &byte)).collect::<Vec<_>>()
                };
                assert_eq!(
                    places(bits_of(byte, &block)).collect::<Vec<_>>(),
                    expected(|one, other| one == other)
                );
                assert_eq!(
                    places(bits_below(byte, &block)).collect::<Vec<_>>(),
                    expected(|one, other| one < other)
                );
            }
        }
    }

    #[test]
    fn of_a_run_of_escaping_bytes_every_second_one_is_escaped() {
        let mut state = 1u64;
        for round in 0..2000 {
            let bytes: Vec<bool> = (0..256)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 60) < 1 + round % 16
                })
                .collect();
            let (mut escapes, mut is_escaped) = (Escapes::default(), false);
            for block in bytes.chunks(64) {
                let escaping = block.iter().rev().fold(0, |bits, is_one| bits << 1 | u64::from(*is_one));
                let escaped = escapes.escaped(escaping);
                for (place, is_one) in block.iter().enumerate() {
                    assert_eq!(escaped >> place & 1 == 1, is_escaped);
                    is_escaped = *is_one && !is_escaped;
                }
            }
        }
    }
}
