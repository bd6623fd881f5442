//! The buttons that change the window of time.

use super::handle::TimelineView;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::Language;

/// Zoom, fit, and keep the window as the range of the whole page.
#[component]
pub fn Tools(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let tool = move |sign: &'static str, name: fn(Language) -> String, act: fn(TimelineView)| {
        view! {
            <button
                class="timeline-tool"
                title=move || name(app.language.get())
                aria-label=move || name(app.language.get())
                on:click=move |_| act(timeline)
            >
                {sign}
            </button>
        }
    };
    view! {
        <div class="timeline-tools" role="group" aria-label=words!(app.language, "timeline-tools")>
            {tool("−", |language| say!(language, "timeline-zoom-out"), |timeline| timeline.zoom(0.5, 2.0))}
            {tool("+", |language| say!(language, "timeline-zoom-in"), |timeline| timeline.zoom(0.5, 0.5))}
            <button disabled=move || !timeline.is_zoomed() on:click=move |_| timeline.fit()>
                {words!(app.language, "timeline-fit")}
            </button>
            <button
                disabled=move || !timeline.is_zoomed()
                title=words!(app.language, "timeline-commit-explained")
                on:click=move |_| timeline.commit()
            >
                {words!(app.language, "timeline-commit")}
            </button>
        </div>
    }
}
