//! The filter line. At rest it shows the terms that are in force as chips; with the focus in it, it is a
//! line of text. What cannot be read is told under the line, and the filter in force stays.

use super::Landmarks;
use crate::web::context::App;
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::query::filter::{Filter, FilterError, FilterProblem};
use sessionscope::say;
use sessionscope::state::{Action, Language, terms};
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, visible};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{InputEvent, KeyboardEvent};

/// A pause in typing after which the line is taken.
const PAUSE: Duration = Duration::from_millis(250);

/// What is wrong, in words.
fn problem(language: Language, problem: &FilterProblem) -> String {
    match problem {
        FilterProblem::UnknownField(field) => say!(language, "filter-unknown-field", field = visible(field)),
        FilterProblem::NoValue => say!(language, "filter-no-value"),
        FilterProblem::BadSize => say!(language, "filter-bad-size"),
        FilterProblem::BadTime => say!(language, "filter-bad-time"),
        FilterProblem::OpenQuote => say!(language, "filter-open-quote"),
    }
}

/// The line before the mistake, the mistake, and the line after it.
fn cut<'line>(line: &'line str, error: &FilterError) -> [&'line str; 3] {
    let at = line.floor_char_boundary(error.at);
    let end = line.floor_char_boundary(error.at.saturating_add(error.len)).max(at);
    [&line[..at], &line[at..end], &line[end..]]
}

/// The filter line with its chips, its mistakes and its count.
#[component]
pub fn FilterLine() -> impl IntoView {
    let app = App::get();
    let search = Landmarks::get().search;
    let language = app.language;
    let line = app.pick(|state| state.draft.clone().unwrap_or_else(|| state.filter.clone()));
    let draft = app.pick(|state| state.draft.clone());
    let has_focus = RwSignal::new(false);
    let has_chips = Memo::new(move |_| {
        !has_focus.get() && draft.with(Option::is_none) && line.with(|line| !line.trim().is_empty())
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop_timer = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let take = move || {
        stop_timer();
        let Some(search) = search.get_untracked() else { return };
        if search.value() != line.get_untracked() {
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
        let error = Filter::parse(&draft).err()?;
        let [before, wrong, after] = cut(&draft, &error).map(|part| visible(part).into_owned());
        Some(view! {
            <p class="mistake" id="filter-mistake" role="alert">
                <span class="mistake-line" aria-hidden="true">{before}<mark>{wrong}</mark>{after}</span>
                <span>{problem(language.get(), &error.problem)} " " {say!(language.get(), "filter-kept")}</span>
            </p>
        })
    };
    let count = move || {
        let (matching, all) = app.status.with(|status| (status.matching, status.tally.events));
        let [matching, all] = [matching, all].map(|number| grouped(number.into()));
        say!(language.get(), "filter-count", matching = matching, all = all)
    };
    view! {
        <search class="search">
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
                        has_focus.set(false);
                    }
                    on:input=on_input
                    on:compositionend=move |_| timer.set_value(set_timeout_with_handle(take, PAUSE).ok())
                    on:keydown=on_key
                />
            </div>
            {mistake}
        </search>
        <p class="matching" role="status">{count}</p>
        <Channels />
    }
}

/// Where there are calls by which machines keep in touch: how many are hidden, and the switch for them.
#[component]
fn Channels() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let is_shown = app.pick(|state| state.shows_channels);
    let hidden = Memo::new(move |_| app.status.with(|status| status.hidden));
    let words = move || {
        let count = hidden.get();
        (count > 0).then(|| {
            let number = plural(u128::from(count));
            say!(language.get(), "channels-hidden", number = number, count = grouped(count.into()))
        })
    };
    let name = move || {
        if is_shown.get() {
            say!(language.get(), "channels-hide")
        } else {
            say!(language.get(), "channels-show")
        }
    };
    view! {
        <Show when=move || is_shown.get() || hidden.get() != 0>
            <p class="matching channels" title=words!(language, "channels-explained")>
                {words} " "
                <button type="button" on:click=move |_| app.act(Action::ShowChannels(!is_shown.get_untracked()))>
                    {name}
                </button>
            </p>
        </Show>
    }
}

/// The terms in force, each with a button that takes it away.
#[component]
fn Chips() -> impl IntoView {
    let app = App::get();
    let filter = app.pick(|state| state.filter.clone());
    let without = move |index: usize| {
        let line = filter.get_untracked();
        let mut rest = terms(&line);
        if index < rest.len() {
            rest.remove(index);
        }
        app.act(Action::SetFilter(rest.join(" ")));
    };
    let chips = move || {
        let line = filter.get();
        let chip = |(index, term): (usize, &str)| {
            let text = visible(term).into_owned();
            let label = say!(app.language.get(), "filter-remove", term = text.as_str());
            view! {
                <li class="chip" class:is-negated=term.starts_with('-')>
                    <span>{text}</span>
                    <button aria-label=label on:click=move |_| without(index)>"✕"</button>
                </li>
            }
        };
        terms(&line).into_iter().enumerate().map(chip).collect_view()
    };
    view! {
        <ul class="chips" aria-label=words!(app.language, "filter-terms")>{chips}</ul>
    }
}
