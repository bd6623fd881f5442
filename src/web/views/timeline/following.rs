//! What stays in sight by itself: the track that one looks at while others come and go with the time that is shown, and
//! the selected event.

use super::handle::TimelineView;
use leptos::prelude::*;
use sessionscope::chart::tracks::AXIS_PX;
use sessionscope::engine::requests::TracksIn;
use sessionscope::model::RowId;
use sessionscope::query::answer::Tracks;
use sessionscope::state::scroll::ROW_PX;

/// Scrolls as far as that takes, with each answer.
pub fn follow(timeline: TimelineView) {
    let revealed = StoredValue::new(None::<RowId>);
    Effect::new(move |before: Option<Option<Seen>>| {
        let (seen, selected) = timeline.answers.latest.with(|latest| {
            let latest = latest.as_ref()?;
            let seen = Seen::of(&latest.request, &latest.response);
            Some((seen, latest.request.selected.zip(latest.response.selected_lane)))
        })?;
        let top = timeline.position.get_untracked().top;
        let moved = before.flatten().and_then(|before| before.moved_to(&seen, timeline));
        let mut wanted = moved.filter(|wanted| (wanted - top).abs() > 0.5);
        let is_new = selected.map(|(row, _)| row) != revealed.get_value();
        if let (Some((row, lane)), true) = (selected, is_new) {
            revealed.set_value(Some(row));
            let extent = untrack(|| timeline.extent());
            wanted = extent.revealing(extent.at(wanted.unwrap_or(top)), lane).or(wanted);
        }
        if let (Some(wanted), Some(frame)) = (wanted, timeline.frame.get_untracked()) {
            let extent = untrack(|| timeline.extent());
            // The frame is as high as the new lanes once this has been drawn.
            request_animation_frame(move || frame.set_scroll_top(extent.at(wanted).bar.round() as i32));
        }
        Some(seen)
    });
}

/// What an answer shows where the pointer is, or at the top.
struct Seen {
    request: TracksIn,
    /// The lanes of tracks, by name: the first one, and how many.
    tracks: Vec<(String, u32, u32)>,
}

impl Seen {
    fn of(request: &TracksIn, tracks: &Tracks) -> Seen {
        let lanes = tracks.tracks.iter().map(|track| (track.name.clone(), track.first_lane, track.lanes));
        Seen { request: request.clone(), tracks: lanes.collect() }
    }

    /// Where to scroll so that the track that one looks at stays where it is, if only the time that is shown is another.
    fn moved_to(&self, now: &Seen, timeline: TimelineView) -> Option<f64> {
        let is_other_time = self.request.shown != now.request.shown;
        if !is_other_time || self.request.choice != now.request.choice {
            return None;
        }
        let top = timeline.position.get_untracked().top;
        let view_px = untrack(|| timeline.extent()).view_px;
        let y = timeline.pointer_y.get_value().unwrap_or_default().min(view_px - f64::from(AXIS_PX)).max(0.0);
        let lane = ((top + y) / ROW_PX) as u32;
        let (name, first, _) =
            self.tracks.iter().find(|(_, first, lanes)| (*first..first + lanes).contains(&lane))?;
        let (_, now_first, _) = now.tracks.iter().find(|(known, ..)| known == name)?;
        Some((top + (f64::from(*now_first) - f64::from(*first)) * ROW_PX).max(0.0))
    }
}
