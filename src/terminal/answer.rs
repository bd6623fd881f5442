//! What can be asked of the texts of terminal sessions, and what comes back: plain data for a page.

pub use super::runs::{Colour, Run, Style, bounded_rows, split_at, with_at_most};
use crate::model::Window;
use crate::model::session_text::SessionKey;
use crate::model::time::TimeMs;
use serde::{Deserialize, Serialize};

/// Why a text was not, or not for good, on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HiddenKind {
    /// It was on the screen, and was erased or written over.
    #[default]
    Replaced,
    /// The title of a window.
    Title,
    /// Contents for the clipboard of whoever looks at the terminal, or a question for them (OSC 52).
    Clipboard,
    /// Where a link leads that shows another text (OSC 8).
    Link,
    /// A file that is sent through the terminal, or shown in it (OSC 1337).
    File,
    /// Another operating system command (OSC).
    SystemCommand,
    /// A device control string (DCS).
    DeviceControl,
    /// A string of its own (SOS).
    StartOfString,
    /// A privacy message (PM).
    PrivacyMessage,
    /// An application program command (APC).
    ApplicationCommand,
}

impl HiddenKind {
    /// Whether prompts and programs send the same again and again, so that it is told once. What was copied, sent or
    /// linked to is told each time.
    pub(super) fn repeats(self) -> bool {
        !matches!(self, HiddenKind::Replaced | HiddenKind::Clipboard | HiddenKind::Link | HiddenKind::File)
    }
}

/// A text that is not on the screen (untrusted text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Why.
    pub kind: HiddenKind,
    /// The text.
    pub text: String,
}

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A line of the scroll-back.
    #[default]
    Text,
    /// A line of the scroll-back that was cleared from the screen.
    Cleared,
    /// A line that a terminal did not show: it stood in a control string that went over several lines.
    Swallowed(HiddenKind),
    /// Above what a full-screen program showed: how many lines follow.
    AlternateHead(u32),
    /// A line of what a full-screen program showed last.
    Alternate,
}

/// What the agent wrote into a line, beside what a program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgentWord {
    /// The line ends with the exit code of the command.
    ExitCode,
    /// The line begins with the marker of the standard output.
    StandardOutput,
    /// The line begins with the marker of the standard error output.
    StandardError,
}

/// A line of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRow {
    /// What it is.
    pub kind: RowKind,
    /// What is written there.
    pub runs: Vec<Run>,
    /// What was sent there and is not shown.
    pub hidden: Vec<Hidden>,
    /// Offset in the text just behind its end: the screen at this line.
    pub at: u32,
    /// What the agent wrote into it.
    pub agent: Option<AgentWord>,
}

/// Some lines of a session, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRows {
    /// How many there are in all.
    pub total: u32,
    /// Number of the first one given.
    pub first: u32,
    /// The lines.
    pub rows: Vec<TextRow>,
}

/// How sure it is that a line shows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidence {
    /// The prompt names a shell, a user or a folder.
    Likely,
    /// The prompt is a bare sign, which output can look like too.
    Probable,
}

/// What was probably a command: echoed after a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Number of its line.
    pub row: u32,
    /// What stands behind the prompt (untrusted text).
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A text that is not on the screen, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenText {
    /// Number of the line that it stood on, or was sent on.
    pub row: u32,
    /// Why it is not shown.
    pub kind: HiddenKind,
    /// The text (untrusted text).
    pub text: String,
}

/// A moment of a streamed session: a message that was uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadStep {
    /// When it was uploaded, if that can be read.
    pub uploaded: Option<TimeMs>,
    /// Offset in the text just behind it.
    pub end: u32,
}

/// One text of a session: the stream, or one of its transcripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyInfo {
    /// Whether it was streamed; else it is a transcript.
    pub is_stream: bool,
    /// Inputs that it was read from (untrusted text).
    pub paths: Vec<String>,
    /// Bytes of text.
    pub bytes: u64,
    /// The line that `script` wrote above it (untrusted text).
    pub header: String,
    /// The line that `script` wrote below it (untrusted text).
    pub footer: String,
    /// Whether its header says that a command was run without a terminal.
    pub is_non_interactive: bool,
    /// The exit code of that command, where the agent wrote it.
    pub exit_code: Option<i32>,
    /// Lines in all.
    pub rows: u32,
    /// Columns and rows of the screen that it was shown on: a transcript does not record them.
    pub size: (u32, u32),
    /// Probable commands, first ones first.
    pub commands: Vec<Command>,
    /// How many commands there are in all.
    pub command_count: u32,
    /// Texts that were sent and are not shown, first ones first; not all where there are very many.
    pub hidden: Vec<HiddenText>,
    /// How many texts were hidden, those included that were not kept.
    pub hidden_count: u64,
    /// Numbers of the lines above full-screen programs.
    pub alternates: Vec<u32>,
    /// Characters that did not survive the way here (U+FFFD).
    pub replaced: u64,
    /// The messages, where it was streamed.
    pub steps: Vec<UploadStep>,
    /// Whether there is more than was kept.
    pub is_cut: bool,
}

/// Where the cursor of a screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Characters before it: fewer than its column where some of them are two columns wide.
    pub character: u32,
}

/// A screen at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenState {
    /// Offset in the text.
    pub at: u32,
    /// Its lines.
    pub rows: Vec<Vec<Run>>,
    /// The cursor, where it is shown.
    pub cursor: Option<Cursor>,
    /// Whether it is the alternate screen: that of a full-screen program.
    pub is_alternate: bool,
}

/// A line that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Its session.
    pub key: SessionKey,
    /// Number of the text among those of the session.
    pub copy: u32,
    /// Number of the line.
    pub row: u32,
    /// What stands before the match (untrusted text), as far as it helps.
    pub before: String,
    /// What was found, as it is written there.
    pub hit: String,
    /// What stands behind it, as far as it helps.
    pub behind: String,
    /// Why what was found is not shown, where it is not.
    pub hidden: Option<HiddenKind>,
}

/// What a search over all sessions found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The lines, by session, text and line.
    pub matches: Vec<Match>,
    /// How many lines there are in all.
    pub total: u64,
    /// Sessions that were searched.
    pub sessions: u32,
    /// Whether not all of the text could be searched.
    pub is_cut: bool,
}

/// A moment of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScreenMoment {
    /// When all of it was shown.
    #[default]
    End,
    /// When this line was last written to.
    Row(u32),
    /// When it was shown up to this offset.
    At(u32),
}

/// How far the work on a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextProgress {
    /// Inputs are read again.
    Reading {
        /// Number of the input, from 1.
        input: u32,
        /// How many there are.
        inputs: u32,
        /// Thousandths of all that are read.
        thousandths: u32,
    },
    /// Texts are shown to terminals.
    Showing {
        /// Bytes that were shown.
        bytes: u64,
        /// Bytes of all texts.
        all: u64,
    },
}

/// A request about texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TerminalRequest {
    /// The texts of a session: they are read, interpreted and kept.
    Transcript {
        /// The session.
        key: SessionKey,
        /// Columns of its screen, where somebody knows them; else they are told from the text.
        columns: Option<u32>,
    },
    /// Lines of the session that is kept.
    Rows {
        /// The session.
        key: SessionKey,
        /// Number of the text.
        copy: u32,
        /// Which lines.
        window: Window,
    },
    /// The screen at a moment of the session that is kept.
    Screen {
        /// The session.
        key: SessionKey,
        /// Number of the text.
        copy: u32,
        /// When.
        moment: ScreenMoment,
    },
    /// A search through the texts of all sessions.
    Search(String),
}

/// What a request gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each is the response to the request of its name.
pub enum TerminalResponse {
    Transcript(Vec<CopyInfo>),
    Rows(TextRows),
    Screen(ScreenState),
    Search(SearchResults),
    /// To a request that was cancelled before there was another one.
    Cancelled,
    /// What the answer would be taken from is not kept any more: the worker that had it has ended.
    Lost,
}
