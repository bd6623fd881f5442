//! How far who sends messages may run ahead of who takes them, which it does in their order.

/// Messages that were sent, and those of them that were taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    sent: u64,
    taken: u64,
}

impl Credit {
    /// Whether one more may be sent where at most so many may be under way.
    pub fn may_send(self, most: u64) -> bool {
        self.sent - self.taken < most
    }

    /// Notes that one is sent; its number.
    pub fn send(&mut self) -> u64 {
        self.sent += 1;
        self.sent
    }

    /// Notes that the next one was taken.
    pub fn take(&mut self) {
        self.taken = self.sent.min(self.taken + 1);
    }

    /// Whether the one of this number was taken.
    pub fn has_taken(self, number: u64) -> bool {
        self.taken >= number
    }

    /// Number of the last one that was sent.
    pub fn last_sent(self) -> u64 {
        self.sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sends_waits_once_enough_is_under_way_and_goes_on_when_one_is_taken() {
        let mut credit = Credit::default();
        let mut numbers = Vec::new();
        while credit.may_send(3) {
            numbers.push(credit.send());
        }
        assert_eq!(numbers, [1, 2, 3]);
        credit.take();
        assert!(credit.may_send(3) && credit.has_taken(1) && !credit.has_taken(2));
        assert_eq!(credit.send(), 4);
        assert!(!credit.may_send(3));
        (0..9).for_each(|_| credit.take());
        assert!(
            credit.has_taken(credit.last_sent()) && !credit.has_taken(5),
            "no more is taken than was sent"
        );
    }
}
