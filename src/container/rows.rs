//! Rows of CSV in a stream of text (RFC 4180), found one by one so that a broken row costs one line. What
//! the cells hold is the `csv` crate's work.

use crate::source::Span;
use crate::source::limits::MAX_RECORD_BYTES;
use std::borrow::Cow;

/// The text that has come in and not yet been cut.
#[derive(Debug, Default)]
pub struct Rows {
    /// How many cells each row must have, or 0 where that is not known: one that has more or fewer is broken.
    pub width: usize,
    buffer: Vec<u8>,
    at: usize,
    base: u64,
    /// Line feeds before `buffer[at]`.
    line: u32,
    ended: bool,
}

/// A row: where it is, its text, and its cells; none where it is broken.
pub type Row = (Span, Vec<u8>, Option<Vec<String>>);

enum End {
    /// The row ends behind this many bytes, the line end left out.
    At(usize),
    /// It is broken.
    Broken,
    /// More text must come.
    More,
}

impl Rows {
    /// Takes in the next text.
    pub fn push(&mut self, text: &[u8]) {
        self.buffer.drain(..self.at);
        self.base += self.at as u64;
        self.at = 0;
        self.buffer.extend_from_slice(text);
    }

    /// No more text will come.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The next row. A blank line is a row with one blank cell.
    pub fn next_row(&mut self) -> Option<Row> {
        if self.base == 0 && self.at == 0 && !self.skip_mark() {
            return None;
        }
        let rest = &self.buffer[self.at..];
        if rest.is_empty() {
            return None;
        }
        let window = &rest[..rest.len().min(MAX_RECORD_BYTES)];
        let is_all = self.ended || window.len() == MAX_RECORD_BYTES;
        let (mut len, cells) = match row_end(window, is_all) {
            End::At(len) => (len, cells_of(without_line_end(&rest[..len]))),
            End::Broken => (0, None),
            End::More => return None,
        };
        let is_blank = |cells: &Vec<String>| cells.iter().all(|cell| is_blank_cell(cell));
        let cells = cells.filter(|cells| self.width == 0 || cells.len() == self.width || is_blank(cells));
        if cells.is_none() {
            len = match memchr::memchr(b'\n', window) {
                Some(len) => len,
                None if is_all => window.len(),
                None => return None,
            };
        }
        let text = without_line_end(&rest[..len]).to_vec();
        let span = Span { offset: self.base + self.at as u64, len: text.len() as u32, line: self.line + 1 };
        let next = (len + 1).min(rest.len());
        self.line += memchr::memchr_iter(b'\n', &rest[..next]).count() as u32;
        self.at += next;
        Some((span, text, cells))
    }

    /// Passes over a byte order mark at the start of the text; whether it is known that there is none.
    fn skip_mark(&mut self) -> bool {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        if self.buffer.starts_with(MARK) {
            self.at = MARK.len();
        }
        self.buffer.len() >= MARK.len() || self.ended || !MARK.starts_with(&self.buffer)
    }
}

fn without_line_end(row: &[u8]) -> &[u8] {
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// Whether there is nothing in a cell but blanks.
pub fn is_blank_cell(cell: &str) -> bool {
    cell.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// Where the row ends that a text begins with.
fn row_end(text: &[u8], is_all: bool) -> End {
    let mut at = 0;
    loop {
        // At the start of a cell.
        if text.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let Some(quote) = memchr::memchr(b'"', &text[at..]) else {
                    return if is_all { End::Broken } else { End::More };
                };
                at += quote + 1;
                if text.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
            match text.get(at) {
                None if is_all => return End::At(at),
                None => return End::More,
                Some(b',') => {}
                Some(b'\n') => return End::At(at),
                Some(b'\r') => match text.get(at + 1) {
                    Some(b'\n') => return End::At(at + 1),
                    None if !is_all => return End::More,
                    None => return End::At(at + 1),
                    Some(_) => return End::Broken,
                },
                Some(_) => return End::Broken,
            }
        } else {
            match memchr::memchr2(b',', b'\n', &text[at..]) {
                None if is_all => return End::At(text.len()),
                None => return End::More,
                Some(len) if text[at + len] == b'\n' => return End::At(at + len),
                Some(len) => at += len,
            }
        }
        at += 1;
    }
}

fn cells_of(row: &[u8]) -> Option<Vec<String>> {
    if row.is_empty() {
        return Some(vec![String::new()]);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        // A carriage return by itself is text.
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(row);
    let record = reader.byte_records().next()?.ok()?;
    Some(record.iter().map(|cell| Cow::into_owned(String::from_utf8_lossy(cell))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, chunk: usize, width: usize) -> Vec<String> {
        let mut rows = Rows { width, ..Rows::default() };
        let mut found = Vec::new();
        let mut take = |rows: &mut Rows| {
            while let Some((span, _, cells)) = rows.next_row() {
                found.push(format!(
                    "{}:{} {:?}",
                    span.line,
                    span.offset,
                    cells.unwrap_or(vec!["broken".into()])
                ));
            }
        };
        for piece in text.as_bytes().chunks(chunk) {
            rows.push(piece);
            take(&mut rows);
        }
        rows.end();
        take(&mut rows);
        found
    }

    #[test]
    fn rows_are_found_and_a_broken_one_costs_its_line() {
        let text = "a,b\r\n1,\"x\"\"y\nz\"\n\n2,\"bad\" x\n3,\"no end\n4,it\"s\n";
        let expected = [
            r#"1:0 ["a", "b"]"#,
            r#"2:5 ["1", "x\"y\nz"]"#,
            r#"4:16 [""]"#,
            r#"5:17 ["broken"]"#,
            r#"6:27 ["broken"]"#,
            r#"7:37 ["4", "it\"s"]"#,
        ];
        for chunk in [1, 3, text.len()] {
            assert_eq!(rows(text, chunk, 0), expected, "chunks of {chunk}");
        }
    }

    #[test]
    fn a_row_of_another_width_costs_the_line_on_which_it_begins() {
        let text = "\u{feff}a,b\n1,\"x\ny\",2\n\n3,\"p\rq\"\n";
        let expected = [
            r#"1:3 ["a", "b"]"#,
            r#"2:7 ["broken"]"#,
            r#"3:12 ["y\"", "2"]"#,
            r#"4:17 [""]"#,
            r#"5:18 ["3", "p\rq"]"#,
        ];
        for chunk in [1, 3, text.len()] {
            assert_eq!(rows(text, chunk, 2), expected, "chunks of {chunk}");
        }
    }
}
