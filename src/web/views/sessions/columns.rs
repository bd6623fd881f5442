//! The columns of the sessions table.

use crate::answers::Answers;
use crate::context::App;
use crate::widgets::cell::{SECOND_CHARS, id_cell, joined_ips, text_cell, time_cell};
use crate::widgets::finding_sign::sign;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::engine::requests::SessionFindings;
use sessionscope::model::{Amount, System};
use sessionscope::query::answer::{SessionField, SessionRow};
use sessionscope::query::table_sort::TableSort;
use sessionscope::say;
use sessionscope::state::{Language, TableId, session_field};
use sessionscope::text::units::number;
use sessionscope::text::{amount, clock, session_state, system_name};

/// The columns of these names. Each sorts.
pub fn columns(
    app: App,
    sorted: Memo<TableSort<&'static str>>,
    findings: Answers<SessionFindings>,
    shown: &[&'static str],
) -> Vec<Column<SessionRow>> {
    let column = |field: SessionField| {
        let cell = move |row: &SessionRow| cell(app, findings, field, row);
        let new = Column::new(field.id(), width(field), move || heading(app, field), cell)
            .sorted(Sort::of_table(app, TableId::Sessions, sorted, field.id()));
        if field.is_numeric() { new.numeric() } else { new }
    };
    shown.iter().filter_map(|name| session_field(name)).map(column).collect()
}

/// What the column of this name is called.
pub fn column_name(app: App, id: &'static str) -> String {
    session_field(id).map(|field| heading(app, field)).unwrap_or_default()
}

fn heading(app: App, field: SessionField) -> String {
    let language = app.language.get();
    let zone = || app.zone.get().label();
    match field {
        SessionField::User => say!(language, "sessions-user"),
        SessionField::Start => say!(language, "sessions-start", zone = zone()),
        SessionField::Length => say!(language, "sessions-length"),
        SessionField::Events => say!(language, "sessions-events"),
        SessionField::In => say!(language, "sessions-in"),
        SessionField::Out => say!(language, "sessions-out"),
        SessionField::State => say!(language, "sessions-state"),
        SessionField::Findings => say!(language, "tab-findings"),
        SessionField::Hosts => say!(language, "sessions-sites"),
        SessionField::ClientIps => say!(language, "sessions-addresses"),
        SessionField::System => say!(language, "sessions-system"),
        SessionField::Portal => say!(language, "sessions-portal"),
        SessionField::Id => say!(language, "sessions-id"),
        SessionField::End => say!(language, "sessions-end", zone = zone()),
    }
}

/// How wide a column is, as a track of a grid.
fn width(field: SessionField) -> &'static str {
    match field {
        SessionField::User => "minmax(148px, 1.8fr)",
        SessionField::Start | SessionField::End => "145px",
        SessionField::Length => "70px",
        SessionField::Events => "64px",
        SessionField::In | SessionField::Out => "150px",
        SessionField::State => "102px",
        SessionField::Findings => "72px",
        SessionField::Hosts => "54px",
        SessionField::ClientIps => "minmax(104px, 1.1fr)",
        SessionField::System => "116px",
        SessionField::Portal => "112px",
        SessionField::Id => "96px",
    }
}

fn cell(app: App, findings: Answers<SessionFindings>, field: SessionField, row: &SessionRow) -> AnyView {
    let language = app.language.get();
    match field {
        SessionField::User if row.user.is_empty() => unknown(say!(language, "nobody")),
        SessionField::User => text_cell(&row.user),
        SessionField::Start => time(app, row.start_ms),
        SessionField::Length => match row.start_ms.zip(row.end_ms) {
            Some((start, end)) => clock(end.saturating_sub(start)).into_any(),
            None => unknown(say!(language, "unknown")),
        },
        SessionField::Events => events(language, row),
        SessionField::In => moved(language, row.moved.incoming),
        SessionField::Out => moved(language, row.moved.outgoing),
        SessionField::State => state(language, row),
        SessionField::Findings => sign(findings, row.session),
        SessionField::Hosts => number(row.hosts).into_any(),
        SessionField::ClientIps => addresses(language, row),
        SessionField::System => system(language, row.system),
        SessionField::Portal => shortened(if row.portal.is_empty() { &row.target } else { &row.portal }),
        SessionField::Id => shortened(&row.id),
        SessionField::End => time(app, row.end_ms),
    }
}

fn unknown(words: String) -> AnyView {
    view! { <span class="unknown">{words}</span> }.into_any()
}

fn time(app: App, time: Option<i64>) -> AnyView {
    time_cell(app, time, SECOND_CHARS, || say!(app.language.get(), "unknown"))
}

fn events(language: Language, row: &SessionRow) -> AnyView {
    if row.events == 0 {
        let why = say!(language, "sessions-no-events");
        return view! { <span class="unknown" title=why>"0"</span> }.into_any();
    }
    if row.matching == row.events {
        return number(row.events).into_any();
    }
    let (matching, events) = (number(row.matching), number(row.events));
    say!(language, "sessions-some-events", matching = matching, events = events).into_any()
}

fn moved(language: Language, moved: Amount) -> AnyView {
    let (count, unknown) = (number(moved.count), number(moved.unsized_count));
    let title = say!(language, "sessions-moved-explained", count = count, unknown = unknown);
    let text = if moved.is_none() { "–".to_owned() } else { amount(language, moved) };
    view! { <span title=title class:unknown=(moved.unsized_count > 0)>{text}</span> }.into_any()
}

fn state(language: Language, row: &SessionRow) -> AnyView {
    let (sign, name, why) = session_state(language, row.system, row.state);
    view! {
        <span class="session-state" data-state=row.state.id() title=why>
            <span aria-hidden="true">{sign} " "</span>
            {name}
        </span>
    }
    .into_any()
}

fn addresses(language: Language, row: &SessionRow) -> AnyView {
    let all = joined_ips(&row.client_ips);
    if row.client_ips.total < 2 {
        return text_cell(&all);
    }
    let why = format!("{} {all}", say!(language, "sessions-several-addresses"));
    view! { <span class="caution" title=why><span aria-hidden="true">"⚠ "</span>{all}</span> }.into_any()
}

/// A system in few words; its name is the title.
fn system(language: Language, system: System) -> AnyView {
    let name = system_name(language, system.id());
    let short = match system {
        System::SessionLogger => say!(language, "sessions-logger"),
        System::UserAccess => say!(language, "sessions-user-access"),
        _ => name.clone(),
    };
    view! { <span title=name>{short}</span> }.into_any()
}

/// An id or an ARN by the part that tells it from others; all of it is its title.
fn shortened(text: &str) -> AnyView {
    view! { <span class="mono">{id_cell(text)}</span> }.into_any()
}
