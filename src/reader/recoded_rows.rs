//! The rows of a table as UTF-8, whatever its encoding: rows wait from the first that is no UTF-8 until one shows which
//! encoding it is. Cells are told apart in the bytes as they are, so that offsets are those of the file: in no encoding
//! is a separator, quote or line end a part of something else.

use crate::container::legacy_text::{EncodingEvidence, LegacyEncoding, encoding_evidence};
use crate::container::rows::{CsvRow, CsvRows, cells_of};
use crate::source::limits::{HELD_CELL_BYTES, MAX_HELD_ROW_BYTES};
use std::collections::VecDeque;

/// Rows that come as UTF-8.
pub(super) struct RecodedRows {
    rows: CsvRows,
    separator: u8,
    /// The encoding, once it is known; nothing in it is that of UTF-8.
    encoding: Option<Option<LegacyEncoding>>,
    held: VecDeque<CsvRow>,
    held_bytes: usize,
    has_ended: bool,
    /// Whether the headers have come: before, no row can wait.
    has_headers: bool,
}

impl RecodedRows {
    /// Rows whose cells are separated by this byte.
    pub(super) fn separated_by(separator: u8) -> RecodedRows {
        RecodedRows {
            rows: CsvRows::separated_by(separator),
            separator,
            encoding: None,
            held: VecDeque::new(),
            held_bytes: 0,
            has_ended: false,
            has_headers: false,
        }
    }

    /// Adds the next text.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.rows.push(text);
    }

    /// No more text will come.
    pub(super) fn end(&mut self) {
        self.rows.end();
        self.has_ended = true;
    }

    /// The headers have come; how many cells each row has, or 0 where that is not known.
    pub(super) fn begin_body(&mut self, width: usize) {
        self.rows.width = width;
        self.has_headers = true;
    }

    /// The encoding, where it is known and is not UTF-8.
    pub(super) fn legacy(&self) -> Option<LegacyEncoding> {
        self.encoding.flatten()
    }

    /// The next row.
    pub(super) fn next_row(&mut self) -> Option<CsvRow> {
        while self.encoding.is_none() {
            let Some(row) = self.rows.next_row() else {
                if !self.has_ended || self.held.is_empty() {
                    return None;
                }
                self.encoding = Some(Some(LegacyEncoding::Windows1252));
                break;
            };
            match encoding_evidence(&row.1) {
                EncodingEvidence::Utf8 => self.encoding = Some(None),
                EncodingEvidence::Legacy(encoding) => self.encoding = Some(Some(encoding)),
                EncodingEvidence::Ascii if self.held.is_empty() => return Some(row),
                EncodingEvidence::Ascii | EncodingEvidence::Open => {}
            }
            if !self.has_headers {
                return Some(row);
            }
            self.held_bytes += row.1.len() * 2 + HELD_CELL_BYTES * row.2.as_ref().map_or(1, Vec::len);
            self.held.push_back(row);
            if self.held_bytes > MAX_HELD_ROW_BYTES {
                self.encoding.get_or_insert(Some(LegacyEncoding::Windows1252));
            }
        }
        let (span, text, cells) = self.held.pop_front().or_else(|| self.rows.next_row())?;
        let recoded = self.legacy().filter(|_| cells.is_some() && !text.is_ascii());
        let cells = match recoded {
            Some(encoding) => cells_of(self.separator, encoding.decode(&text).as_bytes()),
            None => cells,
        };
        Some((span, text, cells))
    }
}
