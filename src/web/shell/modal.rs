//! A dialog over the page, with a title and a way out.

use crate::context::App;
use crate::words::words;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A dialog; `show` opens it, Esc and its own button close it.
#[component]
pub fn Modal(
    /// The dialog, for opening it.
    dialog: NodeRef<Dialog>,
    /// Id of its title, unique on the page.
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let app = App::get();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="modal" node_ref=dialog aria-labelledby=id>
            <header>
                <h2 id=id>{title}</h2>
                <button class="plain" aria-label=words!(app.language, "close") on:click=move |_| close()>
                    "✕"
                </button>
            </header>
            <div class="modal-body">{children()}</div>
        </dialog>
    }
}
