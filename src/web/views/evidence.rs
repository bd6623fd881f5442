//! The view of the evidence tab.

use leptos::prelude::*;

/// The evidence view.
#[component]
pub fn Evidence() -> impl IntoView {
    view! { <p>"evidence"</p> }
}
