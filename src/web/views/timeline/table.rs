//! The lanes in view as a table: for readers by ear, and for all who want numbers.

use super::handle::TimelineView;
use crate::widgets::cell::{cell_text, joined};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::{Lane, LaneRow};
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::time_in;
use sessionscope::text::units::number;

/// The table.
#[component]
pub fn LanesTable(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let cell = move |time: Option<i64>| match time {
        Some(time) => time_in(app.zone.get(), time),
        None => say!(app.language.get(), "unknown"),
    };
    let row = move |lane: &Lane| {
        view! {
            <tr>
                <th scope="row">{cell_text(&lane.user)}</th>
                <td class="mono">{cell_text(&lane.id)}</td>
                <td>{joined(&lane.client_ips)}</td>
                <td>{cell(lane.span.map(|span| span.start_ms))}</td>
                <td>{cell(lane.span.map(|span| span.end_ms - 1))}</td>
                <td class="numeric">{number(lane.events)}</td>
            </tr>
        }
    };
    let rows = move || {
        timeline
            .with_lanes(|lanes, _| {
                let lanes = lanes.rows.iter().filter_map(|row| match row {
                    LaneRow::Lane(lane) => Some(row_of(lane)),
                    LaneRow::User { .. } => None,
                });
                lanes.map(|lane| row(&lane)).collect_view()
            })
            .unwrap_or_default()
    };
    let zone = move || app.zone.get().label();
    view! {
        <div class="timeline-table" role="region" tabindex="0" aria-label=words!(app.language, "timeline-table")>
            <table>
                <caption>
                    {words!(app.language, "timeline-table-caption")} " "
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
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A lane without what the table does not show.
fn row_of(lane: &Lane) -> Lane {
    Lane { marks: Vec::new(), connections: Vec::new(), ..lane.clone() }
}
