//! Copying text, and a button that does it.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::say;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlTextAreaElement;

/// How long a button says that it has copied.
const SAID: Duration = Duration::from_millis(1500);

#[wasm_bindgen]
extern "C" {
    /// The way to copy before there was a clipboard interface; pages from the file system have no other.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand, catch)]
    fn exec_command(command: &str) -> Result<bool, wasm_bindgen::JsValue>;
}

/// Puts text on the clipboard; `then` is told whether that worked.
pub fn copy_text(text: String, then: impl FnOnce(bool) + 'static) {
    let clipboard = window().navigator().clipboard();
    // Browsers have no clipboard where the page does not come from a secure place.
    if clipboard.is_undefined() {
        return then(copy_by_selection(&text));
    }
    let promise = clipboard.write_text(&text);
    leptos::task::spawn_local(async move {
        let is_done = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
        then(is_done || copy_by_selection(&text));
    });
}

/// Copies from a field that is there for a moment.
fn copy_by_selection(text: &str) -> bool {
    let field =
        document().create_element("textarea").ok().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(field), Some(body)) = (field, document().body()) else { return false };
    let focused = document().active_element().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    field.set_value(text);
    field.set_class_name("copy-field");
    let is_done = body.append_child(&field).is_ok() && {
        field.select();
        exec_command("copy").unwrap_or(false)
    };
    field.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    is_done
}

/// A button with the sign of copying. It says for a moment that it has copied, or that it could not.
#[component]
pub fn CopyButton(
    /// What it copies.
    #[prop(into)]
    text: Signal<String>,
    /// What it is called: says what it copies.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let outcome = RwSignal::new(None::<bool>);
    let copy = move |_| {
        copy_text(text.get_untracked(), move |is_done| {
            if outcome.try_set(Some(is_done)).is_none() {
                let hush = move || {
                    outcome.try_set(None);
                };
                set_timeout(hush, SAID);
            }
        });
    };
    let said = move || match outcome.get() {
        Some(true) => say!(app.language.get(), "drawer-copied"),
        Some(false) => say!(app.language.get(), "drawer-copy-failed"),
        None => String::new(),
    };
    view! {
        <button
            class="sign"
            type="button"
            aria-label=label
            title=label
            class:done=move || outcome.get() == Some(true)
            on:click=copy
        >
            {move || if outcome.get() == Some(true) {
                view! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.2 3.2L13 5" /></svg> }
            } else {
                view! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7" /></svg> }
            }}
        </button>
        <span class="said" role="status">{said}</span>
    }
}
