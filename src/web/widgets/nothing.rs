//! What a view says where nothing passes the filter within the range, and the ways back from there.

use crate::web::context::App;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Action;

/// A sentence, with a button for each thing that limits the view.
#[component]
pub fn Nothing(
    /// What there is none of.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let has_filter = app.pick(|state| !state.filter.is_empty());
    let has_range = app.pick(|state| !state.ranges.is_empty());
    view! {
        <div class="nothing">
            <p role="status">{words}</p>
            <p class="buttons">
                <Show when=move || has_filter.get()>
                    <button on:click=move |_| app.act(Action::SetFilter(String::new()))>
                        {move || say!(language.get(), "nothing-clear-filter")}
                    </button>
                </Show>
                <Show when=move || has_range.get()>
                    <button on:click=move |_| app.act(Action::PopRangesTo(0))>
                        {move || say!(language.get(), "nothing-all-time")}
                    </button>
                </Show>
            </p>
        </div>
    }
}
