//! The export menu: files that the engine makes piece by piece, saved by an ordinary download.

mod entry;
mod picture;
mod progress;

use super::menu::Menu;
use crate::client::PagePiece;
use crate::context::App;
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
pub use entry::Entry;
use leptos::prelude::*;
pub use progress::{ExportFailure, ExportProgress};
use sessionscope::casefile::Annotations;
use sessionscope::engine::{RequestError, StreamRequest};
use sessionscope::export::Progress;
use sessionscope::export::case_file::{CaseQuestion, write_without_inputs};
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, ExportCourse};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;
use web_sys::js_sys::{Array, Uint8Array};

/// Pieces that are asked for before they are needed, so that the engine does not wait for the page. The engine
/// answers what else it is asked between them.
const PIECES_AHEAD: u32 = 2;

/// How the exports go. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Exports {
    app: App,
    shown: VisibleContent,
    course: RwSignal<ExportCourse<Entry>>,
    /// Number of the stream of the one that runs.
    ticket: StoredValue<Option<u32>>,
    /// The pieces so far. The browser keeps what is in a blob, on disk where it is much.
    parts: StoredValue<Array, LocalStorage>,
}

impl Exports {
    /// No export.
    pub fn new(app: App) -> Exports {
        let parts = StoredValue::new_local(Array::new());
        Exports {
            app,
            shown: VisibleContent::get(),
            course: RwSignal::default(),
            ticket: StoredValue::new(None),
            parts,
        }
    }

    /// Begins one, unless another one runs.
    pub fn begin(self, entry: Entry) {
        if let Entry::Picture(format) = entry {
            if let Some(picture) = untrack(|| self.shown.picture()) {
                picture::save(self.app, picture, format, move || {
                    // What else is being written is not disturbed.
                    self.course.update(|course| {
                        if course.running().is_none() {
                            *course = ExportCourse::Failed(entry);
                        }
                    });
                });
            }
            return;
        }
        let is_read = self.app.is_read.get_untracked();
        let request = self.app.now(|state| untrack(|| entry.request(self.shown, state, is_read)));
        let Some(request) = request else { return };
        let added = self.app.now(|state| state.case.version);
        if let (true, StreamRequest::CaseFile(question)) = (self.app.client().is_gone(), &request) {
            return self.save_without_engine(question.clone(), &request.file_name());
        }
        if !self.course.try_update(|course| course.begin(entry)).unwrap_or(false) {
            return;
        }
        self.parts.set_value(Array::new());
        let (client, scope) = (self.app.client(), self.app.scope.get_untracked());
        let name = request.file_name();
        let ticket = client.stream(scope, request, move |piece| self.take(&name, added, piece));
        self.ticket.set_value(Some(ticket));
        (1..PIECES_AHEAD).for_each(|_| client.next_piece(ticket));
    }

    /// Saves what a person has added when the engine is gone, and with it what is known of the inputs.
    fn save_without_engine(self, question: CaseQuestion, name: &str) {
        let case = self.app.now(|state| state.case.clone());
        let mut bytes = Vec::new();
        let is_written = write_without_inputs(question, Annotations::clone(&case.annotations), &mut bytes);
        let parts = Array::of1(&Uint8Array::from(&bytes[..]));
        if let (Ok(()), Ok(blob)) = (is_written, Blob::new_with_u8_array_sequence(&parts)) {
            save_blob(&blob, name);
            self.app.act(Action::CaseSaved(case.version));
        }
    }

    /// Takes a piece of the file of this name; `added` is the state of what was added to the case.
    fn take(self, name: &str, added: u64, piece: Result<PagePiece, RequestError>) {
        let part = piece.ok().and_then(|piece| {
            let blob = Blob::new_with_u8_array_sequence(&Array::of1(&piece.bytes)).ok()?;
            Some((blob, piece.progress, piece.is_last))
        });
        let Some((blob, Progress { done, total }, is_last)) = part else { return self.fail() };
        self.parts.with_value(|parts| parts.push(&blob));
        if !is_last {
            self.course.update(|course| course.note(done, total));
            if let Some(ticket) = self.ticket.get_value() {
                self.app.client().next_piece(ticket);
            }
            return;
        }
        match Blob::new_with_blob_sequence(&self.parts.get_value()) {
            Ok(blob) => {
                save_blob(&blob, name);
                if self.course.with_untracked(ExportCourse::running) == Some(Entry::CaseFile) {
                    self.app.act(Action::CaseSaved(added));
                }
                self.cancel();
            }
            Err(_) => self.fail(),
        }
    }

    fn fail(self) {
        self.course.update(ExportCourse::fail);
        self.cancel();
    }

    /// Ends the export that runs; nothing more of it is kept.
    fn cancel(self) {
        if let Some(ticket) = self.ticket.try_update_value(Option::take).flatten() {
            self.app.client().end_stream(ticket);
        }
        self.course.update(ExportCourse::end);
        self.parts.set_value(Array::new());
    }

    fn is_busy(self) -> bool {
        self.course.with(|course| course.running().is_some())
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
    let (app, shown) = (App::get(), VisibleContent::get());
    let language = app.language;
    let button = move |entry: Entry| {
        view! {
            <button
                class="entry"
                data-export=entry.id()
                aria-disabled=move || (exports.is_busy() || !entry.is_there(shown)).then_some("true")
                on:click=move |_| exports.begin(entry)
            >
                <span>{move || entry.name(language.get())}</span>
                <span class="faint small">{move || entry.coverage(language.get(), shown)}</span>
            </button>
        }
    };
    view! {
        <Menu id="export-menu" label=words!(language, "export")>
            <Show when=move || app.phase.get() == Phase::Reading>
                <p class="menu-note">{words!(language, "export-unfinished")}</p>
            </Show>
            <Show when=move || exports.is_busy()>
                <p class="menu-note">{words!(language, "export-busy")}</p>
            </Show>
            {Entry::all().map(button).collect_view()}
        </Menu>
    }
}
