//! The way back: the original text of a record, read again from its input.

use crate::container::gzip::Unpacker;
use crate::container::legacy_text::{EncodingEvidence, encoding_evidence};
use crate::container::text::TextDecoder;

/// Bytes of an input that [`is_plain_text`] needs.
pub const HEAD_BYTES: u64 = 4;

/// Whether an input that begins like this is its own text, so that offsets in the text are offsets in the
/// input. Whatever is packed or must be decoded has to be read from its start.
pub fn is_plain_text(head: &[u8]) -> bool {
    let (mut unpacker, mut decoder) = (Unpacker::default(), TextDecoder::default());
    unpacker.push(head, &mut |unpacked| decoder.push(unpacked, &mut Vec::new()));
    unpacker.depth() == 0 && decoder.is_transparent()
}

/// The text of a record, whose bytes may be those of a table that is no UTF-8; what is no JSON may be a row of one. What
/// cannot be told becomes U+FFFD.
pub fn readable(bytes: &[u8]) -> String {
    let is_json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['));
    match encoding_evidence(bytes) {
        EncodingEvidence::Legacy(encoding) if !is_json => encoding.decode(bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Finds a range of bytes of the decoded text of an input whose bytes are pushed into it again.
pub struct OriginalText {
    unpacker: Unpacker,
    decoder: TextDecoder,
    /// Offset in the decoded text of the next byte that comes out.
    at: u64,
    start: u64,
    end: u64,
    found: Vec<u8>,
}

impl OriginalText {
    /// A search for `len` bytes from `offset` on.
    pub fn new(offset: u64, len: u32) -> OriginalText {
        OriginalText {
            unpacker: Unpacker::default(),
            decoder: TextDecoder::default(),
            at: 0,
            start: offset,
            end: offset + u64::from(len),
            found: Vec::new(),
        }
    }

    /// Adds the next bytes of the input; whether all of the range has been found.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let mut unpacker = std::mem::take(&mut self.unpacker);
        unpacker.push(bytes, &mut |unpacked| self.decode(unpacked));
        self.unpacker = unpacker;
        self.at >= self.end
    }

    /// What was found when the input has ended or all was found; invalid bytes as U+FFFD.
    pub fn finish(mut self) -> String {
        if self.at < self.end {
            // A damaged container gives what can still be had of it.
            let mut unpacker = std::mem::take(&mut self.unpacker);
            let _ = unpacker.finish(&mut |unpacked| self.decode(unpacked));
            let mut text = Vec::new();
            self.decoder.finish(&mut text);
            self.take(&text);
        }
        readable(&self.found)
    }

    fn decode(&mut self, unpacked: &[u8]) {
        let mut text = Vec::new();
        self.decoder.push(unpacked, &mut text);
        self.take(&text);
    }

    fn take(&mut self, text: &[u8]) {
        let from = self.start.saturating_sub(self.at).min(text.len() as u64) as usize;
        let to = self.end.saturating_sub(self.at).min(text.len() as u64) as usize;
        self.found.extend_from_slice(&text[from..to]);
        self.at += text.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_found_in_whatever_pieces_the_input_comes() {
        let text = b"0123456789abcdefghij";
        for chunk in 1..=text.len() {
            let mut original = OriginalText::new(8, 5);
            for piece in text.chunks(chunk) {
                if original.push(piece) {
                    break;
                }
            }
            assert_eq!(original.finish(), "89abc", "chunks of {chunk}");
        }
        let mut original = OriginalText::new(18, 50);
        original.push(text);
        assert_eq!(original.finish(), "ij");
    }

    #[test]
    fn a_row_that_is_no_utf_8_is_readable_and_json_is_not_guessed_at() {
        assert_eq!(readable(b"GetObject,\x8eR\x93c,s3"), "GetObject,山田,s3");
        assert_eq!(readable(b"GetObject,caf\xe9,s3"), "GetObject,café,s3");
        assert_eq!(readable(b"{\"a\":\"\x8eR\x93c\"}"), "{\"a\":\"\u{fffd}R\u{fffd}c\"}");
        assert_eq!(readable(b"GetObject,R\xe9mi"), "GetObject,R\u{fffd}mi");
    }

    #[test]
    fn only_what_is_neither_packed_nor_decoded_is_plain() {
        assert!(is_plain_text(b"{\"a\""));
        assert!(is_plain_text(b"\xef\xbb\xbf{"));
        assert!(!is_plain_text(b"\x1f\x8b\x08\x00"));
        assert!(!is_plain_text(b"\xff\xfe{\x00"));
        assert!(!is_plain_text(b"\xfe\xff\x00{"));
    }
}
