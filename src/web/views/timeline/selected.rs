//! The selected event on the timeline: where it lies, selecting another one, and bringing it in sight.

use super::handle::TimelineView;
use super::words;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::model::RowId;
use sessionscope::query::answer::Mark;
use sessionscope::state::marks::lane_of;
use sessionscope::state::{Action, window};

impl TimelineView {
    /// The lane of the selected event, by its number among all.
    pub fn selected_lane(self) -> Option<u32> {
        let row = self.selected.get()?;
        self.answers.latest.with(|latest| {
            let latest = latest.as_ref().filter(|latest| latest.request.selected == Some(row))?;
            latest.response.selected_lane
        })
    }

    /// The row of the mark that stands for the selected event.
    pub fn ringed(self) -> Option<RowId> {
        let selected = self.selected.get()?;
        let told = self.with_selected(|detail| {
            let event = &detail.event;
            Some((event.row, event.family, event.time_ms?))
        });
        self.with_tracks(|tracks, merge_ms| {
            let lane = lane_of(tracks, selected)?;
            match told.flatten() {
                Some((row, family, time)) => lane.mark_of(row, family, time, merge_ms).map(|mark| mark.row),
                None => lane.all_marks().find(|mark| mark.row == selected).map(|mark| mark.row),
            }
        })?
    }

    /// Selects what a mark stands for, and says so where that is several events.
    pub fn select(self, mark: Mark) {
        self.app.act(Action::Select(Some(mark.row)));
        let language = self.app.language.get_untracked();
        let said = if mark.count > 1 { words::merged(language, mark.count) } else { String::new() };
        self.said.set((said, None));
    }

    /// Moves the window just so far that an instant is in sight, beside the drawer if that lies over the picture.
    pub fn reveal(self, time_ms: i64) {
        let Some(now) = self.window.try_get_untracked() else { return };
        let width = self.size.get_untracked().0.max(1.0);
        let free = (width - covered_px(self.frame)) / width;
        let window = window::revealing(now, self.whole.get_untracked(), time_ms, free);
        if window != now {
            self.show(window);
        }
    }
}

/// How much of the frame the drawer lies over, in pixels.
fn covered_px(frame: NodeRef<Div>) -> f64 {
    let drawer = document().query_selector(".drawer-place").ok().flatten();
    let Some((frame, drawer)) = frame.get_untracked().zip(drawer) else { return 0.0 };
    (frame.get_bounding_client_rect().right() - drawer.get_bounding_client_rect().left()).max(0.0)
}
