//! The column of names left of the picture: tracks with their buttons, which stay in sight while any lane of theirs is,
//! and at the edges of the picture how much of each lies beyond.

use super::concurrent::badge;
use super::edges::edge;
use super::handle::TimelineView;
use super::words::track_name;
use crate::widgets::context_menu::{ContextMenu, MenuSubject};
use crate::widgets::deferred::Deferred;
use leptos::prelude::*;
use sessionscope::chart::time_axis;
use sessionscope::chart::tracks::AXIS_PX;
use sessionscope::filter::Field;
use sessionscope::query::answer::{Track, TrackGrouping};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::scroll::{ROW_PX, sticky_top};
use sessionscope::text::units::number;

/// The column of names.
#[component]
pub fn Names(timeline: TimelineView) -> impl IntoView {
    let in_view = Memo::new(move |_| {
        let (position, view_px) = (timeline.position.get(), timeline.extent().view_px);
        let is_in_view =
            |track: &&Track| sticky_top(position, view_px, track.first_lane, track.lanes).is_some();
        let all = timeline
            .with_tracks(|tracks, _| tracks.tracks.iter().filter(is_in_view).cloned().collect::<Vec<_>>());
        all.unwrap_or_default()
    });
    let names = Memo::new(move |_| {
        in_view.with(|tracks| tracks.iter().map(|track| track.name.clone()).collect::<Vec<_>>())
    });
    let context = Memo::new(move |_| {
        let width = timeline.size.get().0;
        time_axis::ticks(timeline.window.get(), width, 76.0, &timeline.time_style()).context
    });
    let corner = move || match context.get() {
        Some(context) => format!("{context} · {}", timeline.app.zone.get().label()),
        None => timeline.app.zone.get().label(),
    };
    let selected = move || {
        let lane = timeline.selected_lane()?;
        let top = f64::from(AXIS_PX) + f64::from(lane) * ROW_PX - timeline.position.get().top;
        Some(
            view! { <div class="timeline-row selected" style:transform=format!("translateY({top}px)")></div> },
        )
    };
    view! {
        {selected}
        <div class="timeline-names">
            <For each=move || names.get() key=|name| name.clone() let:name>
                <TrackHead timeline in_view name />
            </For>
        </div>
        <div class="timeline-corner">{corner}</div>
    }
}

/// The name of a track with its buttons, beside its first lane or the first one in view.
#[component]
fn TrackHead(timeline: TimelineView, in_view: Memo<Vec<Track>>, name: String) -> impl IntoView {
    let name = StoredValue::new(name);
    let track = Memo::new(move |_| {
        name.with_value(|name| {
            in_view.with(|tracks| tracks.iter().find(|track| track.name == *name).cloned())
        })
    });
    let shift = move || {
        let top = track.with(|track| {
            let Track { first_lane, lanes, .. } = track.as_ref()?;
            sticky_top(timeline.position.get(), timeline.extent().view_px, *first_lane, *lanes)
        });
        format!("translateY({}px)", top.unwrap_or_default())
    };
    let head = Memo::new(move |_| {
        track.with(|track| {
            let track = track.as_ref()?;
            let grouping = timeline.choice.with(|choice| choice.grouping);
            let flags = (grouping, track.is_folded, track.is_pinned);
            Some((flags, track.sessions, track.events, track.concurrent_addresses))
        })
    });
    let before =
        Memo::new(move |_| track.with(|track| track.as_ref().map(|track| track.before)).unwrap_or_default());
    let after =
        Memo::new(move |_| track.with(|track| track.as_ref().map(|track| track.after)).unwrap_or_default());
    let content = move || {
        let ((grouping, is_folded, is_pinned), sessions, events, concurrent) = head.get()?;
        Some(view! {
            {name_button(timeline, name, grouping, is_folded)}
            {badge(timeline, name, concurrent)}
            {counts(timeline, sessions, events)}
            {pin_button(timeline, name, is_pinned)}
        })
    };
    view! {
        <div class="timeline-track" style:transform=shift>
            <div class="timeline-name"><Deferred>{content}</Deferred></div>
            {move || edge(timeline, before.get(), false)}
            {move || edge(timeline, after.get(), true)}
        </div>
    }
}

/// The name, which folds its track and unfolds it; its menu filters for it.
fn name_button(
    timeline: TimelineView,
    name: StoredValue<String>,
    grouping: TrackGrouping,
    is_folded: bool,
) -> impl IntoView {
    let shown = move || track_name(timeline.app.language.get(), grouping, &name.get_value());
    let menu = ContextMenu::get();
    let on_menu = move |event: web_sys::MouseEvent| {
        if let Some(field) = Field::from_name(grouping.id()) {
            menu.open(&event, MenuSubject::value(field, name.get_value()));
        }
    };
    view! {
        <button
            class="timeline-user"
            aria-expanded=(!is_folded).to_string()
            title=shown
            on:click=move |_| timeline.app.act(Action::ToggleFold(name.get_value()))
            on:contextmenu=on_menu
        >
            <span class="timeline-fold" aria-hidden="true">{if is_folded { "▸" } else { "▾" }}</span>
            <span class="timeline-who" class:mono=grouping == TrackGrouping::ClientIp>{shown}</span>
        </button>
    }
}

/// How many sessions a track has, or events where it has no session.
fn counts(timeline: TimelineView, sessions: u32, events: u64) -> impl IntoView {
    let language = timeline.app.language;
    let said = move || match sessions {
        0 => say!(language.get(), "timeline-track-events", count = number(events)),
        _ => say!(language.get(), "timeline-user-sessions", count = number(sessions)),
    };
    let shown = if sessions == 0 { format!("· {}", number(events)) } else { number(sessions) };
    view! {
        <span class="timeline-count" title=said>
            <span aria-hidden="true">{shown}</span>
            <span class="unseen">{said}</span>
        </span>
    }
}

fn pin_button(timeline: TimelineView, name: StoredValue<String>, is_pinned: bool) -> impl IntoView {
    let label = move || say!(timeline.app.language.get(), "timeline-pin");
    view! {
        <button
            class="timeline-pin"
            aria-pressed=is_pinned.to_string()
            aria-label=label
            title=label
            on:click=move |_| timeline.app.act(Action::TogglePin(name.get_value()))
        >
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 2h4v5l2 2H4l2-2zM8 9v5" /></svg>
        </button>
    }
}
