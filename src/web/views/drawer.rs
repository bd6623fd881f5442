//! The drawer: all that is known of the selected event, with its original text.

mod fields;
mod head;
mod original;
mod source;

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::EventDetails;

/// The drawer; nothing while no event is selected.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = App::get();
    let selected = app.pick(|state| state.selected.filter(|_| state.is_drawer_open));
    let answers = app.ask(move || selected.get().map(|row| EventDetails { row }));
    // The event before stays until the next one is there, so that nothing blinks.
    let detail = Memo::new(move |_| {
        selected.get()?;
        answers.with(Option::clone)?
    });
    let shown = move || {
        detail.get().map(|detail| {
            view! {
                <fields::Fields detail=detail.clone() />
                <source::Source detail=detail.clone() />
                <original::Original path=detail.path.clone() span=detail.span />
            }
        })
    };
    view! {
        <Show when=move || detail.with(Option::is_some)>
            <aside class="drawer" aria-label=words!(app.language, "drawer-label")>
                <head::Head detail=detail />
                {shown}
            </aside>
        </Show>
    }
}
