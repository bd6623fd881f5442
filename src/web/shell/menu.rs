//! A button with a menu under it. The browser's own popover closes it by Esc and by a click elsewhere, and
//! places it by its button.

use leptos::html::Div;
use leptos::prelude::*;

/// A button, and what it opens. A click on anything within closes it first, so that a dialog that an entry opens gives
/// the focus back to the button, and not to an entry that is not there any more.
#[component]
pub fn Menu(
    /// Id of the menu, unique on the page.
    id: &'static str,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<Div>::new();
    let close = move |_| {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.hide_popover();
        }
    };
    view! {
        <button popovertarget=id>
            {label} <span class="caret" aria-hidden="true"></span>
        </button>
        <div class="menu" id=id popover="auto" node_ref=menu on:click:capture=close>
            {children()}
        </div>
    }
}
