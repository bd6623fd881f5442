//! The commands of the palette: what each is called, which key does the same, and what it does.

use crate::context::App;
use crate::deep::DeepSearching;
use crate::marks::Marks;
use crate::shell::deep_notes::open_dialog;
use crate::shell::export::{Entry, Exports};
use crate::shell::keys::toggle_drawer;
use crate::shell::settings::next_zone;
use crate::shell::tabs::{is_blank, name};
use crate::shell::{Landmarks, choose, show};
use leptos::prelude::*;
use sessionscope::say;
use sessionscope::state::{Action, Language, Tab};

/// What commands act on, beside the state.
pub(super) type Handles = (Marks, DeepSearching, Exports);

/// What a command does.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Command {
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
    pub(super) fn all(app: App) -> Vec<Command> {
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

    /// What it is called.
    pub(super) fn name(self, language: Language) -> String {
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
    pub(super) fn key(self) -> Option<String> {
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

    /// Does it.
    pub(super) fn run(self, app: App, landmarks: Landmarks, (marks, searching, exports): Handles) {
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
