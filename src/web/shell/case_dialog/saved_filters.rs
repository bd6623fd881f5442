//! The filters that were kept, and the way to keep the one in force.

use super::parts::{RemoveButton, title};
use crate::context::App;
use crate::marks::Marks;
use crate::shell::Landmarks;
use crate::words::words;
use leptos::html::Input;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, SavedFilter};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::visible;
use web_sys::KeyboardEvent;

/// The list, with the field for a name where a filter is in force.
#[component]
pub fn SavedFilters() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let annotations = Marks::get().annotations;
    let count = Memo::new(move |_| annotations.with(|all| all.saved_filters.len()));
    let line = app.pick(|state| state.line().to_string());
    let name = NodeRef::<Input>::new();
    let keep = move || {
        let Some(name) = name.get_untracked() else { return };
        let line = line.get_untracked();
        let written = name.value().trim().to_owned();
        let name_of = if written.is_empty() { line.clone() } else { written };
        let saved = SavedFilter { name: name_of, line, zone: app.zone.get_untracked().label() };
        app.act(Action::Annotate(AnnotationEdit::SaveFilter(saved)));
        name.set_value("");
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            keep();
        }
    };
    let label = words!(language, "case-remove-filter");
    let list = move || {
        let entry = move |(index, saved): (usize, SavedFilter)| {
            let SavedFilter { name, line, .. } = saved.clone();
            let shown = visible(&line).into_owned();
            let second = (name != line).then(|| view! { <span class="faint mono">{shown}</span> });
            let apply = move |_| {
                landmarks.close_case();
                app.act(Action::ApplyFilter(saved.clone()));
            };
            view! {
                <li>
                    <div class="case-row">
                        <button type="button" class="plain case-target" on:click=apply>
                            {visible(&name).into_owned()} " " {second}
                        </button>
                        <RemoveButton label edit=AnnotationEdit::RemoveFilter(index) />
                    </div>
                </li>
            }
        };
        annotations.with(|all| all.saved_filters.iter().cloned().enumerate().map(entry).collect_view())
    };
    let has_line = Memo::new(move |_| line.with(|line| !line.is_empty()));
    view! {
        <Show when=move || has_line.get() || count.get() != 0>
            <section class="case-part" data-part="filters">
                {move || title(&say!(language.get(), "case-filters"), count.get())}
                <Show when=move || has_line.get()>
                    <label>
                        <span>{words!(language, "case-filter-name")} " " <code>{move || visible(&line.get()).into_owned()}</code></span>
                        <span class="case-row">
                            <input type="text" autocomplete="off" node_ref=name on:keydown=on_key />
                            <button type="button" on:click=move |_| keep()>{words!(language, "case-keep-filter")}</button>
                        </span>
                    </label>
                </Show>
                <ul class="case-list" aria-label=words!(language, "case-filters")>{list}</ul>
            </section>
        </Show>
    }
}
