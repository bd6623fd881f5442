//! The cells of a row of CSV (RFC 4180). Those of a usual row are cut out a block at a time, for JSON in a cell has two
//! quotes every few bytes; whatever is unusual is the work of `csv_core`.

use super::json_text::into_string;
use super::unescape::unescape_cell;
use crate::source::block::{BLOCK_BYTES, Escapes, bits_of, block_at};
use csv_core::ReadFieldResult;

/// The quote at which a text within quotes may end, from `at` on: the first that no other one follows. Or, where
/// `or_line_feed` says so, a line feed before that.
pub(super) fn next_in_quotes(text: &[u8], mut at: usize, or_line_feed: bool) -> Option<usize> {
    let mut pairs = Escapes::default();
    while at < text.len() {
        let block = block_at(text, at, b' ');
        let quotes = bits_of(b'"', &block);
        let second = pairs.escaped(quotes) & quotes;
        let is_first_of_next = text.get(at + BLOCK_BYTES) == Some(&b'"');
        let followed = second >> 1 | u64::from(is_first_of_next) << (BLOCK_BYTES - 1);
        let mut found = quotes & !second & !followed;
        if or_line_feed {
            found |= bits_of(b'\n', &block);
        }
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize);
        }
        at += BLOCK_BYTES;
    }
    None
}

/// The cells of a row; nothing where it is only line ends.
pub fn cells_of(separator: u8, row: &[u8]) -> Option<Vec<String>> {
    if row.is_empty() {
        return Some(vec![String::new()]);
    }
    usual_cells(separator, row).or_else(|| unusual_cells(separator, row))
}

/// The cells of a row in which nothing stands behind a closing quote, and no line ends outside of quotes.
fn usual_cells(separator: u8, row: &[u8]) -> Option<Vec<String>> {
    if row.starts_with(BYTE_ORDER_MARK) {
        return None;
    }
    let (mut cells, mut rest) = (Vec::new(), row);
    loop {
        if let Some(quoted) = rest.strip_prefix(b"\"") {
            let len = next_in_quotes(quoted, 0, false)?;
            let mut cell = Vec::new();
            unescape_cell(&quoted[..len], &mut cell);
            cells.push(into_string(cell));
            rest = &quoted[len + 1..];
        } else {
            let len = memchr::memchr2(separator, b'\n', rest).unwrap_or(rest.len());
            cells.push(String::from_utf8_lossy(&rest[..len]).into_owned());
            rest = &rest[len..];
        }
        match rest.split_first() {
            None => return Some(cells),
            Some((byte, behind)) if *byte == separator => rest = behind,
            Some(_) => return None,
        }
    }
}

/// `csv_core` passes over it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn unusual_cells(separator: u8, row: &[u8]) -> Option<Vec<String>> {
    // A carriage return by itself is text.
    let terminator = csv_core::Terminator::Any(b'\n');
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).terminator(terminator).build();
    // No cell is longer than its row: there is always room.
    let mut cell = vec![0; row.len() + 1];
    let (mut at, mut len) = (0, 0);
    let mut cells = Vec::new();
    loop {
        let (result, read, written) = reader.read_field(&row[at..], &mut cell[len..]);
        at += read;
        len += written;
        match result {
            // It asks once more, and hears that there is nothing left.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::Field { record_end } => {
                cells.push(String::from_utf8_lossy(&cell[..len]).into_owned());
                len = 0;
                if record_end {
                    return Some(cells);
                }
            }
            ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_those_that_the_csv_crate_reads() {
        let of_csv = |row: &[u8]| -> Option<Vec<String>> {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .terminator(csv::Terminator::Any(b'\n'))
                .from_reader(row);
            let record = reader.byte_records().next()?.ok()?;
            Some(record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
        };
        // All rows of up to four of these.
        let mut rows: Vec<String> = vec![String::new()];
        for _ in 0..4 {
            let longer =
                rows.iter().flat_map(|row| ["a", ",", "\"", "\r", "\n", "é"].map(|c| format!("{row}{c}")));
            rows = longer.chain([String::new()]).collect();
        }
        rows.extend(["\u{feff}a,b", "a\u{feff}", "\"\u{feff}\"\"\",b"].map(str::to_owned));
        for row in rows.iter().filter(|row| !row.is_empty()) {
            assert_eq!(cells_of(b',', row.as_bytes()), of_csv(row.as_bytes()), "{row:?}");
        }
    }
}
