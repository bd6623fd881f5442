//! A table of which the row that is selected is told in a sentence below: a narrow page has no room for it in the row.

use super::FittedTable;
use crate::context::App;
use crate::widgets::virtual_table::{Column, TableRow, TableScroll, VirtualTable};
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::state::Language;

/// The table, and the sentence.
#[component]
pub fn ToldRows<T: TableRow>(
    /// Begins the ids of its elements.
    id: &'static str,
    /// What a screen reader calls it.
    label: Signal<String>,
    /// Its columns; asked for again when a signal that they read changes.
    columns: fn(App) -> Vec<Column<T>>,
    /// The latest window of rows.
    page: Memo<Option<Page<T>>>,
    /// Where it is scrolled to.
    scroll: TableScroll,
    /// How many rows there are.
    total: Memo<u32>,
    /// The sentence.
    told: fn(Language, &T) -> String,
) -> impl IntoView {
    let app = App::get();
    let chosen = RwSignal::new(None::<(u32, T)>);
    let selected = Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|(index, _)| *index)));
    let sentence =
        move || chosen.with(|chosen| chosen.as_ref().map(|(_, row)| told(app.language.get(), row)));
    view! {
        <FittedTable total>
            <VirtualTable
                id
                label
                columns=move || columns(app)
                page
                scroll
                selected
                on_select=move |index, row: &T| chosen.set(Some((index, row.clone())))
            />
        </FittedTable>
        <p class="facts-words" role="status">{sentence}</p>
    }
}
