//! Moving through the rows of a table by keys. Plain arithmetic, tested without a browser.

use super::scroll::{Extent, ROW_PX};

/// Where keys have moved the cursor of a table, and which row was selected then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The index of the row that keys have moved it to.
    pub moved_to: Option<u32>,
    /// The index of the selected row when they did.
    pub selected_then: Option<u32>,
}

impl Cursor {
    /// Where it is while this row is selected: a selection that came later, from elsewhere, takes the cursor
    /// with it.
    pub fn index(self, selected: Option<u32>) -> Option<u32> {
        if self.selected_then == selected { self.moved_to.or(selected) } else { selected }
    }
}

/// Where a key moves the cursor to; nothing where the key moves none, or there is no row.
pub fn key_target(key: &str, index: Option<u32>, extent: Extent) -> Option<u32> {
    let last = extent.rows.checked_sub(1)?;
    let page_rows = ((extent.view_px / ROW_PX) as u32).saturating_sub(1).max(1);
    let target = match (key, index) {
        ("ArrowDown" | "j" | "ArrowUp" | "k" | "PageDown" | "PageUp", None) => 0,
        ("ArrowDown" | "j", Some(index)) => index.saturating_add(1),
        ("ArrowUp" | "k", Some(index)) => index.saturating_sub(1),
        ("PageDown", Some(index)) => index.saturating_add(page_rows),
        ("PageUp", Some(index)) => index.saturating_sub(page_rows),
        ("Home" | "g", _) => 0,
        ("End" | "G", _) => last,
        _ => return None,
    };
    Some(target.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_IN_VIEW: Extent = Extent { rows: 100, view_px: 10.0 * ROW_PX };

    #[test]
    fn keys_move_by_rows_and_pages_and_stop_at_the_ends() {
        for (key, from, to) in [
            ("ArrowDown", Some(4), Some(5)),
            ("k", Some(4), Some(3)),
            ("k", Some(0), Some(0)),
            ("j", Some(99), Some(99)),
            ("PageDown", Some(4), Some(13)),
            ("PageUp", Some(4), Some(0)),
            ("G", Some(4), Some(99)),
            ("Home", Some(4), Some(0)),
            ("ArrowUp", None, Some(0)),
            ("x", Some(4), None),
        ] {
            assert_eq!(key_target(key, from, TEN_IN_VIEW), to, "{key} from {from:?}");
        }
        assert_eq!(key_target("End", None, Extent { rows: 0, view_px: 240.0 }), None, "there is no row");
        assert_eq!(key_target("j", Some(7), Extent { rows: 5, view_px: 0.0 }), Some(4), "rows have gone");
    }

    #[test]
    fn a_selection_from_elsewhere_takes_the_cursor_with_it() {
        let cursor = Cursor { moved_to: Some(7), selected_then: Some(3) };
        assert_eq!(cursor.index(Some(3)), Some(7), "keys went on from the selected row");
        assert_eq!(cursor.index(Some(5)), Some(5), "then another row was selected");
        assert_eq!(cursor.index(None), None);
        assert_eq!(Cursor::default().index(None), None);
        assert_eq!(Cursor { moved_to: Some(2), selected_then: None }.index(None), Some(2));
    }
}
