//! Packed columns: numbers in blocks that never move, each block as narrow as its numbers allow.
//!
//! ```text
//!   open     [ 17, 17, 0, 18 … ]              the last rows, until they are a block
//!   sealed   base 17,  [ 0, 0, 1 … ] as bytes   all rows, or with a bit for each row
//!            and which rows are not zero      only those that are not zero
//! ```
//!
//! Rows that come after each other have much in common: times of one hour, offsets in one file, a handful
//! of users and sessions. And a vector that grows is copied, and for a while there twice.

use super::ids::RowId;
use std::mem::size_of_val;

/// How many rows a block has: few enough for its numbers to lie close together.
pub const BLOCK_ROWS: usize = 1024;

/// Words of bits for the rows of a block.
pub const BLOCK_WORDS: usize = BLOCK_ROWS / 64;

/// Room for the numbers of a block.
pub type Buffer = [u64; BLOCK_ROWS];

/// A column of numbers; zero is nothing, and takes least where it is frequent.
#[derive(Debug, Default)]
pub struct PackedColumn {
    sealed: Vec<Block>,
    open: Vec<u64>,
    sealed_bytes: usize,
}

/// A block of numbers that changes no more.
#[derive(Debug)]
struct Block {
    /// What is to be added to each of `deltas`.
    base: u64,
    /// Which rows are not zero, where the others are left out.
    present: Option<Box<[u64; BLOCK_WORDS]>>,
    deltas: Deltas,
}

/// Numbers above the least one, as narrow as they can be.
#[derive(Debug)]
enum Deltas {
    None,
    U8(Box<[u8]>),
    U16(Box<[u16]>),
    U32(Box<[u32]>),
    U64(Box<[u64]>),
}

impl Deltas {
    /// Of numbers between the least one and the most.
    fn of(numbers: &[u64], base: u64, most: u64) -> Deltas {
        let deltas = numbers.iter().map(|number| number - base);
        match width_of(most - base) {
            0 => Deltas::None,
            1 => Deltas::U8(deltas.map(|number| number as u8).collect()),
            2 => Deltas::U16(deltas.map(|number| number as u16).collect()),
            4 => Deltas::U32(deltas.map(|number| number as u32).collect()),
            _ => Deltas::U64(deltas.collect()),
        }
    }

    #[inline]
    fn get(&self, index: usize) -> u64 {
        match self {
            Deltas::None => 0,
            Deltas::U8(numbers) => u64::from(numbers[index]),
            Deltas::U16(numbers) => u64::from(numbers[index]),
            Deltas::U32(numbers) => u64::from(numbers[index]),
            Deltas::U64(numbers) => numbers[index],
        }
    }

    /// Writes all of them, each with the least one added.
    fn read(&self, base: u64, into: &mut [u64]) {
        fn widen<T: Copy + Into<u64>>(from: &[T], base: u64, into: &mut [u64]) {
            for (wide, narrow) in into.iter_mut().zip(from) {
                *wide = base + (*narrow).into();
            }
        }
        match self {
            Deltas::None => into.fill(base),
            Deltas::U8(numbers) => widen(numbers, base, into),
            Deltas::U16(numbers) => widen(numbers, base, into),
            Deltas::U32(numbers) => widen(numbers, base, into),
            Deltas::U64(numbers) => widen(numbers, base, into),
        }
    }

    fn byte_count(&self) -> usize {
        match self {
            Deltas::None => 0,
            Deltas::U8(numbers) => size_of_val(&**numbers),
            Deltas::U16(numbers) => size_of_val(&**numbers),
            Deltas::U32(numbers) => size_of_val(&**numbers),
            Deltas::U64(numbers) => size_of_val(&**numbers),
        }
    }
}

/// How many bytes a number takes.
fn width_of(number: u64) -> usize {
    match number {
        0 => 0,
        1..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    }
}

impl Block {
    /// Packs numbers in the way that takes least.
    fn of(numbers: &[u64]) -> Block {
        let (mut count, mut base, mut most) = (0, u64::MAX, 0);
        for number in numbers {
            count += usize::from(*number != 0);
            // Of those that are not zero: one less than zero is more than all others.
            base = base.min(number.wrapping_sub(1));
            most = most.max(*number);
        }
        let base = base.wrapping_add(1);
        let without_noughts = count * width_of(most - base) + size_of::<[u64; BLOCK_WORDS]>();
        if count == numbers.len() || numbers.len() * width_of(most) <= without_noughts {
            let base = if count == numbers.len() { base } else { 0 };
            return Block { base, present: None, deltas: Deltas::of(numbers, base, most) };
        }
        let mut present = Box::new([0; BLOCK_WORDS]);
        let mut known = Vec::with_capacity(count);
        for (index, number) in numbers.iter().enumerate().filter(|(_, number)| **number != 0) {
            present[index / 64] |= 1 << (index % 64);
            known.push(*number);
        }
        Block { base, present: Some(present), deltas: Deltas::of(&known, base, most) }
    }

    #[inline]
    fn get(&self, index: usize) -> u64 {
        let index = match &self.present {
            None => index,
            Some(present) => {
                let (word, bit) = (index / 64, index % 64);
                if present[word] >> bit & 1 == 0 {
                    return 0;
                }
                let before: u32 = present[..word].iter().map(|word| word.count_ones()).sum();
                (before + (present[word] & ((1 << bit) - 1)).count_ones()) as usize
            }
        };
        self.base + self.deltas.get(index)
    }

    fn read(&self, into: &mut Buffer) {
        let Some(present) = &self.present else {
            return self.deltas.read(self.base, into);
        };
        into.fill(0);
        let mut next = 0;
        for_each_bit(&present[..], |index| {
            into[index] = self.base + self.deltas.get(next);
            next += 1;
        });
    }

    fn byte_count(&self) -> usize {
        let present = self.present.as_ref().map_or(0, |present| size_of_val(&**present));
        size_of::<Block>() + present + self.deltas.byte_count()
    }
}

/// Calls `each` with the index of every bit that is set, ascending.
#[inline(always)]
pub fn for_each_bit(words: &[u64], mut each: impl FnMut(usize)) {
    for (index, word) in words.iter().enumerate() {
        let first = index * 64;
        if *word == u64::MAX {
            (first..first + 64).for_each(&mut each);
            continue;
        }
        let mut rest = *word;
        while rest != 0 {
            each(first + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }
}

impl PackedColumn {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        (self.sealed.len() * BLOCK_ROWS + self.open.len()) as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many blocks there are; the last one may have fewer rows.
    pub fn block_count(&self) -> usize {
        self.sealed.len() + usize::from(!self.open.is_empty())
    }

    /// Memory that it takes in bytes.
    pub fn byte_count(&self) -> usize {
        self.sealed_bytes + size_of_val(&self.open[..])
    }

    /// Appends the number of a row.
    #[inline]
    pub fn push(&mut self, number: u64) {
        self.open.push(number);
        if self.open.len() == BLOCK_ROWS {
            self.seal();
        }
    }

    /// Appends zeros until there are so many rows.
    pub(super) fn fill_to(&mut self, rows: u32) {
        let mut missing = (rows - self.len()) as usize;
        while missing > 0 {
            let some = missing.min(BLOCK_ROWS - self.open.len());
            self.open.resize(self.open.len() + some, 0);
            if self.open.len() == BLOCK_ROWS {
                self.seal();
            }
            missing -= some;
        }
    }

    #[cold]
    fn seal(&mut self) {
        let block = Block::of(&self.open);
        self.sealed_bytes += block.byte_count();
        self.sealed.push(block);
        self.open.clear();
    }

    /// The number of a row.
    #[inline]
    pub fn get(&self, row: RowId) -> u64 {
        let (block, index) = (row.index() / BLOCK_ROWS, row.index() % BLOCK_ROWS);
        match self.sealed.get(block) {
            Some(block) => block.get(index),
            None => self.open[index],
        }
    }

    /// The numbers of a block, which are written into the buffer where they are packed.
    pub fn read<'a>(&'a self, block: usize, buffer: &'a mut Buffer) -> &'a [u64] {
        match self.sealed.get(block) {
            Some(block) => {
                block.read(buffer);
                buffer
            }
            None => &self.open,
        }
    }

    /// Whether all rows of a block are zero.
    pub fn is_zero(&self, block: usize) -> bool {
        match self.sealed.get(block) {
            Some(block) => matches!((block.base, &block.deltas), (0, Deltas::None)),
            None => self.open.iter().all(|number| *number == 0),
        }
    }

    /// Takes out the bits of the rows of a block that are zero, as far as that can be told at once.
    pub fn mask_zeros(&self, block: usize, bits: &mut [u64]) {
        if let Some(present) = self.sealed.get(block).and_then(|block| block.present.as_ref()) {
            bits.iter_mut().zip(present.iter()).for_each(|(bits, present)| *bits &= present);
        }
    }

    /// Calls `each` with the row and number of every row that is not zero.
    pub fn for_each(&self, mut each: impl FnMut(RowId, u64)) {
        let mut buffer = [0; BLOCK_ROWS];
        for block in (0..self.block_count()).filter(|block| !self.is_zero(*block)) {
            let first = (block * BLOCK_ROWS) as u32;
            for (row, number) in (first..).zip(self.read(block, &mut buffer)) {
                if *number != 0 {
                    each(RowId(row), *number);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of several blocks, and a last one that is not full.
    fn columns() -> Vec<Vec<u64>> {
        let count = 3 * BLOCK_ROWS as u64 + 77;
        let one_in = |share: u64, of: fn(u64) -> u64| {
            (0..count).map(|n| if n * 7919 % share == 0 { of(n) } else { 0 }).collect()
        };
        vec![
            vec![0; count as usize],
            vec![u64::MAX; count as usize],
            (0..count).collect(),
            (0..count).map(|n| u64::MAX - n % 300).collect(),
            (0..count).map(|n| n % 2 * u64::MAX).collect(),
            (0..count).map(|n| n << 20).collect(),
            one_in(2, |n| 5_000_000_000 + n % 3),
            one_in(9, |_| 1),
            one_in(9, |n| n * 70_000),
            one_in(1000, |n| u64::MAX - n),
            one_in(3000, |_| 7),
        ]
    }

    #[test]
    fn a_column_gives_back_what_it_was_given() {
        for numbers in columns() {
            let mut column = PackedColumn::default();
            numbers.iter().for_each(|number| column.push(*number));
            assert_eq!(column.len() as usize, numbers.len());
            let mut buffer = [1; BLOCK_ROWS];
            let mut read = Vec::new();
            for block in 0..column.block_count() {
                let of_block = column.read(block, &mut buffer).to_vec();
                assert_eq!(column.is_zero(block), of_block.iter().all(|number| *number == 0));
                read.extend(of_block);
            }
            assert_eq!(read, numbers);
            let one_by_one: Vec<u64> = (0..column.len()).map(|row| column.get(RowId(row))).collect();
            assert_eq!(one_by_one, numbers);
            let mut known = Vec::new();
            column.for_each(|row, number| known.push((row.0, number)));
            let expected = (0u32..).zip(numbers.iter().copied()).filter(|(_, number)| *number != 0);
            assert_eq!(known, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_alike_takes_little() {
        let bytes = |column: &[u64]| {
            let mut packed = PackedColumn::default();
            column.iter().for_each(|number| packed.push(*number));
            packed.byte_count() / (column.len() / BLOCK_ROWS)
        };
        let count = 4 * BLOCK_ROWS as u64;
        let header = size_of::<Block>();
        assert_eq!(bytes(&vec![u64::MAX; count as usize]), header);
        assert_eq!(bytes(&(0..count).map(|n| (1 << 40) + n % 256).collect::<Vec<_>>()), header + BLOCK_ROWS);
        let few: Vec<u64> = (0..count).map(|n| if n % 128 == 0 { 1 << 40 } else { 0 }).collect();
        assert_eq!(bytes(&few), header + BLOCK_ROWS / 8);
    }
}
