//! The columns of the table of events.

use crate::context::App;
use crate::marks::Marks;
use crate::widgets::event_column::{column_name, event_column};
use crate::widgets::flag::Flag;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::EventColumn;
use sessionscope::query::table_sort::TableSort;
use sessionscope::say;
use sessionscope::state::TableId;
use sessionscope::text::visible;
use web_sys::MouseEvent;

/// What the column of this name is called where it is chosen.
pub fn name_of_id(app: App, id: &'static str) -> String {
    EventColumn::from_id(id).map(|column| column_name(app, column)).unwrap_or_default()
}

/// The columns: the sign of a mark, then those that are shown. Each sorts.
pub fn columns(
    app: App,
    marks: Marks,
    shown: &[EventColumn],
    sorted: Memo<TableSort<&'static str>>,
) -> Vec<Column<EventRow>> {
    let column = |column: &EventColumn| {
        let sort = Sort::of_table(app, TableId::Events, sorted, column.id());
        event_column(app, *column, |row: &EventRow| row).sorted(sort)
    };
    [sign(app, marks)].into_iter().chain(shown.iter().map(column)).collect()
}

/// The sign of a mark, which makes it and takes it away.
fn sign(app: App, marks: Marks) -> Column<EventRow> {
    let heading = move || say!(app.language.get(), "events-column-mark");
    Column::new("mark", "40px", heading, move |row: &EventRow| {
        let row = row.row;
        let label = move || {
            let language = app.language.get();
            match marks.mark(row) {
                Some(mark) if mark.tags.is_empty() => say!(language, "mark-marked"),
                Some(mark) => visible(&mark.tags.join(", ")).into_owned(),
                None => say!(language, "mark-event"),
            }
        };
        // The row is not selected by it. Who uses keys marks the row that they have come to.
        let toggle = move |event: MouseEvent| {
            event.stop_propagation();
            marks.toggle(row);
        };
        view! {
            <button
                type="button"
                class="mark-sign"
                tabindex="-1"
                aria-pressed=move || marks.is_marked(row).to_string()
                aria-label=label
                title=label
                on:click=toggle
            >
                <Flag />
            </button>
        }
        .into_any()
    })
    .fixed()
}
