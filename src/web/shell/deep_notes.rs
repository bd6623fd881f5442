//! What is said under the filter line of searches in the original text: that words do not look there, and of the searches
//! that the filter asks for, what they have not searched, and which there are not.

use super::{Landmarks, show};
use crate::context::App;
use crate::deep::DeepSearching;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::{Expression, ExpressionKind};
use sessionscope::query::deep_results::DeepReport;
use sessionscope::say;
use sessionscope::search::{Needle, NeedleKind};
use sessionscope::source::limits::MAX_NAMED_UNSEARCHED;
use sessionscope::state::{AppState, DeepSearch, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{clipped, needle_name, plural, searches_of, visible};

/// Most characters of a text in a button.
const NAME_CHARS: usize = 60;

/// A text as it stands in a button or within words.
fn short(text: &str) -> String {
    clipped(&visible(text), NAME_CHARS).into_owned()
}

/// The words that a filter asks for in all clauses, as one searches for them.
fn words_of(state: &AppState) -> String {
    let word = |clause: &Expression| match &clause.kind {
        ExpressionKind::Word(pattern) => Some(pattern.parts().join(" ")),
        _ => None,
    };
    let quoted = |word: String| if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word };
    let words = state.filter.clauses().iter().filter_map(word).map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).map(quoted).collect::<Vec<_>>().join(" ")
}

/// Opens the dialog; what the filter has of words stands in it.
pub fn open_dialog(app: App, searching: DeepSearching, landmarks: Landmarks) {
    let words = app.now(words_of);
    if !words.is_empty() {
        searching.written.set(Needle { text: words, kind: NeedleKind::Words });
    }
    show(landmarks.deep);
}

/// What is to be said.
#[component]
pub fn DeepNotes() -> impl IntoView {
    let app = App::get();
    let searching = DeepSearching::get();
    let language = app.language;
    let words = app.pick(words_of);
    let needle = move || Needle { text: words.get(), kind: NeedleKind::Words };
    let is_offered = Memo::new(move |_| {
        let needle = needle();
        let is_known = searching.searches.with(|all| all.iter().any(|search| search.needle == needle));
        !needle.text.is_empty() && !is_known && !searching.is_running()
    });
    let asked = app.pick(|state| {
        let mut numbers: Vec<u32> = Vec::new();
        for number in state.filter.clauses().iter().flat_map(searches_of) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    });
    let notes = move || {
        let language = language.get();
        let note = |number: u32| {
            let search = searching.searches.with(|all| all.iter().find(|it| it.number == number).cloned());
            match search {
                None => Some(view! { <Unknown number language /> }.into_any()),
                Some(search) => {
                    let report = searching.report(number)?;
                    let is_told = report.unsearched > 0 || report.found == 0 || !search.unread.is_empty();
                    is_told.then(|| view! { <Known search report language /> }.into_any())
                }
            }
        };
        asked.get().into_iter().filter_map(note).collect::<Vec<_>>()
    };
    let offer = move || say!(language.get(), "deep-offer", text = short(&words.get()));
    view! {
        <Show when=move || is_offered.get()>
            <p class="deep-offer">
                <span class="second">{words!(language, "deep-offer-why")}</span>
                " "
                <button type="button" class="nearest" on:click=move |_| searching.begin(untrack(needle))>
                    {offer}
                </button>
            </p>
        </Show>
        {move || {
            let notes = if searching.is_running() { Vec::new() } else { notes() };
            (!notes.is_empty()).then(|| view! { <div class="filter-words deep-notes" role="status">{notes}</div> })
        }}
    }
}

/// A search that there is not: it was made in another page, or forgotten.
#[component]
fn Unknown(number: u32, language: Language) -> impl IntoView {
    let (app, searching, landmarks) = (App::get(), DeepSearching::get(), Landmarks::get());
    view! {
        <p>
            <span class="filter-dead">{say!(language, "deep-unknown", number = number)}</span>
            " "
            <button type="button" class="nearest" on:click=move |_| open_dialog(app, searching, landmarks)>
                {say!(language, "deep-title")}
            </button>
        </p>
    }
}

/// What a search has not searched, or that it has found nothing.
#[component]
pub fn Known(search: DeepSearch, report: DeepReport, language: Language) -> impl IntoView {
    let searching = DeepSearching::get();
    let number = search.number;
    let name = needle_name(language, &search.needle);
    let nothing = (report.found == 0).then(|| say!(language, "deep-nothing", name = short(&name)));
    let names = |paths: &[String], all: usize| {
        let shown: Vec<String> = paths.iter().map(|path| short(path)).collect();
        let more = all.saturating_sub(shown.len());
        let more = (more > 0).then(|| say!(language, "list-more", count = grouped(more as u128)));
        shown.into_iter().chain(more).collect::<Vec<_>>().join(", ")
    };
    let unsearched = (report.unsearched > 0).then(|| {
        let count = grouped(report.unsearched.into());
        let paths = names(&report.inputs, report.input_count as usize);
        let number = plural(report.unsearched.into());
        say!(language, "deep-unsearched", number = number, count = count, paths = paths)
    });
    let unread = (!search.unread.is_empty()).then(|| {
        let first = &search.unread[..search.unread.len().min(MAX_NAMED_UNSEARCHED)];
        say!(language, "deep-unread", paths = names(first, search.unread.len()))
    });
    let can_go_on = unsearched.is_some();
    view! {
        <p>
            {nothing.map(|nothing| view! { <span class="filter-dead">{nothing}</span> " " })}
            {unsearched} " " {unread} " "
            {can_go_on.then(|| view! {
                <button type="button" class="nearest" on:click=move |_| searching.go_on(number)>
                    {say!(language, "deep-go-on")}
                </button>
            })}
        </p>
    }
}
