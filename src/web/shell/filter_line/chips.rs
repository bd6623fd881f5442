//! The terms that are in force, each as a chip: taken away, turned round, written anew, or joined with another one.

mod focus;

use crate::context::App;
use crate::shell::Landmarks;
use crate::widgets::cell::cell_text;
use crate::words::words;
use focus::{focus_chip, step};
use leptos::prelude::*;
use sessionscope::filter::{Expression, Filter};
use sessionscope::model::Zone;
use sessionscope::say;
use sessionscope::source::limits::MAX_CHIPS;
use sessionscope::state::{Action, AppState};
use sessionscope::text::deep_clause_name;
use sessionscope::text::units::grouped;
use web_sys::{DragEvent, KeyboardEvent, MouseEvent};

/// A clause of the line: which, and whether it is the range, which is no clause of the filter.
#[derive(Clone, PartialEq)]
struct Chip {
    index: usize,
    text: String,
    is_negated: bool,
    is_range: bool,
}

/// The chips of a state.
fn chips_of(state: &AppState) -> Vec<Chip> {
    let count = state.filter.clauses().len();
    let chip = |(index, clause): (usize, &Expression)| Chip {
        index,
        text: cell_text(
            &deep_clause_name(state.language, &state.searches, clause).unwrap_or_else(|| clause.to_string()),
        ),
        is_negated: clause.is_negated(),
        is_range: index >= count,
    };
    state.line().clauses().iter().enumerate().map(chip).collect()
}

/// The clauses in force. One of them is a stop of the Tab key, and arrows lead to the others.
#[component]
pub fn Chips() -> impl IntoView {
    let app = App::get();
    let all = app.pick(chips_of);
    let dragged = RwSignal::new(None::<usize>);
    let chips = move || {
        let language = app.language;
        language.track();
        all.with(|all| {
            let chip = |chip: &Chip| view! { <ChipView chip=chip.clone() dragged /> };
            all.iter().take(MAX_CHIPS).map(chip).collect_view()
        })
    };
    let more = move || {
        let left = all.with(Vec::len).saturating_sub(MAX_CHIPS);
        let words = || say!(app.language.get(), "list-more", count = grouped(left as u128));
        (left > 0).then(|| view! { <li class="chip-more">{words()}</li> })
    };
    view! {
        <ul class="chips" aria-label=words!(app.language, "filter-terms") on:keydown=step>{chips} {more}</ul>
    }
}

#[component]
fn ChipView(chip: Chip, dragged: RwSignal<Option<usize>>) -> impl IntoView {
    let app = App::get();
    let search = Landmarks::get().search;
    let Chip { index, text, is_negated, is_range } = chip;
    // The list is made anew when the language changes.
    let language = app.language.get_untracked();
    let remove = move || match is_range {
        true => app.act(Action::PopRangesTo(0)),
        false => app.act(Action::RemoveClause(index)),
    };
    let negate = move || app.act(Action::NegateClause(index));
    let edit = move || {
        let Some(search) = search.get_untracked() else { return };
        let _ = search.focus();
        if let Some((start, end)) = place_in(&search.value(), index, &app.zone.get_untracked()) {
            let _ = search.set_selection_range(start, end);
        }
    };
    let on_click = move |event: MouseEvent| if event.alt_key() && !is_range { negate() } else { edit() };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Delete" | "Backspace" => remove(),
            "-" if !is_range => negate(),
            "o" | "O" if !is_range => app.act(Action::JoinClauses(index + 1, index)),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        // The list is made anew: the chip that stands there then has the focus, or the line where none is left.
        request_animation_frame(move || focus_chip(index, search));
    };
    let is_joinable = move || dragged.get_untracked().is_some_and(|from| from != index) && !is_range;
    let drag_over = move |event: DragEvent| {
        if is_joinable() {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        if let Some(from) = dragged.get_untracked().filter(|_| is_joinable()) {
            event.prevent_default();
            app.act(Action::JoinClauses(from, index));
        }
        dragged.set(None);
    };
    let removed = say!(language, "filter-remove", term = text.as_str());
    let turned = if is_negated {
        say!(language, "filter-include", term = text.as_str())
    } else {
        say!(language, "filter-exclude", term = text.as_str())
    };
    let explained = say!(language, "filter-chip");
    view! {
        <li
            class="chip"
            class:is-negated=is_negated
            class:is-range=is_range
            draggable=if is_range { "false" } else { "true" }
            on:dragstart=move |_| dragged.set(Some(index))
            on:dragend=move |_| dragged.set(None)
            on:dragover=drag_over
            on:drop=drop
        >
            <button
                type="button"
                class="chip-text"
                tabindex=if index == 0 { "0" } else { "-1" }
                aria-description=explained.clone()
                title=explained
                on:click=on_click
                on:keydown=on_key
            >
                {text}
            </button>
            <button
                type="button"
                class="chip-negate"
                tabindex="-1"
                hidden=is_range
                aria-label=turned.clone()
                title=turned
                on:click=move |_| negate()
            >
                {if is_negated { "+" } else { "−" }}
            </button>
            <button type="button" tabindex="-1" aria-label=removed.clone() title=removed on:click=move |_| remove()>"✕"</button>
        </li>
    }
}

/// Where a clause stands in a line, in the units of the browser's texts.
fn place_in(line: &str, index: usize, zone: &Zone) -> Option<(u32, u32)> {
    let filter = Filter::parse(line, zone).ok()?;
    let [before, clause, _] = filter.clauses().get(index)?.span.split(line);
    let units = |text: &str| text.encode_utf16().count() as u32;
    let start = units(before);
    Some((start, start + units(clause)))
}
