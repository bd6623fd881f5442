//! The view of the sites tab: the hosts that were visited, and who was at the one that is selected.

mod columns;
mod matrix;
mod users;

use crate::context::App;
use crate::widgets::column_chooser::{ColumnChooser, shown_columns};
use crate::widgets::empty_state::EmptyState;
use crate::widgets::virtual_table::{TableScroll, VirtualTable, sort_of};
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SitePage;
use sessionscope::export::table::ViewTable;
use sessionscope::query::answer::SiteRow;
use sessionscope::say;
use sessionscope::state::{TableId, site_field};
use sessionscope::text::plural;
use sessionscope::text::units::number;

/// The sites view.
#[component]
pub fn Sites() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let sorted = sort_of(app, TableId::Sites);
    let sort = Memo::new(move |_| sorted.get().of_column(site_field).unwrap_or_default());
    let chosen = RwSignal::new(None::<String>);
    let names = shown_columns(app, TableId::Sites);
    VisibleContent::get().add_table(move || {
        let columns = names.with(|names| names.iter().filter_map(|name| site_field(name)).collect());
        ViewTable::Sites { columns, sort: sort.get() }
    });
    let scroll = TableScroll::new();
    let answers = app.ask(move || Some(SitePage { sort: sort.get(), window: scroll.window() }));
    let page = answers.page();
    let selected = Memo::new(move |_| {
        chosen.with(|chosen| {
            let host = chosen.as_ref()?;
            page.with(|page| page.as_ref()?.find(|row: &SiteRow| row.host == *host).map(|(index, _)| index))
        })
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let is_none = Memo::new(move |_| total.get() == Some(0));
    let summary = move || {
        let count = u64::from(total.get().unwrap_or_default());
        say!(language.get(), "sites-summary", number = plural(count.into()), count = number(count))
    };
    let on_select = move |_, row: &SiteRow| chosen.set(Some(row.host.clone()));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <section class="sites" aria-label=words!(language, "tab-sites")>
            <div class="view-bar">
                <p class="second" aria-live="polite">
                    {summary} " "
                    <Show when=move || !is_none.get() && chosen.with(Option::is_none)>
                        <span class="sessions-hint">{words!(language, "sites-choose")}</span>
                    </Show>
                </p>
                <ColumnChooser table=TableId::Sites shown=names name_of=columns::column_name />
            </div>
            <Show when=move || !is_none.get() fallback=move || view! { <EmptyState words=words!(language, "sites-blank") /> }>
                <VirtualTable
                    id=TableId::Sites.id()
                    label=words!(language, "sites-table")
                    columns=move || names.with(|names| columns::columns(app, sorted, names))
                    page
                    scroll
                    selected
                    on_select
                    is_stale=answers.is_stale
                />
            </Show>
            <matrix::Matrix sort />
            {move || chosen.get().map(|host| view! { <users::Users host on_close=close /> })}
        </section>
    }
}
