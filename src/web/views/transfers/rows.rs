//! Each transfer in a row.

use super::columns::{Order, columns};
use crate::context::App;
use crate::widgets::virtual_table::{TableScroll, VirtualTable};
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{TransferPage, TransferRow};
use sessionscope::export::table::ViewTable;
use sessionscope::query::event_column::EventSort;
use sessionscope::state::Action;
use sessionscope::text::units::number;

/// The table of transfers.
#[component]
pub fn TransferTable() -> impl IntoView {
    let app = App::get();
    let EventSort { column, descending } = EventSort::default();
    let order: Order = RwSignal::new((column, descending));
    let sort = move || {
        let (column, descending) = order.get();
        EventSort { column, descending }
    };
    VisibleContent::get().add_table(move || ViewTable::Transfers { sort: sort() });
    let scroll = TableScroll::new();
    let answers = app.ask(move || Some(TransferPage { window: scroll.window(), sort: sort() }));
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
    let columns = move || columns(app, order);
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
                event_of=|row: &TransferRow| (row.event.row, row.event.time_ms)
                is_stale=answers.is_stale
            />
        </section>
    }
}
