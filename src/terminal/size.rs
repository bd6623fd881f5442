//! How large the screen of a session was. Neither transcripts nor streams record it, so it is told from
//! what a text asks of its terminal: positions that it goes to, and where a shell broke a long command.

use super::cluster::{Clusters, columns_of};
use super::command::prompt_of;
use super::feed::{Feed, is_screen};
use crate::source::limits::{MAX_SCREEN, SCREEN_GUESS_BYTES};
use avt::parser::Function;

/// The size of a terminal that nothing says more of.
pub(super) const USUAL_SIZE: (usize, usize) = (80, 24);

/// Blanks at the end of a line that show that it was filled up to the edge of the screen.
const FILL_BLANKS: usize = 3;

/// Longest line that is believed to have been filled up; longer ones went over several rows.
const MAX_FILLED: usize = 300;

/// Characters of a line that are kept to see whether it begins with a prompt.
const HEAD_CHARS: usize = 120;

struct SizeEstimate {
    /// Greatest column that the text goes to, or fills a line up to.
    column_asked: usize,
    /// How often the text goes to each row: to the last one a program goes again and again, and beyond it
    /// perhaps once, when it ends.
    rows_asked: [u32; MAX_SCREEN.1 + 1],
    blanks: usize,
    /// Column at which a shell broke a command: it writes a blank into the next line and a CR.
    broken_at: Option<usize>,
    /// Columns that the cursor was moved up from, and by how many rows: it stands within a line that goes over several.
    raised: Option<(usize, usize)>,
    /// Column up to which a shell then wrote a row anew: it writes the first character of the next one too, to get
    /// there, and skips what has not changed.
    redrawn_at: Option<usize>,
    /// Greatest length of a line that was written over from its start.
    rewritten: usize,
    head: String,
    column: usize,
    is_alternate: bool,
}

/// Columns and rows of the screen.
pub(super) fn size_of(text: &str) -> (usize, usize) {
    let mut guess = SizeEstimate {
        column_asked: 0,
        rows_asked: [0; MAX_SCREEN.1 + 1],
        blanks: 0,
        broken_at: None,
        raised: None,
        redrawn_at: None,
        rewritten: 0,
        head: String::new(),
        column: 0,
        is_alternate: false,
    };
    let (mut feed, mut clusters, mut at) = (Feed::default(), Clusters::default(), 0);
    let mut end = text.len().min(SCREEN_GUESS_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // What comes before a CR and behind it tells what the CR is for.
    let mut before = None;
    let mut carriage = None;
    while let Some((behind, sent)) = feed.next(&text[..end], at, &mut clusters) {
        at = behind;
        let Some(function) = sent.function() else { continue };
        if let Some((column, blank_before)) = carriage.take() {
            guess.note_carriage(column, blank_before, &function);
        }
        if function == Function::Cr {
            carriage = Some((guess.column, before == Some(Function::Print(' '))));
        }
        if matches!((&before, &function), (Some(Function::Print(_)), Function::Cuf(_))) {
            guess.note_skip();
        }
        guess.note(&function);
        before = Some(function);
    }
    let columns = guess
        .broken_at
        .or(guess.redrawn_at)
        .unwrap_or(USUAL_SIZE.0.max(guess.rewritten))
        .max(guess.column_asked);
    (columns.min(MAX_SCREEN.0), USUAL_SIZE.1.max(guess.rows()))
}

impl SizeEstimate {
    fn rows(&self) -> usize {
        let greatest = |least: u32| self.rows_asked.iter().rposition(|count| *count >= least);
        greatest(2).filter(|row| *row > 1).or_else(|| greatest(1)).unwrap_or_default()
    }

    /// Programs ask for row and column 999 to learn the size: that is not believed.
    fn go_to(&mut self, column: u16, row: u16, times: u32) {
        if let Some(count) = self.rows_asked.get_mut(usize::from(row)) {
            *count += times;
        }
        if usize::from(column) <= MAX_SCREEN.0 {
            self.column_asked = self.column_asked.max(usize::from(column));
        }
    }

    fn note(&mut self, function: &Function) {
        if let Function::Print(c) = function {
            if self.column < HEAD_CHARS {
                self.head.push(*c);
            }
            self.column += columns_of(*c);
            self.blanks = if *c == ' ' { self.blanks + 1 } else { 0 };
            return;
        }
        if matches!(function, Function::Sgr(_) | Function::El(_)) {
            return;
        }
        if self.blanks >= FILL_BLANKS && self.column <= MAX_FILLED {
            self.column_asked = self.column_asked.max(self.column);
        }
        self.blanks = 0;
        match function {
            Function::Cup(row, column) => {
                self.go_to(*column, *row, 1);
                self.column = usize::from(column.saturating_sub(1));
            }
            // A region that scrolls is set for the screen as it is.
            Function::Decstbm(_, bottom) => self.go_to(0, *bottom, 2),
            Function::Vpa(row) => self.go_to(0, *row, 1),
            Function::Cha(column) => {
                self.go_to(*column, 0, 0);
                self.column = usize::from(column.saturating_sub(1));
            }
            Function::Cuf(by) => self.column += usize::from((*by).max(1)),
            Function::Cuu(by) => self.raised = Some((self.column, usize::from((*by).max(1)))),
            Function::Bs => self.column = self.column.saturating_sub(1),
            Function::Ht => self.column = (self.column / 8 + 1) * 8,
            Function::Cr => self.column = 0,
            Function::Decset(modes) => self.is_alternate |= modes.as_slice().iter().any(is_screen),
            Function::Decrst(modes) => self.is_alternate &= !modes.as_slice().iter().any(is_screen),
            _ => {}
        }
        if matches!(function, Function::Lf | Function::Nel | Function::Cup(..)) {
            self.head.clear();
            self.raised = None;
        }
    }

    /// What was printed ends, and what stands behind it is skipped.
    fn note_skip(&mut self) {
        let Some((length, rows)) = self.raised else { return };
        let width = self.column.saturating_sub(1);
        let goes_over = |length: usize| length / width == rows;
        if width > USUAL_SIZE.0 && (goes_over(length) || goes_over(length.saturating_sub(1))) {
            self.redrawn_at.get_or_insert(width);
        }
    }

    fn note_carriage(&mut self, column: usize, blank_before: bool, next: &Function) {
        if matches!(next, Function::Lf | Function::Cr) || self.is_alternate || self.raised.is_some() {
            return;
        }
        let width = column.saturating_sub(1);
        if blank_before && width >= 20 && prompt_of(&self.head).is_some() {
            self.broken_at.get_or_insert(width);
        } else {
            self.rewritten = self.rewritten.max(column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_told_from_what_a_text_asks_for() {
        assert_eq!(size_of("plain\r\ntext\r\n"), USUAL_SIZE);
        assert_eq!(size_of("\u{1b}[?1049h\u{1b}[1;40r\u{1b}[40;83Hx\u{1b}[41;1H"), (83, 40));
        assert_eq!(size_of("\u{1b}[999;999H\u{1b}[6n"), USUAL_SIZE);
        let (columns, rows) = MAX_SCREEN;
        assert_eq!(size_of(&format!("\u{1b}[{rows};{columns}H")), MAX_SCREEN);
        assert_eq!(size_of(&format!("\u{1b}[{};{}H", rows + 1, columns + 1)), USUAL_SIZE);
        let wide = "#".repeat(columns + 1);
        assert_eq!(size_of(&format!("{wide}\r{wide}\r\n")), (columns, USUAL_SIZE.1));
        let bar = "#".repeat(100);
        assert_eq!(size_of(&format!("{bar}\r{bar}\r\n")), (100, 24));
    }

    #[test]
    fn a_command_that_was_changed_over_two_rows_tells_the_width() {
        let (typed, skip) = (format!("$ echo {} y", "x".repeat(130)), "\u{1b}[C");
        let anew = format!("\u{1b}[A\r{skip}{skip}sudo echo {}{skip}{skip}", "x".repeat(109));
        assert_eq!(size_of(&format!("{typed}{anew}xxxxx y\r\n")), (120, 24));
        // A row that was written over further up says nothing of its length.
        assert_eq!(size_of(&format!("{typed}\u{1b}[A\r$ \r\n")), USUAL_SIZE);
    }

    #[test]
    fn a_command_that_a_shell_broke_tells_the_width() {
        let typed = format!("sh-4.2$ echo {}", "x".repeat(47));
        assert_eq!(size_of(&format!("{typed} \rxyz\r\n")), (60, 24));
    }
}
