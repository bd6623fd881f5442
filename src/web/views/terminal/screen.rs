//! The screen as it was at a moment: at the chosen line, or at a message of the stream.

use super::ask::use_text_responses;
use super::handle::TerminalView;
use super::line::{runs, runs_with_cursor};
use super::player::Player;
use crate::context::App;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::limits::MAX_SCREEN_RUNS;
use sessionscope::terminal::answer::{Run, ScreenMoment, ScreenState, bounded_rows};
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use sessionscope::text::units::grouped;
use std::borrow::Cow;

/// The screen, and the player of a stream.
#[component]
pub fn ScreenAt(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let texts = use_text_responses(app, move || {
        let (key, copy, moment) = (terminal.opened_key()?, terminal.copy.get(), terminal.moment());
        Some((TerminalRequest::Screen { key, copy, moment }, Vec::new()))
    });
    let screen = Memo::new(move |_| {
        texts.latest.with(|latest| match latest.as_deref() {
            Some((_, Some(TerminalResponse::Screen(screen)))) => screen.clone(),
            _ => ScreenState::default(),
        })
    });
    let when = move || match terminal.moment() {
        ScreenMoment::End => say!(language.get(), "terminal-screen-end"),
        ScreenMoment::Row(row) => {
            say!(language.get(), "terminal-screen-line", line = grouped(u128::from(row) + 1))
        }
        ScreenMoment::At(_) => say!(language.get(), "terminal-screen-step"),
    };
    let alternate = move || {
        screen.with(|screen| screen.is_alternate).then(|| {
            view! { <span class="terminal-badge">{say!(language.get(), "terminal-screen-alternate")}</span> }
        })
    };
    let has_all = RwSignal::new(false);
    let most = move || if has_all.get() { usize::MAX } else { MAX_SCREEN_RUNS };
    let lost = Memo::new(move |_| screen.with(|screen| bounded_rows(&screen.rows, most()).1));
    let lines = move || {
        let is_dark = app.is_dark.get();
        screen.with(|screen| {
            let (rows, _) = bounded_rows(&screen.rows, most());
            let line = |(row, line): (u32, &Cow<'_, [Run]>)| {
                let cursor = screen.cursor.filter(|cursor| cursor.row == row);
                let runs = cursor.map_or_else(
                    || runs(line, is_dark),
                    |cursor| runs_with_cursor(line, cursor.character as usize, is_dark),
                );
                view! { <span class="terminal-row">{runs}</span> "\n" }
            };
            (0..).zip(&rows).map(line).collect_view()
        })
    };
    let uncoloured =
        move || say!(language.get(), "terminal-screen-uncoloured", count = grouped(lost.get() as u128));
    let cursor = move || match screen.with(|screen| screen.cursor) {
        Some(cursor) => {
            let [row, column] = [cursor.row, cursor.column].map(|number| grouped(u128::from(number) + 1));
            say!(language.get(), "terminal-cursor", row = row, column = column)
        }
        None => say!(language.get(), "terminal-cursor-none"),
    };
    // Where not all of it fits, what matters is where the cursor stands, or where the last text is.
    let shown = NodeRef::<leptos::html::Pre>::new();
    Effect::new(move |_| {
        let (row, rows) = screen.with(|screen| {
            let row = match screen.cursor {
                Some(cursor) => cursor.row,
                None => screen.rows.iter().rposition(|runs| !runs.is_empty()).unwrap_or_default() as u32,
            };
            (row, screen.rows.len().max(1) as i32)
        });
        request_animation_frame(move || {
            // By then the view may have gone.
            if let Some(shown) = shown.try_get_untracked().flatten() {
                let row_px = shown.scroll_height() / rows;
                shown.set_scroll_top((row as i32 + 2) * row_px - shown.client_height());
            }
        });
    });
    let is_stream =
        Memo::new(move |_| terminal.info.with(|info| info.as_ref().is_some_and(|info| info.is_stream)));
    view! {
        <section class="terminal-screen" aria-labelledby="terminal-screen-title">
            <div class="terminal-heading">
                <h3 id="terminal-screen-title">{words!(language, "terminal-screen")}</h3>
                <span class="second" aria-live="polite">{when}</span>
                <span class="second">{cursor}</span>
                {alternate}
            </div>
            <Show when=move || is_stream.get()>
                <Player terminal at=Memo::new(move |_| screen.with(|screen| screen.at)) />
            </Show>
            <Show when=move || lost.get() != 0>
                <p class="second terminal-lost" role="status">
                    {uncoloured} " "
                    <button type="button" class="link" on:click=move |_| has_all.set(true)>
                        {words!(language, "terminal-all-colours")}
                    </button>
                </p>
            </Show>
            <pre node_ref=shown tabindex="0" role="group" aria-labelledby="terminal-screen-title">{lines}</pre>
        </section>
    }
}
