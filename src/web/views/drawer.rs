//! The drawer: all that is known of the selected event, with its original text.

mod call;
mod fields;
mod head;
mod mark;
mod missing;
mod original;
mod record_text;
mod source;

use crate::context::App;
use crate::selection::EventSelection;
use crate::words::words;
use leptos::prelude::*;

/// Whether the drawer has something to show, and is open.
pub fn is_shown(app: App) -> Memo<bool> {
    let EventSelection { detail, missing, .. } = EventSelection::get();
    let is_open = app.pick(|state| state.is_drawer_open);
    Memo::new(move |_| is_open.get() && (detail.with(Option::is_some) || missing.with(Option::is_some)))
}

/// The drawer.
#[component]
pub fn Drawer() -> impl IntoView {
    let app = App::get();
    let EventSelection { detail, .. } = EventSelection::get();
    let shown = move || {
        detail.get().map(|detail| {
            view! {
                <fields::Fields detail=detail.clone() />
                <source::Source detail=detail.clone() />
                <original::Original
                    path=detail.path.clone()
                    span=detail.span
                    is_call=detail.event.system.records_calls()
                />
            }
        })
    };
    view! {
        <aside class="drawer" aria-label=words!(app.language, "drawer-label")>
            <Show when=move || detail.with(Option::is_some) fallback=missing::Missing>
                <head::Head detail=detail />
                <mark::MarkSection />
                {shown}
            </Show>
        </aside>
    }
}
