//! The arrows at the edges of the picture: how much of a track lies beyond, and the way there.

use super::handle::TimelineView;
use super::words::beyond;
use leptos::prelude::*;
use sessionscope::query::answer::Beyond;
use sessionscope::text::units::number;

/// An arrow at an edge of the picture, with how much lies beyond it: it goes there.
pub fn edge(timeline: TimelineView, beyond_edge: Beyond, is_after: bool) -> Option<AnyView> {
    let Beyond { sessions, events, nearest_ms } = beyond_edge;
    let nearest_ms = nearest_ms?;
    let label = move || beyond(timeline.app.language.get(), beyond_edge, is_after);
    let count = number(if sessions > 0 { u64::from(sessions) } else { events });
    let shown = if is_after { format!("{count} ›") } else { format!("‹ {count}") };
    // Keys pan; these are for the pointer.
    let button = view! {
        <button
            class="timeline-edge"
            class:after=is_after
            tabindex="-1"
            aria-label=label
            title=label
            on:click=move |_| timeline.reveal(nearest_ms)
        >
            {shown}
        </button>
    };
    Some(button.into_any())
}
