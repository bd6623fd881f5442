//! The columns of the table of transfers.

use crate::context::App;
use crate::widgets::cell::{cell_text, text_cell};
use crate::widgets::context_menu::look_around;
use crate::widgets::event_column::{column_name, event_column};
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::audit::flows::MatchBasis;
use sessionscope::engine::requests::{InLegRow, TransferOrigin, TransferRow};
use sessionscope::filter::Field;
use sessionscope::model::time::TimeMs;
use sessionscope::model::{RowId, TextField};
use sessionscope::query::event_column::EventColumn;
use sessionscope::query::event_field::EventField;
use sessionscope::query::table_sort::TableSort;
use sessionscope::query::transfer_column::TransferColumn;
use sessionscope::say;
use sessionscope::state::{Action, TableId};
use sessionscope::text::{endpoint_name, match_basis_explained, unmatched_explained, way_name};
use web_sys::MouseEvent;

/// How many minutes before and after a transfer are one click away; its menu has others.
const MINUTES_AROUND: i64 = 5;

/// What the column of this name is called where it is chosen.
pub fn name_of_id(app: App, id: &'static str) -> String {
    TransferColumn::from_id(id).map(|column| name(app, column)).unwrap_or_default()
}

fn name(app: App, column: TransferColumn) -> String {
    match column {
        TransferColumn::Event(column) => column_name(app, column),
        TransferColumn::CameFrom => say!(app.language.get(), "transfers-came-from"),
        TransferColumn::Around => say!(app.language.get(), "transfers-around"),
    }
}

/// The columns that are shown. Each sorts that holds something.
pub fn columns(
    app: App,
    shown: &[TransferColumn],
    sorted: Memo<TableSort<&'static str>>,
) -> Vec<Column<TransferRow>> {
    let column = |column: &TransferColumn| {
        let new = column_of(app, *column);
        match column.sorts() {
            true => new.sorted(Sort::of_table(app, TableId::Transfers, sorted, column.id())),
            false => new,
        }
    };
    shown.iter().map(column).collect()
}

fn column_of(app: App, column: TransferColumn) -> Column<TransferRow> {
    type Cell = fn(App, &TransferRow) -> AnyView;
    let new = |width, cell: Cell| {
        Column::new(column.id(), width, move || name(app, column), move |row| cell(app, row))
    };
    match column {
        TransferColumn::CameFrom => new("minmax(180px, 1.4fr)", |app, row| {
            row.origin.clone().map(|origin| origin_cell(app, origin)).into_any()
        }),
        TransferColumn::Around => new("64px", |app, row| around_cell(app, row.event.row, row.event.time_ms)),
        TransferColumn::Event(EventColumn::Moves) => new("minmax(200px, 1.4fr)", way_cell)
            .of_field(Field::Text(TextField::Activity), |row| row.event.activity.clone()),
        TransferColumn::Event(EventColumn::Field(EventField::Text(TextField::File))) => {
            new("minmax(140px, 1.6fr)", file_cell)
                .of_field(Field::Text(TextField::File), |row| row.event.file.clone())
        }
        TransferColumn::Event(column) => event_column(app, column, |row: &TransferRow| &row.event),
    }
}

/// The sign of its family, and from where to where.
fn way_cell(app: App, row: &TransferRow) -> AnyView {
    let family = row.event.family;
    let way = row.event.moves.map(|moves| way_name(app.language.get(), moves));
    view! {
        <span title=way.clone()>
            <Glyph family />
            {way.clone()}
        </span>
    }
    .into_any()
}

/// Of which file: of some it is not recorded.
fn file_cell(app: App, row: &TransferRow) -> AnyView {
    match row.event.file.is_empty() {
        false => text_cell(&row.event.file),
        true => view! { <em>{say!(app.language.get(), "transfers-not-recorded")}</em> }.into_any(),
    }
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
