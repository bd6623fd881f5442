//! The dialog of what was added to the case: marks, notes, saved filters, and the file that has them.

mod inputs;
mod marks;
mod notes;
mod parts;
mod saved_filters;

use super::export::{Entry, ExportFailure, Exports};
use super::modal::Modal;
use super::{Landmarks, choose, show};
use crate::context::App;
use crate::words::words;
pub use inputs::CaseInputList;
use leptos::prelude::*;
use marks::MarkList;
use notes::{RangeNotes, SessionNotes};
use saved_filters::SavedFilters;
use sessionscope::say;
use sessionscope::state::{Action, CaseOpening, Language};
use sessionscope::text::units::grouped;
use sessionscope::text::{case_file_error_explained, plural, visible};

/// The button that opens the dialog: how much was added, and whether no file has it.
#[component]
pub fn CaseButton() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let count = app.pick(|state| state.case.annotations.count());
    let is_unsaved = app.pick(|state| state.case.is_unsaved());
    view! {
        <button type="button" aria-haspopup="dialog" on:click=move |_| show(landmarks.case)>
            {words!(app.language, "case")}
            <Show when=move || count.get() != 0>
                <span class="case-count">{move || grouped(count.get() as u128)}</span>
            </Show>
            <Show when=move || is_unsaved.get()>
                <span class="case-unsaved" title=words!(app.language, "case-unsaved")>
                    <span aria-hidden="true">"●"</span>
                    <span class="unseen">{words!(app.language, "case-unsaved")}</span>
                </span>
            </Show>
        </button>
    }
}

/// The dialog.
#[component]
pub fn CaseDialog(exports: Exports) -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let is_empty = app.pick(|state| state.case.annotations.is_empty());
    let can_undo = app.pick(|state| state.case.can_undo());
    // Whoever opens a case file sees what came of it.
    Effect::new(move |_| {
        if landmarks.case.get().is_some() && app.openings.with(|openings| !openings.is_empty()) {
            show(landmarks.case);
        }
    });
    view! {
        <Modal dialog=landmarks.case id="case-title" title=words!(language, "case-title")>
            <p class="second">{words!(language, "case-words")}</p>
            <p class="buttons">
                <button type="button" class="primary" on:click=move |_| exports.begin(Entry::CaseFile)>
                    {words!(language, "case-save")}
                </button>
                <button type="button" on:click=move |_| choose(landmarks.case_file)>
                    {words!(language, "case-open")}
                </button>
                <button
                    type="button"
                    aria-disabled=move || (!can_undo.get()).then_some("true")
                    on:click=move |_| app.act(Action::UndoAnnotation)
                >
                    {words!(language, "case-undo")}
                </button>
            </p>
            <CaseFull />
            <ExportFailure exports of=Entry::CaseFile />
            <Unproven />
            <OpeningWords />
            <CaseInputList />
            <MarkList />
            <RangeNotes />
            <SessionNotes />
            <SavedFilters />
            <Show when=move || is_empty.get()>
                <p class="faint">{words!(language, "case-hint")}</p>
            </Show>
        </Modal>
    }
}

/// That there was no room for what was added last.
#[component]
pub fn CaseFull() -> impl IntoView {
    let app = App::get();
    let is_full = app.pick(|state| state.case.is_full);
    view! {
        <Show when=move || is_full.get()>
            <p class="shortcoming" role="alert">{words!(app.language, "case-full")}</p>
        </Show>
    }
}

/// That a file which is saved now will not prove some of the marks.
#[component]
fn Unproven() -> impl IntoView {
    let language = App::get().language;
    let unproven = App::get().pick(|state| state.case.unhashed());
    let said = move || {
        let count = unproven.get() as u128;
        say!(language.get(), "case-unhashed", number = plural(count), count = grouped(count))
    };
    view! {
        <Show when=move || unproven.get() != 0>
            <p class="second">{said}</p>
        </Show>
    }
}

/// What came of the case files that were opened last.
#[component]
pub fn OpeningWords() -> impl IntoView {
    let app = App::get();
    let beyond = app.pick(|state| state.case.left_out);
    let said = move || {
        let language = app.language.get();
        app.openings.get().into_iter().map(|opening| opening_words(language, opening)).collect_view()
    };
    let without_room = move || {
        let count = grouped(beyond.get() as u128);
        say!(app.language.get(), "case-no-room", count = count)
    };
    view! {
        {said}
        <Show when=move || beyond.get() != 0>
            <p class="shortcoming" role="alert">{without_room}</p>
        </Show>
    }
}

fn opening_words(language: Language, opening: CaseOpening) -> AnyView {
    match opening {
        CaseOpening::Open { name, sets_options, left_out } => {
            let left = left_out.annotations + left_out.inputs;
            let left = (left != 0).then(|| {
                let left = say!(language, "case-left-out", count = grouped(left as u128));
                view! { <p class="shortcoming" role="alert">{left}</p> }
            });
            let opened = say!(language, "case-opened", name = visible(&name).into_owned());
            let options = sets_options.then(|| say!(language, "case-sets-options"));
            view! { <p role="status">{opened}" "{options}</p> {left} }.into_any()
        }
        CaseOpening::Failed { name, error } => {
            let why = match &error {
                Some(error) => case_file_error_explained(language, error),
                None => say!(language, "case-unreadable"),
            };
            let failed = say!(language, "case-failed", name = visible(&name).into_owned(), why = why);
            view! { <p class="shortcoming" role="alert">{failed}</p> }.into_any()
        }
    }
}
