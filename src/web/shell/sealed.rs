//! The badge that says that the page is sealed, and the dialog that explains it and tries it again.

use super::modal::Modal;
use super::{Landmarks, show};
use crate::web::context::App;
use crate::web::words::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::say;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Tries to reach the page's own server (`public/boot.js`): true if the policy forbade it.
    #[wasm_bindgen(js_namespace = sessionscope, js_name = provesSealed)]
    async fn proves_sealed() -> JsValue;
}

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

/// How far the test by hand is.
#[derive(Clone, Copy, PartialEq)]
enum Trial {
    NotYet,
    Running,
    Done(bool),
}

/// The explanation, with the test to be run again.
#[component]
pub fn SealedDialog() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let trial = RwSignal::new(Trial::NotYet);
    let run = move |_| {
        trial.set(Trial::Running);
        spawn_local(async move {
            let outcome = proves_sealed().await;
            trial.set(Trial::Done(outcome.as_bool() == Some(true)));
        });
    };
    let language = app.language;
    let outcome = move || match trial.get() {
        Trial::NotYet => String::new(),
        Trial::Running => say!(language.get(), "seal-test-running"),
        Trial::Done(true) => say!(language.get(), "seal-test-passed"),
        Trial::Done(false) => say!(language.get(), "seal-test-failed"),
    };
    view! {
        <Modal dialog=landmarks.seal id="seal-title" title=words!(language, "seal-title")>
            <p>{words!(language, "seal-what")}</p>
            <p>{words!(language, "seal-how")}</p>
            <p>{words!(language, "seal-workers")}</p>
            <p>{words!(language, "seal-tried")}</p>
            <p class="seal-test">
                <button on:click=run disabled=move || trial.get() == Trial::Running>
                    {words!(language, "seal-test")}
                </button>
                <span
                    role="status"
                    class:good=move || trial.get() == Trial::Done(true)
                    class:bad=move || trial.get() == Trial::Done(false)
                >
                    {outcome}
                </span>
            </p>
            <p class="second">{words!(language, "seal-limits")}</p>
        </Modal>
    }
}
