//! Shows something in a turn of its own (`turns.rs`), so that a large view is not made in one go.

use crate::web::signal::RwSignal;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Makes its content when what stands in line before it is done.
#[component]
pub fn Later(
    children: ChildrenFn,
    /// What holds its place until then.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    // By then what it belongs to may have gone.
    spawn_local(async move {
        is_due.try_set(true);
    });
    move || if is_due.get() { children() } else { fallback.run() }
}
