//! What is said of workers that have ended, or do not answer.

use super::{GoOn, StartAnew};
use crate::case::Role;
use crate::context::App;
use crate::watched_worker::ExitReason;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::state::queue::Shortcomings;
use sessionscope::text::{lost_hashers_explained, lost_readers_explained, visible};

/// Workers that have ended by themselves, and the files that they had.
#[component]
pub fn LostWorkers() -> impl IntoView {
    let app = App::get();
    let said = move || {
        let (language, files) = (app.language.get(), app.reading.shortcomings.get());
        let lost = app.reading.lost.get();
        let mut words = Vec::new();
        for role in [Role::Engine, Role::Ingest, Role::Hash, Role::Reading, Role::Scan] {
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
fn lost_words(language: Language, role: Role, count: usize, files: &Shortcomings) -> String {
    match role {
        Role::Engine => say!(language, "lost-engine"),
        Role::Ingest => lost_readers_explained(language, count, files),
        Role::Hash => lost_hashers_explained(language, count, files),
        Role::Reading => say!(language, "lost-reading"),
        Role::Scan => say!(language, "lost-scan"),
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
pub fn SilentWorkers() -> impl IntoView {
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
