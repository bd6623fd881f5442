//! The brush over the minimap: a range of time is dragged by pointer or made by keys, shown while it is
//! made, and committed on release or by Enter.

use crate::context::App;
use crate::words::words;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::Geometry;
use sessionscope::model::TimeRange;
use sessionscope::state::pointer::is_drag;
use sessionscope::state::{Action, brush};
use sessionscope::text::time_range;
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
    let preview = RwSignal::new(None::<TimeRange>);
    let from = StoredValue::new(None::<f64>);
    let x_in = move |event: &PointerEvent| {
        let left = layer.get_untracked().map_or(0.0, |layer| layer.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let down = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        if let Some(layer) = layer.get_untracked() {
            let _ = layer.set_pointer_capture(event.pointer_id());
        }
        from.set_value(Some(x_in(&event)));
    };
    let moved = move |event: PointerEvent| {
        let Some(from) = from.get_value() else { return };
        let to = x_in(&event);
        let made = geometry.with_untracked(|geometry| {
            let all = geometry.time?;
            let snapped = |x| Some(brush::snapped(all, geometry.plot.w, geometry.time_at(x)?));
            Some(TimeRange { start_ms: snapped(from.min(to))?, end_ms: snapped(from.max(to))? })
        });
        preview.set(made.filter(|_| is_drag(to - from, 0.0)));
    };
    let up = move |_| {
        if from.get_value().is_some() {
            from.set_value(None);
            if let Some(made) = preview.get_untracked() {
                app.act(Action::PickRange(made));
            }
            preview.set(None);
        }
    };
    let forget = move || {
        from.set_value(None);
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
        preview.get().map(|made| format!("{} {}", time_range(zone, made), zone.label()))
    };
    view! {
        <div
            class="brush"
            role="group"
            tabindex="0"
            aria-label=words!(app.language, "minimap-brush")
            node_ref=layer
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| forget()
            on:keydown=on_key
            on:blur=move |_| forget()
        >
            {move || block("brush-window", range.get())}
            {move || block("brush-preview", preview.get())}
            <p class="brush-words" role="status">{words}</p>
        </div>
    }
}

/// Where an instant lies along the minimap, in CSS pixels, held within it.
fn x_of(geometry: &Geometry, time_ms: i64) -> f64 {
    geometry.x_of(time_ms).unwrap_or_default().clamp(geometry.plot.x, geometry.plot.right())
}
