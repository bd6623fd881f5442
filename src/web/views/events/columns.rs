//! The columns of the table of events.

use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell, text_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::model::Endpoint;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::{EventColumn, EventTable};
use sessionscope::text::units;
use sessionscope::text::{bytes_in_full, endpoint_name, event_summary, family_name, field_name, time_in};

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
pub fn columns(app: App, table: &EventTable, sort: Sort) -> Vec<Column<EventRow>> {
    let shown = EventColumn::ALL.into_iter().filter(|column| table.shows(*column));
    [time(app).sorted(sort), activity(app)].into_iter().chain(shown.map(|it| column(app, it))).collect()
}

fn time(app: App) -> Column<EventRow> {
    let heading = move || say!(app.language.get(), "events-column-time", zone = app.zone.get().label());
    Column::new("time", "188px", heading, move |row: &EventRow| match row.time_ms {
        Some(time) => time_in(app.zone.get(), time).into_any(),
        None => {
            view! { <span class="unknown">{say!(app.language.get(), "events-undated")}</span> }.into_any()
        }
    })
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
}

fn column(app: App, column: EventColumn) -> Column<EventRow> {
    let heading = move || column_name(app, column);
    let new = |width, cell: fn(App, &EventRow) -> AnyView| {
        Column::new(column.id(), width, heading, move |row| cell(app, row))
    };
    match column {
        EventColumn::User => new("minmax(96px, 0.8fr)", user),
        EventColumn::Session => new("84px", |_, row| id_cell(&row.session)),
        EventColumn::ClientIp => new("108px", |_, row| text_cell(&row.client_ip)),
        EventColumn::What => new("minmax(200px, 2fr)", |_, row| what_cell(row)),
        EventColumn::Size => new("80px", size).numeric(),
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
