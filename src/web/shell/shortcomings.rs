//! What could not be read as it was given, and what can be done about it: files that the browser refused, a case that
//! is not whole, workers that have ended, and files of a path that was given before.

use super::reading::of_all;
use crate::case::Role;
use crate::context::App;
use crate::watched_worker::ExitReason;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::queue::{Shortcomings as Files, StopReason};
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::grouped;
use sessionscope::text::visible;

/// How many names of files are said in full.
const MOST_NAMES: usize = 5;

/// Names of files, the first of them in full.
pub fn names<'a>(paths: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = if paths.len() > MOST_NAMES { ", …" } else { "" };
    let shown: Vec<_> = paths.take(MOST_NAMES).map(|path| visible(path).into_owned()).collect();
    shown.join(", ") + more
}

/// Everything that is to be said.
#[component]
pub fn Shortcomings() -> impl IntoView {
    view! {
        <LostWorkers />
        <SilentWorkers />
        <PartialCase />
        <Unreadable />
        <GivenAgain />
    }
}

/// Why a case is partial, in words; nothing where something else says it.
pub fn partial_words(app: App) -> Option<String> {
    let language = app.language.get();
    let progress = app.reading.progress.get();
    app.reading.shortcomings.with(|files| {
        let unread = |why| files.unread.iter().any(|(_, known)| *known == why);
        let unhashed = files.unhashed.iter().any(|(_, why)| *why == StopReason::Cancelled);
        let [begun, all] = [progress.begun, progress.files].map(|number| grouped(number.into()));
        if unread(StopReason::OutOfMemory) {
            let [unread, size] =
                [progress.bytes_unread(), progress.bytes()].map(|size| of_all(language, &progress, size));
            let words =
                say!(language, "partial-room-words", begun = begun, all = all, unread = unread, size = size);
            return Some(words);
        }
        if unread(StopReason::Cancelled) {
            let left = files.unread.iter().filter(|(_, why)| *why == StopReason::Cancelled).count();
            let left = grouped(left as u128);
            return Some(say!(language, "partial-words", begun = begun, all = all, left = left));
        }
        let is_hash_cancelled = unhashed || !files.undecided.is_empty();
        is_hash_cancelled.then(|| say!(language, "partial-hash-words"))
    })
}

/// A case that is not whole because somebody cancelled, or for want of memory.
#[component]
fn PartialCase() -> impl IntoView {
    let app = App::get();
    let words = move || (app.phase.get() == Phase::Partial).then(|| partial_words(app)).flatten();
    view! {
        {move || words().map(|words| view! {
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
        let names = names(paths.iter().copied());
        (!paths.is_empty())
            .then(|| say!(app.language.get(), "unreadable", count = paths.len(), names = names))
    };
    view! {
        {move || words().map(|words| view! {
            <p class="shortcoming" role="alert">
                {words} " "
                <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Evidence))>
                    {words!(app.language, "empty-state-show-evidence")}
                </button>
            </p>
        })}
    }
}

/// Workers that have ended by themselves, and the files that they had.
#[component]
fn LostWorkers() -> impl IntoView {
    let app = App::get();
    let said = move || {
        let (language, files) = (app.language.get(), app.reading.shortcomings.get());
        let lost = app.reading.lost.get();
        let mut words = Vec::new();
        for role in [Role::Engine, Role::Ingest, Role::Hash, Role::Reading] {
            let of_role: Vec<_> = lost.iter().filter(|worker| worker.role == role).collect();
            if let Some(last) = of_role.last() {
                words.push(lost_words(language, role, of_role.len(), &files));
                words.extend(how_words(language, &last.gone));
            }
        }
        words
    };
    view! {
        {move || {
            let said = said();
            (!said.is_empty()).then(|| view! {
                <p class="shortcoming" role="alert">{said.join(" ")} " " <GoOn /> " " <StartAnew /></p>
            })
        }}
    }
}

/// What has ended, and what has come of it.
fn lost_words(language: Language, role: Role, count: usize, files: &Files) -> String {
    let unread =
        || files.unread.iter().filter(|(_, why)| *why == StopReason::Lost).map(|(path, _)| path.as_str());
    let unhashed =
        || files.unhashed.iter().filter(|(_, why)| *why == StopReason::Lost).map(|(path, _)| path.as_str());
    let of = |paths: Vec<&str>| (paths.len(), names(paths.iter().copied()));
    match role {
        Role::Engine => say!(language, "lost-engine"),
        Role::Ingest => {
            let (files, names) = of(unread().collect());
            say!(language, "lost-ingest", count = count, files = files, names = names)
        }
        Role::Hash => {
            let (files, names) = of(unhashed().collect());
            say!(language, "lost-hash", count = count, files = files, names = names)
        }
        Role::Reading => say!(language, "lost-reading"),
    }
}

/// How a worker has ended, where that says more than that it has.
fn how_words(language: Language, gone: &ExitReason) -> Option<String> {
    match gone {
        ExitReason::Failed(words) => {
            let words = visible(words).into_owned();
            Some(say!(language, "lost-failed", words = words))
        }
        ExitReason::Silent => Some(say!(language, "lost-silent")),
        ExitReason::Ended => None,
    }
}

/// Workers that do not answer.
#[component]
fn SilentWorkers() -> impl IntoView {
    let app = App::get();
    view! {
        <Show when=move || app.reading.silent.with(|silent| !silent.is_empty())>
            <p class="shortcoming" role="alert">
                {words!(app.language, "silent-worker")} " "
                <Show when=move || app.reading.silent.with(|silent| !silent.contains(&Role::Engine))>
                    <button on:click=move |_| app.case().go_on()>{words!(app.language, "go-on-without")}</button> " "
                </Show>
                <StartAnew />
            </p>
        </Show>
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
            let names = names(again.iter().map(String::as_str));
            say!(language, "given-again", count = again.len(), names = names)
        });
        let renamed: Vec<String> =
            files.renamed.iter().map(|(given, path)| format!("{given} → {path}")).collect();
        let other = (!renamed.is_empty()).then(|| {
            let names = names(renamed.iter().map(String::as_str));
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
