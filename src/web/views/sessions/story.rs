//! The story of one session: what it is, and the ordered list of what happened in it.

mod events;
mod history;
mod note;

use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::list_part::{PartButtons, short_list};
use crate::widgets::value::{Value, name_of};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::model::{System, TimeRange, Tunnel};
use sessionscope::query::answer::SessionRow;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use sessionscope::text::units::number;
use sessionscope::text::{clock, plural, session_state, system_name, visible};

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
    let other_ips =
        Memo::new(move |_| session.with(|session| session.as_ref().map_or(0, |it| it.client_ips.others())));
    let other_words =
        move || say!(language.get(), "sessions-other-addresses", count = number(other_ips.get()));
    let more = move |left: usize| say!(language.get(), "list-more", count = number(left as u64));
    let has_events =
        Memo::new(move |_| session.with(|session| session.as_ref().is_some_and(|it| it.events > 0)));
    let tunnel = Memo::new(move |_| session.with(|session| session.as_ref()?.tunnel.clone()));
    let history = Memo::new(move |_| session.with(|session| session.as_ref()?.history.clone()));
    view! {
        <section class="story" aria-label=label>
            <header>
                <h2 class="mono">{name}</h2>
                <div class="story-facts">{facts}</div>
                <div class="story-buttons">
                    <Show when=move || has_events.get()>
                        <button on:click=move |_| app.filter_for("session", &id_now.get_untracked())>
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
                {move || (other_ips.get() > 0).then(|| {
                    view! { <span>{other_words}</span> }
                })}
            </div>
            <note::StoryNote system id=id_now />
            {move || tunnel.get().map(|tunnel| view! { <p class="story-note">{tunnel_words(language.get(), &tunnel)}</p> })}
            {move || history.get().map(|history| view! { <history::History history /> })}
            <Show
                when=move || has_events.get()
                fallback=move || view! { <p class="story-note">{words!(language, "sessions-no-events")}</p> }
            >
                {move || note(language.get(), system).map(|note| view! { <p class="story-note">{note}</p> })}
                <events::Events system id />
            </Show>
        </section>
    }
}

/// That nothing of a session was recorded, and why.
fn tunnel_words(language: Language, (tunnel, place): &(Tunnel, String)) -> String {
    let place = if place.is_empty() { say!(language, "unknown") } else { cell_text(place) };
    match tunnel {
        Tunnel::Port => say!(language, "sessions-tunnel-port", place = place),
        Tunnel::Ssh => say!(language, "sessions-tunnel-ssh", place = place),
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
    values.extend(session.client_ips.first.iter().map(|address| ("client_ip", address.clone())));
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
