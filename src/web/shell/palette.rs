//! The palette: every command of the page by its name, found by writing a part of it.

use super::deep_notes::open_dialog;
use super::export::{Entry, Exports};
use super::keys::toggle_drawer;
use super::settings::next_zone;
use super::tabs::{is_blank, name};
use super::{Landmarks, choose, show};
use crate::context::App;
use crate::deep::DeepSearching;
use crate::marks::Marks;
use crate::words::words;
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};
use web_sys::KeyboardEvent;

/// The id of the list, and the beginning of those of its entries.
const LIST: &str = "palette-list";

/// What commands act on, beside the state.
type Handles = (Marks, DeepSearching, Exports);

/// What a command does.
#[derive(Clone, Copy, PartialEq)]
enum Command {
    GoTo(Tab),
    Save(Entry),
    AllTime,
    ClearFilter,
    ToggleDrawer,
    MarkEvent,
    TagEvent,
    SearchOriginals,
    Case,
    OpenCase,
    UndoAnnotation,
    NextZone,
    OtherLanguage,
    NextTheme,
    Help,
}

impl Command {
    /// Every command that does something now, from top to bottom.
    fn all(app: App) -> Vec<Command> {
        let tabs = Tab::ALL.into_iter().filter(|tab| !is_blank(app, *tab)).map(Command::GoTo);
        let others = [
            Command::AllTime,
            Command::ClearFilter,
            Command::SearchOriginals,
            Command::ToggleDrawer,
            Command::Case,
            Command::OpenCase,
            Command::NextZone,
            Command::OtherLanguage,
            Command::NextTheme,
            Command::Help,
        ];
        let has_event = app.now(|state| state.selected.is_some());
        let of_event = [Command::MarkEvent, Command::TagEvent].into_iter().filter(move |_| has_event);
        let can_undo = app.now(|state| state.case.can_undo());
        let undo = [Command::UndoAnnotation].into_iter().filter(move |_| can_undo);
        tabs.chain(of_event).chain(others).chain(undo).chain(Entry::all().map(Command::Save)).collect()
    }

    fn name(self, language: Language) -> String {
        match self {
            Command::GoTo(tab) => say!(language, "palette-go", name = name(language, tab)),
            Command::Save(entry) => say!(language, "palette-save", name = entry.name(language)),
            Command::AllTime => say!(language, "empty-state-all-time"),
            Command::ClearFilter => say!(language, "empty-state-clear-filter"),
            Command::ToggleDrawer => say!(language, "palette-drawer"),
            Command::MarkEvent => say!(language, "palette-mark"),
            Command::TagEvent => say!(language, "palette-tag"),
            Command::SearchOriginals => say!(language, "deep-title"),
            Command::Case => say!(language, "case-title"),
            Command::OpenCase => say!(language, "case-open"),
            Command::UndoAnnotation => say!(language, "case-undo"),
            Command::NextZone => say!(language, "palette-zone"),
            Command::OtherLanguage => say!(language, "palette-language"),
            Command::NextTheme => say!(language, "palette-theme"),
            Command::Help => say!(language, "help-title"),
        }
    }

    /// The key that does the same without the palette.
    fn key(self) -> Option<String> {
        let key = match self {
            Command::GoTo(tab) => {
                return (1..=9).map(|number| number.to_string()).find(|key| Tab::numbered(key) == Some(tab));
            }
            Command::ToggleDrawer => "Q",
            Command::MarkEvent => "m",
            Command::TagEvent => "t",
            Command::NextZone => "u",
            Command::Help => "?",
            _ => return None,
        };
        Some(key.to_owned())
    }

    fn run(self, app: App, landmarks: Landmarks, (marks, searching, exports): Handles) {
        match self {
            Command::GoTo(tab) => app.act(Action::SetTab(tab)),
            Command::Save(entry) => exports.begin(entry),
            Command::AllTime => app.act(Action::PopRangesTo(0)),
            Command::ClearFilter => app.act(Action::SetFilter(String::new())),
            Command::ToggleDrawer => toggle_drawer(app),
            Command::MarkEvent => {
                app.now(|state| state.selected).into_iter().for_each(|row| marks.toggle(row));
            }
            Command::TagEvent => {
                marks.ask_for_tag();
            }
            Command::SearchOriginals => open_dialog(app, searching, landmarks),
            Command::Case => show(landmarks.case),
            Command::OpenCase => choose(landmarks.case_file),
            Command::UndoAnnotation => app.act(Action::UndoAnnotation),
            Command::NextZone => next_zone(app),
            Command::OtherLanguage => {
                let now = app.language.get_untracked();
                let other = Language::ALL.into_iter().find(|language| *language != now);
                other.into_iter().for_each(|language| app.act(Action::SetLanguage(language)));
            }
            Command::NextTheme => app.act(Action::SetTheme(app.now(|state| state.theme).next())),
            Command::Help => show(landmarks.help),
        }
    }
}

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
