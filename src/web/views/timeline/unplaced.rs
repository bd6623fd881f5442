//! What no track can show: how many events have no time.

use super::handle::TimelineView;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::plural;
use sessionscope::text::units::number;

/// Their number, and the way to them.
#[component]
pub fn UnplacedEvents(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let count = Memo::new(move |_| timeline.with_tracks(|tracks, _| tracks.undated).unwrap_or_default());
    let words = move || {
        let (language, count) = (app.language.get(), count.get());
        let undated =
            say!(language, "timeline-undated", number = plural(u128::from(count)), count = number(count));
        (count > 0).then(|| say!(language, "timeline-outside", events = undated))
    };
    view! {
        <span class="timeline-outside">
            {words}
            <Show when=move || { count.get() > 0 }>
                " "
                <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Events))>
                    {words!(app.language, "timeline-outside-show")}
                </button>
            </Show>
        </span>
    }
}
