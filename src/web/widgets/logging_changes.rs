//! Calls that changed what is logged: what each did, and where it stands beside what is missing.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::glyph::EffectGlyph;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::widgets::said::{more, said};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::AuditChange;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::grouped;
use sessionscope::text::{event_summary, logging_effect_name, time_in};

/// Changes that are shown before more are asked for.
const START_CHANGES: usize = 6;

/// The changes, the first of so many.
#[component]
pub fn Changes(changes: Vec<AuditChange>, count: u64) -> impl IntoView {
    let app = App::get();
    let drawn = list_of(START_CHANGES);
    let shown = changes.len();
    let items = move || {
        let drawn = changes[drawn.get().of(shown)].iter().cloned();
        drawn.map(|change| view! { <Change change /> }).collect_view()
    };
    let beyond =
        move || say!(app.language.get(), "coverage-and-more", count = grouped((count - shown as u64).into()));
    view! {
        <ul class="audit-events audit-changes" aria-label=words!(app.language, "coverage-changes")>{items}</ul>
        <PartButtons part=drawn total=Signal::stored(shown) more=more(app) />
        {(count > shown as u64).then(|| view! { <p>{beyond}</p> })}
    }
}

/// A change, which a click selects.
#[component]
fn Change(change: AuditChange) -> impl IntoView {
    let app = App::get();
    let AuditChange { event, effect, words } = change;
    let (row, time_ms) = (event.row, event.time_ms);
    let is_selected = app.pick(move |state| state.selected == Some(row));
    let time = move || {
        time_ms.map_or_else(|| say!(app.language.get(), "unknown"), |time| time_in(&app.zone.get(), time))
    };
    let summary = event_summary(&event);
    view! {
        <li data-effect=effect.id()>
            <button
                type="button"
                class="audit-event"
                aria-pressed=move || is_selected.get().to_string()
                on:click=move |_| app.act(Action::Select(Some(row)))
            >
                <span>{time}</span>
                <EffectGlyph effect />
                <span class="audit-effect">{move || logging_effect_name(app.language.get(), effect)}</span>
                <span>{cell_text(&event.activity)}</span>
                <span class="second audit-what">{cell_text(&summary)}</span>
                <span class="second">{cell_text(&event.user)}</span>
            </button>
            {words.into_iter().map(|words| view! { <p class="second">{said(app, words)}</p> }).collect_view()}
        </li>
    }
}
