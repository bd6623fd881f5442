//! What the drawer says of an event that was selected, by a link, and is not in what was read.

use super::head::CloseButton;
use crate::context::App;
use crate::selection::EventSelection;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::visible;

/// That the selected event is not here, and where it should stand.
#[component]
pub fn Missing() -> impl IntoView {
    let app = App::get();
    let missing = EventSelection::get().missing;
    let said = move || {
        missing.get().map(|location| {
            let path = visible(&location.path).into_owned();
            let offset = grouped(location.offset.into());
            say!(app.language.get(), "drawer-missing", path = path, offset = offset)
        })
    };
    view! {
        <header class="drawer-head">
            <h2>{words!(app.language, "drawer-label")}</h2>
            <CloseButton />
        </header>
        <p class="drawer-missing" role="status">{said}</p>
    }
}
