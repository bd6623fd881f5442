//! Rows of the audit, whatever they are about: what each says, what is told of it in a table, and its events.

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::delivery_course::DeliveryFigure;
use crate::widgets::dismissal::FindingState;
use crate::widgets::glyph::Glyph;
use crate::widgets::lead::Leading;
use crate::widgets::list_part::{PartButtons, list_of};
use crate::widgets::logging_changes::Changes;
use crate::widgets::said::{more, said, said_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::audit::answer::{AuditItem, AuditLine, AuditPart, AuditRow};
use sessionscope::engine::requests::{AuditPage, ToldRow};
use sessionscope::query::answer::{EventRow, Page};
use sessionscope::say;
use sessionscope::state::Action;
use sessionscope::state::list_part::ListPart;
use sessionscope::text::units::grouped;
use sessionscope::text::{event_summary, time_in};

/// Events of a row that are shown before more are asked for: two that contradict each other, and some.
const START_EVENTS: usize = 4;

/// A part of the audit, of which a part is drawn. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct AuditList {
    page: Memo<Option<Page<ToldRow>>>,
    drawn: RwSignal<ListPart>,
    /// How many rows it has, once that is known.
    pub total: Memo<usize>,
}

impl AuditList {
    /// One that begins with so many rows.
    pub fn new(app: App, part: AuditPart, start: usize) -> AuditList {
        let drawn = list_of(start);
        let asked =
            move || AuditPage { part: part.clone(), scope: app.audit.get(), window: drawn.get().window() };
        let page = app.ask_when_read(asked).page();
        let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total as usize)));
        AuditList { page, drawn, total }
    }

    /// Draws it from the row at this position on.
    pub fn begin_at(self, first: usize) {
        self.drawn.update(|drawn| *drawn = drawn.at(first));
    }
}

/// The rows.
#[component]
pub fn AuditRows(list: AuditList) -> impl IntoView {
    let app = App::get();
    let rows = move || list.page.get().map(|page| page.rows).unwrap_or_default();
    let rows = move || rows().into_iter().map(|told| view! { <Row told /> }).collect_view();
    view! {
        <ul class="audit-rows">{rows}</ul>
        <PartButtons part=list.drawn total=list.total more=more(app) />
    }
}

#[component]
fn Row(told: ToldRow) -> impl IntoView {
    let app = App::get();
    let state = told.finding.map(|finding| view! { <FindingState finding /> });
    let AuditRow { portal, title, lead, words, is_lacking, lines, course, events, event_count, .. } =
        told.row;
    let (changes, change_count) = (told.row.changes, told.row.change_count);
    let (course, changes) = match course {
        Some(course) => (Some(view! { <DeliveryFigure course changes count=change_count /> }), None),
        None => (None, (change_count > 0).then(|| view! { <Changes changes count=change_count /> })),
    };
    let paragraph = |words| view! { <p>{said(app, words)}</p> };
    let table = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <Line line /> }).collect_view();
        view! { <table class="audit-lines"><tbody>{lines}</tbody></table> }
    });
    let events = (event_count > 0).then(|| view! { <Events events count=event_count /> });
    view! {
        <li class="audit-row" class:is-lacking=is_lacking data-portal=cell_text(&portal)>
            <h3>
                <Leading lead>{said(app, title)}</Leading>
            </h3>
            {words.into_iter().map(paragraph).collect_view()}
            {course}
            {table}
            {events}
            {changes}
            {state}
        </li>
    }
}

#[component]
fn Line(line: AuditLine) -> impl IntoView {
    let app = App::get();
    let AuditLine { label, words, lead, items, others } = line;
    let is_none = words.is_none() && items.is_empty();
    let none = is_none.then(|| view! { <span class="faint">{words!(app.language, "coverage-none")}</span> });
    let words = words.map(|words| view! { <Leading lead>{said(app, words)}</Leading> });
    let item = move |item: AuditItem| view! { <li><Item item /></li> };
    let beyond = move || say!(app.language.get(), "coverage-and-more", count = grouped(others.into()));
    let list = (!items.is_empty()).then(|| {
        view! {
            <ul>
                {items.into_iter().map(item).collect_view()}
                {(others > 0).then(|| view! { <li class="second">{beyond}</li> })}
            </ul>
        }
    });
    view! {
        <tr>
            <th scope="row">{said_of(app, label)}</th>
            <td>{words} {none} {list}</td>
        </tr>
    }
}

/// What is named, with how many events it has, where that is told.
#[component]
fn Item(item: AuditItem) -> impl IntoView {
    let app = App::get();
    let AuditItem { words, count, lead } = item;
    let count = count.map(|count| view! { " " <b>{grouped(count.into())}</b> });
    view! { <Leading lead>{said(app, words)} {count}</Leading> }
}

/// The events that a row rests on, the first of them.
#[component]
fn Events(events: Vec<EventRow>, count: u64) -> impl IntoView {
    let app = App::get();
    let drawn = list_of(START_EVENTS);
    let shown = events.len();
    let items = move || {
        let drawn = events[drawn.get().of(shown)].iter().cloned();
        drawn.map(|event| view! { <EventItem event /> }).collect_view()
    };
    let beyond = move || {
        let (shown, count) = (grouped(shown as u128), grouped(count.into()));
        say!(app.language.get(), "findings-first-events", shown = shown, count = count)
    };
    view! {
        <ul class="audit-events" aria-label=words!(app.language, "findings-events")>{items}</ul>
        <PartButtons part=drawn total=Signal::stored(shown) more=more(app) />
        {(count > shown as u64).then(|| view! { <p>{beyond}</p> })}
    }
}

/// An event, which a click selects.
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
                class="audit-event"
                aria-pressed=move || is_selected.get().to_string()
                on:click=move |_| app.act(Action::Select(Some(row)))
            >
                <span>{time}</span>
                <Glyph family=event.family />
                <span>{cell_text(&event.activity)}</span>
                <span class="second audit-what">{cell_text(&summary)}</span>
                <span class="second">{cell_text(&event.client_ip)}</span>
            </button>
        </li>
    }
}
