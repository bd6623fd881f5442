//! Shows something in a task of its own (`scheduler.rs`), so that a large view is not made in one go.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Makes its content when the tasks that wait already are done.
#[component]
pub fn Deferred(
    children: ChildrenFn,
    /// What holds its place until then.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let is_due = RwSignal::new(false);
    // By then the view that it belongs to may have gone.
    spawn_local(async move {
        is_due.try_set(true);
    });
    move || if is_due.get() { children() } else { fallback.run() }
}
