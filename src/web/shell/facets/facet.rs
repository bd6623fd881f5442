//! One facet: its name, how many values it has, those of most events, and the values that are chosen.

use super::row::{FacetRow, Row, step};
use super::state::{FacetState, START_ROWS};
use crate::context::App;
use crate::widgets::list_part::PartButtons;
use leptos::prelude::*;
use sessionscope::engine::requests::FacetCounts;
use sessionscope::say;
use sessionscope::text::field_name;
use sessionscope::text::units::number;

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
    let name = move || field_name(app.language.get(), field.name());
    let distinct =
        Memo::new(move |_| counts.with(|counts| counts.as_ref().map_or(0, |it| it.counts.distinct)));
    let rows = Memo::new(move |_| counts.with(|counts| counts.as_ref().map(rows).unwrap_or_default()));
    // A field that no event has would only take room, unless it is asked for.
    let is_there = Memo::new(move |_| {
        let has_any = distinct.get() != 0 || rows.with(|rows| !rows.is_empty());
        has_any || is_stale.get() || !holding.with(String::is_empty)
    });
    // A field that was searched once can be searched on: what is found may be little, and all of it is much again.
    let is_long = Memo::new(move |was_long: Option<&bool>| {
        was_long == Some(&true) || distinct.get() > START_ROWS as u64
    });
    let values =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.value.clone()).collect::<Vec<_>>()));
    let most =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.events).max().unwrap_or(0).max(1)));
    // The one value that the Tab key leads to; from there on arrows lead to the others.
    let stop = RwSignal::new(None::<String>);
    let first = Memo::new(move |_| {
        rows.with(|rows| {
            let is_there = |value: &String| rows.iter().any(|row| row.value == *value);
            stop.get().filter(is_there).or_else(|| rows.first().map(|row| row.value.clone()))
        })
    });
    let row_of = move |value: String| {
        let wanted = value.clone();
        let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.value == wanted).cloned()));
        view! { <FacetRow field value row most first stop /> }
    };
    let more = move |left: usize| say!(app.language.get(), "list-more", count = number(left as u64));
    view! {
        // A group, and no landmark: there are as many as fields, some of the names of sections of a view.
        <section
            class="facet"
            role="group"
            class:stale=is_stale
            hidden=move || !is_there.get()
            data-facet=field.name()
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
                <ul class="facet-values" on:keydown=step>
                    <For each=move || values.get() key=Clone::clone children=row_of />
                </ul>
                <PartButtons part total=Signal::derive(move || distinct.get() as usize) more />
            </Show>
        </section>
    }
}

/// The values that are shown, and behind them what is chosen and not among them.
fn rows(facet: &FacetCounts) -> Vec<Row> {
    let shown = facet.counts.top.iter().zip(&facet.marks).map(|(count, chosen)| Row {
        value: count.value.clone(),
        events: count.events,
        family: count.family,
        chosen: *chosen,
    });
    let rest = facet.chosen.iter().map(|chosen| Row {
        value: chosen.value.clone(),
        events: chosen.events,
        family: None,
        chosen: Some(chosen.how),
    });
    shown.chain(rest).collect()
}
