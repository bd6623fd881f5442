//! The columns of the table of events.

use super::cells::{cell, value, what_values};
use crate::context::App;
use crate::marks::Marks;
use crate::widgets::flag::Flag;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::TextField;
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::event_field::EventField;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::{field_name, visible};
use web_sys::MouseEvent;

/// What the column of this name is called where it is chosen.
pub fn name_of_id(app: App, id: &'static str) -> String {
    EventColumn::from_id(id).map(|column| column_name(app, column)).unwrap_or_default()
}

/// What a column is called.
fn column_name(app: App, column: EventColumn) -> String {
    let language = app.language.get();
    match column {
        EventColumn::What => say!(language, "events-column-what"),
        EventColumn::Moves => say!(language, "events-column-moves"),
        EventColumn::Field(field) => field_name(language, field.name()),
    }
}

/// The fields that are asked for beside what every row has.
pub fn fields(shown: &[EventColumn]) -> Vec<EventField> {
    let field = |column: &EventColumn| match column {
        EventColumn::Field(field) if !EventRow::has(*field) => Some(*field),
        _ => None,
    };
    shown.iter().filter_map(field).collect()
}

/// The columns: the sign of a mark, then those that are shown. Each sorts.
pub fn columns(
    app: App,
    marks: Marks,
    shown: &[EventColumn],
    sort: Memo<EventSort>,
) -> Vec<Column<EventRow>> {
    let sorted = |it: EventColumn| {
        let order = move || match sort.get() {
            EventSort { column, .. } if column != it => "none",
            EventSort { descending: true, .. } => "descending",
            EventSort { .. } => "ascending",
        };
        let click = move || app.act(Action::SortEvents(sort.get_untracked().after_click(it)));
        column(app, it).sorted(Sort::new(order, click))
    };
    [sign(app, marks)].into_iter().chain(shown.iter().map(|it| sorted(*it))).collect()
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

/// How wide a column is, as a track of a grid.
fn width(column: EventColumn) -> &'static str {
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What { "minmax(200px, 2fr)" } else { "minmax(132px, 0.8fr)" };
    };
    match field {
        EventField::Time => "188px",
        EventField::Text(TextField::Activity) => "minmax(208px, 1.1fr)",
        EventField::Text(TextField::User) => "minmax(136px, 0.8fr)",
        EventField::Text(TextField::Session) => "84px",
        EventField::Text(TextField::ClientIp) | EventField::Text(TextField::Region) => "108px",
        EventField::Text(TextField::Url) => "minmax(200px, 1.6fr)",
        EventField::Text(TextField::Extension) => "76px",
        EventField::Text(TextField::Category) => "104px",
        EventField::Text(_) => "minmax(120px, 1fr)",
        EventField::System => "148px",
        EventField::Family | EventField::From | EventField::To => "124px",
        EventField::Path => "minmax(160px, 1.2fr)",
        EventField::Size | EventField::Line | EventField::Offset | EventField::Length => "80px",
    }
}

/// A column. Names of systems, families and endpoints are words, everything else stands as it is in the log.
fn column(app: App, column: EventColumn) -> Column<EventRow> {
    let heading = move || match column {
        EventColumn::Field(EventField::Time) => {
            say!(app.language.get(), "events-column-time", zone = app.zone.get().label())
        }
        _ => column_name(app, column),
    };
    let new = Column::new(column.id(), width(column), heading, move |row| cell(app, column, row));
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What { new.of_values(what_values) } else { new };
    };
    let new = match field {
        EventField::Size | EventField::Line | EventField::Offset | EventField::Length => new.numeric(),
        _ => new,
    };
    match Field::from_name(field.name()) {
        Some(asked) => new.of_field(asked, move |row| value(row, field)),
        None => new,
    }
}
