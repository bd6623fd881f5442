//! What pointer and wheel do to the timeline.
//!
//! Wheel scrolls the rows; with Ctrl (or a pinch) it zooms at the pointer; with Shift, or sideways, it
//! pans. Dragging pans and scrolls; dragging along the time axis brushes a range to zoom to.

use super::drawn::Pointed;
use super::handle::TimelineView;
use super::menu::{self, first_of};
use super::tip::{Hover, Tip};
use super::words;
use crate::widgets::context_menu::ContextMenu;
use leptos::prelude::*;
use sessionscope::chart::tracks::AXIS_PX;
use sessionscope::engine::requests::SessionOf;
use sessionscope::model::TimeRange;
use sessionscope::query::answer::Bar;
use sessionscope::state::Action;
use sessionscope::state::pointer::{Drag, Wheel, wheel};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent, WheelEvent};

/// The layer over the picture that takes the pointer.
#[component]
pub fn PointerLayer(timeline: TimelineView) -> impl IntoView {
    let drag = RwSignal::new(None::<Drag>);
    let hover = RwSignal::new(None::<Hover>);
    let position = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let width = move || timeline.size.get_untracked().0.max(1.0);
    let brush = Memo::new(move |_| drag.get().and_then(|drag| drag.brushed(width())));

    let on_down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let scroll_top = timeline.frame.get_untracked().map_or(0, |frame| frame.scroll_top());
        let window = timeline.window.get_untracked();
        drag.set(Some(Drag::start(position(&event), f64::from(AXIS_PX), window, scroll_top)));
        hover.set(None);
        if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            // Without capture a drag ends at the edge of the picture, which is no harm.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
    };
    let on_move = move |event: PointerEvent| {
        let at = position(&event);
        timeline.pointer_y.set_value(Some((at.1 - f64::from(AXIS_PX)).max(0.0)));
        let Some(now) = drag.get_untracked().map(|drag| drag.to(at)) else {
            hover.set(hovered(timeline, at));
            return;
        };
        drag.set(Some(now));
        let Some(window) = now.panned(timeline.whole.get_untracked(), width()) else { return };
        timeline.show(window);
        // A finger scrolls by itself.
        if let (Some(frame), "mouse") = (timeline.frame.get_untracked(), event.pointer_type().as_str()) {
            frame.set_scroll_top(now.scroll_top_px());
        }
    };
    let on_up = move |event: PointerEvent| {
        let Some(done) = drag.get_untracked() else { return };
        drag.set(None);
        if done.is_click() {
            click(timeline, position(&event));
        } else if let Some((from, to)) = done.brushed(width()) {
            let times = timeline
                .drawn
                .with_value(|drawn| drawn.geometry.time_at(from).zip(drawn.geometry.time_at(to)));
            if let Some((start_ms, end_ms)) = times.filter(|(start, end)| start < end) {
                timeline.show(TimeRange { start_ms, end_ms });
            }
        }
    };
    let on_double = move |event: MouseEvent| timeline.zoom(f64::from(event.offset_x()) / width(), 0.25);
    let on_cancel = move |_: PointerEvent| {
        drag.set(None);
        hover.set(None);
    };
    let context_menu = ContextMenu::get();
    let on_menu = move |event: MouseEvent| {
        // What was pressed to open it drags nothing.
        drag.set(None);
        hover.set(None);
        menu::open_at_pointer(timeline, context_menu, &event);
    };
    view! {
        <div
            class="timeline-pointer"
            on:contextmenu=on_menu
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_cancel
            on:pointerleave=move |_| {
                hover.set(None);
                timeline.pointer_y.set_value(None);
            }
            on:dblclick=on_double
        ></div>
        {move || brush.get().map(|(from, to)| view! {
            <div class="timeline-brush" style:left=format!("{from}px") style:width=format!("{}px", to - from)></div>
        })}
        <Tip timeline hover />
    }
}

fn pointed(timeline: TimelineView, (x, y): (f64, f64)) -> Option<Pointed> {
    timeline.drawn.with_value(|drawn| drawn.at(x, y))
}

fn hovered(timeline: TimelineView, at: (f64, f64)) -> Option<Hover> {
    pointed(timeline, at).map(|what| Hover { at, what })
}

/// Selects what is clicked: an event, or the first one of those that are counted there. Of a bar is said what it is.
fn click(timeline: TimelineView, at: (f64, f64)) {
    match pointed(timeline, at) {
        Some(Pointed::Mark(mark)) => timeline.select(mark),
        Some(Pointed::Arc(arc)) => timeline.app.act(Action::Select(Some(arc.to.row))),
        Some(Pointed::Density(counts)) => {
            first_of(&counts).into_iter().for_each(|mark| timeline.select(mark))
        }
        Some(Pointed::Bar(bar, counts)) => match first_of(&counts) {
            Some(mark) => {
                timeline.select(mark);
                say_bar(timeline, &bar);
            }
            None => say_bar(timeline, &bar),
        },
        None => {}
    }
}

/// Says which session a bar is, or how many.
fn say_bar(timeline: TimelineView, bar: &Bar) {
    let range = bar.range;
    let (language, zone) = (timeline.app.language.get_untracked(), timeline.app.zone.get_untracked());
    let found = words::found(language, bar);
    let say = move |what: String| {
        timeline
            .said
            .try_set(([Some(what), found].into_iter().flatten().collect::<Vec<_>>().join(" "), Some(range)));
    };
    if bar.sessions > 1 {
        say(words::merged_bar(language, zone, bar));
        return;
    }
    timeline.app.ask_once(SessionOf { session: bar.session }, move |response| {
        if let Ok(Some(session)) = response {
            say(words::session_bar(language, zone, &session));
        }
    });
}

/// What a turn of the wheel does; the rows scroll by themselves.
pub fn on_wheel(timeline: TimelineView, event: &WheelEvent) {
    // Lines and pages, as some mice count, in pixels.
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
    let width = timeline.size.get_untracked().0.max(1.0);
    match wheel(dx, dy, event.ctrl_key() || event.meta_key(), event.shift_key()) {
        Wheel::Scroll => return,
        Wheel::Pan(px) => timeline.pan(px / width),
        Wheel::Zoom(factor) => {
            if let Some(frame) = timeline.frame.get_untracked() {
                let right = frame.get_bounding_client_rect().left() + f64::from(frame.client_width());
                timeline.zoom(1.0 - (right - f64::from(event.client_x())) / width, factor);
            }
        }
    }
    event.prevent_default();
}
