//! The searches in the original text that were made, in the dialog of them.

use crate::context::App;
use crate::deep::DeepSearching;
use crate::shell::Landmarks;
use crate::shell::deep_notes::Known;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{DeepSearch, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{needle_name, plural};

/// The searches that were made.
#[component]
pub fn Searches() -> impl IntoView {
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
