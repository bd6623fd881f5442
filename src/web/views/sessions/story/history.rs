//! What Session Manager's own history says of a session.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::model::fact::SessionHistory;
use sessionscope::say;
use sessionscope::text::time_in;

/// The history.
#[component]
pub fn History(history: SessionHistory) -> impl IntoView {
    let app = App::get();
    let SessionHistory { status, start, end, owner, reason, .. } = history;
    let words = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let time = |time: Option<i64>| match time {
            Some(time) => time_in(&zone, time),
            None => say!(language, "unknown"),
        };
        let status = cell_text(&status);
        let (start, end, zone) = (time(start), time(end), zone.label());
        say!(language, "sessions-history-words", status = status, start = start, end = end, zone = zone)
    };
    let part = |name: Signal<String>, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <span class="story-value">
                    <span class="story-field">{name}</span>
                    {cell_text(&value)}
                </span>
            }
        })
    };
    let named = words!(app.language, "sessions-history");
    let owner_name = words!(app.language, "facts-owner");
    let reason_name = words!(app.language, "sessions-reason");
    view! {
        <div class="story-values">
            <span class="story-value">
                <span class="story-field">{named}</span>
                {words}
            </span>
            {part(owner_name, owner)}
            {part(reason_name, reason)}
        </div>
    }
}
