//! What the page takes from the browser around it, and what it tells the root element: theme, language,
//! and how far the case is.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::source::limits::MAX_STORE_BYTES;
use sessionscope::state::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::Reflect;

/// Whether the system wants dark pages, followed.
pub fn system_is_dark() -> RwSignal<bool> {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let is_dark = RwSignal::new(query.as_ref().is_some_and(|query| query.matches()));
    if let Some(query) = query {
        let own = query.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || is_dark.set(own.matches()));
        query.set_onchange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    }
    is_dark
}

/// The language that the browser prefers, of those that the page speaks.
pub fn preferred_language() -> Language {
    let wanted = window().navigator().languages();
    wanted.iter().find_map(|id| Language::from_id(&id.as_string()?.to_lowercase())).unwrap_or_default()
}

/// How much memory in bytes events may take: a quarter of what the browser says that the device has, where it
/// says so. It rounds, and says no more than eight gigabytes.
pub fn memory_budget() -> u64 {
    let device = Reflect::get(&window().navigator(), &"deviceMemory".into()).ok().and_then(|it| it.as_f64());
    device.map_or(MAX_STORE_BYTES, |gigabytes| ((gigabytes * 256e6) as u64).min(MAX_STORE_BYTES))
}

/// Keeps the attributes of the root element right.
pub fn mark_root(app: App) {
    let set = |name: &str, value: &str| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute(name, value);
        }
    };
    Effect::new(move |_| set("data-case", app.phase.get().id()));
    Effect::new(move |_| set("lang", app.language.get().id()));
    Effect::new(move |_| set("data-theme", if app.is_dark.get() { "dark" } else { "light" }));
}
