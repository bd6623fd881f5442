//! Normalised events, one a line: JSON Lines and CSV. Both are written row by row, and hold nothing back.

use super::fields::{EventValue, EventValues, FIELDS};
use super::pieces::Pieces;
use super::{Export, Progress};
use crate::model::RowId;
use crate::model::time::rfc3339;
use crate::query::rows::selected_of;
use crate::query::view::View;
use crate::source::enum_table;
use crate::text::is_hidden;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

enum_table! {
    /// How events are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum EventFormat =>
    /// Its name on the command line, and how names of its files end.
    pub fn id() -> &'static str {
        /// CSV (RFC 4180) with line feeds. Absent fields are empty; no cell can become a formula.
        Csv => "csv",
        /// A JSON object a line. Absent fields are left out.
        JsonLines => "jsonl",
    }
}

/// The events of a view in time order, undated ones last.
pub struct EventExport {
    /// Rows of the events in scope; nothing where every event is.
    rows: Option<Vec<RowId>>,
    format: EventFormat,
    /// Whether the head was written.
    has_begun: bool,
    next: usize,
    total: usize,
}

impl EventExport {
    /// The events in scope.
    pub fn new(view: &View<'_>, format: EventFormat) -> EventExport {
        let (order, total) = (&view.index.order, view.selection.count() as usize);
        let rows = (total < order.len()).then(|| selected_of(order, view.selection));
        EventExport { rows, format, has_begun: false, next: 0, total }
    }

    /// Writes what comes next; whether there is more. It writes to anything, unlike [`Export::step`].
    fn write_next(&mut self, view: &View<'_>, out: &mut impl Write) -> io::Result<bool> {
        if !self.has_begun {
            self.has_begun = true;
            write_head(self.format, out)?;
        }
        let rows = self.rows.as_ref().unwrap_or(&view.index.order);
        if let Some(row) = rows.get(self.next) {
            write_event(&EventValues::new(view, *row), self.format, out)?;
            self.next += 1;
        }
        Ok(self.next < self.total)
    }
}

impl Export for EventExport {
    fn step(&mut self, view: &View<'_>, out: &mut Pieces) -> io::Result<bool> {
        self.write_next(view, out)
    }

    fn progress(&self) -> Progress {
        Progress { done: self.next as u64, total: self.total as u64 }
    }
}

/// Writes the events of a view in time order.
///
/// # Errors
/// Those of the writer.
pub fn write_events(view: &View<'_>, format: EventFormat, out: &mut impl Write) -> io::Result<()> {
    let mut events = EventExport::new(view, format);
    while events.write_next(view, out)? {}
    Ok(())
}

/// Writes what stands before the first event: the header of CSV.
///
/// # Errors
/// Those of the writer.
pub fn write_head(format: EventFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        EventFormat::JsonLines => Ok(()),
        EventFormat::Csv => write_row(FIELDS.iter().map(|field| field.name.into()), out),
    }
}

/// Writes one event with its line end.
///
/// # Errors
/// Those of the writer.
pub fn write_event(event: &EventValues<'_>, format: EventFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        EventFormat::JsonLines => write_line(event, out),
        EventFormat::Csv => write_row(FIELDS.iter().map(|field| cell(field.value(event))), out),
    }
}

/// One event as a line of JSON, without its end.
pub fn event_json(view: &View<'_>, row: RowId) -> String {
    let mut line = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_line(&EventValues::new(view, row), &mut line);
    String::from_utf8_lossy(&line).trim_end().to_owned()
}

/// Writes an event as an object of JSON. The names are words of ours, in which nothing needs an escape.
fn write_line(event: &EventValues<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut before: &[u8] = b"{\"";
    for field in &FIELDS {
        let value = field.value(event);
        if value != EventValue::Absent {
            out.write_all(before)?;
            out.write_all(field.name.as_bytes())?;
            out.write_all(b"\":")?;
            serde_json::to_writer(&mut *out, &value)?;
            before = b",\"";
        }
    }
    out.write_all(b"}\n")
}

/// A value as the text of a cell.
pub(super) fn cell(value: EventValue<'_>) -> Cow<'_, str> {
    match value {
        EventValue::Absent => "".into(),
        EventValue::Text(text) => defused(text),
        EventValue::Time(time) => rfc3339(time).into(),
        EventValue::Number(number) => number.to_string().into(),
    }
}

/// Writes cells as a row of CSV. A cell is quoted too where it holds what a spreadsheet set up for another
/// country or another file takes for the end of a cell; for that alone the `csv` crate has no quotes.
pub(super) fn write_row<'a>(
    cells: impl Iterator<Item = Cow<'a, str>>,
    out: &mut impl Write,
) -> io::Result<()> {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        if cell.bytes().any(|byte| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\n' | b'\r')) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// A cell that no spreadsheet takes for a formula: those are given a leading apostrophe. Spreadsheets look past
/// blanks and characters that cannot be seen, and read full-width signs like their ASCII forms.
pub(super) fn defused(cell: &str) -> Cow<'_, str> {
    let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || is_hidden(c));
    let is_formula = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\tx",
            " =1",
            "\u{a0}=1",
            "\u{3000}=1",
            "\0=1",
            "\u{b}=1",
            "\u{1b}=1",
            "\r\n \t=1",
            "\u{feff}=1",
            "\u{200b}\u{ad}\u{2060}@x",
            "\u{3164}=1",
            "\u{2028}=1",
        ] {
            assert_eq!(defused(formula), format!("'{formula}"));
        }
        for harmless in ["", " ", "\u{feff}", "a=1", "'=1", "1-1", "x;=1", "|cmd", " a", "日本"] {
            assert_eq!(defused(harmless), harmless);
        }
    }

    #[test]
    fn rows_are_those_that_the_csv_crate_writes() {
        let cells = ["", "a", "\"", "\"\"", "a,b", "a\nb", "a\r", " ", "é"];
        for row in cells.iter().flat_map(|a| cells.iter().map(move |b| [*a, *b, *a])) {
            let mut theirs = csv::Writer::from_writer(Vec::new());
            theirs.write_record(row).expect("to memory");
            assert_eq!(written(&row), theirs.into_inner().expect("to memory"), "{row:?}");
        }
    }

    #[test]
    fn cells_are_quoted_where_another_separator_would_end_them() {
        assert_eq!(written(&["a;=b", "c\td", "e"]), b"\"a;=b\",\"c\td\",e\n");
    }

    fn written(row: &[&str]) -> Vec<u8> {
        let mut out = Vec::new();
        write_row(row.iter().copied().map(Cow::from), &mut out).expect("to memory");
        out
    }
}
