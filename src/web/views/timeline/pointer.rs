//! What pointer, wheel and keys do to the timeline.
//!
//! Wheel scrolls the rows; with Ctrl (or a pinch) it zooms at the pointer; with Shift, or sideways, it
//! pans. Dragging pans and scrolls; dragging along the time axis picks a stretch to zoom to.

use super::handle::{TimelineView, lane_of};
use super::tip::{Hover, Tip};
use leptos::prelude::*;
use sessionscope::chart::HitTarget;
use sessionscope::chart::lanes::AXIS_PX;
use sessionscope::engine::requests::EventDetails;
use sessionscope::model::TimeRange;
use sessionscope::query::answer::{Lane, LaneRow, Mark};
use sessionscope::state::scroll::ROW_PX;
use sessionscope::state::{Action, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

/// A pointer that has moved less than this has clicked, in pixels.
const CLICK_PX: f64 = 4.0;
/// How much one key press zooms and pans.
const KEY_ZOOM: f64 = 0.7;
const KEY_PAN: f64 = 0.15;

/// A drag under way.
#[derive(Clone, Copy)]
struct Drag {
    from: (f64, f64),
    window: TimeRange,
    scroll_top: i32,
    on_axis: bool,
    moved: bool,
}

/// The layer over the picture that takes the pointer.
#[component]
pub fn PointerLayer(timeline: TimelineView) -> impl IntoView {
    let drag = StoredValue::new(None::<Drag>);
    let brush = RwSignal::new(None::<(f64, f64)>);
    let hover = RwSignal::new(None::<Hover>);
    let place = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let width = move || timeline.size.get_untracked().0.max(1.0);

    let on_down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let from = place(&event);
        drag.set_value(Some(Drag {
            from,
            window: timeline.window.get_untracked(),
            scroll_top: timeline.frame.get_untracked().map_or(0, |frame| frame.scroll_top()),
            on_axis: from.1 < f64::from(AXIS_PX),
            moved: false,
        }));
        hover.set(None);
        if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            // Without capture a drag ends at the edge of the picture, which is no harm.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
    };
    let on_move = move |event: PointerEvent| {
        let at = place(&event);
        let Some(mut now) = drag.get_value() else {
            hover.set(hovered(timeline, at));
            return;
        };
        let (dx, dy) = (at.0 - now.from.0, at.1 - now.from.1);
        now.moved |= dx.abs().max(dy.abs()) >= CLICK_PX;
        drag.set_value(Some(now));
        if !now.moved {
            return;
        }
        if now.on_axis {
            brush.set(Some((now.from.0.min(at.0).max(0.0), now.from.0.max(at.0).min(width()))));
            return;
        }
        timeline.show(window::panned(now.window, timeline.whole.get_untracked(), -dx / width()));
        if let (Some(frame), "mouse") = (timeline.frame.get_untracked(), event.pointer_type().as_str()) {
            frame.set_scroll_top(now.scroll_top - dy.round() as i32);
        }
    };
    let on_up = move |event: PointerEvent| {
        let Some(done) = drag.get_value() else { return };
        drag.set_value(None);
        match brush.get_untracked() {
            Some((from, to)) => {
                brush.set(None);
                let times =
                    timeline.geometry.with_value(|geometry| geometry.time_at(from).zip(geometry.time_at(to)));
                if let Some((start_ms, end_ms)) = times.filter(|(start, end)| start < end) {
                    timeline.show(TimeRange { start_ms, end_ms });
                }
            }
            None if !done.moved => {
                if let Some((mark, _)) = mark_at(timeline, place(&event)) {
                    timeline.select(mark);
                }
            }
            None => {}
        }
    };
    let on_double = move |event: web_sys::MouseEvent| {
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        timeline.zoom(at.0 / width(), 0.25);
    };
    let on_cancel = move |_: PointerEvent| {
        drag.set_value(None);
        brush.set(None);
        hover.set(None);
    };
    view! {
        <div
            class="timeline-pointer"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_cancel
            on:pointerleave=move |_| hover.set(None)
            on:dblclick=on_double
        ></div>
        {move || brush.get().map(|(from, to)| view! {
            <div class="timeline-brush" style:left=format!("{from}px") style:width=format!("{}px", to - from)></div>
        })}
        <Tip timeline hover />
    }
}

/// The mark under a point, and its lane.
fn mark_at(timeline: TimelineView, (x, y): (f64, f64)) -> Option<(Mark, Lane)> {
    let HitTarget::Mark { row, mark } = timeline.geometry.with_value(|geometry| geometry.hit_at(x, y))?
    else {
        return None;
    };
    timeline.with_lanes(|lanes, _| match lanes.rows.get(row)? {
        LaneRow::Lane(lane) => Some((*lane.marks.get(mark)?, lane.clone())),
        LaneRow::User { .. } => None,
    })?
}

fn hovered(timeline: TimelineView, at: (f64, f64)) -> Option<Hover> {
    mark_at(timeline, at).map(|(mark, _)| Hover { at, mark })
}

/// What a turn of the wheel does; the rows scroll by themselves.
pub fn on_wheel(timeline: TimelineView, event: &WheelEvent) {
    let (dx, dy) = (event.delta_x(), event.delta_y());
    // Lines and pages, as some mice count, in pixels.
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let width = timeline.size.get_untracked().0.max(1.0);
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        let Some(frame) = timeline.frame.get_untracked() else { return };
        let right = frame.get_bounding_client_rect().left() + f64::from(frame.client_width());
        let share = 1.0 - (right - f64::from(event.client_x())) / width;
        timeline.zoom(share, ((dy * unit).clamp(-200.0, 200.0) * 0.004).exp());
    } else if event.shift_key() || dx.abs() > dy.abs() {
        event.prevent_default();
        let by = if dx.abs() > dy.abs() { dx } else { dy };
        timeline.pan(by * unit / width);
    }
}

/// What a key does while the timeline has the focus.
pub fn on_key(timeline: TimelineView, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "w" | "W" | "+" => timeline.zoom(0.5, KEY_ZOOM),
        "s" | "S" | "-" => timeline.zoom(0.5, 1.0 / KEY_ZOOM),
        "a" | "A" | "ArrowLeft" => timeline.pan(-KEY_PAN),
        "d" | "D" | "ArrowRight" => timeline.pan(KEY_PAN),
        "f" | "F" => timeline.fit(),
        "Home" => timeline.pan(-1e9),
        "End" => timeline.pan(1e9),
        "." => step(timeline, true),
        "," => step(timeline, false),
        // On a button these press it.
        "Enter" if event.target() == event.current_target() => timeline.commit(),
        "Escape" if timeline.window.get_untracked() != timeline.whole.get_untracked() => timeline.fit(),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Selects the next mark on the lane of the selected event, or the one before it.
fn step(timeline: TimelineView, forward: bool) {
    let Some(row) = timeline.selected.get_untracked() else {
        let top = (timeline.position.get_untracked().top / ROW_PX).ceil() as u32;
        let first = timeline.with_lanes(|lanes, _| {
            let above = top.saturating_sub(lanes.first) as usize;
            lanes.rows.iter().skip(above).find_map(|row| match row {
                LaneRow::Lane(lane) => lane.mark_beside(i64::MIN, true).copied(),
                LaneRow::User { .. } => None,
            })
        });
        if let Some(mark) = first.flatten() {
            show(timeline, mark);
        }
        return;
    };
    let told = timeline.with_selected(|detail| {
        let beside = if forward { detail.after } else { detail.before };
        (detail.session_number, detail.event.time_ms, beside)
    });
    // Of an event that was selected a moment ago the engine may not have told yet: its lane knows enough.
    let drawn = || {
        timeline.with_lanes(|lanes, _| {
            lanes.rows.iter().find_map(|place| match place {
                LaneRow::Lane(lane) => {
                    let mark = lane.marks.iter().find(|mark| mark.row == row)?;
                    Some((Some(lane.session), Some(mark.time_ms), None))
                }
                LaneRow::User { .. } => None,
            })
        })?
    };
    let Some((session, time, beside)) = told.or_else(drawn) else { return };
    let next = timeline.with_lanes(|lanes, merge_ms| {
        let (lane, time) = (lane_of(lanes, session?)?, time?);
        let own = timeline.with_selected(|detail| {
            lane.mark_of(detail.event.row, detail.event.family, time, merge_ms).copied()
        });
        let from = own.flatten().map_or(time, |mark| mark.time_ms);
        lane.mark_beside(from, forward).copied()
    });
    match next.flatten() {
        Some(mark) => show(timeline, mark),
        // Beyond what was asked for the session itself knows what comes next.
        None => {
            let Some(row) = beside else { return };
            timeline.app.act(Action::Select(Some(row)));
            timeline.app.ask_once(EventDetails { row }, move |response| {
                if let Ok(Some(detail)) = response
                    && let Some(time) = detail.event.time_ms
                {
                    reveal(timeline, time);
                }
            });
        }
    }
}

fn show(timeline: TimelineView, mark: Mark) {
    timeline.select(mark);
    reveal(timeline, mark.time_ms);
}

fn reveal(timeline: TimelineView, time_ms: i64) {
    let Some(now) = timeline.window.try_get_untracked() else { return };
    let window = window::revealing(now, timeline.whole.get_untracked(), time_ms);
    if window != now {
        timeline.show(window);
    }
}
