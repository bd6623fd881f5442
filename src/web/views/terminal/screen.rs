//! The screen as it was at a moment: at the chosen line, or at a message of the stream.

use super::Desk;
use super::ask::use_texts;
use super::line::runs;
use super::player::Player;
use crate::web::context::App;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::terminal::answer::{Moment, ScreenState};
use sessionscope::terminal::{TerminalAnswer, TerminalQuestion};
use sessionscope::text::units::grouped;

/// The screen, and the player of a stream.
#[component]
pub fn ScreenAt(desk: Desk) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let newest = use_texts(app, move || {
        let key = desk.copies.with(Option::is_some).then(|| desk.current.get()).flatten()?.key;
        Some((TerminalQuestion::Screen { key, copy: desk.copy(), moment: desk.moment.get() }, Vec::new()))
    });
    let screen = Memo::new(move |_| {
        newest.with(|newest| match newest.as_deref() {
            Some((_, Some(TerminalAnswer::Screen(screen)))) => screen.clone(),
            _ => ScreenState::default(),
        })
    });
    let when = move || match desk.moment.get() {
        Moment::End => say!(language.get(), "terminal-screen-end"),
        Moment::Row(row) => {
            say!(language.get(), "terminal-screen-line", line = grouped(u128::from(row) + 1))
        }
        Moment::At(_) => say!(language.get(), "terminal-screen-step"),
    };
    let alternate = move || {
        screen.with(|screen| screen.is_alternate).then(|| {
            view! { <span class="terminal-badge">{say!(language.get(), "terminal-screen-alternate")}</span> }
        })
    };
    let lines = move || {
        let is_dark = app.is_dark.get();
        screen.with(|screen| {
            let line = |line: &Vec<_>| view! { <span class="terminal-row">{runs(line, is_dark)}</span> "\n" };
            screen.rows.iter().map(line).collect_view()
        })
    };
    let is_stream = Memo::new(move |_| desk.info().is_some_and(|info| info.is_stream));
    view! {
        <section class="terminal-screen" aria-labelledby="terminal-screen-title">
            <div class="terminal-heading">
                <h3 id="terminal-screen-title">{move || say!(language.get(), "terminal-screen")}</h3>
                <span class="second" aria-live="polite">{when}</span>
                {alternate}
            </div>
            <Show when=move || is_stream.get()>
                <Player desk at=Signal::derive(move || screen.with(|screen| screen.at)) />
            </Show>
            <pre tabindex="0" role="group" aria-labelledby="terminal-screen-title">{lines}</pre>
        </section>
    }
}
