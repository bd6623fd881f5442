//! Where something stands in a filter line (F9).

/// A part of a line, in characters from 0: first one, and first one after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CharSpan {
    /// The first character.
    pub start: usize,
    /// The first character after it.
    pub end: usize,
}

impl CharSpan {
    /// From the first character of one span to the last one of another.
    pub fn to(self, other: CharSpan) -> CharSpan {
        CharSpan { start: self.start, end: other.end }
    }

    /// The line before it, what it covers, and the line after it. What lies beyond the line is empty.
    pub fn split(self, line: &str) -> [&str; 3] {
        let byte = |index: usize| line.char_indices().nth(index).map_or(line.len(), |(byte, _)| byte);
        let (start, end) = (byte(self.start), byte(self.end.max(self.start)));
        [&line[..start], &line[start..end], &line[end..]]
    }
}
