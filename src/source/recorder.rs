//! What records transcripts of terminals: how the header and the footer that it writes belong together.

use serde::{Deserialize, Serialize};

/// What wrote header and footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recorder {
    /// `script` of util-linux since 2.35: what it ran stands in the header, how that ended in the footer.
    Script,
    /// `script` before that, or of BSD.
    OldScript,
    /// PowerShell, of Windows or by itself.
    PowerShell,
}

/// By what the last lines of a text are a footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FooterForm {
    /// How a program ended.
    ExitCode,
    /// Words of `script` in English, with a time.
    Words,
    /// The lines of PowerShell.
    PowerShell,
    /// Marks between numbers, of this hash, as the header of an old `script` in the same language has them.
    Marks(u64),
}

impl FooterForm {
    /// Whether a text that this recorder began, or one without a header, ends so; `marks` is the hash of those of the
    /// first line.
    pub fn ends(self, recorder: Option<Recorder>, marks: u64) -> bool {
        match (recorder, self) {
            (Some(Recorder::Script), form) => form == FooterForm::ExitCode,
            (Some(Recorder::PowerShell), form) => form == FooterForm::PowerShell,
            (Some(Recorder::OldScript), FooterForm::PowerShell) => false,
            (Some(Recorder::OldScript), FooterForm::Marks(own)) => own == marks,
            (None, FooterForm::Marks(_)) => false,
            (Some(Recorder::OldScript) | None, _) => true,
        }
    }
}
