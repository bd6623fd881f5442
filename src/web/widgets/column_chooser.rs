//! The menu of columns: which of them a table shows, and in which order.

use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, TableId};

/// The names of the columns that a table shows, from left to right.
pub fn shown_columns(app: App, table: TableId) -> Memo<Vec<&'static str>> {
    app.pick(move |state| state.columns.of(table).to_vec())
}

/// What a column is called, by its name in the address.
pub type NameOf = fn(App, &'static str) -> String;

/// The button, and the menu that it opens.
#[component]
pub fn ColumnChooser(table: TableId, shown: Memo<Vec<&'static str>>, name_of: NameOf) -> impl IntoView {
    let app = App::get();
    let reset = move |_| app.act(Action::ResetColumns(table));
    // There are many, and most people never look at them: they are made when the button is pressed for the first time.
    let is_wanted = RwSignal::new(false);
    let menu = format!("{}-columns", table.id());
    let choices = move || {
        let all = table.columns().into_iter();
        all.map(|column| view! { <Choice table column shown name_of /> }).collect_view()
    };
    view! {
        <button
            type="button"
            class="plain"
            popovertarget=menu.clone()
            on:click=move |_| is_wanted.set(true)
        >
            {words!(app.language, "table-columns")}
            " ▾"
        </button>
        <div id=menu class="columns-menu" popover="auto">
            <ul aria-label=words!(app.language, "table-columns")>
                <Show when=move || is_wanted.get()>{choices}</Show>
            </ul>
            <button type="button" class="plain" on:click=reset>
                {words!(app.language, "table-columns-reset")}
            </button>
        </div>
    }
}

/// A column: whether it is shown, and the buttons that move it. The list keeps its order, so that nothing moves away under
/// the pointer; the number of a column is its place in the table.
#[component]
fn Choice(
    table: TableId,
    column: &'static str,
    shown: Memo<Vec<&'static str>>,
    name_of: NameOf,
) -> impl IntoView {
    let app = App::get();
    let place = Memo::new(move |_| shown.with(|shown| shown.iter().position(|other| *other == column)));
    let last = move || shown.with(|shown| shown.len() - 1);
    let name = move || name_of(app, column);
    let is_only = move || place.get().is_some() && last() == 0;
    let mover = move |right: bool| {
        let label = move || match right {
            true => say!(app.language.get(), "table-column-right", column = name()),
            false => say!(app.language.get(), "table-column-left", column = name()),
        };
        let is_at_end = move || place.get() == Some(if right { last() } else { 0 });
        let shift = move |_| {
            if !is_at_end() {
                app.act(Action::ShiftColumn(table, column, right));
            }
        };
        view! {
            <button
                type="button"
                class="plain"
                aria-label=label
                aria-disabled=move || is_at_end().then_some("true")
                on:click=shift
            >
                {if right { "→" } else { "←" }}
            </button>
        }
    };
    view! {
        <li class="choice-row">
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || place.get().is_some()
                    disabled=is_only
                    on:change=move |_| app.act(Action::ToggleColumn(table, column))
                />
                {name}
            </label>
            <Show when=move || place.get().is_some()>
                <span class="choice-place faint" aria-hidden="true">
                    {move || place.get().map(|place| place + 1)}
                </span>
                {mover(false)}
                {mover(true)}
            </Show>
        </li>
    }
}
