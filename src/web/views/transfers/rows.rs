//! Each transfer in a row.

use super::columns::{columns, name_of_id};
use crate::context::App;
use crate::widgets::column_chooser::{ColumnChooser, shown_columns};
use crate::widgets::event_column::fields;
use crate::widgets::virtual_table::{TableScroll, VirtualTable, sort_of};
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{TransferPage, TransferRow};
use sessionscope::export::table::ViewTable;
use sessionscope::query::transfer_column::TransferColumn;
use sessionscope::state::{Action, TableId};
use sessionscope::text::units::number;

/// The table of transfers.
#[component]
pub fn TransferTable() -> impl IntoView {
    let app = App::get();
    let sorted = sort_of(app, TableId::Transfers);
    let sort = Memo::new(move |_| sorted.get().of_column(TransferColumn::from_id).unwrap_or_default());
    let names = shown_columns(app, TableId::Transfers);
    let shown = move || {
        names.with(|names| names.iter().filter_map(|id| TransferColumn::from_id(id)).collect::<Vec<_>>())
    };
    VisibleContent::get().add_table(move || ViewTable::Transfers { columns: shown(), sort: sort.get() });
    let scroll = TableScroll::new();
    let event_column = |column: TransferColumn| match column {
        TransferColumn::Event(column) => Some(column),
        TransferColumn::CameFrom | TransferColumn::Around => None,
    };
    let fields = Memo::new(move |_| fields(shown().into_iter().filter_map(event_column)));
    let answers = app
        .ask(move || Some(TransferPage { window: scroll.window(), sort: sort.get(), fields: fields.get() }));
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
    let columns = move || columns(app, &shown(), sorted);
    view! {
        <section class="transfers-rows" aria-label=label>
            <header>
                <h2>{label}</h2>
                <span class="bars-distinct" aria-live="polite">
                    {move || number(u64::from(total.get()))}
                </span>
                <ColumnChooser table=TableId::Transfers shown=names name_of=name_of_id />
            </header>
            <VirtualTable
                id=TableId::Transfers.id()
                label
                columns
                page
                scroll
                selected
                on_select
                event_of=|row: &TransferRow| (row.event.row, row.event.time_ms)
                is_stale=answers.is_stale
            />
        </section>
    }
}
