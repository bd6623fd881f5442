//! Whether what is printed goes over something else. It is asked for each character, and most text is printed to rows
//! that are blank.

use avt::{Line, Terminal};

/// What is known since the cursor was moved last.
#[derive(Default)]
pub(super) struct Overprint {
    /// The row that is being written over: its text is kept once.
    row: Option<usize>,
    /// The row that is being printed to, and the column from which on it was blank then.
    blank_from: Option<(usize, usize)>,
}

impl Overprint {
    /// Whether printing a character begins to write over a row.
    pub(super) fn begins(&mut self, terminal: &Terminal, (row, column): (usize, usize), c: char) -> bool {
        let is_blank = self.blank_from.is_some_and(|(known, from)| known == row && from <= column);
        if is_blank || self.row == Some(row) {
            return false;
        }
        let cells = terminal.screen().line(row).map_or(&[][..], Line::cells);
        if self.blank_from.is_none_or(|(known, _)| known != row) {
            let used = cells.iter().rposition(|cell| cell.char() != ' ').map_or(0, |last| last + 1);
            self.blank_from = Some((row, used));
        }
        let begins = cells.get(column).is_some_and(|cell| cell.char() != ' ' && cell.char() != c);
        if begins {
            self.row = Some(row);
        }
        begins
    }
}
