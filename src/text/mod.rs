//! Every word that a person reads, in English and Japanese. The words are Fluent messages in `i18n/`;
//! `fl!` checks at compile time that a key exists.
//!
//! ```ignore
//! say!(app.language.get(), "strip-events", count = 12)
//! ```

mod amounts;
mod filter;
mod ids;
pub mod json;
mod messages;
mod names;
mod notices;
mod time;
pub mod units;

pub use amounts::{amount, count_and_amount};
pub use filter::{mistake_explained, uncounted_explained};
pub use i18n_embed_fl::fl;
pub use ids::short_id;
pub use messages::{Check, Value, filled, messages};
pub use names::{activity_explained, endpoint_name, family_name, field_name, system_name};
pub use notices::reason_explained;
pub use time::time_in;

use crate::state::Language;

/// A message in a language: `say!(language, "key")`, `say!(language, "key", name = value)`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const _: fn() = || $crate::text::fl!($crate::text::Check, $key $(, $name = 0)*);
        $crate::text::filled($language, $key, &[$((stringify!($name), $crate::text::Value::from($value))),*])
    }};
}

/// The number by which a message takes its form, where the number that it shows is text already.
pub fn plural(number: u128) -> u8 {
    if number == 1 { 1 } else { 2 }
}

/// A number of bytes in full: `1,116 bytes`.
pub fn bytes_in_full(language: Language, size: u128) -> String {
    say!(language, "bytes-in-full", number = plural(size), count = units::grouped(size))
}

/// Untrusted text with what cannot be seen, or would rearrange other text, shown as such: control
/// characters as their pictures, bidirectional and zero-width characters as `⟨U+202E⟩`, and blanks as
/// theirs where there is nothing else.
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let is_hidden = |c: char| {
        matches!(c,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
    };
    if !text.is_empty() && text.bytes().all(|byte| byte == b' ') {
        return "␠".repeat(text.len()).into();
    }
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            c if is_hidden(c) => out.push_str(&format!("⟨U+{:04X}⟩", c as u32)),
            c => out.push(c),
        }
    }
    out.into()
}

/// The same for text of several lines: line ends and tabs stay as they are.
pub fn visible_lines(text: &str) -> String {
    fn piece(text: &str) -> std::borrow::Cow<'_, str> {
        // Blanks between line ends and tabs are an indentation.
        if text.bytes().all(|byte| byte == b' ') { text.into() } else { visible(text) }
    }
    let tabs = |line: &str| line.split('\t').map(piece).collect::<Vec<_>>().join("\t");
    text.split('\n').map(tabs).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("plain 日本語"), "plain 日本語");
        assert_eq!(visible("a\u{202e}b\0\n\u{7f}"), "a⟨U+202E⟩b␀␊␡");
        assert_eq!(visible("  "), "␠␠");
        assert_eq!(visible(" a "), " a ");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(visible_lines("a\r\n\tb\u{202e}\n"), "a␍\n\tb⟨U+202E⟩\n");
        assert_eq!(visible_lines("a\n  \t \n"), "a\n  \t \n");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(bytes_in_full(Language::English, 1), "1 byte");
        assert_eq!(bytes_in_full(Language::English, 1116), "1,116 bytes");
        assert_eq!(bytes_in_full(Language::Japanese, 1), "1 バイト");
    }

    #[test]
    fn both_languages_speak() {
        assert_eq!(say!(Language::English, "tab-overview"), "Overview");
        assert_eq!(say!(Language::Japanese, "tab-overview"), "概要");
    }
}
