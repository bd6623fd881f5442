//! The text of inputs on its way from a reader to whoever looks at it as it stands: unpacked and decoded, in the pieces
//! in which it comes, and not cut into records. It goes round the store, like the texts of terminal sessions.

/// Pieces of text, each of the input that it is of.
#[derive(Clone, Debug, Default)]
pub struct DecodedText {
    /// Paths of inputs, and where in `text` the piece of each ends.
    pieces: Vec<(String, usize)>,
    text: Vec<u8>,
}

impl DecodedText {
    /// Adds the next text of an input.
    pub fn push(&mut self, path: &str, text: &[u8]) {
        self.text.extend_from_slice(text);
        let end = self.text.len();
        match self.pieces.last_mut() {
            Some((last, last_end)) if last == path => *last_end = end,
            _ => self.pieces.push((path.to_owned(), end)),
        }
    }

    /// The pieces, in the order in which they came, each with the path of its input.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let mut start = 0;
        self.pieces.iter().map(move |(path, end)| {
            let from = std::mem::replace(&mut start, *end);
            (path.as_str(), &self.text[from..*end])
        })
    }

    /// Forgets all, but for the room that it took.
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.text.clear();
    }
}
