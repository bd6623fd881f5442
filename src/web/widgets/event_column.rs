//! The columns of tables whose rows are events: what each is called, how wide it is, and what its cells show.

use super::event_cell::{cell, value, what_values};
use super::virtual_table::{Column, TableRow};
use crate::context::App;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::TextField;
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::EventColumn;
use sessionscope::query::event_field::EventField;
use sessionscope::say;
use sessionscope::text::field_name;

/// What a column is called.
pub fn column_name(app: App, column: EventColumn) -> String {
    let language = app.language.get();
    match column {
        EventColumn::What => say!(language, "events-column-what"),
        EventColumn::Moves => say!(language, "events-column-moves"),
        EventColumn::Field(field) => field_name(language, field.name()),
    }
}

/// The fields that are asked for beside what every row has.
pub fn fields(shown: impl Iterator<Item = EventColumn>) -> Vec<EventField> {
    let field = |column| match column {
        EventColumn::Field(field) if !EventRow::has(field) => Some(field),
        _ => None,
    };
    shown.filter_map(field).collect()
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

/// A column of rows that are events, or hold one. Names of systems, families and endpoints are words, everything else
/// stands as it is in the log.
pub fn event_column<T: TableRow>(app: App, column: EventColumn, event_of: fn(&T) -> &EventRow) -> Column<T> {
    let heading = move || match column {
        EventColumn::Field(EventField::Time) => {
            say!(app.language.get(), "events-column-time", zone = app.zone.get().label())
        }
        _ => column_name(app, column),
    };
    let new = Column::new(column.id(), width(column), heading, move |row| cell(app, column, event_of(row)));
    let EventColumn::Field(field) = column else {
        return if column == EventColumn::What {
            new.of_values(move |row| what_values(event_of(row)))
        } else {
            new
        };
    };
    let new = match field {
        EventField::Size | EventField::Line | EventField::Offset | EventField::Length => new.numeric(),
        _ => new,
    };
    match Field::from_name(field.name()) {
        Some(asked) => new.of_field(asked, move |row| value(event_of(row), field)),
        None => new,
    }
}
