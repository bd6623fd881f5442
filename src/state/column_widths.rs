//! How wide people have made the columns of tables. Plain arithmetic, tested without a browser.

use std::collections::BTreeMap;

/// The least width of a column, in CSS pixels: a letter or two, and its edge to drag it wider again.
pub const LEAST_PX: u32 = 40;
/// The greatest width, in CSS pixels: more than any screen shows of it.
pub const MOST_PX: u32 = 2000;

/// Most widths that are read from a text: all tables have fewer columns.
const MAX_COLUMN_WIDTHS: usize = 500;
/// The longest name of a table or column that is read from one, in bytes.
const MAX_NAME_BYTES: usize = 40;

/// How far a key moves the edge of a column, in CSS pixels; with Shift it is moved further.
const KEY_STEP_PX: u32 = 8;
const KEY_STRIDE_PX: u32 = 48;

/// The widths that people have set, in CSS pixels, by table and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnWidths(BTreeMap<String, u32>);

impl ColumnWidths {
    /// The width of a column of a table, where somebody has set one.
    pub fn get(&self, table: &str, column: &str) -> Option<u32> {
        self.0.get(&key(table, column)).copied()
    }

    /// Sets the width of a column of a table, as near to the wanted one as is allowed; nothing for its own again.
    pub fn set(&mut self, table: &str, column: &str, px: Option<u32>) {
        match px {
            Some(px) => self.0.insert(key(table, column), px.clamp(LEAST_PX, MOST_PX)),
            None => self.0.remove(&key(table, column)),
        };
    }

    /// Forgets the widths of a table.
    pub fn forget(&mut self, table: &str) {
        self.0.retain(|key, _| key.split_once('.').is_none_or(|(known, _)| known != table));
    }

    /// As a text: `events.user:120,sites.host:300`.
    pub fn to_text(&self) -> String {
        let all = self.0.iter().map(|(key, px)| format!("{key}:{px}"));
        all.collect::<Vec<_>>().join(",")
    }

    /// The widths of a text; what is none is left aside.
    pub fn from_text(text: &str) -> ColumnWidths {
        let mut widths = ColumnWidths::default();
        for part in text.split(',').take(MAX_COLUMN_WIDTHS) {
            let read = || {
                let (key, px) = part.split_once(':')?;
                let (table, column) = key.split_once('.')?;
                let is_name = |name: &str| !name.is_empty() && name.len() <= MAX_NAME_BYTES;
                (is_name(table) && is_name(column)).then_some((table, column, px.parse().ok()?))
            };
            if let Some((table, column, px)) = read() {
                widths.set(table, column, Some(px));
            }
        }
        widths
    }
}

/// What a column of a table is called among all of them.
fn key(table: &str, column: &str) -> String {
    format!("{table}.{column}")
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
        assert_eq!(ColumnWidths::from_text(&widths.to_text()), widths);
        assert_eq!(ColumnWidths::from_text("a:1,.b:2,c.:3,,x"), ColumnWidths::default());
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
