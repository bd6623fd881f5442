//! How a search in the original text goes, while it lasts, and what came of it.

use crate::context::App;
use crate::deep::DeepSearching;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::text::needle_name;
use sessionscope::text::units::{bytes, grouped};

/// The bar while a search runs.
#[component]
pub fn DeepProgress() -> impl IntoView {
    let app = App::get();
    let searching = DeepSearching::get();
    let language = app.language;
    let progress =
        Memo::new(move |_| searching.running.get().map(|(_, progress)| progress).unwrap_or_default());
    let name = move || {
        let number = searching.running.with(|running| running.map(|(number, _)| number))?;
        let needle = searching.searches.with(|all| {
            all.iter().find(|search| search.number == number).map(|search| search.needle.clone())
        })?;
        Some(needle_name(language.get(), &needle))
    };
    let read = move || {
        let [done, all] = [progress.get().done, progress.get().all].map(|size| bytes(size.into()));
        say!(language.get(), "reading-bytes", read = done, all = all)
    };
    let found =
        move || say!(language.get(), "deep-found-so-far", count = grouped(progress.get().found.into()));
    // Said by ear when it begins and when it is through; the figures change all the time.
    let said = move || match searching.running.with(Option::is_some) {
        true => say!(language.get(), "deep-running"),
        false if searching.searches.with(|all| !all.is_empty()) => say!(language.get(), "deep-through"),
        false => String::new(),
    };
    view! {
        <p class="unseen" role="status">{said}</p>
        <Show when=move || searching.is_running()>
            <section class="reading" aria-label=words!(language, "deep-running")>
                <progress
                    aria-label=words!(language, "deep-running")
                    max=move || progress.get().all.max(1).to_string()
                    prop:value=move || progress.get().done.to_string()
                ></progress>
                <p>
                    <span class="step">{name}</span>
                    <span>{read}</span>
                    <span>{found}</span>
                </p>
                <button type="button" on:click=move |_| searching.cancel()>{words!(language, "deep-cancel")}</button>
            </section>
        </Show>
    }
}
