//! Places of a text to go to: probable commands, hidden text, full-screen programs.

use super::handle::{JumpKind, TerminalView};
use super::hidden::kind_words;
use crate::context::App;
use crate::widgets::cell::text_cell;
use crate::widgets::virtual_table::{Column, TableScroll, VirtualTable};
use crate::words::words;
use leptos::prelude::*;
use sessionscope::query::answer::Page;
use sessionscope::say;
use sessionscope::state::Language;
use sessionscope::terminal::answer::{Command, Confidence, CopyInfo, HiddenKind, HiddenText};
use sessionscope::text::units::grouped;
use std::sync::Arc;

/// A place to go to.
#[derive(Clone, PartialEq)]
struct Jump {
    row: u32,
    text: String,
    confidence: Option<Confidence>,
    hidden: Option<HiddenKind>,
}

fn jumps(kind: JumpKind, info: &CopyInfo) -> Vec<Jump> {
    let jump = |row: u32, text: &str| Jump { row, text: text.to_owned(), confidence: None, hidden: None };
    match kind {
        JumpKind::Commands => {
            let command = |it: &Command| Jump { confidence: Some(it.confidence), ..jump(it.row, &it.text) };
            info.commands.iter().map(command).collect()
        }
        JumpKind::Hidden => {
            let hidden = |it: &HiddenText| Jump { hidden: Some(it.kind), ..jump(it.row, &it.text) };
            info.hidden.iter().map(hidden).collect()
        }
        JumpKind::Alternates => info.alternates.iter().map(|row| jump(*row, "")).collect(),
    }
}

/// How many places of a kind there are, listed or not.
fn count_of(kind: JumpKind, info: &CopyInfo) -> u64 {
    match kind {
        JumpKind::Commands => info.command_count.into(),
        JumpKind::Hidden => info.hidden_count,
        JumpKind::Alternates => info.alternates.len() as u64,
    }
}

/// The lists of places.
#[component]
pub fn JumpList(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let kind = terminal.jump_kind;
    let info = Memo::new(move |_| terminal.info.get().unwrap_or_default());
    let all = Memo::new(move |_| Arc::new(info.with(|info| jumps(kind.get(), info))));
    let scroll = TableScroll::new();
    let page = Memo::new(move |_| {
        let window = scroll.window();
        all.with(|all| Some(Page::of(all, window, Jump::clone)))
    });
    let selected = Memo::new(move |_| {
        let row = terminal.row()?;
        all.with(|all| all.iter().position(|jump| jump.row == row).map(|index| index as u32))
    });
    let columns = move || {
        let mut columns = vec![
            Column::new(
                "line",
                "84px",
                move || say!(language.get(), "terminal-column-line"),
                |jump: &Jump| grouped(u128::from(jump.row) + 1).into_any(),
            )
            .numeric(),
            Column::new(
                "jump",
                "minmax(140px, 1fr)",
                move || heading(language.get(), kind.get()),
                move |jump: &Jump| words(language.get(), jump),
            ),
        ];
        if kind.get() == JumpKind::Commands {
            columns.push(Column::new(
                "confidence",
                "96px",
                move || say!(language.get(), "terminal-column-confidence"),
                move |jump: &Jump| confidence(language.get(), jump.confidence),
            ));
        }
        if kind.get() == JumpKind::Hidden {
            columns.push(Column::new(
                "why",
                "minmax(96px, 0.5fr)",
                move || say!(language.get(), "terminal-column-why"),
                move |jump: &Jump| jump.hidden.map(|kind| kind_words(language.get(), kind)).into_any(),
            ));
        }
        columns
    };
    let choice = move |own: JumpKind| {
        let count = move || info.with(|info| count_of(own, info));
        view! {
            <button
                type="button"
                aria-pressed=move || (kind.get() == own).to_string()
                disabled=move || count() == 0
                on:click=move |_| kind.set(own)
            >
                {move || heading(language.get(), own)}
                " "
                {move || grouped(count().into())}
            </button>
        }
    };
    let note = move || {
        let words = match kind.get() {
            JumpKind::Commands => say!(language.get(), "terminal-commands-note"),
            JumpKind::Hidden => say!(language.get(), "terminal-hidden-note"),
            JumpKind::Alternates => say!(language.get(), "terminal-alternates-note"),
        };
        let (listed, known) =
            (all.with(|all| all.len() as u64), info.with(|info| count_of(kind.get(), info)));
        let first = (listed < known)
            .then(|| say!(language.get(), "terminal-found-first", count = grouped(listed.into())));
        [Some(words), first].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    view! {
        <section class="terminal-jumps" aria-label=words!(language, "terminal-places")>
            <div class="terminal-choices">
                {[JumpKind::Commands, JumpKind::Hidden, JumpKind::Alternates].map(choice)}
            </div>
            <p class="second">{note}</p>
            <VirtualTable
                id="jumps"
                label=Signal::derive(move || heading(language.get(), kind.get()))
                columns
                page
                scroll
                selected
                on_select=move |_, jump: &Jump| terminal.go_to_row(jump.row)
            />
        </section>
    }
}

fn heading(language: Language, kind: JumpKind) -> String {
    match kind {
        JumpKind::Commands => say!(language, "terminal-commands"),
        JumpKind::Hidden => say!(language, "terminal-hidden"),
        JumpKind::Alternates => say!(language, "terminal-alternates"),
    }
}

fn words(language: Language, jump: &Jump) -> AnyView {
    if jump.text.is_empty() {
        return say!(language, "terminal-alternate-short").into_any();
    }
    view! { <span class="mono">{text_cell(&jump.text)}</span> }.into_any()
}

fn confidence(language: Language, confidence: Option<Confidence>) -> AnyView {
    let (words, why) = match confidence {
        Some(Confidence::Likely) => {
            (say!(language, "terminal-likely"), say!(language, "terminal-likely-why"))
        }
        Some(Confidence::Probable) => {
            (say!(language, "terminal-probable"), say!(language, "terminal-probable-why"))
        }
        None => return ().into_any(),
    };
    view! { <span title=why>{words}</span> }.into_any()
}
