//! The view of the events tab.

use leptos::prelude::*;

/// The events view.
#[component]
pub fn Events() -> impl IntoView {
    view! { <p>"events"</p> }
}
