//! With what is compared.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::Filter;
use sessionscope::say;
use sessionscope::state::compare::CompareWith;
use sessionscope::state::{Action, Language};

/// The ways, of which one is chosen; for another line a field to write it in.
#[component]
pub fn Choice() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let with = app.pick(|state| state.compare.clone());
    let has_range = app.pick(|state| state.range().is_some_and(|range| range.has_start() && range.has_end()));
    let line = RwSignal::new(match app.now(|state| state.compare.clone()) {
        CompareWith::Line(line) => line,
        _ => String::new(),
    });
    let is_line = move || with.with(|with| matches!(with, CompareWith::Line(_)));
    let way = move |way: CompareWith, words: fn(Language) -> String| {
        let (own, chosen) = (way.clone(), way.clone());
        let needs_range = matches!(way, CompareWith::Before | CompareWith::After);
        let is_chosen = move || match own {
            CompareWith::Line(_) => is_line(),
            _ => with.with(|with| *with == own),
        };
        let choose = move |_| {
            let way = match chosen {
                CompareWith::Line(_) => CompareWith::Line(line.get_untracked()),
                _ => chosen.clone(),
            };
            app.act(Action::CompareWith(way));
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="compare-with"
                    prop:checked=is_chosen
                    disabled=move || needs_range && !has_range.get()
                    on:change=choose
                />
                {move || words(language.get())}
            </label>
        }
    };
    let is_wrong = move || Filter::parse(&line.get(), &app.zone.get()).is_err();
    view! {
        <fieldset class="compare-choice">
            <legend>{words!(language, "compare-with")}</legend>
            {way(CompareWith::Rest, |language| say!(language, "compare-rest"))}
            {way(CompareWith::Before, |language| say!(language, "compare-before"))}
            {way(CompareWith::After, |language| say!(language, "compare-after"))}
            {way(CompareWith::Line(String::new()), |language| say!(language, "compare-line"))}
            <Show when=is_line>
                <input
                    type="text"
                    class="compare-line"
                    spellcheck="false"
                    autocomplete="off"
                    aria-label=words!(language, "compare-line")
                    aria-invalid=move || is_wrong().to_string()
                    placeholder="user:bob"
                    prop:value=move || line.get()
                    on:change:target=move |event| {
                        line.set(event.target().value());
                        app.act(Action::CompareWith(CompareWith::Line(line.get_untracked())));
                    }
                />
            </Show>
        </fieldset>
    }
}
