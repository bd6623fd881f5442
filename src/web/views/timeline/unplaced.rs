//! What no lane can show: how many events have no session, and how many no time.

use super::handle::TimelineView;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::plural;
use sessionscope::text::units::number;

/// Their counts, and the way to them.
#[component]
pub fn UnplacedEvents(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let counts = Memo::new(move |_| {
        timeline.with_lanes(|lanes, _| (lanes.without_session, lanes.undated)).unwrap_or_default()
    });
    let words = move || {
        let language = app.language.get();
        let loose = |count: u64| {
            say!(language, "timeline-loose", number = plural(u128::from(count)), count = number(count))
        };
        let undated = |count: u64| {
            say!(language, "timeline-undated", number = plural(u128::from(count)), count = number(count))
        };
        match counts.get() {
            (0, 0) => String::new(),
            (count, 0) => say!(language, "timeline-outside", events = loose(count)),
            (0, count) => say!(language, "timeline-outside", events = undated(count)),
            (some, more) => {
                let (loose, undated) = (loose(some), undated(more));
                say!(language, "timeline-outside-both", loose = loose, undated = undated)
            }
        }
    };
    view! {
        <span class="timeline-outside">
            {words}
            <Show when=move || counts.get() != (0, 0)>
                " "
                <button class="link" on:click=move |_| app.act(Action::SetTab(Tab::Events))>
                    {words!(app.language, "timeline-outside-show")}
                </button>
            </Show>
        </span>
    }
}
