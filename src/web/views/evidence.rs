//! The view of the evidence tab: what was read, what could not be, and proof that nothing leaves.

mod facts;
mod manifest;
mod notices;

use crate::web::case::Phase;
use crate::web::context::App;
use crate::web::shell::reading::of_all;
use crate::web::shell::seal_test::SealTest;
use crate::web::widgets::cell::cell_text;
use crate::web::widgets::list_part::{PartButtons, short_list};
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::query::facts::FactKind;
use sessionscope::say;
use sessionscope::text::plural;
use sessionscope::text::units::{bytes, grouped};

/// The lists of facts, in their order. A list in code, since each mention of a component is code of its own.
const FACTS: [FactKind; 4] =
    [FactKind::SessionLoggers, FactKind::Metrics, FactKind::SessionHistory, FactKind::Workspaces];

/// The evidence view.
#[component]
pub fn Evidence() -> impl IntoView {
    let app = App::get();
    view! {
        <section class="evidence" aria-label=words!(app.language, "tab-evidence")>
            <div class="evidence-words">
                <p class="second">{words!(app.language, "evidence-intro")}</p>
                <State />
                <details class="seal">
                    <summary>{words!(app.language, "evidence-seal")}</summary>
                    <p class="second">{words!(app.language, "evidence-seal-explained")}</p>
                </details>
                <SealTest />
            </div>
            <manifest::Manifest />
            <notices::Notices />
            {FACTS.into_iter().map(|kind| view! { <facts::Facts kind /> }).collect_view()}
        </section>
    }
}

/// A table that is as high as its rows, up to a limit of its style.
#[component]
fn Listed(total: Memo<u32>, children: Children) -> impl IntoView {
    view! {
        <div class="evidence-list" style=("--rows", move || total.get().to_string())>
            {children()}
        </div>
    }
}

/// How complete the numbers are.
#[component]
fn State() -> impl IntoView {
    let app = App::get();
    let case = app.case();
    let (progress, unreadable, is_full) = (case.progress, case.unreadable, case.is_full);
    let read = move || progress.with(|progress| (progress.bytes_read, progress.bytes));
    let reading = move || {
        let (progress, language) = (progress.get(), app.language.get());
        let total = of_all(language, &progress, progress.bytes);
        say!(language, "evidence-reading", read = bytes(progress.bytes_read as u128), total = total)
    };
    let part = short_list();
    let unreadable_words = move || {
        let paths = unreadable.with(|paths| {
            let drawn = paths[part.get().of(paths.len())].iter().map(|path| cell_text(path));
            drawn.collect::<Vec<_>>().join(", ")
        });
        say!(app.language.get(), "evidence-unreadable", paths = paths)
    };
    let more = move |left: usize| say!(app.language.get(), "list-more", count = grouped(left as u128));
    let undated = Memo::new(move |_| app.status.with(|status| status.undated));
    let is_partial = move || app.phase.get() == Phase::Partial || app.status.with(|status| status.is_partial);
    view! {
        <Show when=move || app.phase.get() == Phase::Reading>
            <p class="evidence-progress">
                {reading} <progress aria-label=reading max=move || read().1.max(1.0).to_string() value=move || read().0.to_string()></progress>
            </p>
        </Show>
        <Show when=is_partial>
            <p class="unknown" role="status">
                {move || {
                    if app.case().lacks_only_hashes() {
                        say!(app.language.get(), "partial-hash-words")
                    } else if is_full.get() {
                        say!(app.language.get(), "evidence-partial-room")
                    } else {
                        say!(app.language.get(), "evidence-partial")
                    }
                }}
            </p>
        </Show>
        <Show when=move || undated.get() != 0>
            <p class="unknown">
                {move || {
                    let count = u128::from(undated.get());
                    say!(app.language.get(), "evidence-undated", number = plural(count), count = grouped(count))
                }}
            </p>
        </Show>
        <Show when=move || unreadable.with(|paths| !paths.is_empty())>
            <p class="unknown" role="alert">
                {unreadable_words} " "
                <PartButtons part total=Signal::derive(move || unreadable.with(Vec::len)) more />
            </p>
        </Show>
    }
}
