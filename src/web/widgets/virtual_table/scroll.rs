//! How a table scrolls. The arithmetic is `state/scroll.rs`; here it meets the element and its scroll bar.

use crate::widgets::size::observe;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::model::Window;
use sessionscope::state::scroll::{Extent, ROW_PX, ScrollPosition, window_at};
use std::time::Duration;
use web_sys::HtmlElement;

/// Height of the row of headings in pixels; the style sheet has the same.
pub(super) const HEAD_PX: f64 = 28.0;

/// After this long without scrolling the bar is put where the rows are.
const IDLE: Duration = Duration::from_millis(200);

/// Where a table is scrolled to. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct TableScroll {
    pub(super) position: RwSignal<ScrollPosition>,
    pub(super) view_px: RwSignal<f64>,
    /// The exact position that the next scroll event stands for, where the page itself has scrolled.
    expected: StoredValue<Option<ScrollPosition>>,
}

impl TableScroll {
    /// At the top.
    pub fn new() -> TableScroll {
        // Until the view has been measured, a guess that is rather too much.
        let view_px = RwSignal::new(800.0);
        TableScroll { position: RwSignal::default(), view_px, expected: StoredValue::default() }
    }

    /// The rows to ask for: the first one, and how many.
    pub fn window(self) -> Window {
        window_at(self.position.get(), self.view_px.get())
    }

    /// The same with the element that scrolls, and over how much.
    pub(super) fn of(self, frame: NodeRef<Div>, extent: Memo<Extent>) -> Scroller {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(timer) = timer.try_get_value().flatten() {
                timer.clear();
            }
        });
        let TableScroll { position, view_px, expected } = self;
        Scroller { frame, extent, position, view_px, expected, timer }
    }
}

/// The element that scrolls, and where it is. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Scroller {
    frame: NodeRef<Div>,
    pub(super) extent: Memo<Extent>,
    pub(super) position: RwSignal<ScrollPosition>,
    view_px: RwSignal<f64>,
    expected: StoredValue<Option<ScrollPosition>>,
    /// Puts the bar where the rows are, once nobody scrolls any more.
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Scroller {
    fn go_to(self, position: ScrollPosition) {
        // This is also called later, and by then the table may have gone.
        if let Some(frame) = self.frame.try_get_untracked().flatten() {
            self.expected.set_value(Some(position));
            frame.set_scroll_top(position.bar.round() as i32);
            // The browser says nothing of a bar that is there already.
            if let Ok(event) = web_sys::Event::new("scroll") {
                let _ = frame.dispatch_event(&event);
            }
        }
    }

    /// Scrolls by as little as brings a row into view.
    pub(super) fn reveal(self, index: u32) {
        let (extent, position) = (self.extent.try_get_untracked(), self.position.try_get_untracked());
        if let (Some(extent), Some(position)) = (extent, position)
            && let Some(top) = extent.revealing(position, index)
        {
            self.go_to(extent.at(top));
        }
    }

    /// Follows the scroll bar.
    pub(super) fn on_scroll(self) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let (bar, extent) = (f64::from(frame.scroll_top()), self.extent.get_untracked());
        let before = self.position.get_untracked();
        let position = extent.position_of_bar(before, self.expected.get_value(), bar);
        self.expected.set_value(None);
        if before != position {
            self.position.set(position);
        }
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        if let Some(at_rest) = extent.at_rest(position) {
            self.timer.set_value(set_timeout_with_handle(move || self.go_to(at_rest), IDLE).ok());
        }
    }

    /// Keeps the height of the part in which rows are seen; `fixed_px` of the frame never scroll.
    pub(super) fn measure(self, fixed_px: f64) {
        let view_px = self.view_px;
        self.frame.on_load(move |frame| {
            let element: HtmlElement = frame.into();
            let own = element.clone();
            observe(&[&element], move || {
                let height = (f64::from(own.client_height()) - fixed_px).max(ROW_PX);
                if view_px.try_get_untracked().is_some_and(|before| before != height) {
                    view_px.try_set(height);
                }
            });
        });
    }
}
