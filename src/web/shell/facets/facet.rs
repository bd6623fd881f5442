//! One facet: its name, how many values it has, those of most events, and the values that are chosen.

use super::FacetState;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::glyph::Glyph;
use crate::widgets::list_part::PartButtons;
use leptos::prelude::*;
use sessionscope::engine::requests::FacetCounts;
use sessionscope::filter::{Chosen, Field};
use sessionscope::model::Family;
use sessionscope::query::field_counts::CountableField;
use sessionscope::say;
use sessionscope::state::{Action, Language};
use sessionscope::text::units::number;
use sessionscope::text::{endpoint_name, family_name, field_name, system_name};
use web_sys::MouseEvent;

/// A value of a facet.
#[derive(Clone, PartialEq)]
struct Row {
    value: String,
    events: u64,
    family: Option<Family>,
    chosen: Option<Chosen>,
}

/// A facet.
#[component]
pub(super) fn Facet(
    /// What is shown of it.
    state: FacetState,
    /// Its values, once they are known.
    counts: Memo<Option<FacetCounts>>,
    /// Whether they answer an older question.
    is_stale: Memo<bool>,
) -> impl IntoView {
    let app = App::get();
    let FacetState { field, is_open, holding, part } = state;
    let name = move || field_name(app.language.get(), field.field().name());
    let distinct =
        Memo::new(move |_| counts.with(|counts| counts.as_ref().map_or(0, |it| it.counts.distinct)));
    let rows = Memo::new(move |_| counts.with(|counts| counts.as_ref().map(rows).unwrap_or_default()));
    // A field that no event has would only take room, unless it is asked for.
    let is_there = Memo::new(move |_| {
        distinct.get() != 0 || !holding.with(String::is_empty) || rows.with(|rows| !rows.is_empty())
    });
    let is_long =
        Memo::new(move |_| distinct.get() > super::START_ROWS as u64 || !holding.with(String::is_empty));
    let list = move || {
        let language = app.language.get();
        let most = rows.with(|rows| rows.iter().map(|row| row.events).max().unwrap_or(0).max(1));
        rows.get().into_iter().map(|row| view! { <FacetRow field row most language /> }).collect_view()
    };
    let more = move |left: usize| say!(app.language.get(), "list-more", count = number(left as u64));
    view! {
        <section
            class="facet"
            class:stale=is_stale
            hidden=move || !is_there.get()
            data-facet=field.field().name()
            aria-label=name
        >
            <button
                class="facet-head"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <span class="facet-name">{name}</span>
                <span class="number">{move || number(distinct.get())}</span>
            </button>
            <Show when=move || is_open.get() && is_long.get()>
                <input
                    class="facet-search"
                    type="search"
                    aria-label=move || say!(app.language.get(), "facet-search", field = name())
                    placeholder=move || say!(app.language.get(), "facet-search", field = name())
                    prop:value=move || holding.get()
                    on:input:target=move |event| {
                        holding.set(event.target().value());
                        part.update(|part| *part = part.to_start());
                    }
                />
            </Show>
            <Show when=move || is_open.get()>
                <ul class="facet-values">{list}</ul>
                <PartButtons part total=Signal::derive(move || distinct.get() as usize) more />
            </Show>
        </section>
    }
}

/// The values that are shown, and behind them what is chosen and not among them.
fn rows(facet: &FacetCounts) -> Vec<Row> {
    let chosen =
        |value: &str| facet.chosen.iter().find(|chosen| chosen.value == value).map(|chosen| chosen.how);
    let shown = facet.counts.top.iter().map(|count| Row {
        value: count.value.clone(),
        events: count.events,
        family: count.family,
        chosen: chosen(&count.value),
    });
    let is_shown = |value: &str| facet.counts.top.iter().any(|count| count.value == value);
    let rest = facet.chosen.iter().filter(|chosen| !is_shown(&chosen.value)).map(|chosen| Row {
        value: chosen.value.clone(),
        events: chosen.events,
        family: None,
        chosen: Some(chosen.how),
    });
    shown.chain(rest).collect()
}

#[component]
fn FacetRow(field: CountableField, row: Row, most: u64, language: Language) -> impl IntoView {
    let app = App::get();
    let Row { value, events, family, chosen } = row;
    let shown = shown_value(language, field.field(), &value);
    let exclude_label = say!(language, "facet-exclude", value = shown.as_str());
    let stored = StoredValue::new(value.clone());
    let choose = move |how: Chosen| {
        app.act(Action::ChooseValue { field: field.field(), value: stored.get_value(), how });
    };
    // With Alt a click leaves out, as everywhere.
    let include =
        move |event: MouseEvent| choose(if event.alt_key() { Chosen::Excluded } else { Chosen::Included });
    let is_excluded = chosen == Some(Chosen::Excluded);
    view! {
        <li
            class:is-included=chosen == Some(Chosen::Included)
            class:is-excluded=is_excluded
            data-facet-value=value
            data-value=events.to_string()
        >
            <button
                class="facet-value"
                type="button"
                aria-pressed=(chosen == Some(Chosen::Included)).to_string()
                on:click=include
            >
                <span
                    class="facet-bar"
                    aria-hidden="true"
                    style:width=format!("{:.2}%", events as f64 * 100.0 / most as f64)
                ></span>
                {family.map(|family| view! { <Glyph family /> })}
                <span class="facet-text">{shown}</span>
                <span class="number">{number(events)}</span>
            </button>
            <button
                class="facet-out"
                type="button"
                aria-label=exclude_label.clone()
                title=exclude_label
                aria-pressed=is_excluded.to_string()
                on:click=move |_| choose(Chosen::Excluded)
            >
                "−"
            </button>
        </li>
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
