//! Each transfer in a row.

use crate::context::App;
use crate::widgets::cell::{id_cell, text_cell, time_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::TransferPage;
use sessionscope::filter::Field;
use sessionscope::model::TextField;
use sessionscope::model::time::rfc3339;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::units::number;
use sessionscope::text::way_name;

fn columns(app: App) -> Vec<Column<EventRow>> {
    let time = move |row: &EventRow| {
        time_cell(app, row.time_ms, usize::MAX, || say!(app.language.get(), "transfers-undated"))
    };
    let way = move |row: &EventRow| {
        let family = row.family;
        let way = row.moves.map(|moves| way_name(app.language.get(), moves));
        view! {
            <span title=way.clone()>
                <Glyph family />
                {way.clone()}
            </span>
        }
        .into_any()
    };
    let file = move |row: &EventRow| match row.file.is_empty() {
        false => text_cell(&row.file),
        true => view! { <em>{say!(app.language.get(), "transfers-not-recorded")}</em> }.into_any(),
    };
    let size = move |row: &EventRow| match row.size {
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
        .of_field(Field::Time, |row| row.time_ms.map(rfc3339).unwrap_or_default()),
        Column::new(
            "user",
            "minmax(120px, 1fr)",
            move || say!(app.language.get(), "transfers-user"),
            |row: &EventRow| text_cell(&row.user),
        )
        .of_field(Field::Text(TextField::User), |row| row.user.clone()),
        Column::new(
            "way",
            "minmax(200px, 1.4fr)",
            move || say!(app.language.get(), "transfers-from-to"),
            way,
        )
        .of_field(Field::Text(TextField::Activity), |row| row.activity.clone()),
        Column::new("file", "minmax(140px, 1.6fr)", move || say!(app.language.get(), "transfers-file"), file)
            .of_field(Field::Text(TextField::File), |row| row.file.clone()),
        Column::new("size", "88px", move || say!(app.language.get(), "transfers-size"), size)
            .numeric()
            .of_field(Field::Size, |row| row.size.map(|size| size.to_string()).unwrap_or_default()),
        Column::new(
            "session",
            "112px",
            move || say!(app.language.get(), "transfers-session"),
            |row: &EventRow| id_cell(&row.session),
        )
        .of_field(Field::Text(TextField::Session), |row| row.session.clone()),
    ]
}

/// The table of transfers.
#[component]
pub fn TransferTable() -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let answers = app.ask(move || Some(TransferPage { window: scroll.window() }));
    let page = answers.page();
    let chosen = app.pick(|state| state.selected);
    // Known only while the selected row is among those that are here.
    let selected = Memo::new(move |_| {
        let chosen = chosen.get()?;
        page.with(|page| page.as_ref()?.find(|row| row.row == chosen).map(|(index, _)| index))
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let label = words!(app.language, "transfers-table");
    let on_select = move |_, row: &EventRow| app.act(Action::Select(Some(row.row)));
    let columns = move || columns(app);
    view! {
        <section class="transfers-rows" aria-label=label>
            <header>
                <h2>{label}</h2>
                <span class="bars-distinct" aria-live="polite">
                    {move || number(u64::from(total.get()))}
                </span>
            </header>
            <VirtualTable
                id="transfers"
                label
                columns
                page
                scroll
                selected
                on_select
                event_of=|row: &EventRow| (row.row, row.time_ms)
                is_stale=answers.is_stale
            />
        </section>
    }
}
