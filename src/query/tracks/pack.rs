//! Packing: intervals of time into as few lanes as they need, so that none overlap on one.

use crate::model::TimeRange;
use crate::source::order;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Packs items by their start, each into the first lane that is free then: there are as many lanes as items ever
/// overlap. What is on a lane does not depend on what comes later, so lanes stay while more is read behind.
pub(super) fn packed<T>(mut items: Vec<T>, span: impl Fn(&T) -> TimeRange) -> Vec<Vec<T>> {
    order::sort_by_key(&mut items, |item| span(item).start_ms);
    let mut lanes: Vec<Vec<T>> = Vec::new();
    // When each lane that is taken is free again, and the lanes that are free already.
    let mut taken = BinaryHeap::new();
    let mut free = BinaryHeap::new();
    for item in items {
        let TimeRange { start_ms, end_ms } = span(&item);
        while let Some(Reverse((_, lane))) =
            taken.peek().copied().filter(|Reverse((end, _))| *end <= start_ms)
        {
            taken.pop();
            free.push(Reverse(lane));
        }
        let lane = free.pop().map_or(lanes.len(), |Reverse(lane)| lane);
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push(item);
        taken.push(Reverse((end_ms, lane)));
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(start_ms: i64, end_ms: i64) -> TimeRange {
        TimeRange { start_ms, end_ms }
    }

    #[test]
    fn what_does_not_overlap_lies_side_by_side_and_what_does_below() {
        let packed = packed(vec![range(0, 5), range(5, 9), range(1, 3), range(3, 4), range(2, 7)], |it| *it);
        assert_eq!(
            packed,
            [vec![range(0, 5), range(5, 9)], vec![range(1, 3), range(3, 4)], vec![range(2, 7)]]
        );
    }

    proptest! {
        #[test]
        fn lanes_never_overlap_and_are_as_many_as_the_greatest_overlap(
            spans in prop::collection::vec((0..100i64, 1..30i64), 0..60),
        ) {
            let spans: Vec<_> = spans.iter().map(|(start, length)| range(*start, start + length)).collect();
            let greatest = (0..130).map(|at| spans.iter().filter(|span| span.contains(at)).count()).max();
            let lanes = packed(spans.clone(), |it| *it);
            prop_assert_eq!(Some(lanes.len()), greatest);
            for lane in &lanes {
                prop_assert!(lane.is_sorted_by(|one, next| one.end_ms <= next.start_ms));
            }
            prop_assert_eq!(lanes.concat().len(), spans.len());
        }
    }
}
