//! The filter line. At rest it shows the terms that are in force as chips; with the focus in it, it is a
//! line of text. What cannot be read is told under the line, and the filter in force stays.

use super::Landmarks;
use super::channels::Channels;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::{Expression, Filter};
use sessionscope::say;
use sessionscope::source::limits::MAX_CHIPS;
use sessionscope::state::{Action, AppState};
use sessionscope::text::units::grouped;
use sessionscope::text::{mistake_explained, visible};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{InputEvent, KeyboardEvent};

/// A pause in typing after which the line is taken.
const PAUSE: Duration = Duration::from_millis(250);

/// The filter line with its chips, its mistakes and its count.
#[component]
pub fn FilterLine() -> impl IntoView {
    let app = App::get();
    let search = Landmarks::get().search;
    let language = app.language;
    let draft = app.pick(|state| state.draft.clone());
    let has_filter = app.pick(|state| !state.filter.is_empty());
    let has_focus = RwSignal::new(false);
    let typed = RwSignal::new(None::<String>);
    let line = app.pick(move |state| typed.with(|typed| shown(state, typed.as_deref())));
    let has_chips = Memo::new(move |_| !has_focus.get() && draft.with(Option::is_none) && has_filter.get());
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
            app.act(Action::SetFilter(search.value()));
        }
    };
    let on_input = move |event: web_sys::Event| {
        stop_timer();
        let is_composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
        if !is_composing {
            timer.set_value(set_timeout_with_handle(take, PAUSE).ok());
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => take(),
        "Escape" if !event.is_composing() => {
            if let Some(search) = search.get_untracked() {
                let _ = search.blur();
            }
        }
        _ => {}
    };
    on_cleanup(stop_timer);
    let mistake = move || {
        let draft = draft.get()?;
        let mistake = Filter::parse(&draft, app.zone.get().minutes).err()?;
        let [before, wrong, after] = mistake.span.split(&draft).map(|part| visible(part).into_owned());
        Some(view! {
            <p class="mistake" id="filter-mistake" role="alert">
                <span class="mistake-line" aria-hidden="true">{before}<mark>{wrong}</mark>{after}</span>
                <span>{mistake_explained(language.get(), &mistake)} " " {say!(language.get(), "filter-kept")}</span>
            </p>
        })
    };
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
                    role="searchbox"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    enterkeyhint="search"
                    node_ref=search
                    aria-label=words!(language, "filter")
                    aria-invalid=move || draft.with(Option::is_some).to_string()
                    aria-describedby=move || draft.with(Option::is_some).then_some("filter-mistake")
                    placeholder=words!(language, "filter-example")
                    prop:value=move || line.get()
                    on:focus=move |_| has_focus.set(true)
                    on:blur=move |_| {
                        take();
                        typed.set(None);
                        has_focus.set(false);
                    }
                    on:input=on_input
                    on:compositionend=move |_| timer.set_value(set_timeout_with_handle(take, PAUSE).ok())
                    on:keydown=on_key
                />
            </div>
            {mistake}
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

/// What the line shows: the draft, or the filter in its normal form. While somebody types what says the same in
/// another way, it is left as it is.
fn shown(state: &AppState, typed: Option<&str>) -> String {
    let says_the_same = |typed: &&str| match &state.draft {
        Some(draft) => draft == typed,
        None => Filter::parse(typed, state.zone.minutes).as_ref() == Ok(&state.filter),
    };
    match (typed.filter(says_the_same), &state.draft) {
        (Some(typed), _) => typed.to_owned(),
        (None, Some(draft)) => draft.clone(),
        (None, None) => format!("{:#}", state.filter),
    }
}

/// The clauses in force, each with a button that takes it away.
#[component]
fn Chips() -> impl IntoView {
    let app = App::get();
    let filter = app.pick(|state| state.filter.clone());
    let chip = move |(index, clause): (usize, &Expression)| {
        let text = cell_text(&clause.to_string());
        let label = say!(app.language.get(), "filter-remove", term = text.as_str());
        view! {
            <li class="chip" class:is-negated=clause.is_negated()>
                <span>{text}</span>
                <button aria-label=label on:click=move |_| app.act(Action::RemoveClause(index))>"✕"</button>
            </li>
        }
    };
    let chips = move || {
        filter.with(|filter| filter.clauses().iter().enumerate().take(MAX_CHIPS).map(chip).collect_view())
    };
    let more = move || {
        let left = filter.with(|filter| filter.clauses().len().saturating_sub(MAX_CHIPS));
        let words = || say!(app.language.get(), "list-more", count = grouped(left as u128));
        (left > 0).then(|| view! { <li class="chip-more">{words()}</li> })
    };
    view! {
        <ul class="chips" aria-label=words!(app.language, "filter-terms")>{chips} {more}</ul>
    }
}
