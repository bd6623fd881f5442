//! The brush over the minimap: a range of time is dragged by pointer or made by keys, shown while it is made, and
//! committed on release or by Enter. Its edges and its inside are held; a click is a moment, and with Shift a drag makes
//! a new range.

use crate::context::App;
use crate::widgets::cell::MINUTE_CHARS;
use crate::words::words;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::Geometry;
use sessionscope::model::TimeRange;
use sessionscope::state::Action;
use sessionscope::state::brush::{self, BrushHandle};
use sessionscope::state::pointer::is_drag;
use sessionscope::text::{time_range, time_to};
use web_sys::{KeyboardEvent, PointerEvent};

/// The layer over the minimap that is brushed.
#[component]
pub fn Brush(
    /// Where things are in the minimap.
    geometry: Memo<Geometry>,
    /// Width of a bin, the step of the keys.
    bin_ms: Memo<i64>,
) -> impl IntoView {
    let app = App::get();
    let layer = NodeRef::<Div>::new();
    let range = app.pick(|state| state.range());
    let preview = app.brushed;
    let press = StoredValue::new(None::<(f64, BrushHandle)>);
    let pointed = RwSignal::new(None::<f64>);
    let hold = RwSignal::new(BrushHandle::New);
    let x_in = move |event: &PointerEvent| {
        let left = layer.get_untracked().map_or(0.0, |layer| layer.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let time_at = move |x: f64| geometry.with_untracked(|geometry| geometry.time_at(x));
    let snapped = move |time_ms: i64| {
        geometry.with_untracked(|geometry| {
            geometry.time.map_or(time_ms, |all| brush::snapped(all, geometry.plot.w, time_ms))
        })
    };
    let hold_at = move |x: f64, shift: bool| {
        let window = geometry.with_untracked(|geometry| {
            range.get_untracked().map(|range| (x_of(geometry, range.start_ms), x_of(geometry, range.end_ms)))
        });
        BrushHandle::at(x, window, shift)
    };
    let down = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        if let Some(layer) = layer.get_untracked() {
            let _ = layer.set_pointer_capture(event.pointer_id());
        }
        let x = x_in(&event);
        press.set_value(Some((x, hold_at(x, event.shift_key()))));
    };
    let moved = move |event: PointerEvent| {
        let x = x_in(&event);
        pointed.set(Some(x));
        let Some((from, held)) = press.get_value() else {
            return hold.set(hold_at(x, event.shift_key()));
        };
        let made = geometry.with_untracked(|geometry| {
            let all = geometry.time?;
            let ends = (geometry.time_at(from)?, geometry.time_at(x)?);
            Some(brush::dragged(all, range.get_untracked(), held, ends, snapped))
        });
        preview.set(made.filter(|made| is_drag(x - from, 0.0) && made.length_ms() > 0));
    };
    let up = move |event: PointerEvent| {
        let Some((from, held)) = press.get_value() else { return };
        press.set_value(None);
        let made = preview.get_untracked();
        preview.set(None);
        if let Some(made) = made {
            app.act(Action::PickRange(made));
        } else if held == BrushHandle::New && !is_drag(x_in(&event) - from, 0.0) {
            // A click is a moment: what was under way then.
            if let Some(moment) = time_at(from).map(snapped) {
                app.act(Action::PickRange(TimeRange { start_ms: moment, end_ms: moment.saturating_add(1) }));
            }
        }
    };
    let forget = move || {
        press.set_value(None);
        preview.set(None);
    };
    let step = move |bins: i64, moves_end: bool| {
        let all = geometry.with_untracked(|geometry| geometry.time)?;
        let now = preview.get_untracked().or(range.get_untracked());
        preview.set(Some(brush::moved(all, bin_ms.get_untracked(), now, bins, moves_end)));
        Some(())
    };
    let on_key = move |event: KeyboardEvent| {
        let is_used = match event.key().as_str() {
            "ArrowLeft" => step(-1, event.shift_key()),
            "ArrowRight" => step(1, event.shift_key()),
            "Enter" => preview.get_untracked().map(|made| {
                app.act(Action::PickRange(made));
                preview.set(None);
            }),
            "Escape" => preview.get_untracked().map(|_| forget()),
            _ => None,
        };
        if is_used.is_some() {
            event.prevent_default();
        }
    };
    let window = move |range: Option<TimeRange>| {
        range.map(|range| {
            geometry.with(|geometry| {
                let (left, right) = (x_of(geometry, range.start_ms), x_of(geometry, range.end_ms));
                (format!("{left}px"), format!("{}px", (right - left).max(2.0)))
            })
        })
    };
    let block = move |class: &'static str, range: Option<TimeRange>| {
        window(range).map(|(left, width)| {
            view! { <div class=class style:left=left style:width=width></div> }
        })
    };
    let words = move || {
        let zone = app.zone.get();
        preview.get().map(|made| format!("{} {}", time_range(&zone, made), zone.label()))
    };
    // Where the pointer is, a line says which moment a click stands for.
    let cursor = move || {
        let x = pointed.get().filter(|_| preview.with(Option::is_none) && hold.get() == BrushHandle::New)?;
        let time = geometry.with(|geometry| geometry.time_at(x)).map(snapped)?;
        let words = time_to(&app.zone.get(), time, MINUTE_CHARS);
        Some(view! {
            <div class="brush-cursor" style:left=format!("{x}px")>
                <span>{words}</span>
            </div>
        })
    };
    view! {
        <div
            class="brush"
            role="group"
            tabindex="0"
            data-hold=move || match hold.get() {
                BrushHandle::New => "new",
                BrushHandle::Start | BrushHandle::End => "edge",
                BrushHandle::Inside => "inside",
            }
            aria-label=words!(app.language, "minimap-brush")
            node_ref=layer
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| forget()
            on:pointerleave=move |_| pointed.set(None)
            on:keydown=on_key
            on:blur=move |_| forget()
        >
            {move || block("brush-window", range.get())}
            {move || block("brush-preview", preview.get())}
            {cursor}
            <p class="brush-words" role="status">{words}</p>
        </div>
    }
}

/// Where an instant lies along the minimap, in CSS pixels, held within it.
fn x_of(geometry: &Geometry, time_ms: i64) -> f64 {
    geometry.x_of(time_ms).unwrap_or_default().clamp(geometry.plot.x, geometry.plot.right())
}
