//! The dialog of searches in the original text: what to search for, and what the searches before have found.

use super::Landmarks;
use super::deep_notes::{Known, open_dialog};
use super::modal::Modal;
use crate::context::App;
use crate::deep::DeepSearching;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::search::{Needle, NeedleKind};
use sessionscope::state::{DeepSearch, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{needle_mistake_explained, needle_name, plural, visible};
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

/// The searches that were made.
#[component]
fn Searches() -> impl IntoView {
    let app = App::get();
    let searching = DeepSearching::get();
    let rows = move || {
        let language = app.language.get();
        let row = |search: &DeepSearch| view! { <Row search=search.clone() language /> };
        searching.searches.with(|all| all.iter().rev().map(row).collect_view())
    };
    view! {
        <Show when=move || searching.searches.with(|all| !all.is_empty())>
            <h3>{words!(app.language, "deep-made")}</h3>
            <ul class="deep-list" aria-label=words!(app.language, "deep-made")>{rows}</ul>
        </Show>
    }
}

/// A search that was made: what it has found, and what it has not searched.
#[component]
fn Row(search: DeepSearch, language: Language) -> impl IntoView {
    let (searching, landmarks) = (DeepSearching::get(), Landmarks::get());
    let number = search.number;
    let name = needle_name(language, &search.needle);
    let close = move || {
        if let Some(dialog) = landmarks.deep.get_untracked() {
            dialog.close();
        }
    };
    let filter = say!(language, "menu-filter-for");
    let remove = say!(language, "filter-remove", term = name.as_str());
    let found = move || {
        let report = searching.report(number)?;
        let (one, count) = (plural(report.found.into()), grouped(report.found.into()));
        Some(say!(language, "deep-found", number = one, count = count))
    };
    let known = move || {
        let report = searching.report(number).filter(|report| report.unsearched > 0);
        let search = search.clone();
        report.map(|report| view! { <Known search report language /> })
    };
    let on_filter = move |_| {
        close();
        searching.filter_for(number);
    };
    view! {
        <li>
            <span class="deep-name">{name.clone()}</span>
            <span class="number">{found}</span>
            <button type="button" aria-label=format!("{filter}: {name}") on:click=on_filter>{filter.clone()}</button>
            <button
                type="button"
                class="plain"
                aria-label=remove.clone()
                title=remove
                on:click=move |_| {
                    searching.remove(number);
                    landmarks.focus_deep();
                }
            >
                "✕"
            </button>
            {known}
        </li>
    }
}
