//! What deserves a look, before all that can be counted: the kinds of findings, each leading to its findings. That nothing
//! was found is said only beside what could not be looked for.

use crate::context::App;
use crate::found::Found;
use crate::views::findings::{GapList, Losses, gap_count};
use crate::widgets::said::said_of;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::FindingGroup;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::plural;
use sessionscope::text::units::grouped;

/// The section.
#[component]
pub fn DeservesLook() -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let is_known = Memo::new(move |_| found.summary.with(Option::is_some));
    let groups = Memo::new(move |_| {
        found.summary.with(|summary| {
            let groups = summary.iter().flat_map(|summary| &summary.groups);
            groups.filter(|group| group.count > 0).cloned().collect::<Vec<_>>()
        })
    });
    let dismissed = move || {
        let count = found.summary.with(|summary| {
            let groups = summary.iter().flat_map(|summary| &summary.groups);
            groups.map(|group| u128::from(group.dismissed)).sum::<u128>()
        });
        let words =
            || say!(app.language.get(), "findings-dismissed", number = plural(count), count = grouped(count));
        (count > 0).then(words)
    };
    let gaps = move || {
        let count = gap_count(app, found) as u128;
        say!(app.language.get(), "overview-gaps", number = plural(count), count = grouped(count))
    };
    let kind = move |FindingGroup { kind, count, .. }: FindingGroup| {
        let title = said_of(app, format!("finding-{kind}-title"));
        view! {
            <li>
                <button type="button" class="audit-item" on:click=move |_| found.show(&kind, 0)>
                    {title} " " <b>{grouped(count.into())}</b>
                </button>
            </li>
        }
    };
    let open = move |_| app.act(Action::SetTab(Tab::Findings));
    view! {
        <section class="overview-look" aria-labelledby="overview-look">
            <h2 id="overview-look">
                {words!(app.language, "overview-look")} " "
                <span class="second">{words!(app.language, "overview-look-of-all")}</span>
            </h2>
            <Show
                when=move || is_known.get()
                fallback=move || view! { <p class="second">{words!(app.language, "findings-reading")}</p> }
            >
                <Losses />
                <Show
                    when=move || groups.with(|groups| !groups.is_empty())
                    fallback=move || view! {
                        // What was dismissed was found.
                        <Show when=move || dismissed().is_none()>
                            <p>{words!(app.language, "findings-none")} " " {words!(app.language, "findings-none-beside")}</p>
                        </Show>
                        <GapList />
                        <p class="second">{dismissed}</p>
                    }
                >
                    <ul class="overview-kinds">{move || groups.get().into_iter().map(kind).collect_view()}</ul>
                    <p class="second">
                        {dismissed} " " <button type="button" class="link" on:click=open>{gaps}</button>
                    </p>
                </Show>
            </Show>
        </section>
    }
}
