//! The view of the timeline tab.

use leptos::prelude::*;

/// The timeline view.
#[component]
pub fn Timeline() -> impl IntoView {
    view! { <p>"timeline"</p> }
}
