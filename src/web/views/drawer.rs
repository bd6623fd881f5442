//! The drawer: all that is known of the selected event, with its original text.

use leptos::prelude::*;

/// The drawer.
#[component]
pub fn Drawer() -> impl IntoView {
    view! { <p>"drawer"</p> }
}
