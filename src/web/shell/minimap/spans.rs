//! The words at the axis of the minimap: each is a button that puts the day or hour in force that it names.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::chart::{Geometry, NamedSpan};
use sessionscope::say;
use sessionscope::state::Action;

/// The buttons over the words of the picture.
#[component]
pub fn Spans(
    /// Where things are in the minimap.
    geometry: Memo<Geometry>,
) -> impl IntoView {
    let app = App::get();
    let spans = Memo::new(move |_| geometry.with(|geometry| geometry.spans.clone()));
    let button = move |span: NamedSpan| {
        let NamedSpan { area, label, range } = span;
        let said = say!(app.language.get_untracked(), "minimap-only", time = label);
        view! {
            <button
                type="button"
                class="minimap-span"
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
    move || spans.get().into_iter().map(button).collect_view()
}
