//! The story of one session: what it is, and the ordered list of what happened in it.

use crate::web::context::App;
use crate::web::widgets::cell::cell_text;
use crate::web::widgets::glyph::Glyph;
use crate::web::widgets::list_part::{PartButtons, short_list};
use crate::web::widgets::value::{Value, name_of};
use crate::web::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::web::words::words;
use leptos::prelude::*;
use sessionscope::engine::requests::SessionEventPage;
use sessionscope::model::System;
use sessionscope::model::TimeRange;
use sessionscope::model::fact::SessionHistory;
use sessionscope::query::answer::{EventRow, SessionRow};
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units;
use sessionscope::text::units::number;
use sessionscope::text::{
    activity_explained, clock, event_summary, family_name, plural, session_state, system_name, time_in,
    visible,
};

/// The story.
#[component]
pub fn Story(
    system: System,
    /// The id that it had when it was chosen.
    id: String,
    /// What is known of the session now.
    session: Memo<Option<SessionRow>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let id = StoredValue::new(id);
    let id_now = Memo::new(move |_| {
        session.with(|session| session.as_ref().map(|session| session.id.clone())).unwrap_or_default()
    });
    let name = move || id_now.with(|id| cell_text(id));
    let label = move || say!(language.get(), "sessions-story", session = name());
    let facts =
        move || session.with(|session| session.as_ref().map(|session| facts(language.get(), session)));
    let values = Memo::new(move |_| session.with(|session| session.as_ref().map(values).unwrap_or_default()));
    let part = short_list();
    let shown = move || {
        let values = values.get();
        let drawn = values[part.get().of(values.len())].iter().cloned();
        drawn.map(|(field, value)| named_value(app, field, value)).collect_view()
    };
    let more = move |left: usize| say!(language.get(), "list-more", count = number(left as u64));
    let has_events =
        Memo::new(move |_| session.with(|session| session.as_ref().is_some_and(|it| it.events > 0)));
    let history = Memo::new(move |_| session.with(|session| session.as_ref()?.history.clone()));
    view! {
        <section class="story" aria-label=label>
            <header>
                <h2 class="mono">{name}</h2>
                <div class="story-facts">{facts}</div>
                <div class="story-buttons">
                    <Show when=move || has_events.get()>
                        <button on:click=move |_| filter_for(app, id_now.get_untracked())>
                            {words!(language, "sessions-only")}
                        </button>
                    </Show>
                    <button on:click=move |_| session.with_untracked(|session| show_on_timeline(app, session.as_ref()))>
                        {words!(language, "sessions-on-timeline")}
                    </button>
                    <button
                        class="plain"
                        aria-label=words!(language, "sessions-close")
                        title=words!(language, "sessions-close")
                        on:click=move |_| on_close.run(())
                    >
                        "✕"
                    </button>
                </div>
            </header>
            <div class="story-values">
                {shown}
                <PartButtons part total=Signal::derive(move || values.with(Vec::len)) more />
            </div>
            {move || history.get().map(|history| view! { <History history /> })}
            <Show
                when=move || has_events.get()
                fallback=move || view! { <p class="story-note">{words!(language, "sessions-no-events")}</p> }
            >
                {move || note(language.get(), system).map(|note| view! { <p class="story-note">{note}</p> })}
                <Events system id />
            </Show>
        </section>
    }
}

/// What stands beside its name.
fn facts(language: Language, session: &SessionRow) -> AnyView {
    let (sign, name, why) = session_state(language, session.system, session.state);
    let length = session.start_ms.zip(session.end_ms).map(|(start, end)| clock(end.saturating_sub(start)));
    let (count, events) = (plural(u128::from(session.events)), number(session.events));
    view! {
        <span>{system_name(language, session.system.id())}</span>
        <span class="session-state" data-state=session.state.id() title=why>{sign} " " {name}</span>
        {length.map(|length| view! { <span>{length}</span> }.into_any())}
        <span>{say!(language, "events-count", number = count, count = events)}</span>
    }
    .into_any()
}

/// Values to filter for, by field.
fn values(session: &SessionRow) -> Vec<(&'static str, String)> {
    let mut values = vec![("user", session.user.clone())];
    values.extend(session.client_ips.iter().map(|address| ("client_ip", address.clone())));
    values.extend([("portal", session.portal.clone()), ("target", session.target.clone())]);
    values.retain(|(_, value)| !value.is_empty());
    values
}

fn named_value(app: App, field: &'static str, value: String) -> AnyView {
    let name = name_of(app, field);
    let shown = visible(&value).into_owned();
    view! {
        <span class="story-value">
            <span class="story-field">{name}</span>
            <Value shown=Signal::stored(shown) value field=field.to_owned() name />
        </span>
    }
    .into_any()
}

/// What must be known to read the story of a session of this system.
fn note(language: Language, system: System) -> Option<String> {
    match system {
        System::SessionManager => Some(say!(language, "sessions-note-manager")),
        System::CloudShell => Some(say!(language, "sessions-note-shell")),
        System::UserAccess => Some(say!(language, "sessions-note-access")),
        _ => None,
    }
}

/// What Session Manager's own history says of the session.
#[component]
fn History(history: SessionHistory) -> impl IntoView {
    let app = App::get();
    let SessionHistory { status, start, end, owner, reason, .. } = history;
    let words = move || {
        let (language, zone) = (app.language.get(), app.zone.get());
        let time = |time: Option<i64>| match time {
            Some(time) => time_in(zone, time),
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

/// Limits the page to one session.
fn filter_for(app: App, value: String) {
    app.act(Action::AddTerm { field: "session".to_owned(), value, negated: false });
}

/// Shows the time of a session on the timeline.
fn show_on_timeline(app: App, session: Option<&SessionRow>) {
    if let Some(range) = session.and_then(span) {
        app.act(Action::PushRange(range));
    }
    app.act(Action::SetTab(Tab::Timeline));
}

fn span(session: &SessionRow) -> Option<TimeRange> {
    let (start_ms, end) = session.start_ms.zip(session.end_ms)?;
    Some(TimeRange { start_ms, end_ms: end.saturating_add(1) })
}

/// What happened, in time order.
#[component]
fn Events(system: System, id: StoredValue<String>) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let scroll = TableScroll::new();
    let answers =
        app.ask(move || Some(SessionEventPage { system, id: id.get_value(), window: scroll.window() }));
    let page = Memo::new(move |_| answers.with(|it| it.events.clone()));
    let row = app.pick(|state| state.selected);
    let selected = Memo::new(move |_| {
        let row = row.get()?;
        page.with(|page| page.as_ref()?.find(|event| event.row == row).map(|(place, _)| place))
    });
    let calls = Memo::new(move |_| answers.with(|it| it.shell_calls).unwrap_or_default());
    let calls = move || {
        let count = u64::from(calls.get());
        (count > 0).then(|| {
            let number_of = plural(u128::from(count));
            say!(language.get(), "sessions-shell-calls", number = number_of, count = number(count))
        })
    };
    // In the story of a shell all but its own events are calls from within it.
    let is_from_shell = move |event: &EventRow| system == System::CloudShell && event.system != system;
    let zone = move || app.zone.get().label();
    let columns = move || {
        vec![
            Column::new(
                "time",
                "184px",
                move || say!(language.get(), "sessions-time", zone = zone()),
                move |event: &EventRow| match event.time_ms {
                    Some(time) => time_in(app.zone.get(), time).into_any(),
                    None => say!(language.get(), "unknown").into_any(),
                },
            ),
            Column::new(
                "activity",
                "minmax(200px, 300px)",
                move || say!(language.get(), "sessions-activity"),
                move |event: &EventRow| {
                    let title = activity_explained(language.get(), event.system, &event.activity)
                        .unwrap_or_else(|| family_name(language.get(), event.family.id()));
                    view! {
                        <span title=title>
                            <Glyph family=event.family />
                            {cell_text(&event.activity)}
                        </span>
                    }
                    .into_any()
                },
            ),
            Column::new(
                "what",
                "minmax(160px, 1fr)",
                move || say!(language.get(), "sessions-what"),
                move |event: &EventRow| {
                    // Which target it is stands above.
                    let is_known = event.system.is_session_manager() && system == System::SessionManager;
                    let text = if is_known { String::new() } else { event_summary(event) };
                    let size = match event.size {
                        Some(size) => Some(units::bytes(u128::from(size))),
                        None => event.moves.map(|_| say!(language.get(), "sessions-size-unknown")),
                    };
                    let error = (!event.error.is_empty()).then(|| {
                        view! { <span class="bad">{cell_text(&event.error)}</span> }
                    });
                    let from = is_from_shell(event).then(|| {
                        view! { <span class="story-from">{say!(language.get(), "sessions-from-shell")}</span> }
                    });
                    if text.is_empty() && size.is_none() && error.is_none() && from.is_none() {
                        let meaning = activity_explained(language.get(), event.system, &event.activity);
                        return view! { <span class="faint" title=meaning.clone()>{meaning.clone()}</span> }
                            .into_any();
                    }
                    view! {
                        {from}
                        <span title=text.clone()>{text.clone()}</span>
                        {(!text.is_empty() && (size.is_some() || error.is_some())).then_some(" · ")}
                        {error}
                        {size.map(|size| view! { <span class="story-size">{size}</span> }.into_any())}
                    }
                    .into_any()
                },
            ),
        ]
    };
    view! {
        {move || calls().map(|calls| view! { <p class="story-note" role="status">{calls}</p> })}
        <VirtualTable
            id="story"
            label=words!(language, "sessions-story-events")
            columns
            page
            scroll
            selected
            on_select=move |_, event: &EventRow| app.act(Action::Select(Some(event.row)))
            is_stale=answers.is_stale
        />
    }
}
