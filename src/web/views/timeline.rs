//! The view of the timeline tab: a lane a session, grouped by user, under one axis of time. Only the rows
//! in view are asked for and drawn.
//!
//! ```text
//!   bar     legend of families                       window  − + fit  keep
//!   frame   names (elements) │ picture (canvas, drawn by the chart room)
//!   foot    what no lane can show, and the table
//! ```

mod handle;
mod legend;
mod names;
mod picture;
mod pointer;
mod table;
pub mod tip;
mod words;

use crate::web::context::App;
use crate::web::widgets::empty_state::EmptyState;
use crate::web::words::words;
use handle::TimelineView;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Tab};
use sessionscope::text::plural;
use words::{number, stretch};

/// The timeline view.
#[component]
pub fn Timeline() -> impl IntoView {
    let app = App::get();
    let timeline = TimelineView::new(app);
    let shows_table = RwSignal::new(false);
    // Until the first batch is there nobody knows, and the empty lanes are right.
    let has_time =
        Memo::new(move |_| app.status.with(|status| status.time_range.is_some() || status.tally.events == 0));
    let summary = move || {
        let (sessions, users) =
            timeline.with_lanes(|lanes, _| (lanes.sessions, lanes.users)).unwrap_or_default();
        let language = app.language.get();
        let [sessions, users] = [sessions, users].map(u64::from);
        let one_or_more = |count: u64| plural(u128::from(count));
        let counts = say!(
            language,
            "timeline-counts",
            manysessions = one_or_more(sessions),
            sessions = number(sessions),
            manyusers = one_or_more(users),
            users = number(users)
        );
        if !has_time.get() {
            return String::new();
        }
        let (zone, window) = (app.zone.get(), timeline.window.get());
        let shown = say!(language, "timeline-summary", window = stretch(zone, window), zone = zone.label());
        format!("{counts} {shown}")
    };
    view! {
        <section class="timeline" aria-label=words!(app.language, "tab-timeline")>
            <div class="timeline-bar">
                <legend::Legend />
                <Tools timeline />
            </div>
            <p class="timeline-summary" aria-live="polite">
                {summary} " "
                <span class="timeline-said">{move || timeline.said.get()}</span>
            </p>
            <Show when=move || has_time.get() fallback=move || view! { <EmptyState words=words!(app.language, "minimap-undated") /> }>
                <Frame timeline />
            </Show>
            <div class="timeline-foot">
                <Outside timeline />
                <span class="timeline-keys">{words!(app.language, "timeline-keys")}</span>
                <button
                    aria-expanded=move || shows_table.get().to_string()
                    on:click=move |_| shows_table.update(|shows| *shows = !*shows)
                >
                    {move || match shows_table.get() {
                        true => say!(app.language.get(), "timeline-table-hide"),
                        false => say!(app.language.get(), "timeline-table-show"),
                    }}
                </button>
            </div>
            <Show when=move || shows_table.get()>
                <table::LanesTable timeline />
            </Show>
        </section>
    }
}

/// The part that scrolls.
#[component]
fn Frame(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let on_scroll = move |_| {
        let Some(frame) = timeline.frame.get_untracked() else { return };
        let before = timeline.position.get_untracked();
        let after = untrack(|| timeline.extent()).scrolled(before, f64::from(frame.scroll_top()));
        if before != after {
            timeline.position.set(after);
        }
    };
    let is_blank = Memo::new(move |_| timeline.with_lanes(|lanes, _| lanes.total == 0).unwrap_or(false));
    let height = move || {
        format!("{}px", timeline.extent().height_px() + f64::from(sessionscope::chart::lanes::AXIS_PX))
    };
    view! {
        <div
            class="timeline-frame"
            node_ref=timeline.frame
            tabindex="0"
            role="group"
            aria-label=words!(app.language, "timeline-label")
            on:scroll=on_scroll
            on:wheel=move |event| pointer::on_wheel(timeline, &event)
            on:keydown=move |event| pointer::on_key(timeline, &event)
        >
            <Show when=move || is_blank.get()>
                <div class="timeline-blank">
                    <EmptyState words=words!(app.language, "timeline-blank") />
                </div>
            </Show>
            <div class="timeline-space" style:height=height>
                <div class="timeline-sticky" style:height=move || format!("{}px", timeline.size.get().1)>
                    <names::Names timeline />
                    <picture::Picture timeline />
                </div>
            </div>
        </div>
    }
}

/// The window of time, and the buttons that change it.
#[component]
fn Tools(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let tool = move |sign: &'static str,
                     name: fn(sessionscope::state::Language) -> String,
                     act: fn(TimelineView)| {
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

/// What no lane can show: events without a session, events without a time.
#[component]
fn Outside(timeline: TimelineView) -> impl IntoView {
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
