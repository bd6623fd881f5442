//! The minimap: all events over all of the time, whatever the range. A range that is brushed
//! becomes the range in force; the ranges before it stay as a breadcrumb.

mod breadcrumb;
mod brush;
mod spans;

use crate::context::App;
use crate::widgets::picture::Picture;
use crate::widgets::size::element_size;
use crate::widgets::visible_content::{VisibleContent, VisiblePicture};
use crate::words::words;
use breadcrumb::Breadcrumb;
use brush::Brush;
use leptos::html::Div;
use leptos::prelude::*;
use sessionscope::chart::{Theme, draw_overview};
use sessionscope::engine::requests;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{TimeStyle, time_range};
use spans::Spans;
use std::sync::Arc;

/// The least width of a bar with its gap, in CSS pixels; bins are round, and so most bars are wider.
const BAR: u32 = 4;

/// The minimap with its brush, and the breadcrumb under it.
#[component]
pub fn Minimap() -> impl IntoView {
    let app = App::get();
    let picture = NodeRef::<Div>::new();
    // Its height is that of the style sheet, which has it low on a telephone.
    let size = element_size(picture);
    let answers = app.ask(move || {
        let bins = size.get().0 / BAR;
        (bins > 0).then_some(requests::Minimap { bins })
    });
    let drawing = Memo::new(move |_| {
        let answered = answers.latest.get()?;
        let histogram = &answered.response;
        // Without any time there is no axis, and none is made up; the answer may be older than the status.
        app.status.with(|status| status.time_range).filter(|_| !histogram.bins.is_empty())?;
        let theme = if app.is_dark.get() { Theme::Dark } else { Theme::Light };
        let style = TimeStyle::new(app.language.get(), &app.zone.get());
        Some(Arc::new(draw_overview(histogram, size.get(), theme, &style)))
    });
    let geometry = Memo::new(move |_| {
        drawing.with(|drawing| drawing.as_ref().map(|drawing| drawing.geometry.clone()).unwrap_or_default())
    });
    let bin_ms = Memo::new(move |_| answers.with(|histogram| histogram.bin_ms).unwrap_or(1));
    let summary = move || {
        let Some(range) = app.status.with(|status| status.time_range) else {
            return say!(app.language.get(), "minimap-undated");
        };
        let events = app.status.with(|status| grouped(status.counts.events.into()));
        let zone = app.zone.get();
        say!(
            app.language.get(),
            "minimap-summary",
            events = events,
            time = time_range(&zone, range),
            zone = zone.label()
        )
    };
    let is_undated =
        move || app.status.with(|status| status.time_range.is_none() && status.counts.events > 0);
    VisibleContent::get().add_overview(VisiblePicture {
        is_of_all_time: true,
        title: words!(app.language, "minimap"),
        is_there: Signal::derive(move || drawing.with(Option::is_some)),
        drawing: drawing.into(),
    });
    view! {
        <section class="minimap" aria-label=words!(app.language, "minimap")>
            <p class="unseen">{summary}</p>
            <div class="minimap-picture" node_ref=picture class:is-stale=move || answers.is_stale.get()>
                <Picture drawing=drawing />
                <Show when=is_undated>
                    <p class="minimap-undated">{words!(app.language, "minimap-undated")}</p>
                </Show>
                <Brush geometry=geometry bin_ms=bin_ms />
                <Spans geometry />
            </div>
            <Breadcrumb />
        </section>
    }
}
