//! The top bar: the numbers of the conservation law, the seal, and what the whole page is set to.

use super::menu::Menu;
use super::sealed::SealedBadge;
use super::settings::{HelpButton, LanguageMenu, ThemeButton, ZoneMenu};
use super::{Landmarks, choose, show};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::model::store::ConservationCounts;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::grouped;

/// The top bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let app = App::get();
    let has_case = move || app.phase.get() != Phase::Empty;
    view! {
        <header class="top-bar">
            <h1 class="brand">
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <rect width="16" height="16" rx="4" />
                    <path d="M3 5h7M5 8h8M3 11h5" />
                </svg>
                "sessionscope"
            </h1>
            <Show when=has_case><Counts /></Show>
            <SealedBadge />
            <Show when=move || app.phase.get() == Phase::Partial>
                <span class="badge is-caution">{words!(app.language, "partial")}</span>
            </Show>
            <div class="settings">
                <Show when=has_case><AddMenu /></Show>
                <ZoneMenu />
                <LanguageMenu />
                <ThemeButton />
                <HelpButton />
            </div>
        </header>
    }
}

/// The numbers, in the order of the law: `records = events + duplicates + rejected + skipped`.
#[component]
fn Counts() -> impl IntoView {
    let app = App::get();
    let count =
        move |id: &'static str, of: fn(&ConservationCounts) -> u64, words: fn(Language, u64) -> String| {
            let is_bad = id == "rejected";
            let number = Memo::new(move |_| app.status.with(|status| of(&status.counts)));
            view! {
                <span
                    class="count"
                    class:is-caution=move || is_bad && number.get() != 0
                    data-count=id
                    data-value=move || number.get().to_string()
                >
                    <b>{move || grouped(number.get().into())}</b>
                    " "
                    {move || words(app.language.get(), number.get())}
                </span>
            }
        };
    view! {
        <button
            class="counts plain"
            title=words!(app.language, "counts-title")
            on:click=move |_| app.act(Action::SetTab(Tab::Evidence))
        >
            {count("files", |counts| counts.files, |language, count| say!(language, "count-files", count = count))}
            {count("records", |counts| counts.records, |language, count| say!(language, "count-records", count = count))}
            {count("events", |counts| counts.events, |language, count| say!(language, "count-events", count = count))}
            {count("duplicates", |counts| counts.duplicates, |language, count| {
                say!(language, "count-duplicates", count = count)
            })}
            {count("rejected", |counts| counts.rejected, |language, _| say!(language, "count-rejected"))}
            {count("skipped", |counts| counts.skipped, |language, _| say!(language, "count-skipped"))}
        </button>
    }
}

#[component]
fn AddMenu() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let landmarks = Landmarks::get();
    view! {
        <Menu id="add-menu" label=words!(language, "add")>
            <button class="entry" on:click=move |_| choose(landmarks.files)>
                {words!(language, "choose-files")}
            </button>
            <button class="entry" on:click=move |_| choose(landmarks.folder)>
                {words!(language, "choose-folder")}
            </button>
            <button class="entry" on:click=move |_| show(landmarks.paste)>
                {words!(language, "paste")}
            </button>
            <p class="menu-note">{words!(language, "add-words")}</p>
            <button class="entry" on:click=move |_| app.start_anew()>
                {words!(language, "start-anew")}
            </button>
            <p class="menu-note">{words!(language, "start-anew-words")}</p>
        </Menu>
    }
}
