//! The lines of a text: the scroll-back, with what full-screen programs showed and what was hidden.

use super::ask::{TextResponse, use_text_responses};
use super::handle::TerminalView;
use super::hidden::{beside, kind_words};
use super::line::runs;
use crate::context::App;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::say;
use sessionscope::source::limits::MAX_LINE_RUNS;
use sessionscope::terminal::answer::{AgentWord, RowKind, Run, TextRow, with_at_most};
use sessionscope::terminal::{TerminalRequest, TerminalResponse};
use sessionscope::text::units::grouped;
use web_sys::MouseEvent;

/// Hidden texts that stand beside a line; how many more there are leads to the list of all.
const HIDDEN_BESIDE: usize = 3;

/// A line and its number.
type NumberedRow = (u32, TextRow);

/// The lines.
#[component]
pub fn TextLines(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let scroll = TableScroll::new();
    let wanted = Memo::new(move |_| {
        let (key, copy) = (terminal.opened_key()?, terminal.copy.get());
        Some((TerminalRequest::Rows { key, copy, window: scroll.window() }, Vec::new()))
    });
    let latest = use_text_responses(app, move || wanted.get()).latest;
    let page = Memo::new(move |_| {
        let (key, copy) = (terminal.key()?, terminal.copy.get());
        latest.with(|latest| match latest.as_deref() {
            Some(TextResponse {
                request: (TerminalRequest::Rows { key: of, copy: text, .. }, _),
                response: Some(TerminalResponse::Rows(rows)),
                ..
            }) if (of, *text) == (&key, copy) => {
                let lines = (rows.first..).zip(rows.rows.iter().cloned()).collect();
                Some(Page { total: rows.total, first: rows.first, rows: lines })
            }
            _ => None,
        })
    });
    let columns = move || {
        let number = move || say!(app.language.get(), "terminal-column-line");
        let text = move || say!(app.language.get(), "terminal-column-text");
        vec![
            Column::new("line", "68px", number, |(number, _): &NumberedRow| {
                grouped(u128::from(*number) + 1).into_any()
            })
            .numeric(),
            Column::new("text", "minmax(280px, 1fr)", text, move |(number, row): &NumberedRow| {
                line(app, terminal, *number, row)
            }),
        ]
    };
    let select = move |_, (number, _): &NumberedRow| terminal.go_to_row(*number);
    view! {
        <VirtualTable
            id="terminal"
            label=words!(app.language, "terminal-lines")
            columns
            page
            scroll
            selected=Signal::derive(move || terminal.row())
            selects_on_move=Signal::derive(|| true)
            on_select=select
        />
    }
}

fn line(app: App, terminal: TerminalView, number: u32, row: &TextRow) -> AnyView {
    let language = app.language.get();
    let all_hidden = move |shown: String| {
        view! {
            <button
                class="link"
                type="button"
                title=say!(language, "terminal-hidden-all")
                on:click=move |event: MouseEvent| {
                    event.stop_propagation();
                    terminal.show_hidden(number);
                }
            >
                {shown}
            </button>
        }
    };
    if let RowKind::AlternateHead(lines) = row.kind {
        let words = say!(language, "terminal-alternate", lines = grouped(u128::from(lines)));
        let hidden = (!row.hidden.is_empty()).then(|| {
            let count = grouped(row.hidden.len() as u128);
            view! { " · " {all_hidden(say!(language, "terminal-alternate-hidden", hidden = count))} }
        });
        return view! { <span class="terminal-line is-head">{words} {hidden}</span> }.into_any();
    }
    let (class, title) = match row.kind {
        RowKind::Alternate => ("terminal-line is-alternate", String::new()),
        RowKind::Cleared => ("terminal-line is-cleared", say!(language, "terminal-cleared")),
        RowKind::Swallowed(kind) => {
            let kind = kind_words(language, kind);
            ("terminal-line is-swallowed", say!(language, "terminal-swallowed", kind = kind))
        }
        RowKind::Text | RowKind::AlternateHead(_) => ("terminal-line", String::new()),
    };
    let hidden_texts = (!row.hidden.is_empty()).then(|| {
        let more = row.hidden.len().saturating_sub(HIDDEN_BESIDE);
        let texts = row.hidden.iter().take(HIDDEN_BESIDE);
        let texts = texts.map(|hidden| beside(language, hidden)).collect_view();
        view! {
            <span class="terminal-hidden">
                <span class="terminal-mark">{say!(language, "terminal-hidden-mark")}</span>
                " "
                {texts}
                {(more > 0).then(|| all_hidden(format!("+{}", grouped(more as u128))))}
            </span>
        }
    });
    let agent = row.agent.map(|word| {
        let (name, why) = match word {
            AgentWord::ExitCode => (say!(language, "terminal-exit"), say!(language, "terminal-exit-why")),
            AgentWord::StandardOutput => {
                (say!(language, "terminal-stdout"), say!(language, "terminal-marker-why"))
            }
            AgentWord::StandardError => {
                (say!(language, "terminal-stderr"), say!(language, "terminal-marker-why"))
            }
        };
        view! { <span class="terminal-agent" class:is-error=word == AgentWord::StandardError title=why>{name}</span> " " }
    });
    let text = coloured(app, terminal, number, &row.runs);
    view! { <span class=class title=title>{agent} {text} {hidden_texts}</span> }.into_any()
}

/// The text of a line with its colours; of very many those at its start, and all of them once it is selected.
fn coloured(app: App, terminal: TerminalView, number: u32, line: &[Run]) -> AnyView {
    let is_dark = app.is_dark.get();
    if with_at_most(line, MAX_LINE_RUNS).1 == 0 {
        return runs(line, is_dark);
    }
    let line = line.to_vec();
    let is_selected = Memo::new(move |_| terminal.row() == Some(number));
    let shown = move || {
        let (bounded, lost) = with_at_most(&line, if is_selected.get() { usize::MAX } else { MAX_LINE_RUNS });
        let title = (lost > 0)
            .then(|| say!(app.language.get(), "terminal-uncoloured", count = grouped(lost as u128)));
        view! { <span title=title>{runs(&bounded, is_dark)}</span> }
    };
    shown.into_any()
}
