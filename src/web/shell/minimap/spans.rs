//! The words at the axis of the minimap: each is a button that puts the day or hour in force that it names.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::chart::{Geometry, NamedSpan};
use sessionscope::say;
use sessionscope::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The buttons over the words of the picture.
#[component]
pub fn Spans(
    /// Where things are in the minimap.
    geometry: Memo<Geometry>,
) -> impl IntoView {
    let app = App::get();
    let spans = Memo::new(move |_| geometry.with(|geometry| geometry.spans.clone()));
    let button = move |(index, span): (usize, NamedSpan)| {
        let NamedSpan { area, label, range } = span;
        let said = say!(app.language.get_untracked(), "minimap-only", time = label);
        view! {
            <button
                type="button"
                class="minimap-span"
                tabindex=if index == 0 { "0" } else { "-1" }
                on:keydown=step
                aria-label=said.clone()
                title=said
                style:left=format!("{}px", area.x)
                style:top=format!("{}px", area.y)
                style:width=format!("{}px", area.w)
                style:height=format!("{}px", area.h)
                on:click=move |_| app.act(Action::PickRange(range))
            ></button>
        }
    };
    // They are made anew when the language changes, for the picture is too.
    move || spans.get().into_iter().enumerate().map(button).collect_view()
}

/// Moves the focus to the words beside: all of them are one stop of the Tab key.
fn step(event: KeyboardEvent) {
    let Some(button) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    let next = match event.key().as_str() {
        "ArrowLeft" => button.previous_element_sibling(),
        "ArrowRight" => button.next_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let next = next.filter(|next| next.class_list().contains("minimap-span"));
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
