//! The list of what is offered, under the line.

use super::{Completion, LIST, Suggestion};
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::number;
use sessionscope::text::{endpoint_name, family_name, field_name, messages, system_name};

/// The list under the line.
#[component]
pub fn CompletionList(completion: Completion, on_choose: Callback<Suggestion>) -> impl IntoView {
    let app = App::get();
    let suggestions = completion.suggestions;
    let active = Memo::new(move |_| completion.active());
    let entry = move |(index, suggestion): (usize, Suggestion)| {
        let chosen = suggestion.clone();
        let words = entry_words(app.language.get_untracked(), &suggestion);
        view! {
            <li
                id=entry_id(index)
                role="option"
                aria-selected=move || (active.get() == Some(index)).to_string()
                on:click=move |_| on_choose.run(chosen.clone())
            >
                {words}
            </li>
        }
    };
    let entries = move || {
        app.language.track();
        suggestions.with(|all| all.iter().cloned().enumerate().map(entry).collect_view())
    };
    view! {
        <Show when=move || completion.is_open()>
            // A press must not take the focus out of the line before the click has come.
            <ul
                class="completion"
                id=LIST
                role="listbox"
                aria-label=words!(app.language, "filter-completion")
                on:pointerdown=|event| event.prevent_default()
                on:mousedown=|event| event.prevent_default()
            >
                {entries}
            </ul>
        </Show>
    }
}

/// The id of an entry.
pub fn entry_id(index: usize) -> String {
    format!("{LIST}-{index}")
}

fn entry_words(language: Language, suggestion: &Suggestion) -> AnyView {
    match suggestion {
        Suggestion::Field(field) => {
            let name = field_name(language, field.name());
            view! { <code>{field.name()} ":"</code> <span class="second">{name}</span> }.into_any()
        }
        Suggestion::Value(field, value, events) => {
            let named = match field {
                Field::System => Some(system_name(language, value)),
                Field::Family => Some(family_name(language, value)),
                Field::From | Field::To => Some(endpoint_name(language, value)),
                Field::Found => Some(messages(language).get(&format!("finding-{value}-title"))),
                _ => None,
            };
            view! {
                <span class="completion-field">{field.name()} ":"</span>
                <code>{cell_text(value)}</code>
                <span class="second">{named}</span>
                <span class="number">{events.map(number)}</span>
            }
            .into_any()
        }
        Suggestion::Line(line) => view! {
            <code>{cell_text(line)}</code>
            <span class="second">{say!(language, "filter-recent")}</span>
        }
        .into_any(),
    }
}
