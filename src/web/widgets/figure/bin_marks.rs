//! Bars over time under the pointer: pointing tells of a bar, a click zooms to it, a drag marks
//! some that *Zoom* or Enter commits. By keyboard: arrows go from bar to bar, with Shift they mark.

use super::bins::Bars;
use super::tip::{Tip, TipAt};
use crate::context::App;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::{Drawing, HitTarget, PxRect};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::bins::BinCursor;
use sessionscope::state::pointer::is_drag;
use sessionscope::text::time_range;
use std::sync::Arc;

/// The marks over a chart of bins.
#[component]
pub fn BinMarks(
    title: Signal<String>,
    drawing: Memo<Option<Arc<Drawing>>>,
    bins: Memo<(i64, i64)>,
    tip: Callback<HitTarget, Tip>,
) -> impl IntoView {
    let app = App::get();
    let bars = Bars { drawing, bins };
    let host = NodeRef::<Div>::new();
    let current = RwSignal::new(None::<usize>);
    let marked = RwSignal::new(None::<(usize, usize)>);
    let drag = StoredValue::new(None::<(f64, usize)>);
    // Only what the keyboard does is spoken: a pointer would talk without end.
    let is_spoken = RwSignal::new(false);
    let zoom = move |marked_bars: (usize, usize)| {
        let range = untrack(|| bars.span(marked_bars));
        current.set(None);
        marked.set(None);
        if let Some((_, range)) = range {
            app.act(Action::PushRange(range));
        }
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            let x = f64::from(event.offset_x());
            drag.set_value(untrack(|| bars.at(x, false)).map(|bar| (x, bar)));
            if let Some(host) = host.get_untracked() {
                // Without capture a drag ends at the edge, and nothing else is lost.
                let _ = host.set_pointer_capture(event.pointer_id());
            }
        }
    };
    let moved = move |event: PointerEvent| {
        let x = f64::from(event.offset_x());
        is_spoken.set(false);
        match drag.get_value() {
            Some((from, bar)) if is_drag(x - from, 0.0) => {
                current.set(None);
                marked.set(untrack(|| bars.at(x, true)).map(|end| (bar, end)));
            }
            Some(_) => {}
            None => current.set(untrack(|| bars.at(x, false))),
        }
    };
    let up = move |event: PointerEvent| {
        let Some((from, bar)) = drag.get_value() else { return };
        drag.set_value(None);
        if !is_drag(f64::from(event.offset_x()) - from, 0.0) {
            zoom((bar, bar));
        }
    };
    let key = move |event: KeyboardEvent| {
        let cursor = BinCursor { at: current.get_untracked(), marked: marked.get_untracked() };
        match event.key().as_str() {
            "Enter" => {
                if let Some(chosen) = cursor.chosen() {
                    zoom(chosen);
                }
                event.prevent_default();
            }
            "Escape" => {
                // The first Escape gives up what is marked here and goes no further.
                if cursor != BinCursor::default() {
                    event.stop_propagation();
                }
                current.set(None);
                marked.set(None);
            }
            other => {
                let bars = untrack(|| bars.count());
                let Some(moved) = cursor.after_key(other, event.shift_key(), bars) else { return };
                event.prevent_default();
                event.stop_propagation();
                is_spoken.set(true);
                marked.set(moved.marked);
                current.set(moved.at);
            }
        }
    };
    let told = Memo::new(move |_| {
        let hit = bars.hit(current.get()?)?;
        Some((hit.area, tip.run(hit.what)))
    });
    let span = Memo::new(move |_| bars.span(marked.get()?));
    let width =
        move || drawing.with(|drawing| drawing.as_ref().map_or(0.0, |d| f64::from(d.geometry.size.0)));
    let band = |area: PxRect, class: &'static str| {
        view! {
            <div
                class=class
                style:left=format!("{}px", area.x)
                style:top=format!("{}px", area.y)
                style:width=format!("{}px", area.w)
                style:height=format!("{}px", area.h)
            ></div>
        }
    };
    view! {
        <div
            class="bin-marks"
            tabindex="0"
            role="group"
            aria-label=move || say!(app.language.get(), "chart-marks", title = title.get())
            node_ref=host
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| drag.set_value(None)
            on:pointerleave=move |_| current.set(None)
            on:blur=move |_| current.set(None)
            on:keydown=key
        >
            {move || told.get().map(|(area, _)| band(area, "bin-current"))}
            {move || span.get().map(|(area, _)| band(area, "bin-marked"))}
            {move || {
                told.get()
                    .map(|(area, tip)| {
                        view! { <TipAt tip x=area.x + area.w / 2.0 y=area.y width=width() /> }
                    })
            }}
            <span class="unseen" aria-live="polite">
                {move || is_spoken.get().then(|| told.get().map(|(_, tip)| tip.spoken())).flatten()}
            </span>
        </div>
        {move || {
            span
                .get()
                .map(|(area, range)| {
                    let is_right = area.x > width() / 2.0;
                    let x = if is_right { area.x } else { area.right() };
                    view! {
                        <button
                            class="bin-zoom"
                            class:to-left=is_right
                            style:left=format!("{x}px")
                            style:top=format!("{}px", area.y)
                            on:click=move |_| {
                                if let Some(marked) = marked.get_untracked() {
                                    zoom(marked);
                                }
                            }
                        >
                            {say!(
                                app.language.get(), "chart-zoom", range = time_range(&app.zone.get(), range)
                            )}
                        </button>
                    }
                })
        }}
    }
}
