//! Decoding by the browser: tables of our own were a fifteenth of the program.

use web_sys::TextDecoder;

/// What the bytes say in the encoding of this label of the standard.
pub(super) fn decode(label: &str, bytes: &[u8]) -> String {
    // Every browser has those of the standard, and unless it is told to, it takes nothing for an error.
    let decoded = TextDecoder::new_with_label(label).and_then(|decoder| decoder.decode_with_u8_array(bytes));
    decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}
