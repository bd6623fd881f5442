//! What a view says where it has nothing to show, and the ways on from there.

use crate::context::App;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::progress::Phase;
use sessionscope::state::{Action, Tab};

/// EmptyReason a view is empty.
#[derive(Clone, Copy, PartialEq)]
enum EmptyReason {
    /// More is on its way.
    Reading,
    /// What was read holds no event at all.
    NoEvents,
    /// It holds events, but none for this view.
    NoneOfThese,
    /// Filter and range leave nothing.
    Limits,
}

/// A sentence, with a button for each thing that limits the view.
#[component]
pub fn EmptyState(
    /// What there is none of within filter and range.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let has_filter = app.pick(|state| !state.filter.is_empty());
    let has_range = app.pick(|state| !state.ranges.is_empty());
    let has_hidden = Memo::new(move |_| app.status.with(|status| status.hidden > 0));
    let why = Memo::new(move |_| {
        let (events, matching) = app.status.with(|status| (status.counts.events, status.matching));
        // What passes while files are read may be newer than the answer that has nothing of it.
        let is_awaited = events == 0 || matching > 0;
        match app.phase.get() {
            Phase::Reading if is_awaited => EmptyReason::Reading,
            _ if events == 0 => EmptyReason::NoEvents,
            _ if has_filter.get() || has_range.get() || has_hidden.get() => EmptyReason::Limits,
            _ => EmptyReason::NoneOfThese,
        }
    });
    let said = move || match why.get() {
        EmptyReason::Reading => say!(language.get(), "empty-state-yet"),
        EmptyReason::NoEvents => say!(language.get(), "empty-state-at-all"),
        EmptyReason::NoneOfThese => say!(language.get(), "empty-state-of-these"),
        EmptyReason::Limits => words.get(),
    };
    let button = move |shown: Signal<bool>,
                       name: fn(sessionscope::state::Language) -> String,
                       action: fn() -> Action| {
        view! {
            <Show when=move || shown.get()>
                <button on:click=move |_| app.act(action())>{move || name(language.get())}</button>
            </Show>
        }
    };
    let limited_by =
        move |limit: Memo<bool>| Signal::derive(move || why.get() == EmptyReason::Limits && limit.get());
    view! {
        <div class="empty-state">
            <p role="status">{said}</p>
            <p class="buttons">
                {button(
                    limited_by(has_filter),
                    |language| say!(language, "empty-state-clear-filter"),
                    || Action::SetFilter(String::new()),
                )}
                {button(
                    limited_by(has_range),
                    |language| say!(language, "empty-state-all-time"),
                    || Action::PopRangesTo(0),
                )}
                {button(
                    limited_by(has_hidden),
                    |language| say!(language, "channels-show"),
                    || Action::ShowChannels(true),
                )}
                {button(
                    Signal::derive(move || why.get() == EmptyReason::NoEvents),
                    |language| say!(language, "empty-state-show-evidence"),
                    || Action::SetTab(Tab::Evidence),
                )}
            </p>
        </div>
    }
}
