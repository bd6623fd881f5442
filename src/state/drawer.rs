//! How wide the drawer is. Plain arithmetic, tested without a browser.

/// The least width, in CSS pixels.
pub const LEAST_PX: i32 = 260;
/// The width at the start, in CSS pixels.
pub const START_PX: i32 = 330;
/// The greatest width, in CSS pixels.
pub const MOST_PX: i32 = 760;

/// How far a key moves the edge, in CSS pixels.
const KEY_STEP_PX: i32 = 20;

/// A width as near to the wanted one as is allowed.
pub fn width(wanted_px: i32) -> i32 {
    wanted_px.clamp(LEAST_PX, MOST_PX)
}

/// The width after a key on its edge, which is at its left; nothing where the key moves nothing.
pub fn width_after_key(width_px: i32, key: &str) -> Option<i32> {
    match key {
        "ArrowLeft" => Some(width(width_px + KEY_STEP_PX)),
        "ArrowRight" => Some(width(width_px - KEY_STEP_PX)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_moves_within_its_limits() {
        assert_eq!(width_after_key(330, "ArrowLeft"), Some(350));
        assert_eq!(width_after_key(270, "ArrowRight"), Some(260));
        assert_eq!(width_after_key(750, "ArrowLeft"), Some(760));
        assert_eq!(width_after_key(330, "Enter"), None);
        assert_eq!((width(-5), width(10_000)), (LEAST_PX, MOST_PX));
    }
}
