//! What keys do to the timeline.

use super::handle::TimelineView;
use crate::scheduler::after_frame;
use leptos::prelude::*;
use sessionscope::engine::requests::EventDetails;
use sessionscope::query::answer::{EventDetail, Mark};
use sessionscope::state::Action;
use sessionscope::state::marks::{self, SelectedEvent, StepTarget};
use sessionscope::state::pointer::{TimelineKey, timeline_key};
use sessionscope::state::scroll::ROW_PX;
use web_sys::KeyboardEvent;

/// What a key does while the timeline has the focus.
pub fn on_key(timeline: TimelineView, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let Some(key) = timeline_key(&event.key()) else { return };
    match key {
        TimelineKey::Zoom(factor) => timeline.zoom(0.5, factor),
        TimelineKey::Pan(share) => timeline.pan(share),
        TimelineKey::Fit => timeline.fit(),
        TimelineKey::Step { is_forward } => step(timeline, is_forward),
        // On a button Enter presses it.
        TimelineKey::Commit if event.target() == event.current_target() => timeline.commit(),
        TimelineKey::Back if timeline.window.get_untracked() != timeline.whole.get_untracked() => {
            timeline.fit()
        }
        TimelineKey::Commit | TimelineKey::Back => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Selects the next mark on the lane of the selected event, or the one before it.
fn step(timeline: TimelineView, is_forward: bool) {
    let Some(row) = timeline.selected.get_untracked() else {
        let top = (timeline.position.get_untracked().top / ROW_PX).ceil() as u32;
        let first = untrack(|| timeline.with_tracks(|tracks, _| marks::first_mark(tracks, top)));
        return first.flatten().into_iter().for_each(|mark| show(timeline, mark));
    };
    let told = untrack(|| timeline.with_selected(|detail| selected_event(detail, is_forward)));
    let next = untrack(|| {
        timeline.with_tracks(|tracks, merge_ms| marks::step(tracks, merge_ms, row, told, is_forward))
    });
    match next.flatten() {
        Some(StepTarget::Mark(mark)) => show(timeline, mark),
        Some(StepTarget::Row(row)) => {
            timeline.app.act(Action::Select(Some(row)));
            timeline.app.ask_once(EventDetails { row }, move |response| {
                if let Ok(Some(detail)) = response
                    && let Some(time) = detail.event.time_ms
                {
                    timeline.reveal(time);
                }
            });
        }
        None => {}
    }
}

fn selected_event(detail: &EventDetail, is_forward: bool) -> SelectedEvent {
    SelectedEvent {
        row: detail.event.row,
        family: detail.event.family,
        time_ms: detail.event.time_ms,
        beside: if is_forward { detail.after } else { detail.before },
    }
}

/// Selects a mark and brings it in sight, beside the drawer that shows it.
fn show(timeline: TimelineView, mark: Mark) {
    timeline.select(mark);
    after_frame(move || timeline.reveal(mark.time_ms));
}
