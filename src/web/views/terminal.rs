//! The view of the terminal tab: sessions at the left, the text of one beside them, and its screen at the
//! moment that is looked at. Texts are read again from their files; the store keeps none.

mod ask;
mod details;
mod handle;
mod hidden;
mod jumps;
mod line;
mod player;
mod screen;
mod search;
mod sessions;
mod text;
mod waiting;

use crate::context::App;
use crate::widgets::empty_state::EmptyState;
use crate::words::words;
use ask::use_text_responses;
use handle::{JumpKind, TerminalView};
use leptos::prelude::*;
use sessionscope::engine::requests::TerminalSessions;
use sessionscope::model::session_text::SessionKey;
use sessionscope::query::terminal::TerminalSession;
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use std::sync::Arc;

/// The terminal view.
#[component]
pub fn Terminal() -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let answers = app.ask(|| Some(TerminalSessions));
    let sessions = answers.or_default();
    let chosen = app.pick(|state| state.terminal.clone());
    let current = Memo::new(move |before: Option<&Option<TerminalSession>>| {
        let key = chosen.with(|chosen| chosen.key.clone());
        let shown = before.and_then(Option::as_ref).map(|before| &before.key);
        sessions.with(|sessions| {
            let named = |key: Option<&SessionKey>| sessions.iter().find(|session| Some(&session.key) == key);
            // Where nobody has chosen, what is being read stays when an earlier session comes in.
            let first = || sessions.iter().find(|session| session.is_in_scope);
            let kept = || named(shown).filter(|session| session.is_in_scope);
            named(key.as_ref()).or_else(kept).or_else(first).cloned()
        })
    });
    let asked = Memo::new(move |_| {
        current.with(|current| {
            let current = current.as_ref()?;
            let key = current.key.clone();
            let columns = chosen.with(|chosen| chosen.columns_of(&key));
            Some((TerminalRequest::Transcript { key, columns }, current.paths.clone()))
        })
    });
    let opened = use_text_responses(app, move || asked.get());
    let copies = Memo::new(move |_| {
        opened.now(|answer| match answer {
            Ok(TerminalResponse::Transcript(copies)) => {
                Some(Arc::new(copies.iter().cloned().map(Arc::new).collect::<Vec<_>>()))
            }
            _ => None,
        })?
    });
    let choice =
        Memo::new(move |_| chosen.with(|chosen| current.with(|current| chosen.within(current.as_ref()))));
    let copy = Memo::new(move |_| choice.with(|choice| choice.copy));
    let info = Memo::new(move |_| copies.with(|copies| copies.as_ref()?.get(copy.get() as usize).cloned()));
    let jump_kind = RwSignal::new(JumpKind::default());
    let terminal = TerminalView { app, sessions, current, opened, choice, copies, copy, info, jump_kind };
    let is_none = Memo::new(move |_| answers.is_here() && sessions.with(|sessions| sessions.is_empty()));
    let has_copy = Memo::new(move |_| terminal.info.with(Option::is_some));
    let state = move || {
        if current.with(Option::is_some) {
            let task = words!(language, "terminal-opening");
            let cancelled = words!(language, "terminal-opening-cancelled");
            view! { <div class="terminal-state"><waiting::Waiting texts=opened task cancelled /></div> }
                .into_any()
        } else {
            view! { <EmptyState words=words!(language, "terminal-none-in-scope") /> }.into_any()
        }
    };
    view! {
        <section class="terminal" aria-label=words!(language, "tab-terminal")>
            <Show when=move || !is_none.get() fallback=move || view! { <EmptyState words=words!(language, "terminal-none") /> }>
                <div class="terminal-sessions">
                    <search::Search terminal />
                    <sessions::SessionList terminal />
                </div>
                <Show when=move || has_copy.get() fallback=state>
                    <div class="terminal-text">
                        <details::Details terminal />
                        <text::TextLines terminal />
                    </div>
                    <div class="terminal-side">
                        <screen::ScreenAt terminal />
                        <jumps::JumpList terminal />
                    </div>
                </Show>
            </Show>
        </section>
    }
}
