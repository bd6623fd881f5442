//! How wide the panels at the sides of a view are. Plain arithmetic, tested without a browser.

/// How far a key moves the edge of a panel, in CSS pixels.
const KEY_STEP_PX: i32 = 20;

/// A panel whose width people choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SidePanel {
    /// The least width, in CSS pixels.
    pub least_px: i32,
    /// The width at the start, in CSS pixels.
    pub start_px: i32,
    /// The greatest width, in CSS pixels.
    pub most_px: i32,
    /// Whether it stands at the right of the view, with its edge at its left.
    is_at_right: bool,
}

impl SidePanel {
    /// The drawer.
    pub const DRAWER: SidePanel = SidePanel { least_px: 260, start_px: 330, most_px: 760, is_at_right: true };

    /// The facets, in a window of so many pixels: a large one has room for longer names, and nearly half of any is theirs.
    pub fn facets(window_px: i32) -> SidePanel {
        let start_px = if window_px < 1800 { 232 } else { 296 };
        let most_px = (window_px * 45 / 100).clamp(start_px, 640);
        SidePanel { least_px: 180, start_px, most_px, is_at_right: false }
    }

    /// The width after its edge was dragged to this place of a page, both from the left in CSS pixels.
    pub fn width_at(self, x: i32, page_px: i32) -> i32 {
        self.within(if self.is_at_right { page_px - x } else { x })
    }

    /// The width after a key on its edge; nothing where the key moves nothing.
    pub fn width_after_key(self, px: i32, key: &str) -> Option<i32> {
        let step = if self.is_at_right { -KEY_STEP_PX } else { KEY_STEP_PX };
        let wanted = match key {
            "ArrowLeft" => px - step,
            "ArrowRight" => px + step,
            "Home" => self.least_px,
            "End" => self.most_px,
            "Enter" => self.start_px,
            _ => return None,
        };
        Some(self.within(wanted))
    }

    /// A width as near to the wanted one as is allowed.
    fn within(self, wanted_px: i32) -> i32 {
        wanted_px.clamp(self.least_px, self.most_px)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_move_within_their_limits() {
        let (drawer, facets) = (SidePanel::DRAWER, SidePanel::facets(1440));
        for (panel, px, key, expected) in [
            (drawer, 330, "ArrowLeft", Some(350)),
            (drawer, 270, "ArrowRight", Some(260)),
            (drawer, 750, "ArrowLeft", Some(760)),
            (facets, 232, "ArrowRight", Some(252)),
            (facets, 190, "ArrowLeft", Some(180)),
            (facets, 300, "End", Some(640)),
            (SidePanel::facets(1000), 300, "End", Some(450)),
            (facets, 300, "Home", Some(180)),
            (facets, 300, "Enter", Some(232)),
            (facets, 300, "x", None),
        ] {
            assert_eq!(panel.width_after_key(px, key), expected, "{key} at {px}");
        }
    }

    #[test]
    fn an_edge_follows_the_pointer_from_its_own_side_within_its_limits() {
        let (drawer, facets) = (SidePanel::DRAWER, SidePanel::facets(2560));
        assert_eq!((drawer.width_at(1000, 1440), drawer.width_at(1400, 1440)), (440, 260));
        assert_eq!((facets.width_at(300, 2560), facets.width_at(5, 2560)), (300, 180));
        assert_eq!(facets.start_px, 296);
    }
}
