//! Text that is no Unicode, as spreadsheets and editors of Windows save it where nobody says otherwise: which encoding
//! it has, as far as that shows, and what it says. Decoding is the work of the browser, and natively of `encoding_rs`:
//! both follow one standard (<https://encoding.spec.whatwg.org/>).

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
use browser as decoder;
#[cfg(not(target_arch = "wasm32"))]
use native as decoder;

/// An encoding that is no Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegacyEncoding {
    /// Japanese, as Windows has it (code page 932).
    ShiftJis,
    /// Western European.
    Windows1252,
}

impl LegacyEncoding {
    /// What the bytes say; what stands for nothing becomes U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> String {
        let label = match self {
            LegacyEncoding::ShiftJis => "shift_jis",
            LegacyEncoding::Windows1252 => "windows-1252",
        };
        decoder::decode(label, bytes)
    }
}

/// What a piece of text shows of the encoding of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingEvidence {
    /// It would be the same in all.
    Ascii,
    /// It is UTF-8, but for some damage at most.
    Utf8,
    /// It is in this one.
    Legacy(LegacyEncoding),
    /// It is no UTF-8, and may be in any other.
    Open,
}

/// What this text shows.
pub fn encoding_evidence(text: &[u8]) -> EncodingEvidence {
    if text.is_ascii() {
        return EncodingEvidence::Ascii;
    }
    // Other encodings have hardly a byte of the long sequences of UTF-8 in that order.
    let decoded = String::from_utf8_lossy(text);
    let invalid = decoded.matches(char::REPLACEMENT_CHARACTER).count();
    let long = decoded.chars().filter(|it| *it >= '\u{800}' && *it != char::REPLACEMENT_CHARACTER).count();
    if long > invalid || std::str::from_utf8(text).is_ok() {
        return EncodingEvidence::Utf8;
    }
    match shift_jis_evidence(text) {
        None => EncodingEvidence::Legacy(LegacyEncoding::Windows1252),
        Some(true) => EncodingEvidence::Legacy(LegacyEncoding::ShiftJis),
        Some(false) => EncodingEvidence::Open,
    }
}

/// Whether there are two characters of two bytes one after the other that are Japanese; nothing where it is not valid.
/// One alone may be a quotation mark of Windows before a letter.
fn shift_jis_evidence(text: &[u8]) -> Option<bool> {
    let (mut at, mut run, mut is_japanese, mut found) = (0, 0, false, false);
    while at < text.len() {
        match text[at] {
            0x81..=0x9f | 0xe0..=0xfc => {
                let trail = *text.get(at + 1).filter(|byte| matches!(byte, 0x40..=0x7e | 0x80..=0xfc))?;
                // Hiragana, katakana, and the kanji of level 1.
                is_japanese |=
                    matches!((text[at], trail), (0x82, 0x9f..=0xf1) | (0x83, 0x40..=0x96) | (0x88..=0x9f, _));
                run += 1;
                found |= run >= 2 && is_japanese;
                at += 2;
            }
            0..=0x7f | 0xa1..=0xdf => (at, run, is_japanese) = (at + 1, 0, false),
            0x80 | 0xa0 | 0xfd..=0xff => return None,
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

    #[test]
    fn an_encoding_is_known_by_what_only_it_has() {
        use EncodingEvidence::{Ascii, Legacy, Open, Utf8};
        use LegacyEncoding::{ShiftJis, Windows1252};
        let sjis = |text: &str| SHIFT_JIS.encode(text).0.into_owned();
        let western = |text: &str| WINDOWS_1252.encode(text).0.into_owned();
        for (text, expected) in [
            (b"alice".to_vec(), Ascii),
            ("René,林".as_bytes().to_vec(), Utf8),
            (["山田太郎".as_bytes(), b"\xe3\x81,"].concat(), Utf8),
            (sjis("山田,太郎"), Legacy(ShiftJis)),
            (sjis("ひらがな"), Legacy(ShiftJis)),
            (sjis("ｱﾘｽ 林"), Open),
            (western("café, naïve"), Legacy(Windows1252)),
            (western("the user’s key"), Open),
            (western("Rémi"), Open),
            (western("20 €"), Legacy(Windows1252)),
        ] {
            assert_eq!(encoding_evidence(&text), expected, "{}", text.escape_ascii());
        }
    }
}
