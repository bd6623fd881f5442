//! The view of the transfers tab.

use leptos::prelude::*;

/// The transfers view.
#[component]
pub fn Transfers() -> impl IntoView {
    view! { <p>"transfers"</p> }
}
