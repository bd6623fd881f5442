//! The columns of the table of events.

use crate::context::App;
use crate::marks::Marks;
use crate::widgets::cell::{cell_text, id_cell, text_cell, time_cell};
use crate::widgets::flag::Flag;
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::time::rfc3339;
use sessionscope::model::{Endpoint, TextField};
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::{EventColumn, EventTable};
use sessionscope::text::units;
use sessionscope::text::{bytes_in_full, endpoint_name, event_summary, family_name, field_name, visible};
use web_sys::MouseEvent;

/// What a column that can be hidden is called.
pub fn column_name(app: App, column: EventColumn) -> String {
    let language = app.language.get();
    match column {
        EventColumn::What => say!(language, "events-column-what"),
        EventColumn::Moves => say!(language, "events-column-moves"),
        _ => field_name(language, column.id()),
    }
}

/// The columns that are shown; the first one sorts.
pub fn columns(app: App, marks: Marks, table: &EventTable, sort: Sort) -> Vec<Column<EventRow>> {
    let shown = EventColumn::ALL.into_iter().filter(|column| table.shows(*column));
    [sign(app, marks), time(app).sorted(sort), activity(app)]
        .into_iter()
        .chain(shown.map(|it| column(app, it)))
        .collect()
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
}

fn time(app: App) -> Column<EventRow> {
    let heading = move || say!(app.language.get(), "events-column-time", zone = app.zone.get().label());
    Column::new("time", "188px", heading, move |row: &EventRow| {
        time_cell(app, row.time_ms, usize::MAX, || say!(app.language.get(), "events-undated"))
    })
    .of_field(Field::Time, |row| row.time_ms.map(rfc3339).unwrap_or_default())
}

fn activity(app: App) -> Column<EventRow> {
    let heading = move || field_name(app.language.get(), "activity");
    Column::new("activity", "minmax(208px, 1.1fr)", heading, move |row: &EventRow| {
        let family = family_name(app.language.get(), row.family.id());
        let activity = cell_text(&row.activity);
        let title = format!("{family} · {activity}");
        view! {
            <span title=title>
                <Glyph family=row.family />
                <span class="unseen">{family} " "</span>
                {activity}
            </span>
        }
        .into_any()
    })
    .of_field(Field::Text(TextField::Activity), |row| row.activity.clone())
}

fn column(app: App, column: EventColumn) -> Column<EventRow> {
    let heading = move || column_name(app, column);
    let new = |width, cell: fn(App, &EventRow) -> AnyView| {
        Column::new(column.id(), width, heading, move |row| cell(app, row))
    };
    let text = |column: Column<EventRow>, field: TextField, value: fn(&EventRow) -> &String| {
        column.of_field(Field::Text(field), move |row| value(row).clone())
    };
    match column {
        EventColumn::User => text(new("minmax(96px, 0.8fr)", user), TextField::User, |row| &row.user),
        EventColumn::Session => {
            text(new("84px", |_, row| id_cell(&row.session)), TextField::Session, |row| &row.session)
        }
        EventColumn::ClientIp => {
            text(new("108px", |_, row| text_cell(&row.client_ip)), TextField::ClientIp, |row| &row.client_ip)
        }
        EventColumn::What => new("minmax(200px, 2fr)", |_, row| what_cell(row)).of_values(what_values),
        EventColumn::Size => {
            let value = |row: &EventRow| row.size.map(|size| size.to_string()).unwrap_or_default();
            new("80px", size).numeric().of_field(Field::Size, value)
        }
        EventColumn::Moves => new("minmax(132px, 0.8fr)", moves),
    }
}

fn user(app: App, row: &EventRow) -> AnyView {
    if row.user.is_empty() {
        return view! { <span class="faint">{say!(app.language.get(), "nobody")}</span> }.into_any();
    }
    text_cell(&row.user)
}

fn what_cell(row: &EventRow) -> AnyView {
    let what = event_summary(row);
    let error = (!row.error.is_empty()).then(|| {
        let gap = (!what.is_empty()).then_some(" · ");
        view! { {gap} <span class="bad">{cell_text(&row.error)}</span> }
    });
    view! { <span title=what.clone()>{what.clone()} {error}</span> }.into_any()
}

/// The fields that the line *what* is made of.
fn what_values(row: &EventRow) -> Vec<(Field, String)> {
    let EventRow { host, file, target, service, error, .. } = row;
    let fields = [
        (TextField::Host, host),
        (TextField::File, file),
        (TextField::Target, target),
        (TextField::Service, service),
        (TextField::Error, error),
    ];
    fields.map(|(field, value)| (Field::Text(field), value.clone())).to_vec()
}

fn size(app: App, row: &EventRow) -> AnyView {
    let language = app.language.get();
    match (row.size, row.moves) {
        (Some(size), _) => {
            let exact = bytes_in_full(language, size.into());
            view! { <span title=exact>{units::bytes(size.into())}</span> }.into_any()
        }
        (None, Some(_)) => view! { <span class="unknown">{say!(language, "unknown")}</span> }.into_any(),
        (None, None) => ().into_any(),
    }
}

fn moves(app: App, row: &EventRow) -> AnyView {
    let name = |endpoint: Endpoint| endpoint_name(app.language.get(), endpoint.id());
    match row.moves {
        Some((from, to)) => text_cell(&format!("{} → {}", name(from), name(to))),
        None => ().into_any(),
    }
}
