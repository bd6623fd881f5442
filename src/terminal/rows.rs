//! The lines of a session, packed: one text for all, and what is special of some.

use super::answer::{Hidden, HiddenKind, HiddenText, RowKind, Run, Style, TextRow};
use super::cluster::Clusters;
use crate::source::limits::{
    MAX_TERMINAL_LINE_CHARS, MAX_TERMINAL_ROWS, MAX_TERMINAL_STYLES, MAX_TERMINAL_TEXT_BYTES,
};
use crate::source::order;
use avt::{Cell, Color, Pen};

/// A line.
#[derive(Clone, Debug, Default)]
struct Row {
    /// Where its text ends; it begins where the line before ends.
    end: usize,
    /// Where the styled parts of it end, among those of all lines.
    styled_end: u32,
    at: u32,
    kind: RowKind,
    /// Whether it goes on with the line before it, which would have been too long.
    is_continuation: bool,
}

/// A part of a line with a style of its own, by bytes of its text.
#[derive(Clone, Copy, Debug)]
struct StyleSpan {
    start: u32,
    end: u32,
    style: Style,
}

/// Lines of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    text: String,
    rows: Vec<Row>,
    styled: Vec<StyleSpan>,
    /// Number of a line and what it hid, in the order of lines.
    hidden: Vec<(u32, Hidden)>,
    /// Whether there was more than is kept.
    pub is_cut: bool,
}

impl Rows {
    pub(super) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The text of a line.
    pub(super) fn text(&self, number: u32) -> &str {
        let index = number as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.rows[before].end);
        self.rows.get(index).map_or("", |row| &self.text[start..row.end])
    }

    pub(super) fn kind(&self, number: u32) -> RowKind {
        self.rows.get(number as usize).map_or(RowKind::Text, |row| row.kind)
    }

    /// What a line hid.
    pub(super) fn hidden(&self, number: u32) -> impl Iterator<Item = &Hidden> {
        let start = self.hidden.partition_point(|(row, _)| *row < number);
        self.hidden[start..].iter().take_while(move |(row, _)| *row == number).map(|(_, hidden)| hidden)
    }

    /// Why a line is not shown, where it is not.
    pub(super) fn swallowed(&self, number: u32) -> Option<HiddenKind> {
        match self.kind(number) {
            RowKind::Swallowed(kind) => Some(kind),
            _ => None,
        }
    }

    /// How many lines with text are not shown.
    pub(super) fn swallowed_count(&self) -> u64 {
        self.swallowed_rows().count() as u64
    }

    fn swallowed_rows(&self) -> impl Iterator<Item = (u32, HiddenKind)> {
        let kinds = (0..self.len()).filter_map(|row| Some((row, self.swallowed(row)?)));
        kinds.filter(|(row, _)| !self.text(*row).is_empty())
    }

    /// The first texts that were hidden, those of lines that are not shown among them.
    pub(super) fn hidden_texts(&self, most: usize) -> Vec<HiddenText> {
        let texts =
            self.hidden.iter().take(most).map(|(row, Hidden { kind, text })| (*row, *kind, text.as_str()));
        let lines = self.swallowed_rows().take(most).map(|(row, kind)| (row, kind, self.text(row)));
        let mut all: Vec<_> = texts.chain(lines).collect();
        order::sort_by_key(&mut all, |(row, ..)| *row);
        all.truncate(most);
        all.into_iter().map(|(row, kind, text)| HiddenText { row, kind, text: text.to_owned() }).collect()
    }

    /// Adds a line; it may become several where it is long. Of one that goes on in the next the blanks at its end
    /// count.
    pub(super) fn push(
        &mut self,
        cells: &[Cell],
        clusters: &Clusters,
        (kind, at): (RowKind, u32),
        hidden: Vec<Hidden>,
        goes_on: bool,
    ) {
        let blank = |cell: &Cell| cell.char() == ' ' && style_of(cell) == Style::default();
        let blanks = cells.iter().rev().take_while(|cell| !goes_on && blank(cell)).count();
        let len = cells.len() - blanks;
        let first = self.len();
        let (mut pen, mut style) = (Pen::default(), Style::default());
        for (part, cells) in
            cells[..len].chunks(MAX_TERMINAL_LINE_CHARS).chain((len == 0).then_some(&[][..])).enumerate()
        {
            if self.rows.len() >= MAX_TERMINAL_ROWS
                || self.text.len() >= MAX_TERMINAL_TEXT_BYTES
                || self.styled.len() >= MAX_TERMINAL_STYLES
            {
                self.is_cut = true;
                return;
            }
            if part == 0 {
                self.hidden.extend(hidden.iter().map(|text| (first, text.clone())));
            }
            let start = self.text.len();
            for cell in cells.iter().filter(|cell| cell.width() > 0) {
                let before = (self.text.len() - start) as u32;
                clusters.push(cell.char(), &mut self.text);
                // Neighbours mostly look alike.
                if *cell.pen() != pen {
                    (pen, style) = (*cell.pen(), style_of(cell));
                }
                let end = (self.text.len() - start) as u32;
                let known = self.styled_of_last();
                match self.styled[known..].last_mut() {
                    Some(last) if last.style == style && last.end == before => last.end = end,
                    _ if style == Style::default() => {}
                    _ => self.styled.push(StyleSpan { start: before, end, style }),
                }
            }
            let (end, styled_end) = (self.text.len(), self.styled.len() as u32);
            self.rows.push(Row { end, styled_end, at, kind, is_continuation: part > 0 });
        }
    }

    /// The line of this number goes on with the one before it.
    pub(super) fn set_continuation(&mut self, number: u32) {
        if let Some(row) = self.rows.get_mut(number as usize) {
            row.is_continuation = true;
        }
    }

    /// Whether a line goes on with the one before it, which would have been too long.
    pub(super) fn is_continuation(&self, number: u32) -> bool {
        self.rows.get(number as usize).is_some_and(|row| row.is_continuation)
    }

    fn styled_of_last(&self) -> usize {
        self.rows.last().map_or(0, |row| row.styled_end as usize)
    }

    /// A line as it is shown.
    pub(super) fn row(&self, number: u32) -> TextRow {
        let index = number as usize;
        let Some(row) = self.rows.get(index) else { return TextRow::default() };
        let first = index.checked_sub(1).map_or(0, |before| self.rows[before].styled_end);
        let text = self.text(number);
        let mut runs: Vec<Run> = Vec::new();
        let mut at = 0;
        for styled in &self.styled[first as usize..row.styled_end as usize] {
            let (start, end) = (styled.start as usize, styled.end as usize);
            if at < start {
                runs.push((text[at..start].to_owned(), Style::default()));
            }
            runs.push((text[start..end].to_owned(), styled.style));
            at = end;
        }
        if at < text.len() {
            runs.push((text[at..].to_owned(), Style::default()));
        }
        TextRow {
            kind: row.kind,
            runs,
            hidden: self.hidden(number).cloned().collect(),
            at: row.at,
            agent: None,
        }
    }
}

/// The runs of a line of a screen; blanks at its end are left out.
pub(super) fn runs_of(cells: &[Cell], clusters: &Clusters) -> Vec<Run> {
    let mut rows = Rows::default();
    rows.push(cells, clusters, (RowKind::Text, 0), Vec::new(), false);
    rows.row(0).runs
}

fn style_of(cell: &Cell) -> Style {
    let pen = cell.pen();
    let colour = |colour: Color| match colour {
        Color::Indexed(index) => super::answer::Colour::Indexed(index),
        Color::RGB(rgb) => super::answer::Colour::Rgb(rgb.r, rgb.g, rgb.b),
    };
    Style {
        foreground: pen.foreground().map(colour),
        background: pen.background().map(colour),
        bold: pen.is_bold(),
        italic: pen.is_italic(),
        underline: pen.is_underline(),
        strikethrough: pen.is_strikethrough(),
        inverse: pen.is_inverse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use avt::{Parser, Terminal};

    fn cells(text: &str) -> Vec<Cell> {
        let (mut terminal, mut parser) = (Terminal::new(text.len(), 1).expect("a size"), Parser::new());
        text.chars().filter_map(|c| parser.feed(c)).for_each(|function| terminal.execute(function));
        terminal.screen().line(0).expect("a line").cells().to_vec()
    }

    /// How many lines are added to these until no more is kept.
    fn added(mut rows: Rows, text: &str) -> usize {
        let (before, cells) = (rows.rows.len(), cells(text));
        while !rows.is_cut {
            rows.push(&cells, &Clusters::default(), (RowKind::Text, 0), Vec::new(), false);
        }
        rows.rows.len() - before
    }

    #[test]
    fn lines_their_text_and_their_colours_are_kept_up_to_their_limits() {
        let rows = vec![Row::default(); MAX_TERMINAL_ROWS - 2];
        assert_eq!(added(Rows { rows, ..Rows::default() }, "x"), 2);
        // A line is kept whole, and none after it.
        let text = "x".repeat(MAX_TERMINAL_TEXT_BYTES - 3);
        assert_eq!(added(Rows { text, ..Rows::default() }, "ab"), 2);
        let styled = vec![StyleSpan { start: 0, end: 1, style: Style::default() }; MAX_TERMINAL_STYLES - 1];
        assert_eq!(added(Rows { styled, ..Rows::default() }, "x"), MAX_TERMINAL_ROWS, "of one colour");
    }
}
