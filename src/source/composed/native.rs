//! Composing where there is no browser.

use unicode_normalization::UnicodeNormalization;

/// The composed form of a text.
pub(super) fn compose(text: &str) -> String {
    text.nfc().collect()
}
