//! The sessions of the tracks in view as a table: for readers by ear, and for all who want numbers.

use super::handle::TimelineView;
use crate::found::Found;
use crate::widgets::cell::{cell_text, joined_ips};
use crate::widgets::finding_sign::sign;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::TrackSessions;
use sessionscope::model::Window;
use sessionscope::query::answer::SessionRow;
use sessionscope::say;
use sessionscope::source::limits::MAX_LIST_ROWS;
use sessionscope::state::{Action, Tab};
use sessionscope::text::time_in;
use sessionscope::text::units::number;

/// The table.
#[component]
pub fn SessionsTable(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let sessions = app.ask(move || {
        // It follows what is drawn, an answer later.
        let tracks =
            timeline.answers.latest.with(|latest| latest.as_ref().map(|latest| latest.request.clone()))?;
        Some(TrackSessions { tracks, window: Window::new(0, MAX_LIST_ROWS as u32) })
    });
    let page = sessions.page();
    let findings = Found::get().ask_of_rows(page);
    let cell = move |time: Option<i64>| match time {
        Some(time) => time_in(&app.zone.get(), time),
        None => say!(app.language.get(), "unknown"),
    };
    let row = move |session: &SessionRow| {
        view! {
            <tr>
                <th scope="row">{cell_text(&session.user)}</th>
                <td class="mono">{cell_text(&session.id)}</td>
                <td>{joined_ips(&session.client_ips)}</td>
                <td>{cell(session.start_ms)}</td>
                <td>{cell(session.end_ms)}</td>
                <td class="numeric">{number(session.matching)}</td>
                <td>{sign(findings, session.session)}</td>
            </tr>
        }
    };
    let rows = move || page.with(|page| page.as_ref().map(|page| page.rows.iter().map(row).collect_view()));
    let more = move || {
        let left = page.with(|page| page.as_ref().map_or(0, |page| page.total - page.rows.len() as u32));
        (left > 0).then(|| say!(app.language.get(), "timeline-table-more", count = number(left)))
    };
    let zone = move || app.zone.get().label();
    view! {
        <div class="timeline-table" role="region" tabindex="0" aria-label=words!(app.language, "timeline-table")>
            <table>
                <caption>
                    {words!(app.language, "timeline-table-caption")} " " {more} " "
                    <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Sessions))>
                        {words!(app.language, "timeline-table-all")}
                    </button>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{words!(app.language, "sessions-user")}</th>
                        <th scope="col">{words!(app.language, "sessions-id")}</th>
                        <th scope="col">{words!(app.language, "sessions-addresses")}</th>
                        <th scope="col">{move || say!(app.language.get(), "sessions-start", zone = zone())}</th>
                        <th scope="col">{move || say!(app.language.get(), "sessions-end", zone = zone())}</th>
                        <th scope="col" class="numeric">{words!(app.language, "sessions-events")}</th>
                        <th scope="col">{words!(app.language, "tab-findings")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
