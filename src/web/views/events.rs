//! The view of the events tab: the table of all events in scope.

mod columns;

use crate::answers::StoreVersion;
use crate::context::App;
use crate::marks::Marks;
use crate::widgets::column_chooser::{ColumnChooser, shown_columns};
use crate::widgets::empty_state::EmptyState;
use crate::widgets::event_column::fields;
use crate::widgets::virtual_table::{TableScroll, VirtualTable, sort_of};
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::Scope;
use sessionscope::engine::requests::{EventPage, EventPosition};
use sessionscope::export::table::ViewTable;
use sessionscope::model::RowId;
use sessionscope::query::answer::EventRow;
use sessionscope::query::event_column::{EventColumn, EventSort};
use sessionscope::query::table_sort::TableSort;
use sessionscope::say;
use sessionscope::state::{Action, TableId};
use sessionscope::text::plural;
use sessionscope::text::units;

/// What decides which row has which index.
type Order = (Scope, EventSort, StoreVersion);

/// The events view.
#[component]
pub fn Events() -> impl IntoView {
    let (app, marks) = (App::get(), Marks::get());
    let sorted = sort_of(app, TableId::Events);
    let sort = Memo::new(move |_| sorted.get().of_column(EventColumn::from_id).unwrap_or_default());
    let shown = shown_columns(app, TableId::Events);
    let event_columns = move || {
        shown.with(|shown| shown.iter().filter_map(|id| EventColumn::from_id(id)).collect::<Vec<_>>())
    };
    let is_latest_first = move || sort.get() == EventSort::LATEST_FIRST;
    let turn = move |_| {
        let turned = if is_latest_first() { EventSort::default() } else { EventSort::LATEST_FIRST };
        let turned = TableSort { column: turned.column.id(), descending: turned.descending };
        app.act(Action::SortTable(TableId::Events, turned));
    };

    let scroll = TableScroll::new();
    let fields = Memo::new(move |_| fields(event_columns().into_iter()));
    let answers =
        app.ask(move || Some(EventPage { window: scroll.window(), sort: sort.get(), fields: fields.get() }));
    let page = answers.page();
    // Rows of another window are still right; rows of another scope or order are not.
    let is_stale = Memo::new(move |_| {
        answers.latest.with(|latest| {
            latest
                .as_ref()
                .is_some_and(|latest| latest.request.sort != sort.get() || latest.scope != app.scope.get())
        })
    });
    // What was selected here stands where it was; of what was selected elsewhere the engine knows the index.
    let selected_row = app.pick(|state| state.selected);
    let known = RwSignal::new(None::<(RowId, u32, Order)>);
    let order = Memo::new(move |_| (app.scope.get(), sort.get(), app.version.get()));
    let known_index = Memo::new(move |_| {
        let (row, index, then) = known.get()?;
        (Some(row) == selected_row.get() && then == order.get()).then_some(index)
    });
    let index = app.ask(move || {
        let sort = sort.get();
        let row = selected_row.get().filter(|_| known_index.get().is_none());
        row.map(|row| EventPosition { row, sort })
    });
    let selected = Memo::new(move |_| {
        let row = selected_row.get()?;
        if let Some(index) = known_index.get() {
            return Some(index);
        }
        index.latest.with(|latest| {
            let latest = latest.as_ref()?;
            let is_now =
                latest.request == EventPosition { row, sort: sort.get() } && latest.scope == app.scope.get();
            latest.response.filter(|_| is_now)
        })
    });
    let select = move |index, row: &EventRow| {
        known.set(Some((row.row, index, order.get_untracked())));
        app.act(Action::Select(Some(row.row)));
    };
    let is_drawer_open = app.pick(|state| state.is_drawer_open);
    let columns = move || columns::columns(app, marks, &event_columns(), sorted);
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let count = move || {
        let number = u128::from(total.get().unwrap_or_default());
        say!(app.language.get(), "events-count", number = plural(number), count = units::grouped(number))
    };
    VisibleContent::get().add_table(move || ViewTable::Events { columns: event_columns(), sort: sort.get() });
    view! {
        <section class="events" aria-label=words!(app.language, "events-label")>
            <div class="view-bar">
                <p class="second" role="status">{count}</p>
                <div class="view-bar-end">
                    <button
                        type="button"
                        class="plain"
                        aria-pressed=move || is_latest_first().to_string()
                        on:click=turn
                    >
                        {words!(app.language, "events-newest-first")}
                    </button>
                    <ColumnChooser table=TableId::Events shown name_of=columns::name_of_id />
                </div>
            </div>
            <Show
                when=move || total.get() != Some(0)
                fallback=move || view! { <EmptyState words=words!(app.language, "events-none") /> }
            >
                <VirtualTable
                    id=TableId::Events.id()
                    label=words!(app.language, "events-label")
                    columns=columns
                    page=page
                    scroll=scroll
                    selected=selected
                    selects_on_move=is_drawer_open
                    is_stale=is_stale
                    on_select=select
                    event_of=|row: &EventRow| (row.row, row.time_ms)
                />
            </Show>
        </section>
    }
}
