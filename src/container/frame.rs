//! JSON values in a stream of text: arrays, JSON Lines, concatenated and pretty-printed values are all
//! the same to it, and what is broken costs only itself (R12). It does not know what the values mean.
//!
//! ```text
//!   [ {value} , {value} ,\n {bro ken \n {value} ]  garbage \n {value}
//!     ~~~~~~~   ~~~~~~~     ~~~~~~~~   ~~~~~~~     ~~~~~~~    ~~~~~~~
//!     value     value       broken     value       broken     value
//! ```

use super::json::{JsonError, Walked};
use crate::source::Span;
use crate::source::limits::{MAX_JSON_DEPTH, MAX_RECORD_BYTES};

/// A piece of the stream.
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, and a box would cost an allocation a record"
)]
#[derive(Debug)]
pub enum Frame<'a> {
    /// A whole value.
    Value(Span, &'a [u8], Walked),
    /// A piece that is not valid JSON.
    Broken(Span, &'a [u8], Breakage),
}

/// What is wrong with a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakage {
    /// Not valid JSON from this byte of the piece on.
    Syntax {
        /// Bytes from the start of the piece.
        at: u32,
    },
    /// The text ends within the value.
    CutOff,
    /// Nested deeper than the limit.
    TooDeep,
    /// Larger than the limit.
    TooLong,
}

/// The text that has come in and not yet been cut, and where the cut stands.
#[derive(Debug)]
pub struct Framer {
    buffer: Vec<u8>,
    at: usize,
    /// Offset of `buffer[0]` in the text.
    base: u64,
    /// Line of `buffer[at]`, counted from 1.
    line: u64,
    /// Blanks at the start of the line of `buffer[at]`, so long as `Some`: nothing else came before.
    indent: usize,
    at_line_start: bool,
    open_arrays: u32,
    /// Below this length of buffer another look at an incomplete value would be in vain.
    wanted_len: usize,
    ended: bool,
    rejected_to_the_end: bool,
}

impl Default for Framer {
    fn default() -> Self {
        Framer {
            buffer: Vec::new(),
            at: 0,
            base: 0,
            line: 1,
            indent: 0,
            at_line_start: true,
            open_arrays: 0,
            wanted_len: 0,
            ended: false,
            rejected_to_the_end: false,
        }
    }
}

enum Step {
    Value { len: usize },
    Broken { len: usize, breakage: Breakage, to_the_end: bool },
    More,
}

impl Framer {
    /// Takes in the next bytes of the text (UTF-8, valid or not).
    pub fn push(&mut self, text: &[u8]) {
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.base += self.at as u64;
            self.wanted_len = self.wanted_len.saturating_sub(self.at);
            self.at = 0;
        }
        self.buffer.extend_from_slice(text);
    }

    /// No more text will come.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// How many bytes of text have come in.
    pub fn text_len(&self) -> u64 {
        self.base + self.buffer.len() as u64
    }

    /// Line at which the cut stands, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Whether the text ended within an array, between two of its elements.
    pub fn is_cut_between_elements(&self) -> bool {
        self.ended && self.open_arrays > 0 && !self.rejected_to_the_end
    }

    /// The next piece, read by `walk`; nothing where more text is needed, or all is cut.
    pub fn next_frame(&mut self, walk: impl FnOnce(&[u8]) -> Result<Walked, JsonError>) -> Option<Frame<'_>> {
        if !self.skip_to_value() {
            return None;
        }
        if !self.ended && self.buffer.len() < self.wanted_len {
            return None;
        }
        let start = self.at;
        let offset = self.base + start as u64;
        let line = u32::try_from(self.line).unwrap_or(u32::MAX);
        let (step, walked) = match self.buffer[start] {
            b'{' => match walk(&self.buffer[start..]) {
                Ok(walked) if walked.len <= MAX_RECORD_BYTES => {
                    (Step::Value { len: walked.len }, Some(walked))
                }
                Ok(walked) => {
                    (Step::Broken { len: walked.len, breakage: Breakage::TooLong, to_the_end: false }, None)
                }
                Err(error) => (self.broken_value(error), None),
            },
            _ => match walk(&self.buffer[start..]) {
                Ok(walked) if self.scalar_ends(start + walked.len) => {
                    (Step::Value { len: walked.len }, Some(walked))
                }
                // A number or word at the end of what has come may go on.
                Ok(_) if !self.ended && !self.buffer[start..].contains(&b'\n') => (Step::More, None),
                _ => (self.broken_line(), None),
            },
        };
        match step {
            Step::More if self.buffer.len() - start > MAX_RECORD_BYTES => {
                let step = self.too_long();
                Some(self.take_broken(step, offset, line))
            }
            Step::More => {
                // Looking again only when there is twice as much keeps the work linear.
                self.wanted_len = start + (self.buffer.len() - start) * 2;
                None
            }
            Step::Value { len } => {
                let walked = walked?;
                self.at = start + len;
                self.line += u64::from(walked.line_feeds);
                self.at_line_start = false;
                self.rejected_to_the_end = false;
                let span = Span { offset, len: len as u32, line };
                Some(Frame::Value(span, &self.buffer[start..start + len], walked))
            }
            broken => Some(self.take_broken(broken, offset, line)),
        }
    }

    fn take_broken(&mut self, step: Step, offset: u64, line: u32) -> Frame<'_> {
        let Step::Broken { len, breakage, to_the_end } = step else {
            unreachable!("only broken pieces are taken here")
        };
        let piece = &self.buffer[self.at..self.at + len];
        self.line += memchr::memchr_iter(b'\n', piece).count() as u64;
        if let Some(last) = memchr::memrchr(b'\n', piece) {
            self.at_line_start = piece[last + 1..].iter().all(|b| matches!(b, b' ' | b'\t'));
            self.indent = if self.at_line_start { piece.len() - last - 1 } else { 0 };
        } else {
            self.at_line_start = false;
        }
        self.at += len;
        self.rejected_to_the_end = to_the_end;
        let piece = &self.buffer[self.at - len..self.at];
        let trimmed = piece_len_without_line_end(piece);
        Frame::Broken(Span { offset, len: trimmed as u32, line }, &piece[..trimmed], breakage)
    }

    /// Passes over blanks, commas, byte order marks and the brackets of arrays.
    fn skip_to_value(&mut self) -> bool {
        loop {
            let Some(byte) = self.buffer.get(self.at).copied() else { return false };
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.indent = 0;
                    self.at_line_start = true;
                }
                b' ' | b'\t' => {
                    if self.at_line_start {
                        self.indent += 1;
                    }
                }
                b'\r' | b',' => {}
                0xef => match self.buffer.get(self.at..self.at + 3) {
                    Some([0xef, 0xbb, 0xbf]) => self.at += 2,
                    None if !self.ended => return false,
                    _ => return true,
                },
                b'[' if self.open_arrays < MAX_JSON_DEPTH => {
                    self.open_arrays += 1;
                    self.rejected_to_the_end = false;
                    self.at_line_start = false;
                }
                b']' if self.open_arrays > 0 => {
                    self.open_arrays -= 1;
                    self.at_line_start = false;
                }
                _ => return true,
            }
            self.at += 1;
        }
    }

    /// Whether a scalar that ends here is followed by what may follow a value.
    fn scalar_ends(&self, end: usize) -> bool {
        match self.buffer.get(end) {
            Some(byte) => matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']'),
            None => self.ended,
        }
    }

    /// A line that begins with something else than a value.
    fn broken_line(&self) -> Step {
        let rest = &self.buffer[self.at..];
        let breakage = Breakage::Syntax { at: 0 };
        match memchr::memchr(b'\n', rest) {
            // What was cut off ends without a line end, so the array lacks more than this line.
            Some(len) => Step::Broken { len, breakage, to_the_end: false },
            None if self.ended => Step::Broken { len: rest.len(), breakage, to_the_end: true },
            None => Step::More,
        }
    }

    /// Where a value that does not read as JSON ends (R12).
    fn broken_value(&self, error: JsonError) -> Step {
        let breakage = match error {
            JsonError::Incomplete if !self.ended => return Step::More,
            JsonError::Incomplete => Breakage::CutOff,
            JsonError::Syntax { at } => Breakage::Syntax { at: at as u32 },
            JsonError::TooDeep => Breakage::TooDeep,
        };
        match super::recover::end_of_broken(&self.buffer[self.at..], self.indent, self.ended) {
            Some(end) => Step::Broken { len: end.len, breakage, to_the_end: end.is_end_of_text },
            None => Step::More,
        }
    }

    /// A value that goes on beyond the limit: it ends as a broken one does, or with what has come.
    fn too_long(&self) -> Step {
        let rest = &self.buffer[self.at..];
        let end = super::recover::end_of_broken(rest, self.indent, false);
        let len = end.map_or(rest.len(), |end| end.len);
        Step::Broken { len, breakage: Breakage::TooLong, to_the_end: false }
    }
}

fn piece_len_without_line_end(piece: &[u8]) -> usize {
    piece.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |last| last + 1)
}
