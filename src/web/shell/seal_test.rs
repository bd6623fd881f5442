//! The self-test of the seal: requests that the browser must refuse. `public/seal.js` makes them, and the page
//! has made them once before it took the first file.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sessionscope::say;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Tries to connect; true if the policy, and not chance, forbade it.
    #[wasm_bindgen(js_namespace = sessionscope, js_name = provesSealed, catch)]
    async fn proves_sealed() -> Result<JsValue, JsValue>;
}

/// How far the test is.
#[derive(Clone, Copy, PartialEq)]
enum SealTestState {
    NotRun,
    Running,
    Done { is_sealed: bool },
}

/// The button that runs the test, and its outcome.
#[component]
pub fn SealTest() -> impl IntoView {
    let language = App::get().language;
    let state = RwSignal::new(SealTestState::NotRun);
    let run = move |_| {
        state.set(SealTestState::Running);
        spawn_local(async move {
            let is_sealed = proves_sealed().await.is_ok_and(|proved| proved.is_truthy());
            // The view may be gone by then.
            state.try_set(SealTestState::Done { is_sealed });
        });
    };
    let outcome = move || match state.get() {
        SealTestState::NotRun => String::new(),
        SealTestState::Running => say!(language.get(), "seal-test-running"),
        SealTestState::Done { is_sealed: true } => say!(language.get(), "seal-test-passed"),
        SealTestState::Done { is_sealed: false } => say!(language.get(), "seal-test-failed"),
    };
    view! {
        <p class="seal-test">
            <button type="button" on:click=run disabled=move || state.get() == SealTestState::Running>
                {words!(language, "seal-test")}
            </button>
            <span
                role="status"
                class:good=move || state.get() == SealTestState::Done { is_sealed: true }
                class:bad=move || state.get() == SealTestState::Done { is_sealed: false }
            >
                {outcome}
            </span>
        </p>
    }
}
