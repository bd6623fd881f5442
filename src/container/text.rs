//! Text encodings: UTF-16 with a byte order mark becomes UTF-8, all else is passed on as it is.

/// Turns pieces of a byte stream into pieces of UTF-8 text.
#[derive(Debug, Default)]
pub struct TextDecoder {
    head: Vec<u8>,
    encoding: Option<Encoding>,
    odd_byte: Option<u8>,
    high_surrogate: Option<u16>,
    text_len: u64,
    line_feeds: u32,
    first_invalid: Option<(u64, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { big_endian: bool },
}

impl TextDecoder {
    /// Decodes the next bytes and appends the text to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Some(Encoding::Utf8) => out.extend_from_slice(bytes),
            Some(Encoding::Utf16 { big_endian }) => self.decode(bytes, big_endian, out),
            None => {
                self.head.extend_from_slice(bytes);
                if self.head.len() >= 2 {
                    self.begin(out);
                }
            }
        }
    }

    /// Whether the bytes are passed on as they are: the text need not be copied.
    pub fn is_transparent(&self) -> bool {
        self.encoding == Some(Encoding::Utf8)
    }

    /// Decodes what is left when no more bytes will come.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if self.encoding.is_none() {
            self.begin(out);
        }
        if self.high_surrogate.take().is_some() || self.odd_byte.take().is_some() {
            self.invalid(out);
        }
    }

    /// Offset in the text and line of the first unit of UTF-16 that was not valid and became U+FFFD.
    pub fn first_invalid(&self) -> Option<(u64, u32)> {
        self.first_invalid
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        let head = std::mem::take(&mut self.head);
        let encoding = match head.as_slice() {
            [0xff, 0xfe, ..] => Encoding::Utf16 { big_endian: false },
            [0xfe, 0xff, ..] => Encoding::Utf16 { big_endian: true },
            _ => Encoding::Utf8,
        };
        self.encoding = Some(encoding);
        match encoding {
            Encoding::Utf8 => out.extend_from_slice(&head),
            Encoding::Utf16 { big_endian } => self.decode(&head[2..], big_endian, out),
        }
    }

    fn decode(&mut self, bytes: &[u8], big_endian: bool, out: &mut Vec<u8>) {
        for &byte in bytes {
            let Some(first) = self.odd_byte.take() else {
                self.odd_byte = Some(byte);
                continue;
            };
            let pair = [first, byte];
            let unit = if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) };
            self.unit(unit, out);
        }
    }

    fn unit(&mut self, unit: u16, out: &mut Vec<u8>) {
        let decoded = match self.high_surrogate.take() {
            Some(high) => match char::decode_utf16([high, unit]).next() {
                Some(Ok(character)) => Some(character),
                _ => {
                    self.invalid(out);
                    return self.unit(unit, out);
                }
            },
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high_surrogate = Some(unit);
                return;
            }
            None => char::from_u32(u32::from(unit)),
        };
        match decoded {
            Some(character) => {
                let mut buffer = [0; 4];
                let text = character.encode_utf8(&mut buffer);
                self.text_len += text.len() as u64;
                self.line_feeds += u32::from(character == '\n');
                out.extend_from_slice(text.as_bytes());
            }
            None => self.invalid(out),
        }
    }

    fn invalid(&mut self, out: &mut Vec<u8>) {
        self.first_invalid.get_or_insert((self.text_len, self.line_feeds + 1));
        self.text_len += 3;
        out.extend_from_slice("\u{fffd}".as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) -> Option<(u64, u32)> {
        let mut last = None;
        for chunk in [1, 2, 3, 100] {
            let mut decoder = TextDecoder::default();
            let mut out = Vec::new();
            for piece in bytes.chunks(chunk) {
                decoder.push(piece, &mut out);
            }
            decoder.finish(&mut out);
            assert_eq!(String::from_utf8_lossy(&out), expected, "chunks of {chunk}");
            last = decoder.first_invalid();
        }
        last
    }

    #[test]
    fn utf_16_with_a_byte_order_mark_becomes_utf_8() {
        assert_eq!(check(b"\xff\xfea\0\x3d\xd8\x00\xde", "a😀"), None);
        assert_eq!(check(b"\xfe\xff\0a\xd8\x3d\xde\x00", "a😀"), None);
        assert_eq!(check(b"\xff\xfe\n\0\x3d\xd8b\0", "\n\u{fffd}b"), Some((1, 2)));
        assert_eq!(check(b"\xff\xfea\0b", "a\u{fffd}"), Some((1, 1)));
        assert_eq!(check(b"plain", "plain"), None);
        assert_eq!(check(b"", ""), None);
        assert_eq!(check(b"x", "x"), None);
    }
}
