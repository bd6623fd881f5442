//! How wide text is, without asking a browser.
//!
//! Widths are those of Inter; the other fonts of the page's list are close to it. CJK text is full
//! width. This is an estimate for placing labels and not a layout engine.

/// The page's font list; no web font is loaded.
pub const FONT_FAMILY: &str = "Inter, system-ui, 'Segoe UI', 'Hiragino Sans', 'Noto Sans JP', sans-serif";

/// Advance widths of ASCII 0x20 to 0x7E in thousandths of the font size; digits are tabular.
const REGULAR: [u16; 95] = [
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 640, 640, 640, 640, 640,
    640, 640, 640, 640, 640, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264,
    543, 652, 562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469,
    452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523,
    364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];

/// How much wider the bold face is, at most, for the mixed text of labels.
const BOLD_FACTOR: f64 = 1.07;

/// Width of a line of text, in the unit of `size`.
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(advance).sum();
    thousandths / 1000.0 * size * if bold { BOLD_FACTOR } else { 1.0 }
}

fn advance(character: char) -> f64 {
    match character {
        ' '..='~' => f64::from(REGULAR[character as usize - 0x20]),
        '·' => 276.0,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'..='\u{3ffff}' => 1000.0,
        '\u{ff61}'..='\u{ffdc}' => 500.0,
        // Wider than most letters, so that labels in other scripts are given room.
        _ => 680.0,
    }
}

/// The text, shortened with an ellipsis if it is wider than `max_width`.
pub fn fitted(text: &str, size: f64, bold: bool, max_width: f64) -> String {
    if text_width(text, size, bold) <= max_width {
        return text.to_owned();
    }
    let max_width = max_width - text_width("…", size, bold);
    let mut kept = String::new();
    let mut width = 0.0;
    for character in text.chars() {
        width += text_width(character.encode_utf8(&mut [0; 4]), size, bold);
        if width > max_width {
            break;
        }
        kept.push(character);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_to_their_room() {
        let text = "a rather long label";
        for max_width in [0.0, 10.0, 50.0, 80.0] {
            let cut = fitted(text, 12.0, false, max_width);
            assert!(cut.ends_with('…'));
            assert!(cut == "…" || text_width(&cut, 12.0, false) <= max_width, "{cut} in {max_width}");
        }
        assert_eq!(fitted(text, 12.0, false, 500.0), text);
    }

    #[test]
    fn full_width_text_takes_a_square_each() {
        assert_eq!(text_width("田中太郎", 13.0, false), 52.0);
    }
}
