//! What is said under the filter line where it asks for what findings count, and that is not known yet.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;

/// That it is not known.
#[component]
pub fn FoundNote() -> impl IntoView {
    let app = App::get();
    let is_asked = app.pick(|state| state.findings_asked().is_some());
    view! {
        <Show when=move || is_asked.get() && !app.is_read.get()>
            <div class="filter-words" role="status">
                <p><span class="filter-dead">{words!(app.language, "filter-found-later")}</span></p>
            </div>
        </Show>
    }
}
