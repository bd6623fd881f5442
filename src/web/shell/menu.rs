//! A button with a menu under it. The browser's own popover closes it by Esc and by a click elsewhere.

use leptos::html::{Button, Div};
use leptos::prelude::*;

/// A button, and what it opens. A click on anything within closes it again.
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
    let button = NodeRef::<Button>::new();
    let menu = NodeRef::<Div>::new();
    let place = RwSignal::new((String::new(), String::new()));
    // A popover lies in the browser's top layer and knows nothing of its button: it is told where.
    let measure = move |_| {
        let Some(button) = button.get_untracked() else { return };
        let area = button.get_bounding_client_rect();
        let width = document().document_element().map_or(0, |root| root.client_width());
        let right = (f64::from(width) - area.right()).max(8.0);
        place.set((format!("{}px", area.bottom() + 4.0), format!("{right}px")));
    };
    let close = move |_| {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.hide_popover();
        }
    };
    view! {
        <button node_ref=button popovertarget=id on:click=measure>
            {move || label.get()} <span class="caret" aria-hidden="true"></span>
        </button>
        <div
            class="menu"
            id=id
            popover="auto"
            node_ref=menu
            style:top=move || place.get().0
            style:right=move || place.get().1
            on:click=close
        >
            {children()}
        </div>
    }
}
