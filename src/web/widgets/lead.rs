//! Words that lead on, if there is anything to lead to.

use crate::leads::Leads;
use leptos::prelude::*;
use sessionscope::query::answer::Lead;

/// The words: a button where they lead somewhere.
#[component]
pub fn Leading(
    /// Where they lead.
    lead: Option<Lead>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let Some(lead) = lead else { return view! { <span>{children()}</span> }.into_any() };
    let leads = Leads::get();
    let kind = if matches!(lead, Lead::File(_)) { "file" } else { "events" };
    view! {
        <button type="button" class="audit-item" data-lead=kind on:click=move |_| leads.follow(&lead)>
            {children()}
        </button>
    }
    .into_any()
}
