//! Which tracks there are: what they are of, their order, and whether those without anything in view are shown.

use super::handle::TimelineView;
use super::words::{grouping_name, sort_name};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::{TrackGrouping, TrackSort};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::number;

/// The choices.
#[component]
pub fn Choices(timeline: TimelineView) -> impl IntoView {
    let app = timeline.app;
    let language = app.language;
    let choice = timeline.choice;
    let groupings = move || {
        TrackGrouping::ALL.map(|grouping| {
            view! {
                <option value=grouping.id() selected=move || choice.with(|choice| choice.grouping == grouping)>
                    {move || grouping_name(language.get(), grouping)}
                </option>
            }
        })
    };
    let sorts = move || {
        TrackSort::ALL.map(|sort| {
            view! {
                <option value=sort.id() selected=move || choice.with(|choice| choice.sort == sort)>
                    {move || sort_name(language.get(), sort)}
                </option>
            }
        })
    };
    let to_top = move || {
        if let Some(frame) = timeline.frame.get_untracked() {
            frame.set_scroll_top(0);
        }
    };
    let group = move |event| {
        if let Some(grouping) = TrackGrouping::from_id(&event_target_value(&event)) {
            to_top();
            app.act(Action::GroupTracks(grouping));
        }
    };
    let sort = move |event| {
        if let Some(sort) = TrackSort::from_id(&event_target_value(&event)) {
            to_top();
            app.act(Action::SortTracks(sort));
        }
    };
    let left_out = move || {
        let count = timeline.with_tracks(|tracks, _| tracks.left_out).unwrap_or_default();
        say!(language.get(), "timeline-show-all", count = number(count))
    };
    view! {
        <div class="timeline-choices">
            <label>
                {words!(language, "timeline-group")} " "
                <select on:change=group>{groupings}</select>
            </label>
            <label>
                {words!(language, "timeline-sort")} " "
                <select on:change=sort>{sorts}</select>
            </label>
            <label title=words!(language, "timeline-show-all-explained")>
                <input
                    type="checkbox"
                    prop:checked=move || choice.with(|choice| choice.shows_all)
                    on:change=move |event| app.act(Action::ShowAllTracks(event_target_checked(&event)))
                />
                " " {left_out}
            </label>
        </div>
    }
}
