//! The export menu: files that the engine makes piece by piece, saved by an ordinary download.

use super::menu::Menu;
use crate::web::case::Phase;
use crate::web::client::PagePiece;
use crate::web::context::App;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::{RequestError, StreamRequest};
use sessionscope::export::Progress;
use sessionscope::export::events::EventFormat;
use sessionscope::say;
use sessionscope::state::Language;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Array;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// When the address of a saved file is given up: a browser may take it up late.
const REVOKE_AFTER: Duration = Duration::from_secs(60);

/// Pieces that are asked for before they are needed, so that the engine does not wait for the page. The engine
/// answers what else it is asked between them.
const PIECES_AHEAD: u32 = 2;

const STREAMS: [StreamRequest; 3] = [
    StreamRequest::Summary,
    StreamRequest::Events(EventFormat::Csv),
    StreamRequest::Events(EventFormat::JsonLines),
];

const fn id(request: &StreamRequest) -> &'static str {
    match request {
        StreamRequest::Summary => "summary",
        StreamRequest::Events(EventFormat::Csv) => "events-csv",
        StreamRequest::Events(EventFormat::JsonLines) => "events-jsonl",
    }
}

/// What an export is called, and what it covers.
fn words_of(language: Language, request: &StreamRequest) -> [String; 2] {
    match request {
        StreamRequest::Summary => [say!(language, "export-summary"), say!(language, "export-summary-scope")],
        StreamRequest::Events(EventFormat::Csv) => {
            [say!(language, "export-csv"), say!(language, "export-events-scope")]
        }
        StreamRequest::Events(EventFormat::JsonLines) => {
            [say!(language, "export-jsonl"), say!(language, "export-events-scope")]
        }
    }
}

/// An export under way.
#[derive(Clone, PartialEq)]
struct Saving {
    ticket: u32,
    request: StreamRequest,
    progress: Progress,
}

/// How the exports go. One runs at a time; a handle, so copies are the same.
#[derive(Clone, Copy)]
pub struct Exports {
    app: App,
    /// The one under way.
    saving: RwSignal<Option<Saving>>,
    /// The one that could not be finished.
    failed: RwSignal<Option<StreamRequest>>,
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
    fn begin(self, request: StreamRequest) {
        self.cancel();
        self.failed.set(None);
        self.parts.set_value(Array::new());
        let (client, scope) = (self.app.client(), self.app.scope.get_untracked());
        let asked = request.clone();
        let ticket = client.stream(scope, request.clone(), move |piece| self.take(&asked, piece));
        if self.failed.with_untracked(Option::is_some) {
            return;
        }
        self.saving.set(Some(Saving { ticket, request, progress: Progress::default() }));
        (1..PIECES_AHEAD).for_each(|_| client.next_piece(ticket));
    }

    fn take(self, request: &StreamRequest, piece: Result<PagePiece, RequestError>) {
        let part = piece.ok().and_then(|piece| {
            let blob = Blob::new_with_u8_array_sequence(&Array::of1(&piece.bytes)).ok()?;
            Some((blob, piece.progress, piece.is_last))
        });
        let Some((blob, progress, is_last)) = part else {
            self.cancel();
            self.failed.set(Some(request.clone()));
            return;
        };
        self.parts.with_value(|parts| parts.push(&blob));
        if is_last {
            self.saving.set(None);
            let parts = self.parts.get_value();
            self.parts.set_value(Array::new());
            if save(request.file_name(), &parts).is_none() {
                self.failed.set(Some(request.clone()));
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

/// Hands a file of these parts to the browser as a download.
fn save(name: &str, parts: &Array) -> Option<()> {
    let blob = Blob::new_with_blob_sequence(parts).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        REVOKE_AFTER,
    );
    Some(())
}

/// The menu.
#[component]
pub fn ExportMenu(exports: Exports) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let entry = move |request: StreamRequest| {
        let [name, scope] = [0, 1].map(|part| {
            let request = request.clone();
            move || words_of(language.get(), &request)[part].clone()
        });
        view! {
            <button class="entry" data-export=id(&request) on:click=move |_| exports.begin(request.clone())>
                <span>{name}</span>
                <span class="faint small">{scope}</span>
            </button>
        }
    };
    view! {
        <Menu id="export-menu" label=words!(language, "export")>
            <Show when=move || app.phase.get() == Phase::Reading>
                <p class="menu-note">{words!(language, "export-unfinished")}</p>
            </Show>
            {STREAMS.into_iter().map(entry).collect_view()}
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
    let name = move |request: &StreamRequest| words_of(language.get(), request)[0].clone();
    let said = move || {
        let name = saving.with(|saving| saving.as_ref().map(|saving| name(&saving.request)));
        let percent = (share() * 100.0).floor().to_string();
        say!(language.get(), "export-saving", name = name.unwrap_or_default(), percent = percent)
    };
    let failure = move || {
        failed.with(|failed| failed.as_ref().map(name)).map(|name| {
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
