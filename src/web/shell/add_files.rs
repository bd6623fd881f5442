//! Ways to give logs to the page: dropping anywhere, choosing, pasting.

use super::keys::is_typing;
use super::modal::Modal;
use super::{Landmarks, choose, show};
use crate::case_file;
use crate::context::App;
use crate::drop;
use crate::words::words;
use leptos::ev;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{ClipboardEvent, DragEvent};

/// The two inputs that every *Choose …* button opens. They are always there, and shown nowhere.
#[component]
pub fn Inputs() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let take = move |input: NodeRef<Input>| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(list) = input.files() {
            case_file::take(app, drop::chosen(&list));
        }
        // Else the same choice made again would be no change.
        input.set_value("");
    };
    let open_case = move || {
        let Some(input) = landmarks.case_file.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|list| list.get(0)) {
            case_file::open(app, vec![(file.name(), file)]);
        }
        input.set_value("");
    };
    landmarks.folder.on_load(|input| input.set_webkitdirectory(true));
    view! {
        <div hidden>
            <input type="file" multiple=true node_ref=landmarks.files on:change=move |_| take(landmarks.files) />
            <input type="file" multiple=true node_ref=landmarks.folder on:change=move |_| take(landmarks.folder) />
            <input type="file" accept=".json" node_ref=landmarks.case_file on:change=move |_| open_case() />
        </div>
    }
}

/// The sheet that lies over the page while something is dragged over it.
#[component]
pub fn DropSheet() -> impl IntoView {
    let app = App::get();
    let is_over = RwSignal::new(false);
    let over = window_event_listener(ev::dragover, move |event: DragEvent| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        is_over.set(true);
    });
    let leave = window_event_listener(ev::dragleave, move |event: DragEvent| {
        // The pointer has left the window only if it has gone to no other element.
        if event.related_target().is_none() {
            is_over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event: DragEvent| {
        is_over.set(false);
        if !has_files(&event) {
            // Text goes into a field; anywhere else a browser might take it for an address to go to.
            if !is_typing(event.target()) {
                event.prevent_default();
            }
            return;
        }
        event.prevent_default();
        let Some(transfer) = event.data_transfer() else { return };
        let files = drop::dropped(&transfer);
        spawn_local(async move { case_file::take(app, files.await) });
    });
    on_cleanup(move || [over, leave, dropped].into_iter().for_each(|listener| listener.remove()));
    view! {
        <div class="drop-sheet" hidden=move || !is_over.get()>
            <p>{words!(app.language, "drop-here")}</p>
        </div>
    }
}

/// Whether files are dragged, and not a text of this page or of another one.
fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// The dialog to paste into; a paste anywhere else on the page is taken as it is.
#[component]
pub fn PasteDialog() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let field = NodeRef::<Textarea>::new();
    let pasted = window_event_listener(ev::paste, move |event: ClipboardEvent| {
        if is_typing(event.target()) {
            return;
        }
        let Some(transfer) = event.clipboard_data() else { return };
        let files = transfer.files().map(|list| drop::chosen(&list)).unwrap_or_default();
        let text = transfer.get_data("text/plain").unwrap_or_default();
        if !files.is_empty() {
            case_file::take(app, files);
        } else if !text.trim().is_empty() {
            app.case().add_text(&text);
        }
    });
    on_cleanup(move || pasted.remove());
    let take = move |_| {
        let (Some(field), Some(dialog)) = (field.get_untracked(), landmarks.paste.get_untracked()) else {
            return;
        };
        let text = field.value();
        if !text.trim().is_empty() {
            app.case().add_text(&text);
            field.set_value("");
        }
        dialog.close();
    };
    view! {
        <Modal dialog=landmarks.paste id="paste-title" title=words!(language, "paste-title")>
            <label for="paste-field">{words!(language, "paste-words")}</label>
            <textarea id="paste-field" rows="12" spellcheck="false" autocomplete="off" node_ref=field></textarea>
            <p class="buttons">
                <button class="primary" on:click=take>{words!(language, "paste-read")}</button>
            </p>
        </Modal>
    }
}

/// The buttons for choosing and pasting.
#[component]
pub fn AddButtons() -> impl IntoView {
    let language = App::get().language;
    let landmarks = Landmarks::get();
    view! {
        <button on:click=move |_| choose(landmarks.files)>{words!(language, "choose-files")}</button>
        <button on:click=move |_| choose(landmarks.folder)>{words!(language, "choose-folder")}</button>
        <button on:click=move |_| show(landmarks.paste)>{words!(language, "paste")}</button>
    }
}
