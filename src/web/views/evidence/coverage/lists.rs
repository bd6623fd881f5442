//! The lists in a table of coverage: activities, sessions and silences, each of which leads to its events.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{SessionIds, SilenceRow};
use sessionscope::audit::coverage::SILENCE_MS;
use sessionscope::model::time::MINUTE_MS;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{duration, short_id, time_in};

/// Something in a list.
pub struct Item {
    /// What it says.
    pub shown: Signal<String>,
    /// How often it occurs, where that is said.
    pub count: Option<u64>,
    /// The values of fields that its events have; none where there are no events.
    pub values: Vec<(&'static str, String)>,
}

impl Item {
    /// Something without events.
    pub fn of(text: String) -> Item {
        Item { shown: Signal::stored(text), count: None, values: Vec::new() }
    }
}

/// A list.
#[component]
pub fn Items(
    /// What is in it; where that is nothing, so it says.
    items: Vec<Item>,
    /// How many more there are than are in it.
    #[prop(optional)]
    others: u64,
) -> impl IntoView {
    let app = App::get();
    if items.is_empty() {
        return view! { <span class="faint">{words!(app.language, "coverage-none")}</span> }.into_any();
    }
    let item = |Item { shown, count, values }: Item| {
        let words = view! { {shown} {count.map(|count| view! { " " <b>{grouped(count.into())}</b> })} };
        let item = if values.is_empty() {
            words.into_any()
        } else {
            let show = move |_| app.show_events_with(&values);
            view! { <button type="button" class="coverage-filter" on:click=show>{words}</button> }.into_any()
        };
        view! { <li>{item}</li> }
    };
    let more = move || say!(app.language.get(), "coverage-and-more", count = grouped(others.into()));
    view! {
        <ul class="coverage-list">
            {items.into_iter().map(item).collect_view()}
            {(others > 0).then(|| view! { <li class="second">{more}</li> })}
        </ul>
    }
    .into_any()
}

/// What stands where nothing may be said.
fn not_told(app: App) -> AnyView {
    view! { <span class="unknown">{words!(app.language, "coverage-may-not-be-told")}</span> }.into_any()
}

/// Some sessions, how many there are before them; nothing where they may not be told.
pub fn ids_of(app: App, ids: Option<&SessionIds>) -> AnyView {
    let Some(SessionIds { count, first }) = ids else { return not_told(app) };
    let item = |id: &String| Item {
        shown: Signal::stored(cell_text(&short_id(id))),
        count: None,
        values: vec![("session", id.clone())],
    };
    let items = first.iter().map(item).collect();
    let total = (*count > 0).then(|| view! { <b>{grouped((*count).into())}</b> });
    view! { <div class="coverage-counted">{total} <Items items others=count - first.len() as u64 /></div> }
        .into_any()
}

/// Some silences, with how many there are and both readings of them; nothing where they may not be told.
pub fn silences_of(app: App, silences: Option<&(u64, Vec<SilenceRow>)>) -> AnyView {
    let Some((count, first)) = silences else { return not_told(app) };
    let item = |silence: &SilenceRow| {
        let (from, to, id) = (silence.from_ms, silence.to_ms, cell_text(&short_id(&silence.session)));
        let shown = Signal::derive(move || {
            let (language, zone) = (app.language.get(), app.zone.get());
            let length = duration(language, to - from);
            let (from, to) = (time_in(&zone, from), time_in(&zone, to));
            say!(language, "coverage-silence", id = id.clone(), from = from, to = to, length = length)
        });
        Item { shown, count: None, values: vec![("session", silence.session.clone())] }
    };
    let items: Vec<Item> = first.iter().map(item).collect();
    if items.is_empty() {
        return view! { <Items items /> }.into_any();
    }
    let minutes = (SILENCE_MS / MINUTE_MS).to_string();
    let explained = move || say!(app.language.get(), "coverage-silences-words", minutes = minutes.clone());
    view! {
        <details class="coverage-silences">
            <summary><b>{grouped((*count).into())}</b> " " <span class="second">{explained}</span></summary>
            <Items items others=count - first.len() as u64 />
        </details>
    }
    .into_any()
}
