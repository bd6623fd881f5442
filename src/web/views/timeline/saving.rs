//! The timeline as it is seen, as a picture that can be saved: it is made once somebody saves it.

use super::handle::TimelineView;
use super::words::track_name;
use crate::widgets::visible_content::{VisibleContent, VisiblePicture};
use leptos::prelude::*;
use sessionscope::chart::tracks::AXIS_PX;
use sessionscope::chart::{Drawing, Theme, TracksLabels, draw_named_tracks};
use sessionscope::say;
use sessionscope::state::scroll::ROW_PX;
use sessionscope::text::time_window;
use std::sync::Arc;

/// Offers the picture to whoever saves what is seen.
pub fn offer(timeline: TimelineView) {
    let app = timeline.app;
    // Where the axis has only times of a day, the title says of which.
    let title = Signal::derive(move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let window = format!("{} {}", time_window(&zone, timeline.window.get()), zone.label());
        format!("{} · {window}", say!(language, "tab-timeline"))
    });
    VisibleContent::get().add_picture(VisiblePicture {
        title,
        is_of_all_time: false,
        is_there: Signal::derive(move || timeline.answers.latest.with(Option::is_some)),
        drawing: Signal::derive(move || drawing(timeline)),
    });
}

fn drawing(timeline: TimelineView) -> Option<Arc<Drawing>> {
    let app = timeline.app;
    let tracks = timeline.answers.latest.with(|latest| Some(Arc::clone(&latest.as_ref()?.response)))?;
    let (width, height) = timeline.size.get();
    let language = app.language.get();
    let theme = if app.is_dark.get() { Theme::Dark } else { Theme::Light };
    let labels = TracksLabels { open: say!(language, "timeline-open"), time: timeline.time_style() };
    let grouping = timeline.choice.with(|choice| choice.grouping);
    let names: Vec<String> =
        tracks.tracks.iter().map(|track| track_name(language, grouping, &track.name)).collect();
    let view = timeline.view_of(&tracks);
    // Below the last lane there is nothing to keep.
    let lanes_px = f64::from(AXIS_PX) + f64::from(tracks.total) * ROW_PX - view.scroll_px;
    let size = (width as u32, height.min(lanes_px.max(f64::from(AXIS_PX))).ceil() as u32 + 1);
    Some(Arc::new(draw_named_tracks((&tracks.lanes, &tracks.tracks, &names), &view, size, theme, &labels)))
}
