//! The row of headings: each sorts, if its column does, and has an edge that makes the column wider or narrower. They are
//! one stop of the Tab key, with the edge of the heading one is at as the next; arrows move from heading to heading.

use super::column::{Column, TableRow};
use super::edge::{Edge, EdgeOf};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What can have the focus in a heading, edges left out.
const STOPS: &str = "[data-stop]";

/// The row of headings.
#[component]
pub(super) fn Head<T: TableRow>(
    /// The id of the table.
    table: &'static str,
    columns: Memo<Vec<Column<T>>>,
) -> impl IntoView {
    let row = NodeRef::<Div>::new();
    // The heading that the Tab key leads to: the one that had the focus last.
    let visited = RwSignal::new(None::<&'static str>);
    let stop = Memo::new(move |_| {
        columns.with(|columns| {
            let is_visited = |column: &&Column<T>| Some(column.key()) == visited.get();
            let free = || columns.iter().filter(|column| !column.is_fixed());
            free().find(is_visited).or(free().next()).map(Column::key)
        })
    });
    let heading = move |(index, column): (usize, &Column<T>)| {
        let (key, words, sort) = (column.key(), column.heading(), column.sort());
        let (order, name, label) = (sort.clone(), column.heading(), column.heading());
        let label = move || label();
        let tab_index = move || if stop.get() == Some(key) { "0" } else { "-1" };
        let (is_fixed, is_plain) = (column.is_fixed(), sort.is_none());
        let edge = (!is_fixed).then(|| {
            let of = EdgeOf { table, index, key, least_px: column.least_px() };
            view! { <Edge of columns name=Signal::derive(move || name()) tab_index=Signal::derive(tab_index) /> }
        });
        view! {
            <div
                role="columnheader"
                class=column.class("vt-heading")
                // Else its edge would be a part of what each cell of the column is told to be of.
                aria-label=label.clone()
                // What is cut, as of the name of a zone, is seen by pointing at it.
                title=label
                aria-sort=move || order.as_ref().map(|sort| sort.order())
                data-stop=(is_plain && !is_fixed).then_some("")
                tabindex=move || (is_plain && !is_fixed).then(tab_index)
                on:focusin=move |_| visited.set(Some(key))
            >
                {match sort {
                    Some(sort) => {
                        view! {
                            <button type="button" data-stop="" tabindex=tab_index on:click=move |_| sort.click()>
                                {move || words()}
                            </button>
                        }
                            .into_any()
                    }
                    None => (move || words()).into_any(),
                }}
                {edge}
            </div>
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(row) = row.get_untracked() else { return };
        if let Some(target) = neighbour(&row, &event) {
            event.prevent_default();
            event.stop_propagation();
            let _ = target.focus();
        }
    };
    view! {
        <div class="vt-head" role="row" aria-rowindex="1" node_ref=row on:keydown=on_key>
            {move || columns.with(|columns| columns.iter().enumerate().map(heading).collect_view())}
        </div>
    }
}

/// The heading that a key leads to from the one that has the focus.
fn neighbour(row: &Element, event: &KeyboardEvent) -> Option<HtmlElement> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return None;
    }
    let focused =
        event.target()?.dyn_into::<Element>().ok().filter(|it| it.matches(STOPS).unwrap_or(false))?;
    let stops = row.query_selector_all(STOPS).ok()?;
    let all: Vec<Element> =
        (0..stops.length()).filter_map(|index| stops.get(index)?.dyn_into().ok()).collect();
    let own = all.iter().position(|stop| *stop == focused)?;
    let target = match event.key().as_str() {
        "ArrowLeft" => own.checked_sub(1)?,
        "ArrowRight" => own + 1,
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return None,
    };
    all.get(target)?.clone().dyn_into().ok()
}
