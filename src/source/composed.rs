//! Texts in Unicode's composed form (NFC): a letter and its marks as one character, where there is one. Nobody sees which
//! way a text was typed. Composing is the work of the browser, and natively of `unicode-normalization`.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
use browser as composer;
#[cfg(not(target_arch = "wasm32"))]
use native as composer;

use std::borrow::Cow;

/// The composed form of a text.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(is_always_composed) {
        text.into()
    } else {
        composer::compose(text).into()
    }
}

/// Whether a text of such characters alone is its own composed form: those of Europe, and those that Chinese, Japanese
/// and Korean are written with. Of others, somebody who knows is asked.
const fn is_always_composed(character: char) -> bool {
    matches!(character,
        ..'\u{300}'
        | '\u{2010}'..='\u{2027}' // Dashes, quotes.
        | '\u{2190}'..='\u{2328}' // Arrows, signs of mathematics.
        | '\u{2460}'..='\u{2adb}'
        | '\u{3000}'..='\u{3029}' // Kana, but for marks of tone and of voice.
        | '\u{3030}'..='\u{3098}'
        | '\u{309b}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' // Hangul.
        | '\u{e000}'..='\u{f8ff}'
        | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::{composed, is_always_composed};
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    #[test]
    fn what_is_said_to_be_composed_is() {
        let mut is_some = false;
        for character in (0..=0x10_ffff).filter_map(char::from_u32).filter(|it| is_always_composed(*it)) {
            is_some = true;
            let quick = is_nfc_quick(std::iter::once(character));
            assert_eq!(quick, IsNormalized::Yes, "{character:?}");
            // And none of them is changed by what stands before it.
            let text: String = ['a', character].iter().collect();
            assert_eq!(text.nfc().collect::<String>(), text, "{character:?}");
            // Nor is their order, for none is a mark.
            assert_eq!(canonical_combining_class(character), 0, "{character:?}");
        }
        assert!(is_some);
    }

    #[test]
    fn marks_are_joined_to_their_letters() {
        for (text, expected) in [
            ("abc", "abc"),
            ("e\u{301}", "é"),
            ("\u{212a}", "K"),
            ("は\u{3099}", "ば"),
            ("東京", "東京"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
        ] {
            assert_eq!(composed(text), expected);
        }
    }
}
