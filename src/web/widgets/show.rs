//! Shows something while a condition holds.

use crate::web::memo::Memo;
use leptos::prelude::*;

/// Whether something is to be shown: a question to signals.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(holds: F) -> Condition {
        Condition(Box::new(holds))
    }
}

/// As the `Show` of leptos, but compiled once: not for each condition and for each content.
#[component]
pub fn Show(
    /// The content, made anew whenever the condition comes to hold.
    children: ChildrenFn,
    /// The condition.
    #[prop(into)]
    when: Condition,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: Option<ViewFn>,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| when.0());
    move || if is_shown.get() { Some(children()) } else { fallback.as_ref().map(ViewFn::run) }
}
