//! The sign of a user who was at two places at once, and the way to it.

use super::handle::TimelineView;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::filter::Field;
use sessionscope::model::{TextField, TimeRange};
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
        ConcurrentAddresses::Seen { at_once, .. } => Some(
            view! {
                <button
                    type="button"
                    class="timeline-concurrent"
                    title=words!(language, "timeline-concurrent-explained")
                    on:click=move |_| show_at_once(timeline.app, user, at_once)
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
fn show_at_once(app: App, user: StoredValue<String>, at_once: TimeRange) {
    app.filter_for(Field::Text(TextField::User).name(), &user.get_value());
    app.act(Action::PickRange(at_once));
}
