//! The rows of a long list that are in view.

use crate::web::memo::Memo;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Keeps the rows that stay in view. As the `For` of leptos, but compiled once, not for each kind of row.
#[component]
pub fn Rows(
    /// The places in view.
    places: Memo<Range<u32>>,
    /// Makes the row at a place.
    row: Arc<dyn Fn(u32) -> AnyView + Send + Sync>,
) -> impl IntoView {
    view! { <For each=move || places.get() key=|place| *place children=move |place| row(place) /> }
}
