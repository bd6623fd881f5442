//! The export menu: files that the engine makes piece by piece, saved by an ordinary download.

use super::menu::Menu;
use crate::client::PagePiece;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::{RequestError, StreamRequest};
use sessionscope::export::Progress;
use sessionscope::export::events::EventFormat;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::progress::Phase;
use sessionscope::text::export_name;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;
use web_sys::js_sys::Array;

/// Pieces that are asked for before they are needed, so that the engine does not wait for the page. The engine
/// answers what else it is asked between them.
const PIECES_AHEAD: u32 = 2;

/// An entry of the menu.
#[derive(Clone, Copy)]
enum Entry {
    /// The summary of everything.
    Summary,
    /// The events in scope.
    Events(EventFormat),
}

impl Entry {
    /// Every entry, from top to bottom.
    fn all() -> impl Iterator<Item = Entry> {
        [Entry::Summary].into_iter().chain(EventFormat::ALL.map(Entry::Events))
    }

    /// Its handle for tests and tools.
    fn id(self) -> String {
        match self {
            Entry::Summary => "summary".to_owned(),
            Entry::Events(format) => format!("events-{}", format.id()),
        }
    }

    fn request(self) -> StreamRequest {
        match self {
            Entry::Summary => StreamRequest::Summary,
            Entry::Events(format) => StreamRequest::Events(format),
        }
    }

    /// What it is called.
    fn name(self, language: Language) -> String {
        match self {
            Entry::Summary => export_name(language, "summary"),
            Entry::Events(format) => export_name(language, format.id()),
        }
    }

    /// What it covers.
    fn coverage(self, language: Language) -> String {
        match self {
            Entry::Summary => say!(language, "export-summary-scope"),
            Entry::Events(_) => say!(language, "export-events-scope"),
        }
    }
}

/// An export under way.
#[derive(Clone, Copy)]
struct RunningExport {
    ticket: u32,
    entry: Entry,
    progress: Progress,
}

/// How the exports go. One runs at a time; a handle, so copies are the same.
#[derive(Clone, Copy)]
pub struct Exports {
    app: App,
    /// The one under way.
    saving: RwSignal<Option<RunningExport>>,
    /// The one that could not be finished.
    failed: RwSignal<Option<Entry>>,
    /// The pieces so far. The browser keeps what is in a blob, on disk where it is much.
    parts: StoredValue<Array, LocalStorage>,
}

impl Exports {
    /// No export.
    pub fn new(app: App) -> Exports {
        let parts = StoredValue::new_local(Array::new());
        Exports { app, saving: RwSignal::new(None), failed: RwSignal::new(None), parts }
    }

    /// Begins an export, in place of the one that is under way.
    fn begin(self, entry: Entry) {
        self.cancel();
        self.failed.set(None);
        self.parts.set_value(Array::new());
        let (client, scope) = (self.app.client(), self.app.scope.get_untracked());
        let ticket = client.stream(scope, entry.request(), move |piece| self.take(entry, piece));
        if self.failed.with_untracked(Option::is_some) {
            return;
        }
        self.saving.set(Some(RunningExport { ticket, entry, progress: Progress::default() }));
        (1..PIECES_AHEAD).for_each(|_| client.next_piece(ticket));
    }

    fn take(self, entry: Entry, piece: Result<PagePiece, RequestError>) {
        let part = piece.ok().and_then(|piece| {
            let blob = Blob::new_with_u8_array_sequence(&Array::of1(&piece.bytes)).ok()?;
            Some((blob, piece.progress, piece.is_last))
        });
        let Some((blob, progress, is_last)) = part else {
            self.cancel();
            self.failed.set(Some(entry));
            return;
        };
        self.parts.with_value(|parts| parts.push(&blob));
        if is_last {
            self.saving.set(None);
            let parts = self.parts.get_value();
            self.parts.set_value(Array::new());
            match Blob::new_with_blob_sequence(&parts) {
                Ok(blob) => save_blob(&blob, &entry.request().file_name()),
                Err(_) => self.failed.set(Some(entry)),
            }
            return;
        }
        self.saving.update(|saving| {
            if let Some(saving) = saving {
                saving.progress = progress;
                self.app.client().next_piece(saving.ticket);
            }
        });
    }

    /// Ends the export that is under way; nothing of it is saved.
    fn cancel(self) {
        if let Some(saving) = self.saving.get_untracked() {
            self.app.client().end_stream(saving.ticket);
            self.saving.set(None);
            self.parts.set_value(Array::new());
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// Lets the person save a Blob as a file of this name. A sealed page can make no other link (`public/seal.js`).
    #[wasm_bindgen(js_namespace = sessionscope, js_name = save)]
    fn save_blob(blob: &Blob, name: &str);
}

/// The menu.
#[component]
pub fn ExportMenu(exports: Exports) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let button = move |entry: Entry| {
        view! {
            <button class="entry" data-export=entry.id() on:click=move |_| exports.begin(entry)>
                <span>{move || entry.name(language.get())}</span>
                <span class="faint small">{move || entry.coverage(language.get())}</span>
            </button>
        }
    };
    view! {
        <Menu id="export-menu" label=words!(language, "export")>
            <Show when=move || app.phase.get() == Phase::Reading>
                <p class="menu-note">{words!(language, "export-unfinished")}</p>
            </Show>
            {Entry::all().map(button).collect_view()}
        </Menu>
    }
}

/// The export under way: how far it is, and a button that ends it; or that it could not be finished.
#[component]
pub fn ExportProgress(exports: Exports) -> impl IntoView {
    let language = App::get().language;
    let Exports { saving, failed, .. } = exports;
    let share = move || {
        saving.with(|saving| {
            let Progress { done, total } = saving.as_ref().map(|saving| saving.progress).unwrap_or_default();
            done as f64 / total.max(1) as f64
        })
    };
    let name = move |entry: Entry| entry.name(language.get());
    let said = move || {
        let name = saving.with(|saving| saving.map(|saving| name(saving.entry)));
        let percent = (share() * 100.0).floor().to_string();
        say!(language.get(), "export-saving", name = name.unwrap_or_default(), percent = percent)
    };
    let failure = move || {
        failed.get().map(name).map(|name| {
            let words = say!(language.get(), "export-failed", name = name);
            view! { <p class="shortcoming" role="alert">{words}</p> }
        })
    };
    view! {
        <Show when=move || saving.with(Option::is_some)>
            <section class="reading" aria-label=words!(language, "export")>
                <progress aria-label=words!(language, "export") max="1" prop:value=move || share().to_string()></progress>
                <p>{said}</p>
                <button on:click=move |_| exports.cancel()>{words!(language, "cancel")}</button>
            </section>
        </Show>
        {failure}
    }
}
