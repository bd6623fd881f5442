//! What records transcripts of terminals: how the header and the footer that it writes belong together.

use serde::{Deserialize, Serialize};

/// What wrote header and footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recorder {
    /// `script`.
    Script(ScriptVersion),
    /// PowerShell, of Windows or by itself.
    PowerShell,
}

/// The version of `script` by the header that it wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScriptVersion {
    /// Util-linux since 2.35: what it ran stands in the header, how that ended in the footer.
    New,
    /// Before that, or BSD's.
    Old,
}

/// How a line is written that has a date and a time of day behind some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMarks {
    /// Hash of the marks between the numbers: two lines with the same ones are written by the same rule.
    pub marks: u64,
    /// Hash of the line.
    pub line: u64,
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
    /// A date like that in the header of an old `script`, in whatever language.
    Dated(DateMarks),
}

impl FooterForm {
    /// Whether a text that this recorder began, or one without a header, ends so; `header` is how its first line is
    /// written.
    pub fn ends(self, recorder: Option<Recorder>, header: Option<DateMarks>) -> bool {
        match (recorder, self) {
            (Some(Recorder::Script(ScriptVersion::New)), form) => form == FooterForm::ExitCode,
            (Some(Recorder::PowerShell), form) => form == FooterForm::PowerShell,
            (Some(Recorder::Script(ScriptVersion::Old)), FooterForm::PowerShell) => false,
            (Some(Recorder::Script(ScriptVersion::Old)), FooterForm::Dated(own)) => {
                header.is_some_and(|header| header.marks == own.marks && header.line != own.line)
            }
            (None, FooterForm::Dated(_)) => false,
            (Some(Recorder::Script(ScriptVersion::Old)) | None, _) => true,
        }
    }
}
