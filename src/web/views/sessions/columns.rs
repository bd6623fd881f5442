//! The columns of the sessions table.

use crate::answers::Answers;
use crate::context::App;
use crate::widgets::cell::{SECOND_CHARS, id_cell, joined_ips, text_cell, time_cell};
use crate::widgets::finding_sign::sign;
use crate::widgets::virtual_table::{Column, Sort};
use leptos::prelude::*;
use sessionscope::engine::requests::SessionFindings;
use sessionscope::model::{Amount, System};
use sessionscope::query::answer::{SessionRow, SessionSort};
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::text::units::number;
use sessionscope::text::{amount, clock, session_state, system_name};

/// How the table is sorted, and which way round.
pub type Order = RwSignal<(SessionSort, bool)>;

/// The columns. Who, when and how much left come first: what does not fit is scrolled to.
pub fn columns(app: App, order: Order, findings: Answers<SessionFindings>) -> Vec<Column<SessionRow>> {
    let language = move || app.language.get();
    let sort = move |by: SessionSort, most_first: bool| Sort::by(order, by, most_first);
    let time = move |time: Option<i64>| time_cell(app, time, SECOND_CHARS, || say!(language(), "unknown"));
    let zone = move || app.zone.get().label();
    let bytes = move |moved: Amount| {
        let title = say!(
            language(),
            "sessions-moved-explained",
            count = number(moved.count),
            unknown = number(moved.unsized_count)
        );
        let text = if moved.is_none() { "–".to_owned() } else { amount(language(), moved) };
        view! { <span title=title class:unknown=(moved.unsized_count > 0)>{text}</span> }.into_any()
    };
    vec![
        Column::new(
            "user",
            "minmax(148px, 1.8fr)",
            move || say!(language(), "sessions-user"),
            move |row: &SessionRow| {
                if row.user.is_empty() {
                    return view! { <span class="unknown">{say!(language(), "nobody")}</span> }.into_any();
                }
                text_cell(&row.user)
            },
        )
        .sorted(sort(SessionSort::User, false)),
        Column::new(
            "start",
            "145px",
            move || say!(language(), "sessions-start", zone = zone()),
            move |row: &SessionRow| time(row.start_ms),
        )
        .sorted(sort(SessionSort::Start, false)),
        Column::new(
            "length",
            "70px",
            move || say!(language(), "sessions-length"),
            move |row: &SessionRow| match row.start_ms.zip(row.end_ms) {
                Some((start, end)) => clock(end.saturating_sub(start)).into_any(),
                None => view! { <span class="unknown">{say!(language(), "unknown")}</span> }.into_any(),
            },
        )
        .numeric()
        .sorted(sort(SessionSort::Length, true)),
        Column::new(
            "events",
            "64px",
            move || say!(language(), "sessions-events"),
            move |row: &SessionRow| {
                if row.events == 0 {
                    let why = say!(language(), "sessions-no-events");
                    return view! { <span class="unknown" title=why>"0"</span> }.into_any();
                }
                if row.matching == row.events {
                    return number(row.events).into_any();
                }
                let (matching, events) = (number(row.matching), number(row.events));
                say!(language(), "sessions-some-events", matching = matching, events = events).into_any()
            },
        )
        .numeric()
        .sorted(sort(SessionSort::Events, true)),
        Column::new(
            "in",
            "150px",
            move || say!(language(), "sessions-in"),
            move |row: &SessionRow| bytes(row.moved.incoming),
        )
        .numeric()
        .sorted(sort(SessionSort::In, true)),
        Column::new(
            "out",
            "150px",
            move || say!(language(), "sessions-out"),
            move |row: &SessionRow| bytes(row.moved.outgoing),
        )
        .numeric()
        .sorted(sort(SessionSort::Out, true)),
        Column::new(
            "state",
            "102px",
            move || say!(language(), "sessions-state"),
            move |row: &SessionRow| {
                let (sign, name, why) = session_state(language(), row.system, row.state);
                view! {
                    <span class="session-state" data-state=row.state.id() title=why>
                        <span aria-hidden="true">{sign} " "</span>
                        {name}
                    </span>
                }
                .into_any()
            },
        )
        .sorted(sort(SessionSort::State, true)),
        Column::new(
            "findings",
            "72px",
            move || say!(language(), "tab-findings"),
            move |row: &SessionRow| sign(findings, row.session),
        ),
        Column::new(
            "sites",
            "54px",
            move || say!(language(), "sessions-sites"),
            |row: &SessionRow| number(row.hosts).into_any(),
        )
        .numeric()
        .sorted(sort(SessionSort::Hosts, true)),
        Column::new(
            "ips",
            "minmax(104px, 1.1fr)",
            move || say!(language(), "sessions-addresses"),
            move |row: &SessionRow| {
                let all = joined_ips(&row.client_ips);
                if row.client_ips.total < 2 {
                    return text_cell(&all);
                }
                let why = format!("{} {all}", say!(language(), "sessions-several-addresses"));
                view! { <span class="caution" title=why><span aria-hidden="true">"⚠ "</span>{all}</span> }
                    .into_any()
            },
        )
        .sorted(sort(SessionSort::ClientIps, true)),
        Column::new(
            "system",
            "116px",
            move || say!(language(), "sessions-system"),
            move |row: &SessionRow| system(language(), row.system),
        )
        .sorted(sort(SessionSort::System, false)),
        Column::new(
            "portal",
            "112px",
            move || say!(language(), "sessions-portal"),
            |row: &SessionRow| shortened(if row.portal.is_empty() { &row.target } else { &row.portal }),
        )
        .sorted(sort(SessionSort::Portal, false)),
        Column::new(
            "id",
            "96px",
            move || say!(language(), "sessions-id"),
            |row: &SessionRow| shortened(&row.id),
        )
        .sorted(sort(SessionSort::Id, false)),
        Column::new(
            "end",
            "145px",
            move || say!(language(), "sessions-end", zone = zone()),
            move |row: &SessionRow| time(row.end_ms),
        )
        .sorted(sort(SessionSort::End, false)),
    ]
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
