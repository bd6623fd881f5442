//! The findings of a kind: what is said of the kind once, and of each finding its sentence and its events.

use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::FindingRow;
use sessionscope::audit::finding::FindingKind;
use sessionscope::engine::requests::FindingPage;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::grouped;
use sessionscope::text::{
    event_summary, finding_confirmation, finding_harmless, finding_rule, finding_sentence, finding_title,
    plural, time_in,
};

/// Findings of a kind that are shown before more are asked for.
const START_FINDINGS: usize = 5;
/// Events of a finding that are shown before more are asked for: two that contradict each other, and some.
const START_EVENTS: usize = 4;

/// The findings of a kind.
#[component]
pub fn Group(kind: FindingKind) -> impl IntoView {
    let app = App::get();
    let part = list_of(START_FINDINGS);
    let page = app.ask_when_read(move || FindingPage { kind, window: part.get().window() }).page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let count = move || {
        let count = u128::from(total.get());
        say!(app.language.get(), "findings-of-kind", number = plural(count), count = grouped(count))
    };
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    let id = format!("finding-{}", kind.id());
    view! {
        <section class="findings-group" data-finding=kind.id() aria-labelledby=id>
            <header>
                <h2 id=id.clone()>{move || finding_title(app.language.get(), kind)}</h2>
                <span class="second">{count}</span>
            </header>
            <dl class="findings-words">
                <dt>{words!(app.language, "findings-harmless")}</dt>
                <dd>{move || finding_harmless(app.language.get(), kind)}</dd>
                <dt>{words!(app.language, "findings-confirm")}</dt>
                <dd>{move || finding_confirmation(app.language.get(), kind)}</dd>
                <dt>{words!(app.language, "findings-rule")}</dt>
                <dd>{move || finding_rule(app.language.get(), kind)}</dd>
            </dl>
            <ol class="findings-list">
                {move || rows().into_iter().map(|finding| view! { <Finding finding /> }).collect_view()}
            </ol>
            <PartButtons part total=Signal::derive(move || total.get() as usize) more />
        </section>
    }
}

/// A finding.
#[component]
fn Finding(finding: FindingRow) -> impl IntoView {
    let app = App::get();
    let part = list_of(START_EVENTS);
    let (shown, count) = (finding.events.len(), finding.event_count);
    let session = (!finding.session.is_empty()).then(|| {
        let session = finding.session.clone();
        let show = move |_| app.show_events_with(&[("session", session.clone())]);
        view! {
            <button type="button" class="link" on:click=show>
                {words!(app.language, "field-session")} " " {id_cell(&finding.session)}
            </button>
        }
    });
    let finding = StoredValue::new(finding);
    let time = move || finding.with_value(|it| it.time_ms.map(|time| time_in(&app.zone.get(), time)));
    let sentence =
        move || finding.with_value(|finding| finding_sentence(app.language.get(), &app.zone.get(), finding));
    let events = move || {
        let drawn = part.get().of(shown);
        let events = finding.with_value(|finding| finding.events[drawn].to_vec());
        events.into_iter().map(|event| view! { <EventItem event /> }).collect_view()
    };
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    let beyond = move || {
        (count > shown as u64).then(|| {
            let (shown, count) = (grouped(shown as u128), grouped(count.into()));
            let words = say!(app.language.get(), "findings-first-events", shown = shown, count = count);
            view! { <span class="second">{words}</span> }
        })
    };
    view! {
        <li class="finding">
            <p class="finding-sentence">{sentence}</p>
            <p class="second finding-place">
                <span>{time} " " {move || app.zone.get().label()}</span>
                {session}
            </p>
            <ul class="finding-events" aria-label=words!(app.language, "findings-events")>
                {events}
            </ul>
            <PartButtons part total=Signal::derive(move || shown) more />
            {beyond}
        </li>
    }
}

/// An event of a finding, which a click selects.
#[component]
fn EventItem(event: EventRow) -> impl IntoView {
    let app = App::get();
    let (row, time_ms) = (event.row, event.time_ms);
    let is_selected = app.pick(move |state| state.selected == Some(row));
    let time = move || {
        time_ms.map_or_else(|| say!(app.language.get(), "unknown"), |time| time_in(&app.zone.get(), time))
    };
    let summary = event_summary(&event);
    view! {
        <li>
            <button
                type="button"
                class="finding-event"
                aria-pressed=move || is_selected.get().to_string()
                on:click=move |_| app.act(Action::Select(Some(row)))
            >
                <span class="finding-time">{time}</span>
                <Glyph family=event.family />
                <span class="finding-activity">{cell_text(&event.activity)}</span>
                <span class="second finding-what">{cell_text(&summary)}</span>
                <span class="second finding-ip">{cell_text(&event.client_ip)}</span>
            </button>
        </li>
    }
}
