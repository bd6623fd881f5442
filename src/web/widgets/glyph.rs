<<<<<<< HEAD
//! The sign of a family in its colour. Its name stands beside it, or is its label.
=======
//! The glyph of a family: no meaning hangs on colour alone.
>>>>>>> e540851 (wip)

use leptos::prelude::*;
use sessionscope::model::Family;

<<<<<<< HEAD
/// The sign of a family.
#[component]
pub fn Glyph(
    /// The family.
    family: Family,
) -> impl IntoView {
    let colour = format!("var(--family-{})", family.id());
    view! { <span class="glyph" aria-hidden="true" style:color=colour>{family.glyph()}</span> }
=======
/// The glyph of a family in its colour.
#[component]
pub fn Glyph(family: Family) -> impl IntoView {
    view! {
        <span class="glyph" data-family=family.id() aria-hidden="true">
            {family.glyph()}
        </span>
    }
>>>>>>> e540851 (wip)
}
