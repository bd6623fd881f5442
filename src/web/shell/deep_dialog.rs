//! The dialog of searches in the original text: what to search for, and what the searches before have found.

mod searches;

use super::Landmarks;
use super::deep_notes::open_dialog;
use super::modal::Modal;
use crate::context::App;
use crate::deep::DeepSearching;
use crate::words::words;
use leptos::prelude::*;
use searches::Searches;
use sessionscope::say;
use sessionscope::search::{Needle, NeedleKind};
use sessionscope::text::{needle_mistake_explained, visible};
use web_sys::KeyboardEvent;

/// The button that opens the dialog.
#[component]
pub fn DeepButton() -> impl IntoView {
    let (app, searching, landmarks) = (App::get(), DeepSearching::get(), Landmarks::get());
    view! {
        <button
            type="button"
            aria-haspopup="dialog"
            title=words!(app.language, "deep-title")
            on:click=move |_| open_dialog(app, searching, landmarks)
        >
            {words!(app.language, "deep-button")}
        </button>
    }
}

/// The dialog.
#[component]
pub fn DeepDialog() -> impl IntoView {
    let landmarks = Landmarks::get();
    let language = App::get().language;
    view! {
        <Modal dialog=landmarks.deep id="deep-title" title=words!(language, "deep-title")>
            <p class="second">{words!(language, "deep-words")}</p>
            <Ask />
            <Searches />
        </Modal>
    }
}

/// What to search for.
#[component]
fn Ask() -> impl IntoView {
    let (app, searching, landmarks) = (App::get(), DeepSearching::get(), Landmarks::get());
    let language = app.language;
    let written = searching.written;
    let kind = Memo::new(move |_| written.with(|needle| needle.kind));
    // What is empty is no mistake before somebody wants to search for it.
    let is_asked = RwSignal::new(false);
    let mistake = Memo::new(move |_| {
        written
            .with(Needle::mistake)
            .filter(|_| is_asked.get() || written.with(|it| !it.text.trim().is_empty()))
    });
    let begin = move || {
        is_asked.set(true);
        if untrack(|| searching.is_running()) || written.with_untracked(|needle| needle.mistake().is_some()) {
            return;
        }
        is_asked.set(false);
        // The dialog gives the focus back; how far the search is stands in the page.
        if let Some(dialog) = landmarks.deep.get_untracked() {
            dialog.close();
        }
        searching.begin(written.get_untracked());
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            begin();
        }
    };
    let way = move |way: NeedleKind| {
        let name = move || match way {
            NeedleKind::Words => say!(language.get(), "deep-kind-words"),
            NeedleKind::Expression => say!(language.get(), "deep-kind-expression"),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="deep-kind"
                    value=way.id()
                    prop:checked=move || kind.get() == way
                    on:change=move |_| written.update(|needle| needle.kind = way)
                />
                {name}
            </label>
        }
    };
    let explained = move || match kind.get() {
        NeedleKind::Words => say!(language.get(), "deep-words-explained"),
        NeedleKind::Expression => say!(language.get(), "deep-expression-explained"),
    };
    let told = move || {
        let mistake = mistake.get()?;
        let text = written.with(|needle| needle.text.clone());
        let [before, wrong, after] = mistake.span.split(&text).map(|part| visible(part).into_owned());
        let said = needle_mistake_explained(language.get(), mistake.problem);
        Some(view! {
            <p class="mistake" id="deep-mistake" role="alert">
                <span class="mistake-line" aria-hidden="true">{before}<mark>{wrong}</mark>{after}</span>
                <span>{said}</span>
            </p>
        })
    };
    view! {
        <div class="deep-ask">
            <input
                type="text"
                autofocus
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                enterkeyhint="search"
                aria-label=words!(language, "deep-for")
                placeholder=words!(language, "deep-for")
                aria-invalid=move || mistake.with(Option::is_some).to_string()
                aria-describedby=move || mistake.with(Option::is_some).then_some("deep-mistake")
                prop:value=move || written.with(|needle| needle.text.clone())
                on:input:target=move |event| {
                    let text = event.target().value();
                    written.update(|needle| needle.text = text);
                }
                on:keydown=on_key
            />
            <button
                type="button"
                class="primary"
                aria-disabled=move || searching.is_running().then_some("true")
                on:click=move |_| begin()
            >
                {words!(language, "deep-begin")}
            </button>
        </div>
        <fieldset class="deep-kinds">
            <legend class="unseen">{words!(language, "deep-kind")}</legend>
            {NeedleKind::ALL.map(way)}
        </fieldset>
        <p class="second">{explained}</p>
        {told}
    }
}
