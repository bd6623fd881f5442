//! The search in the original text: offered beside the filter line for the words in it, and in a dialog for whatever is
//! typed; how far it is; and what is to be known of those that the filter names.

use super::modal::Modal;
use super::{Landmarks, show};
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::{Pattern, RegexMistake, TextMatcher, TextSearch};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::progress::Phase;
use sessionscope::text::units::{bytes, grouped};
use sessionscope::text::{plural, regex_mistake_explained, search_named, visible};

/// Begins a search, whose result takes the place of these words of the filter.
fn begin(app: App, wanted: TextSearch, words: Vec<Pattern>) {
    app.case().search(wanted, move |search| app.act(Action::TakeSearch { search, words }));
}

/// Whether a search can be begun: all that is to be searched was read, and none is under way.
fn is_possible(app: App) -> bool {
    app.phase.get() != Phase::Reading && app.case().searches().running.with(Option::is_none)
}

/// The button that opens the dialog.
#[component]
pub fn SearchButton() -> impl IntoView {
    let app = App::get();
    let dialog = Landmarks::get().original;
    view! {
        <button type="button" title=words!(app.language, "search-original") on:click=move |_| show(dialog)>
            {words!(app.language, "search-original-open")}
        </button>
    }
}

/// Under the filter line: the search that is under way, or one for its words.
#[component]
pub fn SearchOffer() -> impl IntoView {
    let app = App::get();
    let running = app.case().searches().running;
    let is_running = Memo::new(move |_| running.with(Option::is_some));
    let words = app.pick(|state| state.filter.searched_words());
    let can_offer = Memo::new(move |_| words.with(|words| !words.is_empty()) && is_possible(app));
    let label = move || {
        let wanted = TextSearch::Words(words.get());
        say!(app.language.get(), "search-original-for", what = search_named(&wanted))
    };
    let search = move |_| {
        let words = words.get_untracked();
        begin(app, TextSearch::Words(words.clone()), words);
    };
    view! {
        <Show when=move || is_running.get()><Running /></Show>
        <Show when=move || can_offer.get()>
            <p class="search-offer">
                <button type="button" class="nearest" on:click=search>{label}</button>
            </p>
        </Show>
    }
}

/// How far the search is, and a button that stops it.
#[component]
fn Running() -> impl IntoView {
    let app = App::get();
    let running = app.case().searches().running;
    let progress = move || running.with(|it| it.as_ref().map(|(_, progress)| *progress).unwrap_or_default());
    let name = move || {
        let named = running.with(|it| it.as_ref().map(|(made, _)| search_named(&made.wanted)));
        say!(app.language.get(), "search-running", what = named.unwrap_or_default())
    };
    let said = move || {
        let progress = progress();
        let [done, all] = [progress.done, progress.all].map(|size| bytes(size.into()));
        let (number, count) = (plural(progress.hits.into()), grouped(progress.hits.into()));
        say!(app.language.get(), "search-progress", done = done, all = all, number = number, count = count)
    };
    view! {
        <section class="reading" aria-label=words!(app.language, "search-original")>
            <progress
                aria-label=name
                max=move || progress().all.max(1).to_string()
                prop:value=move || progress().done.to_string()
            ></progress>
            <p>{name} " " <span class="number">{said}</span></p>
            <button type="button" on:click=move |_| app.case().stop_search()>{words!(app.language, "search-stop")}</button>
        </section>
    }
}

/// The dialog in which a text or a regular expression is typed.
#[component]
pub fn SearchDialog() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let dialog = Landmarks::get().original;
    let (text, is_regex) = (RwSignal::new(String::new()), RwSignal::new(false));
    let mistake = RwSignal::new(None::<RegexMistake>);
    let has_case = move || app.phase.get() != Phase::Empty;
    let submit = move || {
        let typed = text.get_untracked();
        let wanted =
            if is_regex.get_untracked() { TextSearch::Regex(typed) } else { TextSearch::typed(&typed) };
        match TextMatcher::new(&wanted) {
            Err(wrong) => mistake.set(Some(wrong)),
            Ok(_) if !untrack(|| is_possible(app)) => {}
            Ok(_) => {
                if let Some(dialog) = dialog.get_untracked() {
                    dialog.close();
                }
                begin(app, wanted, Vec::new());
            }
        }
    };
    let wrong = move || {
        let mistake = mistake.get()?;
        let typed = text.get();
        let [before, wrong, after] = mistake.span.split(&typed).map(|part| visible(part).into_owned());
        Some(view! {
            <p class="mistake" id="original-mistake" role="alert">
                <span class="mistake-line" aria-hidden="true">{before}<mark>{wrong}</mark>{after}</span>
                <span>{regex_mistake_explained(language.get(), &mistake)}</span>
            </p>
        })
    };
    let hindrance = move || match app.phase.get() == Phase::Reading {
        true => Some(say!(language.get(), "search-original-while-reading")),
        false if !is_possible(app) => Some(say!(language.get(), "search-original-busy")),
        false => None,
    };
    view! {
        <Modal dialog id="original-title" title=words!(language, "search-original")>
            <p>{words!(language, "search-original-explained")}</p>
            <Show when=has_case>
                // A sealed page has no forms.
                <div class="original-search" role="search">
                    <input
                        type="text"
                        spellcheck="false"
                        autocomplete="off"
                        autocapitalize="off"
                        aria-label=words!(language, "search-original-text")
                        aria-invalid=move || mistake.with(Option::is_some).to_string()
                        aria-describedby=move || mistake.with(Option::is_some).then_some("original-mistake")
                        prop:value=move || text.get()
                        on:input:target=move |event| {
                            mistake.set(None);
                            text.set(event.target().value());
                        }
                        on:keydown=move |event| {
                            if event.key() == "Enter" && !event.is_composing() {
                                submit();
                            }
                        }
                    />
                    <label>
                        <input
                            type="checkbox"
                            aria-describedby="original-regex"
                            prop:checked=move || is_regex.get()
                            on:input:target=move |event| {
                                mistake.set(None);
                                is_regex.set(event.target().checked());
                            }
                        />
                        {words!(language, "search-original-regex")}
                    </label>
                    <p class="small" id="original-regex">{words!(language, "search-original-regex-explained")}</p>
                    {wrong}
                    <p role="status">{hindrance}</p>
                    <button
                        type="button"
                        class="primary"
                        on:click=move |_| submit()
                        aria-disabled=move || hindrance().map(|_| "true")
                    >
                        {words!(language, "search-original")}
                    </button>
                </div>
            </Show>
        </Modal>
    }
}
