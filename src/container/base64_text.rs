//! Text in base64, which may be packed by gzip: how streams and functions of AWS hand on what they carry.

use super::gzip::{ContainerError, Unpacker};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What came out of base64.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded {
    /// A text.
    Text(String),
    /// It is no base64, or what is in it is no text.
    Nothing,
    /// More than may come out of it.
    TooLarge,
}

/// What a text in base64 says; at most `byte_budget` bytes may come out of gzip.
pub fn decode(text: &str, byte_budget: u64) -> Decoded {
    let Ok(bytes) = STANDARD.decode(text.trim_ascii()) else { return Decoded::Nothing };
    let mut unpacker = Unpacker::default();
    unpacker.set_byte_budget(byte_budget);
    let mut unpacked = Vec::new();
    let mut sink = |piece: &[u8]| unpacked.extend_from_slice(piece);
    unpacker.push(&bytes, &mut sink);
    match unpacker.finish(&mut sink) {
        Ok(()) => String::from_utf8(unpacked).map_or(Decoded::Nothing, Decoded::Text),
        Err(ContainerError::TooLarge) => Decoded::TooLarge,
        Err(_) => Decoded::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::gzip::tests::gzip;

    #[test]
    fn text_comes_out_packed_or_not() {
        let text = || Decoded::Text("{\"a\":1}".to_owned());
        assert_eq!(decode(&STANDARD.encode("{\"a\":1}"), 100), text());
        assert_eq!(decode(&STANDARD.encode(gzip(b"{\"a\":1}")), 100), text());
        assert_eq!(decode(&format!(" {}\n", STANDARD.encode("{\"a\":1}")), 100), text());
        for none in ["not base64", "{\"a\":1}", "/w==", "YQ"] {
            assert_eq!(decode(none, 100), Decoded::Nothing, "{none}");
        }
    }

    #[test]
    fn no_more_comes_out_than_may() {
        let bomb = STANDARD.encode(gzip(&vec![b' '; 1 << 20]));
        assert_eq!(decode(&bomb, 1 << 19), Decoded::TooLarge);
    }
}
