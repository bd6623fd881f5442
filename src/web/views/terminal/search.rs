//! A search over the texts of all sessions, whatever the filter.

use super::ask::use_text_responses;
use super::handle::TerminalView;
use super::hidden::kind_words;
use super::waiting::Waiting;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::say;
use sessionscope::source::order;
use sessionscope::terminal::answer::{HiddenKind, Match, SearchResults};
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use sessionscope::text::units::grouped;
use sessionscope::text::{plural, visible};
use std::sync::Arc;

/// The field, and what was found.
#[component]
pub fn Search(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let needle = RwSignal::new(String::new());
    let asked = Memo::new(move |_| {
        let needle = needle.with(|needle| needle.trim().to_owned());
        if needle.is_empty() {
            return None;
        }
        let mut paths: Vec<String> =
            terminal.sessions.with(|sessions| sessions.iter().flat_map(|it| it.paths.clone()).collect());
        order::sort(&mut paths);
        paths.dedup();
        Some((TerminalRequest::Search(needle), paths))
    });
    let texts = use_text_responses(app, move || asked.get());
    let found = Memo::new(move |_| {
        texts.now(|answer| match answer {
            Ok(TerminalResponse::Search(found)) => Some(Arc::new(found.clone())),
            _ => None,
        })?
    });
    let state = move || {
        found.get().map(|found| {
            let words = say!(
                language.get(),
                "terminal-found",
                number = plural(found.total.into()),
                count = grouped(found.total.into()),
                sessions = grouped(found.sessions.into())
            );
            let shown = found.matches.len() as u64;
            let more = (shown < found.total)
                .then(|| say!(language.get(), "terminal-found-first", count = grouped(shown.into())));
            let cut = found.is_cut.then(|| say!(language.get(), "terminal-cut"));
            [Some(words), more, cut].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    let is_waiting = Memo::new(move |_| asked.with(Option::is_some) && found.with(Option::is_none));
    let searching = words!(language, "terminal-searching");
    let cancelled = words!(language, "terminal-search-cancelled");
    let has_matches =
        Memo::new(move |_| found.with(|it| it.as_ref().is_some_and(|it| !it.matches.is_empty())));
    view! {
        <div class="terminal-search">
            <input
                type="search"
                placeholder=words!(language, "terminal-search")
                aria-label=words!(language, "terminal-search")
                prop:value=needle
                on:change=move |event| needle.set(event_target_value(&event))
            />
            <p class="terminal-summary" aria-live="polite">{state}</p>
            <Show when=move || is_waiting.get()>
                <Waiting texts task=searching cancelled />
            </Show>
        </div>
        <Show when=move || has_matches.get()>
            <Matches terminal found />
        </Show>
    }
}

#[component]
fn Matches(terminal: TerminalView, found: Memo<Option<Arc<SearchResults>>>) -> impl IntoView {
    let language = App::get().language;
    let scroll = TableScroll::new();
    let page = Memo::new(move |_| {
        let window = scroll.window();
        let found = found.get()?;
        Some(Page::of(&found.matches, window, Match::clone))
    });
    let selected = Memo::new(move |_| {
        let (key, copy, row) = (terminal.key()?, terminal.copy.get(), terminal.row()?);
        found.with(|found| {
            let same = |it: &Match| it.key == key && (it.copy, it.row) == (copy, row);
            found.as_ref()?.matches.iter().position(same).map(|index| index as u32)
        })
    });
    let columns = move || {
        vec![
            Column::new(
                "session",
                "72px",
                move || say!(language.get(), "terminal-column-who"),
                |found: &Match| {
                    let id = cell_text(found.key.name());
                    view! { <span title=id.clone()>{id.clone()}</span> }.into_any()
                },
            ),
            Column::new(
                "line",
                "56px",
                move || say!(language.get(), "terminal-column-line"),
                |found: &Match| grouped(u128::from(found.row) + 1).into_any(),
            )
            .numeric(),
            Column::new(
                "text",
                "minmax(96px, 1fr)",
                move || say!(language.get(), "terminal-column-text"),
                move |found: &Match| {
                    let [before, hit, behind] =
                        [&found.before, &found.hit, &found.behind].map(|text| visible(text).into_owned());
                    let text = format!("{before}{hit}{behind}");
                    if let Some(kind) = found.hidden {
                        let title = format!("{}: {text}", kind_words(language.get(), kind));
                        if kind != HiddenKind::Replaced {
                            return view! {
                                <span class="mono terminal-sent" title=title>{before}<mark>{hit}</mark>{behind}</span>
                            }
                            .into_any();
                        }
                        return view! { <del class="mono" title=title>{before}<mark>{hit}</mark>{behind}</del> }
                            .into_any();
                    }
                    view! { <span class="mono" title=text>{before}<mark>{hit}</mark>{behind}</span> }
                        .into_any()
                },
            ),
        ]
    };
    view! {
        <VirtualTable
            id="matches"
            label=words!(language, "terminal-matches")
            columns
            page
            scroll
            selected
            on_select=move |_, found: &Match| terminal.go_to(&found.key, found.copy, found.row)
        />
    }
}
