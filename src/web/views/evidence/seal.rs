//! The self-test of the seal: a request that the browser must stop.

use crate::web::context::App;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::say;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Tries to reach the page's own server; true if the policy stopped that (`public/boot.js`).
    #[wasm_bindgen(js_namespace = sessionscope, js_name = provesSealed, catch)]
    async fn proves_sealed() -> Result<JsValue, JsValue>;
}

/// How far the test is.
#[derive(Clone, Copy, PartialEq)]
enum Test {
    NotRun,
    Running,
    Done { holds: bool },
}

/// The seal, what it is, and the button that tests it.
#[component]
pub fn Seal() -> impl IntoView {
    let app = App::get();
    let test = RwSignal::new(Test::NotRun);
    let run = move |_| {
        if test.get_untracked() == Test::Running {
            return;
        }
        test.set(Test::Running);
        leptos::task::spawn_local(async move {
            let holds = proves_sealed().await.is_ok_and(|proved| proved.is_truthy());
            test.try_set(Test::Done { holds });
        });
    };
    let words = move || {
        let language = app.language.get();
        match test.get() {
            Test::NotRun => String::new(),
            Test::Running => say!(language, "evidence-seal-testing"),
            Test::Done { holds: true } => say!(language, "evidence-seal-holds"),
            Test::Done { holds: false } => say!(language, "evidence-seal-broken"),
        }
    };
    view! {
        <details class="seal">
            <summary>{words!(app.language, "evidence-seal")}</summary>
            <p class="second">{words!(app.language, "evidence-seal-explained")}</p>
        </details>
        <p class="seal-test">
            <button type="button" on:click=run>{words!(app.language, "evidence-seal-test")}</button>
            <span
                role="status"
                class:good=move || test.get() == Test::Done { holds: true }
                class:bad=move || test.get() == Test::Done { holds: false }
            >
                {words}
            </span>
        </p>
    }
}
