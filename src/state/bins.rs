//! Moving over the bars of a chart by keys. Plain arithmetic, tested without a browser.

/// Which bar is looked at, and which ones are marked: from one to another, in the order in which they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BinCursor {
    /// The bar that is looked at.
    pub at: Option<usize>,
    /// The marked ones.
    pub marked: Option<(usize, usize)>,
}

impl BinCursor {
    /// After an arrow key, Home or End: with `extends` the bars on the way are marked. Nothing where the key moves
    /// nothing.
    pub fn after_key(self, key: &str, extends: bool, bars: usize) -> Option<BinCursor> {
        let last = bars.checked_sub(1)?;
        let at = match key {
            "ArrowRight" => self.at.map_or(0, |at| (at + 1).min(last)),
            "ArrowLeft" => self.at.map_or(last, |at| at.saturating_sub(1)),
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        let from = self.marked.map_or(self.at.unwrap_or(at), |(from, _)| from);
        Some(BinCursor { at: Some(at), marked: extends.then_some((from, at)) })
    }

    /// The bars that Enter zooms to: the marked ones, else the one that is looked at.
    pub fn chosen(self) -> Option<(usize, usize)> {
        self.marked.or(self.at.map(|at| (at, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_from_bar_to_bar_and_stop_at_the_ends() {
        let start = BinCursor::default();
        let go = |cursor: BinCursor, key| cursor.after_key(key, false, 5).expect("the key moves").at;
        assert_eq!(go(start, "ArrowRight"), Some(0));
        assert_eq!(go(start, "ArrowLeft"), Some(4));
        let at = |at| BinCursor { at: Some(at), marked: None };
        assert_eq!(go(at(4), "ArrowRight"), Some(4));
        assert_eq!(go(at(0), "ArrowLeft"), Some(0));
        assert_eq!(go(at(2), "End"), Some(4));
        assert_eq!(start.after_key("x", false, 5), None);
        assert_eq!(start.after_key("Home", false, 0), None, "there is no bar");
    }

    #[test]
    fn with_shift_the_bars_on_the_way_are_marked_and_without_it_none_are() {
        let mut cursor = BinCursor { at: Some(2), marked: None };
        for (key, marked) in [("ArrowRight", (2, 3)), ("ArrowRight", (2, 4)), ("Home", (2, 0))] {
            cursor = cursor.after_key(key, true, 5).expect("the key moves");
            assert_eq!(cursor.marked, Some(marked));
            assert_eq!(cursor.chosen(), Some(marked));
        }
        cursor = cursor.after_key("ArrowRight", false, 5).expect("the key moves");
        assert_eq!((cursor.marked, cursor.chosen()), (None, Some((1, 1))));
        assert_eq!(BinCursor::default().chosen(), None);
    }
}
