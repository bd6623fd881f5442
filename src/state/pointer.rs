//! What pointer, wheel and keys mean over a chart of time. Plain arithmetic, tested without a browser.

use super::window;
use crate::model::TimeRange;

/// A pointer that has moved less than this has clicked, in CSS pixels: fingers and mice tremble.
const CLICK_PX: f64 = 4.0;

/// How much one key press zooms, and by which share of the window it pans.
const KEY_ZOOM: f64 = 0.7;
const KEY_PAN: f64 = 0.15;

/// How much more one pixel of the wheel zooms, and the most pixels that one turn of it counts as.
const WHEEL_ZOOM_PER_PX: f64 = 0.004;
const MAX_WHEEL_PX: f64 = 200.0;

/// Whether a pointer that has moved so far drags, and does not click.
pub fn is_drag(dx: f64, dy: f64) -> bool {
    dx.abs().max(dy.abs()) >= CLICK_PX
}

/// A drag over the timeline: along its axis it brushes, elsewhere it pans and scrolls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    from: (f64, f64),
    at: (f64, f64),
    window: TimeRange,
    scroll_top_px: i32,
    is_on_axis: bool,
    has_moved: bool,
}

impl Drag {
    /// A pointer that has just been pressed at a position in the picture, whose axis is so high; what the picture
    /// showed then.
    pub fn start(from: (f64, f64), axis_px: f64, window: TimeRange, scroll_top_px: i32) -> Drag {
        Drag { from, at: from, window, scroll_top_px, is_on_axis: from.1 < axis_px, has_moved: false }
    }

    /// The pointer is here now.
    pub fn to(self, at: (f64, f64)) -> Drag {
        let has_moved = self.has_moved || is_drag(at.0 - self.from.0, at.1 - self.from.1);
        Drag { at, has_moved, ..self }
    }

    /// Whether it is a click so far.
    pub fn is_click(self) -> bool {
        !self.has_moved
    }

    /// From where to where it has brushed along the axis of a picture of this width.
    pub fn brushed(self, width_px: f64) -> Option<(f64, f64)> {
        let (from, to) = (self.from.0.min(self.at.0), self.from.0.max(self.at.0));
        (self.has_moved && self.is_on_axis).then_some((from.max(0.0), to.min(width_px)))
    }

    /// The window of time that it has panned to.
    pub fn panned(self, whole: TimeRange, width_px: f64) -> Option<TimeRange> {
        let share = (self.from.0 - self.at.0) / width_px.max(1.0);
        (self.has_moved && !self.is_on_axis).then(|| window::panned(self.window, whole, share))
    }

    /// Where the rows are scrolled to meanwhile.
    pub fn scroll_top_px(self) -> i32 {
        self.scroll_top_px - (self.at.1 - self.from.1).round() as i32
    }
}

/// What a turn of the wheel does over the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wheel {
    /// Zooms by a factor, below 1: in.
    Zoom(f64),
    /// Pans by so many pixels.
    Pan(f64),
    /// The rows scroll by themselves.
    Scroll,
}

/// What a turn of the wheel by so many pixels does: with Ctrl it zooms, with Shift or sideways it pans.
pub fn wheel(dx: f64, dy: f64, is_ctrl: bool, is_shift: bool) -> Wheel {
    let is_sideways = dx.abs() > dy.abs();
    if is_ctrl {
        Wheel::Zoom((dy.clamp(-MAX_WHEEL_PX, MAX_WHEEL_PX) * WHEEL_ZOOM_PER_PX).exp())
    } else if is_shift || is_sideways {
        Wheel::Pan(if is_sideways { dx } else { dy })
    } else {
        Wheel::Scroll
    }
}

/// What a key does over the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimelineKey {
    /// Zooms by a factor around the middle, below 1: in.
    Zoom(f64),
    /// Pans by a share of the window.
    Pan(f64),
    /// Shows everything.
    Fit,
    /// Selects the next mark, or the one before.
    Step {
        /// The next one.
        is_forward: bool,
    },
    /// Makes the window the range of the whole page.
    Commit,
    /// Shows everything, if less is shown.
    Back,
}

/// What a key does over the timeline; nothing for other keys.
pub fn timeline_key(key: &str) -> Option<TimelineKey> {
    // Beyond any case: a pan ends where the time does.
    const FAR: f64 = 1e9;
    Some(match key {
        "w" | "W" | "+" => TimelineKey::Zoom(KEY_ZOOM),
        "s" | "S" | "-" => TimelineKey::Zoom(1.0 / KEY_ZOOM),
        "a" | "A" | "ArrowLeft" => TimelineKey::Pan(-KEY_PAN),
        "d" | "D" | "ArrowRight" => TimelineKey::Pan(KEY_PAN),
        "f" | "F" => TimelineKey::Fit,
        "Home" => TimelineKey::Pan(-FAR),
        "End" => TimelineKey::Pan(FAR),
        "." => TimelineKey::Step { is_forward: true },
        "," => TimelineKey::Step { is_forward: false },
        "Enter" => TimelineKey::Commit,
        "Escape" => TimelineKey::Back,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: TimeRange = TimeRange { start_ms: 0, end_ms: 10_000 };
    const SHOWN: TimeRange = TimeRange { start_ms: 4000, end_ms: 6000 };

    fn drag(from: (f64, f64), to: (f64, f64)) -> Drag {
        Drag::start(from, 28.0, SHOWN, 100).to(to)
    }

    #[test]
    fn a_pointer_that_trembles_clicks() {
        let drag = drag((50.0, 10.0), (53.0, 7.0));
        assert!(drag.is_click());
        assert_eq!((drag.brushed(1000.0), drag.panned(WHOLE, 1000.0)), (None, None));
        let there_and_back = drag.to((90.0, 10.0)).to((50.0, 10.0));
        assert!(!there_and_back.is_click(), "what has moved is a drag, wherever it ends");
    }

    #[test]
    fn along_the_axis_a_drag_brushes_within_the_picture() {
        assert_eq!(drag((50.0, 10.0), (80.0, 300.0)).brushed(1000.0), Some((50.0, 80.0)));
        assert_eq!(drag((50.0, 10.0), (-20.0, 10.0)).brushed(1000.0), Some((0.0, 50.0)));
        assert_eq!(drag((950.0, 10.0), (1200.0, 10.0)).brushed(1000.0), Some((950.0, 1000.0)));
        assert_eq!(drag((50.0, 10.0), (80.0, 10.0)).panned(WHOLE, 1000.0), None);
    }

    #[test]
    fn elsewhere_a_drag_pans_and_scrolls_from_where_it_began() {
        let drag = drag((500.0, 100.0), (400.0, 130.0));
        let later = TimeRange { start_ms: 4200, end_ms: 6200 };
        assert_eq!(drag.panned(WHOLE, 1000.0), Some(later));
        assert_eq!(drag.scroll_top_px(), 70);
        assert_eq!(drag.brushed(1000.0), None);
        assert_eq!(drag.to((500.0, 100.0)).panned(WHOLE, 1000.0), Some(SHOWN));
    }

    #[test]
    fn the_wheel_scrolls_zooms_with_ctrl_and_pans_with_shift_or_sideways() {
        assert_eq!(wheel(0.0, 100.0, false, false), Wheel::Scroll);
        assert_eq!(wheel(0.0, 100.0, false, true), Wheel::Pan(100.0));
        assert_eq!(wheel(-120.0, 5.0, false, false), Wheel::Pan(-120.0));
        let Wheel::Zoom(out) = wheel(0.0, 100.0, true, false) else { panic!("it zooms") };
        let Wheel::Zoom(back) = wheel(0.0, -100.0, true, false) else { panic!("it zooms") };
        assert!(out > 1.0 && (out * back - 1.0).abs() < 1e-9, "a turn back undoes it");
        assert_eq!(wheel(0.0, 1e9, true, false), wheel(0.0, 200.0, true, false));
    }

    #[test]
    fn keys_zoom_pan_and_step() {
        assert_eq!(timeline_key("w"), Some(TimelineKey::Zoom(0.7)));
        assert_eq!(timeline_key("ArrowLeft"), Some(TimelineKey::Pan(-0.15)));
        assert_eq!(timeline_key(","), Some(TimelineKey::Step { is_forward: false }));
        assert_eq!(timeline_key("q"), None);
    }
}
