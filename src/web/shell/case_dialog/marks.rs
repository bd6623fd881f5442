//! The list of marks: what was marked, with its tags and its note, and the way to it.

use super::parts::{RemoveButton, title};
use crate::context::App;
use crate::marks::Marks;
use crate::shell::Landmarks;
use crate::widgets::cell::cell_text;
use crate::widgets::glyph::Glyph;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::casefile::{AnnotationEdit, Mark};
use sessionscope::engine::requests::MarkedEvents;
use sessionscope::query::answer::{EventRow, MarkFate, MarkPlace};
use sessionscope::say;
use sessionscope::source::limits::VALUE_CHARS;
use sessionscope::state::{Action, Tab};
use sessionscope::text::units::number;
use sessionscope::text::{clipped, event_summary, mark_fate_explained, time_in, visible, visible_lines};

/// Marks that are listed at first.
const START: usize = 50;

/// The list; nothing where there is no mark.
#[component]
pub fn MarkList() -> impl IntoView {
    let app = App::get();
    let landmarks = Landmarks::get();
    let language = app.language;
    let marks = Marks::get();
    let total = Memo::new(move |_| marks.annotations.with(|all| all.marks.len()));
    let part = list_of(START);
    let version = app.pick(|state| state.case.version);
    let events = app.ask(move || {
        (total.get() != 0).then(|| MarkedEvents { version: version.get(), window: part.get().window() })
    });
    // Answers that say the same make no rows anew: who has come to one by keys stays there.
    let events = Memo::new(move |_| {
        let version = version.get();
        events.latest.with(|latest| {
            let now = latest.as_ref().filter(|latest| latest.request.version == version);
            now.map(|latest| latest.response.as_ref().clone()).unwrap_or_default()
        })
    });
    let rows = move || {
        let drawn = part.get().of(total.get());
        let events = events.get();
        let places = marks.places.get();
        marks.annotations.with(|all| {
            let listed = all.marks[drawn.clone()].iter().cloned().zip(drawn.clone());
            listed
                .map(|(mark, index)| {
                    let place = places.as_ref().and_then(|places| places.get(index).cloned());
                    let event = events.get(index - drawn.start).cloned().flatten();
                    row(app, landmarks, mark, index, place, event)
                })
                .collect_view()
        })
    };
    let more = move |left: usize| say!(language.get(), "list-more", count = number(left as u64));
    let show_only = move |_| {
        landmarks.close_case();
        app.act(Action::SetFilter("marked:*".to_owned()));
        app.act(Action::SetTab(Tab::Events));
    };
    view! {
        <Show when=move || total.get() != 0>
            <section class="case-part" data-part="marks">
                {move || title(&say!(language.get(), "case-marks"), total.get())}
                <p class="buttons">
                    <button type="button" on:click=show_only>{words!(language, "case-show-marked")}</button>
                </p>
                <ul class="case-list" aria-label=words!(language, "case-marks")>{rows}</ul>
                <PartButtons part total more />
            </section>
        </Show>
    }
}

fn row(
    app: App,
    landmarks: Landmarks,
    mark: Mark,
    index: usize,
    place: Option<MarkPlace>,
    event: Option<EventRow>,
) -> AnyView {
    let language = app.language.get();
    let zone = app.zone.get();
    let name = match &event {
        Some(event) => {
            let time =
                event.time_ms.map_or_else(|| say!(language, "events-undated"), |time| time_in(&zone, time));
            let what = event_summary(event);
            view! {
                <span class="case-time">{time}</span>
                <span class="case-what">
                    <Glyph family=event.family />
                    {cell_text(&event.activity)} " " <b>{cell_text(&event.user)}</b> " "
                    <span class="second">{what}</span>
                </span>
            }
            .into_any()
        }
        None => {
            let place = format!("{} · {}", visible(&mark.event.path), mark.event.offset);
            view! { <span class="case-what mono">{place}</span> }.into_any()
        }
    };
    let fate = place.as_ref().map(|place| place.fate).filter(|fate| *fate != MarkFate::Found);
    let gone = fate.map(|fate| {
        view! { <p class="bad">{mark_fate_explained(language, fate)}</p> }
    });
    let target = place.and_then(|place| place.rows.first().copied());
    let look = move |_| {
        if let Some(row) = target {
            landmarks.close_case();
            app.act(Action::Select(Some(row)));
        }
    };
    let tags = mark.tags.iter().map(|tag| view! { <span class="tag">{visible(tag).into_owned()}</span> });
    let note = (!mark.note.is_empty())
        .then(|| view! { <p class="case-note">{visible_lines(&clipped(&mark.note, VALUE_CHARS.0))}</p> });
    view! {
        <li>
            <div class="case-row">
                <button type="button" class="plain case-target" aria-disabled=target.is_none().then_some("true") on:click=look>
                    {name}
                </button>
                <RemoveButton label=words!(app.language, "case-remove-mark") edit=AnnotationEdit::RemoveMark(index) />
            </div>
            {gone}
            {(!mark.tags.is_empty()).then(|| view! { <p class="case-tags">{tags.collect_view()}</p> })}
            {note}
        </li>
    }
    .into_any()
}
