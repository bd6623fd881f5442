//! What is known from records that are no events: data points, settings, the history of sessions, and who
//! has which WorkSpace. Each kind has a table, if there is any of it.

use super::FittedTable;
use crate::context::App;
use crate::widgets::cell::{cell_text, joined};
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use leptos::prelude::*;
use sessionscope::engine::requests::FactPage;
use sessionscope::model::fact::{Fact, LoggedEvents};
use sessionscope::query::facts::FactKind;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::time_in;
use sessionscope::text::units::grouped;

/// The facts of a kind; nothing where there are none.
#[component]
pub fn Facts(kind: FactKind) -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let page = app.ask(move || Some(FactPage { kind, window: scroll.window() })).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let chosen = RwSignal::new(None::<u32>);
    let label = Signal::derive(move || title(app.language.get(), kind));
    view! {
        <Show when=move || total.get() != 0>
            <div class="evidence-head">
                <h2>{label}</h2>
                <span class="second">{move || grouped(total.get().into())}</span>
            </div>
            <p class="second facts-words">{move || words(app.language.get(), kind)}</p>
            <FittedTable total>
                <VirtualTable
                    id=id(kind)
                    label
                    columns=move || columns(app, kind)
                    page=page
                    scroll=scroll
                    selected=Signal::derive(move || chosen.get())
                    on_select=move |index, _| chosen.set(Some(index))
                />
            </FittedTable>
        </Show>
    }
}

const fn id(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Metrics => "metrics",
        FactKind::SessionLoggers => "loggers",
        FactKind::SessionHistory => "history",
        FactKind::Workspaces => "workspaces",
        FactKind::Identities => "identities",
    }
}

fn title(language: Language, kind: FactKind) -> String {
    match kind {
        FactKind::Metrics => say!(language, "facts-metrics"),
        FactKind::SessionLoggers => say!(language, "facts-loggers"),
        FactKind::SessionHistory => say!(language, "facts-history"),
        FactKind::Workspaces => say!(language, "facts-workspaces"),
        FactKind::Identities => say!(language, "facts-identities"),
    }
}

/// What they are, and what they are not.
fn words(language: Language, kind: FactKind) -> String {
    match kind {
        FactKind::Metrics => say!(language, "facts-metrics-words"),
        FactKind::SessionLoggers => say!(language, "facts-loggers-words"),
        FactKind::SessionHistory => say!(language, "facts-history-words"),
        FactKind::Workspaces => say!(language, "facts-workspaces-words"),
        FactKind::Identities => say!(language, "facts-identities-words"),
    }
}

/// A value of a fact.
enum Cell<'a> {
    Text(&'a str),
    Time(Option<i64>),
    Events(&'a LoggedEvents),
}

/// The values of a fact, in the order of the columns of its kind.
fn cells(fact: &Fact) -> Vec<Cell<'_>> {
    match fact {
        Fact::Metric(point) => vec![
            Cell::Text(&point.portal),
            Cell::Text(&point.metric),
            Cell::Time(point.time),
            Cell::Text(&point.sum),
            Cell::Text(&point.samples),
        ],
        Fact::SessionLoggerSettings(logger) => vec![
            Cell::Text(&logger.name),
            Cell::Events(&logger.events),
            Cell::Text(&logger.destination),
            Cell::Text(&logger.arn),
        ],
        Fact::SessionHistory(entry) => vec![
            Cell::Text(&entry.session),
            Cell::Text(&entry.target),
            Cell::Text(&entry.status),
            Cell::Time(entry.start),
            Cell::Time(entry.end),
            Cell::Text(&entry.owner),
            Cell::Text(&entry.reason),
        ],
        Fact::Workspace { id, user } => vec![Cell::Text(id), Cell::Text(user)],
        Fact::Identity(row) => vec![Cell::Text(&row.person), Cell::Text(&row.system), Cell::Text(&row.user)],
        // It is in no list.
        Fact::Chain(_) | Fact::Rules { .. } => Vec::new(),
    }
}

fn columns(app: App, kind: FactKind) -> Vec<Column<Fact>> {
    let column = move |index: usize,
                       key: &'static str,
                       width: &'static str,
                       heading: fn(Language, String) -> String| {
        let heading = move || heading(app.language.get(), app.zone.get().label());
        Column::new(key, width, heading, move |fact: &Fact| {
            cells(fact).into_iter().nth(index).map_or_else(|| ().into_any(), |cell| shown(app, cell))
        })
    };
    match kind {
        FactKind::Metrics => vec![
            column(0, "portal", "minmax(120px, 1fr)", |language, _| say!(language, "facts-portal")),
            column(1, "metric", "minmax(160px, 1.4fr)", |language, _| say!(language, "facts-metric")),
            column(2, "time", "188px", |language, zone| say!(language, "facts-time", zone = zone)),
            column(3, "sum", "112px", |language, _| say!(language, "facts-sum")).numeric(),
            column(4, "samples", "112px", |language, _| say!(language, "facts-samples")).numeric(),
        ],
        FactKind::SessionLoggers => vec![
            column(0, "name", "minmax(120px, 0.8fr)", |language, _| say!(language, "facts-name")),
            column(1, "events", "minmax(200px, 2fr)", |language, _| say!(language, "facts-events")),
            column(2, "destination", "minmax(140px, 1fr)", |language, _| say!(language, "facts-destination")),
            column(3, "arn", "minmax(140px, 1fr)", |language, _| say!(language, "facts-arn")),
        ],
        FactKind::SessionHistory => vec![
            column(0, "session", "minmax(180px, 1.4fr)", |language, _| say!(language, "facts-session")),
            column(1, "target", "minmax(120px, 0.8fr)", |language, _| say!(language, "facts-target")),
            column(2, "status", "96px", |language, _| say!(language, "facts-status")),
            column(3, "start", "188px", |language, zone| say!(language, "facts-start", zone = zone)),
            column(4, "end", "188px", |language, zone| say!(language, "facts-end", zone = zone)),
            column(5, "owner", "minmax(140px, 1fr)", |language, _| say!(language, "facts-owner")),
            column(6, "reason", "minmax(100px, 0.8fr)", |language, _| say!(language, "facts-reason")),
        ],
        FactKind::Workspaces => vec![
            column(0, "workspace", "minmax(160px, 1fr)", |language, _| say!(language, "facts-workspace")),
            column(1, "user", "minmax(160px, 1fr)", |language, _| say!(language, "facts-user")),
        ],
        FactKind::Identities => vec![
            column(0, "person", "minmax(160px, 1fr)", |language, _| say!(language, "facts-person")),
            column(1, "system", "minmax(120px, 0.8fr)", |language, _| say!(language, "facts-system")),
            column(2, "user", "minmax(160px, 1fr)", |language, _| say!(language, "facts-user")),
        ],
    }
}

fn shown(app: App, cell: Cell<'_>) -> AnyView {
    let language = app.language.get();
    let text = match cell {
        Cell::Text(text) if !text.is_empty() => cell_text(text),
        Cell::Time(Some(time)) => time_in(&app.zone.get(), time),
        Cell::Events(LoggedEvents::Only(events)) => joined(events),
        Cell::Events(LoggedEvents::All) => say!(language, "facts-all-events"),
        Cell::Events(LoggedEvents::NotSaid) => {
            let why = say!(language, "facts-events-not-here-why");
            let words = say!(language, "facts-events-not-here");
            return view! { <span class="unknown" title=why>{words}</span> }.into_any();
        }
        Cell::Text(_) | Cell::Time(None) => {
            return view! { <span class="faint">{say!(language, "facts-not-said")}</span> }.into_any();
        }
    };
    view! { <span title=text.clone()>{text.clone()}</span> }.into_any()
}
