//! The menu of columns: which of them the table of events shows, and in which order.

use super::columns::column_name;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::event_column::EventColumn;
use sessionscope::say;
use sessionscope::state::{Action, EventTable};

/// The button, and the menu that it opens.
#[component]
pub fn ColumnChooser(table: Memo<EventTable>) -> impl IntoView {
    let app = App::get();
    let reset = move |_| app.act(Action::ResetEventColumns);
    // There are many, and most people never look at them: they are made when the button is pressed for the first time.
    let is_wanted = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="plain"
            popovertarget="events-columns"
            on:click=move |_| is_wanted.set(true)
        >
            {words!(app.language, "events-columns")}
            " ▾"
        </button>
        <div id="events-columns" popover="auto">
            <ul aria-label=words!(app.language, "events-columns")>
                <Show when=move || is_wanted.get()>
                    {EventColumn::all().map(|column| view! { <Choice column table /> }).collect_view()}
                </Show>
            </ul>
            <button type="button" class="plain" on:click=reset>
                {words!(app.language, "events-columns-reset")}
            </button>
        </div>
    }
}

/// A column: whether it is shown, and the buttons that move it. The list keeps its order, so that nothing moves away under
/// the pointer; the number of a column is its place in the table.
#[component]
fn Choice(column: EventColumn, table: Memo<EventTable>) -> impl IntoView {
    let app = App::get();
    let place = Memo::new(move |_| table.with(|table| table.place(column)));
    let last = move || table.with(|table| table.columns().len() - 1);
    let name = move || column_name(app, column);
    let is_only = move || place.get().is_some() && last() == 0;
    let mover = move |right: bool| {
        let label = move || match right {
            true => say!(app.language.get(), "events-column-right", column = name()),
            false => say!(app.language.get(), "events-column-left", column = name()),
        };
        let is_at_end = move || place.get() == Some(if right { last() } else { 0 });
        let shift = move |_| {
            if !is_at_end() {
                app.act(Action::ShiftEventColumn(column, right));
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
                    on:change=move |_| app.act(Action::ToggleEventColumn(column))
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
