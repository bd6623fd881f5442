//! The filter line. At rest it shows the terms that are in force as chips; with the focus in it, it is a
//! line of text. What cannot be read is told under the line, and the filter in force stays.

mod chips;
mod completion;
mod mistake;
mod text;

use super::Landmarks;
use super::channels::Channels;
use crate::context::App;
use crate::words::words;
use chips::Chips;
use completion::{Completion, CompletionList, LIST, Suggestion, entry_id};
use leptos::prelude::*;
use mistake::MistakeLine;
use sessionscope::filter::Fragment;
use sessionscope::say;
use sessionscope::source::limits::RECENT_FILTERS;
use sessionscope::state::Action;
use sessionscope::text::units::grouped;
use std::time::Duration;
use text::{char_index, shown};
use wasm_bindgen::JsCast;
use web_sys::{InputEvent, KeyboardEvent};

/// A pause in typing after which the line is taken.
const PAUSE: Duration = Duration::from_millis(250);

/// The filter line with its chips, its mistakes and its count.
#[component]
pub fn FilterLine() -> impl IntoView {
    let app = App::get();
    let Landmarks { search, typed: typed_line, .. } = Landmarks::get();
    let language = app.language;
    let draft = app.pick(|state| state.draft.clone());
    let has_filter = app.pick(|state| !state.filter.is_empty() || state.range().is_some());
    let has_focus = RwSignal::new(false);
    let typed = RwSignal::new(None::<String>);
    let line = app.pick(move |state| typed.with(|typed| shown(state, typed.as_deref())));
    let has_chips = Memo::new(move |_| !has_focus.get() && draft.with(Option::is_none) && has_filter.get());
    // The time of typing: a line that is entered or left ends it.
    let typing = StoredValue::new(0);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop_timer = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let take = move || {
        stop_timer();
        let Some(search) = search.get_untracked() else { return };
        // The field takes line breaks out of what it is given.
        if search.value() != line.get_untracked().replace(['\n', '\r'], "") {
            typed.set(Some(search.value()));
            typed_line.set_value(Some((typing.get_value(), search.value())));
            app.act(Action::SetFilter(search.value()));
        }
    };
    let recent = RwSignal::new(Vec::<String>::new());
    let remember = move || {
        let line = app.now(|state| state.line().to_string());
        if !line.is_empty() {
            recent.update(|recent| {
                recent.retain(|known| *known != line);
                recent.insert(0, line);
                recent.truncate(RECENT_FILTERS);
            });
        }
    };
    let completion = Completion::new(app, recent);
    // Where nothing is written yet, something is offered only to who asks for it.
    let complete = move |is_asked: bool| {
        let Some(search) = search.get_untracked() else { return };
        let (line, cursor) = (search.value(), search.selection_start().ok().flatten().unwrap_or_default());
        let fragment = Fragment::at(&line, char_index(&line, cursor));
        let is_begun = fragment.field.is_some() || !fragment.written.is_empty();
        completion.begin(Some(fragment).filter(|_| is_asked || is_begun));
    };
    let on_input = move |event: web_sys::Event| {
        stop_timer();
        let is_composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
        if !is_composing {
            complete(false);
            timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
        }
    };
    let choose = move |suggestion: Suggestion| {
        let Some(search) = search.get_untracked() else { return };
        let written = completion.fragment.get_untracked();
        let written = written.and_then(|fragment| suggestion.written(&fragment, &search.value()));
        let Some((line, cursor)) = written else { return };
        search.set_value(&line);
        let cursor = line.chars().take(cursor).map(|it| it.len_utf16() as u32).sum();
        let _ = search.set_selection_range(cursor, cursor);
        match suggestion {
            // Its values come next.
            Suggestion::Field(_) => complete(true),
            Suggestion::Value(..) | Suggestion::Line(_) => {
                take();
                completion.close();
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let is_offered = completion.suggestions.with_untracked(|all| !all.is_empty());
        match (event.key().as_str(), completion.chosen()) {
            ("Enter" | "Tab", Some(chosen)) => choose(chosen),
            ("Enter", None) => {
                take();
                remember();
                typing.update_value(|time| *time += 1);
                completion.close();
                return;
            }
            ("ArrowDown", _) if is_offered => completion.step(true),
            ("ArrowUp", _) if is_offered => completion.step(false),
            ("ArrowDown", _) => complete(true),
            ("Escape", Some(_)) => completion.close(),
            ("Escape", _) => {
                if let Some(search) = search.get_untracked() {
                    let _ = search.blur();
                }
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };
    let active = move || completion.active().map(entry_id);
    on_cleanup(stop_timer);
    let count = move || {
        let (matching, all) = app.status.with(|status| (status.matching, status.counts.events));
        let [matching, all] = [matching, all].map(|number| grouped(number.into()));
        say!(language.get(), "filter-count", matching = matching, all = all)
    };
    view! {
        <div class="search">
            <div class="field" class:has-chips=move || has_chips.get() class:is-wrong=move || draft.with(Option::is_some)>
                <svg class="glass" viewBox="0 0 16 16" aria-hidden="true">
                    <circle cx="7" cy="7" r="4.5" />
                    <path d="M10.5 10.5 14 14" />
                </svg>
                <Show when=move || has_chips.get()><Chips /></Show>
                <input
                    type="text"
                    role="combobox"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    enterkeyhint="search"
                    node_ref=search
                    aria-label=words!(language, "filter")
                    aria-invalid=move || draft.with(Option::is_some).to_string()
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || completion.is_open().to_string()
                    aria-controls=move || completion.is_open().then_some(LIST)
                    aria-activedescendant=active
                    aria-describedby=move || draft.with(Option::is_some).then_some("filter-mistake")
                    placeholder=words!(language, "filter-example")
                    prop:value=move || line.get()
                    on:focus=move |_| has_focus.set(true)
                    on:blur=move |_| {
                        take();
                        remember();
                        typing.update_value(|time| *time += 1);
                        completion.close();
                        typed.set(None);
                        has_focus.set(false);
                    }
                    on:input=on_input
                    on:compositionend=move |_| {
                        complete(false);
                        timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
                    }
                    on:keydown=on_key
                />
            </div>
            <MistakeLine draft completion />
            <CompletionList completion on_choose=Callback::new(choose) />
        </div>
        <p
            class="matching"
            role="status"
            data-count="shown"
            data-value=move || app.status.with(|status| status.matching.to_string())
        >
            {count}
        </p>
        <Channels />
    }
}
