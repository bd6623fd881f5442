//! Text that comes in pieces and is cut from its front: what has come and is not yet cut, and where the cut stands.

use crate::source::Span;
use crate::source::limits::MAX_RECORD_BYTES;

/// The text that has come and is not yet cut.
#[derive(Debug)]
pub(super) struct TextBuffer {
    bytes: Vec<u8>,
    /// The cut.
    at: usize,
    /// Offset of `bytes[0]` in the text.
    base: u64,
    /// Line of the cut, counted from 1.
    line: u64,
    /// Blanks at the start of the line of the cut.
    indent: usize,
    /// Whether nothing but those stands before the cut on its line.
    is_at_line_start: bool,
    ended: bool,
}

impl TextBuffer {
    /// A text of which nothing has come.
    pub(super) fn new() -> TextBuffer {
        TextBuffer {
            bytes: Vec::new(),
            at: 0,
            base: 0,
            line: 1,
            indent: 0,
            is_at_line_start: true,
            ended: false,
        }
    }

    /// Adds the next bytes of the text, and lets go of what is cut.
    pub(super) fn push(&mut self, text: &[u8]) {
        if self.at > 0 {
            self.bytes.drain(..self.at);
            self.base += self.at as u64;
            self.at = 0;
        }
        self.bytes.extend_from_slice(text);
    }

    /// Notes that no more text will come.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// Whether no more text will come.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// How many bytes have come in all.
    pub(super) fn text_len(&self) -> u64 {
        self.base + self.bytes.len() as u64
    }

    /// Line of the cut, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Blanks at the start of the line of the cut.
    pub(super) fn indent(&self) -> usize {
        self.indent
    }

    /// All that is not yet cut.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// The text that decides what comes next: at most [`MAX_RECORD_BYTES`].
    #[inline]
    pub(super) fn window(&self) -> &[u8] {
        let rest = self.rest();
        &rest[..rest.len().min(MAX_RECORD_BYTES)]
    }

    /// Whether the window will not grow.
    pub(super) fn is_window_whole(&self) -> bool {
        self.ended || self.rest().len() >= MAX_RECORD_BYTES
    }

    /// Where the next `len` bytes stand in the text.
    #[inline]
    pub(super) fn span(&self, len: usize) -> Span {
        let line = u32::try_from(self.line).unwrap_or(u32::MAX);
        Span { offset: self.base + self.at as u64, len: len as u32, line }
    }

    /// The bytes that were cut last.
    #[inline]
    pub(super) fn last_cut(&self, len: usize) -> &[u8] {
        &self.bytes[self.at - len..self.at]
    }

    /// Cuts a value of this length that has so many line feeds.
    #[inline]
    pub(super) fn cut_value(&mut self, len: usize, line_feeds: u32) {
        self.at += len;
        self.line += u64::from(line_feeds);
        self.is_at_line_start = false;
        if line_feeds > 0 {
            self.indent = last_indent(&self.bytes[self.at - len..self.at]).unwrap_or(self.indent);
        }
    }

    /// Cuts this many bytes, whatever they are.
    pub(super) fn cut(&mut self, len: usize) {
        let piece = &self.bytes[self.at..self.at + len];
        self.line += memchr::memchr_iter(b'\n', piece).count() as u64;
        if let Some(indent) = last_indent(piece) {
            self.indent = indent;
            self.is_at_line_start = piece[..piece.len() - indent].ends_with(b"\n");
        } else {
            self.is_at_line_start = false;
        }
        self.at += len;
    }

    /// Cuts a byte that is a blank, or is looked upon as one.
    #[inline]
    pub(super) fn cut_blank(&mut self) {
        match self.bytes[self.at] {
            b'\n' => {
                self.line += 1;
                self.indent = 0;
                self.is_at_line_start = true;
            }
            b' ' | b'\t' if self.is_at_line_start => self.indent += 1,
            _ => {}
        }
        self.at += 1;
    }
}

/// How many blanks the last line that begins within this text has at its start.
fn last_indent(text: &[u8]) -> Option<usize> {
    let line = &text[memchr::memrchr(b'\n', text)? + 1..];
    Some(line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count())
}
