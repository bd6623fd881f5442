//! Scrolling over more rows than a browser can lay out. A page cannot be taller than some 17 million
//! pixels, which a million rows exceed; beyond that the scroll bar moves over a shorter height, and what
//! it shows is kept here. Plain arithmetic, so that it is tested without a browser.
//!
//! ```text
//!   all rows    |--------------------[ view ]------------|   `top`: pixels above the view
//!   scroll bar  |----------[ view ]------|                   `bar`: what the browser says
//! ```
//!
//! Small steps (wheel, touch, arrow keys) move the rows by as many pixels as the bar, so that nothing is
//! leapt over; large ones (dragging the bar) move them by as large a share of the whole.

use crate::model::Window;
use std::ops::Range;

/// Height of a row in pixels; style sheets have the same.
pub const ROW_PX: f64 = 24.0;

/// Greatest height that is asked of a browser: half of what the least capable one can lay out.
const MAX_HEIGHT_PX: f64 = 8_000_000.0;

/// Rows asked for above and below of those in view, so that scrolling rarely waits for an answer.
const OVERSCAN_ROWS: u32 = 60;

/// Rows are asked for from multiples of this on, so that not every pixel is a new question.
const STEP_ROWS: u32 = 20;

/// How much there is to scroll over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// How many rows there are.
    pub rows: u32,
    /// Height of the view, in pixels.
    pub view_px: f64,
}

/// Where the view is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScrollPosition {
    /// Pixels of rows above the view.
    pub top: f64,
    /// Where the scroll bar is.
    pub bar: f64,
}

impl Extent {
    fn rows_px(self) -> f64 {
        f64::from(self.rows) * ROW_PX
    }

    /// Height that the browser lays out, in pixels.
    pub fn height_px(self) -> f64 {
        self.rows_px().min(MAX_HEIGHT_PX)
    }

    /// Whether the bar moves over less than the rows take.
    pub fn is_scaled(self) -> bool {
        self.rows_px() > MAX_HEIGHT_PX
    }

    fn last_top(self) -> f64 {
        (self.rows_px() - self.view_px).max(0.0)
    }

    fn last_bar(self) -> f64 {
        (self.height_px() - self.view_px).max(0.0)
    }

    /// The position with these pixels of rows above the view, as near as there are rows.
    pub fn at(self, top: f64) -> ScrollPosition {
        let top = top.clamp(0.0, self.last_top());
        let share = if self.last_top() > 0.0 { top / self.last_top() } else { 0.0 };
        ScrollPosition { top, bar: if self.is_scaled() { share * self.last_bar() } else { top } }
    }

    /// The position after the bar has moved.
    pub fn scrolled(self, before: ScrollPosition, bar: f64) -> ScrollPosition {
        if !self.is_scaled() {
            return ScrollPosition { top: bar, bar };
        }
        let step = bar - before.bar;
        let top = if step.abs() <= self.view_px {
            before.top + step
        } else {
            bar / self.last_bar().max(1.0) * self.last_top()
        };
        ScrollPosition { top: top.clamp(0.0, self.last_top()), bar }
    }

    /// The position that the bar stands for: the expected one where the page itself has put the bar there.
    pub fn position_of_bar(
        self,
        before: ScrollPosition,
        expected: Option<ScrollPosition>,
        bar: f64,
    ) -> ScrollPosition {
        match expected {
            Some(expected) if (expected.bar - bar).abs() <= 1.0 => ScrollPosition { bar, ..expected },
            _ => self.scrolled(before, bar),
        }
    }

    /// Where the bar is to be put once nobody scrolls; nothing where it is right already.
    pub fn at_rest(self, position: ScrollPosition) -> Option<ScrollPosition> {
        let at_rest = self.at(position.top);
        (self.is_scaled() && (at_rest.bar - position.bar).abs() > 1.0).then_some(at_rest)
    }

    /// The indices of rows that are at least partly in view, and `overscan` more on both sides.
    pub fn indices_in_view(self, position: ScrollPosition, overscan: u32) -> Range<u32> {
        let top = position.top.clamp(0.0, self.last_top());
        let first = (top / ROW_PX) as u32;
        let last = ((top + self.view_px) / ROW_PX).ceil() as u32;
        first.saturating_sub(overscan)..last.saturating_add(overscan).min(self.rows)
    }

    /// How far below the start of what the browser lays out a row is drawn.
    pub fn offset_of(self, position: ScrollPosition, index: u32) -> f64 {
        f64::from(index) * ROW_PX - position.top + position.bar
    }

    /// Where to scroll so that a row is wholly in view; nothing where it is already.
    pub fn revealing(self, position: ScrollPosition, index: u32) -> Option<f64> {
        let (start, end) = (f64::from(index) * ROW_PX, f64::from(index + 1) * ROW_PX);
        if start < position.top {
            Some(start)
        } else if end > position.top + self.view_px {
            Some(end - self.view_px)
        } else {
            None
        }
    }
}

/// How far below the start of the view the head of a group of rows is drawn that scrolls with its rows and yet stays in
/// sight while any of them is: with its first row, then at the start of the view, at last with its last row. Nothing
/// where none of them is in view.
pub fn sticky_top(position: ScrollPosition, view_px: f64, first: u32, rows: u32) -> Option<f64> {
    let top = f64::from(first) * ROW_PX - position.top;
    let last = top + f64::from(rows.saturating_sub(1)) * ROW_PX;
    (top < view_px && last + ROW_PX > 0.0).then_some(if top < 0.0 { last.min(0.0) } else { top })
}

/// The rows to ask for while the view is `view_px` high at `position`.
pub fn window_at(position: ScrollPosition, view_px: f64) -> Window {
    let first = ((position.top / ROW_PX) as u32).saturating_sub(OVERSCAN_ROWS) / STEP_ROWS * STEP_ROWS;
    let in_view = (view_px / ROW_PX).ceil() as u32;
    Window { first, count: (in_view + 2 * OVERSCAN_ROWS + STEP_ROWS).next_multiple_of(STEP_ROWS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Extent = Extent { rows: 1_000, view_px: 480.0 };
    const LARGE: Extent = Extent { rows: 5_000_000, view_px: 480.0 };

    #[test]
    fn few_rows_scroll_as_the_browser_does() {
        assert_eq!(SMALL.height_px(), 24_000.0);
        let position = SMALL.scrolled(ScrollPosition::default(), 2_400.0);
        assert_eq!(SMALL.indices_in_view(position, 0), 100..120);
        assert_eq!(SMALL.offset_of(position, 100), 2_400.0);
        assert_eq!(SMALL.at(1e9).top, 24_000.0 - 480.0);
    }

    #[test]
    fn no_row_is_leapt_over_by_small_steps_among_many_rows() {
        assert!(LARGE.is_scaled());
        let mut position = LARGE.at(60_000_000.0);
        for _ in 0..200 {
            let before = LARGE.indices_in_view(position, 0);
            position = LARGE.scrolled(position, position.bar + 100.0);
            assert!(LARGE.indices_in_view(position, 0).start <= before.end);
            // What the bar says is put right while nobody scrolls; the rows do not move by that.
            position = LARGE.at(position.top);
        }
        assert!((position.top - 60_020_000.0).abs() < 1.0, "{position:?}");
    }

    #[test]
    fn the_bar_reaches_both_ends_of_many_rows() {
        let middle = LARGE.at(60_000_000.0);
        let end = LARGE.scrolled(middle, LARGE.height_px() - LARGE.view_px);
        assert_eq!(LARGE.indices_in_view(end, 0).end, LARGE.rows);
        assert_eq!(LARGE.indices_in_view(LARGE.scrolled(end, 0.0), 0).start, 0);
        // A row is drawn within what the browser lays out.
        let offset = LARGE.offset_of(end, LARGE.rows - 1);
        assert!((offset + ROW_PX - LARGE.height_px()).abs() < 1.0, "{offset}");
    }

    #[test]
    fn the_bar_is_put_right_when_nobody_scrolls_and_the_rows_stay() {
        let start = LARGE.at(60_000_000.0);
        let moved = LARGE.position_of_bar(start, None, start.bar + 100.0);
        let at_rest = LARGE.at_rest(moved).expect("the bar has moved too far");
        assert_eq!(at_rest.top, moved.top);
        let bar = at_rest.bar.round();
        let arrived = LARGE.position_of_bar(moved, Some(at_rest), bar);
        assert_eq!(arrived, ScrollPosition { top: moved.top, bar });
        assert_eq!(LARGE.at_rest(arrived), None);
        assert_eq!(SMALL.at_rest(ScrollPosition { top: 10.0, bar: 10.0 }), None);
        let elsewhere = LARGE.position_of_bar(moved, Some(at_rest), at_rest.bar + 50.0);
        assert_ne!(elsewhere.top, at_rest.top, "somebody has scrolled meanwhile");
    }

    #[test]
    fn a_row_is_revealed_by_the_least_movement() {
        let position = SMALL.at(2_400.0);
        assert_eq!(SMALL.revealing(position, 100), None);
        assert_eq!(SMALL.revealing(position, 119), None);
        assert_eq!(SMALL.revealing(position, 99), Some(99.0 * ROW_PX));
        assert_eq!(SMALL.revealing(position, 120), Some(2_400.0 + ROW_PX));
    }

    #[test]
    fn the_head_of_some_rows_stays_in_sight_while_any_of_them_is() {
        let top = |rows_above: f64| sticky_top(SMALL.at(rows_above * ROW_PX), SMALL.view_px, 10, 3);
        assert_eq!(top(0.0), Some(10.0 * ROW_PX));
        assert_eq!([top(10.0), top(11.5), top(12.0)], [Some(0.0); 3], "its first row is scrolled away");
        assert_eq!(top(12.5), Some(-0.5 * ROW_PX), "it leaves with its last row");
        assert_eq!([top(13.0), top(40.0)], [None; 2]);
        assert_eq!(sticky_top(SMALL.at(0.0), SMALL.view_px, 20, 3), None, "it lies below");
    }

    #[test]
    fn the_window_holds_what_is_in_view_and_changes_rarely() {
        for top in [0.0, 10.0, 23_999.0, 119_999_000.0] {
            let position = LARGE.at(top);
            let Window { first, count } = window_at(position, LARGE.view_px);
            let indices = LARGE.indices_in_view(position, 10);
            assert!(first <= indices.start && indices.end <= first + count, "{top}");
        }
        let windows: std::collections::BTreeSet<_> =
            (0..480).map(|px| window_at(SMALL.at(4_800.0 + f64::from(px)), 480.0)).collect();
        assert_eq!(windows.len(), 1);
    }
}
