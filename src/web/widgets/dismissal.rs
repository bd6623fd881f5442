//! Dismissing a finding: the field for the reason, what was dismissed, and the way back.

use crate::context::App;
use crate::words::words;
use leptos::html::Input;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, Dismissal, FindingKey};
use sessionscope::engine::requests::ToldFinding;
use sessionscope::source::limits::MAX_NOTE_CHARS;
use sessionscope::state::Action;
use sessionscope::text::visible;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Gives the focus to the title of a kind: where it was is gone, or on another view.
pub fn focus_group(kind: &str) {
    let title = document().get_element_by_id(&format!("finding-{kind}"));
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
        let _ = title.focus();
        title.scroll_into_view();
    }
}

/// What a person can do with a finding: dismiss it, or take that back.
#[component]
pub fn FindingState(finding: ToldFinding) -> impl IntoView {
    let ToldFinding { key, dismissal } = finding;
    match dismissal {
        Some(dismissal) => view! { <Reinstate dismissal /> }.into_any(),
        None => view! { <Dismiss key /> }.into_any(),
    }
}

/// The field for the reason.
#[component]
fn Dismiss(key: FindingKey) -> impl IntoView {
    let app = App::get();
    let reason = NodeRef::<Input>::new();
    let has_events = !key.events.is_empty();
    // A sealed page has no forms: what they send goes somewhere.
    let dismiss = move || {
        let written = reason.get_untracked().map(|reason| reason.value()).unwrap_or_default();
        if written.trim().is_empty() {
            return;
        }
        focus_group(&key.kind);
        app.act(Action::Annotate(AnnotationEdit::Dismiss(key.clone(), written)));
    };
    let pressed = dismiss.clone();
    let on_key = move |event: KeyboardEvent| {
        // Enter also ends what an input method composes.
        if event.key() == "Enter" && !event.is_composing() {
            dismiss();
        }
    };
    view! {
        <details class="dismiss">
            <summary>{words!(app.language, "findings-dismiss")}</summary>
            {has_events
                .then(|| view! { <p class="second">{words!(app.language, "findings-dismiss-counts")}</p> })}
            <div class="dismiss-fields">
                <label>
                    <span class="second">{words!(app.language, "findings-reason")}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        required
                        maxlength=MAX_NOTE_CHARS.to_string()
                        node_ref=reason
                        on:keydown=on_key
                    />
                </label>
                <button type="button" on:click=move |_| pressed()>{words!(app.language, "findings-dismiss-now")}</button>
            </div>
        </details>
    }
}

/// The reason, and the way back.
#[component]
pub fn Reinstate(dismissal: Dismissal) -> impl IntoView {
    let app = App::get();
    let reason = visible(&dismissal.reason).into_owned();
    let take_back = move |_| {
        focus_group(&dismissal.finding.kind);
        app.act(Action::Annotate(AnnotationEdit::Reinstate(dismissal.clone())));
    };
    view! {
        <p class="dismissal">
            <span class="second">{words!(app.language, "findings-reason")} ": "</span>
            <q>{reason}</q>
            " "
            <button type="button" on:click=take_back>{words!(app.language, "findings-reinstate")}</button>
        </p>
    }
}
