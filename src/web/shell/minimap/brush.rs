//! The brush over the minimap: a stretch of time is dragged by pointer or made by keys, shown while it is
//! made, and committed on release or by Enter.

use crate::web::context::App;
use crate::web::words;
use crate::web::words::words;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::Geometry;
use sessionscope::model::TimeRange;
use sessionscope::state::Action;
use web_sys::{KeyboardEvent, PointerEvent};

/// A drag shorter than this is a click, and a click does nothing here.
const LEAST_DRAG: f64 = 3.0;
/// How many bins the first brush made by keys covers.
const FIRST_BINS: i64 = 8;

/// Puts a range in force: within the deepest range that holds it.
fn commit(app: App, range: TimeRange) {
    let holds = |outer: &TimeRange| outer.start_ms <= range.start_ms && range.end_ms <= outer.end_ms;
    let depth = app.now(|state| state.ranges.iter().take_while(|outer| holds(outer)).count());
    app.act(Action::PopRangesTo(depth));
    app.act(Action::PushRange(range));
}

/// The time at a place, in the largest round unit that a pixel still tells apart; either end as it is.
fn snapped(geometry: &Geometry, x: f64) -> Option<i64> {
    let (all, time_ms) = (geometry.time?, geometry.time_at(x)?);
    let pixel_ms = all.length_ms() as f64 / geometry.plot.w;
    let unit = [60_000, 1000].into_iter().find(|unit| *unit as f64 <= pixel_ms).unwrap_or(1);
    let is_inside = all.start_ms < time_ms && time_ms < all.end_ms;
    Some(if is_inside { (time_ms - time_ms.rem_euclid(unit)).max(all.start_ms) } else { time_ms })
}

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
            let [start_ms, end_ms] = [from.min(to), from.max(to)].map(|x| snapped(geometry, x));
            Some(TimeRange { start_ms: start_ms?, end_ms: end_ms? })
        });
        preview.set(made.filter(|_| (to - from).abs() >= LEAST_DRAG));
    };
    let up = move |_| {
        if from.get_value().is_some() {
            from.set_value(None);
            if let Some(made) = preview.get_untracked() {
                commit(app, made);
            }
            preview.set(None);
        }
    };
    let forget = move || {
        from.set_value(None);
        preview.set(None);
    };
    let on_key = move |event: KeyboardEvent| {
        let is_used = match event.key().as_str() {
            "ArrowLeft" => step(geometry, bin_ms, preview, range, -1, event.shift_key()),
            "ArrowRight" => step(geometry, bin_ms, preview, range, 1, event.shift_key()),
            "Enter" => preview.get_untracked().map(|made| {
                commit(app, made);
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
        preview.get().map(|made| format!("{} {}", words::stretch(zone, made), zone.label()))
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

/// Moves the brush by bins, or its end if it is extended; makes one where there is none.
fn step(
    geometry: Memo<Geometry>,
    bin_ms: Memo<i64>,
    preview: RwSignal<Option<TimeRange>>,
    range: Memo<Option<TimeRange>>,
    bins: i64,
    extends: bool,
) -> Option<()> {
    let all = geometry.with_untracked(|geometry| geometry.time)?;
    let bin = bin_ms.get_untracked();
    let by = bin.saturating_mul(bins);
    let made = match preview.get_untracked().or(range.get_untracked()) {
        None => TimeRange { start_ms: all.start_ms, end_ms: all.start_ms.saturating_add(bin * FIRST_BINS) },
        Some(now) if extends => {
            TimeRange { end_ms: now.end_ms.saturating_add(by).max(now.start_ms.saturating_add(bin)), ..now }
        }
        Some(now) => {
            // At either end it stops, as long as it is.
            let by = by.clamp((all.start_ms - now.start_ms).min(0), (all.end_ms - now.end_ms).max(0));
            TimeRange { start_ms: now.start_ms + by, end_ms: now.end_ms + by }
        }
    };
    preview.set(Some(TimeRange { end_ms: made.end_ms.min(all.end_ms), ..made }));
    Some(())
}

/// Where an instant lies along the minimap, in CSS pixels, held within it.
fn x_of(geometry: &Geometry, time_ms: i64) -> f64 {
    geometry.x_of(time_ms).unwrap_or_default().clamp(geometry.plot.x, geometry.plot.right())
}
