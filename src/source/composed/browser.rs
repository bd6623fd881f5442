//! Composing by the browser: tables of our own were a thirtieth of the program.

use web_sys::js_sys::JsString;

/// The composed form of a text.
pub(super) fn compose(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFC"))
}
