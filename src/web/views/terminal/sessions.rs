//! The list of sessions that have text.

use super::handle::TerminalView;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::query::terminal::TerminalSession;
use sessionscope::say;
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, time_in};
use std::sync::Arc;

/// Characters of a time down to its minute: more does not fit, and the title has all of it.
const MINUTE_CHARS: usize = 16;

/// The list.
#[component]
pub fn SessionList(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let scroll = TableScroll::new();
    let shown = Memo::new(move |_| {
        let rows =
            terminal.sessions.with(|sessions| sessions.iter().filter(|it| it.is_in_scope).cloned().collect());
        Arc::<Vec<TerminalSession>>::new(rows)
    });
    let page = Memo::new(move |_| {
        let window = scroll.window();
        shown.with(|shown| Some(Page::of(shown, window, TerminalSession::clone)))
    });
    let selected = Memo::new(move |_| {
        let key = terminal.key()?;
        shown.with(|shown| shown.iter().position(|session| session.key == key).map(|index| index as u32))
    });
    let columns = move || {
        let zone = move || say!(language.get(), "terminal-column-start", zone = app.zone.get().label());
        vec![
            Column::new(
                "who",
                "minmax(96px, 1fr)",
                move || say!(language.get(), "terminal-column-who"),
                move |session: &TerminalSession| who(app, session),
            ),
            Column::new("start", "132px", zone, move |session: &TerminalSession| match session.start_ms {
                Some(time) => {
                    let exact = time_in(app.zone.get(), time);
                    let minute = exact.chars().take(MINUTE_CHARS).collect::<String>();
                    view! { <span title=exact>{minute}</span> }.into_any()
                }
                None => view! { <span class="unknown">{say!(language.get(), "unknown")}</span> }.into_any(),
            }),
        ]
    };
    let summary = move || {
        let (shown, all) =
            (shown.with(|shown| shown.len()), terminal.sessions.with(|sessions| sessions.len()));
        say!(
            language.get(),
            "terminal-sessions-summary",
            number = plural(all as u128),
            shown = grouped(shown as u128),
            all = grouped(all as u128)
        )
    };
    view! {
        <p class="terminal-summary" aria-live="polite">{summary}</p>
        <VirtualTable
            id="terminals"
            label=words!(language, "terminal-sessions")
            columns
            page
            scroll
            selected
            on_select=move |_, session: &TerminalSession| terminal.open(&session.key)
        />
    }
}

fn who(app: App, session: &TerminalSession) -> AnyView {
    let id = session.key.name();
    let name = if session.user.is_empty() { id } else { &session.user };
    let kinds = match (session.has_transcript, session.has_stream) {
        (true, true) => say!(app.language.get(), "terminal-kind-both"),
        (false, true) => say!(app.language.get(), "terminal-kind-stream"),
        _ => say!(app.language.get(), "terminal-kind-transcript"),
    };
    let title = [cell_text(id), cell_text(&session.target), kinds]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    view! { <span title=title>{cell_text(name)}</span> }.into_any()
}
