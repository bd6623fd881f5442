//! The export menu: files that the engine makes, saved by an ordinary download.

use super::menu::Menu;
use crate::web::context::App;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::{Answer, ExportKind, Question};
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::progress::Phase;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;
use web_sys::js_sys::{Array, Uint8Array};

const KINDS: [ExportKind; 3] = [ExportKind::Summary, ExportKind::EventsCsv, ExportKind::EventsJsonl];

const fn id(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Summary => "summary",
        ExportKind::EventsCsv => "events-csv",
        ExportKind::EventsJsonl => "events-jsonl",
    }
}

/// What a kind is called, and what it covers.
fn words(language: Language, kind: ExportKind) -> [String; 2] {
    match kind {
        ExportKind::Summary => [say!(language, "export-summary"), say!(language, "export-summary-scope")],
        ExportKind::EventsCsv => [say!(language, "export-csv"), say!(language, "export-events-scope")],
        ExportKind::EventsJsonl => [say!(language, "export-jsonl"), say!(language, "export-events-scope")],
    }
}

#[wasm_bindgen]
extern "C" {
    /// Lets the person save a Blob as a file of this name. A sealed page can make no other link (`public/seal.js`).
    #[wasm_bindgen(js_namespace = sessionscope, js_name = save)]
    fn save_blob(blob: &Blob, name: &str);
}

/// Hands bytes to the browser as a download.
fn save(name: &str, bytes: &[u8]) {
    if let Ok(blob) = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))) {
        save_blob(&blob, name);
    }
}

/// The menu.
#[component]
pub fn ExportMenu() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let export = move |kind: ExportKind| {
        app.ask(Question::Export(kind), move |answer| {
            if let Answer::Export(bytes) = answer {
                save(kind.file_name(), &bytes);
            }
        });
    };
    let entry = move |kind: ExportKind| {
        view! {
            <button class="entry" data-export=id(kind) on:click=move |_| export(kind)>
                <span>{move || words(language.get(), kind)[0].clone()}</span>
                <span class="faint small">{move || words(language.get(), kind)[1].clone()}</span>
            </button>
        }
    };
    view! {
        <Menu id="export-menu" label=words!(language, "export")>
            <Show when=move || app.phase.get() == Phase::Reading>
                <p class="menu-note">{words!(language, "export-unfinished")}</p>
            </Show>
            {KINDS.into_iter().map(entry).collect_view()}
        </Menu>
    }
}
