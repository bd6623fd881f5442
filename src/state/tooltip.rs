//! Where the words beside the pointer stand, so that they stay within the picture. Plain arithmetic.

/// Width of the words, in CSS pixels; the style sheet has the same.
const WIDTH_PX: f64 = 280.0;

/// Room that they need below the pointer, in CSS pixels.
const HEIGHT_PX: f64 = 130.0;

/// Where words stand: their left edge, and their upper one, or the lower one where they stand above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooltipPosition {
    /// The left edge, in CSS pixels.
    pub left: f64,
    /// The upper edge, or the lower one.
    pub top: f64,
    /// Whether they stand above the pointer.
    pub is_above: bool,
}

/// Where they stand beside a pointer in a picture of a size, all in CSS pixels.
pub fn beside((x, y): (f64, f64), (width, height): (f64, f64)) -> TooltipPosition {
    let is_right = x + WIDTH_PX + 16.0 > width;
    let left = if is_right { (x - WIDTH_PX - 12.0).max(0.0) } else { x + 14.0 };
    let is_above = y > height - HEIGHT_PX;
    TooltipPosition { left, top: if is_above { y - 8.0 } else { y + 16.0 }, is_above }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_within_the_picture() {
        let size = (1000.0, 600.0);
        assert_eq!(beside((100.0, 50.0), size), TooltipPosition { left: 114.0, top: 66.0, is_above: false });
        assert_eq!(beside((900.0, 50.0), size).left, 900.0 - 292.0);
        assert!(beside((100.0, 550.0), size).is_above);
        assert_eq!(beside((100.0, 50.0), (300.0, 600.0)).left, 0.0, "a narrow picture");
    }
}
