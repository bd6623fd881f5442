//! The words beside the pointer: which mark this is. Hovering changes nothing else.

use super::handle::TimelineView;
use crate::widgets::cell::cell_text;
use crate::widgets::glyph::Glyph;
use leptos::prelude::*;
use sessionscope::engine::requests::EventDetails;
use sessionscope::query::answer::Mark;
use sessionscope::say;
use sessionscope::state::tooltip;
use sessionscope::text::units::number;
use sessionscope::text::{event_summary, family_name, time_in};

/// What the pointer is over.
#[derive(Clone, Copy, PartialEq)]
pub struct Hover {
    pub at: (f64, f64),
    pub mark: Mark,
}

/// The words.
#[component]
pub fn Tip(timeline: TimelineView, hover: RwSignal<Option<Hover>>) -> impl IntoView {
    let app = timeline.app;
    let mark = Memo::new(move |_| hover.get().map(|hover| hover.mark));
    let event = app.ask(move || mark.get().map(|mark| EventDetails { row: mark.row }));
    let known = move |mark: Mark| {
        event.with(|detail| {
            detail.as_ref().map(|detail| &detail.event).filter(|it| it.row == mark.row).cloned()
        })?
    };
    let words = move |mark: Mark| {
        let language = app.language.get();
        let time = format!("{} {}", time_in(app.zone.get(), mark.time_ms), app.zone.get().label());
        let family = family_name(language, mark.family.id());
        let merged =
            (mark.count > 1).then(|| say!(language, "timeline-tip-merged", count = number(mark.count)));
        view! {
            <div class="tip-time">{time}</div>
            <div>
                <Glyph family=mark.family /> {family}
            </div>
            {known(mark).map(|event| view! {
                <div class="tip-activity">{cell_text(&event.activity)}</div>
                <div class="tip-what">{event_summary(&event)}</div>
            })}
            {merged.map(|merged| view! { <div class="tip-merged">{merged}</div> })}
        }
    };
    view! {
        {move || hover.get().map(|Hover { at, .. }| {
            let position = tooltip::beside(at, timeline.size.get_untracked());
            view! {
                <div
                    class="timeline-tip"
                    class:above=position.is_above
                    role="tooltip"
                    style:left=format!("{}px", position.left)
                    style:top=format!("{}px", position.top)
                >
                    {move || mark.get().map(words)}
                </div>
            }
        })}
    }
}
