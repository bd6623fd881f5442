//! The palette: every command of the page by its name, found by writing a part of it.

mod command;

use super::Landmarks;
use super::export::Exports;
use crate::context::App;
use crate::deep::DeepSearching;
use crate::marks::Marks;
use crate::words::words;
use command::Command;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The id of the list, and the beginning of those of its entries.
const LIST: &str = "palette-list";

/// The palette.
#[component]
pub fn Palette(exports: Exports) -> impl IntoView {
    let app = App::get();
    let (landmarks, marks, searching) = (Landmarks::get(), Marks::get(), DeepSearching::get());
    let (written, active) = (RwSignal::new(String::new()), RwSignal::new(0));
    let found = Memo::new(move |_| {
        let wanted = written.get().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let is_wanted = |command: &Command| {
            let name = command.name(app.language.get()).to_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        Command::all(app).into_iter().filter(is_wanted).collect::<Vec<_>>()
    });
    let close = move || {
        if let Some(dialog) = landmarks.palette.get_untracked() {
            dialog.close();
        }
    };
    let run = move |command: Command| {
        // The dialog gives the focus back first, so that what the command opens has it then.
        close();
        command.run(app, landmarks, (marks, searching, exports));
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let chosen = found.with_untracked(|found| found.get(active.get_untracked()).copied());
                chosen.into_iter().for_each(run);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let entry = move |(index, command): (usize, Command)| {
        let key = command.key().filter(|_| landmarks.has_keys.get());
        let shown = key.clone().map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
        view! {
            <li
                id=format!("{LIST}-{index}")
                role="option"
                aria-selected=move || (active.get() == index).to_string()
                aria-keyshortcuts=key
                on:click=move |_| run(command)
            >
                {command.name(app.language.get())}
                {shown}
            </li>
        }
    };
    let entries = move || found.get().into_iter().enumerate().map(entry).collect_view();
    // What was written last time is no use the next time.
    let forget = move |_| {
        written.set(String::new());
        active.set(0);
    };
    view! {
        <dialog class="modal palette" node_ref=landmarks.palette aria-label=words!(app.language, "palette") on:close=forget>
            <input
                type="text"
                role="combobox"
                autofocus
                spellcheck="false"
                autocomplete="off"
                aria-label=words!(app.language, "palette")
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-activedescendant=move || format!("{LIST}-{}", active.get())
                placeholder=words!(app.language, "palette")
                prop:value=move || written.get()
                on:input:target=move |event| {
                    written.set(event.target().value());
                    active.set(0);
                }
                on:keydown=on_key
            />
            <ul id=LIST role="listbox" aria-label=words!(app.language, "palette")>{entries}</ul>
        </dialog>
    }
}
