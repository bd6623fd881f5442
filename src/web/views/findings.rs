//! The view of the findings tab: what deserves a look, by kind, and what could not be looked for.

mod gaps;
mod group;
mod rules;

use crate::context::App;
use crate::words::words;
use gaps::Gaps;
use group::Group;
use leptos::prelude::*;
use rules::Rules;
use sessionscope::audit::answer::FindingSummary;
use sessionscope::engine::requests::FindingKinds;
use std::sync::Arc;

/// What was found, once everything has been read: it is of everything, and would change with each file. What was found
/// before more was read, or in another case, is not told.
pub fn use_summary(app: App) -> Memo<Option<Arc<FindingSummary>>> {
    let answers = app.ask_when_read(|| FindingKinds {});
    let summary = answers.or_default();
    Memo::new(move |_| (app.is_read.get() && answers.is_of(app.version.get())).then(|| summary.get()))
}

/// The findings view.
#[component]
pub fn Findings() -> impl IntoView {
    let app = App::get();
    let summary = use_summary(app);
    let groups = Memo::new(move |_| summary.get().map(|summary| summary.groups.clone()).unwrap_or_default());
    let is_known = Memo::new(move |_| summary.with(Option::is_some));
    view! {
        <section class="findings" aria-label=words!(app.language, "tab-findings")>
            <p class="second findings-intro">{words!(app.language, "findings-intro")}</p>
            <Show
                when=move || is_known.get()
                fallback=move || view! { <p role="status">{words!(app.language, "findings-reading")}</p> }
            >
                <Show when=move || groups.with(Vec::is_empty)>
                    <p role="status" class="findings-none">
                        {words!(app.language, "findings-none")} " " {words!(app.language, "findings-none-beside")}
                    </p>
                </Show>
                <For each=move || groups.get() key=|group| group.kind.clone() let:group>
                    <Group group />
                </For>
                <Rules summary />
                <Gaps summary />
            </Show>
        </section>
    }
}
