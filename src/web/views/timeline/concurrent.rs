//! The sign of a user who was at two places at once, and the way to it.

use super::handle::TimelineView;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SessionOf;
use sessionscope::filter::Field;
use sessionscope::model::{SessionNo, TextField, TimeRange};
use sessionscope::query::answer::ConcurrentAddresses;
use sessionscope::state::Action;

/// That a user was at two places at once; it leads to when that was.
pub fn badge(
    timeline: TimelineView,
    user: StoredValue<String>,
    concurrent: ConcurrentAddresses,
) -> Option<AnyView> {
    let language = timeline.app.language;
    match concurrent {
        ConcurrentAddresses::NotSeen => None,
        ConcurrentAddresses::Seen(one, other) => Some(
            view! {
                <button
                    type="button"
                    class="timeline-concurrent"
                    title=words!(language, "timeline-concurrent-explained")
                    on:click=move |_| show_at_once(timeline, user, one, other)
                >
                    <span aria-hidden="true">"⚠"</span>
                    {words!(language, "timeline-concurrent")}
                </button>
            }
            .into_any(),
        ),
        ConcurrentAddresses::TooMany => Some(
            view! {
                <span class="timeline-concurrent" title=words!(language, "timeline-concurrent-unknown-explained")>
                    {words!(language, "timeline-concurrent-unknown")}
                </span>
            }
            .into_any(),
        ),
    }
}

/// Shows a user while two sessions of theirs were under way.
fn show_at_once(timeline: TimelineView, user: StoredValue<String>, one: SessionNo, other: SessionNo) {
    let app = timeline.app;
    app.ask_once(SessionOf { session: one }, move |first| {
        app.ask_once(SessionOf { session: other }, move |second| {
            let (Ok(Some(first)), Ok(Some(second))) = (first, second) else { return };
            app.filter_for(Field::Text(TextField::User).name(), &user.get_value());
            let start_ms = first.start_ms.max(second.start_ms);
            if let (Some(start_ms), Some(end_ms)) = (start_ms, first.end_ms.min(second.end_ms)) {
                app.act(Action::PickRange(TimeRange { start_ms, end_ms: end_ms.saturating_add(1) }));
            }
        });
    });
}
