//! The view of the findings tab: what deserves a look, by kind, and what could not be looked for.

mod dismissed;
mod gaps;
mod group;
mod losses;
mod options;
mod rules;

use crate::context::App;
use crate::found::Found;
use crate::words::words;
use gaps::Gaps;
pub use gaps::{GapList, gap_count, system_gaps};
use group::Group;
use leptos::prelude::*;
pub use losses::Losses;
use rules::Rules;
use sessionscope::audit::answer::FindingGroup;

/// The findings view.
#[component]
pub fn Findings() -> impl IntoView {
    let app = App::get();
    let summary = Found::get().summary;
    // What is said of each kind follows by itself, so that nothing is made anew where somebody writes.
    let kinds = Memo::new(move |_| {
        let kinds = |groups: &[FindingGroup]| groups.iter().map(|it| it.kind.clone()).collect::<Vec<_>>();
        summary.with(|summary| summary.as_ref().map(|summary| kinds(&summary.groups))).unwrap_or_default()
    });
    let is_known = Memo::new(move |_| summary.with(Option::is_some));
    view! {
        <section class="findings" aria-label=words!(app.language, "tab-findings")>
            <p class="second findings-intro">{words!(app.language, "findings-intro")}</p>
            <options::Options />
            <Show
                when=move || is_known.get()
                fallback=move || view! { <p role="status">{words!(app.language, "findings-reading")}</p> }
            >
                <Losses />
                <Show when=move || kinds.with(Vec::is_empty)>
                    <p role="status" class="findings-none">
                        {words!(app.language, "findings-none")} " " {words!(app.language, "findings-none-beside")}
                    </p>
                </Show>
                <For each=move || kinds.get() key=String::clone let:kind>
                    <Group kind />
                </For>
                <dismissed::Lost />
                <Rules />
                <Gaps />
            </Show>
        </section>
    }
}
