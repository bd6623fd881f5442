//! The view of the sessions tab: the table of sessions, and the story of the one that is selected.

mod columns;
mod story;

use crate::context::App;
use crate::found::Found;
use crate::widgets::column_chooser::{ColumnChooser, shown_columns};
use crate::widgets::empty_state::EmptyState;
use crate::widgets::virtual_table::{TableScroll, VirtualTable, sort_of};
use crate::widgets::visible_content::VisibleContent;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::{SessionLookup, SessionPage};
use sessionscope::export::table::ViewTable;
use sessionscope::query::answer::{SessionField, SessionRow};
use sessionscope::say;
use sessionscope::state::{TableId, session_field};
use sessionscope::text::plural;
use sessionscope::text::units::number;

/// The sessions view.
#[component]
pub fn Sessions() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let sorted = sort_of(app, TableId::Sessions);
    let sort = Memo::new(move |_| sorted.get().of_column(session_field).unwrap_or_default());
    let chosen = RwSignal::new(None::<SessionRow>);
    let names = shown_columns(app, TableId::Sessions);
    VisibleContent::get().add_table(move || {
        let columns = names.with(|names| names.iter().filter_map(|name| session_field(name)).collect());
        ViewTable::Sessions { columns, sort: sort.get() }
    });
    let scroll = TableScroll::new();
    let answers = app.ask(move || {
        let sort = sort.get();
        // Which there are is known once everything has been read.
        let is_by_findings = sort.column == SessionField::Findings && app.is_read.get();
        let findings = is_by_findings.then(|| app.audit.get());
        Some(SessionPage { sort, findings, window: scroll.window() })
    });
    let page = answers.page();
    let findings = Found::get().ask_of_rows(page);
    let key = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref().map(|it| (it.system, it.id.clone()))));
    // A session grows while files are read, and may come to have another id: what is said of it now is shown.
    let told = app.ask(move || key.get().map(|(system, id)| SessionLookup { system, id }));
    let shown = Memo::new(move |_| {
        let now = key.with(|key| {
            let (system, id) = key.as_ref()?;
            told.latest.with(|latest| {
                let latest = latest.as_ref()?;
                let is_of_chosen = (&latest.request.system, &latest.request.id) == (system, id);
                latest.response.as_ref().clone().filter(|_| is_of_chosen)
            })
        });
        now.or_else(|| chosen.get())
    });
    let selected = Memo::new(move |_| {
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let is_it = |row: &SessionRow| (row.system, &row.id) == (shown.system, &shown.id);
            page.with(|page| page.as_ref()?.find(is_it).map(|(index, _)| index))
        })
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let is_none = Memo::new(move |_| total.get() == Some(0));
    let summary = move || {
        let count = u64::from(total.get().unwrap_or_default());
        say!(language.get(), "sessions-summary", number = plural(u128::from(count)), count = number(count))
    };
    let on_select = move |_, row: &SessionRow| chosen.set(Some(row.clone()));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <section class="sessions" aria-label=words!(language, "tab-sessions")>
            <div class="view-bar">
                <p class="second" aria-live="polite">
                    {summary} " "
                    <Show when=move || !is_none.get() && chosen.with(Option::is_none)>
                        <span class="sessions-hint">{words!(language, "sessions-choose")}</span>
                    </Show>
                </p>
                <ColumnChooser table=TableId::Sessions shown=names name_of=columns::column_name />
            </div>
            <Show when=move || !is_none.get() fallback=move || view! { <EmptyState words=words!(language, "sessions-blank") /> }>
                <VirtualTable
                    id=TableId::Sessions.id()
                    label=words!(language, "sessions-table")
                    columns=move || names.with(|names| columns::columns(app, sorted, findings, names))
                    page
                    scroll
                    selected
                    on_select
                    is_stale=answers.is_stale
                />
            </Show>
            {move || key.get().map(|(system, id)| view! { <story::Story system id session=shown on_close=close /> })}
        </section>
    }
}
