//! Rows of CSV in a stream of text (RFC 4180), found one by one so that a broken row costs one line. What
//! the cells hold is the work of `cells.rs`.

pub use super::cells::cells_of;
use super::cells::next_in_quotes;
use crate::source::Span;
use crate::source::limits::MAX_RECORD_BYTES;

/// The text that has come in and not yet been cut.
#[derive(Debug)]
pub struct CsvRows {
    /// What stands between two cells: a comma, a semicolon or a tab.
    separator: u8,
    /// How many cells each row must have, or 0 where that is not known: one that has more or fewer is broken.
    pub width: usize,
    buffer: Vec<u8>,
    at: usize,
    base: u64,
    /// Line feeds before `buffer[at]`.
    line: u32,
    ended: bool,
    /// How far the row that begins at `buffer[at]` has been scanned.
    scan: Scan,
    /// How far a broken row before it was scanned, and beyond this one's start.
    ahead: Option<ScanAhead>,
    /// Whether the rest of the line belongs to a row that is longer than the limit.
    is_passing: bool,
}

/// A row: where it is, its text, and its cells; none where it is broken.
pub type CsvRow = (Span, Vec<u8>, Option<Vec<String>>);

/// How a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Behind this many bytes, the line end left out.
    At(usize),
    /// It is broken.
    Broken,
}

/// A row that is being scanned; offsets are bytes from its start.
#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    at: usize,
    state: CsvState,
    /// Separators between cells so far.
    separators: usize,
    /// The first line feed within it, and the separators before that.
    first_line: Option<(usize, usize)>,
    end: Option<End>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CsvState {
    #[default]
    CellStart,
    Plain,
    Quoted,
    BehindQuote,
}

/// What is known of the text behind the start of a row, because a row before it was scanned and found broken.
///
/// Such a row costs the line on which it begins, so that all others are scanned again, each perhaps to the
/// end of the text. But a line feed within a row stands within quotes, whatever row it is: from the first one
/// on, two rows that have it go on alike, and need be scanned once.
#[derive(Clone, Copy, Debug)]
struct ScanAhead {
    /// Offset in the text up to which it was scanned.
    at: u64,
    state: CsvState,
    /// Commas between cells from the start of the present row on.
    separators: usize,
    end: Option<End>,
}

impl Scan {
    /// Scans on, until the end is found or the text is used up, or `once` the first line feed is passed.
    fn go_on(&mut self, separator: u8, text: &[u8], is_all: bool, is_cut: bool, once: bool) {
        let at_end = if is_cut { End::Broken } else { End::At(text.len()) };
        while self.end.is_none() {
            let next = text.get(self.at).copied();
            match (self.state, next) {
                (_, None) => {
                    let is_open = self.state == CsvState::Quoted;
                    self.end = is_all.then_some(if is_open { End::Broken } else { at_end });
                    return;
                }
                (CsvState::CellStart, Some(b'"')) => (self.state, self.at) = (CsvState::Quoted, self.at + 1),
                (CsvState::CellStart, Some(_)) => self.state = CsvState::Plain,
                (CsvState::Plain, Some(_)) => match memchr::memchr2(separator, b'\n', &text[self.at..]) {
                    None => self.at = text.len(),
                    Some(len) if text[self.at + len] == b'\n' => self.end = Some(End::At(self.at + len)),
                    Some(len) => self.begin_cell(self.at + len + 1),
                },
                (CsvState::Quoted, Some(_)) => {
                    match next_in_quotes(text, self.at, self.first_line.is_none()) {
                        None => self.at = text.len(),
                        Some(found) if text[found] == b'"' => {
                            (self.state, self.at) = (CsvState::BehindQuote, found + 1)
                        }
                        Some(found) => {
                            self.at = found + 1;
                            self.first_line = Some((found, self.separators));
                            if once {
                                return;
                            }
                        }
                    }
                }
                (CsvState::BehindQuote, Some(b'"')) => {
                    (self.state, self.at) = (CsvState::Quoted, self.at + 1)
                }
                (CsvState::BehindQuote, Some(byte)) if byte == separator => self.begin_cell(self.at + 1),
                (CsvState::BehindQuote, Some(b'\n')) => self.end = Some(End::At(self.at)),
                (CsvState::BehindQuote, Some(b'\r')) => {
                    self.end = match text.get(self.at + 1) {
                        Some(b'\n') => Some(End::At(self.at + 1)),
                        None if !is_all => return,
                        None => Some(at_end),
                        Some(_) => Some(End::Broken),
                    }
                }
                (CsvState::BehindQuote, Some(_)) => self.end = Some(End::Broken),
            }
        }
    }

    fn begin_cell(&mut self, at: usize) {
        (self.state, self.at, self.separators) = (CsvState::CellStart, at, self.separators + 1);
    }
}

/// Commas between cells in a text that begins within quotes.
fn separators_from_quotes(separator: u8, text: &[u8]) -> usize {
    let mut scan = Scan { state: CsvState::Quoted, ..Scan::default() };
    scan.go_on(separator, text, false, false, false);
    scan.separators
}

impl Default for CsvRows {
    fn default() -> CsvRows {
        CsvRows::separated_by(b',')
    }
}

impl CsvRows {
    /// Rows whose cells are separated by this byte.
    pub fn separated_by(separator: u8) -> CsvRows {
        CsvRows {
            separator,
            width: 0,
            buffer: Vec::new(),
            at: 0,
            base: 0,
            line: 0,
            ended: false,
            scan: Scan::default(),
            ahead: None,
            is_passing: false,
        }
    }

    /// Adds the next text.
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
    pub fn next_row(&mut self) -> Option<CsvRow> {
        if self.base == 0 && self.at == 0 && !self.skip_mark() {
            return None;
        }
        if self.is_passing {
            let rest = &self.buffer[self.at..];
            let line_feed = memchr::memchr(b'\n', rest);
            let len = line_feed.map_or(rest.len(), |len| len + 1);
            self.is_passing = line_feed.is_none();
            self.pass(len);
        }
        let rest = self.buffer.get(self.at..).filter(|rest| !rest.is_empty())?;
        let window = &rest[..rest.len().min(MAX_RECORD_BYTES)];
        let is_cut = rest.len() > window.len();
        let is_all = self.ended || is_cut;
        let separator = self.separator;
        self.scan.go_on(separator, window, is_all, is_cut, self.ahead.is_some());
        if self.scan.end.is_none() && self.scan.first_line.is_some() {
            if let Some(ahead) = self.ahead.take() {
                self.scan.join(separator, &ahead, self.base + self.at as u64, window);
            }
            self.scan.go_on(separator, window, is_all, is_cut, false);
        }
        let (mut len, cells) = match self.scan.end? {
            End::At(len) => (len, self.cells(without_line_end(&rest[..len]))),
            End::Broken => (0, None),
        };
        if cells.is_none() {
            // Within quotes the line that it begins on has been found; else it is still to be looked for.
            len = match self.scan.first_line.map(|(len, _)| len).or_else(|| memchr::memchr(b'\n', window)) {
                Some(len) => len,
                None if is_all => window.len(),
                None => return None,
            };
            if let Some((_, separators)) = self.scan.first_line {
                self.ahead = Some(self.scan.ahead(separators, self.base + self.at as u64));
            }
        }
        let text = without_line_end(&rest[..len]).to_vec();
        let span = Span { offset: self.base + self.at as u64, len: text.len() as u32, line: self.line + 1 };
        self.is_passing = rest.get(len).is_some_and(|byte| *byte != b'\n');
        // What is ahead of a broken row was counted from behind its line already.
        let is_counted = cells.is_none() && self.scan.first_line.is_some();
        let next = (len + usize::from(!self.is_passing)).min(rest.len());
        if self.is_passing {
            self.ahead = None;
        } else if !is_counted {
            self.count_ahead(next);
        }
        self.pass(next);
        self.scan = Scan::default();
        Some((span, text, cells))
    }

    /// The cells of a row, if there are as many as there must be, or all of them are blank.
    fn cells(&self, row: &[u8]) -> Option<Vec<String>> {
        let has_width = self.width == 0 || self.scan.separators + 1 == self.width;
        if has_width
            || row.is_empty()
            || (self.scan.first_line.is_none() && is_blank_row(self.separator, row))
        {
            return if has_width { cells_of(self.separator, row) } else { Some(vec![String::new()]) };
        }
        None
    }

    /// Moves over these bytes.
    fn pass(&mut self, len: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.buffer[self.at..self.at + len]).count() as u32;
        self.at += len;
    }

    /// Takes the separators of these bytes off what is known ahead, if it is known beyond them.
    fn count_ahead(&mut self, len: usize) {
        let end = self.base + (self.at + len) as u64;
        self.ahead = self.ahead.filter(|ahead| ahead.at >= end).map(|ahead| {
            let passed = separators_from_quotes(self.separator, &self.buffer[self.at..self.at + len]);
            ScanAhead { separators: ahead.separators - passed, ..ahead }
        });
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

impl Scan {
    /// Goes on from where another row was scanned to, if that is beyond the line feed which both have. `start`
    /// is the offset at which this row begins.
    fn join(&mut self, separator: u8, ahead: &ScanAhead, start: u64, text: &[u8]) {
        let Some((line_feed, _)) = self.first_line else { return };
        if ahead.at <= start + line_feed as u64 {
            return;
        }
        self.separators += ahead.separators - separators_from_quotes(separator, &text[..=line_feed]);
        self.at = (ahead.at - start) as usize;
        self.state = ahead.state;
        self.end = ahead.end.map(|end| match end {
            End::At(_) => End::At(self.at),
            End::Broken => End::Broken,
        });
    }

    /// What this scan, which began at this offset, tells of the text behind its first line feed; `separators` are
    /// those before that.
    fn ahead(&self, separators: usize, start: u64) -> ScanAhead {
        let at = if let Some(End::At(end)) = self.end { end } else { self.at };
        // A row that has no end within the limit may have one beyond it.
        let end = self.end.filter(|end| *end != End::Broken || self.state == CsvState::BehindQuote);
        ScanAhead { at: start + at as u64, state: self.state, separators: self.separators - separators, end }
    }
}

fn without_line_end(row: &[u8]) -> &[u8] {
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// Whether there is nothing in a cell but blanks.
pub fn is_blank_cell(cell: &str) -> bool {
    cell.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// Whether all cells of a row are blank.
fn is_blank_row(separator: u8, row: &[u8]) -> bool {
    let is_blank = |byte: &u8| *byte == separator || matches!(byte, b' ' | b'\t' | b'\r' | b'"');
    let may_be = row.iter().all(is_blank);
    // Without quotes the cells are what stands between the separators.
    let is_quoted = row.contains(&b'"');
    may_be
        && (!is_quoted
            || cells_of(separator, row).is_some_and(|cells| cells.iter().all(|cell| is_blank_cell(cell))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a text that comes in chunks of this size: line, offset and cells, if it is not broken.
    fn found_rows(text: &str, chunk: usize, width: usize) -> Vec<FoundRow> {
        let mut rows = CsvRows { width, ..CsvRows::default() };
        let mut found = Vec::new();
        let mut take = |rows: &mut CsvRows| {
            while let Some((span, _, cells)) = rows.next_row() {
                found.push((span.line, span.offset, cells.map(without_blanks)));
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

    type FoundRow = (u32, u64, Option<Vec<String>>);

    /// A row of blank cells is none, however many they are.
    fn without_blanks(cells: Vec<String>) -> Vec<String> {
        if cells.iter().all(|cell| is_blank_cell(cell)) { Vec::new() } else { cells }
    }

    fn rows(text: &str, chunk: usize, width: usize) -> Vec<String> {
        let show = |(line, offset, cells): FoundRow| match cells {
            Some(cells) => format!("{line}:{offset} {cells:?}"),
            None => format!("{line}:{offset} broken"),
        };
        found_rows(text, chunk, width).into_iter().map(show).collect()
    }

    #[test]
    fn rows_are_found_and_a_broken_one_costs_its_line() {
        let text = "a,b\r\n1,\"x\"\"y\nz\"\n\n2,\"bad\" x\n3,\"no end\n4,it\"s\n";
        let expected = [
            r#"1:0 ["a", "b"]"#,
            r#"2:5 ["1", "x\"y\nz"]"#,
            "4:16 []",
            "5:17 broken",
            "6:27 broken",
            r#"7:37 ["4", "it\"s"]"#,
        ];
        for chunk in [1, 3, text.len()] {
            assert_eq!(rows(text, chunk, 0), expected, "chunks of {chunk}");
        }
    }

    /// What the rules say, found the slow way: each row is scanned from its start, and one that is broken
    /// costs its line.
    fn slow_rows(text: &str, width: usize) -> Vec<FoundRow> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let rest = &text.as_bytes()[at..];
            let mut scan = Scan::default();
            scan.go_on(b',', rest, true, false, false);
            let whole = match scan.end {
                Some(End::At(len)) => {
                    cells_of(b',', without_line_end(&rest[..len])).map(|cells| (len, cells))
                }
                _ => None,
            };
            let whole = whole.map(|(len, cells)| (len, cells.len(), without_blanks(cells)));
            let right = whole.filter(|(_, count, cells)| width == 0 || *count == width || cells.is_empty());
            let line_len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let (len, cells) = right.map_or((line_len, None), |(len, _, cells)| (len, Some(cells)));
            found.push((1 + text[..at].matches('\n').count() as u32, at as u64, cells));
            at += len + 1;
        }
        found
    }

    #[test]
    fn what_is_remembered_of_broken_rows_changes_nothing() {
        const PIECES: [&str; 9] = ["\"", "\"\"", ",", "\n", "\n", "a", "\",\"", "\"\n", "\r\n"];
        let mut state = 1u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for _ in 0..20_000 {
            let text: String = (0..below(24)).map(|_| PIECES[below(PIECES.len())]).collect();
            let (width, chunk) = (below(4), 1 + below(8));
            let shown = found_rows(&text, chunk, width);
            assert_eq!(shown, slow_rows(&text, width), "{text:?}, width {width}, chunks of {chunk}");
        }
    }

    #[test]
    fn a_row_of_another_width_costs_the_line_on_which_it_begins() {
        let text = "\u{feff}a,b\n1,\"x\ny\",2\n\n3,\"p\rq\"\n";
        let expected =
            [r#"1:3 ["a", "b"]"#, "2:7 broken", r#"3:12 ["y\"", "2"]"#, "4:17 []", r#"5:18 ["3", "p\rq"]"#];
        for chunk in [1, 3, text.len()] {
            assert_eq!(rows(text, chunk, 2), expected, "chunks of {chunk}");
        }
    }

    #[test]
    fn cells_may_be_separated_by_other_things_than_commas() {
        let mut rows = CsvRows::separated_by(b';');
        rows.push(b"a;b\n1,5;\"x;\ny\"\n;\n");
        rows.end();
        let cells: Vec<_> = std::iter::from_fn(|| rows.next_row()).filter_map(|(.., cells)| cells).collect();
        assert_eq!(cells, [["a", "b"], ["1,5", "x;\ny"], ["", ""]]);
    }
}
