//! The columns of the table of transfers.

use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell, text_cell, time_cell};
use crate::widgets::context_menu::look_around;
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::audit::flows::MatchBasis;
use sessionscope::engine::requests::{InLegRow, TransferOrigin, TransferRow};
use sessionscope::filter::Field;
use sessionscope::model::time::{TimeMs, rfc3339};
use sessionscope::model::{RowId, TextField};
use sessionscope::query::event_column::EventColumn;
use sessionscope::query::event_field::EventField;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::{endpoint_name, match_basis_explained, unmatched_explained, way_name};
use web_sys::MouseEvent;

/// How many minutes before and after a transfer are one click away; its menu has others.
const MINUTES_AROUND: i64 = 5;

/// How the table is sorted, and which way round.
pub type Order = RwSignal<(EventColumn, bool)>;

/// The columns; those of what the engine can sort by sort.
pub fn columns(app: App, order: Order) -> Vec<Column<TransferRow>> {
    let sort = move |by: EventColumn| Sort::by(order, by, by.is_most_first());
    let by_text = move |field| sort(EventColumn::Field(EventField::Text(field)));
    let time = move |row: &TransferRow| {
        time_cell(app, row.event.time_ms, usize::MAX, || say!(app.language.get(), "transfers-undated"))
    };
    let way = move |row: &TransferRow| {
        let family = row.event.family;
        let way = row.event.moves.map(|moves| way_name(app.language.get(), moves));
        view! {
            <span title=way.clone()>
                <Glyph family />
                {way.clone()}
            </span>
        }
        .into_any()
    };
    let file = move |row: &TransferRow| match row.event.file.is_empty() {
        false => text_cell(&row.event.file),
        true => view! { <em>{say!(app.language.get(), "transfers-not-recorded")}</em> }.into_any(),
    };
    let size = move |row: &TransferRow| match row.event.size {
        Some(size) => units::bytes(u128::from(size)).into_any(),
        None => view! { <em class="unknown">{say!(app.language.get(), "unknown")}</em> }.into_any(),
    };
    vec![
        Column::new(
            "time",
            "200px",
            move || say!(app.language.get(), "chart-time", zone = app.zone.get().label()),
            time,
        )
        .sorted(sort(EventColumn::Field(EventField::Time)))
        .of_field(Field::Time, |row| row.event.time_ms.map(rfc3339).unwrap_or_default()),
        Column::new(
            "user",
            "minmax(120px, 1fr)",
            move || say!(app.language.get(), "transfers-user"),
            |row: &TransferRow| text_cell(&row.event.user),
        )
        .sorted(by_text(TextField::User))
        .of_field(Field::Text(TextField::User), |row| row.event.user.clone()),
        Column::new(
            "way",
            "minmax(200px, 1.4fr)",
            move || say!(app.language.get(), "transfers-from-to"),
            way,
        )
        .sorted(sort(EventColumn::Moves))
        .of_field(Field::Text(TextField::Activity), |row| row.event.activity.clone()),
        Column::new("file", "minmax(140px, 1.6fr)", move || say!(app.language.get(), "transfers-file"), file)
            .sorted(by_text(TextField::File))
            .of_field(Field::Text(TextField::File), |row| row.event.file.clone()),
        Column::new("size", "88px", move || say!(app.language.get(), "transfers-size"), size)
            .numeric()
            .sorted(sort(EventColumn::Field(EventField::Size)))
            .of_field(Field::Size, |row| row.event.size.map(|size| size.to_string()).unwrap_or_default()),
        Column::new(
            "origin",
            "minmax(180px, 1.4fr)",
            move || say!(app.language.get(), "transfers-came-from"),
            move |row: &TransferRow| row.origin.clone().map(|origin| origin_cell(app, origin)).into_any(),
        ),
        Column::new(
            "around",
            "64px",
            move || say!(app.language.get(), "transfers-around"),
            move |row: &TransferRow| around_cell(app, row.event.row, row.event.time_ms),
        ),
        Column::new(
            "session",
            "112px",
            move || say!(app.language.get(), "transfers-session"),
            |row: &TransferRow| id_cell(&row.event.session),
        )
        .sorted(by_text(TextField::Session))
        .of_field(Field::Text(TextField::Session), |row| row.event.session.clone()),
    ]
}

/// A button to what happened five minutes before and after.
fn around_cell(app: App, row: RowId, time_ms: Option<TimeMs>) -> AnyView {
    let Some(time_ms) = time_ms else { return ().into_any() };
    let label = say!(app.language.get(), "menu-around", minutes = MINUTES_AROUND);
    let go = move |event: MouseEvent| {
        event.stop_propagation();
        look_around(app, row, time_ms, MINUTES_AROUND);
    };
    view! {
        <button type="button" class="link" tabindex="-1" aria-label=label.clone() title=label on:click=go>
            {format!("±{MINUTES_AROUND}")}
        </button>
    }
    .into_any()
}

/// Where something that left came from: the event with which it came is a click away.
fn origin_cell(app: App, origin: TransferOrigin) -> AnyView {
    let language = app.language.get();
    let place = |leg: &InLegRow| match leg.site.is_empty() {
        true => endpoint_name(language, leg.from.id()),
        false => cell_text(&leg.site),
    };
    let (leg, basis) = match origin {
        TransferOrigin::CameFrom(leg, basis) => (leg, basis),
        TransferOrigin::Unmatched(reason, leg) => {
            let explained = unmatched_explained(language, reason);
            let said = match &leg {
                Some(leg) => say!(language, "transfers-other-size", place = place(leg)),
                None => say!(language, "unknown"),
            };
            return view! { <span class="unknown" title=explained>{said}</span> }.into_any();
        }
    };
    let explained = match_basis_explained(language, basis);
    // What the name alone tells may be another file: that is seen.
    let said = match basis {
        MatchBasis::NameAndSize => place(&leg),
        MatchBasis::Name => say!(language, "transfers-by-name", place = place(&leg)),
    };
    // The row of the table selects what left; this selects what came.
    let go = move |event: MouseEvent| {
        event.stop_propagation();
        app.act(Action::Select(Some(leg.row)));
    };
    view! {
        <button type="button" class="link" tabindex="-1" title=explained on:click=go>{said}</button>
    }
    .into_any()
}
