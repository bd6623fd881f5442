//! What is wrong with a line that cannot be read, at its place.

use super::completion::Completion;
use crate::context::App;
use leptos::prelude::*;
use sessionscope::filter::Filter;
use sessionscope::say;
use sessionscope::text::{mistake_explained, visible};

/// The mistake in a line that was given and cannot be read.
#[component]
pub fn MistakeLine(
    /// The line.
    draft: Memo<Option<String>>,
    /// What is offered for it.
    completion: Completion,
) -> impl IntoView {
    let app = App::get();
    move || {
        // What is unfinished is no mistake yet while something is offered for it.
        let draft = draft.get().filter(|_| !completion.is_open())?;
        let language = app.language.get();
        let mistake = Filter::parse(&draft, &app.zone.get()).err()?;
        let [before, wrong, after] = mistake.span.split(&draft).map(|part| visible(part).into_owned());
        Some(view! {
            <p class="mistake" id="filter-mistake" role="alert">
                <span class="mistake-line" aria-hidden="true">{before}<mark>{wrong}</mark>{after}</span>
                <span>{mistake_explained(language, &mistake)} " " {say!(language, "filter-kept")}</span>
            </p>
        })
    }
}
