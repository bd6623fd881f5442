//! The column of names left of the picture: users with their fold buttons, and their sessions.

use super::handle::TimelineView;
use super::words::addresses;
use crate::widgets::cell::{cell_text, joined};
use crate::widgets::deferred::Deferred;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::chart::lanes::AXIS_PX;
use sessionscope::chart::time_axis;
use sessionscope::model::SessionNo;
use sessionscope::query::answer::{Lane, LaneRow};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::scroll::ROW_PX;
use sessionscope::text::short_id;
use sessionscope::text::units::number;

/// Rows that are elements above and below of those in view.
const OVERSCAN_ROWS: u32 = 4;

/// The column of names.
#[component]
pub fn Names(timeline: TimelineView) -> impl IntoView {
    let indices =
        Memo::new(move |_| timeline.extent().indices_in_view(timeline.position.get(), OVERSCAN_ROWS));
    let shift = move || {
        let first = f64::from(indices.with(|indices| indices.start));
        format!("translateY({}px)", f64::from(AXIS_PX) + first * ROW_PX - timeline.position.get().top)
    };
    let context = Memo::new(move |_| {
        let width = timeline.size.get().0;
        time_axis::ticks(timeline.window.get(), width, 76.0, &timeline.time_style()).context
    });
    let corner = move || match context.get() {
        Some(context) => format!("{context} · {}", timeline.app.zone.get().label()),
        None => timeline.app.zone.get().label(),
    };
    view! {
        <div class="timeline-rows" style:transform=shift>
            <For each=move || indices.get() key=|index| *index let:index>
                <Row timeline index />
            </For>
        </div>
        <div class="timeline-corner">{corner}</div>
    }
}

/// One row: its name, and its ground under the picture.
#[component]
fn Row(timeline: TimelineView, index: u32) -> impl IntoView {
    let content = Memo::new(move |_| timeline.row_at(index).map(Name::of));
    let session = move || content.with(|content| content.as_ref().and_then(Name::session));
    let is_selected =
        Memo::new(move |_| session().is_some_and(|own| timeline.selected_session() == Some(own)));
    let name = move || match content.get() {
        None => ().into_any(),
        Some(Name::User { user, sessions, folded, is_concurrent }) => {
            user_name(timeline, user, sessions, folded, is_concurrent)
        }
        Some(Name::Lane(lane)) => lane_name(timeline, lane),
    };
    view! {
        <div class="timeline-row" class:selected=is_selected>
            <div class="timeline-name"><Deferred>{name}</Deferred></div>
        </div>
    }
}

/// What a row is called: all of a row but its marks, so that new marks make no new elements.
#[derive(Clone, PartialEq)]
enum Name {
    User { user: String, sessions: u32, folded: bool, is_concurrent: bool },
    Lane(Lane),
}

impl Name {
    fn of(row: LaneRow) -> Name {
        match row {
            LaneRow::User { user, sessions, folded, concurrent_addresses, .. } => {
                Name::User { user, sessions, folded, is_concurrent: concurrent_addresses.is_some() }
            }
            LaneRow::Lane(lane) => Name::Lane(Lane { marks: Vec::new(), connections: Vec::new(), ..lane }),
        }
    }

    fn session(&self) -> Option<SessionNo> {
        match self {
            Name::Lane(lane) => Some(lane.session),
            Name::User { .. } => None,
        }
    }
}

fn user_name(
    timeline: TimelineView,
    user: String,
    sessions: u32,
    folded: bool,
    is_concurrent: bool,
) -> AnyView {
    let language = timeline.app.language;
    let shown = if user.is_empty() { say!(language.get(), "nobody") } else { cell_text(&user) };
    let title = shown.clone();
    let badge = is_concurrent.then(|| {
        view! {
            <span class="timeline-concurrent" title=words!(language, "timeline-concurrent-explained")>
                <span aria-hidden="true">"⚠ "</span>
                {words!(language, "timeline-concurrent")}
            </span>
        }
    });
    let count = move || say!(language.get(), "timeline-user-sessions", count = number(sessions));
    view! {
        <button
            class="timeline-user"
            aria-expanded=(!folded).to_string()
            title=title
            on:click=move |_| timeline.app.act(Action::ToggleFold(user.clone()))
        >
            <span class="timeline-fold" aria-hidden="true">{if folded { "▸" } else { "▾" }}</span>
            <span class="timeline-who">{shown}</span>
        </button>
        {badge}
        <span class="timeline-count">
            <span aria-hidden="true">{number(sessions)}</span>
            <span class="unseen">{count}</span>
        </span>
    }
    .into_any()
}

fn lane_name(timeline: TimelineView, lane: Lane) -> AnyView {
    let language = timeline.app.language;
    let (address, are_more) = addresses(&lane);
    let all = joined(&lane.client_ips);
    let id = cell_text(&lane.id);
    let title = move || {
        let id = id.clone();
        say!(language.get(), "timeline-zoom-session", session = id, addresses = all.clone())
    };
    let go = move |_| {
        if let Some(span) = lane.span {
            timeline.zoom_to(span);
        }
    };
    let short = cell_text(&short_id(&lane.id));
    view! {
        <button class="timeline-lane" title=title on:click=go>
            {short}
            {(!address.is_empty()).then_some(" · ")}
            <span class:caution=are_more>{cell_text(&address)}</span>
        </button>
    }
    .into_any()
}
