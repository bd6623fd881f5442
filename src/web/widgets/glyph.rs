//! The sign of a family in its colour. Its name stands beside it, or is its label.

use leptos::prelude::*;
use sessionscope::model::Family;

/// The sign of a family.
#[component]
pub fn Glyph(
    /// The family.
    family: Family,
) -> impl IntoView {
    let colour = format!("var(--family-{})", family.id());
    view! { <span class="glyph" aria-hidden="true" style:color=colour>{family.glyph()}</span> }
}
