//! The sign of a mark: a flag, which is filled where there is one (`style/case.css`).

use leptos::prelude::*;

/// The sign.
#[component]
pub fn Flag() -> impl IntoView {
    view! {
        <svg class="flag" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 14.5V2M4 2.8h8.2L10.4 6l1.8 3.2H4" />
        </svg>
    }
}
