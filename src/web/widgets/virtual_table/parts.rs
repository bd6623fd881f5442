//! The rows of a table as elements: a row of data, and the row that stays at the bottom.

use super::column::{Column, FootCell, TableRow};
use super::cursor::TableCursor;
use crate::widgets::deferred::Deferred;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// A row of data; its cells are empty until the row is there.
#[component]
pub(super) fn Row<T: TableRow>(
    id: String,
    index: u32,
    columns: Memo<Vec<Column<T>>>,
    page: Signal<Option<Page<T>>>,
    cursor: TableCursor<T>,
    selected: Signal<Option<u32>>,
    menu: Callback<(MouseEvent, T, Option<usize>)>,
) -> impl IntoView {
    let row = Memo::new(move |_| page.with(|page| page.as_ref()?.row(index).cloned()));
    let cell = move |column: &Column<T>| {
        row.with(|row| {
            let (class, cell) = match row {
                Some(row) => ("vt-cell", Some(column.cell(row))),
                None => ("vt-cell vt-waiting", None),
            };
            view! { <div role="gridcell" class=column.class(class)>{cell}</div> }
        })
    };
    let cells = move || columns.with(|columns| columns.iter().map(cell).collect_view());
    view! {
        <div
            role="row"
            class="vt-row"
            id=id
            class:vt-odd=index % 2 == 1
            class:vt-cursor=move || cursor.index.get() == Some(index)
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || (selected.get() == Some(index)).to_string()
            on:click=move |_| cursor.select(index)
            on:contextmenu=move |event| {
                if let Some(row) = row.get_untracked() {
                    let cell = column_of(&event);
                    menu.run((event, row, cell));
                }
            }
        >
            <Deferred fallback=|| view! { <div role="gridcell" class="vt-cell vt-waiting"></div> }>
                {cells}
            </Deferred>
        </div>
    }
}

/// The column of the cell that was pointed at, counted from 0.
fn column_of(event: &MouseEvent) -> Option<usize> {
    let pointed = event.target()?.dyn_into::<Element>().ok()?;
    let mut cell = pointed.closest("[role=gridcell]").ok()??;
    let mut index = 0;
    while let Some(before) = cell.previous_element_sibling() {
        (cell, index) = (before, index + 1);
    }
    Some(index)
}

/// The row that stays at the bottom.
#[component]
pub(super) fn Foot<T: TableRow>(
    columns: Memo<Vec<Column<T>>>,
    cell: FootCell,
    rows: Memo<u32>,
) -> impl IntoView {
    let cells = move || {
        let foot = |column: &Column<T>| {
            view! { <div role="gridcell" class=column.class("vt-cell")>{cell(column.key())}</div> }
        };
        columns.with(|columns| columns.iter().map(foot).collect_view())
    };
    view! {
        <div class="vt-row vt-foot" role="row" aria-rowindex=move || (rows.get() + 2).to_string()>
            {cells}
        </div>
    }
}
