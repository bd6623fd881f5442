//! The view of the overview tab.

use leptos::prelude::*;

/// The overview view.
#[component]
pub fn Overview() -> impl IntoView {
    view! { <p>"overview"</p> }
}
