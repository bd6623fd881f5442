//! How wide people have made the columns of tables. Plain arithmetic, tested without a browser.

use std::collections::BTreeMap;

/// The least width of a column, in CSS pixels: a letter or two, and its edge to drag it wider again.
pub const LEAST_PX: u32 = 40;
/// The greatest width, in CSS pixels: more than any screen shows of it.
pub const MOST_PX: u32 = 2000;

/// How far a key moves the edge of a column, in CSS pixels; with Shift it is moved further.
const KEY_STEP_PX: u32 = 8;
const KEY_STRIDE_PX: u32 = 48;

/// The widths that people have set, in CSS pixels, by table and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnWidths(BTreeMap<(&'static str, &'static str), u32>);

impl ColumnWidths {
    /// The width of a column of a table, where somebody has set one.
    pub fn get(&self, table: &'static str, column: &'static str) -> Option<u32> {
        self.0.get(&(table, column)).copied()
    }

    /// Sets the width of a column of a table, as near to the wanted one as is allowed; nothing for its own again.
    pub fn set(&mut self, table: &'static str, column: &'static str, px: Option<u32>) {
        match px {
            Some(px) => self.0.insert((table, column), px.clamp(LEAST_PX, MOST_PX)),
            None => self.0.remove(&(table, column)),
        };
    }

    /// Forgets the widths of a table.
    pub fn forget(&mut self, table: &str) {
        self.0.retain(|(known, _), _| *known != table);
    }
}

/// What a key on the edge of a column makes of its width, which is now so many CSS pixels: nothing where it does nothing,
/// `None` in it where the column gets its own width again.
pub fn width_after_key(px: u32, key: &str, with_shift: bool) -> Option<Option<u32>> {
    let step = if with_shift { KEY_STRIDE_PX } else { KEY_STEP_PX };
    match key {
        "ArrowLeft" => Some(Some(px.saturating_sub(step).max(LEAST_PX))),
        "ArrowRight" => Some(Some((px + step).min(MOST_PX))),
        "Home" => Some(Some(LEAST_PX)),
        "Enter" | "Delete" | "Backspace" => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_of_one_table_and_within_bounds() {
        let mut widths = ColumnWidths::default();
        widths.set("events", "user", Some(3));
        widths.set("events", "time", Some(100_000));
        widths.set("sites", "user", Some(90));
        assert_eq!(widths.get("events", "user"), Some(LEAST_PX));
        assert_eq!(widths.get("events", "time"), Some(MOST_PX));
        widths.set("events", "time", None);
        assert_eq!(widths.get("events", "time"), None);
        widths.forget("events");
        assert_eq!((widths.get("events", "user"), widths.get("sites", "user")), (None, Some(90)));
    }

    #[test]
    fn keys_make_a_column_wider_and_narrower_and_give_it_its_own_width_again() {
        assert_eq!(width_after_key(100, "ArrowRight", false), Some(Some(108)));
        assert_eq!(width_after_key(100, "ArrowLeft", true), Some(Some(52)));
        assert_eq!(width_after_key(42, "ArrowLeft", false), Some(Some(LEAST_PX)));
        assert_eq!(width_after_key(MOST_PX, "ArrowRight", true), Some(Some(MOST_PX)));
        assert_eq!(width_after_key(100, "Home", false), Some(Some(LEAST_PX)));
        assert_eq!(width_after_key(100, "Enter", false), Some(None));
        assert_eq!(width_after_key(100, "x", false), None);
    }
}
