//! Whether a text is an object that begins with `Records`: that is how CloudTrail's log files are written (E44).

/// What such a text begins with, blanks aside.
const TOKENS: [&[u8]; 2] = [b"{", b"\"Records\""];

/// Looks at the first bytes of a text, which comes in pieces of any size.
#[derive(Default)]
pub(super) struct RecordsObject {
    /// How many bytes of which token have come.
    token: usize,
    matched: usize,
    /// Whether it is another text.
    is_other: bool,
}

impl RecordsObject {
    /// Looks at the next bytes; whether it has turned out with them that the text is such an object.
    pub(super) fn look(&mut self, text: &[u8]) -> bool {
        for byte in text {
            if self.is_other || self.token == TOKENS.len() {
                return false;
            }
            let expected = TOKENS[self.token];
            if *byte == expected[self.matched] {
                self.matched += 1;
                if self.matched == expected.len() {
                    (self.token, self.matched) = (self.token + 1, 0);
                }
            } else {
                let is_between = self.matched == 0 && matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
                // A byte order mark is no part of what is decoded, but stands where nothing was to be decoded.
                let is_mark = self.token == 0 && matches!(byte, 0xef | 0xbb | 0xbf);
                self.is_other = !is_between && !is_mark;
            }
            if self.token == TOKENS.len() {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_that_begins_with_records_is_told_whatever_pieces_it_comes_in() {
        for (text, expected) in [
            ("{\"Records\":[]}", true),
            ("\u{feff} {\r\n\t\"Records\" : [", true),
            ("{\"Records\":null}", true),
            ("{\"records\":[]}", false),
            ("{\"Record\":[]}", false),
            ("{\"Re\"cords\"", false),
            ("{\"a\":1,\"Records\":[]}", false),
            ("[{\"Records\":[]}]", false),
            ("x{\"Records\":[]}", false),
            ("{ {\"Records\"", false),
            ("", false),
        ] {
            for chunk in [1, 3, 100] {
                let mut object = RecordsObject::default();
                let told = text.as_bytes().chunks(chunk).filter(|piece| object.look(piece)).count();
                assert_eq!(told, usize::from(expected), "{text} in pieces of {chunk}");
            }
        }
    }
}
