//! What could not be read as it was given, and what can be done about it: files that the browser refused, a case that
//! is not whole, workers that have ended, and files of a path that was given before.

mod workers;

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::queue::StopReason;
use sessionscope::state::{Action, Tab};
use sessionscope::text::{file_names, partial_explained};

/// Everything that is to be said.
#[component]
pub fn Shortcomings() -> impl IntoView {
    view! {
        <workers::LostWorkers />
        <workers::SilentWorkers />
        <PartialCase />
        <Unreadable />
        <GivenAgain />
    }
}

/// Why the case is partial, in words; nothing where it is not, or something else says it.
pub fn partial_words(app: App) -> Option<String> {
    let (language, progress) = (app.language.get(), app.reading.progress.get());
    let words = || app.reading.shortcomings.with(|files| partial_explained(language, &progress, files));
    (app.phase.get() == Phase::Partial).then(words).flatten()
}

/// A case that is not whole because somebody cancelled, or for want of memory.
#[component]
fn PartialCase() -> impl IntoView {
    let app = App::get();
    view! {
        {move || partial_words(app).map(|words| view! {
            <p class="shortcoming" role="status">{words} " " <GoOn /></p>
        })}
    }
}

/// Files that the browser could not read.
#[component]
fn Unreadable() -> impl IntoView {
    let app = App::get();
    let words = move || {
        let files = app.reading.shortcomings.get();
        let paths = files.of(StopReason::Changed);
        let names = file_names(paths.iter().copied());
        (!paths.is_empty())
            .then(|| say!(app.language.get(), "unreadable", count = paths.len(), names = names))
    };
    view! {
        {move || words().map(|words| view! {
            <p class="shortcoming" role="alert">
                {words} " " {words!(app.language, "unreadable-anew")} " "
                <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Evidence))>
                    {words!(app.language, "empty-state-show-evidence")}
                </button>
                " " <StartAnew />
            </p>
        })}
    }
}

/// Files of a path that was given before.
#[component]
fn GivenAgain() -> impl IntoView {
    let app = App::get();
    let said = move || {
        let (language, files) = (app.language.get(), app.reading.shortcomings.get());
        let again = &files.given_again;
        let same = (!again.is_empty()).then(|| {
            let names = file_names(again.iter().map(String::as_str));
            say!(language, "given-again", count = again.len(), names = names)
        });
        let renamed: Vec<String> =
            files.renamed.iter().map(|(given, path)| format!("{given} → {path}")).collect();
        let other = (!renamed.is_empty()).then(|| {
            let names = file_names(renamed.iter().map(String::as_str));
            say!(language, "same-path", count = renamed.len(), names = names)
        });
        same.into_iter().chain(other).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || app.phase.get() != Phase::Reading && !said().is_empty()>
            <p class="shortcoming is-plain" role="status">{move || said().join(" ")}</p>
        </Show>
    }
}

/// The button that goes on with what was not finished, where there is anything.
#[component]
fn GoOn() -> impl IntoView {
    let app = App::get();
    view! {
        <Show when=move || app.reading.can_go_on.get()>
            <button on:click=move |_| app.case().go_on()>{words!(app.language, "go-on")}</button>
        </Show>
    }
}

/// The button that clears everything.
#[component]
fn StartAnew() -> impl IntoView {
    let app = App::get();
    view! { <button on:click=move |_| app.start_anew()>{words!(app.language, "start-anew")}</button> }
}
