//! The words beside the pointer: which mark or session this is. Hovering changes nothing else.

use super::drawn::Pointed;
use super::handle::TimelineView;
use super::words;
use crate::found::Found;
use crate::widgets::cell::{cell_text, joined_ips};
use crate::widgets::finding_sign::kinds_words;
use crate::widgets::glyph::Glyph;
use leptos::prelude::*;
use sessionscope::engine::requests::{EventDetails, SessionOf};
use sessionscope::query::answer::{ArcEnd, Bar, Mark, TransferArc};
use sessionscope::say;
use sessionscope::state::tooltip;
use sessionscope::text::units::number;
use sessionscope::text::{event_summary, family_name, session_state, time_in, time_window};

/// What the pointer is over.
#[derive(Clone, PartialEq)]
pub struct Hover {
    pub at: (f64, f64),
    pub what: Pointed,
}

/// The words.
#[component]
pub fn Tip(timeline: TimelineView, hover: RwSignal<Option<Hover>>) -> impl IntoView {
    let what = Memo::new(move |_| hover.get().map(|hover| hover.what));
    view! {
        {move || hover.get().map(|Hover { at, .. }| {
            let position = tooltip::beside(at, timeline.size.get_untracked());
            view! {
                <div
                    class="timeline-tip"
                    class:above=position.is_above
                    role="tooltip"
                    style:left=format!("{}px", position.left)
                    style:top=format!("{}px", position.top)
                >
                    {move || what.get().map(|what| match what {
                        Pointed::Mark(mark) => view! { <MarkTip timeline mark /> }.into_any(),
                        Pointed::Bar(bar, counts) => view! { <BarTip timeline bar counts /> }.into_any(),
                        Pointed::Arc(arc) => arc_tip(timeline, arc).into_any(),
                        Pointed::Density(counts) => density(timeline, &counts).into_any(),
                    })}
                </div>
            }
        })}
    }
}

/// A mark: its event, or the first one.
#[component]
fn MarkTip(timeline: TimelineView, mark: Mark) -> impl IntoView {
    let app = timeline.app;
    let event = app.ask(move || Some(EventDetails { row: mark.row }));
    let known = move || {
        event.with(|detail| {
            detail.as_ref().map(|detail| &detail.event).filter(|it| it.row == mark.row).cloned()
        })?
    };
    let language = app.language.get();
    let time = format!("{} {}", time_in(&app.zone.get(), mark.time_ms), app.zone.get().label());
    let merged = (mark.count > 1).then(|| say!(language, "timeline-tip-merged", count = number(mark.count)));
    view! {
        <div class="tip-time">{time}</div>
        <div>
            <Glyph family=mark.family /> {family_name(language, mark.family.id())}
        </div>
        {move || known().map(|event| view! {
            <div class="tip-activity">{cell_text(&event.activity)}</div>
            <div class="tip-what">{event_summary(&event)}</div>
        })}
        {merged.map(|merged| view! { <div class="tip-merged">{merged}</div> })}
    }
}

/// A bar: its session, or how many it stands for, and what is counted at the pointer.
#[component]
fn BarTip(timeline: TimelineView, bar: Bar, counts: Vec<Mark>) -> impl IntoView {
    let app = timeline.app;
    let (language, zone) = (app.language.get(), app.zone.get());
    let (number_of, is_one) = (bar.session, bar.sessions == 1);
    let session = app.ask(move || is_one.then_some(SessionOf { session: number_of }));
    let known = move || session.with(|row| row.clone().filter(|row| row.session == number_of))?;
    let window = format!("{} {}", time_window(&zone, bar.range), zone.label());
    let events = say!(language, "timeline-track-events", count = number(bar.events));
    let merged = (!is_one).then(|| words::merged_bar(language, zone, &bar));
    // Of one session is said what was found in it, of several in how many of them.
    let told = words::found(language, &bar);
    let asked = if is_one && told.is_some() { vec![number_of] } else { Vec::new() };
    let findings = Found::get().ask_of_sessions(move || asked.clone());
    let found = move || {
        let own = Found::get().of_sessions(findings, |all| all.to_vec());
        if own.is_empty() { told.clone() } else { Some(kinds_words(language, &own)) }
    };
    view! {
        <div class="tip-time">{window}</div>
        {move || known().map(|row| view! {
            <div class="tip-activity">{cell_text(&row.id)}</div>
            <div class="tip-what">{joined_ips(&row.client_ips)}</div>
            <div>{session_state(language, row.system, row.state).1}</div>
        })}
        {merged.map(|merged| view! { <div class="tip-merged">{merged}</div> })}
        {move || found().map(|found| view! { <div class="caution">"\u{2691} " {found}</div> })}
        <div>{events}</div>
        {density(timeline, &counts)}
    }
}

/// An arc: when the file came in, and when it left.
fn arc_tip(timeline: TimelineView, arc: TransferArc) -> impl IntoView + use<> {
    let app = timeline.app;
    let (language, zone) = (app.language.get(), app.zone.get());
    let time = |end: ArcEnd| format!("{} {}", time_in(&zone, end.time_ms), zone.label());
    view! {
        <div class="tip-activity">{say!(language, "timeline-arc")}</div>
        <div>{say!(language, "timeline-arc-in", time = time(arc.from))}</div>
        <div>{say!(language, "timeline-arc-out", time = time(arc.to))}</div>
    }
}

/// What is counted in a short span of time, by family.
fn density(timeline: TimelineView, counts: &[Mark]) -> impl IntoView + use<> {
    let app = timeline.app;
    let language = app.language.get();
    let first = counts.iter().map(|mark| mark.time_ms).min();
    let time = first.map(|time| format!("{} {}", time_in(&app.zone.get(), time), app.zone.get().label()));
    let families = counts.iter().map(|Mark { family, count, .. }| {
        view! {
            <div>
                <Glyph family=*family /> {family_name(language, family.id())} " " {number(*count)}
            </div>
        }
    });
    view! {
        {time.map(|time| view! { <div class="tip-time tip-here">{time}</div> })}
        {families.collect_view()}
    }
}
