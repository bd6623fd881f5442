//! Texts of which a part is shown, counted in characters.

use std::borrow::Cow;
use std::ops::Range;

/// These characters of a text, as far as it has them.
pub fn characters(text: &str, range: Range<usize>) -> &str {
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let Some(from) = starts.nth(range.start) else { return "" };
    let count = range.end.saturating_sub(range.start);
    let to = match count.checked_sub(1) {
        None => from,
        Some(skipped) => starts.nth(skipped).unwrap_or(text.len()),
    };
    &text[from..to]
}

/// The start of a text, with a sign where there is more of it.
pub fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    // No character is longer than its bytes: most texts need not be counted.
    if text.len() <= most {
        return text.into();
    }
    let start = characters(text, 0..most);
    if start.len() == text.len() { text.into() } else { format!("{start}…").into() }
}

/// The end of a text, with a sign where there is more of it: what tells paths apart.
pub fn clipped_start(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let skipped = text.chars().count().saturating_sub(most);
    if skipped == 0 { text.into() } else { format!("…{}", characters(text, skipped..usize::MAX)).into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let text = "a日本b";
        for (range, expected) in
            [(0..0, ""), (0..2, "a日"), (1..3, "日本"), (2..9, "本b"), (4..6, ""), (9..12, ""), (0..4, text)]
        {
            assert_eq!(characters(text, range.clone()), expected, "{range:?}");
        }
    }

    #[test]
    fn what_is_cut_off_says_so() {
        assert_eq!(clipped("日本語", 3), "日本語");
        assert_eq!(clipped("日本語", 2), "日本…");
        assert_eq!(clipped("abc", 3), "abc");
        assert_eq!(clipped("", 0), "");
        assert_eq!(clipped_start("logs/日本.gz", 5), "…日本.gz");
        assert_eq!(clipped_start("日本", 2), "日本");
    }
}
