//! Which part of a long list is drawn: at first its start; it grows by steps up to a bound, and then moves on, so
//! that every item can be reached and never more than the bound are elements. Items are rows, or characters.
//!
//! ```text
//!   start   [■■■■]··········        more   [■■■■■■]········        more at the bound   ··[■■■■■■]······
//! ```

use crate::model::Window;
use std::ops::Range;

/// How much is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartLimits {
    /// How many items at first.
    pub start: usize,
    /// How many more for each step.
    pub step: usize,
    /// The most items at once.
    pub most: usize,
}

/// The part of a list that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPart {
    limits: PartLimits,
    first: usize,
    end: usize,
}

impl ListPart {
    /// The start of a list.
    pub fn start(limits: PartLimits) -> ListPart {
        ListPart { limits, first: 0, end: limits.start.min(limits.most) }
    }

    /// Whether it is the start of the list, and no more.
    pub fn is_start(self) -> bool {
        self == self.to_start()
    }

    /// The start of the same list.
    pub fn to_start(self) -> ListPart {
        ListPart::start(self.limits)
    }

    /// As many as at the start, from this one on.
    pub fn at(self, first: usize) -> ListPart {
        let start = self.to_start();
        ListPart { first, end: first + start.end, ..start }
    }

    /// The items that are asked for where it is not known how many there are: whoever answers moves them back into a
    /// shorter list, as [`Self::of`] does.
    pub fn window(self) -> Window {
        Window::new(self.first as u32, (self.end - self.first) as u32)
    }

    /// One step on.
    pub fn more(self) -> ListPart {
        let end = self.end.saturating_add(self.limits.step);
        ListPart { first: self.first.max(end.saturating_sub(self.limits.most)), end, ..self }
    }

    /// One step back to what was drawn before.
    pub fn back(self) -> ListPart {
        let by = self.limits.step.min(self.first);
        ListPart { first: self.first - by, end: self.end - by, ..self }
    }

    /// The items that are drawn of so many.
    pub fn of(self, total: usize) -> Range<usize> {
        let end = self.end.min(total);
        let length = self.end - self.first;
        self.first.min(end.saturating_sub(length))..end
    }

    /// How many of so many items stand behind those that are drawn.
    pub fn after(self, total: usize) -> usize {
        total - self.of(total).end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: PartLimits = PartLimits { start: 8, step: 100, most: 300 };

    #[test]
    fn the_rows_that_are_asked_for_are_those_that_are_drawn_when_the_list_has_become_shorter() {
        let mut part = ListPart::start(LIMITS);
        for _ in 0..5 {
            for total in [0, 1, 7, 100, 299, 300, 301, 420, 10_000] {
                let rows = part.window().moved_into(total).positions(total);
                assert_eq!(
                    rows.start as usize..rows.end as usize,
                    part.of(total as usize),
                    "{part:?} {total}"
                );
            }
            part = part.more();
        }
    }

    #[test]
    fn every_item_is_reached_and_never_more_than_the_bound_are_drawn() {
        for total in [0, 1, 8, 9, 108, 300, 301, 30_000] {
            let mut part = ListPart::start(LIMITS);
            let mut seen = part.of(total).end;
            while part.after(total) > 0 {
                part = part.more();
                let drawn = part.of(total);
                assert!(drawn.len() <= LIMITS.most, "{total} {drawn:?}");
                assert!(drawn.start <= seen && seen < drawn.end, "{total} {drawn:?}: nothing is leapt over");
                seen = drawn.end;
            }
            assert_eq!(seen, total);
            while part.of(total).start > 0 {
                let before = part.of(total).start;
                part = part.back();
                let drawn = part.of(total);
                assert!(drawn.start < before && before <= drawn.end && drawn.len() <= LIMITS.most);
            }
        }
    }

    #[test]
    fn a_list_that_has_become_shorter_is_drawn_to_its_end() {
        let part = (0..10).fold(ListPart::start(LIMITS), |part, _| part.more());
        assert_eq!(part.of(30_000), 708..1008);
        assert_eq!(part.of(900), 600..900);
        assert_eq!(part.of(20), 0..20);
        assert_eq!(part.after(20), 0);
    }

    #[test]
    fn it_is_the_start_until_it_has_grown() {
        let part = ListPart::start(LIMITS);
        assert!(part.is_start() && !part.more().is_start());
        assert_eq!(part.back(), part);
        assert_eq!(ListPart::start(PartLimits { start: 500, ..LIMITS }).window().count, 300);
    }
}
