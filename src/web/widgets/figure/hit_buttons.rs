//! Ribbons between endpoints, and marks over bars, under the pointer: each is a button, so that it is found by its name.

use super::tip::{Tip, TipAt};
use leptos::prelude::*;
use sessionscope::chart::{Drawing, Hit, HitTarget};
use std::sync::Arc;

/// The buttons over a picture.
#[component]
pub fn HitButtons(
    drawing: Memo<Option<Arc<Drawing>>>,
    pick: Callback<HitTarget>,
    tip: Callback<HitTarget, Tip>,
) -> impl IntoView {
    let current = RwSignal::new(None::<Hit>);
    let width =
        move || drawing.with(|drawing| drawing.as_ref().map_or(0.0, |d| f64::from(d.geometry.size.0)));
    let button = move |hit: Hit| {
        let area = hit.area;
        // A picture of bars is one stop of the keyboard, and tells by its bars what its marks say.
        let stop = if matches!(hit.what, HitTarget::Changes { .. }) { "-1" } else { "0" };
        view! {
            <button
                class="flow-mark"
                tabindex=stop
                aria-label=tip.run(hit.what).spoken()
                style:left=format!("{}px", area.x)
                style:top=format!("{}px", area.y)
                style:width=format!("{}px", area.w)
                style:height=format!("{}px", area.h)
                on:click=move |_| pick.run(hit.what)
                on:pointerenter=move |_| current.set(Some(hit))
                on:pointerleave=move |_| current.set(None)
                on:focus=move |_| current.set(Some(hit))
                on:blur=move |_| current.set(None)
            ></button>
        }
    };
    let buttons = move || {
        drawing.with(|drawing| {
            let hits = drawing.iter().flat_map(|drawing| drawing.geometry.hits.iter());
            hits.filter(|hit| matches!(hit.what, HitTarget::Flow { .. } | HitTarget::Changes { .. }))
                .map(|hit| button(*hit))
                .collect_view()
        })
    };
    view! {
        {buttons}
        {move || {
            current
                .get()
                .map(|hit| {
                    let (x, y) = (hit.area.x + hit.area.w / 2.0, hit.area.bottom());
                    view! { <TipAt tip=tip.run(hit.what) x y width=width() /> }
                })
        }}
    }
}
