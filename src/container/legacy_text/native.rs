//! Decoding by `encoding_rs`.

use encoding_rs::{Encoding, UTF_8};

/// What the bytes say in the encoding of this label of the standard.
pub(super) fn decode(label: &str, bytes: &[u8]) -> String {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
