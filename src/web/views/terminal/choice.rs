//! What was chosen in the terminal view. It outlives the view, so that a look at another tab loses nothing.

use sessionscope::model::session_text::SessionKey;
use sessionscope::query::terminal::TerminalSession;
use sessionscope::terminal::answer::Moment;
use std::cell::RefCell;

thread_local! {
    static CHOICE: RefCell<Choice> = RefCell::default();
}

/// Session, text and moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The session.
    pub key: Option<SessionKey>,
    /// Number of the text.
    pub copy: u32,
    /// The moment whose screen is shown; where it is that of a line, the line is selected.
    pub moment: Moment,
    /// The inputs of the session then: with one more its texts and their lines are others.
    paths: Vec<String>,
}

impl Choice {
    /// A moment of a text of a session as it is now.
    pub fn of(session: &TerminalSession, copy: u32, moment: Moment) -> Choice {
        Choice { key: Some(session.key.clone()), copy, moment, paths: session.paths.clone() }
    }

    /// What was chosen last.
    pub fn kept() -> Choice {
        CHOICE.with_borrow(Clone::clone)
    }

    /// Keeps it for when the view is opened again.
    pub fn keep(&self) {
        CHOICE.with_borrow_mut(|kept| *kept = self.clone());
    }

    /// What of it still holds of a session: nothing where it is another one, or has other texts now.
    pub fn within(&self, session: Option<&TerminalSession>) -> Choice {
        let is_of = |it: &&TerminalSession| Some(&it.key) == self.key.as_ref() && it.paths == self.paths;
        session.filter(is_of).map(|_| self.clone()).unwrap_or_default()
    }
}
