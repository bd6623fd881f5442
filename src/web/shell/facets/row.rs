//! A value of a facet: its button, its events, and what leaves it out.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::context_menu::{ContextMenu, MenuSubject};
use crate::widgets::glyph::Glyph;
use leptos::prelude::*;
use sessionscope::filter::{Chosen, Field};
use sessionscope::model::Family;
use sessionscope::say;
use sessionscope::state::{Action, Language};
use sessionscope::text::units::number;
use sessionscope::text::{endpoint_name, family_name, system_name};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

/// What is known of a value of a facet.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    /// The value, as events have it (untrusted text).
    pub value: String,
    /// Its events under the rest of the filter.
    pub events: u64,
    /// The family of its events, where all are of one.
    pub family: Option<Family>,
    /// Whether it is asked for.
    pub chosen: Option<Chosen>,
}

/// A value of a facet.
#[component]
pub(super) fn FacetRow(
    field: Field,
    value: String,
    /// What is known of it; nothing once it is no longer shown.
    row: Memo<Option<Row>>,
    /// Events of the value that has most.
    most: Memo<u64>,
    /// The value that the Tab key leads to, and which was chosen for that last.
    first: Memo<Option<String>>,
    stop: RwSignal<Option<String>>,
) -> impl IntoView {
    let (app, context_menu) = (App::get(), ContextMenu::get());
    let stored = StoredValue::new(value.clone());
    let shown = move || shown_value(app.language.get(), field, &stored.get_value());
    let events = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.events)));
    let chosen = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.chosen)));
    let family = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.family)));
    let is = move |how: Chosen| chosen.get() == Some(how);
    let exclude_label = move || say!(app.language.get(), "facet-exclude", value = shown());
    let choose = move |how: Chosen| {
        app.act(Action::ChooseValue { field, value: stored.get_value(), how });
    };
    // With Alt a click leaves out, as everywhere.
    let include =
        move |event: MouseEvent| choose(if event.alt_key() { Chosen::Excluded } else { Chosen::Included });
    let share = move || format!("{:.2}%", events.get() as f64 * 100.0 / most.get() as f64);
    view! {
        <li
            class:is-included=move || is(Chosen::Included)
            class:is-excluded=move || is(Chosen::Excluded)
            data-facet-value=value
            data-value=move || events.get().to_string()
            on:focusin=move |_| stop.set(Some(stored.get_value()))
        >
            <button
                class="facet-value"
                type="button"
                tabindex=move || if first.with(|first| *first == Some(stored.get_value())) { "0" } else { "-1" }
                aria-pressed=move || is(Chosen::Included).to_string()
                on:click=include
                on:contextmenu=move |event| {
                    context_menu.open(&event, MenuSubject::value(field, stored.get_value()));
                }
            >
                <span class="facet-bar" aria-hidden="true" style:width=share></span>
                {move || family.get().map(|family| view! { <Glyph family /> })}
                <span class="facet-text">{shown}</span>
                <span class="number">{move || number(events.get())}</span>
            </button>
            <button
                class="facet-out"
                type="button"
                tabindex="-1"
                aria-label=exclude_label
                title=exclude_label
                aria-pressed=move || is(Chosen::Excluded).to_string()
                on:click=move |_| choose(Chosen::Excluded)
            >
                "−"
            </button>
        </li>
    }
}

/// Moves the focus among the buttons of a list: up and down to other values, left and right to what can be done with one.
pub(super) fn step(event: KeyboardEvent) {
    let focused = document().active_element();
    let Some(button) =
        focused.filter(|element| element.closest(".facet-values").is_ok_and(|list| list.is_some()))
    else {
        return;
    };
    let Some(row) = button.parent_element() else { return };
    let list = row.parent_element();
    let button_in = |row: Option<Element>, class: &str| row?.query_selector(class).ok()?;
    let next = match event.key().as_str() {
        "ArrowDown" => button_in(row.next_element_sibling(), ".facet-value"),
        "ArrowUp" => button_in(row.previous_element_sibling(), ".facet-value"),
        "Home" => button_in(list.and_then(|list| list.first_element_child()), ".facet-value"),
        "End" => button_in(list.and_then(|list| list.last_element_child()), ".facet-value"),
        "ArrowRight" => button_in(Some(row), ".facet-out"),
        "ArrowLeft" => button_in(Some(row), ".facet-value"),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

/// A value in words, where there are any.
fn shown_value(language: Language, field: Field, value: &str) -> String {
    match field {
        _ if value.is_empty() => say!(language, "facet-none"),
        Field::System => system_name(language, value),
        Field::Family => family_name(language, value),
        Field::From | Field::To => endpoint_name(language, value),
        _ => cell_text(value),
    }
}
