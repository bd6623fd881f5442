//! The ranges that were committed, each within the one before, and the ways back.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::state::Action;
use sessionscope::text::time_range;

/// The breadcrumb; nothing where there is no range.
#[component]
pub fn Breadcrumb() -> impl IntoView {
    let app = App::get();
    let ranges = app.pick(|state| state.ranges.clone());
    let steps = move || {
        let zone = app.zone.get();
        let ranges = ranges.get();
        let last = ranges.len();
        let step = move |(depth, range)| {
            let words = time_range(&zone, range);
            let is_last = depth + 1 == last;
            view! {
                <li>
                    <button
                        class="plain"
                        aria-current=is_last.then_some("true")
                        on:click=move |_| app.act(Action::PopRangesTo(depth + 1))
                    >
                        {words}
                    </button>
                </li>
            }
        };
        ranges.into_iter().enumerate().map(step).collect_view()
    };
    view! {
        <Show when=move || ranges.with(|ranges| !ranges.is_empty())>
            <nav class="breadcrumb" aria-label=words!(app.language, "ranges")>
                <ol>
                    <li>
                        <button class="plain" on:click=move |_| app.act(Action::PopRangesTo(0))>
                            {words!(app.language, "range-all")}
                        </button>
                    </li>
                    {steps}
                </ol>
                <span class="faint small">{move || app.zone.get().label()}</span>
            </nav>
        </Show>
    }
}
