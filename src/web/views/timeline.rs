//! The view of the timeline tab: tracks of sessions under one axis of time. Only the lanes in view are asked for and
//! drawn.
//!
//! ```text
//!   bar     legend of families        group, sort, all     − + fit  keep
//!   frame   names (elements) │ picture (canvas, drawn by the chart room)
//!   foot    what no track can show, and the table
//! ```

mod choice;
mod concurrent;
mod drawn;
mod edges;
mod following;
mod handle;
mod keys;
mod legend;
mod menu;
mod names;
mod picture;
mod pointer;
mod saving;
mod selected;
mod table;
mod tip;
mod tools;
mod unplaced;
mod words;

use crate::context::App;
use crate::widgets::context_menu::ContextMenu;
use crate::widgets::empty_state::EmptyState;
use crate::words::words;
use handle::TimelineView;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::text::units::number;
use sessionscope::text::{plural, time_window};

/// The timeline view.
#[component]
pub fn Timeline() -> impl IntoView {
    let app = App::get();
    let timeline = TimelineView::new(app);
    let shows_table = RwSignal::new(false);
    // Until the first batch is there nobody knows, and the empty lanes are right.
    let has_time = Memo::new(move |_| {
        app.status.with(|status| status.time_range.is_some() || status.counts.events == 0)
    });
    let summary = move || {
        let told = timeline.with_tracks(|tracks, _| (tracks.sessions, tracks.shown, tracks.left_out));
        let (sessions, shown, left_out) = told.unwrap_or_default();
        let language = app.language.get();
        let [sessions, tracks] = [sessions, shown + left_out].map(u64::from);
        let one_or_more = |count: u64| plural(u128::from(count));
        let counts = say!(
            language,
            "timeline-counts",
            manysessions = one_or_more(sessions),
            sessions = number(sessions),
            manytracks = one_or_more(tracks),
            tracks = number(tracks)
        );
        if !has_time.get() {
            return String::new();
        }
        let (zone, window) = (app.zone.get(), timeline.window.get());
        let shown =
            say!(language, "timeline-summary", window = time_window(&zone, window), zone = zone.label());
        format!("{counts} {shown}")
    };
    view! {
        <section class="timeline" aria-label=words!(app.language, "tab-timeline")>
            <div class="timeline-bar">
                <legend::Legend />
                <choice::Choices timeline />
                <tools::Tools timeline />
            </div>
            <p class="timeline-summary" aria-live="polite">
                {summary} " "
                <span class="timeline-said">{move || timeline.said.with(|(words, _)| words.clone())}</span>
                {move || timeline.said.with(|(_, range)| *range).map(|range| view! {
                    " "
                    <button class="link" on:click=move |_| timeline.zoom_to(range)>
                        {words!(app.language, "timeline-zoom-to-it")}
                    </button>
                })}
            </p>
            <Show when=move || has_time.get() fallback=move || view! { <EmptyState words=words!(app.language, "minimap-undated") /> }>
                <Frame timeline />
            </Show>
            <div class="timeline-foot">
                <unplaced::UnplacedEvents timeline />
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
                <table::SessionsTable timeline />
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
    following::follow(timeline);
    let menu = ContextMenu::get();
    // That of the pointer is opened where it points.
    let on_menu_key = move |event: web_sys::MouseEvent| {
        if event.target() == event.current_target() {
            menu::open_of_selected(timeline, menu, &event);
        }
    };
    let is_blank = Memo::new(move |_| timeline.with_tracks(|tracks, _| tracks.total == 0).unwrap_or(false));
    let height = move || {
        format!("{}px", timeline.extent().height_px() + f64::from(sessionscope::chart::tracks::AXIS_PX))
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
            on:keydown=move |event| keys::on_key(timeline, &event)
            on:contextmenu=on_menu_key
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
