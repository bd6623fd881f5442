//! Shows something while a condition holds.

use crate::web::memo::Memo;
use leptos::prelude::*;

/// As the `Show` of leptos, but compiled once: not for each condition and for each content.
#[component]
pub fn Show(
    /// The content, made anew whenever the condition comes to hold.
    children: ChildrenFn,
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| when.get());
    move || if is_shown.get() { children() } else { fallback.run() }
}
