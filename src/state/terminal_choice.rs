//! What is looked at in the terminal view: a session, one of its texts, and a moment of that.

use crate::model::session_text::SessionKey;
use crate::query::terminal::TerminalSession;
use crate::terminal::answer::ScreenMoment;

/// Session, text and moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalChoice {
    /// The session; where there is none, nobody has chosen.
    pub key: Option<SessionKey>,
    /// Number of the text.
    pub copy: u32,
    /// The moment whose screen is shown; where it is that of a line, the line is selected.
    pub moment: ScreenMoment,
    /// The columns of its screen, where somebody has set them: by them lines are counted.
    pub columns: Option<u32>,
    /// The inputs of the session when it was chosen, if they are known.
    inputs: Option<Vec<String>>,
}

impl TerminalChoice {
    /// A moment of a text of a session as it is now.
    pub fn of(session: &TerminalSession, copy: u32, moment: ScreenMoment) -> TerminalChoice {
        let inputs = Some(session.paths.clone());
        TerminalChoice { key: Some(session.key.clone()), copy, moment, columns: None, inputs }
    }

    /// The same on a screen of so many columns.
    #[must_use]
    pub fn on_columns(self, columns: Option<u32>) -> TerminalChoice {
        TerminalChoice { columns, ..self }
    }

    /// The columns that were set for a session.
    pub fn columns_of(&self, key: &SessionKey) -> Option<u32> {
        self.columns.filter(|_| self.key.as_ref() == Some(key))
    }

    /// What stands in a URL, which names no inputs.
    pub(super) fn named(key: SessionKey, copy: u32, moment: ScreenMoment) -> TerminalChoice {
        TerminalChoice { key: Some(key), copy, moment, columns: None, inputs: None }
    }

    /// What of it still holds of a session: nothing where that is another one, or has got another input, with
    /// which its texts and their lines are others.
    pub fn within(&self, session: Option<&TerminalSession>) -> TerminalChoice {
        let is_of = |session: &&TerminalSession| {
            let is_same = self.inputs.as_ref().is_none_or(|inputs| *inputs == session.paths);
            Some(&session.key) == self.key.as_ref() && is_same
        };
        session.filter(is_of).map(|_| self.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: &str, paths: &[&str]) -> TerminalSession {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        TerminalSession { key: SessionKey::new(id, ""), paths, ..TerminalSession::default() }
    }

    #[test]
    fn a_choice_holds_while_the_session_has_the_inputs_that_it_had() {
        let choice = TerminalChoice::of(&session("s", &["a"]), 1, ScreenMoment::Row(7));
        assert_eq!(choice.within(Some(&session("s", &["a"]))), choice);
        for other in [session("s", &["a", "b"]), session("t", &["a"])] {
            assert_eq!(choice.within(Some(&other)), TerminalChoice::default(), "{other:?}");
        }
        assert_eq!(choice.within(None), TerminalChoice::default());
    }

    #[test]
    fn columns_are_those_of_the_session_that_they_were_set_for_whatever_its_inputs_are() {
        let choice = TerminalChoice::of(&session("s", &["a"]), 0, ScreenMoment::End).on_columns(Some(132));
        assert_eq!(choice.columns_of(&SessionKey::new("s", "")), Some(132));
        assert_eq!(choice.columns_of(&SessionKey::new("t", "")), None);
    }

    #[test]
    fn a_choice_of_a_url_holds_whatever_the_inputs_are() {
        let choice = TerminalChoice::named(SessionKey::new("s", ""), 0, ScreenMoment::At(9));
        assert_eq!(choice.within(Some(&session("s", &["a", "b"]))), choice);
        assert_eq!(choice.within(Some(&session("t", &["a"]))), TerminalChoice::default());
    }
}
