//! What the parts of the terminal view share: the sessions that have text, which of them, which text and which
//! moment is looked at.

use super::ask::TextResponses;
use crate::context::App;
use leptos::prelude::*;
use sessionscope::model::session_text::SessionKey;
use sessionscope::query::terminal::TerminalSession;
use sessionscope::state::{Action, TerminalChoice};
use sessionscope::terminal::answer::{CopyInfo, ScreenMoment};
use std::sync::Arc;

/// Which places of a text are listed to go to.
#[derive(Clone, Copy, Default, PartialEq)]
#[allow(missing_docs)]
pub enum JumpKind {
    #[default]
    Commands,
    Hidden,
    Alternates,
}

/// What is looked at. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct TerminalView {
    pub app: App,
    /// All sessions that have text.
    pub sessions: Memo<Arc<Vec<TerminalSession>>>,
    /// The session that is open, or is being opened.
    pub current: Memo<Option<TerminalSession>>,
    /// Its texts, as the worker that reads texts again has them.
    pub opened: TextResponses,
    /// What was chosen, as far as it holds of the current session as it is now.
    pub choice: Memo<TerminalChoice>,
    /// The texts of the current session, once they are interpreted.
    pub copies: Memo<Option<Arc<Vec<Arc<CopyInfo>>>>>,
    /// Number of the text that is shown.
    pub copy: Memo<u32>,
    /// What is known of the text that is shown.
    pub info: Memo<Option<Arc<CopyInfo>>>,
    /// Which places of the text are listed.
    pub jump_kind: RwSignal<JumpKind>,
}

impl TerminalView {
    /// Opens a session.
    pub fn open(self, key: &SessionKey) {
        let has_failed = untrack(|| self.key().as_ref() == Some(key) && self.opened.failure().is_some());
        self.choose_of(key, 0, ScreenMoment::End);
        if has_failed {
            self.opened.ask_again();
        }
    }

    /// Goes to a line of a text of a session.
    pub fn go_to(self, key: &SessionKey, copy: u32, row: u32) {
        self.choose_of(key, copy, ScreenMoment::Row(row));
    }

    fn choose_of(self, key: &SessionKey, copy: u32, moment: ScreenMoment) {
        let choice = self.sessions.with_untracked(|sessions| {
            let session = sessions.iter().find(|session| session.key == *key)?;
            Some(self.on_its_columns(TerminalChoice::of(session, copy, moment)))
        });
        if let Some(choice) = choice {
            self.app.act(Action::LookAtTerminal(choice));
        }
    }

    /// Goes to a line of the text that is shown.
    pub fn go_to_row(self, row: u32) {
        self.show(ScreenMoment::Row(row));
    }

    /// Shows a moment of the text that is shown.
    pub fn show(self, moment: ScreenMoment) {
        self.choose_of_current(self.copy.get_untracked(), moment);
    }

    fn choose_of_current(self, copy: u32, moment: ScreenMoment) {
        if let Some(session) = self.current.get_untracked() {
            let choice = self.on_its_columns(TerminalChoice::of(&session, copy, moment));
            self.app.act(Action::LookAtTerminal(choice));
        }
    }

    /// The same on as many columns as were set for its session.
    fn on_its_columns(self, choice: TerminalChoice) -> TerminalChoice {
        let key = choice.key.clone();
        let columns = self.app.now(|state| key.and_then(|key| state.terminal.columns_of(&key)));
        choice.on_columns(columns)
    }

    /// Lists the hidden texts, from those of a line on.
    pub fn show_hidden(self, row: u32) {
        self.jump_kind.set(JumpKind::Hidden);
        self.go_to_row(row);
    }

    /// Shows another text of the session.
    pub fn set_copy(self, copy: u32) {
        self.choose_of_current(copy, ScreenMoment::End);
    }

    /// Shows the texts of the session on a screen of so many columns, or as many as they tell of.
    pub fn set_columns(self, columns: Option<u32>) {
        if let Some(session) = self.current.get_untracked() {
            let (copy, moment) = (self.copy.get_untracked(), untrack(|| self.moment()));
            let choice = TerminalChoice::of(&session, copy, moment).on_columns(columns);
            self.app.act(Action::LookAtTerminal(choice));
        }
    }

    /// The moment whose screen is shown.
    pub fn moment(self) -> ScreenMoment {
        self.choice.with(|choice| choice.moment)
    }

    /// The line that was chosen.
    pub fn row(self) -> Option<u32> {
        match self.moment() {
            ScreenMoment::Row(row) => Some(row),
            ScreenMoment::End | ScreenMoment::At(_) => None,
        }
    }

    /// Key of the session that is open, or is being opened.
    pub fn key(self) -> Option<SessionKey> {
        self.current.with(|current| current.as_ref().map(|current| current.key.clone()))
    }

    /// The same, once its texts are interpreted.
    pub fn opened_key(self) -> Option<SessionKey> {
        self.copies.with(Option::is_some).then(|| self.key()).flatten()
    }
}
