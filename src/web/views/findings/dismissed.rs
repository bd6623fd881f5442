//! The dismissals whose finding is not there.

use crate::context::App;
use crate::found::Found;
use crate::widgets::cell::cell_text;
use crate::widgets::dismissal::Reinstate;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::widgets::said::said_of;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::casefile::{Dismissal, FindingKey};
use sessionscope::filter::Field;
use sessionscope::say;
use sessionscope::text::units::grouped;

/// The dismissals whose finding is not there: with other options, or without its file.
#[component]
pub fn Lost() -> impl IntoView {
    let app = App::get();
    let found = Found::get();
    let lost = Memo::new(move |_| {
        found.summary.with(|summary| summary.as_ref().map(|summary| summary.lost.clone())).unwrap_or_default()
    });
    let part = short_list();
    let total = Signal::derive(move || lost.with(Vec::len));
    let items = move || {
        lost.with(|lost| {
            let drawn = lost[part.get().of(lost.len())].iter().cloned();
            drawn.map(|dismissal| view! { <li><LostFinding dismissal /></li> }).collect_view()
        })
    };
    let more = move |left: usize| say!(app.language.get(), "list-more", count = grouped(left as u128));
    view! {
        <Show when=move || total.get() != 0>
            <section class="findings-lost" aria-labelledby="findings-lost">
                <h2 id="findings-lost">{words!(app.language, "findings-lost")}</h2>
                <p class="second">{words!(app.language, "findings-lost-words")}</p>
                <ul>{items}</ul>
                <PartButtons part total more />
            </section>
        </Show>
    }
}

#[component]
fn LostFinding(dismissal: Dismissal) -> impl IntoView {
    let app = App::get();
    let FindingKey { kind, subject, events, .. } = &dismissal.finding;
    let place = events.first().map(|event| format!("{}:{}", event.path, event.line));
    let place = cell_text(place.as_ref().unwrap_or(subject));
    // A file may name kinds that nobody knows here.
    let title = match Field::Found.known_values() {
        Some(known) if known.contains(&kind.as_str()) => said_of(app, format!("finding-{kind}-title")),
        _ => Signal::stored(cell_text(kind)),
    };
    view! {
        <p>{title} " " <span class="second">{place}</span></p>
        <Reinstate dismissal />
    }
}
