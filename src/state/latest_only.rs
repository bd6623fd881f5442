//! One at a time, the latest next: while a request is under way only the last of those that come waits, for
//! nobody needs the answers to the others any more.

/// A request under way, and the one that waits.
#[derive(Debug)]
pub struct LatestOnly<T> {
    is_busy: bool,
    waiting: Option<T>,
}

impl<T> Default for LatestOnly<T> {
    fn default() -> Self {
        LatestOnly { is_busy: false, waiting: None }
    }
}

impl<T> LatestOnly<T> {
    /// Gives the request back where it is to begin now. Otherwise it waits, in place of the one before.
    #[must_use]
    pub fn offer(&mut self, request: T) -> Option<T> {
        if self.is_busy {
            self.waiting = Some(request);
            return None;
        }
        self.is_busy = true;
        Some(request)
    }

    /// Ends the one under way; the one that waited is to begin now.
    #[must_use]
    pub fn done(&mut self) -> Option<T> {
        let next = self.waiting.take();
        self.is_busy = next.is_some();
        next
    }

    /// Forgets the one that waits.
    pub fn forget_waiting(&mut self) {
        self.waiting = None;
    }

    /// Whether one is under way.
    pub fn is_busy(&self) -> bool {
        self.is_busy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_those_that_come_while_one_is_under_way_only_the_last_begins() {
        let mut queue = LatestOnly::default();
        assert_eq!(queue.offer(1), Some(1));
        assert_eq!((queue.offer(2), queue.offer(3)), (None, None));
        assert_eq!(queue.done(), Some(3));
        assert_eq!(queue.offer(4), None, "3 is under way");
        assert_eq!(queue.done(), Some(4));
        assert_eq!(queue.done(), None);
        assert!(!queue.is_busy());
        assert_eq!(queue.offer(5), Some(5));
    }

    #[test]
    fn one_that_nobody_waits_for_any_more_does_not_begin() {
        let mut queue = LatestOnly::default();
        assert_eq!((queue.offer(1), queue.offer(2)), (Some(1), None));
        queue.forget_waiting();
        assert_eq!(queue.done(), None);
    }
}
