//! Amounts: how many transfers there were, and how many bytes they are known to have moved.
//!
//! Many transfers are recorded without a size. Such a size is unknown and not 0, so an amount counts them
//! beside the bytes that are known.

use super::columns::ByteCount;
use super::endpoint::Direction;
use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::AddAssign;

/// Some transfers together. Amounts are ordered by known bytes, then by count.
///
/// Sums saturate: a forged log may name sizes whose sum is beyond 128 bits, and the greatest number is then
/// nearer to the truth than one that has wrapped around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// Sum of the recorded sizes, in bytes.
    pub bytes: ByteCount,
    /// How many transfers, with a recorded size or without.
    pub count: u64,
    /// How many of them have no recorded size.
    pub unsized_count: u64,
}

impl Amount {
    /// One transfer, by its recorded size if it has one.
    pub fn of(size: Option<ByteCount>) -> Amount {
        Amount { bytes: size.unwrap_or(0), count: 1, unsized_count: u64::from(size.is_none()) }
    }

    /// True if there was no transfer.
    pub fn is_none(&self) -> bool {
        self.count == 0
    }

    /// What was added to a running sum since it was `earlier`. Exact as long as the sum has not saturated.
    pub fn since(self, earlier: Amount) -> Amount {
        Amount {
            bytes: self.bytes.saturating_sub(earlier.bytes),
            count: self.count.saturating_sub(earlier.count),
            unsized_count: self.unsized_count.saturating_sub(earlier.unsized_count),
        }
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.count = self.count.saturating_add(other.count);
        self.unsized_count = self.unsized_count.saturating_add(other.unsized_count);
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Amount {
        amounts.fold(Amount::default(), |mut sum, amount| {
            sum += amount;
            sum
        })
    }
}

/// What came to the remote side and what left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InOut {
    /// What came to the remote side.
    pub incoming: Amount,
    /// What left it.
    pub outgoing: Amount,
}

impl InOut {
    /// Adds what moved in a direction. What moved within the remote side is neither in nor out.
    pub fn add(&mut self, direction: Direction, amount: Amount) {
        match direction {
            Direction::In => self.incoming += amount,
            Direction::Out => self.outgoing += amount,
            Direction::Within => {}
        }
    }

    /// Both together.
    pub fn total(self) -> Amount {
        [self.incoming, self.outgoing].into_iter().sum()
    }

    /// What was added to running sums since they were `earlier`.
    pub fn since(self, earlier: InOut) -> InOut {
        InOut {
            incoming: self.incoming.since(earlier.incoming),
            outgoing: self.outgoing.since(earlier.outgoing),
        }
    }
}

impl AddAssign for InOut {
    fn add_assign(&mut self, other: InOut) {
        self.incoming += other.incoming;
        self.outgoing += other.outgoing;
    }
}

impl Sum for InOut {
    fn sum<I: Iterator<Item = InOut>>(parts: I) -> InOut {
        parts.fold(InOut::default(), |mut sum, part| {
            sum += part;
            sum
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_without_a_size_is_counted_and_adds_no_bytes() {
        let sum: Amount = [Some(5), None, Some(0)].map(Amount::of).into_iter().sum();
        assert_eq!(sum, Amount { bytes: 5, count: 3, unsized_count: 1 });
        assert!(Amount::default().is_none() && !Amount::of(None).is_none());
    }

    #[test]
    fn sums_saturate_and_do_not_wrap() {
        let most = Amount { bytes: u128::MAX, count: u64::MAX, unsized_count: u64::MAX };
        let mut sum = most;
        sum += Amount::of(Some(7));
        assert_eq!(sum, most);
        sum += Amount::of(None);
        assert_eq!(sum, most);
    }

    #[test]
    fn a_running_sum_tells_what_came_in_between() {
        let mut sum = InOut::default();
        sum.add(Direction::In, Amount::of(Some(3)));
        let earlier = sum;
        sum.add(Direction::Within, Amount::of(Some(100)));
        sum.add(Direction::Out, Amount::of(Some(4)));
        sum.add(Direction::Out, Amount::of(None));
        let since = sum.since(earlier);
        assert_eq!(since.incoming, Amount::default());
        assert_eq!(since.outgoing, Amount { bytes: 4, count: 2, unsized_count: 1 });
        assert_eq!(sum.total(), Amount { bytes: 7, count: 3, unsized_count: 1 });
    }

    #[test]
    fn more_known_bytes_come_before_more_transfers() {
        let (large, many) = (Amount::of(Some(9)), [Some(1), Some(1)].map(Amount::of).into_iter().sum());
        assert!(large > many);
    }
}
