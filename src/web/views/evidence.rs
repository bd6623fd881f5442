//! The view of the evidence tab: what was read, what could not be, and proof that nothing leaves.

mod audited;
mod digests;
mod facts;
mod keys;
mod limitations;
mod manifest;
mod notices;
mod system_limitations;
mod told_rows;

use crate::context::App;
use crate::shell::reading::ProgressPart;
use crate::shell::seal_test::SealTest;
use crate::shell::shortcomings::partial_words;
use crate::widgets::cell::cell_text;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::AuditPart;
use sessionscope::query::facts::FactKind;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::queue::StopReason;
use sessionscope::text::plural;
use sessionscope::text::units::grouped;

/// The kinds of facts, in the order of their tables.
const FACTS: [FactKind; 5] = [
    FactKind::SessionLoggers,
    FactKind::Metrics,
    FactKind::SessionHistory,
    FactKind::Workspaces,
    FactKind::Identities,
];

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
            <audited::Audited part=AuditPart::Coverage name="coverage" title="coverage-title" words="coverage-words" />
            <audited::Audited part=AuditPart::OtherChanges name="changes" title="changes-title" words="changes-words" />
            <audited::Audited part=AuditPart::Deliveries name="delivery" title="delivery-title" words="delivery-words" />
            <digests::Digests />
            <keys::Keys />
            <limitations::Limitations />
            <system_limitations::SystemLimitations />
            {FACTS.into_iter().map(|kind| view! { <facts::Facts kind /> }).collect_view()}
        </section>
    }
}

/// A table that is as high as its rows, up to a limit of its style.
#[component]
fn FittedTable(total: Memo<u32>, children: Children) -> impl IntoView {
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
    let step = Memo::new(move |_| ProgressPart::of(app));
    let said = move || step.with(|step| format!("{}: {}", step.name, step.amount));
    let shortcomings = app.reading.shortcomings;
    let unreadable = Memo::new(move |_| {
        shortcomings
            .with(|files| files.of(StopReason::Changed).into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
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
    let partial = move || partial_words(app);
    view! {
        <Show when=move || app.phase.get() == Phase::Reading>
            <p class="evidence-progress">
                {said}
                " "
                <progress
                    aria-label=said
                    max=move || step.with(|step| step.all.max(1).to_string())
                    value=move || step.with(|step| step.done.to_string())
                ></progress>
            </p>
        </Show>
        {move || partial().map(|words| view! { <p class="unknown" role="status">{words}</p> })}
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
