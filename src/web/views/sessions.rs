//! The view of the sessions tab.

use leptos::prelude::*;

/// The sessions view.
#[component]
pub fn Sessions() -> impl IntoView {
    view! { <p>"sessions"</p> }
}
