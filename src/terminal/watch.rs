//! Watches a terminal at work: what scrolls off its screen becomes lines, what is erased or written over is
//! kept as hidden text, and what a full-screen program showed is kept before the screen changes back.
//!
//! Lines of the main screen have absolute numbers, counted from the first one of the session: those that
//! have scrolled off, and then those of the screen.

use super::alternate::AlternateScreen;
use super::answer::{Hidden, HiddenKind, RowKind};
use super::cluster::{Clusters, columns_of};
use super::feed::is_screen;
use super::overprint::Overprint;
use super::rows::Rows;
use crate::source::limits::{MAX_HIDDEN_TEXTS, MAX_TERMINAL_LINE_CHARS, MAX_WAITING_CHARS};
use avt::parser::{EdScope, ElScope, Function};
use avt::{Cell, Line, Observation, Observer, Operation, ScreenKind, Terminal};
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ops::Range;

/// What is known of a row of the main screen beside its cells.
#[derive(Clone, Copy, Default)]
struct RowNote {
    /// When it was last written to.
    at: u32,
    /// The control string in which that stood.
    swallowed: Option<HiddenKind>,
    /// Whether its last column was left, as a character of two columns had no room there.
    is_padded: bool,
}

/// What is seen of a terminal.
#[derive(Default)]
pub(super) struct Watch {
    /// Offset in the text of the character that is shown now.
    pub at: u32,
    /// The control string in which it stands.
    pub swallowed: Option<HiddenKind>,
    /// Characters with marks, as the terminal has them.
    pub clusters: Clusters,
    pub rows: Rows,
    /// Hidden texts in all, kept or not.
    pub hidden_count: u64,
    /// Hidden texts that are kept, wherever they wait.
    kept: usize,
    /// How many lines have scrolled off the main screen.
    scrolled: u64,
    /// The line that continues on the next row of the screen, and the number of its first row.
    pending: Vec<Cell>,
    pending_note: Option<(u64, RowNote)>,
    /// The number of lines at which what comes next goes on with the last of them, which would have been too long.
    continued_at: Option<u32>,
    notes: VecDeque<RowNote>,
    /// The row whose last column a shell has filled with a blank, as what follows has no room there.
    filled: Option<usize>,
    /// Whether the screen is being cleared: what moves into the scroll-back meanwhile was on it.
    is_clearing: bool,
    hidden: BTreeMap<u64, Vec<Hidden>>,
    overprint: Overprint,
    /// Rows that scroll, where a program has set them.
    margins: Option<Range<usize>>,
    open: Option<AlternateScreen>,
    /// Control strings that were kept and may come again.
    said: HashSet<(HiddenKind, String)>,
    closed: Vec<AlternateScreen>,
    /// Characters of the screens in `closed`, and one for each.
    waiting_chars: usize,
}

impl Watch {
    /// Notes what is left on the screen, once the text has ended.
    pub(super) fn finish(mut self, terminal: &Terminal) -> Watch {
        self.is_clearing = false;
        if terminal.active_screen_kind() == ScreenKind::Alternate {
            self.close_alternate(terminal);
        }
        self.flush(terminal);
        self.push_alternates(u64::MAX);
        self
    }

    /// Takes over all lines that the main screen still shows, and those that were erased in the end.
    fn flush(&mut self, terminal: &Terminal) {
        let lines: Vec<&Line> = terminal.primary_screen().visible_lines().collect();
        let last_hiding = self.hidden.last_key_value().map_or(0, |(line, _)| line + 1);
        let hiding = last_hiding.saturating_sub(self.scrolled) as usize;
        for line in &lines[..used(&lines).max(hiding).min(lines.len())] {
            self.take(line);
        }
        if !self.pending.is_empty() {
            self.push_pending(false);
        }
    }

    fn take(&mut self, line: &Line) {
        let (number, cells) = (self.scrolled, line.cells());
        self.scrolled += 1;
        let note = self.notes.pop_front().unwrap_or_default();
        let (start, before) = self.pending_note.unwrap_or((number, note));
        let last = RowNote { is_padded: false, ..if before.at > note.at { before } else { note } };
        self.pending_note = Some((start, last));
        // What only keeps a wide character out of the last column is no blank of the line.
        let is_padded =
            note.is_padded && line.is_wrapped() && cells.last().is_some_and(|it| it.char() == ' ');
        self.pending.extend_from_slice(&cells[..cells.len() - usize::from(is_padded)]);
        // What is longer than a line may be need not be held to be cut then.
        if !line.is_wrapped() || self.pending.len() + cells.len() > MAX_TERMINAL_LINE_CHARS {
            self.push_pending(line.is_wrapped());
            self.continued_at = line.is_wrapped().then(|| self.rows.len());
        }
    }

    /// Takes over the line that is whole, or so much of one that goes on as a line may be long.
    fn push_pending(&mut self, goes_on: bool) {
        let cells = std::mem::take(&mut self.pending);
        let Some((start, note)) = self.pending_note.take() else { return };
        self.push_alternates(start);
        let mut hidden = Vec::new();
        while let Some(entry) = self.hidden.first_entry().filter(|entry| *entry.key() < self.scrolled) {
            hidden.extend(entry.remove());
        }
        if !hidden.is_empty() {
            // What the line still begins with was not hidden in the end.
            let (waited, own) = (hidden.len(), self.clusters.text_of(&cells));
            hidden
                .retain(|it: &Hidden| it.kind != HiddenKind::Replaced || !own.starts_with(it.text.as_str()));
            self.kept -= waited - hidden.len();
            self.hidden_count += hidden.len() as u64;
        }
        let kind = match note.swallowed {
            Some(kind) => RowKind::Swallowed(kind),
            None if self.is_clearing => RowKind::Cleared,
            None => RowKind::Text,
        };
        let number = self.rows.len();
        self.rows.push(&cells, &self.clusters, (kind, note.at), hidden, goes_on);
        // Not where something else has come between.
        if self.continued_at.take() == Some(number) {
            self.rows.set_continuation(number);
        }
    }

    fn push_alternates(&mut self, before: u64) {
        let count = self.closed.partition_point(|alternate| alternate.before <= before);
        for mut alternate in self.closed.drain(..count) {
            self.hidden_count += alternate.hidden_count;
            let lines = alternate.rows.len() as u32;
            let head = (RowKind::AlternateHead(lines), alternate.at);
            self.rows.push(&[], &self.clusters, head, alternate.take_hidden(), false);
            for cells in &alternate.rows {
                self.waiting_chars = self.waiting_chars.saturating_sub(cells.len());
                self.rows.push(cells, &self.clusters, (RowKind::Alternate, alternate.at), Vec::new(), false);
            }
            self.waiting_chars = self.waiting_chars.saturating_sub(1);
        }
    }

    fn open_alternate(&mut self, terminal: &Terminal) {
        let cursor = terminal.cursor();
        let before = self.scrolled + cursor.row as u64 + u64::from(cursor.col > 0);
        self.open = Some(AlternateScreen::new(before, self.at));
    }

    fn close_alternate(&mut self, terminal: &Terminal) {
        let Some(mut alternate) = self.open.take() else { return };
        let lines: Vec<&Line> = terminal.screen().visible_lines().collect();
        let rows = lines[..used(&lines)].iter().map(|line| line.cells().to_vec()).collect();
        self.kept -= alternate.close(rows, &self.clusters);
        // The screen that is kept is the one before the program put it away.
        alternate.at = self.at.saturating_sub(1).max(alternate.at);
        self.waiting_chars += alternate.rows.iter().map(Vec::len).sum::<usize>() + 1;
        self.rows.is_cut |= self.waiting_chars > MAX_WAITING_CHARS;
        self.closed.push(alternate);
    }

    /// Keeps a control string, piece by piece where it is longer than a line may be.
    pub(super) fn hide_string(&mut self, terminal: &Terminal, kind: HiddenKind, text: &str) {
        if kind.repeats() {
            let string = (kind, text.to_owned());
            if self.said.contains(&string) {
                return;
            }
            if self.said.len() < MAX_HIDDEN_TEXTS {
                self.said.insert(string);
            }
        }
        let row = terminal.cursor().row;
        let mut rest = text;
        while !rest.is_empty() {
            let len = rest.char_indices().nth(MAX_TERMINAL_LINE_CHARS).map_or(rest.len(), |(at, _)| at);
            let (piece, behind) = rest.split_at(len);
            self.keep(row, Hidden { kind, text: piece.to_owned() });
            rest = behind;
        }
    }

    /// Keeps the text of a row of the screen that is about to be lost.
    fn hide(&mut self, terminal: &Terminal, row: usize) {
        let text =
            terminal.screen().line(row).map(|line| self.clusters.text_of(line.cells())).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let last = match &self.open {
            Some(alternate) if alternate.has(&text) => return,
            Some(_) => None,
            None => self.hidden.get(&(self.scrolled + row as u64)).and_then(|texts| texts.last()),
        };
        // A text that is taken back letter by letter is kept once, as it was longest.
        let is_of = |last: &Hidden| last.kind == HiddenKind::Replaced && last.text.starts_with(&text);
        if last.is_some_and(is_of) {
            return;
        }
        self.keep(row, Hidden { kind: HiddenKind::Replaced, text });
    }

    /// Keeps a hidden text of a row of the screen; one too many is only counted.
    fn keep(&mut self, row: usize, hidden: Hidden) {
        let has_room = self.kept < MAX_HIDDEN_TEXTS;
        if let Some(alternate) = &mut self.open {
            self.kept += usize::from(alternate.keep(row, hidden, has_room));
        } else if has_room {
            self.kept += 1;
            self.hidden.entry(self.scrolled + row as u64).or_default().push(hidden);
        } else {
            self.hidden_count += 1;
        }
    }

    fn hide_rows(&mut self, terminal: &Terminal, rows: Range<usize>) {
        rows.for_each(|row| self.hide(terminal, row));
    }

    /// Keeps the text of a row of which these columns are about to be lost, if anything stands there.
    fn hide_columns(&mut self, terminal: &Terminal, row: usize, columns: Range<usize>) {
        let cells = terminal.screen().line(row).map_or(&[][..], Line::cells);
        let columns = columns.start.min(cells.len())..columns.end.min(cells.len());
        if !is_blank(&cells[columns]) {
            self.hide(terminal, row);
        }
    }

    fn before_function(&mut self, terminal: &Terminal, function: &Function) {
        let (cursor, (columns, rows)) = (terminal.cursor(), terminal.size());
        let (row, column) = (cursor.row, cursor.col);
        let margins = self.margins.clone().unwrap_or(0..rows);
        let is_alternate = self.open.is_some();
        let mut filled = None;
        // Only what scrolls off the top of the main screen is kept in its scroll-back.
        let loses_at_top = is_alternate || margins.start > 0;
        match function {
            Function::Print(c) => return self.before_print(terminal, *c),
            Function::El(ElScope::ToRight) => {
                self.hide_columns(terminal, row, column..columns);
                filled = (column >= columns).then_some(row);
            }
            Function::El(ElScope::ToLeft) => self.hide_columns(terminal, row, 0..column + 1),
            Function::El(ElScope::All) => self.hide(terminal, row),
            Function::Ech(count) | Function::Dch(count) => {
                self.hide_columns(terminal, row, column..column + usize::from((*count).max(1)));
            }
            Function::Ed(EdScope::Below) => {
                self.hide_columns(terminal, row, column..columns);
                self.hide_rows(terminal, row + 1..rows);
            }
            Function::Ed(EdScope::Above) => {
                self.hide_rows(terminal, 0..row);
                self.hide_columns(terminal, row, 0..column + 1);
            }
            Function::Ed(EdScope::All) if is_alternate => self.hide_rows(terminal, 0..rows),
            // The main screen moves into the scroll-back.
            Function::Ed(EdScope::All) => self.is_clearing = true,
            Function::Dl(count) => {
                self.hide_rows(terminal, row..(row + usize::from((*count).max(1))).min(margins.end));
            }
            Function::Il(count) => {
                let lost = usize::from((*count).max(1)).min(margins.end.saturating_sub(row));
                self.hide_rows(terminal, margins.end - lost..margins.end);
            }
            Function::Lf | Function::Nel if row + 1 == margins.end && loses_at_top => {
                self.hide(terminal, margins.start);
            }
            Function::Su(count) if loses_at_top => {
                let end = (margins.start + usize::from((*count).max(1))).min(margins.end);
                self.hide_rows(terminal, margins.start..end);
            }
            Function::Ri if row == margins.start => self.hide(terminal, margins.end - 1),
            Function::Sd(count) => {
                let lost = usize::from((*count).max(1)).min(margins.len());
                self.hide_rows(terminal, margins.end - lost..margins.end);
            }
            Function::Decstbm(top, bottom) => {
                let top = usize::from((*top).max(1)) - 1;
                let bottom = if *bottom == 0 { rows } else { usize::from(*bottom) };
                // The terminal leaves aside what is no region of two rows or more on its screen.
                if top + 1 < bottom && bottom <= rows {
                    self.margins = Some(top..bottom);
                }
            }
            Function::Decstr => self.margins = None,
            Function::Decset(modes) if !is_alternate && modes.as_slice().iter().any(is_screen) => {
                self.open_alternate(terminal);
            }
            Function::Decrst(modes) if is_alternate && modes.as_slice().iter().any(is_screen) => {
                self.close_alternate(terminal);
            }
            Function::Ris => {
                self.margins = None;
                self.close_alternate(terminal);
                self.is_clearing = true;
                self.flush(terminal);
            }
            _ => {}
        }
        self.filled = filled;
        if !matches!(function, Function::Sgr(_)) {
            self.overprint = Overprint::default();
        }
    }

    fn before_print(&mut self, terminal: &Terminal, c: char) {
        let (cursor, (columns, _)) = (terminal.cursor(), terminal.size());
        // Behind the last column, or where it has no room, the character goes to the next row.
        let lacks_room = cursor.col + 1 == columns && columns_of(c) > 1;
        let wraps = cursor.col >= columns || lacks_room;
        let (row, column) = if wraps { (cursor.row + 1, 0) } else { (cursor.row, cursor.col) };
        let is_padded = lacks_room || (columns_of(c) > 1 && self.filled == Some(cursor.row));
        self.filled = None;
        if self.overprint.begins(terminal, (row, column), c) {
            self.hide(terminal, row);
        }
        if let Some(alternate) = &mut self.open {
            return alternate.note_written(row, self.at);
        }
        if self.notes.len() <= row {
            self.notes.resize(row + 1, RowNote::default());
        }
        self.notes[cursor.row].is_padded |= wraps && is_padded;
        self.notes[row] = RowNote { at: self.at, swallowed: self.swallowed, ..self.notes[row] };
    }
}

impl Observer for Watch {
    type Output = ();

    fn before(&mut self, context: &mut Observation<'_>, operation: &Operation) {
        self.is_clearing = false;
        if let Operation::Function(function) = operation {
            self.before_function(context.terminal(), function);
        }
    }

    fn evicted(&mut self, _: &mut Observation<'_>, line: &Line) {
        self.take(line);
    }

    fn end(&mut self, _: &mut Observation<'_>) {}
}

/// How many lines of a screen there are up to the last one with text.
fn used(lines: &[&Line]) -> usize {
    lines.iter().rposition(|line| !is_blank(line.cells())).map_or(0, |last| last + 1)
}

fn is_blank(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| cell.char().is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::limits::MAX_SCREEN;
    use avt::Parser;

    fn watched(sent: &str, (columns, rows): (usize, usize)) -> (Watch, Terminal) {
        let (mut watch, mut parser) = (Watch::default(), Parser::new());
        let mut terminal = Terminal::new(columns, rows).expect("a size");
        for function in sent.chars().filter_map(|c| parser.feed(c)) {
            terminal.execute_with(function, &mut watch);
        }
        (watch, terminal)
    }

    #[test]
    fn screens_that_wait_for_their_line_are_limited_together() {
        let program = "\u{1b}[?1049h\u{1b}#8\u{1b}[?1049l";
        let (columns, rows) = MAX_SCREEN;
        let most = MAX_WAITING_CHARS / (columns * rows + 1);
        for (programs, is_cut) in [(most, false), (most + 1, true)] {
            let (watch, _) = watched(&program.repeat(programs), MAX_SCREEN);
            assert_eq!((watch.closed.len(), watch.rows.is_cut), (programs, is_cut));
        }
    }

    #[test]
    fn texts_that_wait_on_all_rows_of_the_screen_are_limited_together() {
        const ROWS: u64 = 5;
        const TEXTS: u64 = 6_000;
        let mut sent = String::new();
        for row in 1..=ROWS {
            sent.push_str(&format!("\u{1b}[{row}H"));
            sent.extend((0..TEXTS).map(|text| format!("\r{text:04}")));
        }
        let (watch, terminal) = watched(&sent, (80, 24));
        assert_eq!(watch.hidden.values().map(Vec::len).sum::<usize>(), MAX_HIDDEN_TEXTS);
        assert_eq!(watch.finish(&terminal).hidden_count, ROWS * (TEXTS - 1));
    }
}
