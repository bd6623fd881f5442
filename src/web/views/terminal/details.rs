//! What is known of the text that is shown: where it is from, and what its times mean.

use super::handle::TerminalView;
use crate::context::App;
use crate::widgets::cell::cell_text;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::source::limits::{MAX_LIST_ROWS, MAX_SCREEN};
use sessionscope::terminal::answer::CopyInfo;
use sessionscope::text::plural;
use sessionscope::text::units::{bytes, grouped};
use std::sync::Arc;

/// The details above the lines.
#[component]
pub fn Details(terminal: TerminalView) -> impl IntoView {
    let app = App::get();
    let language = app.language;
    let info = Memo::new(move |_| terminal.info.get().unwrap_or_default());
    let title = move || terminal.current.with(|current| current.as_ref().map(|it| cell_text(it.key.name())));
    let target = move || terminal.current.with(|current| current.as_ref().map(|it| cell_text(&it.target)));
    let is_one =
        Memo::new(move |_| terminal.copies.with(|copies| copies.as_ref().is_none_or(|it| it.len() < 2)));
    // Of very many texts those around the one that is shown: each choice brings others.
    let options = move || {
        let (copies, shown) = (terminal.copies.get().unwrap_or_default(), terminal.copy.get());
        let first = (shown as usize).saturating_sub(MAX_LIST_ROWS / 2);
        let nearby = copies.iter().enumerate().skip(first).take(MAX_LIST_ROWS);
        let option = |(number, copy): (usize, &Arc<CopyInfo>)| {
            let is_shown = number == shown as usize;
            view! { <option value=number.to_string() selected=is_shown>{name(app, copy)}</option> }
        };
        nearby.map(option).collect_view()
    };
    let is_set = app.pick(move |state| {
        let key = terminal.current.with(|current| current.as_ref().map(|it| it.key.clone()));
        key.is_some_and(|key| state.terminal.columns_of(&key).is_some())
    });
    let sizes = move || {
        info.with(|info| {
            let (columns, rows) = info.size;
            let (columns, rows) = (grouped(columns.into()), grouped(rows.into()));
            // How high it was nobody has said, even where somebody has said how wide.
            let screen = match is_set.get() {
                true => say!(language.get(), "terminal-size-set", columns = columns, rows = rows),
                false => say!(language.get(), "terminal-size-assumed", columns = columns, rows = rows),
            };
            let (bytes, lines) = (bytes(info.bytes.into()), grouped(info.rows.into()));
            say!(language.get(), "terminal-sizes", bytes = bytes, lines = lines, screen = screen)
        })
    };
    let times = move || {
        info.with(|info| match (info.is_stream, info.footer.is_empty()) {
            (true, _) => say!(language.get(), "terminal-times-stream"),
            (false, false) => say!(language.get(), "terminal-times-transcript"),
            (false, true) => say!(language.get(), "terminal-times-none"),
        })
    };
    let command = move || {
        info.with(|info| {
            let words = match info.exit_code {
                Some(code) => say!(language.get(), "terminal-command-exit", code = code),
                None => say!(language.get(), "terminal-command"),
            };
            info.is_non_interactive.then(|| view! { <p class="second">{words}</p> })
        })
    };
    let cautions = move || {
        info.with(|info| {
            let replaced = (info.replaced > 0).then(|| {
                let number = plural(info.replaced.into());
                say!(
                    language.get(),
                    "terminal-replaced",
                    number = number,
                    count = grouped(info.replaced.into())
                )
            });
            let cut = info.is_cut.then(|| say!(language.get(), "terminal-cut"));
            [replaced, cut]
                .into_iter()
                .flatten()
                .map(|words| view! { <p class="terminal-caution">{words}</p> })
                .collect_view()
        })
    };
    let frame = move || {
        info.with(|info| {
            let lines = [&info.header, &info.footer].into_iter().filter(|line| !line.is_empty());
            lines
                .map(|line| view! { <p class="terminal-frame" title=cell_text(line)>{cell_text(line)}</p> })
                .collect_view()
        })
    };
    view! {
        <header class="terminal-facts">
            <div class="terminal-title">
                <h2>{title}</h2>
                <span class="second">{target}</span>
                <Show
                    when=move || !is_one.get()
                    fallback=move || view! { <span class="second">{move || info.with(|info| name(app, info))}</span> }
                >
                    <select
                        aria-label=words!(language, "terminal-which")
                        on:change=move |event| terminal.set_copy(event_target_value(&event).parse().unwrap_or_default())
                    >
                        {options}
                    </select>
                </Show>
                <span class="second">{sizes}</span>
            </div>
            <p class="second">{times}</p>
            <label class="second">
                {words!(language, "terminal-columns")}
                " "
                <input
                    type="number"
                    class="terminal-columns"
                    min="1"
                    max=MAX_SCREEN.0.to_string()
                    title=words!(language, "terminal-columns-why")
                    prop:value=move || info.with(|info| info.size.0.to_string())
                    on:change=move |event| terminal.set_columns(event_target_value(&event).parse().ok())
                />
            </label>
            {command}
            {cautions}
            {frame}
        </header>
    }
}

/// What a text is called: its kind and where it is from.
fn name(app: App, copy: &CopyInfo) -> String {
    let language = app.language.get();
    let path = copy.paths.first().map(|path| cell_text(path)).unwrap_or_default();
    if copy.is_stream {
        let count = copy.steps.len() as u128;
        say!(language, "terminal-name-stream", number = plural(count), count = grouped(count), path = path)
    } else {
        say!(language, "terminal-name-transcript", path = path)
    }
}
