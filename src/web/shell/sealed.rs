//! The badge that says that the page is sealed, and the dialog that explains it and tries it again.

use super::modal::Modal;
use super::seal_test::SealTest;
use super::{Landmarks, show};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;

fn is_sealed() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-sealed")).is_some_and(|value| value == "true")
}

/// The badge in the top bar.
#[component]
pub fn SealedBadge() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let is_sealed = is_sealed();
    let words = move || {
        let language = app.language.get();
        if is_sealed { say!(language, "seal-on") } else { say!(language, "seal-off") }
    };
    view! {
        <button
            class="badge"
            class:is-good=is_sealed
            class:is-bad=!is_sealed
            aria-haspopup="dialog"
            on:click=move |_| show(landmarks.seal)
        >
            <span aria-hidden="true">{if is_sealed { "✓" } else { "✕" }}</span>
            {words}
        </button>
    }
}

/// The explanation, with the test to be run again.
#[component]
pub fn SealedDialog() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    view! {
        <Modal dialog=landmarks.seal id="seal-title" title=words!(language, "seal-title")>
            <p>{words!(language, "seal-what")}</p>
            <p>{words!(language, "seal-how")}</p>
            <p>{words!(language, "seal-workers")}</p>
            <p>{words!(language, "seal-withdrawn")}</p>
            <p>{words!(language, "seal-tried")}</p>
            <SealTest />
            <p class="second">{words!(language, "seal-limits")}</p>
        </Modal>
    }
}
