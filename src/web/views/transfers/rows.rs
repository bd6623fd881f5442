//! Each transfer in a row.

use crate::context::App;
use crate::widgets::cell::{id_cell, text_cell, time_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{TransferPage, TransferRow};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units;
use sessionscope::text::units::number;
use sessionscope::text::way_name;

fn columns(app: App) -> Vec<Column<TransferRow>> {
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
        ),
        Column::new(
            "user",
            "minmax(120px, 1fr)",
            move || say!(app.language.get(), "transfers-user"),
            |row: &TransferRow| text_cell(&row.event.user),
        ),
        Column::new(
            "way",
            "minmax(200px, 1.4fr)",
            move || say!(app.language.get(), "transfers-from-to"),
            way,
        ),
        Column::new("file", "minmax(140px, 1.6fr)", move || say!(app.language.get(), "transfers-file"), file),
        Column::new("size", "88px", move || say!(app.language.get(), "transfers-size"), size).numeric(),
        Column::new(
            "session",
            "112px",
            move || say!(app.language.get(), "transfers-session"),
            |row: &TransferRow| id_cell(&row.event.session),
        ),
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
        page.with(|page| page.as_ref()?.find(|row| row.event.row == chosen).map(|(index, _)| index))
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let label = words!(app.language, "transfers-table");
    let on_select = move |_, row: &TransferRow| app.act(Action::Select(Some(row.event.row)));
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
                is_stale=answers.is_stale
            />
        </section>
    }
}
