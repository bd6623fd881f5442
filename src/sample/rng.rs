//! A small seeded source of chance (SplitMix64): the same seed gives the same sample on every machine.
//!
//! It is not for secrets. It works in whole numbers only, so that no rounding differs between
//! machines.

/// A stream of numbers that depends on its seed alone.
pub(super) struct Rng(u64);

impl Rng {
    /// Begins the stream of `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Rng(seed)
    }

    /// The next 64 bits. The constants are those of Steele, Lea and Flood's SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` up to and including `high`.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        let width = u128::from(high - low) + 1;
        low + ((u128::from(self.next()) * width) >> 64) as u64
    }

    /// The same, but small numbers are much more likely: people wait, and files weigh, like that.
    pub(super) fn mostly_low(&mut self, low: u64, high: u64) -> u64 {
        let share = self.between(0, 1 << 16);
        let squared = u128::from(share * share);
        low + ((u128::from(high - low) * squared) >> 32) as u64
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the things.
    pub(super) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.between(0, things.len() as u64 - 1) as usize]
    }

    /// A random UUID (version 4), the form of portal and session ids.
    pub(super) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            (low >> 48) & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff
        )
    }
}
