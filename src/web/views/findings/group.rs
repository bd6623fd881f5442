//! The findings of a kind: what is said of the kind once, and of each finding its sentence and its events.

use crate::context::App;
use crate::widgets::cell::{cell_text, id_cell};
use crate::widgets::glyph::Glyph;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{FindingGroup, FindingRow};
use sessionscope::engine::requests::FindingPage;
use sessionscope::query::answer::EventRow;
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::text::units::grouped;
use sessionscope::text::{KindPart, audit_words, event_summary, finding_kind_words, plural, time_in};

/// Findings of a kind that are shown before more are asked for.
const START_FINDINGS: usize = 5;
/// Events of a finding that are shown before more are asked for: two that contradict each other, and some.
const START_EVENTS: usize = 4;

/// The findings of a kind.
#[component]
pub fn Group(group: FindingGroup) -> impl IntoView {
    let app = App::get();
    let FindingGroup { kind, rule, .. } = group;
    let part = list_of(START_FINDINGS);
    let asked = kind.clone();
    let page = app.ask_when_read(move || FindingPage { kind: asked.clone(), window: part.get().window() });
    let page = page.page();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let rows = move || page.get().map(|page| page.rows).unwrap_or_default();
    let count = move || {
        let count = u128::from(total.get());
        say!(app.language.get(), "findings-of-kind", number = plural(count), count = grouped(count))
    };
    let more = move |left: usize| say!(app.language.get(), "findings-more", count = grouped(left as u128));
    let id = format!("finding-{kind}");
    let label = id.clone();
    let kind = StoredValue::new(kind);
    let words = move |part| {
        Signal::derive(move || kind.with_value(|kind| finding_kind_words(app.language.get(), kind, part)))
    };
    let rule = move || audit_words(app.language.get(), &app.zone.get(), &rule);
    view! {
        <section class="findings-group" data-finding=kind.get_value() aria-labelledby=label>
            <header>
                <h2 id=id>{words(KindPart::Title)}</h2>
                <span class="second">{count}</span>
            </header>
            <dl class="findings-words">
                <dt>{words!(app.language, "findings-harmless")}</dt>
                <dd>{words(KindPart::Harmless)}</dd>
                <dt>{words!(app.language, "findings-confirm")}</dt>
                <dd>{words(KindPart::Confirmation)}</dd>
                <dt>{words!(app.language, "findings-rule")}</dt>
                <dd>{rule}</dd>
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
    let has_time = finding.with_value(|finding| finding.time_ms.is_some());
    let time = move || {
        let zone = app.zone.get();
        let time = finding.with_value(|finding| finding.time_ms);
        time.map(|time| format!("{} {}", time_in(&zone, time), zone.label()))
    };
    let sentence = move || {
        finding.with_value(|finding| audit_words(app.language.get(), &app.zone.get(), &finding.words))
    };
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
    let place = (has_time || session.is_some()).then(|| {
        view! { <p class="second finding-place"><span>{time}</span> {session}</p> }
    });
    let list = (shown > 0).then(|| {
        view! {
            <ul class="finding-events" aria-label=words!(app.language, "findings-events")>
                {events}
            </ul>
            <PartButtons part total=Signal::derive(move || shown) more />
            {beyond}
        }
    });
    view! {
        <li class="finding">
            <p class="finding-sentence">{sentence}</p>
            {place}
            {list}
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
